"""The pairs worth a look to those that are made, in rounds: each round's pairs are witnesses for the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from tracker.align import absorb, again, evidence
from tracker.align.absorb import Gains
from tracker.align.anchors import Pair

# The surest first.
_ROUNDS = (1.1, 0.9, 0.75, 0.6, evidence.ENOUGH)
# What is left over in the same place of an article comes last.
_ROUNDS_OF_ARTICLES = (*_ROUNDS, evidence.ENOUGH_IN_PLACE)


def accepted(
    witnesses: evidence.Witnesses, likely: Mapping[Pair, float], gains: Gains, sizes: tuple[int, int], *, articles: bool
) -> dict[Pair, float]:
    """Add to the partners what is probable enough, best first, and return how probable it was.

    *sizes* says how many segments both sides have, *articles* whether both have some that are the same.
    """
    rounds = _ROUNDS_OF_ARTICLES if articles else _ROUNDS
    confidence: dict[Pair, float] = {}
    standing = {(i, j): witnesses.standing(i, j) for i, j in likely if witnesses.is_open(i, j)}
    hopeful = {
        (i, j): known
        for (i, j), known in standing.items()
        if witnesses.most(known) >= rounds[-1] and witnesses.weight(i, j, known, 1.0) >= witnesses.enough(i, j, known)
    }
    for floor in rounds:
        parts = _parts(witnesses.partners, hopeful, gains, sizes) if floor < rounds[0] else (set(), set())
        hopeful = {
            (i, j): stands
            for (i, j), stands in hopeful.items()
            if witnesses.is_open(i, j) and i not in parts[0] and j not in parts[1]
        }
        scored = [
            (witnesses.weight(i, j, stands), i, j)
            for (i, j), stands in hopeful.items()
            if witnesses.most(stands) >= floor
        ]
        for weight, i, j in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
            if weight < floor:
                break
            if witnesses.is_open(i, j) and witnesses.suffices(floor, i, j, hopeful[i, j]):
                witnesses.pair(i, j)
                confidence[i, j] = evidence.confidence(max(weight, evidence.ENOUGH), hopeful[i, j].margin)
    return again.settled(witnesses, confidence, standing, likely)


def _parts(
    partners: Mapping[int, int], hopeful: Mapping[Pair, evidence.Evidence], gains: Gains, sizes: tuple[int, int]
) -> tuple[set[int], set[int]]:
    """Return the segments that are parts of what is split or merged rather than partners of any other."""
    hopes: dict[int, float] = defaultdict(float)
    for (i, j), stands in hopeful.items():
        hopes[i] = max(hopes[i], stands.own)
        hopes[sizes[0] + j] = max(hopes[sizes[0] + j], stands.own)
    found = absorb.splits_and_merges(partners, gains, sizes, hopes)
    return {i for group in found for i in group.old}, {j for group in found for j in group.new}
