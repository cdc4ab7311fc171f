"""Two documents to an alignment of their segments and sections.

What happens to them stands in `stages`, stage by stage; each stage is a module of this room.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker import cells, folding, mirror
from tracker.align.stages import Aligner
from tracker.model import Alignment, Document, Match, Paragraph, Pin, Section, SectionMatch, Segment, Span


def align(old: Document, new: Document, pins: Sequence[Pin] = ()) -> Alignment:
    """Return the pairing of all segments and sections of *old* and *new*; swapping the sides mirrors it.

    What *pins* state of some passages is honoured.
    """
    if old == new and not pins:
        return _of_itself(old)
    if new.text < old.text:
        # One canonical order of the sides, so that no tie can depend on which of them is called old.
        return mirror.mirrored(align(new, old, [Pin(pin.together, pin.new, pin.old) for pin in pins]))
    texts = (s.span.of(d.text) for d in (old, new) for s in d.segments)
    # What a row is numbered by finds no partner.
    keys = folding.words_of(map(cells.unnumbered, texts) if any(map(cells.may_hold, (old.text, new.text))) else texts)
    return Aligner(old, new, keys, tuple(pins)).alignment()


def _of_itself(document: Document) -> Alignment:
    """Return the pairing of a document with itself: bare labels and marks, too, which no other stage tells apart."""
    matches = tuple(Match((i,), (i,), "identical", 1.0) for i in range(len(document.segments)))
    return Alignment(document, document, matches, tuple(SectionMatch(i, i) for i in range(len(document.sections))))


def align_texts(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Return the pairing of two ready-made lists of sentences, in any language."""
    return align(_listed(old), _listed(new))


def _listed(sentences: Sequence[str]) -> Document:
    text = "\n".join(sentences)
    spans: list[Span] = []
    at = 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    whole = Section("", None, 0, None, Span(0, 0), Span(0, len(text)))
    return Document(
        text,
        (whole,) if spans else (),
        tuple(Paragraph(span, 0) for span in spans),
        tuple(Segment("statement", 0, k, span) for k, span in enumerate(spans)),
        (),
    )
