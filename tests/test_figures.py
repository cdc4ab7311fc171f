"""Figures: read as the cases say, never overlapping, nothing read from names, dates and words, in linear time."""

from __future__ import annotations

import json
import re
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SEEDS
from tracker import figures
from tracker.model import Figure

CASES = Path(__file__).parent / "cases" / "figures.md"
_CASE = re.compile(r"^([^\n.#].*?:)\n\.\n(.*?)\n?\.\n(.*?)\.$", re.MULTILINE | re.DOTALL)
_ALPHABET = (
    "0129.,一二三十百千万亿几数半余多近超约不到第前年月日个名人元%％成倍分之至以上下内左右"
    "、，。;:-—～/|“”()（）增长达到 \n翻番位零〇两廿成折比半角时点期次又负¥"
)
_REPEATED = (
    *(
        "1",
        "1,",
        "1,111,",
        "1、",
        "1.",
        "1-",
        "2019、",
        "2019—",
        "一",
        "一、",
        "万",
        "几",
        "数十",
        "1万",
        "第1",
        "“1",
        "《1",
    ),
    *(
        "百分之",
        "三分之",
        "1:",
        "1/",
        "1+",
        "近",
        "超过",
        " 1 ",
        "百 ",
        "|1|",
        "1万多",
        "1个、",
        "增长1%、",
        "到2025年,甲达到9%,",
        "十年",
        "http://1",
        "占甲的1%",
        "比上年多1亿元、",
        "与乙之比1%",
        "分别增长1%、下降",
        "每万人口甲1件",
        "将甲1日内将",
        "甲期为乙之日起",
    ),
)


def cases() -> list[tuple[str, str, str]]:
    """Return title, text and expected lines of each case."""
    found = [(m[1], m[2], m[3].strip()) for m in _CASE.finditer(CASES.read_text("utf-8"))]
    assert len(found) > 40
    return found


def told(figure: Figure, text: str) -> str:
    """Return a figure as the cases write it."""
    value = "—" if figure.value is None else plain(figure.value)
    if figure.high is not None:
        value += f"..{plain(figure.high)}"
    written = figure.span.of(text)
    parts = (value, figure.unit or "—", figure.kind, figure.bound, figure.role, figure.subject or "—")
    return f"{written} = {' '.join(parts)}"


def plain(number: Decimal) -> str:
    """Return a number in digits, without trailing zeros."""
    return f"{number.normalize():f}"


@pytest.mark.parametrize(("title", "text", "expected"), cases(), ids=[title for title, _, _ in cases()])
def test_figures_are_read_as_the_cases_say(title: str, text: str, expected: str) -> None:
    found = "\n".join(told(figure, text) for figure in figures.find(text))
    assert found == expected, title


@given(st.text(st.sampled_from(_ALPHABET), max_size=60))
def test_figures_never_overlap_and_lie_inside_the_text(text: str) -> None:
    at = 0
    for figure in figures.find(text):
        assert at <= figure.span.start < figure.span.end <= len(text)
        at = figure.span.end
        assert figure.value is None or figure.high is None or figure.high >= figure.value or figure.kind == "ratio"


@given(st.text(max_size=80))
def test_every_text_has_its_figures(text: str) -> None:
    for figure in figures.find(text):
        assert figure.span.of(text)


@given(st.integers(1, 10**9), st.sampled_from(["个", "名", "元", "公里", "%"]))
def test_what_is_written_in_digits_is_read_back(number: int, unit: str) -> None:
    (figure,) = figures.find(f"共有{number}{unit}。")
    assert (figure.value, figure.unit) == (Decimal(number), unit)


def test_the_same_text_has_the_same_figures_wherever_it_stands() -> None:
    text = "新建公园12座,面积3.5公顷。"
    found = [(f.value, f.unit, f.subject) for f in figures.find(text)]
    assert found == [(f.value, f.unit, f.subject) for f in figures.find("前言。\n" + text + "\n结语。")]


@pytest.mark.parametrize("piece", _REPEATED)
def test_finding_takes_time_by_the_length(piece: str) -> None:
    short, long = piece * 600, piece * 6_000
    figures.find(short)
    spent = []
    for text in (short, long):
        start = time.process_time()
        figures.find(text)
        spent.append(time.process_time() - start)
    # Ten times the text: ten times the time, with room for a busy machine; a quadratic search takes a hundred.
    assert spent[1] < 40 * max(spent[0], 0.004)


def test_the_baseline_article_has_its_figures_and_no_name_among_them() -> None:
    text = next(SEEDS.glob("000_*.txt")).read_text("utf-8")
    found = {f.span.of(text): f for f in figures.find(text)}
    expected = {
        "14万名": (140000, "名", "微网格员"),
        "近54万名": (540000, "名", "新就业群体"),
        "305个": (305, "个", "行业党委"),
        "超30%": (30, "%", "乡镇行政区划"),
        "70%以上": (70, "%", "干部"),
        "650.77万人": (6507700, "人", "成都人才总量"),
        "28.45万人": (284500, "人", "成都人才总量"),
        "第4位": (4, "位", "总量居全国"),
        "2012名": (2012, "名", "公务员"),
        "224项": (224, "项", "人才支持类型"),
        "上百项": (100, "项", "政策"),
        "8项": (8, "项", "“微改革”项目"),
    }
    given = {written: (f.value, f.unit, f.subject) for written, f in found.items() if written in expected}
    assert given == {written: (Decimal(value), *rest) for written, (value, *rest) in expected.items()}
    assert len(found) == 40
    assert not [written for written in found if any(name in written for name in ("3+1", "3.0", "四个", "01版", "2023"))]


def scored(shared: Path, suite: str) -> dict[str, float]:
    """Return the shares of right values, units, bounds and spans of a shared suite, and names and others reported."""
    n = dict.fromkeys(("expected", "value", "units", "unit", "bounds", "bound", "span", "names", "spurious"), 0)
    for row in (shared / "gold" / "figures" / f"{suite}.jsonl").read_text("utf-8").splitlines():
        case = json.loads(row)
        if case.get("expected") is not None:
            count(n, case, figures.find(case["text"]))
    shares = {key: n[key] / max(1, n[f"{key}s"]) for key in ("unit", "bound")}
    shares |= {key: n[key] / max(1, n["expected"]) for key in ("value", "span")}
    return shares | {"names": n["names"], "spurious": n["spurious"]}


NO_QUANTITY = {"date", "article", "doc_number", "list_marker", "code", "ordinal"}


def count(n: dict[str, int], case: dict[str, list[dict[str, object]]], found: tuple[Figure, ...]) -> None:
    """Count what is right of one case."""
    touched: set[int] = set()
    for expected in case["expected"]:
        start, end = expected["start"], expected["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        mine = [k for k, f in enumerate(found) if f.span.start < end and start < f.span.end]
        touched.update(mine)
        if expected.get("is_name") or expected.get("kind") in NO_QUANTITY:
            n["names"] += bool(mine)
            continue
        good = [found[k] for k in mine if right(found[k], expected["value"])]
        n["expected"] += 1
        n["value"] += bool(good)
        n["span"] += any(f.span == (start, end) for f in good)
        if expected.get("unit") is not None:
            n["units"] += 1
            n["unit"] += any(f.unit == expected["unit"] for f in good)
        if expected.get("bound") not in (None, "range", "since", "until"):
            n["bounds"] += 1
            wanted = "about" if expected["bound"] == "approx" else expected["bound"]
            n["bound"] += any(f.bound == wanted for f in good)
    n["spurious"] += len(set(range(len(found))) - touched)


def right(figure: Figure, wanted: object) -> bool:
    """Return whether a figure has the value that a case gives: a number, both ends, or nothing."""
    if wanted is None or isinstance(wanted, str):
        return True
    ends = [Decimal(str(end)) for end in (wanted if isinstance(wanted, list) else [wanted])]
    given = [figure.value, figure.high][: len(ends) if len(ends) < 3 else 1]
    return all(
        a is not None and abs(a - b) <= Decimal("1e-9") * max(Decimal(1), abs(b))
        for a, b in zip(given, ends, strict=False)
    )


def test_policy_phrases_are_read(shared: Path) -> None:
    found = scored(shared, "policy")
    assert found["value"] >= 0.98
    assert found["unit"] >= 0.96
    assert found["bound"] >= 0.96
    assert found["span"] >= 0.94
    assert found["names"] == found["spurious"] == 0


def test_the_standard_on_numerals_is_met(shared: Path) -> None:
    found = scored(shared, "gbt15835")
    assert found["value"] >= 0.95
    assert found["spurious"] == 0


def test_percentages_are_read(shared: Path) -> None:
    assert scored(shared, "recognizers_percent")["value"] >= 0.97


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("人均可支配收入由7.34万元提升至10.26万元。", [("7.34万元", "10.26万元")]),
        ("排名从第13位上升到第5位。", [("第13位", "第5位")]),
        ("驿站由上年的35个增加到100个,覆盖12个区。", [("35个", "100个")]),
        ("对外投资从2007年的248亿美元上升到2012年的772亿美元。", [("248亿美元", "772亿美元")]),
        ("由5个部门组成,新建12个站点。", []),
        ("学生由30人和20人组成。", []),
    ],
)
def test_a_step_links_where_it_began_to_where_it_came(text: str, links: list[tuple[str, str]]) -> None:
    found = figures.find(text)
    assert [(f.span.of(text), f.leads_to.of(text)) for f in found if f.leads_to] == links


def test_what_is_put_on_a_list_counts_no_trains() -> None:
    (found,) = figures.find("应当在每一列入目录的领域至少指定两家机构")
    assert found.per is None
