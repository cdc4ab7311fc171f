"""The pairs of provisions of two articles to those that may as well stand in the article that is theirs.

Penalties of several articles begin alike (…有下列行为之一的，由…责令限期改正); which of them is which shows once it is
known which articles are the same. (Of nine such pairs in 115 pairs of versions eight were right.)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

from tracker.align.anchors import Pair
from tracker.align.evidence import Witnesses, sections_of
from tracker.model import Document

# A provision that is less alike by no more than this in its own article is that one.
_AS_ALIKE = 0.05


def settle(
    sides: tuple[Document, Document],
    witnesses: Witnesses,
    confidence: dict[Pair, float],
    likely: Mapping[Pair, float],
    articles: Set[Pair],
) -> None:
    """Pair provisions anew that have one as alike in the article that is theirs; *articles* are pairs of the same one.

    One that had been paired with it takes what it leaves, if it is as alike.
    """
    if not articles:
        return
    near: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (i, j), score in likely.items():
        if sections_of(sides, (i, j)) in articles:
            near[i].append((score, j))
    for i, j, better in list(_away(sides, confidence, likely, near, articles)):
        holder = witnesses.holder(better)
        held = [] if holder is None else [(holder, better)]
        # What another one left, and what is certain or at home, stays as it is.
        if any(pair not in confidence for pair in [(i, j), *held]) or any(
            sections_of(sides, p) in articles for p in held
        ):
            continue
        for pair in [(i, j), *held]:
            witnesses.part(*pair)
            del confidence[pair]
        made = [(i, better)]
        made += [(k, j) for k, _ in held if likely.get((k, j), 0.0) >= likely.get((k, better), 0.0) - _AS_ALIKE]
        for pair in made:
            witnesses.pair(*pair)
            confidence[pair] = witnesses.confidence(*pair, witnesses.standing(*pair))


def _away(
    sides: tuple[Document, Document],
    confidence: Mapping[Pair, float],
    likely: Mapping[Pair, float],
    near: Mapping[int, list[tuple[float, int]]],
    articles: Set[Pair],
) -> Iterator[tuple[int, int, int]]:
    """Yield the pairs of two articles, and what of its own article the old one is as alike to."""
    for i, j in confidence:
        if i in near and sections_of(sides, (i, j)) not in articles:
            score, better = max(near[i])
            if score >= likely.get((i, j), 0.0) - _AS_ALIKE:
                yield i, j, better
