"""A report to the sections that were split, or merged: an article that became two, a chapter that took in another."""

from __future__ import annotations

from typing import NamedTuple

from tracker.model import Report, paired


class Parting(NamedTuple):
    """One old section and the new ones that it became, or several old ones and the one that they became."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def of(report: Report) -> list[Parting]:
    """Return what was split, then what was merged."""
    partner = paired(report.sections)
    before = {new: old for old, new in partner.items()}
    split: dict[int, list[int]] = {}
    merged: dict[int, list[int]] = {}
    for row in report.sections:
        if row.parted and row.new is not None:
            split.setdefault(row.elsewhere[0], []).append(row.new)
        elif row.parted and row.old is not None:
            merged.setdefault(row.elsewhere[0], []).append(row.old)
    return [
        *(Parting((whole,), tuple(sorted((partner[whole], *parts)))) for whole, parts in sorted(split.items())),
        *(Parting(tuple(sorted((before[whole], *parts))), (whole,)) for whole, parts in sorted(merged.items())),
    ]
