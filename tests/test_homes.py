"""Provisions that are as alike in the article that is theirs: paired there, once it is known which article that is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import pytest

from tests.conftest import Official
from tracker import compare
from tracker.align import homes
from tracker.align.anchors import Pair
from tracker.align.evidence import Witnesses

# 1, 3, 5, 7 are the provisions, after the label of each article.
OLD = compare.read("第一条 货主应当申报。\n第二条 有下列行为的，责令改正。\n第三条 有下列行为的，限期改正。\n")
NEW = compare.read(
    "第一条 货主应当申报。\n第二条 有下列情形的，责令改正。\n第三条 有下列行为的，立即改正。\n第四条 免于处罚。\n"
)
SECOND, THIRD = 3, 5
ARTICLES = {(OLD.segments[k].section, NEW.segments[k].section) for k in (1, SECOND, THIRD)}


class Known:
    """What is known of two documents, as far as it is asked for."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self.partners = dict(pairs)

    def holder(self, j: int) -> int | None:
        return next((i for i, partner in self.partners.items() if partner == j), None)

    def pair(self, i: int, j: int) -> None:
        self.partners[i] = j

    def part(self, i: int, j: int) -> None:
        assert self.partners.pop(i) == j

    def standing(self, *pair: int) -> Pair:
        return pair[0], pair[1]

    def confidence(self, *known: object) -> float:
        return 0.9 if known else 0.0


@pytest.mark.parametrize(
    ("made", "likely", "found"),
    [
        # As alike at home: both change places, or the other one is left alone.
        (
            [(SECOND, THIRD), (THIRD, SECOND)],
            {(SECOND, SECOND): 0.7, (THIRD, THIRD): 0.7},
            [(SECOND, SECOND), (THIRD, THIRD)],
        ),
        ([(SECOND, THIRD)], {(SECOND, SECOND): 0.7}, [(SECOND, SECOND)]),
        # Less alike at home: it went.
        ([(SECOND, THIRD)], {(SECOND, SECOND): 0.5}, [(SECOND, THIRD)]),
        # What stands there already stays.
        ([(SECOND, SECOND), (THIRD, THIRD)], {(SECOND, THIRD): 0.9}, [(SECOND, SECOND), (THIRD, THIRD)]),
    ],
)
def test_a_provision_is_paired_in_its_own_article(
    made: list[Pair], likely: dict[Pair, float], found: list[Pair]
) -> None:
    confidence = dict.fromkeys(made, 0.8)
    known = Known(made)
    homes.settle((OLD, NEW), cast("Witnesses", known), confidence, dict.fromkeys(made, 0.72) | likely, ARTICLES)
    assert sorted(confidence) == found
    assert sorted(known.partners.items()) == found


def test_an_item_of_an_official_text_is_paired_in_its_own_article(official: Official) -> None:
    old, new = official("law/公司法_2004.txt", "law/公司法_2005.txt")
    rows = compare.compare(old, new).segments
    (row,) = (row for row in rows if "在董事会不履行本法规定的召集和主持股东会会议职责时" in new.quote(row.new))
    assert old.sections[old.segments[row.old[0]].section].number == "第五十四条"
