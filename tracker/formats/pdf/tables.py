"""The rules and characters of a page to its tables: what is ruled off both ways; merged cells are one cell.

Tables of statistics are open at both sides, and may have no rules between their rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from tracker.formats.pdf import bands, frames
from tracker.formats.pdf.frames import NEAR, Frame
from tracker.formats.pdf.lines import lines
from tracker.formats.pdf.sheet import Glyph, Grid, Rule, Sheet


def found(sheet: Sheet) -> tuple[list[Grid], list[Glyph]]:
    """Return the tables of a page, and the characters outside of them."""
    tables = frames.found(sheet)
    if not tables:
        return [], list(sheet.glyphs)
    inside: list[list[Glyph]] = [[] for _ in tables]
    rest: list[Glyph] = []
    for glyph in sheet.glyphs:
        at = next((i for i, frame in enumerate(tables) if _holds(frame, glyph)), None)
        (rest if at is None else inside[at]).append(glyph)
    grids = [_grid(_parted(frame, glyphs), glyphs) for frame, glyphs in zip(tables, inside, strict=True)]
    return [grid for grid in grids if any(any(row) for row in grid.rows)], rest


def _parted(frame: Frame, glyphs: Sequence[Glyph]) -> Frame:
    """Return the table with a rule between rows that have none between them."""
    added: list[float] = []
    for below, above in pairwise(frame.ys):
        added += bands.edges([g for g in glyphs if below <= g.y + g.size / 4 < above], frame.xs)
    rules = tuple(Rule(frame.xs[0], y, frame.xs[-1], y) for y in added)
    return frame._replace(ys=tuple(sorted([*frame.ys, *added])), level=(*frame.level, *rules))


def _holds(frame: Frame, glyph: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.y + glyph.size / 4
    return frame.xs[0] <= x <= frame.xs[-1] and frame.ys[0] <= y <= frame.ys[-1]


def _grid(frame: Frame, glyphs: Sequence[Glyph]) -> Grid:
    columns, rows = len(frame.xs) - 1, len(frame.ys) - 1
    cells: dict[tuple[int, int], list[Glyph]] = {}
    owners = {(r, c): _owner(frame, r, c) for r in range(rows) for c in range(columns)}
    for glyph in glyphs:
        column = min(max(bisect_right(frame.xs, (glyph.x0 + glyph.x1) / 2) - 1, 0), columns - 1)
        row = min(max(bisect_right(frame.ys, glyph.y + glyph.size / 4) - 1, 0), rows - 1)
        cells.setdefault(owners[row, column], []).append(glyph)
    # A cell over several rows is said in each of them, one over several columns in the first.
    said = {owner: _text(inside) for owner, inside in cells.items()}
    written = tuple(
        tuple(
            said.get(owners[row, column], "") if owners[row, column][1] == column else "" for column in range(columns)
        )
        for row in reversed(range(rows))
    )
    return Grid(written, frame.ys[-1], frame.xs)


def _owner(frame: Frame, row: int, column: int) -> tuple[int, int]:
    """Return the upper left part of the cell that a part belongs to: parts without a rule between them are one cell."""
    while column > 0 and not _ruled_off_left(frame, row, column):
        column -= 1
    while row < len(frame.ys) - 2 and not _ruled_off_above(frame, row, column):
        row += 1
    return row, column


def _ruled_off_left(frame: Frame, row: int, column: int) -> bool:
    middle = (frame.ys[row] + frame.ys[row + 1]) / 2
    return any(abs(r.x0 - frame.xs[column]) <= NEAR and r.y0 <= middle <= r.y1 for r in frame.upright)


def _ruled_off_above(frame: Frame, row: int, column: int) -> bool:
    middle = (frame.xs[column] + frame.xs[column + 1]) / 2
    return any(abs(r.y0 - frame.ys[row + 1]) <= NEAR and r.x0 <= middle <= r.x1 for r in frame.level)


def _text(glyphs: Sequence[Glyph]) -> str:
    parts = [line.text.strip() for line in lines(glyphs)]
    return "".join(
        [
            part + (" " if part[-1:].isascii() and after[:1].isascii() and part else "")
            for part, after in pairwise(parts)
        ]
        + parts[-1:]
    )
