"""A text to its figures; an alignment to what became of them."""

from __future__ import annotations

import re
from bisect import bisect_right

from tracker.model import Alignment, Document, Figure, FigureChange, Kind, Span
from tracker.numerals import parse_numeral

# 14万名, 超30%, 三十日, 五万元
_FIGURE = re.compile(
    r"(?:[0-9０-９][0-9０-９.]*(?:万亿|[万亿])?|(?<!第)[一二三四五六七八九两十百千万亿]+)"
    r"(?:%|％|个百分点|个月|万?元|亿元|人次|公里|平方米|[人名户家个项件亩吨日年倍条])"
)
_NUMERAL = re.compile(r"[0-9０-９.万亿一二三四五六七八九两十百千]+")


def find(text: str) -> tuple[Figure, ...]:
    """Return the quantities of *text* in reading order; they never overlap."""
    return tuple(figure for found in _FIGURE.finditer(text) if (figure := _figure(found)))


def _figure(found: re.Match[str]) -> Figure | None:
    numeral = _NUMERAL.match(found.group())
    assert numeral is not None  # every figure begins with one
    try:
        value = parse_numeral(numeral.group())
    except ValueError:
        return None
    unit = found.group()[numeral.end() :]
    kind: Kind = "percent" if unit in "%％" else "count"
    return Figure(Span(*found.span()), value, None, unit, kind, "exact", "level", "")


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
