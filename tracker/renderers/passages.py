"""What became of measures, statements and headings, told passage by passage under the path of their section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracker.model import Report, SegmentChange
from tracker.renderers import redline, sections
from tracker.renderers.page import Block, Entries, Entry, Heading, Line, Run, Tone, clean, line
from tracker.renderers.phrases import Phrases
from tracker.renderers.places import Place, Places

# A match below this is shown as one to be checked by the reader.
SURE = 0.8
# Marks that string a measure to the next one of its sentence; a measure that is quoted alone has no use for them.
_STRUNG = ",,、;; "
_TONES: tuple[Tone, ...] = ("added", "removed", "changed", "moved", "plain")

Groups = dict[Place, list[SegmentChange]]


def blocks(report: Report, places: Places, say: Phrases) -> list[Block]:
    """Return what changed in measures, then in statements, then in headings and notes that stand alone."""
    measures, statements = (_grouped(_changed(report, role), places) for role in ("measure", "statement"))
    shown = {place for groups in (measures, statements) for place in groups}
    others = _grouped(_headings(report, places, shown), places)
    return [
        *_told("measure changes", measures, report, places, say),
        *_told("statement changes", statements, report, places, say),
        *_told("heading changes", others, report, places, say),
    ]


def noise(report: Report, say: Phrases) -> list[Block]:
    """Return each segment that differs without a change of meaning."""
    rows = [row for row in report.segments if row.status == "unchanged" and row.noise]
    entries = tuple(
        Entry(
            say("list").join(say(kind) for kind in row.noise),
            "plain",
            line(Run(say("old") + say("colon"), "quiet"), clean(report.old.quote(row.old))),
            (line(Run(say("new") + say("colon"), "quiet"), clean(report.new.quote(row.new))),),
        )
        for row in rows
    )
    return [Heading(2, line(f"{say('noise')} ({len(rows)})")), Entries(entries)] if rows else []


def unchanged(report: Report, places: Places, say: Phrases) -> list[Block]:
    """Return all that stayed as it was."""
    rows = [row for row in report.segments if row.status == "unchanged" and not row.moved and row.role != "heading"]
    found: list[Block] = [Heading(2, line(f"{say('all segments')} ({len(rows)})"))] if rows else []
    for place, members in _grouped(rows, places).items():
        entries = (Entry(say(row.role), "plain", line(clean(report.new.quote(row.new)))) for row in members)
        found += [Heading(3, line(places.path(place) or say("no section"))), Entries(tuple(entries))]
    return found


def _changed(report: Report, role: str) -> list[SegmentChange]:
    return [row for row in report.segments if row.role == role and (row.status != "unchanged" or row.moved)]


def _headings(report: Report, places: Places, shown: set[Place]) -> list[SegmentChange]:
    """Return the title sentences and notes that changed; sections' headings and titles above entries are told there."""
    told = sections.told(report)
    titles = [row for row in _changed(report, "heading") if not told(row) and places.of(row) not in shown]
    return [*titles, *_changed(report, "note")]


def _grouped(rows: Iterable[SegmentChange], places: Places) -> Groups:
    groups: Groups = {}
    for row in rows:
        groups.setdefault(places.of(row), []).append(row)
    return groups


def _told(name: str, groups: Groups, report: Report, places: Places, say: Phrases) -> list[Block]:
    """Return the entries of each place, under the heading of its section and the title of its paragraph."""
    found: list[Block] = [Heading(2, line(say(name)))] if groups else []
    last: Place | None = None
    for place, members in groups.items():
        if last is None or place[:2] != last[:2]:
            found.append(Heading(3, line(_section(place, report, places, say))))
        if place.title:
            found.append(Heading(4, _title(place, places, say)))
        found.append(Entries(_entries(members, report, places, say)))
        last = place
    return found


def _section(place: Place, report: Report, places: Places, say: Phrases) -> str:
    """Return the path of a section, saying so where it is new or gone."""
    path = places.path(place._replace(title="")) or say("no section")
    if place.side == "old":
        return say("old section", path)
    added = any(row.new == place.section and row.status == "added" for row in report.sections)
    return say("new section", path) if added and places.path(place) else path


def _title(place: Place, places: Places, say: Phrases) -> Line:
    """Return the title sentence of a paragraph with what became of it."""
    row = places.title_row(place)
    if row is None or (row.status == "unchanged" and not row.moved):
        return line(place.title)
    if row.status == "changed":
        return redline.runs(row.edits)
    name = {"added": "new section", "removed": "old section"}.get(row.status, "moved section")
    return line(say(name, place.title))


def _entries(rows: Iterable[SegmentChange], report: Report, places: Places, say: Phrases) -> tuple[Entry, ...]:
    told = [_entry(block, report, places, say) for block in _blocks(rows, report)]
    return tuple(sorted(told, key=lambda entry: _TONES.index(entry.tone)))


def _blocks(rows: Iterable[SegmentChange], report: Report) -> list[list[SegmentChange]]:
    """Return *rows*, with those that only moved, and moved together, joined into one."""
    found: list[list[SegmentChange]] = []
    for row in sorted(rows, key=_moved_only):
        if found and _moved_only(row) and _moved_only(found[-1][-1]) and _together(found[-1][-1], row, report):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _moved_only(row: SegmentChange) -> bool:
    return row.moved and row.status == "unchanged"


def _together(one: SegmentChange, other: SegmentChange, report: Report) -> bool:
    """Return whether two rows follow each other in one paragraph, on both sides."""
    return all(
        before[-1] < after[0] and document.segments[before[-1]].paragraph == document.segments[after[0]].paragraph
        for document, before, after in ((report.old, one.old, other.old), (report.new, one.new, other.new))
    )


def _entry(block: Sequence[SegmentChange], report: Report, places: Places, say: Phrases) -> Entry:
    first = block[0]
    label, tone = _label(block, say)
    if first.status == "changed":
        main, *more = redline.lines(first.edits, say)
    else:
        main, more = line(clean("".join(_quotes(block, report))).rstrip(_STRUNG)), []
    return Entry(label, tone, main, (*more, *_notes(first, places, say)))


def _quotes(block: Sequence[SegmentChange], report: Report) -> Iterator[str]:
    """Yield the words of rows, an ellipsis where something stands between them."""
    before: int | None = None
    for row in block:
        document, indexes = (report.new, row.new) if row.new else (report.old, row.old)
        if before is not None and indexes[0] != before + 1:
            yield "……"
        yield document.quote(indexes)
        before = indexes[-1]


def _label(block: Sequence[SegmentChange], say: Phrases) -> tuple[str, Tone]:
    row = block[0]
    if row.status in ("added", "removed"):
        return say(row.status), "added" if row.status == "added" else "removed"
    tone: Tone = "changed" if row.status == "changed" else "moved"
    label = say("moved and changed") if row.moved and tone == "changed" else say(tone)
    if len(block) > 1:
        label = say("block", len(block))
    if len(row.old) != len(row.new):
        label += say("list") + _regrouped(len(row.old), len(row.new), say)
    return label, tone


def _regrouped(old: int, new: int, say: Phrases) -> str:
    if old == 1:
        return say("split of", new)
    return say("merge of", old) if new == 1 else say("regrouped of", old, new)


def _notes(row: SegmentChange, places: Places, say: Phrases) -> list[Line]:
    notes: list[Line] = []
    if row.moved:
        here, there = places.of_new(row.new[0]), places.of_old(row.old[0])
        same = here[:2] == there[:2]
        said = say("reordered") if same else say("from", places.as_written(row.old[0]) or say("no section"))
        notes.append(line(Run(said, "quiet")))
    if row.pinned:
        notes.append(line(Run(say("pinned"), "quiet")))
    if row.old and row.new and row.confidence < SURE:
        notes.append(line(Run(say("to check", f"{row.confidence:.0%}"), "warning")))
    return notes
