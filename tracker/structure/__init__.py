"""A text to its outline: sections, paragraphs, title.

What a line is depends on its neighbours: (一) opens a section where its siblings bear titles, and is an item of a list
where they end in semicolons. So the lines are read first, then notes and title are set apart, then each series of
labels is judged as a whole, and only then are sections nested, in the order in which their kinds first appear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.model import Outline, Paragraph, Span
from tracker.structure import contents, front, headings, lines, notes, titles, tree
from tracker.structure.headings import Heading
from tracker.structure.lines import Line

__all__ = ["outline"]


def outline(text: str) -> Outline:
    """Return the sections and paragraphs of *text*; every text has an outline."""
    found = lines.read(text)
    title, roles = front.read(found)
    roles.update(contents.read(found, roles))
    roles.update((i, "note") for i, line in enumerate(found) if i not in roles and notes.anywhere(line.words))
    roles.update(notes.pages(found, roles))
    roles.update(notes.attachments(found, roles))
    roles.update(notes.signatures(found, roles))
    roles.update(notes.footnotes(found, roles))
    roles.update(headings.repeated(found, roles))
    chosen = headings.choose(found, roles)
    sections, places = tree.grow(found, chosen)
    paragraphs = tuple(_paragraphs(found, roles, chosen, places))
    return Outline(sections, titles.mark(text, paragraphs, sections), title)


def _paragraphs(
    found: Sequence[Line], roles: dict[int, str], chosen: dict[int, Heading], places: Sequence[int]
) -> Iterator[Paragraph]:
    for i, line in enumerate(found):
        heading = chosen.get(i)
        if heading is None:
            role = roles.get(i, "text")
            yield Paragraph(
                line.span, places[i], "heading" if role == "heading" else "note" if role == "note" else "text"
            )
        elif heading.length >= len(line.words):
            yield Paragraph(line.span, places[i], "heading")
        else:
            label = Span(line.span.start, line.at + heading.length)
            yield Paragraph(line.span, places[i], "text", (label,))
