"""A text to its figures; an alignment to what became of them."""

from __future__ import annotations

from bisect import bisect_right

from tracker.figures import scan
from tracker.model import Alignment, Document, Figure, FigureChange, Span


def find(text: str) -> tuple[Figure, ...]:
    """Return the quantities of *text* in reading order; they never overlap."""
    return tuple(
        Figure(Span(r.start, r.end), r.value, r.high, r.unit, r.kind, r.bound, "level", "", r.step)
        for r in scan.readings(text)
    )


def pair(alignment: Alignment) -> tuple[FigureChange, ...]:
    """Return what became of each figure of both sides; ``segment`` is the index of the match it stands in."""
    old, new = _homes(alignment.old), _homes(alignment.new)
    rows: list[FigureChange] = []
    for index, match in enumerate(alignment.matches):
        left = [k for i in match.old for k in old.get(i, [])]
        for k in [k for j in match.new for k in new.get(j, [])]:
            figure = alignment.new.figures[k]
            partner = next((i for i in left if alignment.old.figures[i].unit == figure.unit), None)
            if partner is None:
                rows.append(FigureChange("added", (), index, None, k))
                continue
            left.remove(partner)
            before = alignment.old.figures[partner].value
            if before == figure.value or before is None or figure.value is None:
                rows.append(FigureChange("unchanged", (), index, partner, k))
            else:
                rows.append(FigureChange("changed", ("value",), index, partner, k, figure.value - before))
        rows.extend(FigureChange("removed", (), index, i, None) for i in left)
    return tuple(rows)


def _homes(document: Document) -> dict[int, list[int]]:
    starts = [segment.span.start for segment in document.segments]
    found: dict[int, list[int]] = {}
    for index, figure in enumerate(document.figures):
        found.setdefault(bisect_right(starts, figure.span.start) - 1, []).append(index)
    return found
