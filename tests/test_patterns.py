"""Patterns that are compiled when they are first used: all of them can be, and then they are like any other."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

import tracker
from tracker import patterns
from tracker.patterns import Class, later


def test_every_pattern_of_the_program_compiles() -> None:
    seen = 0
    for module in pkgutil.walk_packages(tracker.__path__, "tracker."):
        if module.name == "tracker.__main__":
            continue
        for value in vars(import_module(module.name)).values():
            for pattern in value.values() if isinstance(value, dict) else (value,):
                if isinstance(pattern, patterns._Later):
                    re.compile(pattern.pattern, pattern.flags)
                    seen += 1
    assert seen > 100


def test_it_finds_what_the_compiled_pattern_finds() -> None:
    source, text = r"第([一二三]+)条", "第一条 第二条 第三条"
    for make in (later, re.compile):
        pattern = make(source)
        assert pattern.pattern == source
        assert [found[1] for found in pattern.finditer(text)] == pattern.findall(text) == ["一", "二", "三"]
        assert pattern.sub("x", text) == "x x x"
        found = pattern.match(text, 4)
        assert found is not None
        assert found.span() == (4, 7)


def test_flags_count() -> None:
    assert later("a.b", re.DOTALL).fullmatch("a\nb")
    assert not later("a.b").fullmatch("a\nb")


def test_what_no_pattern_has_is_missed() -> None:
    with pytest.raises(AttributeError):
        later("a").matches  # type: ignore[attr-defined]  # noqa: B018


def test_a_class_counts_what_is_in_its_ranges() -> None:
    words = Class("\u4e00\u9fff", "09", "··")
    text = "第3条 a·b\U0001f600\ud800"
    assert words.count(text) == words.count(text) == 4
    assert words.holds("第3条")
    assert not words.holds(text)
    assert not words.holds("")
