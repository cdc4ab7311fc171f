"""The stages of an alignment, composed: what one finds is what the next one goes by.

What is certain by its words (anchors), what is clear between that (gaps), the pairs worth a look (candidates), the
sections (sections), the pairs with what speaks for them, best first (evidence, rounds), in laws what belongs to its own
article (homes) and what is too doubtful (strays), splits and merges (absorb), what only together says the same
(rejoined), what moved (matches).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tracker import statutes
from tracker.align import (
    absorb,
    anchors,
    candidates,
    compared,
    evidence,
    gaps,
    homes,
    phases,
    rejoined,
    rounds,
    sections,
    strays,
    wordless,
)
from tracker.align.admitted import Admitted
from tracker.align.anchors import Pair
from tracker.align.headings import Headings
from tracker.align.matches import Matches
from tracker.align.pinned import Pinned
from tracker.model import Alignment, Document, Pin, SectionMatch, paired
from tracker.similarity import Likeness

# What is less alike than this says nothing of the sections it stands in.
_FIRM = 0.3


class _Sure(NamedTuple):
    """What is certain by its words, and what is clear between that; *kept*: the share of the words that this is.

    *look* keeps reviews and plans apart; *elsewhere* are pairs of one review and one plan that say the same.
    """

    certain: list[Pair]
    clear: Mapping[Pair, gaps.Clear]
    kept: float
    look: phases.Phases
    elsewhere: list[Pair]


class Aligner:
    """Aligns two documents; *keys* are the folded texts of their segments, the old ones before the new ones."""

    def __init__(self, old: Document, new: Document, keys: Sequence[str], pins: tuple[Pin, ...]) -> None:
        self._sides, self._keys, self._pins = (old, new), keys, pins
        self._sizes = len(old.segments), len(new.segments)
        self._pinned = Pinned(old, new, pins)
        self._headings = Headings(old, new, self._pinned)
        self._admitted = Admitted(old, new, keys, self._pinned, self._headings.heads)
        self._laws = all(map(statutes.has_articles, self._sides))

    def alignment(self) -> Alignment:
        """Return the alignment of both documents."""
        sure = self._sure()
        own = {pair: stands.own for pair, stands in sure.clear.items()}
        ties = [*sure.certain, *sure.clear, *self._pinned.pairs().items()]
        firm = dict.fromkeys(ties, 1.0) | own
        fresh = sure.kept < evidence.COPY and not self._laws
        known = self._matched(firm, sure.look) if self._laws else ()
        near, far, bare = compared.profiles(self._sides, self._keys, [*sure.certain, *sure.clear], known, fresh=fresh)
        alike = Likeness(near, far)
        found = candidates.find(near, alike, self._keys, self._sides, sure.certain, own)
        likely = self._admitted.possible(found, laws=self._laws)
        looked_at = {pair: score for pair, score in likely.items() if score >= _FIRM and sure.look.agree(*pair)}
        matched = self._matched(looked_at | firm, sure.look)
        partners = dict(ties)
        partners.update(self._headings.pairs(matched))
        articles = self._articles(matched)
        more = candidates.of_same_articles(alike, self._sides, articles, partners)
        likely |= self._admitted.possible(more, laws=self._laws)
        witnesses = evidence.Witnesses(self._sides, alike, likely, partners, sure.look, sure.kept, articles, bare)
        # What no title may be paired with was looked at all the same: the next best of a segment stays what it is.
        likely = {pair: score for pair, score in likely.items() if self._admitted.by_place(*pair)}
        gains = absorb.Gains(*((near, far) if fresh else (near,)), heads=self._headings.of_both())
        # What is clear in its gap has all the support that a place can give in a copy.
        confidence = {
            pair: evidence.confidence(one.own + evidence.IN_COPIES, one.margin) for pair, one in sure.clear.items()
        }
        confidence.update(rounds.accepted(witnesses, likely, gains, self._sizes, articles=bool(articles)))
        matched = self._settled(matched, witnesses, confidence, sure.look)
        matches = Matches(self._sides, self._keys, near, self._headings.heads, self._pinned.groups)
        if self._laws:
            self._settle_provisions(witnesses, confidence, likely, self._articles(matched), matches)
        for pair in sure.elsewhere:
            if witnesses.is_open(*pair):
                witnesses.pair(*pair)
        partners.update(self._pinned.free(wordless.find(*self._sides, partners)))
        groups = absorb.groups(partners, gains, self._sizes, self._headings.labels())
        # What a reader states of some passages stands as it is.
        groups = self._pinned.settled(groups) if self._pins else rejoined.joined(groups, self._keys, self._sizes[0])
        return Alignment(*self._sides, matches.of(groups, confidence, matched), matched, self._pins)

    def _sure(self) -> _Sure:
        """Return what needs no weighing."""
        certain = self._pinned.free(self._anchors())
        kept = self._kept(dict.fromkeys(certain, 1.0))
        # In an edited copy what stood in a review may have been moved from there.
        look = phases.Phases(*self._sides, keys=self._keys) if kept < evidence.COPY else phases.Phases()
        elsewhere = [pair for pair in certain if not look.agree(*pair) and look.same(*pair)]
        certain = [pair for pair in certain if look.agree(*pair)]
        free = self._admitted.free
        clear = gaps.clear(self._keys, self._sizes[0], certain, lambda i, j: free(i, j) and look.agree(i, j))
        # What was edited in nearly every sentence is a copy all the same.
        kept += self._kept({pair: stands.own for pair, stands in clear.items()})
        return _Sure(certain, clear, kept, look if kept < evidence.COPY else phases.Phases(), elsewhere)

    def _anchors(self) -> list[Pair]:
        split = self._sizes[0]
        headed = self._headings.of_both()
        keys = ["" if k in headed else key for k, key in enumerate(self._keys)]
        return anchors.find(keys[:split], keys[split:])

    def _kept(self, alike: Mapping[Pair, float]) -> float:
        """Return the share of the words of both documents that stands in both, in pairs that are so much *alike*."""
        split = self._sizes[0]
        sizes = {(i, j): len(self._keys[i]) + len(self._keys[split + j]) for i, j in alike}
        return sum(alike[pair] * size for pair, size in sizes.items()) / max(1, sum(map(len, self._keys)))

    def _matched(self, ties: Mapping[Pair, float], look: phases.Phases) -> tuple[SectionMatch, ...]:
        return sections.match(*self._sides, ties, self._headings.pins(), look)

    def _settled(
        self,
        matched: tuple[SectionMatch, ...],
        witnesses: evidence.Witnesses,
        confidence: dict[Pair, float],
        look: phases.Phases,
    ) -> tuple[SectionMatch, ...]:
        """Return the pairing of the sections by all pairs that were made, and pair their headings anew by it."""
        better = self._matched({pair: confidence.get(pair, 1.0) for pair in witnesses.partners.items()}, look)
        if better != matched:
            former, headings = set(self._headings.pairs(matched)), dict(self._headings.pairs(better))
            taken = set(headings.values())
            for i, j in list(witnesses.partners.items()):
                # What had found a heading that is now another's gives it up.
                if (i, j) in former or i in headings or j in taken:
                    witnesses.part(i, j)
                    confidence.pop((i, j), None)
            for pair in headings.items():
                witnesses.pair(*pair)
        return better

    def _articles(self, matched: Iterable[SectionMatch]) -> set[Pair]:
        """Return the pairs of sections that are the same article of a law."""
        mine, theirs = (set(statutes.articles(side)) for side in self._sides)
        return {(i, j) for i, j in paired(matched).items() if i in mine and j in theirs}

    def _settle_provisions(
        self,
        witnesses: evidence.Witnesses,
        confidence: dict[Pair, float],
        likely: Mapping[Pair, float],
        articles: set[Pair],
        matches: Matches,
    ) -> None:
        """Pair provisions anew now that it is known which *articles* are the same, and part what is too doubtful."""
        homes.settle(self._sides, witnesses, confidence, likely, articles)
        doubtful = [p for p in strays.found(self._sides, confidence, articles) if matches.are_tied_by_place(*p)]
        for pair in sorted({*doubtful, *strays.strangers(self._sides, confidence, witnesses, articles)}):
            witnesses.part(*pair)
            del confidence[pair]
        for pair in list(strays.followers(self._sides, confidence, witnesses.partners, articles)):
            # The same words were moved there.
            if not self._admitted.say_the_same(*pair):
                witnesses.part(*pair)
                del confidence[pair]
