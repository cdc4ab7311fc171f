"""A sentence to the single measures that it strings by commas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.measures import verbs
from tracker.measures.marks import Held, enclosed
from tracker.model import Span

_COMMA = re.compile("[，,]")
_DIGITS = re.compile("[0-9０-９][，,][0-9０-９]")


def cut(text: str, sentence: Span, held: Sequence[Span]) -> Iterator[Span]:
    """Yield the parts of *sentence*, each a measure with what modifies it; joined they are the whole of it."""
    pieces = list(_pieces(text, sentence, held))
    start = sentence.start
    waiting = True  # for the words that a modifier modifies
    for index, piece in enumerate(pieces):
        words = piece.of(text).strip()
        if index and not waiting and opens(words):
            yield Span(start, piece.start)
            start = piece.start
        waiting = modifies(words) or (waiting and index == 0 and len(words) < 6)
    yield Span(start, sentence.end)


def _pieces(text: str, sentence: Span, held: Sequence[Span]) -> Iterator[Span]:
    quoted, figures = Held(enclosed(text, sentence)), Held(held)
    start = sentence.start
    for found in _COMMA.finditer(text, sentence.start, sentence.end - 1):
        end = found.end()
        if quoted.inside(end) or figures.inside(end) or _DIGITS.match(text, found.start() - 1):
            continue
        yield Span(start, end)
        start = end
    yield Span(start, sentence.end)


def opens(words: str) -> bool:
    """Return whether a part begins a measure or a modifier of one."""
    if words.endswith(("的，", "的,")):
        return False
    return modifies(words) or verbs.governs(words)


def modifies(words: str) -> bool:
    """Return whether a part only modifies what follows: 以…为牵引, 聚焦…, 按照…要求."""
    return verbs.modifies(words)
