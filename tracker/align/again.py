"""The pairs made in newly written texts, once all are known, to those that last, and to what is found beside them.

A pair without neighbours that are pairs too is right in three of four only: it takes more, or it is taken back. Then
what is left on both sides is looked at again: by how much two are more alike than the next best is now asked of those
that have no partner. (Of read pairs of reports as many right ones are found with a third fewer wrong ones.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tracker.align import evidence
from tracker.align.anchors import Pair
from tracker.align.evidence import Evidence, Witnesses

# At a second look so much more must speak for a pair; twice is enough.
_MORE, _LOOKS = 0.1, 2


def settled(
    witnesses: Witnesses,
    confidence: Mapping[Pair, float],
    standing: Mapping[Pair, Evidence],
    likely: Mapping[Pair, float],
) -> dict[Pair, float]:
    """Return how probable the pairs are that last; *standing* is what spoke for those that were made.

    *likely* are the pairs worth a look. In edited copies all last.
    """
    kept = dict(confidence)
    if not witnesses.fresh:
        return kept
    for pair in [pair for pair in kept if witnesses.is_lonely(*pair, standing[pair])]:
        witnesses.part(*pair)
        del kept[pair]
    known = {pair: standing[pair] for pair in kept}
    for _ in range(_LOOKS):
        for _, i, j, stands in sorted(_found(witnesses, likely), key=lambda row: (-row[0], row[1], row[2])):
            if witnesses.is_open(i, j):
                witnesses.pair(i, j)
                known[i, j] = stands
    return {pair: witnesses.confidence(*pair, stands) for pair, stands in known.items()}


def _found(witnesses: Witnesses, likely: Mapping[Pair, float]) -> Iterator[tuple[float, int, int, Evidence]]:
    """Yield the open pairs for which much speaks, with how much and what."""
    free = {pair: score for pair, score in likely.items() if witnesses.is_open(*pair)}
    among = witnesses.among(free)
    for i, j in free:
        stands = among(i, j)
        weight = witnesses.weight(i, j, stands)
        if weight >= evidence.ENOUGH + _MORE and not witnesses.is_lonely(i, j, stands):
            yield weight, i, j, stands
