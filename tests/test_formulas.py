"""Words that may be said of any matter: they pair no two measures of newly written reports by themselves."""

from __future__ import annotations

import pytest

from tests.conftest import Official
from tracker import align
from tracker.align import formulas


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("对开放口岸具有十分重要的意义", ["对开放口岸"]),
        ("各级政府要千方百计增产粮食", ["要", "增产粮食"]),
        ("供水事业取得新的成就", ["供水事业"]),
        # Nothing but a formula stays what it is.
        ("将发挥重大的作用", ["将发挥重大的作用"]),
        ("改造老旧管网", ["改造老旧管网"]),
    ],
)
def test_what_may_be_said_of_any_matter_is_left_out(text: str, left: list[str]) -> None:
    (bare,) = formulas.without([text])
    assert [part for part in bare.split("\ue000") if part] == left


@pytest.mark.parametrize(
    ("years", "said", "again"),
    [
        ((1986, 1987), "对于坚持实行对外开放具有十分重要的意义", "加强全国各民族的大团结具有十分重要的意义"),
        ((1998, 1999), "解决经济和社会发展中的突出问题", "切实解决群众关心的突出问题"),
        ((2000, 2001), "素质教育逐步推进", "国防和军队建设迈出新的步伐"),
    ],
)
def test_a_formula_pairs_no_two_measures(official: Official, years: tuple[int, int], said: str, again: str) -> None:
    old, new = official(*(f"gwr/国务院政府工作报告_{year}.txt" for year in years))
    assert said in old.text
    assert again in new.text
    matches = [(old.quote(m.old), new.quote(m.new)) for m in align.align(old, new).matches if m.old and m.new]
    assert not [one for one, other in matches if said in one and again in other]
