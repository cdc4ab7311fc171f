"""Words of the same meaning, exchanged where only one of two texts has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import align, compare
from tracker.align import equivalents, exchange


def test_a_word_of_one_side_becomes_the_other_sides_word_of_the_same_meaning() -> None:
    assert exchange.folded(["优化外商投资结构"], ["提高外资质量"]) == ["优化外资结构", "提高外资质量"]


def test_words_that_both_sides_have_stay() -> None:
    texts = ["优化外商投资结构", "吸引外资"], ["便利外商投资", "稳住外资"]
    assert exchange.folded(*texts) == [*texts[0], *texts[1]]


def test_a_word_without_its_like_on_the_other_side_stays() -> None:
    assert exchange.folded(["优化外商投资结构"], ["修建水渠"]) == ["优化外商投资结构", "修建水渠"]


def test_the_longest_word_is_meant() -> None:
    assert exchange.folded(["建好保障性住房"], ["建好保障房"]) == ["建好保障房", "建好保障房"]


@pytest.mark.parametrize(
    ("said", "otherwise"),
    [
        ("引导农民工在城镇落户。", "推进农业转移人口市民化。"),
        ("防治细颗粒物污染。", "控制PM2.5浓度。"),
    ],
)
def test_other_words_for_the_same_are_found_in_a_newly_written_report(said: str, otherwise: str) -> None:
    old = compare.read(f"一、民生\n修缮校舍。治理河道。\n{said}\n")
    new = compare.read(f"一、民生\n改造道路。兴建水厂。\n{otherwise}\n")
    pairs = [
        (old.segments[match.old[0]].span.of(old.text), new.segments[match.new[0]].span.of(new.text))
        for match in align.align(old, new).matches
        if match.old and match.new
    ]
    assert (said, otherwise) in pairs


_WORDS = st.lists(
    st.sampled_from(["外资", "外商投资", "医保", "医疗保险", "稳住", "扩大", "GDP", "地区生产总值"]), max_size=4
)
_TEXTS = st.lists(_WORDS.map("".join), max_size=3)


@given(_TEXTS, _TEXTS)
def test_swapping_the_sides_swaps_what_is_exchanged(old: list[str], new: list[str]) -> None:
    there, back = exchange.folded(old, new), exchange.folded(new, old)
    assert there == [*back[len(new) :], *back[: len(new)]]


def test_no_word_stands_in_two_groups() -> None:
    words = [word for row in equivalents.ROWS for word in row]
    assert len(words) == len(set(words)) > 500
