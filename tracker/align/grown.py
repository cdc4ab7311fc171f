"""The articles left over to pairs of them of which the shorter is taken in by the longer one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tracker import statutes
from tracker.align.anchors import Pair
from tracker.model import Document

# An article that grew threefold, or shrank to a third, has too little in common with itself: so much of the shorter in
# the longer one will do, or less where two passages of it are there. Neither has more in common with another one, and
# both stand in order. (Of 29 such pairs in 115 pairs of versions of laws 26 are right.)
_TAKEN_IN, _TAKEN_IN_BY_TWO = 0.45, 0.34


def found(
    old: Document,
    new: Document,
    ties: Mapping[Pair, float],
    shared: Mapping[Pair, float],
    matched: Sequence[Pair],
    sizes: tuple[Sequence[int], Sequence[int]],
) -> list[Pair]:
    """Return such pairs (of sections); *shared* says how many characters of *sizes* two sections have in common.

    *ties* are pairs of segments, *matched* the sections that have partners.
    """
    mine, theirs = (tuple(statutes.is_article(s.number) for s in side.sections) for side in (old, new))
    if not (any(mine) and any(theirs)):
        return []
    of_articles = {(i, j): size for (i, j), size in shared.items() if mine[i] and theirs[j]}
    known = sorted((i, j) for i, j in matched if mine[i] and theirs[j])
    gone, come = {i for i, _ in matched}, {j for _, j in matched}
    most: defaultdict[tuple[int, int], float] = defaultdict(float)
    for (i, j), size in of_articles.items():
        for end in ((0, i), (1, j)):
            most[end] = max(most[end], size)
    tied = _tied(old, new, ties)
    pairs: list[Pair] = []
    for (i, j), size in sorted(of_articles.items()):
        if i in gone or j in come or size < max(most[0, i], most[1, j]) or not _is_in_order(i, j, known):
            continue
        share = size / max(1, min(sizes[0][i], sizes[1][j]))
        if share >= (_TAKEN_IN_BY_TWO if _have_two(tied[i, j]) else _TAKEN_IN):
            pairs.append((i, j))
            gone.add(i)
            come.add(j)
    return pairs


def _tied(old: Document, new: Document, ties: Mapping[Pair, float]) -> defaultdict[Pair, list[Pair]]:
    """Return for each pair of sections the pairs of passages that tie them."""
    tied: defaultdict[Pair, list[Pair]] = defaultdict(list)
    for i, j in ties:
        if old.segments[i].role != "heading":
            tied[old.segments[i].section, new.segments[j].section].append((i, j))
    return tied


def _have_two(tied: Sequence[Pair]) -> bool:
    """Return whether two passages of one section are tied to two of another."""
    return min(len({i for i, _ in tied}), len({j for _, j in tied})) > 1


def _is_in_order(i: int, j: int, known: Sequence[Pair]) -> bool:
    """Return whether the *known* pairs next to *i*, in the order of the old side, leave *j* between them."""
    at = bisect_left(known, (i, j))
    return not (at and known[at - 1][1] > j) and not (at < len(known) and known[at][1] < j)
