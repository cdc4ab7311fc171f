"""What became of measures, statements and headings, told passage by passage under the path of their section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Sized

from tracker import folding
from tracker.model import RUNNING, Report, SegmentChange
from tracker.renderers import closings, entries, plain, redline, sections
from tracker.renderers.entries import Unit
from tracker.renderers.page import Block, Entries, Entry, Heading, Run, clean, line
from tracker.renderers.paths import Path, Paths
from tracker.renderers.phrases import Phrases
from tracker.renderers.places import Place, Places
from tracker.renderers.wholes import Wholes
from tracker.structure import contents

Groups = dict[Place, list[Unit]]


def blocks(report: Report, places: Places, say: Phrases) -> list[Block]:
    """Return what changed in measures, then in statements, then in headings and notes that stand alone."""
    wholes = Wholes(report)
    paths = Paths(report, places, wholes, say)
    told = units(report, places, wholes)
    measures, statements = (_grouped((unit for unit in told if unit[0] == role), places) for role in RUNNING)
    shown = {place for groups in (measures, statements) for place in groups}
    closes = closings.of(report)
    notes = _repeated(_headings(report, places, shown), report)
    others = _grouped((("note", unit) for unit in notes if not closes(unit[0])), places)
    closing = entries.of((unit for unit in notes if closes(unit[0])), report, places, say)
    return [
        *_told("measure changes", measures, report, places, paths, say),
        *_told("statement changes", statements, report, places, paths, say),
        *_titled("heading changes", notes, say),
        *_listed(others, report, places, paths, say),
        *((Heading(3, line(say("closing part"))), Entries(closing)) if closing else ()),
    ]


def changed(report: Report) -> list[SegmentChange]:
    """Return the rows of all that changed, came, went or moved."""
    return [row for row in report.segments if row.status != "unchanged" or row.moved]


def units(report: Report, places: Places, wholes: Wholes) -> list[tuple[str, Unit]]:
    """Return the rows of measures and statements that changed, with the part of the page that tells them.

    A paragraph that came or went whole, or a long run in it, is one unit, told among the measures where it holds one;
    so is all of a section.
    """
    found: list[tuple[str, Unit]] = []
    told: set[int] = set()
    for row in changed(report):
        if row.role not in RUNNING or id(row) in told:
            continue
        unit = tuple(part for part in wholes.around(row) if part.role in RUNNING)
        told |= {id(part) for part in unit}
        found.append((_role([*unit, *wholes.under(places.of(row))] if _single(row) else unit), unit))
    return found


def noise(report: Report, say: Phrases) -> list[Block]:
    """Return each segment that differs without a change of meaning."""
    rows = [row for row in report.segments if row.status == "unchanged" and row.noise]
    entries = tuple(
        Entry(
            say("list").join(say(kind) for kind in row.noise),
            "plain",
            line(Run(say("old") + say("colon"), "quiet"), clean(plain.said(report.old.quote(row.old)))),
            (line(Run(say("new") + say("colon"), "quiet"), clean(plain.said(report.new.quote(row.new)))),),
        )
        for row in rows
    )
    return [Heading(2, line(say("counted", say("noise"), len(rows)))), Entries(entries)] if rows else []


def unchanged(report: Report, places: Places, say: Phrases) -> list[Block]:
    """Return all that stayed as it was."""
    rows = [
        row
        for row in report.segments
        if row.status == "unchanged" and not row.moved and row.role != "heading" and _says_something(row, report)
    ]
    found: list[Block] = [Heading(2, line(say("counted", say("all segments"), len(rows))))] if rows else []
    for place, members in _grouped((("", (row,)) for row in rows), places).items():
        quotes = ((row.role, redline.alone(report.new.quote(row.new))) for (row,) in members)
        entries = tuple(Entry(say(role), "plain", line(quote)) for role, quote in quotes)
        found += [Heading(3, line(places.path(place) or say("no section"))), Entries(entries)]
    return found


def _single(row: SegmentChange) -> bool:
    return row.status in ("added", "removed")


def _role(rows: Sequence[SegmentChange]) -> str:
    return "measure" if any(row.role == "measure" for row in rows) else "statement"


def _headings(report: Report, places: Places, shown: set[Place]) -> list[SegmentChange]:
    """Return the title sentences and notes that changed; sections' headings and titles above entries are told there."""
    told = sections.told(report)
    rows = changed(report)
    half = sections.half_told(report)
    titles = [
        row for row in rows if row.role == "heading" and not told(row) and (places.of(row) not in shown or half(row))
    ]
    notes = [row for row in rows if row.role == "note" and _says_something(row, report)]
    lists = _lists_a_heading(report) if notes else None
    return [*titles, *(row for row in notes if not (lists and lists(row)))]


def _lists_a_heading(report: Report) -> Callable[[SegmentChange], bool]:
    """Return a function that says of a note whether it is a line of a table of contents: its section is told itself."""
    old, new = set(contents.entries(report.old)), set(contents.entries(report.new))
    return lambda row: old.issuperset(row.old) and new.issuperset(row.new)


def _repeated(rows: Sequence[SegmentChange], report: Report) -> list[Unit]:
    """Return units of *rows*: the notes that came, or went, in many places (the running head of each page) are one."""
    found: dict[object, list[SegmentChange]] = {}
    for at, row in enumerate(rows):
        words = folding.words(report.new.quote(row.new) + report.old.quote(row.old))
        found.setdefault((row.status, words) if row.role == "note" and _single(row) else at, []).append(row)
    return [tuple(unit) for unit in found.values()]


def _says_something(row: SegmentChange, report: Report) -> bool:
    return plain.says_something(report.new.quote(row.new) + report.old.quote(row.old))


def _grouped(units: Iterable[tuple[str, Unit]], places: Places) -> Groups:
    groups: Groups = {}
    for _, unit in units:
        groups.setdefault(places.of(unit[0]), []).append(unit)
    return dict(sorted(groups.items(), key=lambda group: places.rank(group[0])))


def _told(name: str, groups: Groups, report: Report, places: Places, paths: Paths, say: Phrases) -> list[Block]:
    return [*_titled(name, groups, say), *_listed(groups, report, places, paths, say)]


def _listed(groups: Groups, report: Report, places: Places, paths: Paths, say: Phrases) -> list[Block]:
    """Return the entries of each place, under the heading of its section and the title of its paragraph.

    A section is told in one place, where the first of its changes stands; what stands under no title in it comes first.
    """
    found: list[Block] = []
    for above, inside in _by_section(groups, paths).items():
        found.append(Heading(3, line(above)))
        for path, members in sorted(inside, key=lambda pair: bool(pair[0].below)):
            found += [Heading(4, path.below)] if path.below else []
            found.append(Entries(entries.of(members, report, places, say)))
    return found


def _titled(name: str, told: Sized, say: Phrases) -> list[Block]:
    return [Heading(2, line(say(name)))] if told else []


def _by_section(groups: Groups, paths: Paths) -> dict[str, list[tuple[Path, list[Unit]]]]:
    found: dict[str, list[tuple[Path, list[Unit]]]] = {}
    for place, members in groups.items():
        path = paths.of(place)
        found.setdefault(path.above, []).append((path, members))
    return found
