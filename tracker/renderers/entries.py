"""Rows of a report to the entries of a list: added, removed, changed, moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracker.model import RUNNING, Report, SegmentChange
from tracker.renderers import leading, redline, tally
from tracker.renderers.page import Entry, Line, Run, Tone, line, shortened
from tracker.renderers.phrases import Phrases
from tracker.renderers.places import Places, before

# A match below this is shown as one to be checked by the reader.
SURE = 0.8
# The passage that a moved one stood after is quoted with at most this many characters.
LONGEST_MARK = 20
_TONES: tuple[Tone, ...] = ("added", "removed", "changed", "moved", "plain")

Unit = tuple[SegmentChange, ...]


def of(units: Iterable[Unit], report: Report, places: Places, say: Phrases) -> tuple[Entry, ...]:
    """Return the entries of one place: what came, went, changed, moved; units that moved together are one."""
    told = [_entry(unit, report, places, say) for unit in _joined(units, report)]
    return tuple(sorted(told, key=lambda entry: _TONES.index(entry.tone)))


def doubtful(row: SegmentChange) -> bool:
    """Return whether a reader should check that the two sides of a row belong together."""
    return bool(row.old and row.new) and not row.pinned and row.confidence < SURE


def _joined(units: Iterable[Unit], report: Report) -> list[Unit]:
    """Return *units*, with those that only moved, and moved together, joined into one."""
    found: list[Unit] = []
    for unit in sorted(units, key=_moved_only):
        if found and _moved_only(unit) and _moved_only(found[-1]) and _together(found[-1][-1], unit[0], report):
            found[-1] += unit
        else:
            found.append(unit)
    return found


def _moved_only(unit: Unit) -> bool:
    return unit[0].moved and unit[0].status == "unchanged"


def _together(one: SegmentChange, other: SegmentChange, report: Report) -> bool:
    """Return whether two rows follow each other in one paragraph, on both sides."""
    return all(
        before[-1] < after[0] and document.segments[before[-1]].paragraph == document.segments[after[0]].paragraph
        for document, before, after in ((report.old, one.old, other.old), (report.new, one.new, other.new))
    )


def _entry(unit: Unit, report: Report, places: Places, say: Phrases) -> Entry:
    first = unit[0]
    label, tone = _label(unit, report, say)
    if len(unit) > 1 and first.role == "note":
        # The same words in many places, such as the running head of each page.
        label, unit = say("counted times", say(first.status), len(unit)), unit[:1]
    if first.status == "changed":
        main, *more = redline.lines(first.edits, say)
    else:
        main, more = line(redline.alone("".join(_quotes(unit, report)))), []
    return Entry(label, tone, main, (*more, *_notes(first, report, places, say)))


def _quotes(unit: Unit, report: Report) -> Iterator[str]:
    """Yield the words of rows, an ellipsis where something stands between them."""
    before: int | None = None
    for row in unit:
        document, indexes = (report.new, row.new) if row.new else (report.old, row.old)
        if before is not None and indexes[0] != before + 1:
            yield "……"
        yield document.quote(indexes)
        before = indexes[-1]


def _label(unit: Unit, report: Report, say: Phrases) -> tuple[str, Tone]:
    row = unit[0]
    if row.status in ("added", "removed"):
        label = say(row.status)
        if len(unit) > 1:
            name = "whole paragraph" if _is_paragraph(unit, report) else "run"
            label = say(name, label, tally.roles(unit, say))
        return label, "added" if row.status == "added" else "removed"
    tone: Tone = "changed" if row.status == "changed" else "moved"
    label = say("moved and changed") if row.moved and tone == "changed" else say(tone)
    if len(unit) > 1:
        label = say("block", len(unit))
    if len(row.old) != len(row.new):
        label += say("list") + _regrouped(len(row.old), len(row.new), say)
    return label, tone


def _is_paragraph(unit: Unit, report: Report) -> bool:
    """Return whether nothing of the paragraph of *unit*, which came or went, stands before or after it."""
    document = report.new if unit[0].new else report.old
    first, last = (unit[0].new or unit[0].old)[0], (unit[-1].new or unit[-1].old)[-1]
    beside = document.segments[max(first - 1, 0) : first] + document.segments[last + 1 : last + 2]
    paragraph = document.segments[first].paragraph
    return not any(other.paragraph == paragraph and other.role in RUNNING for other in beside)


def _regrouped(old: int, new: int, say: Phrases) -> str:
    if old == 1:
        return say("split of", new)
    return say("merge of", old) if new == 1 else say("regrouped of", old, new)


def _notes(row: SegmentChange, report: Report, places: Places, say: Phrases) -> Sequence[Line]:
    notes: list[Line] = []
    origin = _origin(row, report, places, say) if row.old and row.new else ""
    if origin:
        notes.append(line(Run(origin, "quiet")))
    if _only_rewritten(row, places):
        notes.append(line(Run(say("only rewritten"), "quiet")))
    notes += [line(Run(_leads(found, say), "quiet")) for found in places.references.misleading(row)]
    if others := _others(row, places):
        notes.append(line(Run(say("partly in", say("list").join(others)), "quiet")))
    if row.pinned:
        notes.append(line(Run(say("pinned"), "quiet")))
    if doubtful(row):
        notes.append(line(Run(say("to check", f"{row.confidence:.0%}"), "warning")))
    return notes


def _leads(reference: leading.Misleading, say: Phrases) -> str:
    written, now = reference
    return say("leads to dropped", written) if now is None else say("leads elsewhere", written, now)


def _only_rewritten(row: SegmentChange, places: Places) -> bool:
    """Return whether nothing changed of a passage but figures that say the same: 66.7万公顷 → 1000万亩."""
    steps = [edit for edit in row.edits if edit.op != "="]
    pairs = list(zip(steps[::2], steps[1::2], strict=False))
    return (
        bool(pairs)
        and len(steps) == 2 * len(pairs)
        and all(
            (one.op, other.op) == ("-", "+") and (one.text.strip(), other.text.strip()) in places.restated
            for one, other in pairs
        )
    )


def _origin(row: SegmentChange, report: Report, places: Places, say: Phrases) -> str:
    """Return where a passage stood before, or "" where it still stands there."""
    here, there = places.of_new(row.new[0]), places.of_old(row.old[0])
    with_section = row.moved and places.is_moved(here)
    if here[:2] != there[:2] or with_section or (row.moved and there.title and here.title != there.title):
        stood = dict.fromkeys(places.as_written(index) or say("no section") for index in row.old)
        return say("from", say("list").join(stood))
    if not row.moved:
        return ""
    first = places.leader(row).old[0]
    ahead = before(first, report.old)
    if ahead is None:
        return say("reordered from start")
    another = report.old.segments[ahead].paragraph != report.old.segments[first].paragraph
    title = places.of_old(ahead).title if another else ""
    mark = title or redline.alone(report.old.quote((ahead,)))
    return say("reordered", shortened(mark, LONGEST_MARK))


def _others(row: SegmentChange, places: Places) -> Sequence[str]:
    """Return where the parts of a passage stand that was split into several sections, but for the first."""
    if not row.old:
        return ()
    found = dict.fromkeys(places.of_new(index)._replace(title="") for index in row.new)
    return [places.path(place) for place in list(found)[1:]]
