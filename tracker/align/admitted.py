"""Which segments may be partners at all, by what they are and where they stand, whatever they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from tracker.align import front
from tracker.align.anchors import Pair
from tracker.align.pinned import Pinned
from tracker.model import Document

_NO_TEXT = frozenset(("note", "heading"))


class Admitted:
    """Says of two segments whether they may be partners; *heads* are those that head sections, *keys* what all say."""

    def __init__(
        self, old: Document, new: Document, keys: Sequence[str], pinned: Pinned, heads: tuple[Set[int], Set[int]]
    ) -> None:
        self._old, self._new, self._keys = old.segments, new.segments, keys
        self._pinned, self._heads = pinned, heads
        self._front = front.of(old), front.of(new)

    def free(self, i: int, j: int) -> bool:
        """Return whether no pin holds the old segment *i* or the new *j*, and neither is a heading or a title."""
        headed = i in self._heads[0] or j in self._heads[1]
        return self._pinned.allow(i, j) and not headed and self.by_place(i, j)

    def possible(self, found: Mapping[Pair, float], *, laws: bool) -> dict[Pair, float]:
        """Return those of the pairs *found* that no pin forbids, and that are of one kind in *laws*."""
        return {
            pair: score
            for pair, score in found.items()
            if self._pinned.allow(*pair) and (not laws or self._are_of_a_kind(*pair))
        }

    def by_place(self, i: int, j: int) -> bool:
        """Return whether neither stands in front of the text and the other amid it, or both say the same.

        The first sentence of a copy may be the title of the other. The date below a notice is no wording of a sentence.
        """
        if self.say_the_same(i, j):
            return True
        one, other = self._old[i].role, self._new[j].role
        noted = (one == "note" and i not in self._front[0].ahead) or (other == "note" and j not in self._front[1].ahead)
        if noted and not {one, other} <= _NO_TEXT:
            return False
        return not front.apart(self._front[0], i, self._front[1], j)

    def say_the_same(self, i: int, j: int) -> bool:
        """Return whether two segments have the same words."""
        return self._keys[i] == self._keys[len(self._old) + j]

    def _are_of_a_kind(self, i: int, j: int) -> bool:
        """Return whether both segments are provisions, or headings, or notes, or say the same.

        In a law the title of a chapter is no wording of a provision; in a report a heading often says what is planned.
        """
        one, other = self._old[i].role == "note", self._new[j].role == "note"
        alike = (i in self._heads[0]) == (j in self._heads[1]) and one == other
        return alike or self.say_the_same(i, j)
