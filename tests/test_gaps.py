"""What is clear between certain pairs, and what is left to all the evidence."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.align import gaps
from tracker.align.anchors import Pair

EDITED = "健全精准科学的选贤任能制度", "健全科学的选贤任能新制度"


def found(old: Sequence[str], new: Sequence[str], anchors: Sequence[Pair] = ()) -> list[Pair]:
    return sorted(gaps.clear([*old, *new], len(old), anchors, lambda _, __: True))


def test_an_edited_text_in_its_place_is_clear() -> None:
    assert found(["甲", EDITED[0], "乙"], ["甲", EDITED[1], "乙"], [(0, 0), (2, 2)]) == [(1, 1)]


def test_another_text_in_that_place_is_not() -> None:
    assert found(["甲", EDITED[0]], ["甲", "推动产业园区建设提档升级"], [(0, 0)]) == []


def test_where_two_are_as_alike_neither_is_clear() -> None:
    assert found([EDITED[0]], [EDITED[1], EDITED[1]]) == []


def test_what_was_moved_is_not_clear() -> None:
    # It was moved behind 甲, and the place it had was taken by what resembles it.
    assert found([EDITED[0], "甲"], [EDITED[1], "甲", EDITED[0]], [(1, 1)]) == []


def test_few_characters_are_not_clear() -> None:
    assert found(["完善制度法"], ["完善制度"]) == []


def test_nothing_is_clear_in_a_long_gap() -> None:
    others = [f"{c}项工作由责任部门抓好落实" for c in "甲乙丙丁戊己庚辛壬"]
    assert found([EDITED[0], *others], [EDITED[1]]) == []


def test_clear_pairs_stand_in_order() -> None:
    old = [EDITED[0], "推动产业园区建设提档升级"]
    assert len(found(old, ["推动产业园区的建设提档升级", EDITED[1]])) == 1


def test_pairs_that_may_not_be_are_left_out() -> None:
    assert not gaps.clear(EDITED, 1, [], lambda _, __: False)


def test_of_a_sentence_that_comes_again_the_copy_in_its_place_is_clear() -> None:
    old = ["甲", EDITED[0], "乙", EDITED[0]]
    new = ["甲", EDITED[1], "乙", "丙", EDITED[0]]
    assert found(old, new, [(0, 0), (2, 2), (3, 4)]) == [(1, 1)]
