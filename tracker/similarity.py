"""Texts to profiles of the characters they share; two profiles to how alike they are, from 0 to 1.

A profile is the set of a text's character pairs (or single characters), its numbers masked: a measure with another
figure is the same measure. What is rare weighs more. Weights are whole numbers: a sum must not depend on its order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, count, islice
from math import sqrt

from tracker.patterns import Class, later

# … but not the 10 of PM10, the 2 of M2: a part of a name
_NUMBER = later(r"\d(?<![A-Za-z\d.,]\d)\d*(?:[.,]\d+)*")
# Rarity is counted in steps of a fourth of a doubling: fine enough to tell 完善, in every tenth measure, from 汇率.
_STEPS = 4
# Two short texts that share all their words share little: likeness grows with what there is to share. (Read yearly
# pairs of reports: right pairs .87 → .88 at as many found.)
_DAMPING = 1

# What opens several texts, and a third of those it stands in, is a verb such as 完善 or 加强: it tells what is done,
# not to what. (Read yearly pairs of reports: one pair in a hundred more is found, one in a hundred more is right.)
_OPENINGS, _OPENING_SHARE = 3, 3
_OPENING = 4


class Profiles:
    """The profiles of a list of folded texts, and how alike any two of them, or two groups of them, are."""

    def __init__(
        self, texts: Sequence[str], grams: Callable[[str], Iterable[str]], telling: Iterable[int] | None = None
    ) -> None:
        """Take the *texts* as *grams* wants them; how rare a gram is is counted over the *telling* ones (None: all)."""
        self._texts, self._grams = texts, grams
        self._ids: defaultdict[str, int] = defaultdict(count().__next__)
        self._sets: dict[int, frozenset[int]] = {}
        self._weighed: dict[int, tuple[frozenset[int], int]] = {}
        self._wholes: dict[tuple[int, ...], tuple[frozenset[int], int]] = {}
        # Not known before all are counted
        self._heaviest, self._weights = 0, list[int]()
        counted = list(range(len(texts)) if telling is None else telling)
        seen_in = Counter(chain.from_iterable(map(self.grams, counted)))
        firsts = chain.from_iterable(islice(grams(texts[i]), 1) for i in counted)
        opens = Counter(map(self._ids.__getitem__, firsts))
        size = len(counted)
        # What only the other texts hold is as rare as can be.
        self._heaviest = _rarity(size)
        self._weights = [_rarity(size // seen_in[i]) if seen_in[i] else self._heaviest for i in range(len(self._ids))]
        for gram, often in opens.items():
            if often >= _OPENINGS and often * _OPENING_SHARE >= seen_in[gram]:
                self._weights[gram] //= _OPENING

    def grams(self, text: int) -> frozenset[int]:
        """Return the profile of a text."""
        known = self._sets.get(text)
        if known is None:
            known = self._sets[text] = frozenset(map(self._ids.__getitem__, self._grams(self._texts[text])))
            self._weights += [self._heaviest] * (len(self._ids) - len(self._weights))
        return known

    def weight(self, gram: int) -> int:
        """Return how much a gram tells: more the rarer it is."""
        return self._weights[gram]

    def likeness(self, one: int, other: int) -> float:
        """Return how alike the texts *one* and *other* are, as far as they are long enough to tell."""
        mine, weight = self._weighed.get(one) or self._weighed_anew(one)
        theirs, another = self._weighed.get(other) or self._weighed_anew(other)
        both = self._weigh(mine & theirs)
        return both / (sqrt(weight * another) + _DAMPING * self._heaviest) if both else 0.0

    def cosine(self, one: int, other: int) -> float:
        """Return how alike the texts *one* and *other* are."""
        return self.cosine_of(self.grams(one), self.grams(other))

    def union(self, several: Iterable[int]) -> frozenset[int]:
        """Return the profile of several texts taken together."""
        first, *more = map(self.grams, several)
        return first.union(*more) if more else first

    def cosine_of(self, one: frozenset[int], other: frozenset[int]) -> float:
        """Return how alike two profiles are."""
        both = self._weigh(one & other)
        return both / sqrt(self._weigh(one) * self._weigh(other)) if both else 0.0

    def cosine_of_wholes(self, ones: tuple[int, ...], others: tuple[int, ...]) -> float:
        """Return how alike two groups of texts are, each taken together; asked again and again of the same groups."""
        mine, weight = self._whole(ones)
        theirs, other = self._whole(others)
        both = self._weigh(mine & theirs)
        return both / sqrt(weight * other) if both else 0.0

    def share_in(self, part: frozenset[int], whole: frozenset[int]) -> float:
        """Return how much of *part* is found in *whole*."""
        both = self._weigh(part & whole)
        return both / self._weigh(part) if both else 0.0

    def _whole(self, several: tuple[int, ...]) -> tuple[frozenset[int], int]:
        if several not in self._wholes:
            members = self.union(several)
            self._wholes[several] = members, self._weigh(members)
        return self._wholes[several]

    def _weighed_anew(self, text: int) -> tuple[frozenset[int], int]:
        grams = self.grams(text)
        self._weighed[text] = grams, self._weigh(grams)
        return self._weighed[text]

    def _weigh(self, members: Iterable[int]) -> int:
        return sum(map(self._weights.__getitem__, members))


class Likeness:
    """How alike texts are: what they say closely (pairs of characters) and more loosely, in even shares."""

    def __init__(self, near: Profiles, far: Profiles) -> None:
        self._near, self._far = near, far

    def of(self, one: int, other: int) -> float:
        """Return how alike two texts are, as far as they are long enough to tell."""
        return (self._near.likeness(one, other) + self._far.likeness(one, other)) / 2

    def of_all(self, ones: tuple[int, ...], others: tuple[int, ...]) -> float:
        """Return how alike two groups of texts are, each taken together."""
        return (self._near.cosine_of_wholes(ones, others) + self._far.cosine_of_wholes(ones, others)) / 2


def of_two(one: str, other: str) -> float:
    """Return how alike two folded texts are, their numbers masked."""
    return Profiles(masked((one, other)), pairs).cosine(0, 1)


def _rarity(share: int) -> int:
    """Return the weight of what stands in one of *share* texts: the square of the logarithm, in whole steps."""
    steps: int = ((share + 1) ** _STEPS).bit_length()
    return steps**2


def masked(folded: Iterable[str]) -> list[str]:
    """Return folded texts with their numbers masked."""
    return [_NUMBER.sub("#", text) for text in folded]


def pairs(text: str) -> Iterable[str]:
    """Return the character pairs of a masked text: what it says."""
    return map(str.__add__, text, text[1:]) if len(text) > 1 else text


def letters(text: str) -> Iterable[str]:
    """Return the characters of a masked text: what it says in another order or compound."""
    return text


# Chinese and Japanese do not part their words by blanks.
_UNSPACED = Class("\u3005\u30ff", "\u3400\u9fff", "\uf900\ufaff", "\U00020000\U0003ffff")
_WORD = later(r"[^\W_]+")
# Word stems differ from language to language; pieces of words of this length find them in all of them.
_PIECE = 4
# Which script a text is written in shows in so much of it.
_TELLING = 20_000


def is_spaced(text: str) -> bool:
    """Return whether *text* is written in a script that parts its words by blanks."""
    beginning = text[:_TELLING]
    return _UNSPACED.count(beginning) * 4 < sum(map(len, _WORD.findall(beginning)))


def pieces(text: str) -> Iterable[str]:
    """Return the pieces of the words of a text whose words are parted by blanks, its numbers masked."""
    for word in spaced_words(text):
        edged = f" {word} "
        yield from (edged[k : k + _PIECE] for k in range(max(1, len(edged) - _PIECE + 1)))


def spaced_words(text: str) -> Iterable[str]:
    """Return the words of a text whose words are parted by blanks, its numbers masked."""
    return _WORD.findall(_NUMBER.sub("0", text.casefold()))
