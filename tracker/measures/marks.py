"""Running text to its marks: those that may end a sentence or a part, outside quotations, brackets and figures."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from tracker import folding
from tracker.model import Figure, Span
from tracker.patterns import later

_PAIRS = ("“”", "‘’", "「」", "『』", "《》", "〈〉", "（）", "【】", "〔〕", "[]")
# Each closing mark with the opening one it belongs to; ( and ) are taken for （ and ）, whichever is opposite.
_CLOSERS = {pair[1]: pair[0] for pair in _PAIRS} | {")": "（"}
_OPENERS = {pair[0]: pair[0] for pair in _PAIRS} | {"(": "（"}
_BRACKETS = later('[“”‘’「」『』《》〈〉（）()【】〔〕\\[\\]"]')
# A quotation or bracket longer than this that holds whole sentences is read as running text (a quoted provision).
_LONGEST_HELD = 120


def after_footnotes(text: str, end: int, stop: int) -> int:
    """Return where what ends at *end* does with the marks of footnotes behind it: 建立登记制度。[1]"""
    while text[end : end + 1] in folding.OPENS_FOOTNOTE and (mark := folding.CITES_FOOTNOTE.match(text, end, stop)):
        end = mark.end()
    return end


def enclosed(text: str, span: Span) -> list[Span]:
    """Return the outermost quotations and brackets in *span*, with their marks, in order.

    A mark without its partner encloses nothing: an unclosed quotation does not swallow what follows.
    """
    pairs: list[Span] = []
    open_: list[tuple[str, int]] = []
    straight = -1
    for found in _BRACKETS.finditer(text, span.start, span.end):
        mark, at = found.group(), found.start()
        if mark == '"':
            if straight >= 0 and at - straight <= _LONGEST_HELD:
                pairs.append(Span(straight, at + 1))
                straight = -1
            else:
                straight = at
        elif mark in _OPENERS:
            open_.append((_OPENERS[mark], at))
        else:
            _close(_CLOSERS[mark], at, open_, pairs)
    return _outermost(pair for pair in pairs if _holds(text, pair))


def _close(mark: str, at: int, open_: list[tuple[str, int]], pairs: list[Span]) -> None:
    # Looking back over a few open marks is enough, and keeps a text of nothing but marks cheap.
    for back in range(len(open_) - 1, max(-1, len(open_) - 8), -1):
        if open_[back][0] == mark:
            pairs.append(Span(open_[back][1], at + 1))
            del open_[back:]
            return


def _holds(text: str, pair: Span) -> bool:
    return pair.end - pair.start <= _LONGEST_HELD or text.find("。", pair.start, pair.end) < 0


def _outermost(pairs: Iterator[Span]) -> list[Span]:
    kept: list[Span] = []
    for pair in sorted(pairs, key=lambda pair: (pair.start, -pair.end)):
        if not kept or pair.start >= kept[-1].end:
            kept.append(pair)
    return kept


class Held:
    """Places that are never cut, asked for in any order."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]

    def inside(self, at: int) -> Span | None:
        """Return the place that a cut at *at* would cut apart."""
        index = bisect_right(self._starts, at - 1) - 1
        if index >= 0 and self._spans[index].start < at < self._spans[index].end:
            return self._spans[index]
        return None


class Quantities(Held):
    """The places of figures, never cut; those that count something tell a part of its own."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        super().__init__([figure.span for figure in figures])
        self._figures = figures

    def counts(self, place: Span) -> bool:
        """Return whether a figure that is no mere duration stands in *place*."""
        return any(figure.kind != "duration" for figure in self.within(place))

    def within(self, place: Span) -> Iterator[Figure]:
        """Yield the figures that begin in *place*."""
        for index in range(bisect_left(self._starts, place.start), len(self._figures)):
            if self._figures[index].span.start >= place.end:
                return
            yield self._figures[index]
