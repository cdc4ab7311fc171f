"""What speaks for a pair of segments to how much speaks for it, and to the probability that it is right."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from math import exp
from typing import NamedTuple

from tracker import statutes
from tracker.align import wholes
from tracker.align.anchors import Pair
from tracker.align.links import Links
from tracker.align.phases import Phases
from tracker.align.wholes import Wholes
from tracker.model import Document
from tracker.similarity import Likeness

# So many segments before and behind a pair are looked at for support.
_REACH = 3
_AROUND = tuple(step * (d + 1) for step in (-1, 1) for d in range(_REACH))


class Evidence(NamedTuple):
    """What speaks for a pair by itself, likeness from 0 to 1 (margin: from -1)."""

    own: float  # likeness of what the two say
    margin: float  # by how much the pair is more alike than the next best of either side
    phase: bool  # whether both tell what was done or what is planned; the same words are the same anywhere


class _New(NamedTuple):
    """How much each kind of evidence counts in a newly written text."""

    own: float
    margin: float
    sentence: float
    paragraph: float
    neighbours: float
    linked: float
    links: float

    @property
    def around(self) -> float:
        """Return how much surroundings can say at most."""
        return self.sentence + self.paragraph + self.neighbours + self.linked + self.links


# What two segments say counts most; then their surroundings. Settled on read yearly pairs of reports: without
# paragraphs, neighbours or sentences the same share of right pairs finds fewer.
_SENTENCE, _PARAGRAPH, _NEIGHBOURS = 0.3, 0.7, 0.5
# Surroundings count for no more than this: little where one text is a near copy of the other, whose kept sentences are
# kept nearly word by word; much where it was newly written.
IN_COPIES, _IN_NEW_TEXTS = 0.22, 0.6
# … but for a little more between provisions that keep their place in one article, and for less between those of two
# articles: penalties are much alike, and fit each other's place. (Where half of a law is kept, of 5 such pairs as alike
# as 0.3–0.4 one was right, of 10 from 0.42 on 9.)
_IN_PLACE, _ELSEWHERE = 0.3, 0.12
# What stands beside a provision that was moved, as alike as this, most likely goes along with it.
_SURELY = 0.5
# In a newly written text all of it counts, and so does by how much the two are more alike than the next best (no more
# than _APART of it: behind that the pair is clear), and how many segments of their paragraphs are partners already.
# Fitted on read pairs of work reports and communiqués (benchmarks/yearly.py).
_OF_NEW = _New(own=0.65, margin=2.0, sentence=1.0, paragraph=0.1, neighbours=0.16, linked=0.16, links=0.13)
_APART = 0.2
# The rest stays weighed as in copies, so as not to trust the fit too far: of 35 right pairs of other years in dispute
# between both ways of weighing, the fitted one alone finds 16, both together find 19, with fewer wrong ones.
_FITTED = 0.85
# Without neighbours that are pairs too a pair takes so much more.
_LONELY, _FOR_LONELY = 0.05, 0.21
# Where so much stands in both texts, one is an edited copy of the other.
COPY = 0.5
# A pair is made from this much on.
ENOUGH = 0.52
# A provision that keeps its place in its article, and has found no other partner, was written anew there: so much will
# do if it shares so much with what stood there. In 45 pairs of laws that makes 7 pairs, of which amendments call 6
# 修改为; 0.44, or no floor under what is shared, make as many wrong ones as right ones.
ENOUGH_IN_PLACE, _SHARED = 0.46, 0.15


class Witnesses:
    """All that is known of two documents while they are being aligned; *partners* grows as pairs are accepted.

    *kept* is the share of their words that stands in both of them (*fresh* says from 0 to 1 how much of them is newly
    written, and not in articles); *articles* are the pairs of sections that are the same article. *bare* says of newly
    written texts how alike they are but for their formulas.
    """

    def __init__(
        self,
        sides: tuple[Document, Document],
        alike: Likeness,
        candidates: Mapping[Pair, float],
        partners: dict[int, int],
        phases: Phases,
        kept: float,
        articles: Set[Pair],
        bare: Likeness | None,
    ) -> None:
        self._old, self._new = sides
        self._alike, self._bare = alike, bare
        self._candidates = candidates
        self._split = len(self._old.segments)
        self.partners = partners
        copied = min(1.0, kept / COPY)
        self._around = copied * IN_COPIES + (1 - copied) * _IN_NEW_TEXTS
        self._in_place = max(self._around, _IN_PLACE) if articles else self._around
        self._elsewhere = copied * _ELSEWHERE + (1 - copied) * _IN_NEW_TEXTS
        self._articles, self._provisions = articles, tuple([set(statutes.articles(side)) for side in sides])
        told = any(len(side.paragraphs) < len(side.segments) for side in sides)
        self.fresh = _FITTED * (1 - copied) if told and not articles else 0.0
        self._links = Links(sides, partners)
        self._takers = {j: i for i, j in partners.items()}
        self._paragraphs = Wholes(alike, self._split, *map(wholes.paragraphs, sides))
        self._sentences = Wholes(alike, self._split, *map(wholes.sentences, sides))
        self._phases = phases
        agreeing = {pair: score for pair, score in candidates.items() if phases.agree(*pair)}
        self._rivals = _rivals(agreeing, 0), _rivals(agreeing, 1)

    def pair(self, i: int, j: int) -> None:
        """Take it from now on that *i* and *j* belong together."""
        self.partners[i], self._takers[j] = j, i
        self._links.add(i, j)

    def part(self, i: int, j: int) -> None:
        """Take back that *i* and *j* belong together."""
        del self.partners[i], self._takers[j]

    def holder(self, j: int) -> int | None:
        """Return the partner of the new segment *j*, if it has one."""
        return self._takers.get(j)

    def is_lonely(self, i: int, j: int, stands: Evidence) -> bool:
        """Return whether nothing around *i* and *j* speaks for the pair, and too little else does.

        What they share must be what they are about. (Of 20 pairs in unread reports that are parted for it 14 are wrong;
        in benchmarks/yearly.py 15 fewer are wrong, and one right one is lost.)
        """
        if not self.fresh or self.neighbours(i, j) >= _LONELY:
            return False
        return self.weight(i, j, self._without_formulas(i, j, stands)) < ENOUGH + self.fresh * _FOR_LONELY

    def _without_formulas(self, i: int, j: int, stands: Evidence) -> Evidence:
        """Return what speaks for a pair but for what both might say of any matter."""
        lost = stands.own - self._bare.of(i, self._split + j) if self._bare else 0.0
        return stands._replace(own=stands.own - lost, margin=stands.margin - lost) if lost > 0 else stands

    def confidence(self, i: int, j: int, stands: Evidence) -> float:
        """Return the estimated probability that a pair is right, now that all others are made."""
        return confidence(self.weight(i, j, stands), stands.margin, self.fresh, self.neighbours(i, j))

    def is_open(self, i: int, j: int) -> bool:
        """Return whether neither *i* nor *j* has a partner."""
        return i not in self.partners and j not in self._takers

    def suffices(self, floor: float, i: int, j: int, stands: Evidence) -> bool:
        """Return whether *floor* is enough for the pair, as its neighbours are paired now."""
        return floor >= ENOUGH or (floor >= self.enough(i, j, stands) and self._is_in_place(i, j))

    def enough(self, i: int, j: int, stands: Evidence) -> float:
        """Return how much must speak for a pair, wherever its neighbours are."""
        return ENOUGH_IN_PLACE if stands.own >= _SHARED and self._in_article(i, j) else ENOUGH

    def standing(self, i: int, j: int) -> Evidence:
        """Return what speaks for the pair of the old segment *i* and the new segment *j*, but for what is around it."""
        return self._standing(i, j, self._rivals)

    def among(self, pairs: Mapping[Pair, float]) -> Callable[[int, int], Evidence]:
        """Return what tells what speaks for a pair where no others than *pairs* are possible."""
        agreeing = {pair: score for pair, score in pairs.items() if self._phases.agree(*pair)}
        rivals = _rivals(agreeing, 0), _rivals(agreeing, 1)
        return lambda i, j: self._standing(i, j, rivals)

    def _standing(self, i: int, j: int, rivals: tuple[_Rivals, _Rivals]) -> Evidence:
        own = self._candidates.get((i, j), 0.0)
        margin = own - max(_best_but(rivals[0][i], j), _best_but(rivals[1][j], i))
        return Evidence(own, margin, self._phases.agree(i, j))

    def most(self, stands: Evidence) -> float:
        """Return how much may speak for a pair at most, whatever is around it: what costs most need not be asked."""
        if not stands.phase:
            return 0.0
        most = stands.own + self._in_place
        return most + self.fresh * (_alone(stands) + _OF_NEW.around - most) if self.fresh else most

    def weight(self, i: int, j: int, stands: Evidence, neighbours: float | None = None) -> float:
        """Return how much speaks for a pair by what *stands* and by what is around it; from ENOUGH on it is made.

        *neighbours* says how much the neighbours may come to say; else it is asked what they say now.
        """
        if not stands.phase:
            return 0.0
        hoped = neighbours is not None
        said = self.neighbours(i, j) if neighbours is None else neighbours
        weight = self._in_copy(i, j, stands, said, hoped) if self.fresh < 1 else 0.0
        return weight + self.fresh * (self._in_new(i, j, stands, said, hoped) - weight) if self.fresh else weight

    def _in_copy(self, i: int, j: int, stands: Evidence, neighbours: float, hoped: bool) -> float:
        limit = self._limit(i, j, hoped)
        around = _NEIGHBOURS * neighbours
        # Past the limit nothing more would count: asking wholes always took a third of the time of aligning 1 MB.
        if around < limit:
            around += _PARAGRAPH * self._paragraphs.likeness(i, j)
        if around < limit:
            around += _SENTENCE * self._sentences.likeness(i, j)
        return stands.own + min(around, limit)

    def _limit(self, i: int, j: int, hoped: bool) -> float:
        """Return how much the surroundings of a pair count at most, as they are or as they may be *hoped* to be."""
        mine, theirs = self._old.segments[i].section, self._new.segments[j].section
        if (mine, theirs) in self._articles:
            return self._in_place if hoped or self._is_in_place(i, j) else self._around
        if mine not in self._provisions[0] or theirs not in self._provisions[1]:
            return self._around
        return self._around if hoped or self._goes_along(i, j) else self._elsewhere

    def _in_new(self, i: int, j: int, stands: Evidence, neighbours: float, hoped: bool) -> float:
        around = _OF_NEW.sentence * self._sentences.likeness(i, j) + _OF_NEW.paragraph * self._paragraphs.likeness(i, j)
        share, some = (1.0, 1.0) if hoped else self._links.between(i, j)
        return _alone(stands) + around + _OF_NEW.neighbours * neighbours + _OF_NEW.linked * share + _OF_NEW.links * some

    def _goes_along(self, i: int, j: int) -> bool:
        """Return whether what stands right before, or right behind, both in their two articles is surely a pair."""
        homes = sections_of((self._old, self._new), (i, j))
        beside = [(i + step, j + step) for step in (-1, 1) if self.partners.get(i + step) == j + step]
        return any(
            sections_of((self._old, self._new), pair) == homes and self._candidates.get(pair, 1.0) >= _SURELY
            for pair in beside
        )

    def _is_in_place(self, i: int, j: int) -> bool:
        """Return whether what stands right before or right behind *i* and *j* is a pair, in the same article."""
        if not self._in_article(i, j):
            return False
        return self.partners.get(i - 1) == j - 1 or self.partners.get(i + 1) == j + 1

    def _in_article(self, i: int, j: int) -> bool:
        return (self._old.segments[i].section, self._new.segments[j].section) in self._articles

    def neighbours(self, i: int, j: int) -> float:
        """Return how surely the segments around *i* and *j* belong together, as far as is known now."""
        return sum([self._support(i, j, shift) for shift in _AROUND]) / len(_AROUND)

    def _support(self, i: int, j: int, shift: int) -> float:
        """Return how surely the segment *shift* places from *i* has its partner on that side of *j*."""
        a, step = i + shift, 1 if shift > 0 else -1
        if not 0 <= a < self._split:
            # Both documents begin, or end, here.
            return float(not 0 <= j + shift < len(self._new.segments))
        partner = self.partners.get(a)
        if partner is not None:
            return float(0 < (partner - j) * step <= _REACH)
        best = 0.0
        for b in range(j + step, j + step * (_REACH + 1), step):
            if b not in self._takers:
                best = max(best, self._candidates.get((a, b), 0.0))
        return best


def _alone(stands: Evidence) -> float:
    """Return how much speaks for a pair in a newly written text but for what is around it."""
    return _OF_NEW.own * stands.own + _OF_NEW.margin * max(-_APART, min(_APART, stands.margin))


# Fitted on read pairs of reports and laws by benchmarks/confidence.py; in newly written texts the weight holds the
# margin already, and neighbours (a few tell as much as more would) tell more than they weigh.
_BIAS, _WEIGHT, _MARGIN = -3.4, 7.0, 2.8
_BIAS_OF_NEW, _WEIGHT_OF_NEW, _NEIGHBOURS_OF_NEW, _FEW = -1.25, 2.9, 2.7, 0.2


def confidence(weight: float, margin: float, fresh: float = 0.0, neighbours: float = 0.0) -> float:
    """Return the estimated probability that a pair for which so much speaks is right."""
    copied = _BIAS + _WEIGHT * weight + _MARGIN * margin
    new = _BIAS_OF_NEW + _WEIGHT_OF_NEW * weight + _NEIGHBOURS_OF_NEW * min(neighbours, _FEW)
    return 1 / (1 + exp(-(copied + fresh * (new - copied))))


def sections_of(sides: tuple[Document, Document], pair: Pair) -> Pair:
    """Return the two sections in which a *pair* of segments stands."""
    return sides[0].segments[pair[0]].section, sides[1].segments[pair[1]].section


_Rivals = Mapping[int, Sequence[tuple[float, int]]]


def _rivals(candidates: Mapping[Pair, float], side: int) -> _Rivals:
    """Return for each segment of a side its two best candidates."""
    best: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for pair, score in candidates.items():
        best[pair[side]].append((score, pair[1 - side]))
    return defaultdict(tuple, {k: heapq.nlargest(2, rows) for k, rows in best.items()})


def _best_but(rivals: Sequence[tuple[float, int]], but: int) -> float:
    # The best stands first.
    for score, k in rivals:
        if k != but:
            return score
    return 0.0
