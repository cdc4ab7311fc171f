"""Texts that are certain by their words alone."""

from __future__ import annotations

from tracker.align import anchors


def test_unique_texts_in_order_are_certain_and_what_is_unique_between_them() -> None:
    assert anchors.find(["甲", "乙", "甲", "丙"], ["甲", "丁", "乙", "甲"]) == [(0, 0), (1, 2), (2, 3)]


def test_copies_in_a_short_gap_are_left_to_what_is_around_them() -> None:
    assert anchors.find(["甲", "乙", "甲"], ["丙", "甲", "甲", "丁"]) == []


def test_many_nearly_identical_lines_are_told_apart_by_their_place() -> None:
    old = [f"第{k % 97}号" for k in range(20_000)]
    kept = [k for k in range(len(old)) if k % 10]
    assert anchors.find(old, [old[k] for k in kept]) == [(k, j) for j, k in enumerate(kept)]


def test_empty_texts_are_equal_to_nothing() -> None:
    assert anchors.find([""], [""]) == []
