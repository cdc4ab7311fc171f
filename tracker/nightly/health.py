"""What is remembered of passes to whether what was promised was kept."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from tracker import zones
from tracker.nightly.record import Failed, Pass, State
from tracker.schedule import due
from tracker.sources import Config


class Health(NamedTuple):
    """The last pass over all sources, when the next is due, whether one was missed, and which sources fail."""

    last: datetime | None
    next: datetime | None
    stale: bool
    failing: tuple[Failed, ...]
    newest: Pass | None


def of(state: State, config: Config, now: datetime) -> Health:
    """Return how the checks of a workspace stand *now*."""
    said, zone = config.schedule, zones.named(config.schedule.timezone)
    failing = tuple(
        Failed(source.id, source.name, known.trouble or "failed", known.reason or "", known.failing)
        for source in config.sources
        if (known := state.sources.get(source.id)) is not None and known.failing is not None
    )
    return Health(
        state.whole,
        due.following(said.at, zone, now),
        due.is_stale(said.at, zone, said.grace, state.whole, now),
        failing,
        state.last,
    )
