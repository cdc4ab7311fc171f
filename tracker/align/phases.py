"""A document to what each of its sections looks at: what was done, or what is to be done.

A yearly report tells the past year in one part and the coming one in another, often in the same words; a measure of
the one is no measure of the other. (Two such parts kept apart: found and right both rise on read pairs of reports.)
Where no heading says it, or where it is not so, a paragraph may: the review of foreign relations stands among the
plans, and what was learned stands in the review.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Literal

from tracker import statutes
from tracker.model import Document
from tracker.patterns import later

Phase = Literal["done", "planned", ""]

_DONE = later("回顾|过去|去年|上年|成就|成绩|执行情况|完成情况|进展情况|总结|五年来|一年来|以来")
_PLANNED = later("任务|建议|总体要求|工作要求|今年|明年|今后|下一步|重点工作|打算|草案")
# Words of plans that headings of what was done hold as well: 采取有力措施稳定物价, 上年计划执行情况
_PERHAPS_PLANNED = later("部署|安排|目标|规划|方针|计划|措施|举措")
# 今年以来的工作 is told at the end of the year.
_SO_FAR = later("今年以来|今年前|今年上半年")
# What may stand after a review and is still no plan (relations with other states are told and planned together)
_NEITHER = later("问题|不足|困难|形势|体会|经验|启示|认识|附|说明|外交")
# 2031年主要工作 before 2032年主要工作安排
_YEAR = later(r"(?<!\d)(?:[1１][9９]|[2２][0０])\d\d(?=\s*年)")
# What a paragraph says that tells what was done, or what is to be done. It says the one where it says it twice, and
# four times as often as the other. (Of 1,080 paragraphs of work reports that say one, under headings that do, 974
# agree with these; nearly all others are reviews among plans, and lessons in a review. Of five read pairs of
# reports, with this and the years of titles, 93% of what stands in both is found instead of 91, and 82% of that right,
# not 81.)
_SAYS_DONE = later("了(?!解)|去年|上年|年来|已|以来|过去")
_SAYS_PLANNED = later("要(?<![主重只需]要)(?![求素么点紧闻害是])|必须|应当|应该|今后|今年|明年|将(?!军)|务必|力争|争取")
_TWICE, _AS_OFTEN = 2, 4
# So many equal characters tell that a segment is the same, be it done in one text and planned in the other.
_TELLING = 10


class Phases:
    """What the segments of two documents look at; of none, any two may be the same.

    *keys* are the folded texts of the segments of both, one after the other.
    """

    def __init__(self, *sides: Document, keys: Sequence[str] = ()) -> None:
        self._sections = tuple(map(of, sides))
        self._told = tuple(map(_of_segments, sides, self._sections))
        self._keys = keys

    def agree(self, i: int, j: int) -> bool:
        """Return whether the old segment *i* and the new one *j* may both tell what was done, or what is planned."""
        return not self._told or _agree(self._told[0][i], self._told[1][j])

    def same(self, i: int, j: int) -> bool:
        """Return whether the two say the same, at some length, whatever they look at."""
        mine = self._keys[i]
        return len(mine) >= _TELLING and mine == self._keys[len(self._told[0]) + j]

    def sections_agree(self, i: int, j: int) -> bool:
        """Return whether the sections *i* and *j* may both tell what was done, or what is planned."""
        return not self._sections or _agree(self._sections[0][i], self._sections[1][j])


def _agree(one: Phase, other: Phase) -> bool:
    return one == other or not one or not other


def of(document: Document) -> tuple[Phase, ...]:
    """Return the phase of each section: its own, where its title says one, or that of the section it is in.

    What follows a review in the same row of headings, or begins their numbers anew, looks ahead.
    """
    phases: list[Phase] = []
    years = _years(document)
    reviewed: set[int | None] = set()
    numbers: set[tuple[int | None, str]] = set()
    anew: set[int | None] = set()
    for section in document.sections:
        above = phases[section.parent] if section.parent is not None else ""
        begun = (section.parent, section.number or "")
        if section.number and begun in numbers:
            anew.add(section.parent)
        numbers.add(begun)
        if above == "done" and section.parent in anew:
            above = "planned"
        own = _of_title(section.title) or above or _of_year(section.title, years) or _perhaps(section.title)
        if not own and section.parent in reviewed and section.title and not _NEITHER.search(section.title):
            own = "planned"
        if (own == "done" and not above) or _says_both(section.title):
            reviewed.add(section.parent)
        phases.append(own)
    return tuple(phases)


def _of_segments(document: Document, sections: Sequence[Phase]) -> list[Phase]:
    """Return the phase of each segment: that of its section, or where that has none, of its paragraph.

    What says the one in a section of the other may be either. What an article says (已经…的，应当…) is no phase.
    """
    if statutes.has_articles(document):
        return [sections[segment.section] for segment in document.segments]
    said = [_of_words(p.span.of(document.text)) if p.role == "text" else "" for p in document.paragraphs]
    return [_of_both(sections[segment.section], said[segment.paragraph]) for segment in document.segments]


def _of_both(section: Phase, paragraph: Phase) -> Phase:
    if not section:
        return paragraph
    return section if _agree(section, paragraph) else ""


def _of_words(text: str) -> Phase:
    done, planned = len(_SAYS_DONE.findall(text)), len(_SAYS_PLANNED.findall(text))
    if done >= max(_TWICE, _AS_OFTEN * planned):
        return "done"
    return "planned" if planned >= max(_TWICE, _AS_OFTEN * done) else ""


def _years(document: Document) -> Set[int]:
    """Return the years that titles name, but for those that name two."""
    return {year for section in document.sections for year in _year(section.title)}


def _year(title: str) -> Set[int]:
    named = set(map(int, _YEAR.findall(title)))
    return named if len(named) == 1 else set()


def _of_year(title: str, years: Set[int]) -> Phase:
    """Return what a title looks at by its year, where those of other sections name the year before or behind it."""
    for year in _year(title):
        if year + 1 in years:
            return "done"
        if year - 1 in years:
            return "planned"
    return ""


def _says_both(title: str) -> bool:
    """Return whether a title tells of a review and of a plan: 工作回顾和总体要求."""
    rest = _SO_FAR.sub("", title)
    return bool(_DONE.search(title)) and bool(_PLANNED.search(rest))


def _of_title(title: str) -> Phase:
    rest = _SO_FAR.sub("", title)
    done, planned = bool(_DONE.search(title)) or rest != title, bool(_PLANNED.search(rest))
    if done == planned:
        return ""
    return "done" if done else "planned"


def _perhaps(title: str) -> Phase:
    """Return what a title that says nothing certain may say."""
    return "planned" if _PERHAPS_PLANNED.search(title) and not _DONE.search(title) else ""
