"""A document's figures to the stretch of time that each is of: one year, several, or each of several on average.

新增就业5771万人 of five years is no other value of 新增就业1168万人 of one, though each word around them is the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from tracker import characters, statutes
from tracker.figures import scan
from tracker.model import Document, Figure
from tracker.patterns import later

Stretch = Literal["one", "several", "mean", ""]
"""What its words say of a figure; "" where they say nothing, or it is of no stretch."""

_YEAR = "(?:[12][0-9]{3}|[一二][〇零一二三四五六七八九]{3})"
_TIME = later(
    # 2011年至2015年, 2012年以来; 与2000年相比 and 比2002年 say what is compared
    rf"(?P<year>{_YEAR})(?:(?P<on>年?[-—–~至到]{{1,2}}{_YEAR}年|年(?:以|[^,。;]{{0,4}}之)来)|年)"
    # “十一五”期间, 前四年, but not “十一五”规划
    r"|(?P<plan>[“\"][一二三四五六七八九十]{1,3}五[”\"](?:期间|时期|以来|前?[一二三四五]年))"
    # 五年来, 过去五年, 三年内, but not 第五年, 三年级, 五年规划, 连续五年
    r"|(?<![第续满隔龄制一二三四五六七八九十〇零0-9])(?P<years>(?:[二两三四五六七八九十2-9]|[12]0)年)"
    r"(?![级期制的生以]|规划|计划|行动|纲要|攻坚|左?右?时间)"
    r"|(?P<since>(?:改革开放|建国|新中国成立|近年|近些年|多年)以?来)(?!的?(?:最|首|第|历史|新))"
    r"|(?P<one>(?:今|去|上|全|本|当|明)年|[上下]半年|[一二三四]季度|年[底末初])"
)
_BASES = frozenset("同与比较和由从自")
# 年均增长, but not 年均浓度
_AVERAGED = later(
    r"(?:年均|年平均|平均每年|每年平均)(?!浓度|气温|温度|降水|降雨|相对湿度|水位|径流)[^,。;]*$",
    needs="年均 年平均 平均每年 每年平均",
)
_SUMMED = later(r"累计[^,。;]*$", needs="累计")
# 连续6年稳定在1万亿斤以上 says it of each year
_YEARLY = later("连续[0-9一二三四五六七八九十多]{1,2}年[^,。;]*$", needs="连续")
_CLAUSE_END = later("[,。;\n]")
_REACHED = later(r"(?:到|至|为|突破|超过|达)(?:了|约)?$")
_STOCKS = ("积累", "余额", "结余", "储备", "存量", "人口", "总量", "里程", "人数")
# So far before a figure stands what says of it alone that it is summed or an average.
_NEAR = 40
# So many mentions of time before a figure are looked at.
_LOOKED_AT = 8
# What a paragraph opens with stands within so many characters.
_OPENING = 12
_LONGEST_SENTENCE = 500


class _Time(NamedTuple):
    """A mention of time at *start*, of one year or *several*; *year* is "" where it does not say which."""

    start: int
    several: bool
    year: str
    base: bool


class Stretches:
    """The stretches of a document's figures, by their indexes, each looked for when it is asked for."""

    def __init__(self, document: Document, homes: Sequence[int], unsaid: Stretch) -> None:
        """Take the *document*, the segments that its figures stand in, and what they are of where nothing says it."""
        self._document, self._homes, self._unsaid = document, homes, unsaid
        self._known: dict[int, Stretch] = {}

    def __getitem__(self, index: int) -> Stretch:
        if index not in self._known:
            self._known[index] = self._of(index)
        return self._known[index]

    def _of(self, index: int) -> Stretch:
        document, figure = self._document, self._document.figures[index]
        segment = document.segments[self._homes[index]]
        # What a law sets is set for as long as the law is in force.
        if figure.kind == "duration" or statutes.is_article(document.sections[segment.section].number):
            return ""
        opens = document.paragraphs[segment.paragraph].span.start
        return _of(figure, self._times, opens, self._titled[segment.section])

    @cached_property
    def _times(self) -> _Times:
        return _Times(scan.folded(characters.simplified(self._document.text)))

    @cached_property
    def _titled(self) -> list[Stretch]:
        """Of how long a time each section is by its heading, or by that of the section it stands in."""
        titled: list[Stretch] = []
        for section in self._document.sections:
            named = self._times.between(*section.heading)
            inherited = titled[section.parent] if section.parent is not None else self._unsaid
            titled.append(_stretch(named[-1]) if named else inherited)
        return titled


class _Times:
    """The mentions of time in a folded text."""

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self._found = [_time(found, plain) for found in _TIME.finditer(plain)]
        self._starts = [time.start for time in self._found]

    def between(self, start: int, end: int) -> list[_Time]:
        """Return those between *start* and *end*, of many the last ones."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._found[max(first, last - _LOOKED_AT) : last]


def _time(found: re.Match[str], plain: str) -> _Time:
    several = not (found["one"] or (found["year"] and not found["on"]))
    return _Time(found.start(), several, found["year"] or "", plain[found.start() - 1 : found.start()] in _BASES)


def _of(figure: Figure, times: _Times, paragraph: int, titled: Stretch) -> Stretch:
    """Return the stretch of a figure in the paragraph that begins at *paragraph*, of a section that is of *titled*."""
    plain, start = times.plain, figure.span.start
    near = max(0, start - _NEAR)
    if _AVERAGED.search(plain, near, start):
        return "mean"
    if _SUMMED.search(plain, near, start):
        return "several"
    if figure.role == "level" and _YEARLY.search(plain, near, start):
        return "one"
    named = times.between(max(paragraph, plain.rfind("。", max(0, start - _LONGEST_SENTENCE), start)), start)
    if figure.role == "change" and named and named[-1].base:
        return "several" if named[-1].several or _is_longer_ago(named) else "one"
    said = _last(named)
    at_hand = said is not None and not _CLAUSE_END.search(plain, said.start, start)
    # What was reached in the end, or a share, is of no stretch: 五年来…，国内生产总值达到39.8万亿元
    if figure.role == "level" and not at_hand and (_stands(figure) or _REACHED.search(plain, near, start)):
        return ""
    return _stretch(said) if said else _opened(times, paragraph, start, titled)


def _opened(times: _Times, paragraph: int, start: int, titled: Stretch) -> Stretch:
    """Return what a paragraph opens with, which holds for all of it up to another time: 五年来，…。今年，…"""
    opening = _last(times.between(paragraph, min(start, paragraph + _OPENING)))
    if opening is None:
        return titled
    last = _last(times.between(paragraph, start)) or opening
    return _stretch(opening) if last.several == opening.several else ""


def _last(times: Sequence[_Time]) -> _Time | None:
    """Return the last time that is spoken of, and not compared with."""
    return next((time for time in reversed(times) if not time.base), None)


def _stretch(time: _Time) -> Stretch:
    return "several" if time.several else "one"


def _stands(figure: Figure) -> bool:
    """Return whether a figure says how much there is, and not how much there came to be in some time."""
    return figure.kind == "percent" or figure.subject.endswith(_STOCKS)


def _is_longer_ago(named: Sequence[_Time]) -> bool:
    """Return whether the year that something is compared with is not the one before: 2007年，…，比2002年增长65.5%."""
    *earlier, base = named
    of = _last(earlier)
    return base.year.isdigit() and not (of and of.year.isdigit() and int(of.year) - int(base.year) == 1)
