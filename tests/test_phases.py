"""What the sections of a report look at: what was done, or what is to be done."""

from __future__ import annotations

import pytest

from tracker import compare
from tracker.align import phases


def _of(*lines: str) -> dict[str, str]:
    document = compare.read("\n".join(f"{line}\n推进老旧管网改造。\n" for line in lines))
    return {section.title: phase for section, phase in zip(document.sections, phases.of(document), strict=True)}


def test_what_follows_a_review_looks_ahead_though_its_title_does_not_say_so() -> None:
    found = _of("一、上年工作回顾", "二、推动产业升级", "三、办好民生实事")
    assert list(found.values())[-3:] == ["done", "planned", "planned"]


@pytest.mark.parametrize("title", ["存在的主要问题", "几点体会", "面临的形势", "关于外交工作"])
def test_what_is_neither_review_nor_plan_goes_with_both(title: str) -> None:
    assert _of("一、上年工作回顾", f"二、{title}")[title] == ""


def test_without_a_review_nothing_is_taken_for_a_plan() -> None:
    assert set(_of("一、推动产业升级", "二、办好民生实事").values()) == {""}


def test_parts_of_a_review_look_back_whatever_measures_their_titles_name() -> None:
    found = _of(
        "一、上年工作回顾", "（一）采取有力措施稳定物价", "（二）健全防灾规划", "二、今年工作任务", "（一）稳定物价"
    )
    assert found["采取有力措施稳定物价"] == found["健全防灾规划"] == "done"
    assert found["稳定物价"] == "planned"


def test_numbers_that_begin_anew_under_a_review_open_what_is_planned() -> None:
    found = _of(
        "一、上年工作回顾", "（一）稳定物价", "（二）修建水渠", "（一）防治污染", "（二）植树造林", "（三）办好学校"
    )
    assert found["修建水渠"] == "done"
    assert found["防治污染"] == found["植树造林"] == found["办好学校"] == "planned"


@pytest.mark.parametrize(
    ("title", "phase"),
    [
        ("2031年计划执行情况", "done"),
        ("今年以来的工作", "done"),
        ("2032年经济社会发展的主要任务", "planned"),
        ("下一步打算", "planned"),
        ("2031年工作回顾和2032年工作任务", ""),
    ],
)
def test_the_title_of_a_section_says_what_it_looks_at(title: str, phase: str) -> None:
    assert _of(f"一、{title}")[title] == phase


def test_the_years_of_two_titles_tell_which_one_looks_back() -> None:
    found = _of("一、2031年主要工作", "二、2032年主要工作安排")
    assert found["2031年主要工作"] == "done"
    assert found["2032年主要工作安排"] == "planned"
    assert _of("一、2031年主要工作", "二、队伍建设")["2031年主要工作"] == ""


def test_what_follows_a_title_of_review_and_plan_looks_ahead() -> None:
    found = _of("一、2031年工作回顾和2032年工作的总体要求", "二、推动产业升级")
    assert list(found.values())[-2:] == ["", "planned"]


def test_a_report_of_a_plan_and_its_draft_looks_both_ways() -> None:
    title = "关于2031年计划执行情况与2032年计划草案的报告"
    assert _of(f"一、{title}")[title] == ""


_REVIEW = "过去一年，我们建成了三座水厂，改造了老旧管网，居民用水有了保障。"
_PLAN = "今年要建成三座水厂，改造老旧管网，必须保障居民用水。"


@pytest.mark.parametrize(
    ("heading", "told", "agree"),
    [("一、供水", _REVIEW, False), ("一、供水", _PLAN, True), ("一、今年工作任务", _REVIEW, True)],
)
def test_where_no_heading_tells_what_is_looked_at_a_paragraph_may(heading: str, told: str, agree: bool) -> None:
    old = compare.read(f"一、今年工作任务\n{_PLAN}\n")
    new = compare.read(f"{heading}\n{told}\n")
    last = len(old.segments) - 1, len(new.segments) - 1
    assert phases.Phases(old, new).agree(*last) is agree


def test_an_article_of_a_law_tells_neither_a_review_nor_a_plan() -> None:
    old = compare.read("第一条 已经登记的，已缴纳的费用不予退还。\n第二条 出租车应当年检。\n")
    new = compare.read("第一条 必须登记的，应当缴纳费用。\n第二条 出租车应当年检。\n")
    assert phases.Phases(old, new).agree(1, 1)
