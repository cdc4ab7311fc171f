"""The value that reading a place of a text yields."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from tracker.model import Bound, Kind


class Reading(NamedTuple):
    """A quantity as it is written at ``start:end`` of a folded text, not yet with what it counts."""

    start: int
    end: int
    value: Decimal | None
    high: Decimal | None
    unit: str | None
    kind: Kind
    bound: Bound
    step: Decimal | None


# What is read at a place, and where to read on.
Read = tuple[tuple[Reading, ...], int]
