"""An alignment to the same with 一个 as a figure where the other side writes 1个, or 3个, in the same words.

一个 by itself is an article more often than a number. Where the other version of the sentence counts, it is one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tracker.figures import units
from tracker.model import Alignment, Document, Figure, Span

# So many characters before and behind say that it is the same place.
_NEAR = 2


def counted(alignment: Alignment) -> Alignment:
    """Return *alignment* with the figures that each side has only beside the other."""
    old, new = alignment.old, alignment.new
    ours, theirs = _by_segment(old), _by_segment(new)
    more_old: list[Figure] = []
    more_new: list[Figure] = []
    if not (ours or theirs):
        return alignment
    for match in alignment.matches:
        if match.how == "identical":
            continue
        mine, others = (
            [figure for at in indexes for figure in found.get(at, ())]
            for indexes, found in ((match.old, ours), (match.new, theirs))
        )
        if len(mine) > len(others):
            more_new += _in_words(old, mine, new, match.new)
        elif len(others) > len(mine):
            more_old += _in_words(new, others, old, match.old)
    return alignment._replace(old=_with(old, more_old), new=_with(new, more_new))


def _by_segment(document: Document) -> dict[int, list[Figure]]:
    """Return by segment the figures that might be told by 一 and their classifier."""
    found: dict[int, list[Figure]] = {}
    for home, figure in zip(document.homes(), document.figures, strict=True):
        if figure.unit in units.NEVER_ONE and figure.kind == "count" and figure.bound == "exact":
            found.setdefault(home, []).append(figure)
    return found


def _in_words(
    document: Document, figures: Sequence[Figure], other: Document, indexes: Sequence[int]
) -> Iterator[Figure]:
    """Yield for *figures* of one document those that the *other* writes as 一 in the same words."""
    # Where each segment is to be read on: its figures stand in one order on both sides.
    floors = {index: other.segments[index].span.start for index in indexes}
    for figure in figures:
        start, end = figure.span
        before, behind = document.text[max(0, start - _NEAR) : start], document.text[end : end + _NEAR]
        words = f"一{figure.unit}"
        for index in indexes:
            within = Span(floors[index], other.segments[index].span.end)
            at = _place(other.text, within, words, before, behind, figure.value == 1)
            if at >= 0:
                span = Span(at, at + len(words))
                floors[index] = span.end
                yield figure._replace(span=span, value=Decimal(1), high=None, step=Decimal(1), leads_to=None)
                break


def _place(text: str, within: Span, words: str, before: str, behind: str, same: bool) -> int:
    """Return where *words* stand in *text* between *before* and *behind*, or where the number is the *same*, by one."""
    at = text.find(words, *within)
    while at >= 0:
        found = (before and text.endswith(before, 0, at), behind and text.startswith(behind, at + len(words)))
        if all(found) or (same and any(found)):
            return at
        at = text.find(words, at + 1, within.end)
    return -1


def _with(document: Document, more: Sequence[Figure]) -> Document:
    spans = [figure.span for figure in document.figures]
    new = [one for one in more if not _overlaps(one.span, spans)]
    figures = sorted((*document.figures, *new), key=lambda figure: figure.span)
    return document._replace(figures=tuple(figures)) if new else document


def _overlaps(span: Span, known: Sequence[Span]) -> bool:
    """Return whether *span* has a character in common with one of those *known*, which are in order."""
    at = bisect_left(known, span)
    return (at < len(known) and known[at].start < span.end) or (at > 0 and known[at - 1].end > span.start)
