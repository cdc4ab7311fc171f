"""Which tabs part the cells of a table; and a table read alike with | and with tabs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import cells, compare, noise, renderers
from tracker.model import Document, Report

BUDGET = """某市2025年预算表

单位：万元

| 项目 | 2024年 | 2025年 | 增长% |
| --- | --- | --- | --- |
| 一、教育支出 | 45,600 | 48,100 | 5.5 |
| 其中：学前教育 | 7,980 | 8,110 | 1.6 |
| 第一产业扶持资金 | | 120 | |
| 合计 | 88,734 | 93,410 | 5.3 |

注：本表为快报数。
"""
AIMS = """某市主要指标

各项指标安排如下。

| 指标 | 属性 | 2025年目标 |
| --- | --- | --- |
| 城镇新增就业（万人） | 预期性 | 5 |
| 森林覆盖率（%） | 约束性 | 24.1 |

各县区要抓好落实。
"""
TASKS = """某市重点任务分解表

| 序号 | 重点任务 | 牵头单位 |
| --- | --- | --- |
| 一、对外开放 | | |
| 1 | 建设铁水联运枢纽，开通班列5条 | 市交通局 |
| 2 | 修订招商办法 | 市商务局 |
| 二、公共服务 | | |
| 3 | 改造老旧小区120个 | 市住建局 |
| 4 | 个人所得税退税辅导 | 市税务局 |

各单位要抓好落实。
"""
LIST = """某市准入管理清单

| 序号 | 管理措施 |
| --- | --- |
| 1 | 禁止投资稀土的开采。 |
| 2 | 出版物印刷须由中方控股。 |
"""
TABLES = pytest.mark.parametrize("piped", [BUDGET, AIMS, TASKS, LIST], ids=["budget", "aims", "tasks", "list"])
WIDER = pytest.mark.parametrize("piped", [BUDGET, AIMS, TASKS], ids=["budget", "aims", "tasks"])
EDITS = {"48,100": "49,200", "| 5 |": "| 5.5 |", "市交通局": "市交通局、市港航局", "稀土的": "稀土、钨的"}


def tabbed(piped: str) -> str:
    """Return a text with its table as it is copied out of a page or a sheet."""
    lines = [line for line in piped.splitlines() if line and "---" not in line]
    return "".join(
        ("\t".join(map(str.strip, line[1:-1].split("|"))) if line[0] == "|" else line) + "\n" for line in lines
    )


def edited(text: str) -> str:
    for old, new in EDITS.items():
        text = text.replace(old, new)
    return text


def compared(old: str, new: str) -> Report:
    return compare.compare(compare.read(old), compare.read(new))


def read(document: Document) -> tuple[object, ...]:
    """Return what of a document does not hang on how its cells are parted."""
    segments = [(s.role, said(s.span.of(document.text))) for s in document.segments]
    figures = [f._replace(span=f.span.of(document.text)) for f in document.figures]  # type: ignore[arg-type]
    return [segment for segment in segments if segment[1]], figures, [s.title for s in document.sections]


def said(words: str) -> list[str]:
    return [cell for cell in words.replace("|", " ").split() if cell.strip("-")]


@TABLES
def test_a_table_says_the_same_with_tabs(piped: str) -> None:
    assert read(compare.read(tabbed(piped))) == read(compare.read(piped))


@TABLES
def test_tabs_for_bars_are_no_change_but_of_layout(piped: str) -> None:
    for old, new in ((piped, tabbed(piped)), (tabbed(piped), piped)):
        report = compared(old, new)
        rules = [row for row in report.segments if "---" in report.old.quote(row.old) + report.new.quote(row.new)]
        assert all(row.status == "unchanged" for row in report.segments if row not in rules)
        assert all(row.status == "unchanged" for row in report.figures)
        kinds = {kind for row in report.segments for kind in row.noise}
        assert kinds - {"layout"} == ({"whitespace"} if piped == LIST else set())


@WIDER
def test_changes_are_told_alike_with_tabs_and_bars(piped: str) -> None:
    later = edited(piped)
    told = {
        renderers.report(compared(old, new), "markdown").decode().partition("## 摘要")[2].partition("## 非")[0].strip()
        for old in (piped, tabbed(piped))
        for new in (later, tabbed(later))
    }
    assert len(told) == 1
    assert "~~" in (page := told.pop()) or "**、市港航局**" in page
    assert "~~｜" not in page


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("项目\t金额\n教育\t120\n卫生\t86", [0, 6, 13]),
        ("\t2024年\t2025年\n人口\t120\t121", [0, 13]),
        ("序号\t任务\n1\t建设公园\n2\t新建学校", [0, 6, 13]),
        ("序号\t任务\t单位\n一、民生\t\t\n1\t建设公园\t住建局", [0, 9, 16]),
        ("年龄\t人数\n60\t120\n70\t86", [0, 6, 13]),
        ("№\t任务\n1.\t建设公园\n2.\t新建学校", [0, 5, 13]),
        # What ends in empty cells may have lost them.
        ("项目\t金额\t备注\n教育\t120\t含新区\n卫生\t86", [0, 9, 20]),
        # Neither one line by itself, nor lines with cells of another number
        ("联系人：张三\t电话：123", []),
        ("项目\t金额\n教育\t120\t含新区", []),
        ("项目\t金额\n\n教育\t120", []),
        # An indent
        ("\t为了弘扬精神，表彰先进。\n\t请认真学习。\n\t\t某市人民政府", []),
        # A label and its words
        ("一、\t总体要求\n二、\t重点任务", []),
        ("1.\t建设公园\n2.\t新建学校", []),
        ("联系人\t张三\n1.\t建设公园\n2.\t新建学校", []),
        ("1\t总则\n1.1\t编制目的\n1.2\t编制依据", []),
        ("（一）\t总体要求\n（二）\t重点任务", []),
        ("第一章\t总则\n第二章\t职责", []),
        ("第一产业\t120\n第二产业\t86", [0, 9]),
        ("附件1\t任务清单\n附件2\t责任分工", []),
        ("•\t建设公园\n•\t新建学校", []),
        # A row with |
        ("|\t教育\t|\t120\t|\n|\t卫生\t|\t86\t|", []),
        # A title and what is said under it
        ("（一）加强领导。\t各地要健全机制。\n（二）强化保障。\t各地要加大投入。", []),
        # Names
        ("张三\t李四\t王五\n赵小六\t钱七\t孙  八", []),
        # A table of contents
        ("一、总体要求\t1\n二、重点任务\t3\n三、保障措施\t12", []),
    ],
)
def test_tabs_part_cells_where_lines_that_follow_one_another_have_as_many(text: str, rows: list[int]) -> None:
    assert sorted(cells.rows(text)) == rows


@given(st.text("一1、第章。 \t\n|x", max_size=40))
def test_places_stay_what_they_are(text: str) -> None:
    for made in (cells.settled(text), cells.barred(text)):
        assert len(made) == len(text)
        assert all(a == b for a, b in zip(text, made, strict=True) if a != "\t")
    assert cells.barred(text).count("|") - text.count("|") == cells.settled(text).count("\t")


def test_a_row_that_moved_to_another_number_is_noise_with_tabs_and_bars() -> None:
    for text in (TASKS, tabbed(TASKS)):
        fewer = "".join(line for line in text.splitlines(keepends=True) if "修订" not in line)
        fewer = fewer.replace("3", "2").replace("4", "3")
        rows = [row for row in compared(text, fewer).segments if row.status != "unchanged"]
        assert [row.status for row in rows] == ["removed"]


def test_a_passage_that_says_the_same_differs_in_layout() -> None:
    old, new = (noise.Passage(text, (), ()) for text in ("| 建设公园 | | 住建局 |", "建设公园\t\t住建局"))
    assert noise.say_the_same([(old, new)]) == [True]
    assert noise.kinds(old, new) == ("layout",)
