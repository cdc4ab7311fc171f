"""What speaks for a pair of segments to the probability that they belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from typing import NamedTuple

from tracker.align.anchors import Pair
from tracker.model import Document
from tracker.similarity import Profiles

_REACH = 3
_FADING = (1.0, 0.8, 0.6)
# From this many characters on a text's own words are as strong a sign as they can be.
_LONG = 12


class Evidence(NamedTuple):
    """Five numbers from 0 to 1: likeness of words and of paragraphs, support of the neighbours, sections, length."""

    own: float
    paragraph: float
    neighbours: float
    section: float
    length: float


class Witnesses:
    """All that is known of two documents while they are being aligned; *partners* grows as pairs are accepted."""

    def __init__(
        self,
        old: Document,
        new: Document,
        profiles: Profiles,
        candidates: Mapping[Pair, float],
        partners: dict[int, int],
    ) -> None:
        self._old, self._new = old, new
        self._profiles = profiles
        self._candidates = candidates
        self._split = len(old.segments)
        self.partners = partners
        self.sections: Mapping[int, int | None] = {}
        self._paragraphs = _paragraphs(old), _paragraphs(new)
        self._likeness: dict[Pair, float] = {}

    def of(self, i: int, j: int) -> Evidence:
        """Return what speaks for the pair of the old segment *i* and the new segment *j*."""
        one, other = self._old.segments[i], self._new.segments[j]
        length = min(one.span.end - one.span.start, other.span.end - other.span.start)
        return Evidence(
            self._candidates.get((i, j), 0.0),
            self._paragraph(one.paragraph, other.paragraph),
            (self._support(i, j, -1) + self._support(i, j, 1)) / 2,
            float(self.sections.get(one.section, -1) == other.section),
            min(1.0, length / _LONG),
        )

    def _paragraph(self, p: int, q: int) -> float:
        if (p, q) not in self._likeness:
            mine = self._profiles.union(self._paragraphs[0][p])
            theirs = self._profiles.union(self._split + j for j in self._paragraphs[1][q])
            self._likeness[p, q] = self._profiles.cosine_of(mine, theirs)
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
_WEIGHTS = Evidence(own=7.0, paragraph=2.0, neighbours=2.5, section=0.7, length=0.5)
_BIAS = -5.0


def probability(evidence: Evidence) -> float:
    """Return the estimated probability that the pair is right."""
    return 1 / (1 + exp(-_BIAS - sum(w * e for w, e in zip(_WEIGHTS, evidence, strict=True))))


def _paragraphs(document: Document) -> list[Sequence[int]]:
    members: list[list[int]] = [[] for _ in document.paragraphs]
    for index, segment in enumerate(document.segments):
        members[segment.paragraph].append(index)
    return [tuple(m) for m in members]
