"""A report to the page that a reader is shown: summary, figures, rewordings, measures, statements, sections, noise."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256

from tracker.model import Document, FigureChange, Report, Side
from tracker.renderers import (
    amounts,
    columns,
    entries,
    figure_tables,
    partings,
    passages,
    rewordings,
    sections,
    tally,
)
from tracker.renderers.page import (
    Block,
    Heading,
    Page,
    Paragraph,
    Run,
    Table,
    clean,
    line,
)
from tracker.renderers.phrases import Phrases
from tracker.renderers.places import Places
from tracker.renderers.view import View

# The summary names this many of the figures that changed most.
TOP = 3
# What a text counts of its own parts (抓好五个方面的工作) is none of them.
_PARTS_OF_A_TEXT = frozenset(("方面", "原则", "问题", "工作", "任务", "重点", "环节", "要求", "关系", "特点", "事"))


def page(report: Report, view: View) -> Page:
    """Return what a reader is shown of *report*."""
    say = Phrases(view.lang)
    title = say("report", _title(report))
    blocks: list[Block] = [Heading(1, line(title)), _versions(report, say)]
    blocks += _readings(report, say) + _pins(report, say)
    if tally.anything_changed(report):
        blocks += _summary(report, say) + _changes(report, view, say)
    else:
        blocks.append(Paragraph(line(_nothing(report, say))))
    return Page(title, view.lang, (*blocks, *_on_request(report, view, say)))


def top(report: Report, say: Phrases) -> str:
    """Return in a sentence the figures that changed most, in the document's order; "" where there are none."""
    changed = [(size, row) for row in report.figures if _comparable(row, report) and (size := _size(row, report))]
    largest = [row for _, row in sorted(changed, key=lambda pair: -pair[0])[:TOP]]
    told = say("and").join(_arrow(row, report, say) for _, row in changed if row in largest)
    return say("top", told) if told else ""


def _title(report: Report) -> str:
    return clean(report.new.title or report.old.title or report.new_side.label)


def _versions(report: Report, say: Phrases) -> Table:
    """Return the table that identifies the two versions; rows that say nothing are left out."""
    sides = tuple(zip(_dated(report.old_side, report.new_side), (report.old, report.new), strict=True))
    cells: list[tuple[str, Callable[[Side, Document], str]]] = [
        ("name", lambda side, _: clean(side.label)),
        ("title", lambda _, document: clean(document.title or "")),
        ("date", lambda side, _: clean(side.date or "")),
        ("length", lambda _, document: f"{len(document.text):,}"),
        ("sha", lambda _, document: sha256(document.text.encode()).hexdigest()[:12]),
    ]
    if report.old.title == report.new.title:  # the report's own title says it
        cells = [cell for cell in cells if cell[0] != "title"]
    told = [(name, [cell(*side) for side in sides]) for name, cell in cells]
    kept = tuple((line(say(name)), *(line(cell or "—") for cell in row)) for name, row in told if any(row))
    return Table((line(say("version")), line(say("old")), line(say("new"))), kept)


def _dated(*sides: Side) -> list[Side]:
    """Return *sides* with the moment for the date where they are versions of one day."""
    ids = [side.snapshot for side in sides if side.snapshot is not None]
    if len(ids) < len(sides) or len({side.date for side in sides}) > 1:
        return [*sides]
    return [side._replace(date=id) for side, id in zip(sides, columns.named(ids), strict=True)]


def _readings(report: Report, say: Phrases) -> list[Block]:
    """Return what a reader should know of how the versions were read, of both at once where it is the same."""
    old, new = report.old_side.findings, report.new_side.findings
    told = {"both": old} if old == new else {"old": old, "new": new}
    found: list[Block] = []
    if not any(told.values()):
        return found
    from tracker.renderers import reasons  # most versions are read as they are

    for which, findings in told.items():
        said = say("and").join(clean(reasons.told(finding, say.lang)) for finding in findings)
        found += [Paragraph(line(say(f"reading {which}", said)))] if said else []
    return found


def _pins(report: Report, say: Phrases) -> list[Block]:
    together = sum(pin.together for pin in report.pins)
    return [Paragraph(line(say("pins", together, len(report.pins) - together)))] if report.pins else []


def _nothing(report: Report, say: Phrases) -> str:
    noise, restated = tally.noise(report), tally.counts(report)["figures"]["restated"]
    if noise:
        return say("only noise", tally.noisy(report), _kinds_of_noise(noise, say))
    return say("only restated", restated) if restated else say("identical")


def _summary(report: Report, say: Phrases) -> list[Block]:
    counts = tally.counts(report)
    counts["sections"] = _sections(counts["sections"], report)
    parts = [_said(part, counts[part], say) for part in ("figures", "measures", "statements", "sections")]
    if not any(parts):
        parts = [_said("notes", tally.of_roles(report, "heading", "note"), say)]
    said = say("and").join(part[0].lower() + part[1:] for part in parts if part) + say("stop")
    said = said[0].upper() + said[1:]
    blocks: list[Block] = [Heading(2, line(say("summary")))]
    if any(parts):
        blocks.append(Paragraph(line(Run(said, "strong"))))
    largest = top(report, say)
    if largest:
        blocks.append(Paragraph(line(largest)))
    blocks.append(_counts(counts, say))
    doubtful = sum(map(entries.doubtful, passages.changed(report)))
    return [*blocks, Paragraph(line(Run(say("doubtful", doubtful), "warning")))] if doubtful else blocks


def _sections(counts: dict[str, int], report: Report) -> dict[str, int]:
    """Return the counts of sections as readers understand them: what is split or merged neither comes nor goes."""
    parted = partings.of(report)
    split = [parting for parting in parted if len(parting.old) == 1]
    merged = [parting for parting in parted if len(parting.new) == 1]
    return counts | {
        "added": counts["added"] - sum(len(parting.new) - 1 for parting in split),
        "removed": counts["removed"] - sum(len(parting.old) - 1 for parting in merged),
        "split": len(split),
        "merged": len(merged),
        "renamed": sum(row.retitled for row in report.sections),
    }


def _said(part: str, counts: dict[str, int], say: Phrases) -> str:
    """Return one part of the summary's sentence, or "" where nothing changed."""
    names = [
        name for name in ("changed", "added", "removed", "split", "merged", "renamed", "moved") if counts.get(name)
    ]
    if part == "sections":  # a section counts as changed wherever anything in it did: that is no news
        names = [name for name in names if name != "changed"]
    counted = say("list").join(say(f"{name} of {part}", counts[name]) for name in names)
    return f"{say(part)}{say('colon')}{counted}" if counted else ""


def _size(row: FigureChange, report: Report) -> Decimal:
    """Return by what part of it (per cent) a figure changed; a share by its points, a rate of growth by nothing."""
    if row.percent or not row.difference or row.old is None:
        return abs(row.percent or Decimal(0))
    old = report.old.figures[row.old]
    is_share = old.kind == "percent" and old.role != "change" and row.what == ("value",)
    return abs(row.difference / old.value * 100) if is_share and old.value else Decimal(0)


def _comparable(row: FigureChange, report: Report) -> bool:
    """Return whether a changed figure counts a thing, called the same in both versions, and was surely paired."""
    if row.status != "changed" or row.old is None or row.new is None or {"subject", "role", "unit"} & set(row.what):
        return False
    name = report.new.figures[row.new].subject
    same = bool(name) and name not in _PARTS_OF_A_TEXT and name == report.old.figures[row.old].subject
    return same and not entries.doubtful(report.segments[row.segment])


def _arrow(row: FigureChange, report: Report, say: Phrases) -> str:
    told = amounts.told(row, report, say)
    by = told.rate if row.percent else told.difference.lstrip(f"{amounts.UP}{amounts.DOWN} ")
    return say("arrow item", figure_tables.indicator(row, report, say), told.old, told.new, by)


def _counts(counts: dict[str, dict[str, int]], say: Phrases) -> Table:
    header = ("added", "removed", "changed", "moved", "unchanged")
    rows = tuple(
        (line(say(part)), *(line(_count(_told(counts[part]).get(name))) for name in header))
        for part in ("figures", "measures", "statements", "sections")
    )
    return Table((line(""), *(line(say(name)) for name in header)), rows, (1, 2, 3, 4, 5))


def _told(counts: dict[str, int]) -> dict[str, int]:
    """Return counts as readers understand them: a section changes with its title, a figure with its value."""
    if "renamed" in counts:
        told = counts["renamed"] + counts["split"] + counts["merged"]
        return counts | {"changed": told, "unchanged": counts["unchanged"] + counts["changed"] - told}
    return counts | {"unchanged": counts["unchanged"] + counts.get("restated", 0)}


def _count(number: int | None) -> str:
    return "—" if number is None else str(number)


def _changes(report: Report, view: View, say: Phrases) -> list[Block]:
    """Return all that changed, figures first."""
    places = Places(report)
    return [
        *figure_tables.changed(report, places, say),
        *rewordings.blocks(report, say),
        *passages.blocks(report, places, say),
        *sections.blocks(report, say, everything=view.unchanged),
        *figure_tables.single("added", report, places, say),
        *figure_tables.single("removed", report, places, say),
        *([] if view.noise else _noise_count(report, say)),
    ]


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
    places = Places(report)
    return [
        *(figure_tables.restated(report, places, say) if view.restated else ()),
        *(passages.noise(report, say) if view.noise else ()),
        *(passages.unchanged(report, places, say) if view.unchanged else ()),
    ]
