"""The figures of a report to tables: changed first, then those of passages that came or went, and restated ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.figures import windows
from tracker.model import Document, Figure, FigureChange, Report
from tracker.patterns import later
from tracker.renderers import amounts, entries, plain, tally
from tracker.renderers.page import Block, Heading, Line, Run, Table, clean, line, shortened, words
from tracker.renderers.phrases import Phrases
from tracker.renderers.places import LONGEST_STEP, STEP, Places

# So many characters before a figure that nothing follows say what it counts.
TELLING = 4
# Whose an indicator is, where a document speaks of its own place, says nothing new: 全市财政收入, 财政收入
_OWN_PLACE = later("^[全我本](?:国|省|市|县|区|州)|[的“”\\s]")
# What ends a clause: 建成10个,改造…
_CLAUSE = later(r"[,\uff0c;\uff1b:\uff1a\u3002|\t\n]")


def changed(report: Report, places: Places, say: Phrases) -> list[Block]:
    """Return the table of figures that changed, and behind them those that came or went in passages that stayed."""
    rows = [row for row in report.figures if row.status == "changed"]
    rows += [row for row in report.figures if _within(row, report)]
    header = ("indicator", "old", "new", "difference", "rate", "section")
    cells = [(*_checked(row, report, say), _section(row, report, places, say)) for row in rows]
    cells = _told_apart(rows, cells, report)
    return _titled(say("figure changes"), header, _windows_once(rows, cells, report, say), (1, 2), say) if rows else []


def single(status: str, report: Report, places: Places, say: Phrases) -> list[Block]:
    """Return the list of the figures of segments that were added, or removed."""
    rows = [row for row in report.figures if row.status == status and not _within(row, report)]
    cells: list[tuple[Line, ...]] = [
        (line(indicator(row, report, say)), line(_alone(row, report, say)), _section(row, report, places, say))
        for row in rows
    ]
    cells = _told_apart(rows, cells, report)
    title = say("counted", say(f"figures {status}"), len(rows))
    return (
        _titled(title, ("indicator", "figure", "section"), _windows_once(rows, cells, report, say), (1,), say)
        if rows
        else []
    )


def restated(report: Report, places: Places, say: Phrases) -> list[Block]:
    """Return the figures that are the same in other notation."""
    rows = [row for row in report.figures if row.status == "restated"]
    cells = ((*_cells(row, report, say)[:3], _section(row, report, places, say)) for row in rows)
    title = say("counted", say("figures restated"), len(rows))
    return _titled(title, ("indicator", "old", "new", "section"), cells, (1, 2), say) if rows else []


def indicator(row: FigureChange, report: Report, say: Phrases) -> str:
    """Return what a figure counts, or where nothing says so, the words that it stands among; a change or target so."""
    name = clean(tally.subject(row, report)) or clean(_around(row, report))
    role = _figure(row, report)[0].role
    known = role == "level" or "role" in row.what or name.removesuffix("值").endswith(say(role))
    return name if known else say("counted", name, say(role))


def _named(row: FigureChange, report: Report, say: Phrases) -> str:
    """Return the indicator of a paired figure, and what the old version called it where that may be another one."""
    name = indicator(row, report, say)
    old, new = (figure.subject for figure in amounts.sides(row, report))
    same = _OWN_PLACE.sub("", old) == _OWN_PLACE.sub("", new)
    if same or not (old and new) or "subject" in row.what:
        return name
    return say("indicator formerly", name, clean(old.removeprefix(_row(old, new))))


def _row(old: str, new: str) -> str:
    """Return the row of a table that two subjects have in common, before 2024年目标 and 2025年目标, or nothing."""
    name, blank, _ = new.partition(" ")
    return name + blank if blank and old.startswith(name + blank) else ""


def _told_apart(
    rows: Sequence[FigureChange], cells: Sequence[tuple[Line, ...]], report: Report
) -> list[tuple[Line, ...]]:
    """Return *cells* with the first words of the paragraph where figures of one name stand in several of a section."""
    found: dict[str, set[str]] = {}
    named = [words((*row[0], *row[-1])) for row in cells]
    opening = [_opening(row, report) for row in rows]
    for name, opens in zip(named, opening, strict=True):
        found.setdefault(name, set()).add(opens)
    return [
        (*row[:-1], line(STEP.join(filter(None, (words(row[-1]), opens))))) if len(found[name]) > 1 else row
        for row, name, opens in zip(cells, named, opening, strict=True)
    ]


def _opening(row: FigureChange, report: Report) -> str:
    """Return the first words of the paragraph that a figure stands in."""
    figure, document = _figure(row, report)
    unit = report.segments[row.segment]
    parts = [document.segments[index] for index in (unit.old if row.new is None else unit.new)]
    part = next((part for part in parts if figure.span.start < part.span.end), parts[-1])
    paragraph = document.paragraphs[part.paragraph]
    start = max((label.end for label in paragraph.labels), default=paragraph.span.start)
    # A text of one line is one paragraph: no more of it is looked at than may be shown.
    end = min(paragraph.span.end, start + 4 * LONGEST_STEP)
    return shortened(clean(plain.said(document.text[start:end].strip())), LONGEST_STEP)


def _windows_once(
    rows: Sequence[FigureChange], cells: Sequence[tuple[Line, ...]], report: Report, say: Phrases
) -> list[tuple[Line, ...]]:
    """Return *cells* with a window of time that came or went in many places (五年来) told once, and in how many."""
    told: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        figure, document = _figure(row, report)
        once = row.status in ("added", "removed") and windows.is_one(figure, document.text)
        told.setdefault(figure.subject + row.status if once else str(index), []).append(index)
    return [_with_more(cells[first], len(more), say) for first, *more in told.values()]


def _with_more(cells: tuple[Line, ...], more: int, say: Phrases) -> tuple[Line, ...]:
    section = words(cells[-1])
    return (*cells[:-1], line(say("and more places", section, more))) if more and section else cells


def _around(row: FigureChange, report: Report) -> str:
    """Return the words before and after a figure in its clause, as many as fit."""
    figure, document = _figure(row, report)
    span = figure.span
    before = _CLAUSE.split(document.text[max(0, span.start - LONGEST_STEP) : span.start])[-1]
    after = _CLAUSE.split(document.text[span.end : span.end + LONGEST_STEP])[0]
    named = plain.said(before).strip()
    if not after.strip() and len(named) >= TELLING:  # 开展培训12次: the figure need not be said again
        return named
    room = max(LONGEST_STEP - len(span.of(document.text)) - len(before), 0)
    return plain.said(f"{before}{span.of(document.text)}{shortened(after, room) if room else ''}").strip()


def _figure(row: FigureChange, report: Report) -> tuple[Figure, Document]:
    """Return a figure as the new document has it, else the old."""
    if row.new is not None:
        return report.new.figures[row.new], report.new
    assert row.old is not None  # a row has a side
    return report.old.figures[row.old], report.old


def _titled(
    title: str, header: Iterable[str], cells: Iterable[tuple[Line, ...]], numeric: tuple[int, ...], say: Phrases
) -> list[Block]:
    names, rows = tuple(line(say(name)) for name in header), tuple(cells)
    if not any(words(row[-1]) for row in rows):  # a document without headings has no sections to name
        names, rows = names[:-1], tuple(row[:-1] for row in rows)
    return [Heading(2, line(title)), Table(names, rows, numeric)]


def _within(row: FigureChange, report: Report) -> bool:
    """Return whether a figure came or went inside a segment that has both sides."""
    return row.status in ("added", "removed") and report.segments[row.segment].status in ("changed", "unchanged")


def _cells(row: FigureChange, report: Report, say: Phrases) -> tuple[Line, Line, Line, Line, Line]:
    if row.old is not None and row.new is not None:
        told = amounts.told(row, report, say)
        name = line(_named(row, report, say))
        return name, line(told.old), line(Run(told.new, "strong")), line(told.difference), line(told.rate)
    name, written, dash = line(indicator(row, report, say)), _written(row, report, say), line("—")
    if row.new is not None:
        return name, dash, line(Run(written, "strong")), line(_repeated("added", row, say)), dash
    return name, line(written), dash, line(_repeated("removed", row, say)), dash


def _repeated(text: str, row: FigureChange, say: Phrases) -> str:
    """Return *text*, and that the other version says the same where a provision was split."""
    return say(text) if row.again is None else say("counted", say(text), say(f"again {row.status}"))


def _checked(row: FigureChange, report: Report, say: Phrases) -> tuple[Line, ...]:
    """Return the cells of a figure; one of a passage that may have been paired wrongly is to be checked."""
    name, old, new, difference, rate = _cells(row, report, say)
    if entries.doubtful(report.segments[row.segment]):
        difference = (*difference, Run(say("and")), Run(say("check figure"), "warning"))
    return name, old, new, difference, rate


def _written(row: FigureChange, report: Report, say: Phrases) -> str:
    """Return a figure as the document that has it writes it."""
    figure, document = _figure(row, report)
    return amounts.named(figure, document.text, say)


def _alone(row: FigureChange, report: Report, say: Phrases) -> str:
    """Return a figure of one side as it is written, and whether the other version says the same elsewhere."""
    written = _written(row, report, say)
    return written if row.again is None else say("counted", written, say(f"again {row.status}"))


def _section(row: FigureChange, report: Report, places: Places, say: Phrases) -> Line:
    """Return the headings that a figure stands under; nothing in a document without any."""
    path = places.path(places.of(report.segments[row.segment]), LONGEST_STEP)
    headed = any(section.title or section.number for side in (report.old, report.new) for section in side.sections)
    return line(path or (say("no section") if headed else ""))
