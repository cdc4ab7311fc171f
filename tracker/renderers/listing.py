"""A document to the page that a reader is shown: its outline with measures and figures, or its figures alone."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.model import Document, Edit, Figure, Segment
from tracker.renderers import amounts, places, plain, redline
from tracker.renderers.page import (
    Block,
    Entries,
    Entry,
    Heading,
    Line,
    Page,
    Paragraph,
    Run,
    Table,
    Tone,
    clean,
    line,
)
from tracker.renderers.phrases import Phrases
from tracker.renderers.view import View

# Markdown knows six levels of headings; the page's title takes the first.
DEEPEST = 6


def outline(document: Document, label: str, view: View) -> Page:
    """Return sections with their measures, statements and notes; figures stand out."""
    say = Phrases(view.lang)
    title = clean(document.title or label)
    counted = (len(document.sections), _count(document, "measure"), _count(document, "statement"))
    said = say("outline counts", *counted, len(document.figures), f"{len(document.text):,}")
    blocks: list[Block] = [Heading(1, line(title)), Paragraph(line(said))]
    # The document's own title is the page's.
    inside = (block for block in _sections(document, say) if block != Heading(2, line(title)))
    return Page(title, view.lang, (*blocks, *inside))


def figures(document: Document, label: str, view: View) -> Page:
    """Return the ledger of a document's figures."""
    say = Phrases(view.lang)
    title = say("figures of", clean(document.title or label))
    blocks: list[Block] = [Heading(1, line(title))]
    if not document.figures:
        return Page(title, view.lang, (*blocks, Paragraph(line(say("no figures")))))
    header = tuple(
        line(say(name)) for name in ("indicator", "figure", "value", "unit", "kind", "bound", "role", "section")
    )
    homes = document.homes()
    rows = tuple(_row(figure, home, document, say) for figure, home in zip(document.figures, homes, strict=True))
    return Page(title, view.lang, (*blocks, Table(header, rows, (1, 2))))


def value(figure: Figure) -> str:
    """Return the value of a figure in digits, both ends of a range."""
    if figure.value is None:
        return "—"
    low = amounts.plain(figure.value)
    between = "∶" if figure.kind == "ratio" and figure.unit is None else "–"
    return low if figure.high is None else f"{low}{between}{amounts.plain(figure.high)}"


def _count(document: Document, role: str) -> int:
    return sum(segment.role == role for segment in document.segments)


def _row(figure: Figure, home: int, document: Document, say: Phrases) -> tuple[Line, ...]:
    path = (
        places.joined(document, document.segments[home].section, "", places.LONGEST_STEP) if document.segments else ""
    )
    cells = (
        clean(figure.subject) or "—",
        amounts.quoted(figure, document.text),
        value(figure),
        clean(figure.unit or "—"),
        say(figure.kind),
        amounts.bound(figure, say),
        say(figure.role),
        path,
    )
    return tuple(line(cell) for cell in cells)


def _sections(document: Document, say: Phrases) -> Iterator[Block]:
    members: dict[int, list[tuple[Segment, Line]]] = {}
    for segment, words in zip(document.segments, _marked(document), strict=True):
        members.setdefault(segment.section, []).append((segment, words))
    for index, section in enumerate(document.sections):
        heading = places.heading(section)
        level = min(section.level + 1, DEEPEST - 1)
        if heading:
            yield Heading(level, line(heading))
        rows = [row for row in members.get(index, []) if row[0].span != section.heading and _worth(row)]
        yield from _titled(rows, level + 1, say)


def _titled(rows: list[tuple[Segment, Line]], level: int, say: Phrases) -> Iterator[Block]:
    """Yield the segments of one section as entries, title sentences as headings above what they open."""
    entries: list[Entry] = []
    for segment, words in rows:
        if segment.role != "heading":
            tone: Tone = "changed" if segment.role == "measure" else "plain"
            entries.append(Entry(say(segment.role), tone, _ending(words, redline.STRUNG)))
            continue
        if entries:
            yield Entries(tuple(entries))
            entries = []
        yield Heading(level, _ending(_beginning(words), places.STOPS))
    if entries:
        yield Entries(tuple(entries))


def _worth(row: tuple[Segment, Line]) -> bool:
    segment, said = row
    return segment.role != "note" or any(plain.says_something(run.text) for run in said)


def _beginning(words: Line) -> Line:
    """Return *words* without the signs of bold type that a title begins with."""
    return (words[0]._replace(text=words[0].text.lstrip("*_")), *words[1:]) if words else words


def _ending(words: Line, marks: str) -> Line:
    """Return *words* without the marks at their end that mean something in running text only."""
    return (*words[:-1], words[-1]._replace(text=words[-1].text.rstrip(marks))) if words else words


def _marked(document: Document) -> Iterator[Line]:
    """Yield the words of each segment with its figures marked."""
    figures = iter(document.figures)
    figure = next(figures, None)
    for segment in document.segments:
        runs: list[Run] = []
        at = segment.span.start
        while figure is not None and figure.span.start < segment.span.end:
            start, end = max(figure.span.start, at), min(figure.span.end, segment.span.end)
            runs += [Run(document.text[at:start]), Run(document.text[start:end], "figure")]
            at = end
            figure = next(figures, None)
        runs.append(Run(document.text[at : segment.span.end]))
        said = plain.edits([Edit("=", run.text) for run in runs])
        yield tuple(Run(clean(text), run.mark) for run, (_, text) in zip(runs, said, strict=True) if text)
