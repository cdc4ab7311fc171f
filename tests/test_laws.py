"""The laws of a report, on documents made up by hypothesis and on all official ones that lie beside the checkout."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SEEDS, SHARED
from tracker import compare, folding, renderers
from tracker.model import Document, Report
from tracker.renderers import tally
from tracker.renderers.view import View

PAIRS = SHARED / "documents" / "PAIRS.json"
# Every so many pairs are one test: a failure names a few documents, and none takes long.
GROUPS = 12

SENTENCES = st.sampled_from(
    [
        "完善社区食堂补贴办法,覆盖12个街道。",
        "完善社区食堂补贴办法,覆盖15个街道。",
        "清理河道淤泥3.5万立方米;",
        "加强组织领导。",
        "推行“夜间值守”制度,开放学校操场,配齐急救药箱。",
        "各区要按季度报送进展。",
        "第二条 停车场应当公示收费标准。",
        "违反本办法第二条规定的,处二百元以上一千元以下罚款。",
        "一、公共服务",
        "(二)环境整治",
        "全年新建绿道１２公里，同比增长三成。",
        "The pilot ends in 2026.",
    ]
)
TEXTS = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map("".join), max_size=8).map("\n".join)


@given(TEXTS, TEXTS)
@settings(max_examples=60)
def test_the_laws_hold_for_any_two_texts(old: str, new: str) -> None:
    one, other = compare.read(old), compare.read(new)
    forth = compare.compare(one, other)
    hold(forth)
    mirror(forth, compare.compare(other, one))


@given(TEXTS)
@settings(max_examples=40)
def test_a_text_has_no_changes_from_itself(text: str) -> None:
    same(text)


@pytest.mark.parametrize(
    "text", ["第八条", "第一条\n第二条", "一、健全制度。\n二、\n三、", "(", "(一)", "。", "——\n——", "2024"]
)
def test_a_text_of_bare_labels_and_marks_has_no_changes_from_itself(text: str) -> None:
    same(text)


def test_marks_at_the_edge_of_both_texts_are_the_same() -> None:
    report = compare.compare(compare.read("(\n健全制度。\n)"), compare.read("(\n改进作风，厉行节约。\n)"))
    unchanged_rows = [row for row in report.segments if row.status == "unchanged"]
    assert [report.new.quote(row.new) for row in unchanged_rows] == ["(", ")"]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("00*.txt")), ids=lambda path: path.stem[:3])
def test_the_seeds_have_no_changes_from_themselves(path: Path) -> None:
    same(path.read_text("utf-8"))


@pytest.mark.parametrize("group", range(GROUPS))
def test_official_documents_have_no_changes_from_themselves(shared: Path, group: int) -> None:
    for path in sorted((shared / "documents").glob("*/*.txt"))[group::GROUPS]:
        unchanged(compare.compare(document(path), document(path)))


@pytest.mark.parametrize("group", [g if g % 2 else pytest.param(g, marks=pytest.mark.slow) for g in range(GROUPS)])
def test_the_laws_hold_for_official_pairs(shared: Path, group: int) -> None:
    for pair in json.loads(PAIRS.read_text("utf-8"))[group::GROUPS]:
        old, new = (document(shared / "documents" / pair[side]) for side in ("old", "new"))
        forth = compare.compare(old, new)
        hold(forth)
        mirror(forth, compare.compare(new, old))


def test_the_same_texts_give_the_same_bytes() -> None:
    old, new = (compare.read(path.read_text("utf-8")) for path in sorted(SEEDS.glob("00*.txt")))
    assert len({renderers.report(compare.compare(old, new), "json", View()) for _ in range(3)}) == 1


@cache
def document(path: Path) -> Document:
    """Return the document in a file, read once."""
    return compare.read(path.read_text("utf-8"))


def same(text: str) -> None:
    """Hold that a text has no changes from itself, be it read once or twice."""
    unchanged(compare.compare(compare.read(text), compare.read(text)))


def unchanged(report: Report) -> None:
    """Hold that a report tells of no change."""
    assert not tally.anything_changed(report)
    assert {row.status for row in report.segments} <= {"unchanged"}
    assert not any(row.noise or row.moved for row in report.segments)
    assert {row.status for row in report.figures} <= {"unchanged"}
    assert all(row.status == "unchanged" and not row.renumbered for row in report.sections)


def hold(report: Report) -> None:
    """Hold the laws of one report."""
    for side, name in ((report.old, "old"), (report.new, "new")):
        covers(side)
        assert sorted(i for row in report.segments for i in getattr(row, name)) == list(range(len(side.segments)))
        assert sorted(i for row in report.figures if (i := getattr(row, name)) is not None) == list(
            range(len(side.figures))
        )
        assert sorted(i for row in report.sections if (i := getattr(row, name)) is not None) == list(
            range(len(side.sections))
        )
    for row in report.segments:
        old, new = report.old.quote(row.old), report.new.quote(row.new)
        if row.status == "changed":
            assert "".join(text for op, text in row.edits if op != "+") == old
            assert "".join(text for op, text in row.edits if op != "-") == new
        assert (row.status == "added") == (not row.old)
        assert (row.status == "removed") == (not row.new)
        assert 0 <= row.confidence <= 1
    firsts = [row.new[0] for row in report.segments if row.new]
    assert firsts == sorted(firsts), "rows stand in the order of the new document"
    for part, rows in (("sections", report.sections), ("figures", report.figures)):
        counted = tally.counts(report)[part]
        assert sum(number for status, number in counted.items() if status != "moved") == len(rows)


def covers(side: Document) -> None:
    """Hold that every character that is not white space lies in exactly one segment, and that figures are apart."""
    at = 0
    for segment in side.segments:
        assert not side.text[at : segment.span.start].strip()
        assert at <= segment.span.start < segment.span.end
        at = segment.span.end
    assert not side.text[at:].strip()
    ends = 0
    for figure in side.figures:
        assert ends <= figure.span.start < figure.span.end
        ends = figure.span.end


def mirror(forth: Report, back: Report) -> None:
    """Hold that swapping the sides mirrors the report."""
    turned = {"added": "removed", "removed": "added"}
    assert Counter((row.status, row.old, row.new, row.moved, row.confidence) for row in forth.segments) == Counter(
        (turned.get(row.status, row.status), row.new, row.old, row.moved, row.confidence) for row in back.segments
    )
    assert Counter((row.status, row.old, row.new, row.moved) for row in forth.sections) == Counter(
        (turned.get(row.status, row.status), row.new, row.old, row.moved) for row in back.sections
    )
    assert Counter((row.status, row.old, row.new) for row in forth.figures) == Counter(
        (turned.get(row.status, row.status), row.new, row.old) for row in back.figures
    )
    swapped = {"-": "+", "+": "-", "=": "="}
    edits = {(row.old, row.new): Counter(row.edits) for row in forth.segments if row.edits}
    assert edits == {
        (row.new, row.old): Counter((swapped[op], text) for op, text in row.edits) for row in back.segments if row.edits
    }


def test_folding_is_done_once() -> None:
    for path in SEEDS.glob("00*.txt"):
        once = folding.words(path.read_text("utf-8"))
        assert folding.words(once) == once


def test_what_stands_beside_a_moved_provision_goes_along_with_it() -> None:
    funds = "养护单位办理公益事业所需的经费，由养护单位通过募集解决；支持的标准由市财政部门规定，并向社会公布。"
    task = "区人民政府对养护单位协助政府开展工作应当提供必要的{}"
    old, new = (
        compare.read(f"第一条 候车亭由市交通部门统一设置。\n{text}\n第{last}条 候车亭内禁止吸烟。\n")
        for last, text in (
            (
                "三",
                f"第二条 {task.format('条件；')}区有关部门委托养护单位巡查需要经费的，由委托部门承担。\n{funds}",
            ),
            (
                "四",
                f"第二条 {funds}\n第三条 {task.format('经费和条件。')}\n各级人民政府应当建立健全为基层减负的长效机制，"
                "有关部门委托养护单位协助巡查的事项，应当符合法律、法规规定，所需经费由委托部门承担。",
            ),
        )
    )
    (paid,) = (row for row in compare.compare(old, new).segments if "所需经费由委托部门" in new.quote(row.new))
    assert old.quote(paid.old) == "区有关部门委托养护单位巡查需要经费的，由委托部门承担。"
