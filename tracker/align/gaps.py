"""The gaps between certain pairs to the clear pairs in them: what stands in the same place and says nearly the same.

In an edited copy most changed segments are found so, before anything is looked for in the whole text: that costs more,
and of a sentence that comes again and again it finds another copy as readily.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from tracker.align.anchors import Pair
from tracker.order import longest
from tracker.similarity import masked, pairs

# In longer gaps a place says little of what is to be expected there.
_LONGEST = 8
# Clear is what has so much in common, and so much more than with anything else in the gap. (At .6 and .15 one
# passage of read laws is told wrongly; of these, all 98 of read pairs of texts are what all the evidence finds too.)
_ALIKE, _MARGIN = 0.65, 0.2
# Fewer characters are alike by chance.
_SHORTEST = 6


class Clear(NamedTuple):
    """How alike the two of a clear pair are, and by how much more than either and the next best in the gap."""

    own: float
    margin: float


def clear(
    texts: Sequence[str], split: int, anchors: Sequence[Pair], may: Callable[[int, int], bool]
) -> dict[Pair, Clear]:
    """Return the clear pairs in the gaps between *anchors*, in order on both sides.

    *texts* are the folded old segments, then the new ones, from *split* on; *may* says which may be paired at all.
    What comes only once in each text, and open in both, was moved: it is not clear.
    """
    edges = ((-1, -1), *anchors, (split, len(texts) - split))
    gaps = [(range(i + 1, k), range(j + 1, m)) for (i, j), (k, m) in itertools.pairwise(edges)]
    moved = _moved(texts, split, gaps)
    found: dict[Pair, Clear] = {}
    for mine, theirs in gaps:
        if mine and theirs and max(len(mine), len(theirs)) <= _LONGEST:
            ours = [i for i in mine if len(texts[i]) >= _SHORTEST and texts[i] not in moved]
            others = [j for j in theirs if len(texts[split + j]) >= _SHORTEST and texts[split + j] not in moved]
            rows = [row for row in _best(texts, split, ours, others) if may(*row[0])]
            found.update(rows[k] for k in longest([j for (_, j), _ in rows]))
    return found


def _moved(texts: Sequence[str], split: int, gaps: Sequence[tuple[range, range]]) -> set[str]:
    """Return the texts that stand in a gap of either side, and nowhere else."""
    often = Counter(texts)
    old = {texts[i] for mine, _ in gaps for i in mine if often[texts[i]] == 2}
    return old.intersection(texts[split + j] for _, theirs in gaps for j in theirs)


def _best(texts: Sequence[str], split: int, mine: Sequence[int], theirs: Sequence[int]) -> Iterator[tuple[Pair, Clear]]:
    """Yield the pairs of *mine* and *theirs* that are much more alike than any other pair of either."""
    ours, others = _said(texts[i] for i in mine), _said(texts[split + j] for j in theirs)
    likeness = [[_dice(one, other) for other in others] for one in ours]
    columns = [sorted(column, reverse=True) for column in zip(*likeness, strict=True)]
    for i, row in zip(mine, likeness, strict=True):
        own, *less = sorted(row, reverse=True) or [0.0]
        if own >= _ALIKE:
            at = row.index(own)
            rival = max((*less[:1], *columns[at][1:2]), default=0.0)
            if columns[at][0] == own and own - rival >= _MARGIN:
                yield (i, theirs[at]), Clear(own, own - rival)


def _said(texts: Iterable[str]) -> list[frozenset[str]]:
    return [frozenset(pairs(text)) for text in masked(texts)]


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
