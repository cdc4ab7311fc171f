"""Texts to profiles of the characters they share; two profiles to how alike they are, from 0 to 1.

A profile is the set of a text's character pairs (or single characters), its numbers masked: a measure with another
figure is the same measure. What is rare weighs more. Weights are whole numbers: a sum must not depend on its order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import sqrt

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Nothing is so rare that it may outweigh the rest of a sentence.
_HEAVIEST = 7


class Profiles:
    """The profiles of a list of folded texts, and how alike any two of them, or two groups of them, are."""

    def __init__(self, texts: Sequence[str], grams: Callable[[str], Iterable[str]]) -> None:
        ids: dict[str, int] = {}
        self.sets = [frozenset(ids.setdefault(gram, len(ids)) for gram in grams(text)) for text in texts]
        self.seen_in = Counter[int]()
        for members in self.sets:
            self.seen_in.update(members)
        count = len(texts)
        self.weights = [min(_HEAVIEST, (count // self.seen_in[i]).bit_length()) ** 2 for i in range(len(ids))]
        self.sizes = [self._weigh(members) for members in self.sets]

    def cosine(self, one: int, other: int) -> float:
        """Return how alike the texts *one* and *other* are."""
        both = self._weigh(self.sets[one] & self.sets[other])
        return both / sqrt(self.sizes[one] * self.sizes[other]) if both else 0.0

    def union(self, several: Iterable[int]) -> frozenset[int]:
        """Return the profile of several texts taken together."""
        return frozenset().union(*(self.sets[i] for i in several))

    def cosine_of(self, one: frozenset[int], other: frozenset[int]) -> float:
        """Return how alike two profiles are."""
        both = self._weigh(one & other)
        return both / sqrt(self._weigh(one) * self._weigh(other)) if both else 0.0

    def share_in(self, part: frozenset[int], whole: frozenset[int]) -> float:
        """Return how much of *part* is found in *whole*."""
        both = self._weigh(part & whole)
        return both / self._weigh(part) if both else 0.0

    def _weigh(self, members: Iterable[int]) -> int:
        return sum(map(self.weights.__getitem__, members))


def pairs(folded: str) -> Iterable[str]:
    """Return the character pairs of a folded text, with its numbers masked: what it says."""
    masked = _NUMBER.sub("#", folded)
    return map(str.__add__, masked, masked[1:]) if len(masked) > 1 else masked


def letters(folded: str) -> Iterable[str]:
    """Return the characters of a folded text, with its numbers masked: what it says in another order or compound."""
    return _NUMBER.sub("#", folded)
