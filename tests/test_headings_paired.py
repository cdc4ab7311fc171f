"""A section's heading is paired with the other's alone: not with a sentence, and not with what stands under it."""

from __future__ import annotations

import pytest

from tests.conftest import Official
from tracker import align
from tracker.align.absorb import Gains, Group, groups
from tracker.similarity import Profiles, pairs

# Both old segments, then the new one
TEXTS = ("五、加强基层法治建设", "为基层发展创造良好环境，", "五、为发展创造良好环境")


@pytest.mark.parametrize(
    ("heads", "parts"),
    [
        ((0, 2), (0,)),
        # A heading that is written as a sentence elsewhere may take two of them; so may a sentence.
        ((2,), (0, 1)),
        ((), (0, 1)),
    ],
)
def test_no_text_under_a_heading_is_a_part_of_it(heads: tuple[int, ...], parts: tuple[int, ...]) -> None:
    found = groups({0: 0}, Gains(Profiles(TEXTS, pairs), heads=frozenset(heads)), (2, 1))
    assert found == [Group(parts, (0,))]


def test_the_first_line_of_a_heading_is_a_part_of_it() -> None:
    texts = ("新型建材、保温板、", "节能门窗的研制和推广", "新型建材、保温板、节能门窗的研制和推广")
    found = groups({1: 0}, Gains(Profiles(texts, pairs), heads=frozenset({1, 2})), (2, 1))
    assert found == [Group((0, 1), (0,))]


@pytest.mark.parametrize("years", [(2002, 2003), (2004, 2005), (2011, 2012), (1994, 1995)])
def test_the_headings_of_sections_that_are_one_are_paired_and_nothing_else_is_with_them(
    official: Official, years: tuple[int, int]
) -> None:
    old, new = official(*(f"gwr/国务院政府工作报告_{year}.txt" for year in years))
    found = align.align(old, new)
    alone = {(match.old[0], match.new[0]) for match in found.matches if len(match.old) == len(match.new) == 1}
    headings = [
        {s.section: k for k, s in reversed(list(enumerate(side.segments))) if s.role == "heading"}
        for side in (old, new)
    ]
    told = [
        (headings[0][row.old], headings[1][row.new])
        for row in found.sections
        if row.old and row.new and old.sections[row.old].title and new.sections[row.new].title
    ]
    assert len(told) > 5
    assert not [pair for pair in told if pair not in alone]
