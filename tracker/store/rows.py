"""A document to the rows that the index holds of it, and those rows to the same document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from tracker.model import Document, Figure, Paragraph, Per, Section, Segment, Span
from tracker.store import passages

Row = tuple[Any, ...]


class Rows(NamedTuple):
    """A document as rows, each in reading order and without its number; paragraphs are the passages of the search."""

    text: str
    title: str | None
    sections: Sequence[Row]
    segments: Sequence[Row]
    figures: Sequence[Row]
    passages: Sequence[Row]


def of(document: Document) -> Rows:
    """Return *document* as rows; behind each passage are the tokens by which it is found."""
    return Rows(
        document.text,
        document.title,
        tuple((s.parent, s.level, s.number, s.title, *s.span, *s.heading) for s in document.sections),
        tuple((s.section, s.role, *s.span, s.paragraph) for s in document.segments),
        tuple(_figure_row(home, figure) for home, figure in zip(document.homes(), document.figures, strict=True)),
        tuple((*_paragraph_row(p), passages.tokens(p.span.of(document.text))) for p in document.paragraphs),
    )


def document(rows: Rows) -> Document:
    """Return the document that *rows* were made of; its passages come without tokens."""
    return Document(
        rows.text,
        sections(rows.sections),
        tuple(_paragraph(*row) for row in rows.passages),
        tuple(
            Segment(role, section, paragraph, Span(start, end))
            for section, role, start, end, paragraph in rows.segments
        ),
        tuple(_figure(*row) for row in rows.figures),
        rows.title,
    )


def sections(rows: Sequence[Row]) -> tuple[Section, ...]:
    """Return the sections that *rows* were made of."""
    return tuple(_section(*row) for row in rows)


def _section(
    parent: int | None, level: int, number: str | None, title: str, start: int, end: int, first: int, last: int
) -> Section:
    return Section(title, number, level, parent, Span(first, last), Span(start, end))


# Nearly all paragraphs are running text without headings in them: those two cells are left empty.
def _paragraph_row(paragraph: Paragraph) -> Row:
    role = None if paragraph.role == "text" else paragraph.role
    labels = json.dumps(paragraph.labels) if paragraph.labels else None
    return (paragraph.section, *paragraph.span, role, labels)


def _paragraph(section: int, start: int, end: int, role: Any, labels: str | None) -> Paragraph:
    places = tuple(Span(*place) for place in json.loads(labels)) if labels else ()
    return Paragraph(Span(start, end), section, role or "text", places)


def _figure_row(home: int, figure: Figure) -> Row:
    return (
        home,
        *figure.span,
        _written(figure.value),
        _written(figure.high),
        figure.unit,
        figure.kind,
        figure.bound,
        figure.role,
        figure.subject,
        _written(figure.step),
        *(figure.leads_to or (None, None)),
        *((figure.per.unit, _written(figure.per.number)) if figure.per else (None, None)),
    )


def _figure(
    _home: int,
    start: int,
    end: int,
    value: str | None,
    high: str | None,
    unit: str | None,
    kind: Any,
    bound: Any,
    role: Any,
    subject: str,
    step: str | None,
    leads_start: int | None,
    leads_end: int | None,
    per_unit: str | None,
    per_number: str | None,
) -> Figure:
    leads = None if leads_start is None or leads_end is None else Span(leads_start, leads_end)
    per = None if per_unit is None or per_number is None else Per(per_unit, Decimal(per_number))
    span = Span(start, end)
    return Figure(span, _number(value), _number(high), unit, kind, bound, role, subject, _number(step), leads, per)


def _written(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _number(said: str | None) -> Decimal | None:
    return None if said is None else Decimal(said)
