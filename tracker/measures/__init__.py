"""A text with its outline and figures to the segments that are aligned, each with its role.

Running text is cut into sentences; a sentence that strings several measures is cut into single ones. Every character
that is not blank lies in exactly one segment. A cut depends on the words around it alone, so that the same words are
cut alike in every version of a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker import cells, characters, statutes
from tracker.measures import parts, roles, rows, sentences
from tracker.measures.marks import Held, Quantities
from tracker.model import Figure, Outline, Paragraph, Role, Section, Segment, Span

__all__ = ["cut"]


def cut(text: str, outline: Outline, figures: Sequence[Figure]) -> tuple[Segment, ...]:
    """Return the segments of *text* in reading order; no figure's words are ever cut apart."""
    quantities = Quantities(figures)
    text = cells.settled(characters.simplified(text))
    provisions = _provisions(outline.sections, len(text))
    tasks = Held([*rows.tables_of_tasks(text)])
    return tuple(
        Segment(role, paragraph.section, index, span)
        for index, paragraph in enumerate(outline.paragraphs)
        for role, span in _paragraph(text, paragraph, paragraph.section in provisions, quantities, tasks)
    )


def _paragraph(
    text: str, paragraph: Paragraph, whole: bool, quantities: Quantities, tasks: Held
) -> Iterator[tuple[Role, Span]]:
    if paragraph.role != "text":
        if whole_line := _trimmed(text, paragraph.span):
            yield paragraph.role, whole_line
        return
    at = paragraph.span.start
    for label in paragraph.labels:
        yield from _running(text, Span(at, label.start), quantities, whole, tasks)
        if heading := _trimmed(text, label):
            yield "heading", heading
        at = label.end
    yield from _running(text, Span(at, paragraph.span.end), quantities, whole, tasks)


def _running(text: str, span: Span, quantities: Quantities, whole: bool, tasks: Held) -> Iterator[tuple[Role, Span]]:
    for sentence in sentences.cut(text, span, quantities):
        cuts = list(parts.cut(text, sentence, quantities))
        acts = any(part.acts for part in cuts)
        if rows.is_row(text, sentence):
            acts = acts or tasks.inside(sentence.start) is not None
            cuts = [parts.Part(sentence, rows.sets_a_task(text, sentence, acts, quantities))]
        elif whole or roles.states_its_purpose(sentence.of(text)):
            cuts = [parts.Part(sentence, acts)]
        for part in cuts:
            if piece := _trimmed(text, part.span):
                yield _role(piece.of(text), part.acts, whole), piece


def _role(words: str, acts: bool, provision: bool) -> Role:
    if not any(map(str.isalnum, words)):
        return "note"
    if roles.only_says(words):
        return "statement"
    return "measure" if acts or roles.provides(words) or (provision and roles.limits(words)) else "statement"


def _provisions(sections: Sequence[Section], length: int) -> set[int]:
    """Return the sections whose provisions are sentences: articles (第十二条), and before them a law's preamble."""
    within = statutes.within_articles(sections)
    articles = [section for section in sections if statutes.is_article(section.number)]
    if 2 * sum(s.span.end - s.span.start for s in articles) > length:
        first = articles[0].span.start
        within.update(index for index, section in enumerate(sections) if section.span.start < first)
    return within


def _trimmed(text: str, span: Span) -> Span | None:
    """Return *span* without the blanks around it, None where it is blank."""
    words = span.of(text)
    trimmed = words.strip()
    if len(trimmed) == len(words):
        return span if words else None
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(trimmed)) if trimmed else None
