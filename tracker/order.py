"""Places on two sides to the heaviest chain of them that runs forward on both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def longest(places: Sequence[int]) -> list[int]:
    """Return the indexes of a longest strictly increasing run of *places* (patience sorting, O(n log n))."""
    tails: list[int] = []
    last: list[int] = []
    before = [-1] * len(places)
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        before[index] = last[at - 1] if at else -1
        if at == len(tails):
            tails.append(place)
            last.append(index)
        else:
            tails[at] = place
            last[at] = index
    return _walk(last[-1] if last else -1, before)


def heaviest(places: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Return the indexes of the strictly increasing run of *places* with the greatest sum of *weights*.

    A Fenwick tree holds, for every prefix of places, the best run that ends in it: O(n log n).
    """
    rank = {place: number for number, place in enumerate(sorted(set(places)), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(rank) + 1)
    before = [-1] * len(places)
    for index, place in enumerate(places):
        at = rank[place] - 1
        top = (0, -1)
        while at:
            top = max(top, best[at])
            at &= at - 1
        before[index] = top[1]
        ended = (top[0] + weights[index], index)
        at = rank[place]
        while at < len(best):
            best[at] = max(best[at], ended)
            at += at & -at
    return _walk(max(best)[1], before)


def _walk(index: int, before: Sequence[int]) -> list[int]:
    run: list[int] = []
    while index >= 0:
        run.append(index)
        index = before[index]
    return run[::-1]
