"""Times of day in a time zone to the moments at which passes are due.

Each time comes once on each local date, whatever the clocks do: a time that a change skips comes as much later as was
skipped, one that a change repeats comes the first time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

# A pass that is remembered from later than now was made under a wrong clock; by less than this, clocks were set.
_SET = timedelta(days=1)

_DAY = timedelta(days=1)


def latest(at: Sequence[time], zone: tzinfo, now: datetime) -> datetime | None:
    """Return the newest moment, not after *now*, at which a pass was due."""
    return max((moment for moment in _around(at, zone, now) if moment <= now), default=None)


def following(at: Sequence[time], zone: tzinfo, now: datetime) -> datetime | None:
    """Return the next moment, after *now*, at which a pass is due."""
    return min((moment for moment in _around(at, zone, now) if moment > now), default=None)


def is_due(at: Sequence[time], zone: tzinfo, last: datetime | None, now: datetime) -> bool:
    """Return whether a pass is due *now*, the *last* one having begun then; a missed night is made up for once."""
    promised = latest(at, zone, now)
    if promised is None:
        return False
    return last is None or last < promised or last > now + _SET


def is_stale(at: Sequence[time], zone: tzinfo, grace: timedelta, last: datetime | None, now: datetime) -> bool:
    """Return whether the last pass is older than was promised, *grace* allowed for."""
    return is_due(at, zone, last, now - grace)


def moment(day: date, at: time, zone: tzinfo) -> datetime:
    """Return when it is *at* on *day* in *zone*, in UTC."""
    return datetime.combine(day, at.replace(fold=0), zone).astimezone(UTC)


def _around(at: Sequence[time], zone: tzinfo, now: datetime) -> list[datetime]:
    today = now.astimezone(zone).date()
    # Where a zone crosses the date line, a whole day is skipped or repeated: two days around are enough.
    return [moment(today + n * _DAY, time, zone) for n in (-2, -1, 0, 1, 2) for time in at]
