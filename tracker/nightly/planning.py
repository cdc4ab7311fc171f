"""Which sources a pass checks: those whose interval has gone by, or those that are named."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from datetime import datetime

from tracker.errors import UsageError
from tracker.nightly.record import Known
from tracker.sources import Source

# A source of every day is due though last night's pass began an hour later, as where clocks were put forward since.
_SLACK = 10


def due(
    sources: Sequence[Source], known: Mapping[str, Known], now: datetime, names: Sequence[str] = (), force: bool = False
) -> tuple[Source, ...]:
    """Return what is to be checked *now*, in the order of tracker.toml: the sources called or tagged *names*, or all.

    Raises UsageError for a name that is neither a source nor a tag, and for a source that appears nowhere.
    """
    chosen = _named(sources, names)
    return tuple(
        source
        for source in chosen
        if (source.url or source.path) and (force or _is_due(source, known.get(source.id), now))
    )


def _named(sources: Sequence[Source], names: Sequence[str]) -> Sequence[Source]:
    if not names:
        return sources
    known = {source.id: source for source in sources}
    tags = {tag for source in sources for tag in source.tags}
    for name in names:
        if name not in known and name not in tags:
            close = difflib.get_close_matches(name, [*known, *sorted(tags)], n=3, cutoff=0.4)
            nearest = f"; the nearest: {', '.join(close)}" if close else ""
            raise UsageError(f"{name}: tracker.toml lists no such source or tag{nearest}")
        if name in known and not (known[name].url or known[name].path):
            raise UsageError(f"{name} has neither url nor path; `tracker add {name} FILE` adds its versions")
    return [source for source in sources if source.id in names or set(source.tags) & set(names)]


def _is_due(source: Source, known: Known | None, now: datetime) -> bool:
    if source.every is None or known is None or known.checked is None or known.failing is not None:
        return True
    # The clock was put back: when it was checked cannot be told.
    return known.checked > now or now - known.checked >= source.every - source.every / _SLACK
