"""Passes in the foreground, each when it is due, until somebody stops it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta, tzinfo
from typing import Protocol

from tracker.schedule import due

# However far the next pass, the clock is looked at so often: it may be set, and machines sleep.
_NAP = 30.0
# After a pass that could not be made at all.
_PAUSE = timedelta(minutes=15)


class World(Protocol):
    """The clock and a way to wait."""

    def now(self) -> datetime:
        """Return the moment that it is."""

    def sleep(self, seconds: float) -> bool:
        """Wait; return whether to go on."""


def watch(
    at: Sequence[time],
    zone: tzinfo,
    last: Callable[[], datetime | None],
    run: Callable[[], bool],
    world: World,
) -> None:
    """Call *run* whenever a pass is due and *last* did not begin since, until *world* says to stop.

    *run* returns whether there was a pass; if there was none, it is tried again a while later.
    """
    failed: datetime | None = None
    going = True
    while going:
        now = world.now()
        resting = failed is not None and failed <= now < failed + _PAUSE
        if not resting and due.is_due(at, zone, last(), now):
            failed = None if run() else world.now()
        then = due.following(at, zone, world.now())
        left = (then - world.now()).total_seconds() if then else _NAP
        going = world.sleep(max(0.0, min(_NAP, left)))
