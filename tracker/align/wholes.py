"""Segments to the wholes in which they stand, sentences and paragraphs, and how alike those are."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.align.anchors import Pair
from tracker.model import Document
from tracker.similarity import Likeness

_ENDS = ("。", "；", ";", "！", "？")


class Wholes:
    """How alike the wholes are in which segments stand; *sides* hold the segments of each whole of both documents."""

    def __init__(self, alike: Likeness, split: int, *sides: Sequence[Sequence[int]]) -> None:
        self._alike = alike
        old, new = sides
        self._members = [tuple(m) for m in old], [tuple(split + k for k in m) for m in new]
        self._of = tuple([whole for whole, members in enumerate(side) for _ in members] for side in sides)
        self._known: dict[Pair, float] = {}

    def likeness(self, i: int, j: int) -> float:
        """Return how alike the wholes of the old segment *i* and the new segment *j* are."""
        pair = self._of[0][i], self._of[1][j]
        if pair not in self._known:
            mine, theirs = (side[k] for side, k in zip(self._members, pair, strict=True))
            self._known[pair] = self._alike.of_all(mine, theirs)
        return self._known[pair]


def paragraphs(document: Document) -> list[Sequence[int]]:
    """Return the segments of each paragraph."""
    members: list[list[int]] = [[] for _ in document.paragraphs]
    for index, segment in enumerate(document.segments):
        members[segment.paragraph].append(index)
    return [tuple(m) for m in members]


def sentences(document: Document) -> list[Sequence[int]]:
    """Return the segments of each sentence."""
    sentences: list[list[int]] = []
    ended, paragraph = True, -1
    for index, segment in enumerate(document.segments):
        if ended or segment.paragraph != paragraph:
            sentences.append([])
        sentences[-1].append(index)
        ended = document.text[segment.span.end - 1 : segment.span.end] in _ENDS
        paragraph = segment.paragraph
    return [tuple(members) for members in sentences]
