"""A document to what each of its sections looks at: what was done, or what is to be done.

A yearly report tells the past year in one part and the coming one in another, often in the same words; a measure of
the one is no measure of the other. (Two such parts kept apart: found and right both rise on read pairs of reports.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from tracker.model import Document

Phase = Literal["done", "planned", ""]

_DONE = re.compile("回顾|过去|去年|上年|成就|成绩|执行情况|完成情况|进展情况|总结|五年来|一年来|以来")
_PLANNED = re.compile(
    "任务|建议|部署|安排|目标|总体要求|工作要求|今年|明年|今后|下一步|重点工作|打算|规划|方针|计划|措施|举措"
)


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
        if not self._homes or self.sections_agree(self._homes[0][i], self._homes[1][j]):
            return True
        mine = self._keys[i]
        return len(mine) >= _TELLING and mine == self._keys[len(self._homes[0]) + j]

    def sections_agree(self, i: int, j: int) -> bool:
        """Return whether the sections *i* and *j* may both tell what was done, or what is planned."""
        if not self._sections:
            return True
        mine, theirs = self._sections[0][i], self._sections[1][j]
        return mine == theirs or not mine or not theirs


def of(document: Document) -> tuple[Phase, ...]:
    """Return the phase of each section: its own, where its title says one, or that of the section it is in."""
    phases: list[Phase] = []
    for section in document.sections:
        own = _of_title(section.title)
        phases.append(own or (phases[section.parent] if section.parent is not None else ""))
    return tuple(phases)


def _of_title(title: str) -> Phase:
    done, planned = bool(_DONE.search(title)), bool(_PLANNED.search(title))
    if done == planned:
        return ""
    return "done" if done else "planned"
