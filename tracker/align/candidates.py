"""Segments without a certain partner to the few pairs of them that are worth a second look."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nsmallest

from tracker.align.anchors import Pair
from tracker.model import Document, Segment
from tracker.similarity import Likeness, Profiles

# What stands in more segments than this tells nothing about which of them is meant, and costs much to follow up.
_COMMON = 64
# The rarest pairs of characters of a segment find its partners; the others only confirm them.
_RAREST = 10
_BEST = 6
# A gap between certain pairs with no more than this many on each side is looked through completely; in a longer one so
# many places before and behind the one where a segment is to be expected.
_SMALL_GAP = 8
_BAND = 2
# Each paragraph's measures are looked for in so many of the paragraphs most like it, but not all with all where that is
# more pairs than this (a chapter in one paragraph).
_LIKE_PARAGRAPHS = 2
_SMALL_PARAGRAPHS = 900
# Less alike is nothing to go by, whatever stands around.
_FLOOR = 0.05
# What was missed for its many copies is alike. (What is less so finds one pair in 115 pairs of texts, a wrong one.)
_COPIED = 0.35
# (Half or twice of any of these changes no more than two of 408 read links; more candidates find none.)


def find(
    profiles: Profiles,
    alike: Likeness,
    keys: Sequence[str],
    sides: tuple[Document, Document],
    anchors: Sequence[Pair],
    clear: Mapping[Pair, float],
) -> dict[Pair, float]:
    """Return how alike the plausible pairs of segments are, of those that no anchor holds.

    Partners are sought for what no *clear* pair holds either; what one holds is a rival all the same. *profiles* and
    *keys* hold the old segments, then the new ones.
    """
    old, new = sides
    split = len(old.segments)
    open_old, open_new = _free(old, [i for i, _ in anchors]), _free(new, [j for _, j in anchors])
    held = sorted([*anchors, *clear])
    free_old, free_new = _free(old, [i for i, _ in held]), _free(new, [j for _, j in held])
    wanted = set(_by_rare_pairs(profiles, free_old, open_new, split))
    wanted.update((i, j) for j, i in _by_rare_pairs(profiles, free_new, open_old, -split))
    wanted.update(_same_words(keys, split, free_old, free_new, held))
    wanted.update(_nearby(free_old, free_new, held))
    scored = {(i, j): alike.of(i, split + j) for i, j in sorted(wanted)}
    more = set(_of_like_paragraphs({**scored, **clear}, sides, free_old, free_new)) - wanted
    scored.update({(i, j): alike.of(i, split + j) for i, j in sorted(more)})
    return {pair: score for pair, score in scored.items() if score >= _FLOOR}


def of_same_articles(
    alike: Likeness, sides: tuple[Document, Document], articles: Iterable[Pair], partners: Mapping[int, int]
) -> dict[Pair, float]:
    """Return how alike the open segments of *articles* (by the sections) are that both versions have.

    A sentence of many articles (有特殊情况需要延长的，…) has more copies than are looked at, but few in its own.
    """
    old, new = sides
    split = len(old.segments)
    open_old, open_new = _free(old, partners), _free(new, partners.values())
    mine, theirs = (_by(side, free, lambda s: s.section) for side, free in ((old, open_old), (new, open_new)))
    small = [(a, b) for a, b in sorted(articles) if len(mine[a]) * len(theirs[b]) <= _SMALL_PARAGRAPHS]
    scored = {(i, j): alike.of(i, split + j) for a, b in small for i in mine[a] for j in theirs[b]}
    return {pair: score for pair, score in scored.items() if score >= _COPIED}


def _free(document: Document, taken: Iterable[int]) -> list[int]:
    held = set(taken)
    return [k for k in range(len(document.segments)) if k not in held]


def _by_rare_pairs(profiles: Profiles, mine: Sequence[int], theirs: Sequence[int], split: int) -> Iterable[Pair]:
    """Yield for each of *mine* the best of *theirs*; a positive *split* says that *mine* is the old side."""
    offset_mine, offset_theirs = (0, split) if split > 0 else (-split, 0)
    sought = [(i, profiles.grams(offset_mine + i)) for i in mine]
    asked = frozenset[int]().union(*(grams for _, grams in sought))
    holding: dict[int, list[int]] = defaultdict(list)
    for j in theirs:
        for gram in asked & profiles.grams(offset_theirs + j):
            holding[gram].append(j)
    rare = {gram: held for gram, held in holding.items() if len(held) <= _COMMON}
    for i, grams in sought:
        shared: dict[int, int] = defaultdict(int)
        for _, gram in sorted([(len(rare[gram]), gram) for gram in grams & rare.keys()])[:_RAREST]:
            weight = profiles.weight(gram)
            for j in rare[gram]:
                shared[j] += weight
        yield from ((i, j) for j in _heaviest(shared))


def _heaviest(weights: Mapping[int, int]) -> list[int]:
    """Return the best few by their *weights*, of equal ones the first."""
    least = min(sorted(weights.values())[-_BEST:], default=0)
    best = sorted([(-weight, j) for j, weight in weights.items() if weight >= least])
    return [j for _, j in best[:_BEST]]


def _same_words(
    keys: Sequence[str], split: int, free_old: Sequence[int], free_new: Sequence[int], anchors: Sequence[Pair]
) -> Iterable[Pair]:
    """Yield pairs of repeated texts: for each, the copies nearest to where the certain pairs around it point."""
    copies: dict[str, list[int]] = defaultdict(list)
    for j in free_new:
        copies[keys[split + j]].append(j)
    expect = _Expected(anchors)
    for i in free_old:
        there = copies.get(keys[i], []) if keys[i] else []
        at = bisect_left(there, expect(i))
        for j in there[max(0, at - _BEST // 2) : at + _BEST // 2]:
            yield i, j


def _nearby(free_old: Sequence[int], free_new: Sequence[int], anchors: Sequence[Pair]) -> Iterable[Pair]:
    """Yield the pairs inside a small gap between certain pairs, and those about where a large one predicts them."""
    expect = _Expected(anchors)
    gaps: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    olds, news = [i for i, _ in anchors], [j for _, j in anchors]
    for i in free_old:
        gaps[bisect_left(olds, i)][0].append(i)
    for j in free_new:
        gaps[bisect_left(news, j)][1].append(j)
    for mine, theirs in gaps.values():
        if len(mine) <= _SMALL_GAP and len(theirs) <= _SMALL_GAP:
            yield from ((i, j) for i in mine for j in theirs)
            continue
        for i in mine:
            at = bisect_left(theirs, expect(i))
            yield from ((i, j) for j in theirs[max(0, at - _BAND) : at + _BAND])


def _of_like_paragraphs(
    scored: Mapping[Pair, float], sides: tuple[Document, Document], free_old: Sequence[int], free_new: Sequence[int]
) -> Iterable[Pair]:
    """Yield all pairs between paragraphs that have most in common: there a measure is found in quite other words."""
    old, new = sides
    likeness: dict[Pair, float] = defaultdict(float)
    for (i, j), score in scored.items():
        likeness[old.segments[i].paragraph, new.segments[j].paragraph] += score
    members = [_by(document, free, lambda s: s.paragraph) for document, free in ((old, free_old), (new, free_new))]
    for p, q in _best_of_each(likeness):
        if len(members[0][p]) * len(members[1][q]) <= _SMALL_PARAGRAPHS:
            yield from ((i, j) for i in members[0][p] for j in members[1][q])


def _by(document: Document, free: Iterable[int], home: Callable[[Segment], int]) -> Mapping[int, Sequence[int]]:
    """Return the segments that are *free* by what they stand in."""
    members: dict[int, list[int]] = defaultdict(list)
    for k in free:
        members[home(document.segments[k])].append(k)
    return members


def _best_of_each(likeness: Mapping[Pair, float]) -> set[Pair]:
    """Return the pairs that are among the best few of one of their sides."""
    best: set[Pair] = set()
    for side in (0, 1):
        rows: dict[int, list[tuple[float, Pair]]] = defaultdict(list)
        for pair, score in likeness.items():
            rows[pair[side]].append((-score, pair))
        for row in rows.values():
            best.update(pair for _, pair in nsmallest(_LIKE_PARAGRAPHS, row))
    return best


class _Expected:
    """Where on the new side an old segment is to be expected, by the certain pairs (in order) around it."""

    def __init__(self, anchors: Sequence[Pair]) -> None:
        self._old = [-1, *(i for i, _ in anchors)]
        self._new = [-1, *(j for _, j in anchors)]

    def __call__(self, i: int) -> int:
        at = bisect_left(self._old, i) - 1
        return self._new[at] + i - self._old[at]
