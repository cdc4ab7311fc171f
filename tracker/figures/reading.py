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

    @property
    def counts_what_follows(self) -> bool:
        """Return whether what stands behind it is what it counts: 3名教师, 3.2万教师, but not 3公里."""
        return self.kind in ("count", "other") or self.unit is None


# What is read at a place, and where to read on.
Read = tuple[tuple[Reading, ...], int]
