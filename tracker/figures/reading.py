"""What is read at a place of a text, before it is known what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tracker.model import Bound, Kind


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity as it is written at ``start:end`` of a folded text; ``last`` says that 近 means the last years."""

    start: int
    end: int
    value: Decimal | None
    high: Decimal | None
    unit: str | None
    kind: Kind
    bound: Bound
    step: Decimal | None
