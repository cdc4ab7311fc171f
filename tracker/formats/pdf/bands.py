"""What stands between two rules of a table to its rows: statistics often have rules only around their head and below.

A number is never broken over lines. So where the lines of a band hold number after number below one another, each of
them is a row; a line without any belongs to the row that it is close to, as the second line of its name, or is one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from tracker.formats.pdf.lines import on_baselines
from tracker.formats.pdf.sheet import Glyph

# 12,345.6  -2.1  5.3%, and what stands for none: — … -
_NUMBER = re.compile(r"[-−+]?\d[\d,. ]*[%‰]?|[-—–…]{1,4}|\.{2,6}")
# So many lines of numbers are rows; two might be one name and one number broken over two lines.
_LEAST_ROWS = 3
# A line so near to one with numbers, in distances between those, goes on with its row.
_CLOSE = 0.75


def edges(glyphs: Sequence[Glyph], columns: Sequence[float]) -> list[float]:
    """Return where the rows of a band are parted, from bottom to top; nothing where it is one row.

    *columns* are the places of the table's upright edges.
    """
    lines = _lines(glyphs)
    rows = [line for line in lines if _is_of_numbers(line, columns)]
    if len(rows) < _LEAST_ROWS:
        return []
    places = [line[0].y for line in rows]
    near = _CLOSE * min(above - below for above, below in pairwise(places))
    owners = [min(places, key=lambda place: abs(place - line[0].y)) for line in lines]
    owners = [owner if abs(owner - line[0].y) < near else line[0].y for owner, line in zip(owners, lines, strict=True)]
    parted = [
        (above[0].y + below[0].y) / 2 + below[0].size / 4
        for (above, one), (below, other) in pairwise(zip(lines, owners, strict=True))
        if one != other
    ]
    return parted[::-1]


def holds_numbers(glyphs: Sequence[Glyph], columns: Sequence[float]) -> bool:
    """Return whether enough lines, and most of them, are rows of numbers."""
    lines = _lines(glyphs)
    rows = sum(_is_of_numbers(line, columns) for line in lines)
    return rows >= _LEAST_ROWS and 2 * rows >= len(lines)


def _lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the characters of each line, from top to bottom."""
    found = on_baselines([glyph] for glyph in glyphs)
    return [line for line in found if any(not glyph.text.isspace() for glyph in line)]


def _is_of_numbers(line: Sequence[Glyph], columns: Sequence[float]) -> bool:
    """Return whether at least half of the columns behind the first hold a number, and no more, in this line."""
    cells = [""] * (len(columns) - 1)
    for glyph in sorted(line, key=lambda g: g.x0):
        at = bisect_right(columns, (glyph.x0 + glyph.x1) / 2) - 1
        cells[min(max(at, 0), len(cells) - 1)] += glyph.text
    numbers = [cell for cell in cells[1:] if _NUMBER.fullmatch(cell.strip())]
    return 2 * len(numbers) >= len(cells) - 1 and any(cell.strip()[-1:].isdigit() or "%" in cell for cell in numbers)
