"""The rules of a page to the frames of its tables: the edges of their columns and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.formats.pdf import bands
from tracker.formats.pdf.sheet import Glyph, Rule, Sheet

# Rules nearer than this, in points, are one, or meet.
NEAR = 3.0
_FEWEST_EDGES = 3
_MOST_RULES = 4000
# Columns without a rule between them are parted by so much, in sizes, on all lines of the table. Running text, whose
# characters abut, has no such gap over several lines.
_GAP = 0.5
# So many level rules of a page are looked at, and so many ways to end a table; lined paper has more.
_MOST_LEVEL, _MOST_ENDS = 80, 6


class Frame(NamedTuple):
    """The rules of one table: the places of the columns' and rows' edges, and the rules themselves."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[Rule, ...]
    level: tuple[Rule, ...]


def found(sheet: Sheet) -> list[Frame]:
    """Return the frames of all tables: those that are ruled both ways, and those that have level rules alone."""
    ruled = [frame for one in _frames(sheet.rules) for frame in _widened(one, sheet.glyphs)]
    used = {rule for frame in ruled for rule in frame.level}
    level = [rule for rule in sheet.rules if rule.x1 - rule.x0 > rule.y1 - rule.y0 and rule not in used]
    return [*ruled, *_level_alone(_whole(level)[:_MOST_LEVEL], sheet.glyphs)]


def _frames(rules: Sequence[Rule]) -> list[Frame]:
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
        if len(ys) >= _FEWEST_EDGES:
            frames.append(Frame(xs, ys, tuple(verticals), tuple(horizontals)))
    return frames


def _widened(frame: Frame, glyphs: Sequence[Glyph]) -> Iterator[Frame]:
    """Yield the table, if it is one: with the columns at its sides that have no rule there."""
    left, right = min(r.x0 for r in frame.level), max(r.x1 for r in frame.level)
    middles = [(g.x0 + g.x1) / 2 for g in glyphs if frame.ys[0] <= g.y <= frame.ys[-1] and not g.text.isspace()]
    xs = list(frame.xs)
    if left < xs[0] - NEAR and any(left <= x < xs[0] for x in middles):
        xs.insert(0, left)
    if right > xs[-1] + NEAR and any(xs[-1] < x <= right for x in middles):
        xs.append(right)
    if len(xs) >= _FEWEST_EDGES:
        yield frame._replace(xs=tuple(xs))


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
        one.x0 <= other.x1 + NEAR
        and other.x0 <= one.x1 + NEAR
        and one.y0 <= other.y1 + NEAR
        and other.y0 <= one.y1 + NEAR
    )


_meet = _overlap


def _edges(places: Sequence[float]) -> tuple[float, ...]:
    """Return the places, those that are near to one another as one, in order."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > NEAR:
            edges.append(place)
    return tuple(edges)


def _whole(level: Sequence[Rule]) -> list[Rule]:
    """Return level rules from top to bottom, those that are drawn cell by cell made one."""
    found: list[Rule] = []
    for rule in sorted(level, key=lambda r: (-round(r.y0), r.x0)):
        last = found[-1] if found else None
        if last is not None and abs(last.y0 - rule.y0) <= NEAR and last.x1 - NEAR <= rule.x0 <= last.x1 + NEAR:
            found[-1] = _around([last, rule])
        else:
            found.append(rule)
    return found


def _level_alone(level: Sequence[Rule], glyphs: Sequence[Glyph]) -> Iterator[Frame]:
    """Yield the tables that have rules above, below and under their head, and rows of numbers between them."""
    in_order = sorted((glyph for glyph in glyphs if not glyph.text.isspace()), key=lambda g: g.x0)
    first = 0
    while first < len(level):
        alike = [rule for rule in level[first:] if _alike(level[first], rule)]
        frame = next(_of_level(alike, in_order), None)
        if frame is not None:
            yield frame
        first = level.index(frame.level[-1]) + 1 if frame is not None else first + 1


def _alike(one: Rule, other: Rule) -> bool:
    return abs(one.x0 - other.x0) <= NEAR and abs(one.x1 - other.x1) <= NEAR


def _of_level(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> Iterator[Frame]:
    """Yield the tables that begin at the first of some level rules of one length, the longest first."""
    # What has no columns between the first three rules has none between more.
    if len(rules) < _FEWEST_EDGES or not any(_gaps(_between(rules[:_FEWEST_EDGES], glyphs))):
        return
    for count in range(len(rules), _FEWEST_EDGES - 1, -1)[:_MOST_ENDS]:
        chosen = tuple(rules[:count])
        inside, ys = _between(chosen, glyphs), _edges([r.y0 for r in chosen])
        xs = (chosen[0].x0, *_gaps(inside), chosen[0].x1)
        if len(ys) >= _FEWEST_EDGES and len(xs) >= _FEWEST_EDGES and bands.holds_numbers(inside, xs):
            yield Frame(xs, ys, tuple(Rule(x, ys[0], x, ys[-1]) for x in xs), chosen)


def _between(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the characters between level rules."""
    top, bottom = rules[0], rules[-1]
    return [g for g in glyphs if bottom.y0 <= g.y <= top.y0 and top.x0 <= g.x0 and g.x1 <= top.x1]


def _gaps(glyphs: Sequence[Glyph]) -> Iterator[float]:
    """Yield the middles of the gaps between columns; *glyphs* come from left to right."""
    reached: float | None = None
    for glyph in glyphs:
        if reached is not None and glyph.x0 - reached >= _GAP * glyph.size:
            yield (reached + glyph.x0) / 2
        reached = max(reached or 0.0, glyph.x1)
