"""What became of segments and sections: told as the cases in cases/changes.md say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker import compare
from tracker.model import Document, Report, SectionChange, SegmentChange

CASES = Path(__file__).parent / "cases" / "changes.md"
_CASE = re.compile(r"^(.+):\n\.\n((?:.*\n)*?)\.\n((?:.*\n)*?)\.\n((?:.*\n)*?)\.$", re.MULTILINE)


def cases() -> list[tuple[str, str, str, str]]:
    """Return the cases: what each shows, the old text, the new one, what is told."""
    found = _CASE.findall(CASES.read_text("utf-8"))
    return [(title, *(part.replace("␊", "\r").replace("␤", "\u2028") for part in parts)) for title, *parts in found]


@pytest.mark.parametrize(("title", "old", "new", "told"), cases(), ids=[title for title, *_ in cases()])
def test_changes_are_told_as_the_cases_say(title: str, old: str, new: str, told: str) -> None:
    report = compare.compare(compare.read(old.replace("\r\n", "\n")), compare.read(new.replace("\r\n", "\n")))
    assert "".join(f"{line}\n" for line in lines(report)) == told, title


def lines(report: Report) -> Iterator[str]:
    """Yield a line for each section, then for each segment, that is not simply what it was."""
    for section in report.sections:
        words = [*_section(section)]
        if words:
            names = [_name(side, at) for side, at in ((report.old, section.old), (report.new, section.new))]
            yield f"section {' '.join(words)}: {' => '.join(dict.fromkeys(name for name in names if name))}"
    for row in report.segments:
        words = [*_segment(row)]
        if words:
            sides = [_quoted(report.old, row.old), _quoted(report.new, row.new)]
            yield f"{' '.join(words)}: {' => '.join(dict.fromkeys(side for side in sides if side))}"


def _section(row: SectionChange) -> Iterator[str]:
    if row.status in ("added", "removed"):
        yield row.status
    yield from (name for name in ("moved", "renumbered", "retitled") if getattr(row, name))


def _segment(row: SegmentChange) -> Iterator[str]:
    if row.moved:
        yield "moved"
    if row.status != "unchanged":
        yield row.status
    elif row.noise:
        yield from ("noise", *row.noise)


def _name(side: Document, at: int | None) -> str:
    return "" if at is None else f"{side.sections[at].number or ''} {side.sections[at].title}".strip()


def _quoted(side: Document, indexes: tuple[int, ...]) -> str:
    return " / ".join(side.segments[k].span.of(side.text) for k in indexes).replace("\n", "⏎").replace("\u2028", "␤")


def test_a_row_put_into_a_long_table_changes_no_other() -> None:
    head, tasks = "| 序号 | 任务 |\n|---|---|\n", [f"完善机制{k}" for k in range(1500)]
    old, new = (
        compare.read(head + "".join(f"| {at} | {task} |\n" for at, task in enumerate(rows, 1)))
        for rows in (tasks, ["开通铁水联运班列", *tasks])
    )
    found = Counter(row.status for row in compare.compare(old, new).segments)
    assert (found["added"], found["changed"], found["removed"]) == (1, 0, 0)
