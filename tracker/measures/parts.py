"""A sentence to the single measures that it strings by commas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tracker.measures import openings
from tracker.measures.marks import Held, Quantities, enclosed
from tracker.model import Span

_COMMA = re.compile("[，,]")
_DIGITS = re.compile("[0-9０-９][，,][0-9０-９]")


class Part(NamedTuple):
    """A measure with what modifies it, or something else that is said; *acts* tells which."""

    span: Span
    acts: bool


def cut(text: str, sentence: Span, quantities: Quantities) -> Iterator[Part]:
    """Yield the parts of *sentence*; joined they are the whole of it."""
    start, acts, waiting = sentence.start, False, True
    for piece in _pieces(text, sentence, quantities):
        words = piece.of(text)
        kind, does = openings.read(words, quantities.counts(piece))
        if piece.start > start and not waiting and kind != "tail":
            yield Part(Span(start, piece.start), acts)
            start, acts = piece.start, False
        first = piece.start == start
        waiting = kind == "lead" or (kind == "tail" and waiting and first and openings.is_topic(words))
        acts = acts or does
    yield Part(Span(start, sentence.end), acts)


def _pieces(text: str, sentence: Span, quantities: Quantities) -> Iterator[Span]:
    quoted = Held(enclosed(text, sentence))
    start = sentence.start
    for found in _COMMA.finditer(text, sentence.start, sentence.end - 1):
        end = found.end()
        if quoted.inside(end) or quantities.inside(end) or _DIGITS.match(text, found.start() - 1):
            continue
        yield Span(start, end)
        start = end
    yield Span(start, sentence.end)
