"""Patterns that are compiled when they are first used: all of them can be, and then they are like any other."""

from __future__ import annotations

import gc
import pkgutil
import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

import pytest

import tracker
from tracker import patterns
from tracker.patterns import Class, later

# What a pattern is made of has no other door; it has stood open for all versions of Python until now.
parser: Any = import_module("re._parser")


def every_pattern() -> list[patterns._Later]:
    for module in pkgutil.walk_packages(tracker.__path__, "tracker."):
        if module.name != "tracker.__main__":
            import_module(module.name)
    return [one for one in gc.get_objects() if isinstance(one, patterns._Later)]


def test_every_pattern_of_the_program_compiles() -> None:
    found = every_pattern()
    for pattern in found:
        re.compile(pattern.pattern, pattern.flags)
    assert len(found) > 200


def test_what_a_pattern_needs_stands_in_all_that_it_finds() -> None:
    asked = [pattern for pattern in every_pattern() if pattern.needs]
    assert len(asked) > 30
    for pattern in asked:
        without = lacking(parser.parse(pattern.pattern, pattern.flags), {""}, pattern.needs)
        assert not without, f"{pattern.pattern} finds {without} without any of {pattern.needs}"


@pytest.mark.parametrize(
    ("source", "needs", "holds"),
    [
        ("力争|争取", "力争 争取", True),
        ("力争|争取|预期", "力争 争取", False),
        ("要(?:求|达到)", "要达到 求", True),
        ("(?:为|成)?[的了]", "为 成", False),
        ("[^a]{0,3}月(?:份|底)?", "月", True),
        ("月?日", "月", False),
        ("(?<=月)日", "月", False),
        ("(?=.*月)日", "月", True),
    ],
)
def test_it_is_seen_where_a_pattern_finds_without_what_it_needs(source: str, needs: str, holds: bool) -> None:
    assert (not lacking(parser.parse(source), {""}, needs.split())) is holds


def lacking(parsed: Iterable[Any], before: set[str], needs: Sequence[str]) -> set[str]:
    """Return how texts end that hold none of *needs*, once what is *parsed* was found behind one of *before*.

    A character that may be any is told as a blank.
    """
    for op, what in parsed:
        before = _lacking_behind(str(op), what, before, needs)
    return before


def _lacking_behind(op: str, what: Any, before: set[str], needs: Sequence[str]) -> set[str]:
    if op in ("AT", "ASSERT_NOT"):
        return before
    if op == "ASSERT":
        ahead, inside = what
        return before if ahead < 0 or lacking(inside, before, needs) else set()
    if op == "SUBPATTERN":
        return lacking(what[-1], before, needs)
    if op == "BRANCH":
        return {end for branch in what[1] for end in lacking(branch, before, needs)}
    if op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inside = what
        once = lacking(inside, before, needs)
        several = {" "} if once and most > 1 else set()
        return once | several if least else before | once | several
    longest = max(map(len, needs))
    ends = {(end + character)[-longest:] for end in before for character in _characters(op, what)}
    return {end for end in ends if not end.endswith(tuple(needs))}


def _characters(op: str, what: Any) -> list[str]:
    if op == "LITERAL":
        return [chr(what)]
    if op == "IN":
        ranges = [(code, code) if str(kind) == "LITERAL" else code for kind, code in what]
        if all(isinstance(ends, tuple) for ends in ranges) and sum(last - first for first, last in ranges) < 100:
            return [chr(code) for first, last in ranges for code in range(first, last + 1)]
    return [" "]


@pytest.mark.parametrize("name", ["match", "fullmatch", "search", "finditer", "findall"])
def test_a_pattern_waits_for_what_it_needs(name: str) -> None:
    pattern, compiled = later("[一二]月", needs="月"), re.compile("[一二]月")
    for text, *place in (("一日",), ("一月一日", 2), ("日一月", 0, 2)):
        assert told(getattr(pattern, name)(text, *place)) == told(getattr(compiled, name)(text, *place))
        assert pattern._looks > 0, "it was compiled for nothing"  # type: ignore[attr-defined]
    assert told(getattr(pattern, name)("在一月一日", 1)) == told(getattr(compiled, name)("在一月一日", 1))
    assert not pattern._looks  # type: ignore[attr-defined]


def told(found: Any) -> object:
    """Return what a pattern found as what can be compared: the places, or the words."""
    if isinstance(found, re.Match):
        return found.span()
    return None if found is None else [one.span() if isinstance(one, re.Match) else one for one in found]


def test_what_a_waiting_pattern_replaces_stays_where_it_finds_nothing() -> None:
    pattern = later("[一二]月", needs="月")
    assert pattern.sub("x", "一日") == "一日"
    assert pattern._looks > 0  # type: ignore[attr-defined]
    assert pattern.sub("x", "一月二月", 1) == "x二月"


def test_a_long_text_is_not_looked_through_first() -> None:
    pattern = later("月", needs="月")
    assert pattern.search("日" * patterns._LONG) is None
    assert not pattern._looks  # type: ignore[attr-defined]


def test_a_pattern_waits_no_longer_than_looking_is_cheap() -> None:
    pattern = later("月", needs="月")
    assert not any(pattern.search("日") for _ in range(2 * patterns._LOOKS))
    assert isinstance(pattern.search.__self__, re.Pattern)  # type: ignore[attr-defined]


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
