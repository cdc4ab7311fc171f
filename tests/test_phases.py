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


@pytest.mark.parametrize("title", ["存在的主要问题", "几点体会", "面临的形势"])
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
