"""The pairs made so far to how firmly they tie the paragraphs of both documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from tracker.align.anchors import Pair
from tracker.model import Document

# So many pairs tie two paragraphs as firmly as more would.
_MANY = 3


class Links:
    """How many pairs there are between any two paragraphs, as pairs are made."""

    def __init__(self, sides: tuple[Document, Document], partners: Mapping[int, int]) -> None:
        self._homes = tuple([segment.paragraph for segment in side.segments] for side in sides)
        self._pairs: dict[Pair, int] = defaultdict(int)
        self._ends: tuple[dict[int, int], dict[int, int]] = defaultdict(int), defaultdict(int)
        for i, j in partners.items():
            self.add(i, j)

    def add(self, i: int, j: int) -> None:
        """Count the pair of the old segment *i* and the new segment *j*."""
        p, q = self._homes[0][i], self._homes[1][j]
        self._pairs[p, q] += 1
        self._ends[0][p] += 1
        self._ends[1][q] += 1

    def between(self, i: int, j: int) -> tuple[float, float]:
        """Return how firmly the paragraphs of *i* and *j* are tied.

        That is by which share of the pairs of one of the two, the greater, and by how many; both from 0 to 1.
        """
        p, q = self._homes[0][i], self._homes[1][j]
        pairs = self._pairs.get((p, q), 0)
        if not pairs:
            return 0.0, 0.0
        return pairs / min(self._ends[0][p], self._ends[1][q]), min(pairs, _MANY) / _MANY
