"""The rules and characters of a page to its tables: what is ruled off both ways; merged cells are one cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tracker.formats.pdf.lines import lines
from tracker.formats.pdf.sheet import Glyph, Grid, Rule, Sheet

# Rules nearer than this, in points, are one, or meet.
_NEAR = 3.0
_FEWEST_EDGES = 3
_MOST_RULES = 4000


class _Frame(NamedTuple):
    """The rules of one table: the places of the columns' and rows' edges, and the rules themselves."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[Rule, ...]
    level: tuple[Rule, ...]


def found(sheet: Sheet) -> tuple[list[Grid], list[Glyph]]:
    """Return the tables of a page, and the characters outside of them."""
    frames = _frames(sheet.rules)
    if not frames:
        return [], list(sheet.glyphs)
    inside: list[list[Glyph]] = [[] for _ in frames]
    rest: list[Glyph] = []
    for glyph in sheet.glyphs:
        at = next((i for i, frame in enumerate(frames) if _holds(frame, glyph)), None)
        (rest if at is None else inside[at]).append(glyph)
    grids = [_grid(frame, glyphs) for frame, glyphs in zip(frames, inside, strict=True)]
    return [grid for grid in grids if any(any(row) for row in grid.rows)], rest


def _frames(rules: Sequence[Rule]) -> list[_Frame]:
    level = [r for r in rules if r.x1 - r.x0 > r.y1 - r.y0][:_MOST_RULES]
    upright = [r for r in rules if r.x1 - r.x0 <= r.y1 - r.y0][:_MOST_RULES]
    if len(level) < 2 or len(upright) < 2:
        return []
    groups: list[tuple[list[Rule], list[Rule], Rule]] = []
    for rule in upright:
        crossed = [h for h in level if _meet(rule, h)]
        groups = _joined(groups, [rule], crossed) if crossed else groups
    frames = []
    for verticals, horizontals, _ in groups:
        xs, ys = _edges([r.x0 for r in verticals]), _edges([r.y0 for r in horizontals])
        if len(xs) >= _FEWEST_EDGES and len(ys) >= _FEWEST_EDGES:
            frames.append(_Frame(xs, ys, tuple(verticals), tuple(horizontals)))
    return frames


def _joined(
    groups: list[tuple[list[Rule], list[Rule], Rule]], verticals: list[Rule], horizontals: list[Rule]
) -> list[tuple[list[Rule], list[Rule], Rule]]:
    """Return the groups of rules with one more, those that it touches made one with it."""
    box = _around([*verticals, *horizontals])
    apart = []
    for group in groups:
        if _overlap(group[2], box):
            verticals, horizontals = [*group[0], *verticals], [*group[1], *horizontals]
            box = _around([group[2], box])
        else:
            apart.append(group)
    return [*apart, (verticals, list(dict.fromkeys(horizontals)), box)]


def _around(rules: Sequence[Rule]) -> Rule:
    return Rule(min(r.x0 for r in rules), min(r.y0 for r in rules), max(r.x1 for r in rules), max(r.y1 for r in rules))


def _overlap(one: Rule, other: Rule) -> bool:
    return (
        one.x0 <= other.x1 + _NEAR
        and other.x0 <= one.x1 + _NEAR
        and one.y0 <= other.y1 + _NEAR
        and other.y0 <= one.y1 + _NEAR
    )


_meet = _overlap


def _edges(places: Sequence[float]) -> tuple[float, ...]:
    """Return the places, those that are near to one another as one, in order."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return tuple(edges)


def _holds(frame: _Frame, glyph: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.y + glyph.size / 4
    return frame.xs[0] <= x <= frame.xs[-1] and frame.ys[0] <= y <= frame.ys[-1]


def _grid(frame: _Frame, glyphs: Sequence[Glyph]) -> Grid:
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


def _owner(frame: _Frame, row: int, column: int) -> tuple[int, int]:
    """Return the upper left part of the cell that a part belongs to: parts without a rule between them are one cell."""
    while column > 0 and not _ruled_off_left(frame, row, column):
        column -= 1
    while row < len(frame.ys) - 2 and not _ruled_off_above(frame, row, column):
        row += 1
    return row, column


def _ruled_off_left(frame: _Frame, row: int, column: int) -> bool:
    middle = (frame.ys[row] + frame.ys[row + 1]) / 2
    return any(abs(r.x0 - frame.xs[column]) <= _NEAR and r.y0 <= middle <= r.y1 for r in frame.upright)


def _ruled_off_above(frame: _Frame, row: int, column: int) -> bool:
    middle = (frame.xs[column] + frame.xs[column + 1]) / 2
    return any(abs(r.y0 - frame.ys[row + 1]) <= _NEAR and r.x0 <= middle <= r.x1 for r in frame.level)


def _text(glyphs: Sequence[Glyph]) -> str:
    parts = [line.text.strip() for line in lines(glyphs)]
    return "".join(
        [
            part + (" " if part[-1:].isascii() and after[:1].isascii() and part else "")
            for part, after in pairwise(parts)
        ]
        + parts[-1:]
    )
