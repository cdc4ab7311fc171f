"""What became of the sections, told for a reader: split, new, gone, renamed, moved, and, in one line, renumbered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container

from tracker.model import Document, Report, Section, SectionChange, SegmentChange
from tracker.renderers import partings, redline
from tracker.renderers.page import Block, Entries, Entry, Heading, Line, Paragraph, Run, Tone, clean, line
from tracker.renderers.phrases import Phrases
from tracker.renderers.places import STEP, headed, headings

# The rows of headings, by where the headings start in both texts.
Redlined = dict[tuple[int, int], SegmentChange]

# So many runs of new numbers are listed; each entry of a passage names its former number besides.
LISTED_RUNS = 12


def blocks(report: Report, say: Phrases, everything: bool = False) -> list[Block]:
    """Return the part of the page about sections; nothing where all stayed. New numbers are listed whole if asked."""
    redlined = _redlined(report)
    singles = [*_singles("added", report, say), *_singles("removed", report, say)]
    parted = [_parting(parting, report, say) for parting in partings.of(report)]
    moved = {(row.old, row.new) for row in report.sections if row.moved}
    kept = (entry for row in report.sections for entry in _entries(row, report, redlined, moved, say))
    entries = (*parted, *singles, *kept)
    renumbered = _renumbered(report, say, everything)
    if not (entries or renumbered):
        return []
    found: list[Block] = [Heading(2, line(say("section changes")))]
    if entries:
        found.append(Entries(entries))
    if renumbered:
        found.append(Paragraph(line(f"{say('renumbered')}{say('colon')}{renumbered}{say('stop')}")))
    return found


def told(report: Report) -> Callable[[SegmentChange], bool]:
    """Return a function that says whether a row is about the heading of a section, which ``blocks`` tells."""
    opens = _openings(report)
    return lambda row: row.role == "heading" and all(opens(row))


def half_told(report: Report) -> Callable[[SegmentChange], bool]:
    """Return a function that says whether a sentence became the heading of a section, or a heading a sentence.

    Of the section it is only told that it came or went.
    """
    opens = _openings(report)
    return lambda row: any(opens(row)) and not all(opens(row))


def _openings(report: Report) -> Callable[[SegmentChange], list[bool]]:
    """Return a function that says of each segment of a row whether it is the heading of a section."""
    old = {section.heading.start for section in report.old.sections}
    new = {section.heading.start for section in report.new.sections}
    return lambda row: [
        *(report.old.segments[index].span.start in old for index in row.old),
        *(report.new.segments[index].span.start in new for index in row.new),
    ]


def _parting(parting: partings.Parting, report: Report, say: Phrases) -> Entry:
    """Return the entry of a section that was split, or of several that were merged."""
    old, new = (
        [headings(side.sections, index) for index in indexes]
        for side, indexes in ((report.old, parting.old), (report.new, parting.new))
    )
    # What all of them stand under is said once.
    above = old[0][:-1] if all(path[:-1] == old[0][:-1] for path in (*old, *new)) else []
    before, after = (_together([path[len(above) :] for path in paths], say) for paths in (old, new))
    name = "split" if len(parting.old) == 1 else "merged"
    return Entry(say(name), "changed", line(STEP.join([*above, f"{before} → {after}"])))


def _together(paths: list[list[str]], say: Phrases) -> str:
    """Return *paths* in one row, with what all of them stand under once."""
    above = paths[0][:-1] if all(path[:-1] == paths[0][:-1] for path in paths) else []
    return STEP.join([*above, say("list").join(STEP.join(path[len(above) :]) for path in paths)])


def _singles(status: str, report: Report, say: Phrases) -> list[Entry]:
    """Return an entry for each section that came or went, one for all articles of a chapter.

    What stands under a section that came or went itself is told with it, and what was split or merged by itself: its
    new articles are listed.
    """
    document = report.new if status == "added" else report.old
    rows = {row.new if status == "added" else row.old: row for row in report.sections if row.status == status}
    theirs = report.old if status == "added" else report.new
    groups: dict[str, list[str]] = {}
    below: Counter[str] = Counter()
    notes: dict[str, list[Line]] = {}
    told: dict[int | None, str] = {}
    for index, section in enumerate(document.sections):
        path = headings(document.sections, index)
        if index in rows and section.parent in told:
            told[index] = told[section.parent]
            below[told[index]] += 1
        above = rows.get(section.parent)
        if index not in rows or (above and not above.parted) or not path or rows[index].parted:
            continue
        # An article's number says little by itself, but much in a row with others.
        key = STEP.join(path if section.title else path[:-1])
        told[index] = key
        groups.setdefault(key, []).extend([] if section.title else path[-1:])
        elsewhere = [headed(theirs.sections, at) for at in rows[index].elsewhere]
        if any(elsewhere):
            note = say(f"words of {status}", path[-1], say("list").join(elsewhere))
            notes.setdefault(key, []).append(line(Run(note, "quiet")))
    tone: Tone = "added" if status == "added" else "removed"
    return [
        Entry(say(status), tone, line(_listed(above, inner, below[above], say)), tuple(notes.get(above, ())))
        for above, inner in groups.items()
    ]


def _listed(above: str, inner: list[str], below: int, say: Phrases) -> str:
    listed = STEP.join(part for part in (above, say("list").join(inner)) if part)
    return say("with those below", listed, below) if below else listed


def _entries(
    row: SectionChange,
    report: Report,
    redlined: Redlined,
    moved: Container[tuple[int | None, int | None]],
    say: Phrases,
) -> list[Entry]:
    """Return what is told of a section that both sides have; one that *moved* takes what stands under it along."""
    if row.new is None or row.old is None:
        return []
    old, new = report.old.sections[row.old], report.new.sections[row.new]
    if row.retitled:
        above = STEP.join(headings(report.new.sections, row.new)[:-1])
        told = (*line(f"{above}{STEP}" if above else ""), *_retitled(old, new, redlined))
        return [Entry(say("renamed"), "changed", told)]
    if not row.moved or (old.parent, new.parent) in moved:
        return []
    before = line(Run(say("from", headed(report.old.sections, row.old)), "quiet"))
    return [Entry(say("moved"), "moved", line(headed(report.new.sections, row.new)), (before,))]


def _retitled(old: Section, new: Section, redlined: Redlined) -> Line:
    """Return the old and the new heading of a section as a redline."""
    if change := redlined.get((old.heading.start, new.heading.start)):
        return redline.runs(change.edits)
    return Run(clean(old.title), "deleted"), Run(clean(new.title), "inserted")


def _redlined(report: Report) -> Redlined:
    """Return the rows of headings that changed, by where the headings start in both texts."""
    return {
        (report.old.segments[row.old[0]].span.start, report.new.segments[row.new[0]].span.start): row
        for row in report.segments
        if row.role == "heading" and row.edits and row.old and row.new
    }


def _renumbered(report: Report, say: Phrases, everything: bool) -> str:
    """Return ``第四条—第九条 → 第五条—第十条 (6)``, run by run, for sections of which only the number changed."""
    ranks = _ranks(report.old), _ranks(report.new)
    runs: list[list[tuple[int, int]]] = []
    for row in report.sections:
        if not row.renumbered or row.retitled or row.old is None or row.new is None:
            continue
        if runs and _follows(runs[-1][-1], (row.old, row.new), ranks):
            runs[-1].append((row.old, row.new))
        else:
            runs.append([(row.old, row.new)])
    if everything or len(runs) <= LISTED_RUNS:
        return say("list").join(_run(run, report, say) for run in runs)
    listed = say("list").join(_run(run, report, say) for run in runs[:LISTED_RUNS])
    return say("and others", listed, sum(map(len, runs)))


def _ranks(document: Document) -> dict[int, tuple[str, int]]:
    """Return for each section its kind of label (条, 章 …) and which of that kind it is."""
    seen: Counter[str] = Counter()
    ranks: dict[int, tuple[str, int]] = {}
    for index, section in enumerate(document.sections):
        kind = (section.number or " ")[-1]
        seen[kind] += 1
        ranks[index] = (kind, seen[kind])
    return ranks


def _follows(
    one: tuple[int, int], other: tuple[int, int], ranks: tuple[dict[int, tuple[str, int]], dict[int, tuple[str, int]]]
) -> bool:
    """Return whether *other* is the next section of its kind on both sides."""
    return all(
        rank[before][0] == rank[after][0] and rank[before][1] + 1 == rank[after][1]
        for before, after, rank in zip(one, other, ranks, strict=True)
    )


def _run(run: list[tuple[int, int]], report: Report, say: Phrases) -> str:
    sides = zip((report.old, report.new), zip(*run, strict=True), strict=True)
    numbers = [[clean(document.sections[index].number or "—") for index in side] for document, side in sides]
    told = " → ".join(names[0] if len(names) == 1 else f"{names[0]}—{names[-1]}" for names in numbers)
    return told if len(run) == 1 else say("counted", told, len(run))
