"""Dates and names with numerals, told by what stands behind the numeral, and what is looked for before all patterns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import folding
from tracker.figures import names, scan

WHOLE = (
    "12345热线 12315平台 211工程 863计划 985高校 104国道 307省道 12366会计 114专线 12345服务热线 12333电话 12388举报",
    "12路公交 301医院 123航班 3线城市 30号 二十届 三中全会 500强 三年行动 二次会议 十八大 3+1 3.0版 90后 1.2.3 500亿级",
    "20国集团 两个维护 千年 一次又一次 三角洲 万分 一起 第三十二条 第14、15条 八项规定",
    "2024年1月1日 2019—2021年 2021、2022、2023、2024年 1978、1979、1980、1981、1982、1983、1984、1985、1986年",
    "二〇二三年十二月 三月五日至十一日 10至12月 12、13月 1月、2月、3月、4月、5月、6月、7月 2026-02-09 14:30 8时30分",
    "二十世纪 八十年代 1-3季度 前三季度 前11个月 10日前后 23日至29日",
)


@pytest.mark.parametrize("name", [name for line in WHOLE for name in line.split()])
def test_a_name_is_known_whole_by_what_stands_behind_its_numeral(name: str) -> None:
    assert names.end_of(name, 0) == len(name)


@pytest.mark.parametrize("behind", ["期间", "规划", "末", "计划", "以来", "开局", "时期"])
def test_a_plan_is_a_name_before_what_makes_it_one(behind: str) -> None:
    assert names.end_of(f"十四五{behind}", 0) == 3


@pytest.mark.parametrize("text", ["1—8月均增长", "三月均", "3万人", "3多元化", "三年", "5次", "二十个"])
def test_what_is_counted_is_no_name(text: str) -> None:
    assert names.end_of(text, 0) == 0


@pytest.mark.parametrize(
    ("text", "end"), [("1月、2月均为", 2), ("3月5日均", 4), ("2024年3月均为", 7), ("星期三角洲", 3), ("邮编100045", 8)]
)
def test_what_stands_around_decides(text: str, end: int) -> None:
    at = {"星": 2, "邮": 2}.get(text[0], 0)
    assert names.end_of(text, at) == end


@given(st.text("一1三 　\t亿元个年月日.k折成多余5%分队伍、\n", max_size=12))
def test_blanks_inside_a_numeral_are_never_overlooked(text: str) -> None:
    plain = scan.folded(text)
    if scan._SPACED.search(plain) or scan._is_spread(plain):
        assert scan._has_blanks_inside(plain)


@pytest.mark.parametrize("behind", ["", "、", "一条", "一）", " 一、", "是", ".", "# 一、"])
def test_a_label_is_found_whatever_character_it_begins_with(behind: str) -> None:
    for first in map(chr, range(0x10000)):
        found = folding.LABEL.match(first + behind)
        assert folding.label(first + behind) == (found.group() if found else "")
