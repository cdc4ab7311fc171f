"""A report to the page that a reader is shown: summary, figures, measures, statements, sections, noise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

from tracker.model import Document, FigureChange, Report, SegmentChange, Side
from tracker.renderers import amounts, redline, sections, tally
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
    shortened,
)
from tracker.renderers.phrases import Phrases
from tracker.renderers.places import Place, Places
from tracker.renderers.view import View

# A match below this is shown as one to be checked by the reader.
SURE = 0.8
# In tables, a heading is cut to this many characters; lists show it whole.
LONGEST_STEP = 18
# The summary names this many of the figures that changed most.
TOP = 3
# Marks that string a measure to the next one of its sentence; a measure that is quoted alone has no use for them.
_STRUNG = ",,、;; "
_KINDS: tuple[Tone, ...] = ("added", "removed", "changed", "moved", "plain")


def page(report: Report, view: View) -> Page:
    """Return what a reader is shown of *report*."""
    say = Phrases(view.lang)
    title = say("report", _title(report))
    blocks: list[Block] = [Heading(1, line(title)), _versions(report, say)]
    if tally.anything_changed(report):
        blocks += _summary(report, say) + _changes(report, view, say)
    else:
        blocks.append(Paragraph(line(_nothing(report, say))))
    return Page(title, view.lang, (*blocks, *_on_request(report, view, say)))


def _title(report: Report) -> str:
    return clean(report.new.title or report.old.title or report.new_side.label)


def _versions(report: Report, say: Phrases) -> Table:
    """Return the table that identifies the two versions; rows that say nothing are left out."""
    sides = ((report.old_side, report.old), (report.new_side, report.new))
    cells: list[tuple[str, Callable[[Side, Document], str]]] = [
        ("name", lambda side, _: clean(side.label)),
        ("title", lambda _, document: clean(document.title or "")),
        ("date", lambda side, _: clean(side.date or "")),
        ("length", lambda _, document: f"{len(document.text):,}"),
        ("sha", lambda _, document: sha256(document.text.encode()).hexdigest()[:12]),
    ]
    rows = [(line(say(name)), *(line(cell(*side)) for side in sides)) for name, cell in cells]
    kept = tuple(row for row in rows if any(run.text for cell in row[1:] for run in cell))
    return Table((line(say("version")), line(say("old")), line(say("new"))), kept)


def _nothing(report: Report, say: Phrases) -> str:
    noise, restated = tally.noise(report), tally.counts(report)["figures"]["restated"]
    if noise:
        return say("only noise", tally.noisy(report), _kinds_of_noise(noise, say))
    return say("only restated", restated) if restated else say("identical")


def _summary(report: Report, say: Phrases) -> list[Block]:
    counts = tally.counts(report)
    parts = [_said(part, counts[part], say) for part in ("figures", "measures", "statements", "sections")]
    said = say("and").join(part for part in parts if part) + say("stop")
    blocks: list[Block] = [Heading(2, line(say("summary")))]
    if any(parts):
        blocks.append(Paragraph(line(Run(said, "strong"))))
    top = _top(report, say)
    if top:
        blocks.append(Paragraph(line(say("top", top))))
    return [*blocks, _counts(counts, say)]


def _said(part: str, counts: dict[str, int], say: Phrases) -> str:
    """Return one part of the summary's sentence, or "" where nothing changed."""
    names = [name for name in ("changed", "added", "removed", "moved") if counts.get(name)]
    if part == "sections":  # a section counts as changed wherever anything in it did: that is no news
        names = [name for name in names if name != "changed"]
    counted = say("list").join(f"{say(name)} {counts[name]}" for name in names)
    return f"{say(part)}{say('colon')}{counted}" if counted else ""


def _top(report: Report, say: Phrases) -> str:
    """Return the figures that changed most, in the document's order."""
    changed = [(abs(row.percent), row) for row in report.figures if row.status == "changed" and row.percent]
    largest = [row for _, row in sorted(changed, key=lambda pair: -pair[0])[:TOP]]
    return say("and").join(_arrow(row, report, say) for _, row in changed if row in largest)


def _arrow(row: FigureChange, report: Report, say: Phrases) -> str:
    told = amounts.told(row, report, say)
    return say("arrow item", _indicator(row, report), told.old, told.new, told.rate)


def _counts(counts: dict[str, dict[str, int]], say: Phrases) -> Table:
    header = ("added", "removed", "changed", "moved", "unchanged")
    rows = tuple(
        (line(say(part)), *(line(_count(counts[part].get(name))) for name in header))
        for part in ("figures", "measures", "statements", "sections")
    )
    return Table((line(""), *(line(say(name)) for name in header)), rows, (1, 2, 3, 4, 5))


def _count(number: int | None) -> str:
    return "—" if number is None else str(number)


def _changes(report: Report, view: View, say: Phrases) -> list[Block]:
    """Return all that changed, figures first."""
    places = Places(report)
    return [
        *_figures(report, places, say),
        *_by_section("measure changes", _rows(report, "measure"), report, places, say),
        *_by_section("statement changes", _rows(report, "statement"), report, places, say),
        *_by_section("heading changes", _headings(report), report, places, say),
        *sections.blocks(report, say),
        *_single_figures("figures added", report, places, say),
        *_single_figures("figures removed", report, places, say),
        *([] if view.noise else _noise_count(report, say)),
    ]


def _figures(report: Report, places: Places, say: Phrases) -> list[Block]:
    """Return the table of figures that changed, came or went within passages that stayed."""
    rows = [row for row in report.figures if row.status == "changed" or _within(row, report)]
    if not rows:
        return []
    header = ("indicator", "old", "new", "difference", "rate", "section")
    cells = tuple(_figure_cells(row, report, places, say) for row in rows)
    return [Heading(2, line(say("figure changes"))), Table(tuple(line(say(name)) for name in header), cells, (1, 2))]


def _within(row: FigureChange, report: Report) -> bool:
    """Return whether a figure came or went inside a segment that has both sides."""
    return row.status in ("added", "removed") and report.segments[row.segment].status in ("changed", "unchanged")


def _figure_cells(row: FigureChange, report: Report, places: Places, say: Phrases) -> tuple[Line, ...]:
    section = line(places.path(_place(report.segments[row.segment], places), LONGEST_STEP))
    indicator = line(_indicator(row, report))
    if row.old is not None and row.new is not None:
        told = amounts.told(row, report, say)
        return indicator, line(told.old), line(Run(told.new, "strong")), line(told.difference), line(told.rate), section
    if row.new is not None:
        figure = Run(amounts.quoted(report.new.figures[row.new], report.new.text), "strong")
        return indicator, line("—"), line(figure), line(say("added")), line("—"), section
    return indicator, line(_figure_text(row, report)), line("—"), line(say("removed")), line("—"), section


def _indicator(row: FigureChange, report: Report) -> str:
    """Return what a figure counts, or where nothing says so, the passage that it stands in."""
    subject = clean(tally.subject(row, report))
    if subject:
        return subject
    segment = report.segments[row.segment]
    return shortened(clean(report.new.quote(segment.new) or report.old.quote(segment.old)), LONGEST_STEP)


def _figure_text(row: FigureChange, report: Report) -> str:
    if row.new is not None:
        return amounts.quoted(report.new.figures[row.new], report.new.text)
    return amounts.quoted(report.old.figures[row.old or 0], report.old.text)


def _single_figures(name: str, report: Report, places: Places, say: Phrases) -> list[Block]:
    """Return the list of the figures of added, or of removed, segments."""
    status = "added" if name == "figures added" else "removed"
    rows = [row for row in report.figures if row.status == status and not _within(row, report)]
    if not rows:
        return []
    cells = tuple(
        (
            line(_indicator(row, report)),
            line(_figure_text(row, report)),
            line(places.path(_place(report.segments[row.segment], places), LONGEST_STEP)),
        )
        for row in rows
    )
    header = tuple(line(say(title)) for title in ("indicator", "figure", "section"))
    return [Heading(2, line(f"{say(name)} ({len(rows)})")), Table(header, cells, (1,))]


def _rows(report: Report, role: str) -> list[SegmentChange]:
    return [row for row in report.segments if row.role == role and (row.status != "unchanged" or row.moved)]


def _headings(report: Report) -> list[SegmentChange]:
    """Return what became of title sentences and notes; the headings of sections are told as sections."""
    told = sections.told(report)
    return [row for role in ("heading", "note") for row in _rows(report, role) if not told(row)]


def _place(row: SegmentChange, places: Places) -> Place:
    return places.of_new(row.new[0]) if row.new else places.of_old(row.old[0])


def _by_section(name: str, rows: Sequence[SegmentChange], report: Report, places: Places, say: Phrases) -> list[Block]:
    """Return *rows* as entries under the path of their section: added, removed, changed, moved."""
    if not rows:
        return []
    groups: dict[Place, list[SegmentChange]] = {}
    for row in rows:
        groups.setdefault(_place(row, places), []).append(row)
    blocks: list[Block] = [Heading(2, line(say(name)))]
    for place, members in groups.items():
        blocks.append(Heading(3, line(_named(place, report, places, say))))
        blocks.append(Entries(_entries(members, report, places, say)))
    return blocks


def _named(place: Place, report: Report, places: Places, say: Phrases) -> str:
    """Return the path of a place, saying so where its section is new or gone."""
    path = places.path(place) or say("no section")
    if place.side == "old":
        return say("old section", path)
    added = any(row.new == place.section and row.status == "added" for row in report.sections)
    return say("new section", path) if added else path


def _entries(rows: Iterable[SegmentChange], report: Report, places: Places, say: Phrases) -> tuple[Entry, ...]:
    told = [_entry(block, report, places, say) for block in _blocks(rows)]
    return tuple(sorted(told, key=lambda entry: _KINDS.index(entry.tone)))


def _blocks(rows: Iterable[SegmentChange]) -> list[list[SegmentChange]]:
    """Return *rows* with unchanged ones that moved together joined into one."""
    blocks: list[list[SegmentChange]] = []
    for row in rows:
        if blocks and _moved_only(row) and _moved_only(blocks[-1][-1]) and _follows(blocks[-1][-1], row):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _moved_only(row: SegmentChange) -> bool:
    return row.moved and row.status == "unchanged"


def _follows(one: SegmentChange, other: SegmentChange) -> bool:
    return one.old[-1] + 1 == other.old[0] and one.new[-1] + 1 == other.new[0]


def _entry(block: Sequence[SegmentChange], report: Report, places: Places, say: Phrases) -> Entry:
    first = block[0]
    label, tone = _label(block, say)
    if first.status == "changed":
        main, *more = redline.lines(first.edits, say)
    else:
        side = report.new if first.new else report.old
        indexes = [index for row in block for index in (row.new or row.old)]
        main, more = line(clean(side.quote(indexes)).rstrip(_STRUNG)), []
    return Entry(label, tone, main, (*more, *_notes(first, places, say)))


def _label(block: Sequence[SegmentChange], say: Phrases) -> tuple[str, Tone]:
    row = block[0]
    if row.status == "added":
        return say("added"), "added"
    if row.status == "removed":
        return say("removed"), "removed"
    old, new = len(row.old), len(row.new)
    name = "changed" if row.status == "changed" else "moved"
    label = say("moved and changed") if row.moved and row.status == "changed" else say(name)
    if len(block) > 1:
        label = say("block", len(block))
    if old != new:
        label += say("list") + _regrouped(old, new, say)
    return label, "moved" if name == "moved" else "changed"


def _regrouped(old: int, new: int, say: Phrases) -> str:
    if old == 1:
        return say("split of", new)
    return say("merge of", old) if new == 1 else say("regrouped of", old, new)


def _notes(row: SegmentChange, places: Places, say: Phrases) -> list[Line]:
    notes: list[Line] = []
    if row.moved:
        here, there = places.of_new(row.new[0]), places.of_old(row.old[0])
        said = say("reordered") if here == there else say("from", places.as_written(row.old[0]) or say("no section"))
        notes.append(line(Run(said, "quiet")))
    if row.old and row.new and row.confidence < SURE:
        notes.append(line(Run(say("to check", f"{row.confidence:.0%}"), "warning")))
    return notes


def _kinds_of_noise(found: dict[str, int], say: Phrases) -> str:
    return say("list").join(f"{say(kind)} {number}" for kind, number in found.items())


def _noise_count(report: Report, say: Phrases) -> list[Block]:
    found = tally.noise(report)
    if not found:
        return []
    said = say("noise count", tally.noisy(report), _kinds_of_noise(found, say))
    return [Heading(2, line(say("noise"))), Paragraph(line(said))]


def _on_request(report: Report, view: View, say: Phrases) -> list[Block]:
    """Return what is listed only where it was asked for."""
    blocks: list[Block] = []
    places = Places(report)
    if view.restated:
        blocks += _restated(report, places, say)
    if view.noise:
        blocks += _noise(report, say)
    if view.unchanged:
        rows = [row for row in report.segments if row.status == "unchanged" and not row.moved]
        blocks += _unchanged(rows, report, places, say)
    return blocks


def _restated(report: Report, places: Places, say: Phrases) -> list[Block]:
    rows = [row for row in report.figures if row.status == "restated"]
    if not rows:
        return []
    cells = tuple(
        (
            line(_indicator(row, report)),
            line(amounts.told(row, report, say).old),
            line(amounts.told(row, report, say).new),
            line(places.path(_place(report.segments[row.segment], places), LONGEST_STEP)),
        )
        for row in rows
    )
    header = tuple(line(say(name)) for name in ("indicator", "old", "new", "section"))
    return [Heading(2, line(say("figures restated"))), Table(header, cells, (1, 2))]


def _noise(report: Report, say: Phrases) -> list[Block]:
    rows = [row for row in report.segments if row.status == "unchanged" and row.noise]
    if not rows:
        return []
    entries = tuple(
        Entry(
            say("list").join(say(kind) for kind in row.noise),
            "plain",
            line(f"{say('old')}{say('colon')}{clean(report.old.quote(row.old))}"),
            (line(f"{say('new')}{say('colon')}{clean(report.new.quote(row.new))}"),),
        )
        for row in rows
    )
    return [Heading(2, line(f"{say('noise')} ({len(rows)})")), Entries(entries)]


def _unchanged(rows: Sequence[SegmentChange], report: Report, places: Places, say: Phrases) -> list[Block]:
    groups: dict[Place, list[Entry]] = {}
    for row in rows:
        entry = Entry(say(row.role), "plain", line(clean(report.new.quote(row.new))))
        groups.setdefault(_place(row, places), []).append(entry)
    blocks: list[Block] = [Heading(2, line(f"{say('all segments')} ({len(rows)})"))] if rows else []
    for place, entries in groups.items():
        blocks += [Heading(3, line(places.path(place) or say("no section"))), Entries(tuple(entries))]
    return blocks
