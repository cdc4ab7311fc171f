"""What speaks for a pair of segments to the probability that they belong together."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp
from operator import mul
from typing import NamedTuple

from tracker.align import phases
from tracker.align.anchors import Pair
from tracker.model import Document
from tracker.similarity import Profiles

_REACH = 3
_FADING = (1.0, 0.8, 0.6)
# What was done and what is planned is told in like words, but hardly ever in the same: the power of likeness at which
# it outweighs that.
_SAME_WORDS = 4


class Evidence(NamedTuple):
    """What speaks for a pair, each from 0 to 1 (margin: from -1)."""

    own: float  # likeness of what the two say, by pairs of characters
    letters: float  # … and by single characters
    margin: float  # by how much the pair is more alike than the next best of either side
    paragraph: float  # likeness of the paragraphs they stand in
    neighbours: float  # how surely the segments before and behind them belong together
    section: float  # whether their sections are matched
    phase: float  # whether both tell what was done, or both what is to be done; the same words are the same anywhere
    place: float  # how near each other they stand, as shares of the documents


class Witnesses:
    """All that is known of two documents while they are being aligned; *partners* grows as pairs are accepted."""

    def __init__(
        self,
        sides: tuple[Document, Document],
        profiles: tuple[Profiles, Profiles],
        candidates: Mapping[Pair, float],
        sections: Mapping[int, int],
        partners: dict[int, int],
    ) -> None:
        self._old, self._new = sides
        self._pairs, self._letters = profiles
        self._candidates = candidates
        self._sections = sections
        self._split = len(self._old.segments)
        self.partners = partners
        self._paragraphs = _paragraphs(self._old), _paragraphs(self._new)
        self._likeness: dict[Pair, float] = {}
        self._phases = phases.of(self._old), phases.of(self._new)
        self._rivals = _rivals(candidates, 0), _rivals(candidates, 1)

    def standing(self, i: int, j: int) -> Evidence:
        """Return what speaks for the pair of the old segment *i* and the new segment *j*, but for their neighbours."""
        one, other = self._old.segments[i], self._new.segments[j]
        own = self._candidates.get((i, j), 0.0)
        return Evidence(
            own,
            self._letters.cosine(i, self._split + j),
            own - max(_best_but(self._rivals[0][i], j), _best_but(self._rivals[1][j], i)),
            self._paragraph(one.paragraph, other.paragraph),
            0.0,
            float(self._sections.get(one.section, -1) == other.section),
            1.0 if self._same_phase(one.section, other.section) else own**_SAME_WORDS,
            1 - abs((i + 0.5) / self._split - (j + 0.5) / len(self._new.segments)),
        )

    def neighbours(self, i: int, j: int) -> float:
        """Return how surely the segments around *i* and *j* belong together, as far as is known now."""
        return (self._support(i, j, -1) + self._support(i, j, 1)) / 2

    def _same_phase(self, one: int, other: int) -> bool:
        mine, theirs = self._phases[0][one], self._phases[1][other]
        return mine == theirs or not mine or not theirs

    def _paragraph(self, p: int, q: int) -> float:
        if (p, q) not in self._likeness:
            mine = self._pairs.union(self._paragraphs[0][p])
            theirs = self._pairs.union(self._split + j for j in self._paragraphs[1][q])
            self._likeness[p, q] = self._pairs.cosine_of(mine, theirs)
        return self._likeness[p, q]

    def _support(self, i: int, j: int, step: int) -> float:
        """Return how surely one of the next few segments on this side has its partner among the next few there."""
        best = 0.0
        for d in range(_REACH):
            a = i + step * (d + 1)
            if not 0 <= a < self._split:
                return max(best, float(not d and not 0 <= j + step < len(self._new.segments)))
            partner = self.partners.get(a)
            for e in range(_REACH):
                b = j + step * (e + 1)
                sure = 1.0 if partner == b else self._candidates.get((a, b), 0.0) if partner is None else 0.0
                best = max(best, sure * _FADING[d] * _FADING[e])
        return best


# Fitted on read pairs of reports and laws by benchmarks/confidence.py, rounded.
_WEIGHTS = Evidence(own=2.0, letters=4.2, margin=2.7, paragraph=3.7, neighbours=2.4, section=0.5, phase=4.0, place=1.7)
_BIAS = -9.4


def weighed(evidence: Evidence, neighbours: float) -> float:
    """Return the estimated probability that a pair is right by what stands and by its *neighbours*."""
    logit = _BIAS + _WEIGHTS.neighbours * neighbours + sum(map(mul, _WEIGHTS, evidence))
    return 1 / (1 + exp(-logit))


def _paragraphs(document: Document) -> list[Sequence[int]]:
    members: list[list[int]] = [[] for _ in document.paragraphs]
    for index, segment in enumerate(document.segments):
        members[segment.paragraph].append(index)
    return [tuple(m) for m in members]


def _rivals(candidates: Mapping[Pair, float], side: int) -> Mapping[int, Sequence[tuple[float, int]]]:
    """Return for each segment of a side its two best candidates."""
    best: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for pair, score in candidates.items():
        best[pair[side]].append((score, pair[1 - side]))
    return defaultdict(tuple, {k: heapq.nlargest(2, rows) for k, rows in best.items()})


def _best_but(rivals: Sequence[tuple[float, int]], but: int) -> float:
    return max((score for score, k in rivals if k != but), default=0.0)
