"""Texts to profiles of the characters they share; two profiles to how alike they are, from 0 to 1.

A profile is the set of a text's character pairs (or single characters), its numbers masked: a measure with another
figure is the same measure. What is rare weighs more. Weights are whole numbers: a sum must not depend on its order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from math import sqrt

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Nothing is so rare that it may outweigh the rest of a sentence.
_HEAVIEST = 7


class Profiles:
    """The profiles of a list of folded texts, and how alike any two of them, or two groups of them, are."""

    def __init__(
        self, texts: Sequence[str], grams: Callable[[str], Iterable[str]], telling: Iterable[int] | None = None
    ) -> None:
        """Take the *texts*; how rare a gram is is counted over the *telling* ones (all of them, if None)."""
        self._texts, self._grams = texts, grams
        self._ids: defaultdict[str, int] = defaultdict(count().__next__)
        self._sets: dict[int, frozenset[int]] = {}
        counted = range(len(texts)) if telling is None else telling
        seen_in = Counter[int]()
        size = 0
        for i in counted:
            seen_in.update(self.grams(i))
            size += 1
        rarity = [min(_HEAVIEST, (size // seen_in[i]).bit_length()) ** 2 for i in range(len(self._ids))]
        # What only the other texts hold is as rare as can be.
        self._weights = defaultdict(lambda: _HEAVIEST**2, enumerate(rarity))

    def grams(self, text: int) -> frozenset[int]:
        """Return the profile of a text."""
        if text not in self._sets:
            self._sets[text] = frozenset(map(self._ids.__getitem__, self._grams(self._texts[text])))
        return self._sets[text]

    def weight(self, gram: int) -> int:
        """Return how much a gram tells: more the rarer it is."""
        return self._weights[gram]

    def cosine(self, one: int, other: int) -> float:
        """Return how alike the texts *one* and *other* are."""
        return self.cosine_of(self.grams(one), self.grams(other))

    def union(self, several: Iterable[int]) -> frozenset[int]:
        """Return the profile of several texts taken together."""
        return frozenset().union(*map(self.grams, several))

    def cosine_of(self, one: frozenset[int], other: frozenset[int]) -> float:
        """Return how alike two profiles are."""
        both = self._weigh(one & other)
        return both / sqrt(self._weigh(one) * self._weigh(other)) if both else 0.0

    def share_in(self, part: frozenset[int], whole: frozenset[int]) -> float:
        """Return how much of *part* is found in *whole*."""
        both = self._weigh(part & whole)
        return both / self._weigh(part) if both else 0.0

    def _weigh(self, members: Iterable[int]) -> int:
        return sum(map(self._weights.__getitem__, members))


def pairs(folded: str) -> Iterable[str]:
    """Return the character pairs of a folded text, with its numbers masked: what it says."""
    masked = _NUMBER.sub("#", folded)
    return map(str.__add__, masked, masked[1:]) if len(masked) > 1 else masked


def letters(folded: str) -> Iterable[str]:
    """Return the characters of a folded text, with its numbers masked: what it says in another order or compound."""
    return _NUMBER.sub("#", folded)


# Chinese and Japanese do not part their words by blanks.
_UNSPACED = re.compile("[\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W_]+")
# Word stems differ from language to language; pieces of words of this length find them in all of them.
_PIECE = 4
# Which script a text is written in shows in so much of it.
_TELLING = 20_000


def is_spaced(text: str) -> bool:
    """Return whether *text* is written in a script that parts its words by blanks."""
    beginning = text[:_TELLING]
    return len(_UNSPACED.findall(beginning)) * 4 < sum(map(len, _WORD.findall(beginning)))


def pieces(text: str) -> Iterable[str]:
    """Return the pieces of the words of a text whose words are parted by blanks, its numbers masked."""
    for word in spaced_words(text):
        edged = f" {word} "
        yield from (edged[k : k + _PIECE] for k in range(max(1, len(edged) - _PIECE + 1)))


def spaced_words(text: str) -> Iterable[str]:
    """Return the words of a text whose words are parted by blanks, its numbers masked."""
    return _WORD.findall(_NUMBER.sub("0", text.casefold()))
