"""Two lists of folded texts to the pairs that are certain by their words alone."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from tracker.order import longest

Pair = tuple[int, int]

# In a gap so long on both sides that has no text that is unique, texts are told apart by their place alone: to weigh
# all copies of 100,000 lines took a minute. In shorter ones what is around a text decides, later on.
_LONG = 1000


def find(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return pairs of equal texts, in order on both sides: unique ones, then what is unique between them, and so on.

    In long gaps without any, copies that stand at about the same place are taken for one another. Empty texts (a label
    alone, a mark) are equal to nothing.
    """
    found: list[Pair] = []
    gaps = [(0, len(old), 0, len(new))]
    while gaps:
        o1, o2, n1, n2 = gaps.pop()
        head, tail = _ends(old, new, (o1, o2, n1, n2))
        found.extend((o1 + k, n1 + k) for k in range(head))
        found.extend((o2 - 1 - k, n2 - 1 - k) for k in range(tail))
        o1, o2, n1, n2 = o1 + head, o2 - tail, n1 + head, n2 - tail
        if set(old[o1:o2]).isdisjoint(new[n1:n2]):
            continue
        inner = _unique(old, new, range(o1, o2), range(n1, n2))
        if not inner and min(o2 - o1, n2 - n1) >= _LONG:
            inner = _nearest(old, new, range(o1, o2), range(n1, n2))
        if inner:
            found.extend(inner)
            gaps.extend(_between(inner, (o1, o2, n1, n2)))
    return sorted(pair for pair in found if old[pair[0]])


def _ends(old: Sequence[str], new: Sequence[str], gap: tuple[int, int, int, int]) -> tuple[int, int]:
    """Return how many texts are the same at the beginning and at the end of a gap."""
    o1, o2, n1, n2 = gap
    size = min(o2 - o1, n2 - n1)
    head = 0
    while head < size and old[o1 + head] == new[n1 + head]:
        head += 1
    tail = 0
    while tail < size - head and old[o2 - 1 - tail] == new[n2 - 1 - tail]:
        tail += 1
    return head, tail


def _unique(old: Sequence[str], new: Sequence[str], of_old: range, of_new: range) -> list[Pair]:
    there = _places(new, of_new)
    pairs = [(i, there[text]) for text, i in _places(old, of_old).items() if text in there]
    pairs.sort()
    return [pairs[k] for k in longest([j for _, j in pairs])]


def _nearest(old: Sequence[str], new: Sequence[str], of_old: range, of_new: range) -> list[Pair]:
    """Return texts with the copy nearest to where they would stand if one gap were stretched evenly to the other."""
    copies: defaultdict[str, list[int]] = defaultdict(list)
    for j in of_new:
        copies[new[j]].append(j)
    pairs: list[Pair] = []
    for i in of_old:
        there = copies.get(old[i]) if old[i] else None
        if there:
            place = of_new.start + (i - of_old.start) * len(of_new) // len(of_old)
            at = bisect_left(there, place)
            pairs.append((i, min(there[max(0, at - 1) : at + 1], key=lambda j: (abs(j - place), j))))
    return [pairs[k] for k in longest([j for _, j in pairs])]


def _places(texts: Sequence[str], among: Iterable[int]) -> dict[str, int]:
    """Return where each text stands that stands only once *among* the given places."""
    places = list(among)
    often = Counter(texts[i] for i in places)
    return {texts[i]: i for i in places if texts[i] and often[texts[i]] == 1}


def _between(pairs: Sequence[Pair], gap: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    o1, o2, n1, n2 = gap
    edges = [(o1 - 1, n1 - 1), *pairs, (o2, n2)]
    gaps = [(a + 1, c, b + 1, d) for (a, b), (c, d) in itertools.pairwise(edges)]
    return [g for g in gaps if g[0] < g[1] and g[2] < g[3]]
