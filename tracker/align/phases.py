"""A document to what each of its sections looks at: what was done, or what is to be done.

A yearly report tells the past year in one part and the coming one in another, often in the same words; a measure of
the one is no measure of the other. (Two such parts kept apart: found and right both rise on read pairs of reports.)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from tracker.model import Document
from tracker.patterns import later

Phase = Literal["done", "planned", ""]

_DONE = later("回顾|过去|去年|上年|成就|成绩|执行情况|完成情况|进展情况|总结|五年来|一年来|以来")
_PLANNED = later("任务|建议|总体要求|工作要求|今年|明年|今后|下一步|重点工作|打算")
# Words of plans that headings of what was done hold as well: 采取有力措施稳定物价, 上年计划执行情况
_PERHAPS_PLANNED = later("部署|安排|目标|规划|方针|计划|措施|举措")
# 今年以来的工作 is told at the end of the year.
_SO_FAR = later("今年以来|今年前|今年上半年")
# What may stand after a review and is still no plan
_NEITHER = later("问题|不足|困难|形势|体会|经验|启示|认识|附|说明")
# So many equal characters tell that a segment is the same, be it done in one text and planned in the other.
_TELLING = 10


class Phases:
    """What the segments of two documents look at; of none, any two may be the same.

    *keys* are the folded texts of the segments of both, one after the other.
    """

    def __init__(self, *sides: Document, keys: Sequence[str] = ()) -> None:
        self._sections = tuple(map(of, sides))
        self._homes = tuple([segment.section for segment in side.segments] for side in sides)
        self._keys = keys

    def agree(self, i: int, j: int) -> bool:
        """Return whether the old segment *i* and the new one *j* may both tell what was done, or what is planned."""
        return not self._homes or self.sections_agree(self._homes[0][i], self._homes[1][j])

    def same(self, i: int, j: int) -> bool:
        """Return whether the two say the same, at some length, whatever they look at."""
        mine = self._keys[i]
        return len(mine) >= _TELLING and mine == self._keys[len(self._homes[0]) + j]

    def sections_agree(self, i: int, j: int) -> bool:
        """Return whether the sections *i* and *j* may both tell what was done, or what is planned."""
        if not self._sections:
            return True
        mine, theirs = self._sections[0][i], self._sections[1][j]
        return mine == theirs or not mine or not theirs


def of(document: Document) -> tuple[Phase, ...]:
    """Return the phase of each section: its own, where its title says one, or that of the section it is in.

    What follows a review in the same row of headings, or begins their numbers anew, looks ahead.
    """
    phases: list[Phase] = []
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
        own = _of_title(section.title) or above or _perhaps(section.title)
        if not own and section.parent in reviewed and section.title and not _NEITHER.search(section.title):
            own = "planned"
        if own == "done" and not above:
            reviewed.add(section.parent)
        phases.append(own)
    return tuple(phases)


def _of_title(title: str) -> Phase:
    rest = _SO_FAR.sub("", title)
    done, planned = bool(_DONE.search(title)) or rest != title, bool(_PLANNED.search(rest))
    if done == planned:
        return ""
    return "done" if done else "planned"


def _perhaps(title: str) -> Phase:
    """Return what a title that says nothing certain may say."""
    return "planned" if _PERHAPS_PLANNED.search(title) and not _DONE.search(title) else ""
