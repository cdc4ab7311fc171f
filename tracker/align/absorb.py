"""Pairs of segments to groups of them: what is left over beside a pair joins it where the pair had lacked it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from tracker.similarity import Profiles

# A report tells a split into at most three parts; more would be told better as new text.
_MOST_PARTS = 3
# This much of a left-over segment must be what its neighbour's partner says beyond the neighbour itself, or it must
# say this much of that …
_CONTAINED = 0.6
# … and the group must be more alike than the pair was.
_GAIN = 0.02
# Where the group is much more alike, less will do: a part that was split off often begins with words of its own.
_CONTAINED_AT_LEAST, _MUCH_MORE = 0.3, 0.1
# A part that says nearly all that the pair lacks, and that is much of the whole, joins it with hardly any gain: its
# first words (在此基础上, 此外) may outweigh common ones. (In 80 pairs of documents that makes 5 groups, 4 of them
# right; a fifth of the whole instead of a quarter makes 11, 7 of them right.)
_LACKED, _OF_WHOLE, _LOSS = 0.6, 0.25, 0.03


class Group(NamedTuple):
    """Segments of both sides that belong together, each side in order."""

    old: tuple[int, ...]
    new: tuple[int, ...]


# Parts of one side, and the segment of the other side that they are paired with.
_Grown = tuple[tuple[int, ...], int]


class Gains:
    """By how much more alike a pair is where a text joins it: asked again and again of the same ones.

    Several *profiles* of the same texts, by what they say closely and more loosely, count in even shares: of newly
    written ones, whose parts have words of their own throughout.

    Two of *heads*, the headings of sections, are paired by what stands under them: no text under one is a part of it.
    """

    def __init__(self, *profiles: Profiles, heads: Container[int] = frozenset()) -> None:
        self._profiles, self._heads = profiles, heads
        # Less gain will do there. (In read yearly pairs 11 more passages are paired so, 7 of them rightly.)
        self.much = _GAIN if len(profiles) > 1 else _MUCH_MORE
        self._known: dict[tuple[int, tuple[int, ...], int], tuple[float, float]] = {}

    def of(self, text: int, parts: tuple[int, ...], whole: int) -> tuple[float, float]:
        """Return how much of *text* is what *whole* says beyond *parts* (or the reverse), and what both gain by it."""
        key = text, parts, whole
        if key not in self._known:
            self._known[key] = self._gain(text, parts, whole)
        return self._known[key]

    def _gain(self, text: int, parts: tuple[int, ...], whole: int) -> tuple[float, float]:
        if whole in self._heads and any(part in self._heads and part < text for part in parts):
            return 0.0, 0.0
        shares = [_shares(text, parts, whole, profiles) for profiles in self._profiles]
        contained = sum([max(said, lacked) for said, lacked, _ in shares]) / len(shares)
        if contained < _CONTAINED_AT_LEAST:
            return contained, 0.0
        gain = sum([_gained(text, parts, whole, profiles) for profiles in self._profiles]) / len(shares)
        lacked = all(lacked >= _LACKED and part >= _OF_WHOLE for _, lacked, part in shares)
        return contained, max(gain, _GAIN) if lacked and gain >= -_LOSS else gain


def _shares(text: int, parts: tuple[int, ...], whole: int, profiles: Profiles) -> tuple[float, float, float]:
    """Return how much of *text* is what *parts* lack of *whole*, how much of that it is, and how much of *whole*."""
    target, had, more = profiles.grams(whole), profiles.union(parts), profiles.grams(text)
    lack = target - had
    return profiles.share_in(more - had, lack), profiles.share_in(lack, more), profiles.share_in(target, lack)


def _gained(text: int, parts: tuple[int, ...], whole: int, profiles: Profiles) -> float:
    target, had = profiles.grams(whole), profiles.union(parts)
    return profiles.cosine_of(had | profiles.grams(text), target) - profiles.cosine_of(had, target)


def groups(
    partners: Mapping[int, int], gains: Gains, sizes: tuple[int, int], labels: Container[int] = frozenset()
) -> list[Group]:
    """Return the pairs of *partners* as groups, with the unpaired segments that are parts of a split or a merge.

    *sizes* are the numbers of segments of both sides; to *gains*, and in *labels*, the new ones follow the old ones.
    *labels* part articles: a provision may be split into two of them.
    """
    several = splits_and_merges(partners, gains, sizes, {}, labels)
    held = {i for group in several for i in group.old}
    return sorted([*several, *(Group((i,), (j,)) for i, j in partners.items() if i not in held)])


def splits_and_merges(
    partners: Mapping[int, int],
    gains: Gains,
    sizes: tuple[int, int],
    hopes: Mapping[int, float],
    labels: Container[int] = frozenset(),
) -> list[Group]:
    """Return the groups that unpaired segments make with a pair.

    A segment that may yet find a partner of its own, as alike as *hopes* says, is a part only of what it is contained
    in still more.
    """
    split = sizes[0]
    merged = _absorb(partners, range(sizes[0]), gains, (0, split), hopes, labels)
    taken = {j for _, j in merged.values()}
    takers = {j: i for i, j in partners.items() if i not in merged}
    parted = _absorb(takers, [j for j in range(sizes[1]) if j not in taken], gains, (split, 0), hopes, labels)
    return [Group(parts, (j,)) for parts, j in set(merged.values())] + [
        Group((i,), parts) for parts, i in set(parted.values())
    ]


def _absorb(
    partners: Mapping[int, int],
    indexes: Iterable[int],
    gains: Gains,
    shifts: tuple[int, int],
    hopes: Mapping[int, float],
    labels: Container[int],
) -> dict[int, _Grown]:
    """Let each unpaired one of *indexes* join what stands right before or right after it, where that lacks it.

    Return what has grown by its parts; *shifts* lead to the texts of this side and of the other.
    """
    grown: dict[int, _Grown] = {}
    mine, theirs = shifts
    for index in indexes:
        if index in partners:
            continue
        beside = [index + 2 * step if mine + index + step in labels else index + step for step in (-1, 1)]
        options = [grown.get(n) or ((n,), partners[n]) for n in beside if n in grown or n in partners]
        hope = hopes.get(mine + index, 0.0)
        offers = [
            (_gain(mine + index, tuple([mine + p for p in parts]), theirs + whole, gains, hope), -k)
            for k, (parts, whole) in enumerate(options)
        ]
        gain, k = max(offers, default=(0.0, 0))
        if gain > 0:
            parts, whole = options[-k]
            parts = tuple(sorted((*parts, index)))
            grown.update(dict.fromkeys(parts, (parts, whole)))
    return grown


def _gain(text: int, parts: tuple[int, ...], whole: int, gains: Gains, hope: float) -> float:
    """Return by how much *whole* is more alike *parts* with *text* than without; 0 if not enough."""
    if len(parts) >= _MOST_PARTS:
        return 0.0
    contained, gain = gains.of(text, parts, whole)
    if contained < max(_CONTAINED_AT_LEAST, hope):
        return 0.0
    return gain if gain >= (_GAIN if contained >= _CONTAINED else gains.much) else 0.0
