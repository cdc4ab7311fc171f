"""How firmly the pairs made so far tie paragraphs."""

from __future__ import annotations

import pytest

from tracker import compare
from tracker.align.links import Links

OLD = compare.read("修缮校舍。治理河道。\n种植行道树。")
NEW = compare.read("治理内河。翻修教室。\n增设公交专线。种树。")


def test_paragraphs_without_a_pair_are_not_tied() -> None:
    assert Links((OLD, NEW), {0: 1}).between(2, 3) == (0, 0)


def test_all_pairs_of_a_paragraph_tie_it_wholly_and_more_pairs_tie_more() -> None:
    links = Links((OLD, NEW), {0: 1})
    share, some = links.between(1, 0)
    links.add(1, 0)
    assert share == 1
    assert links.between(0, 0)[1] == pytest.approx(2 * some)


def test_of_two_paragraphs_the_one_that_is_tied_to_fewer_others_tells() -> None:
    assert Links((OLD, NEW), {0: 1, 2: 0}).between(2, 1)[0] == 1
    assert Links((OLD, NEW), {0: 1, 1: 2, 2: 3}).between(0, 0)[0] == 1
