"""The characters of a page to its lines, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.formats.pdf.sheet import Glyph, Line

# Characters on baselines so close, in sizes, are of one line.
_SAME_LINE = 0.35
# Two characters so far apart, in sizes, have a blank between them: in Latin words, and anywhere.
_BLANK, _GAP = 0.25, 1.5
_OPENING = frozenset("“‘（《〈「『【〔([{")
CLOSING = frozenset("，。、；：！？”’）》〉」』】〕…—·%‰℃,.;:!?)]}")
_TOGETHER = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,%+-/:~°·％")
# Drawn twice on purpose: the halves of a long dash or of six points, for which some fonts have one sign.
_TWICE = frozenset("—…·.-─―")
# Two columns are told where few lines cross the gutter, and both sides have lines of text beside one another.
_CROSSING, _LEAST_LINES, _LEAST_WIDTH = 0.15, 8, 0.25


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines that *glyphs* make, from top to bottom."""
    return _lines(_runs(glyphs), 0)


def in_order(glyphs: Iterable[Glyph], width: float) -> list[Line]:
    """Return the lines of a page in reading order: column by column, between lines that cross the page."""
    return _in_order(_runs(glyphs), width)


def on_baselines(runs: Iterable[Sequence[Glyph]]) -> list[list[Glyph]]:
    """Return the characters of the runs on each baseline, from top to bottom."""
    found: list[list[Glyph]] = []
    for run in sorted(runs, key=lambda r: (-r[0].y, r[0].x0)):
        if found and abs(found[-1][0].y - run[0].y) <= _SAME_LINE * max(found[-1][0].size, run[0].size):
            found[-1].extend(run)
        else:
            found.append(list(run))
    return found


def _runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return what is drawn in one go from left to right."""
    runs: list[list[Glyph]] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and _goes_on(before, glyph):
            if not _is_drawn_again(before, glyph):
                runs[-1].append(glyph)
        else:
            runs.append([glyph])
        before = glyph
    return [run for run in runs if any(not g.text.isspace() for g in run)]


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.size, glyph.size)
    return abs(before.y - glyph.y) <= _SAME_LINE * size and -size <= glyph.x0 - before.x1 <= 2 * size


def _is_drawn_again(before: Glyph, glyph: Glyph) -> bool:
    """Return whether a character is drawn over itself, as some programs make bold."""
    return glyph.text == before.text and glyph.text not in _TWICE and abs(glyph.x0 - before.x0) < 0.1 * glyph.size


def _in_order(runs: list[list[Glyph]], width: float) -> list[Line]:
    gutter = _gutter(runs, width)
    if gutter is None:
        return _lines(runs, 0)
    found: list[Line] = []
    band: list[list[Glyph]] = []
    for run in sorted(runs, key=lambda r: -r[0].y):
        if run[0].x0 < gutter < run[-1].x1:
            found += _side_by_side(band, gutter)
            found += _lines([run], 0)
            band = []
        else:
            band.append(run)
    return found + _side_by_side(band, gutter)


def _side_by_side(band: list[list[Glyph]], gutter: float) -> list[Line]:
    left = [run for run in band if run[-1].x1 <= gutter]
    right = [run for run in band if run[-1].x1 > gutter]
    return [*_lines(left, 1), *_lines(right, 2)]


def _gutter(runs: list[list[Glyph]], width: float) -> float | None:
    """Return where a page's two columns are parted, if it has two."""
    if len(runs) < 2 * _LEAST_LINES:
        return None
    middle = [width * step / 100 for step in range(40, 61)]
    crossed = {x: sum(run[0].x0 < x < run[-1].x1 for run in runs) for x in middle}
    best = min(middle, key=lambda x: (crossed[x], abs(x - width / 2)))
    left = sorted(run[-1].x1 - run[0].x0 for run in runs if run[-1].x1 <= best)
    right = sorted(run[-1].x1 - run[0].x0 for run in runs if run[0].x0 >= best)
    if crossed[best] > _CROSSING * len(runs) or min(len(left), len(right)) < _LEAST_LINES:
        return None
    wide = min(left[len(left) // 2], right[len(right) // 2]) >= _LEAST_WIDTH * width
    return best if wide else None


def _lines(runs: Iterable[Sequence[Glyph]], column: int) -> list[Line]:
    """Return the lines that runs on one baseline make, from top to bottom."""
    return [_line(glyphs, column) for glyphs in on_baselines(runs)]


def _line(glyphs: list[Glyph], column: int) -> Line:
    glyphs.sort(key=lambda g: g.x0)
    shown = [g for g in glyphs if not g.text.isspace()]
    parts: list[str] = []
    before: Glyph | None = None
    for glyph in glyphs:
        parts += [_between(before, glyph) if before else "", glyph.text]
        before = glyph
    sizes = sorted(g.size for g in shown)
    bold = sum(g.bold for g in shown) > 0.8 * len(shown)
    text = "".join(parts)
    return Line(text, shown[0].x0, shown[-1].x1, shown[0].y, sizes[len(sizes) // 2], bold, _unit(shown), column)


def _between(before: Glyph, glyph: Glyph) -> str:
    gap = (glyph.x0 - before.x1) / max(before.size, glyph.size, 0.1)
    if before.text.isspace() or glyph.text.isspace():
        return ""
    if gap > _GAP or (gap > _BLANK and before.text.isascii() and glyph.text.isascii()):
        return " "
    return ""


def _unit(shown: Sequence[Glyph]) -> float:
    """Return how wide the beginning of a line is that a break could not part: 《国, 650.77, 局。"""
    end = 0
    while end < len(shown) - 1 and shown[end].text in _OPENING:
        end += 1
    if shown[end].text in _TOGETHER:
        while end < len(shown) - 1 and shown[end + 1].text in _TOGETHER:
            end += 1
    while end < len(shown) - 1 and shown[end + 1].text in CLOSING:
        end += 1
    return shown[end].x1 - shown[0].x0
