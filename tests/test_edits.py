"""Two texts to word-level edits."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import compare, edits
from tracker.model import Edit, Span

TEXTS = st.text("健全完善制度机制,，、。；《》“”12.年月日万名 \n", max_size=60)


def sides(steps: tuple[Edit, ...]) -> tuple[str, str]:
    """Return the old and the new text that steps replay."""
    return tuple("".join(text for op, text in steps if op in ("=", mark)) for mark in "-+")  # type: ignore[return-value]


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_edits_replay_old_into_new(head: str, old: str, new: str, tail: str) -> None:
    before, after = head + old + tail, head + new + tail
    assert sides(edits.between(before, after)) == (before, after)


@given(TEXTS, TEXTS)
def test_swapping_the_sides_mirrors_the_edits(old: str, new: str) -> None:
    forth, back = edits.between(old, new), edits.between(new, old)
    assert [t for op, t in forth if op == "="] == [t for op, t in back if op == "="]
    assert [t for op, t in forth if op == "-"] == [t for op, t in back if op == "+"]


@given(TEXTS)
def test_a_text_has_no_edits_from_itself(text: str) -> None:
    assert all(op == "=" for op, _ in edits.between(text, text))


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("健全村党组织的机制,大力推动", "完善村党组织的机制,大力推动", ["-健全", "+完善"]),
        (
            "出台《干部培训条例,试行》,推动",
            "出台《干部教育条例,试行》,推动",
            ["-《干部培训条例,试行》", "+《干部教育条例,试行》"],
        ),
        # Up to the comma the two are the same.
        ("安置1,271名人员,发放补贴", "安置1,571名人员,发放补贴", ["-1,271", "+1,571"]),
        ("安置1,271名人员,发放补贴", "安置1,272名人员,发放补贴", ["-1,271", "+1,272"]),
        ("3. 推进道路建设,提高标准", "2. 推进道路建设,提高标准", ["-3.", "+2."]),
        ("坚持“一网,统管”,推进", "坚持“一网,通办”,推进", ["-“一网,统管”", "+“一网,通办”"]),
        ("（六）民主集中制原则", "（五）民主集中制", ["-（六）", "+（五）", "-原则"]),
        ("（六）依法办事原则", "(六)依法办事", ["-（", "+(", "-）", "+)", "-原则"]),
        ("发布日期：2022-05-18 来源：市财政局", "发布日期：2023-03-06 来源：市财政局", ["-2022-05-18", "+2023-03-06"]),
    ],
)
def test_words_names_and_numbers_are_never_cut(old: str, new: str, changed: list[str]) -> None:
    assert [op + text for op, text in edits.between(old, new) if op != "="] == changed


def test_a_figure_of_both_texts_is_not_struck_and_put_in_again() -> None:
    old = "代理机构有下列行为之一的，由工商行政管理部门责令限期改正，给予警告，处一万元以上十万元以下的罚款；"
    new = "代理机构有下列行为之一的，由负责商标执法的部门责令限期改正，处一万元以上十万元以下的罚款，情节严重的，\
处十万元以上二十万元以下的罚款；"
    figures = ([figure.span for figure in compare.read(text).figures] for text in (old, new))
    steps = edits.between(old, new, *figures)
    assert any(op == "=" and "一万元以上十万元以下" in text for op, text in steps)
    assert [text for op, text in steps if op == "-" and "万元" in text] == []


def test_figures_are_never_cut() -> None:
    old, new = "一季度选配14万余名,年底", "一季度选配15万余名,年底"
    steps = edits.between(old, new, [Span(5, 10)], [Span(5, 10)])
    assert [op + text for op, text in steps if op != "="] == ["-14万余名", "+15万余名"]


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        # More than one number of a date: the date is told whole; one number alone is told by itself.
        ("自2023年10月1日起施行。", "自2024年1月1日起施行。", ["-2023年10月1日", "+2024年1月1日"]),
        ("自2024年5月1日起", "自2025年5月2日起", ["-2024年5月1日", "+2025年5月2日"]),
        ("（2016年11月18日）", "（2021年9月26日）", ["-2016年11月18日", "+2021年9月26日"]),
        ("2024年12月底前完成", "2025年3月底前完成", ["-2024年12月", "+2025年3月"]),
        ("2024年12月31日", "2025年12月31日", ["-2024", "+2025"]),
        ("自二〇二四年三月五日起", "自二〇二五年四月五日起", ["-二〇二四年三月五日", "+二〇二五年四月五日"]),
        # What joins a list begins with its mark.
        ("深入推进河长制，强化监管", "深入推进河长制、林长制，强化监管", ["+、林长制"]),
        ("深入推进河长制、林长制", "深入推进河长制", ["-、林长制"]),
    ],
)
def test_dates_are_whole_and_lists_are_taken_apart_at_their_marks(old: str, new: str, changed: list[str]) -> None:
    assert [op + text for op, text in edits.between(old, new) if op != "="] == changed


@pytest.mark.parametrize(("head", "tail"), [("《" + "甲，" * 100_000, ""), ("", "，甲" * 100_000 + "》")])
def test_a_quoted_name_left_open_takes_no_longer_than_its_text(head: str, tail: str) -> None:
    started = time.process_time()
    steps = edits.between(f"{head}乙1。{tail}", f"{head}乙2。{tail}")
    assert time.process_time() - started < 3
    assert [op + text for op, text in steps if op != "="] == ["-1", "+2"]


def test_a_row_of_many_figures_takes_no_longer_than_its_text() -> None:
    (old, whole_old), (new, whole_new) = _row(3), _row(5)
    started = time.process_time()
    steps = edits.between(old, new, whole_old, whole_new)
    assert time.process_time() - started < 3
    assert sides(steps) == (old, new)


def _row(factor: int) -> tuple[str, list[Span]]:
    """Return a row of 20,000 figures with their places."""
    text, places = "", []
    for number in range(20_000):
        text += "\t指标"
        places.append(Span(len(text), len(text) + len(str(number * factor))))
        text += str(number * factor)
    return text, places
