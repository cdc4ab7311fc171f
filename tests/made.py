"""Reports made by hand, line by line, for tests of what reads them."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import (
    Document,
    Edit,
    Figure,
    FigureChange,
    Paragraph,
    Report,
    Section,
    SectionChange,
    Segment,
    SegmentChange,
    Side,
    Span,
)

Pair = tuple[str | None, str | None]


def document(lines: Sequence[str], heading: str = "一、标题", figures: tuple[Figure, ...] = ()) -> Document:
    """Return a document with one section, its heading a line, and a measure a line."""
    text = "\n".join([heading, *lines])
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    section = Section(heading.partition("、")[2], heading.partition("、")[0], 1, None, spans[0], Span(0, len(text)))
    segments = tuple(Segment("measure" if at else "heading", 0, at, span) for at, span in enumerate(spans))
    paragraphs = tuple(Paragraph(span, 0, "text" if at else "heading") for at, span in enumerate(spans))
    return Document(text, (section,), paragraphs, segments, figures, None)


def report(
    pairs: Sequence[Pair],
    headings: tuple[str, str] = ("一、标题", "一、标题"),
    sides: tuple[Side, Side] = (Side("old.txt"), Side("new.txt")),
    **row: object,
) -> Report:
    """Return a report in which each pair of lines is one row; None stands for the side where the line is not."""
    old = document([a for a, _ in pairs if a is not None], headings[0])
    new = document([b for _, b in pairs if b is not None], headings[1])
    rows = [_heading(headings)]
    at_old = at_new = 1
    for a, b in pairs:
        ours, theirs = () if a is None else (at_old,), () if b is None else (at_new,)
        at_old, at_new = at_old + len(ours), at_new + len(theirs)
        rows.append(_row(a, b, ours, theirs, row))
    retitled = headings[0] != headings[1]
    section = SectionChange("changed" if retitled else "unchanged", False, False, retitled, 0, 0)
    return Report(old, new, (section,), tuple(rows), (), *sides)


def with_figures(
    made: Report, old: tuple[Figure, ...], new: tuple[Figure, ...], rows: Sequence[FigureChange]
) -> Report:
    """Return *made* with figures on both sides and what became of them."""
    sides = [
        Document(side.text, side.sections, side.paragraphs, side.segments, figures, side.title)
        for side, figures in ((made.old, old), (made.new, new))
    ]
    return Report(sides[0], sides[1], made.sections, made.segments, tuple(rows), made.old_side, made.new_side)


def _heading(headings: tuple[str, str]) -> SegmentChange:
    if headings[0] == headings[1]:
        return SegmentChange("unchanged", False, "heading", "identical", 1.0, (0,), (0,))
    edits = (Edit("-", headings[0]), Edit("+", headings[1]))
    return SegmentChange("changed", False, "heading", "label", 1.0, (0,), (0,), (), edits)


def _row(
    a: str | None, b: str | None, ours: tuple[int, ...], theirs: tuple[int, ...], more: dict[str, object]
) -> SegmentChange:
    if a is None or b is None:
        return SegmentChange("added" if a is None else "removed", False, "measure", "text", 1.0, ours, theirs)
    if a == b:
        return SegmentChange("unchanged", bool(more.get("moved")), "measure", "identical", 1.0, ours, theirs)
    confidence = more.get("confidence", 0.97)
    assert isinstance(confidence, float)
    edits = _edits(a, b)
    return SegmentChange("changed", bool(more.get("moved")), "measure", "text", confidence, ours, theirs, (), edits)


def _edits(a: str, b: str) -> tuple[Edit, ...]:
    """Return the common beginning, what differs, and the common end."""
    start = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    steps = (
        Edit("=", a[:start]),
        Edit("-", a[start : len(a) - end]),
        Edit("+", b[start : len(b) - end]),
        Edit("=", a[len(a) - end :] if end else ""),
    )
    return tuple(step for step in steps if step.text)
