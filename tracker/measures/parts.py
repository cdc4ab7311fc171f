"""A sentence to the single measures that it strings by commas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.measures import facts, openings, pieces
from tracker.measures.marks import Held, Quantities, after_footnotes, enclosed
from tracker.measures.openings import Opening
from tracker.model import Span
from tracker.patterns import later

# With the end of words in bold, and the mark of a footnote: **健全制度，**[1]
_COMMA = later(r"[，,](?:\*\*|__)?")
_DIGITS = later("[0-9０-９][，,][0-9０-９]")
# A frame (在…，…的形势下) holds so many more pieces at most.
_LONGEST_FRAME = 3


class Part(NamedTuple):
    """A measure with what modifies it, or something else that is said; *acts* tells which."""

    span: Span
    acts: bool


def cut(text: str, sentence: Span, quantities: Quantities) -> Iterator[Part]:
    """Yield the parts of *sentence*; joined they are the whole of it."""
    places = list(_pieces(text, sentence, quantities))
    start, acts, last, framed = sentence.start, False, Opening("lead", False), 0
    reasons, before = False, ""
    for index, piece in enumerate(places):
        words = piece.of(text)
        opening = openings.read(words, quantities.counts(piece))
        body = pieces.body(words)
        reasons = reasons or facts.gives_reason(body, before)
        before = body
        if reasons and opening.acts:
            # What follows as well says why.
            opening = Opening(opening.kind, False)
        if opening.kind != "tail" and last.kind != "lead" and index > framed:
            yield Part(Span(start, piece.start), acts)
            start, acts = piece.start, False
        if opening.kind == "lead" and index >= framed:
            framed = _frame(text, places, index)
        if opening.kind == "tail" and last.kind == "lead" and piece.start == start and openings.is_topic(words):
            opening = Opening("lead", opening.acts)
        # What only leads into something tells what that is by itself only where nothing follows.
        acts = acts or (opening.acts and (opening.kind != "lead" or index == len(places) - 1))
        if index == 1 and opening.kind == "tail" and pieces.says_of_it(words):
            acts = False
        # 公司并购境内公司，涉及外商投资的，按照规定办理: a case joins what applies to it, whatever it opens with
        last = Opening("lead", acts) if opening.kind == "tail" and pieces.goes_on_to_a_case(words) else opening
    yield Part(Span(start, sentence.end), acts)


def _frame(text: str, places: Sequence[Span], index: int) -> int:
    """Return the piece that closes the frame which the one at *index* opens, or 0: 在…趋紧，…偏弱的形势下."""
    if not pieces.opens_frame(pieces.body(places[index].of(text))):
        return 0
    near = range(index + 1, min(index + 1 + _LONGEST_FRAME, len(places) - 1))
    return next((at for at in near if pieces.closes_frame(pieces.body(places[at].of(text)))), 0)


def _pieces(text: str, sentence: Span, quantities: Quantities) -> Iterator[Span]:
    commas = [found.span() for found in _COMMA.finditer(text, sentence.start, sentence.end - 1)]
    quoted = Held(enclosed(text, sentence) if commas else ())
    start = sentence.start
    for at, end in commas:
        end = after_footnotes(text, end, sentence.end)
        if quoted.inside(end) or quantities.inside(end) or _DIGITS.match(text, max(0, at - 1)):
            continue
        yield Span(start, end)
        start = end
    yield Span(start, sentence.end)
