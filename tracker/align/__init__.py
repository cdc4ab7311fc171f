"""Two documents to an alignment of their segments and sections.

In stages, each in a module of this room: what is certain by its words (anchors), what is clear between that (gaps), the
pairs worth a look (candidates), the sections (sections), the pairs with what speaks for them, best first (evidence),
what belongs to its own article (homes), what is too doubtful (strays), splits and merges (absorb), what only together
says the same (rejoined), what moved (order).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from tracker import cells, folding, mirror
from tracker.align import (
    absorb,
    again,
    anchors,
    candidates,
    cited,
    digits,
    evidence,
    front,
    gaps,
    homes,
    phases,
    rejoined,
    sections,
    strays,
    wordless,
)
from tracker.align.absorb import Group
from tracker.align.anchors import Pair
from tracker.align.pinned import Pinned
from tracker.model import Alignment, Document, How, Match, Paragraph, Pin, Section, SectionMatch, Segment, Span
from tracker.order import heaviest
from tracker.similarity import Likeness, Profiles, is_spaced, letters, masked, pairs, pieces, spaced_words

# Pairs are accepted in rounds, the surest first: each round's pairs are witnesses for the next.
_ROUNDS = (1.1, 0.9, 0.75, 0.6, evidence.ENOUGH)
# What is left over in the same place of an article comes last.
_ROUNDS_OF_ARTICLES = (*_ROUNDS, evidence.ENOUGH_IN_PLACE)
# What is less alike than this says nothing of the sections it stands in.
_FIRM = 0.3
# Below this share of common words it is the place of two segments that ties them, not what they say: a matter of how
# it is told alone.
_BY_TEXT = 0.35
# Of two passages that passed each other the one that left its section has moved, if it is not so much longer.
_HELD = 3
# How rare words are shows in this many segments as well as in all of them.
_SAMPLE = 5000

_NO_TEXT = frozenset(("note", "heading"))

Grams = Callable[[str], Iterable[str]]


def align(old: Document, new: Document, pins: Sequence[Pin] = ()) -> Alignment:
    """Return the pairing of all segments and sections of *old* and *new*; swapping the sides mirrors it.

    What *pins* state of some passages is honoured.
    """
    if old == new and not pins:
        return _of_itself(old)
    if new.text < old.text:
        # One canonical order of the sides, so that no tie can depend on which of them is called old.
        return mirror.mirrored(align(new, old, [Pin(pin.together, pin.new, pin.old) for pin in pins]))
    texts = (s.span.of(d.text) for d in (old, new) for s in d.segments)
    # What a row is numbered by finds no partner.
    keys = folding.words_of(map(cells.unnumbered, texts) if any(map(cells.may_hold, (old.text, new.text))) else texts)
    return _Aligner(old, new, keys, tuple(pins)).alignment()


def _of_itself(document: Document) -> Alignment:
    """Return the pairing of a document with itself: bare labels and marks, too, which no other stage tells apart."""
    matches = tuple(Match((i,), (i,), "identical", 1.0) for i in range(len(document.segments)))
    return Alignment(document, document, matches, tuple(SectionMatch(i, i) for i in range(len(document.sections))))


def align_texts(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Return the pairing of two ready-made lists of sentences, in any language."""
    return align(_listed(old), _listed(new))


class _Aligner:
    """The stages, composed; what one finds is what the next one goes by."""

    def __init__(self, old: Document, new: Document, keys: Sequence[str], pins: tuple[Pin, ...]) -> None:
        self.old, self.new, self.keys = old, new, keys
        self.split = len(old.segments)
        self.sizes = len(old.segments), len(new.segments)
        self.pins, self.pinned = pins, Pinned(old, new, pins)
        self.headings = _section_headings(old), _section_headings(new)
        self.heads = frozenset(self.headings[0].values()), frozenset(self.headings[1].values())
        self.front = front.of(old), front.of(new)

    def alignment(self) -> Alignment:
        certain = self.pinned.free(self._anchors())
        kept = self._kept(dict.fromkeys(certain, 1.0))
        # In an edited copy what stood in a review may have been moved from there.
        look = phases.Phases(self.old, self.new, keys=self.keys) if kept < evidence.COPY else phases.Phases()
        elsewhere = [pair for pair in certain if not look.agree(*pair) and look.same(*pair)]
        certain = [pair for pair in certain if look.agree(*pair)]
        clear = gaps.clear(self.keys, self.split, certain, lambda i, j: self._is_free(i, j) and look.agree(i, j))
        own = {pair: stands.own for pair, stands in clear.items()}
        # What was edited in nearly every sentence is a copy all the same.
        kept += self._kept(own)
        look = look if kept < evidence.COPY else phases.Phases()
        laws = all(next(evidence.articles_of(side), None) is not None for side in (self.old, self.new))
        ties = [*certain, *clear, *self.pinned.pairs().items()]
        sure = dict.fromkeys(ties, 1.0) | own
        known = sections.match(self.old, self.new, sure, self._section_pins(), look) if laws else ()
        alike, likely = self._likely(certain, own, known, fresh=kept < evidence.COPY and not laws, laws=laws)
        firm = {pair: score for pair, score in likely.items() if score >= _FIRM and look.agree(*pair)} | sure
        matched = sections.match(self.old, self.new, firm, self._section_pins(), look)
        partners = dict(ties)
        partners.update(self.pinned.free(self._same_section(matched).items()))
        articles = self._articles(matched)
        likely |= self._possible(candidates.of_same_articles(alike, (self.old, self.new), articles, partners), laws)
        witnesses = evidence.Witnesses((self.old, self.new), alike, likely, partners, look, kept, articles)
        # What is clear in its gap has all the support that a place can give in a copy.
        confidence = {
            pair: evidence.confidence(one.own + evidence.IN_COPIES, one.margin) for pair, one in clear.items()
        }
        # What no title may be paired with was looked at all the same: the next best of a segment stays what it is.
        likely = {pair: score for pair, score in likely.items() if self._may_be_one(*pair)}
        confidence.update(self._accept(witnesses, likely, _ROUNDS_OF_ARTICLES if articles else _ROUNDS))
        matched = self._settled(matched, partners, confidence, look)
        homes.settle((self.old, self.new), witnesses, confidence, likely, self._articles(matched))
        for i, j in list(strays.found((self.old, self.new), confidence, self._articles(matched))):
            if self._how(Group((i,), (j,))) == "context":
                witnesses.part(i, j)
                del confidence[i, j]
        sides = self.old, self.new
        for pair in list(strays.followers(sides, confidence, partners, self._articles(matched))):
            witnesses.part(*pair)
            del confidence[pair]
        for pair in elsewhere:
            if witnesses.is_open(*pair):
                witnesses.pair(*pair)
        partners.update(self.pinned.free(wordless.find(self.old, self.new, partners)))
        found = absorb.groups(partners, self.gains, self.sizes, self._labels())
        # What a reader states of some passages stands as it is.
        found = self.pinned.settled(found) if self.pins else rejoined.joined(found, self.keys, self.split)
        return Alignment(self.old, self.new, self._matches(found, confidence, matched), matched, self.pins)

    def _likely(
        self,
        certain: Sequence[Pair],
        clear: Mapping[Pair, float],
        known: Sequence[SectionMatch],
        *,
        fresh: bool,
        laws: bool,
    ) -> tuple[Likeness, dict[Pair, float]]:
        """Return what tells how alike two segments are, and how much the pairs are so that are worth a look.

        *known* are the articles of laws that are the same by what is certain and clear alone.
        """
        texts, near, far = self._looked_at(fresh, known)
        telling = self._telling([*certain, *clear])
        self.profiles, distant = Profiles(texts, near, telling), Profiles(texts, far, telling)
        self.gains = absorb.Gains(self.profiles, distant) if fresh else absorb.Gains(self.profiles)
        alike = Likeness(self.profiles, distant)
        found = candidates.find(self.profiles, alike, self.keys, (self.old, self.new), certain, clear)
        return alike, self._possible(found, laws)

    def _possible(self, found: Mapping[Pair, float], laws: bool) -> dict[Pair, float]:
        """Return those of the pairs *found* that no pin forbids, and that are of one kind in *laws*."""
        return {
            pair: score
            for pair, score in found.items()
            if self.pinned.allow(*pair) and (not laws or self._are_of_a_kind(*pair))
        }

    def _telling(self, certain: Iterable[Pair]) -> list[int]:
        """Return the segments that tell how rare words are: all, or of very many the open ones and a sample."""
        step = len(self.keys) // _SAMPLE + 1
        held = {k for i, j in certain for k in (i, self.split + j)}
        return [k for k in range(len(self.keys)) if k % step == 0 or k not in held]

    def _looked_at(self, fresh: bool, known: Sequence[SectionMatch]) -> tuple[Sequence[str], Grams, Grams]:
        """Return the texts of all segments, and what of them is compared: closely, and more loosely.

        In a *fresh*, newly written text other words may say the same.
        """
        if is_spaced(self.old.text) or is_spaced(self.new.text):
            # The keys hold no blanks, by which such words are parted.
            return [s.span.of(d.text) for d in (self.old, self.new) for s in d.segments], pieces, spaced_words
        texts = digits.texts(self.keys, self.old, self.new)
        if known:
            texts = cited.texts(texts, self.old, self.new, known)
        if fresh:
            from tracker.align import exchange  # with its list of words, which edited copies do without

            texts = exchange.folded(texts[: self.split], texts[self.split :])
        # Not before: some words of one meaning hold a number (PM2.5, M2).
        return masked(texts), pairs, letters

    def _anchors(self) -> list[Pair]:
        keys = list(self.keys)
        for i in self.headings[0].values():
            keys[i] = ""
        for j in self.headings[1].values():
            keys[self.split + j] = ""
        return anchors.find(keys[: self.split], keys[self.split :])

    def _is_free(self, i: int, j: int) -> bool:
        """Return whether no pin holds the old segment *i* or the new *j*, and neither is a heading or a title."""
        return self.pinned.allow(i, j) and i not in self.heads[0] and j not in self.heads[1] and self._may_be_one(i, j)

    def _kept(self, alike: Mapping[Pair, float]) -> float:
        """Return the share of the words of both documents that stands in both, in pairs that are so much *alike*."""
        sizes = {(i, j): len(self.keys[i]) + len(self.keys[self.split + j]) for i, j in alike}
        return sum(alike[pair] * size for pair, size in sizes.items()) / max(1, sum(map(len, self.keys)))

    def _are_of_a_kind(self, i: int, j: int) -> bool:
        """Return whether both segments are provisions, or headings, or notes, or say the same.

        In a law the title of a chapter is no wording of a provision; in a report a heading often says what is planned.
        """
        one, other = self.old.segments[i].role == "note", self.new.segments[j].role == "note"
        alike = (i in self.heads[0]) == (j in self.heads[1]) and one == other
        return alike or self.keys[i] == self.keys[self.split + j]

    def _may_be_one(self, i: int, j: int) -> bool:
        """Return whether neither stands in front of the text and the other amid it, or both say the same.

        The first sentence of a copy may be the title of the other. The date below a notice is no wording of a sentence.
        """
        if self.keys[i] == self.keys[self.split + j]:
            return True
        one, other = self.old.segments[i].role, self.new.segments[j].role
        noted = (one == "note" and i not in self.front[0].ahead) or (other == "note" and j not in self.front[1].ahead)
        if noted and not {one, other} <= _NO_TEXT:
            return False
        return not front.apart(self.front[0], i, self.front[1], j)

    def _same_section(self, matched: Iterable[SectionMatch]) -> dict[int, int]:
        """Return the headings of the matched sections as pairs."""
        mine, theirs = self.headings
        return {
            mine[row.old]: theirs[row.new]
            for row in matched
            if row.old is not None and row.new is not None and row.old in mine and row.new in theirs
        }

    def _settled(
        self,
        matched: tuple[SectionMatch, ...],
        partners: dict[int, int],
        confidence: Mapping[Pair, float],
        look: phases.Phases,
    ) -> tuple[SectionMatch, ...]:
        """Return the pairing of the sections by all pairs that were made, and pair their headings anew by it."""
        ties = {pair: confidence.get(pair, 1.0) for pair in partners.items()}
        better = sections.match(self.old, self.new, ties, self._section_pins(), look)
        if better != matched:
            for i in dict(self.pinned.free(self._same_section(matched).items())):
                del partners[i]
            partners.update(self.pinned.free(self._same_section(better).items()))
        return better

    def _articles(self, matched: Iterable[SectionMatch]) -> set[Pair]:
        """Return the pairs of sections that are the same article of a law."""
        mine, theirs = (set(evidence.articles_of(side)) for side in (self.old, self.new))
        pairs = ((row.old, row.new) for row in matched if row.old is not None and row.new is not None)
        return {(i, j) for i, j in pairs if i in mine and j in theirs}

    def _accept(
        self, witnesses: evidence.Witnesses, likely: Mapping[Pair, float], rounds: Sequence[float]
    ) -> dict[Pair, float]:
        """Add to the partners what is probable enough, best first, and return how probable it was."""
        confidence: dict[Pair, float] = {}
        standing = {(i, j): witnesses.standing(i, j) for i, j in likely if witnesses.is_open(i, j)}
        hopeful = {
            (i, j): known
            for (i, j), known in standing.items()
            if witnesses.most(known) >= rounds[-1]
            and witnesses.weight(i, j, known, 1.0) >= witnesses.enough(i, j, known)
        }
        for floor in rounds:
            parts = self._parts(witnesses.partners, hopeful) if floor < rounds[0] else (set(), set())
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
        self, partners: Mapping[int, int], hopeful: Mapping[Pair, evidence.Evidence]
    ) -> tuple[set[int], set[int]]:
        """Return the segments that are parts of what is split or merged rather than partners of any other."""
        hopes: dict[int, float] = defaultdict(float)
        for (i, j), stands in hopeful.items():
            hopes[i] = max(hopes[i], stands.own)
            hopes[self.split + j] = max(hopes[self.split + j], stands.own)
        found = absorb.splits_and_merges(partners, self.gains, self.sizes, hopes)
        return {i for group in found for i in group.old}, {j for group in found for j in group.new}

    def _labels(self) -> frozenset[int]:
        """Return the labels of articles between two provisions, over which one may have been split into both."""
        return frozenset(
            first + k
            for first, side, headings in zip((0, self.split), (self.old, self.new), self.headings, strict=True)
            for section, k in headings.items()
            if folding.is_article(side.sections[section].number) and k and side.segments[k - 1].role != "heading"
        )

    def _section_pins(self) -> dict[Pair, bool]:
        """Return the pairs of sections whose headings are held together (or apart: False)."""
        mine, theirs = ({index: section for section, index in side.items()} for side in self.headings)
        together = {
            (mine[i], theirs[j]): True
            for g in self.pinned.groups
            for i in g.old
            for j in g.new
            if i in mine and j in theirs
        }
        apart = {(mine[i], theirs[j]): False for i, j in self.pinned.apart if i in mine and j in theirs}
        return apart | together

    def _matches(
        self, groups: Iterable[Group], confidence: Mapping[Pair, float], matched: Iterable[SectionMatch]
    ) -> tuple[Match, ...]:
        found = sorted(groups, key=lambda g: g.new)
        held = {(row.old, row.new) for row in matched if not row.moved}
        sizes = [self._size(g) * (_HELD if self._sections(g) in held else 1) for g in found]
        stay = set(heaviest([g.old[0] for g in found], sizes))
        rows = [self._match(g, confidence, k not in stay) for k, g in enumerate(found)]
        return mirror.matches_in_order(rows, self.split, len(self.new.segments))

    def _size(self, group: Group) -> int:
        return sum(len(self.keys[i]) for i in group.old) + sum(len(self.keys[self.split + j]) for j in group.new) + 1

    def _sections(self, group: Group) -> Pair:
        return self.old.segments[group.old[0]].section, self.new.segments[group.new[0]].section

    def _match(self, group: Group, confidence: Mapping[Pair, float], moved: bool) -> Match:
        sure = max([confidence.get((i, j), 0.0) for i in group.old for j in group.new], default=0.0) or 1.0
        pinned = group in self.pinned.groups
        if self._said(group.old) == self._said(group.new, self.split):
            return Match(group.old, group.new, "identical", 1.0, moved, pinned)
        return Match(group.old, group.new, self._how(group), 1.0 if pinned else round(sure, 2), moved, pinned)

    def _said(self, indexes: Sequence[int], first: int = 0) -> str:
        return "".join([self.keys[first + index] for index in indexes])

    def _how(self, group: Group) -> How:
        if group.old[0] in self.heads[0] and group.new[0] in self.heads[1]:
            return "label"
        theirs = tuple([self.split + j for j in group.new])
        return "text" if self.profiles.cosine_of_wholes(group.old, theirs) >= _BY_TEXT else "context"


def _section_headings(document: Document) -> dict[int, int]:
    """Return for each section the segment that is its heading."""
    found: dict[int, int] = {}
    for index, segment in enumerate(document.segments):
        heading = document.sections[segment.section].heading
        if segment.role == "heading" and heading.start <= segment.span.start and segment.span.end <= heading.end:
            found.setdefault(segment.section, index)
    return found


def _listed(sentences: Sequence[str]) -> Document:
    text = "\n".join(sentences)
    spans: list[Span] = []
    at = 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    whole = Section("", None, 0, None, Span(0, 0), Span(0, len(text)))
    return Document(
        text,
        (whole,) if spans else (),
        tuple(Paragraph(span, 0) for span in spans),
        tuple(Segment("statement", 0, k, span) for k, span in enumerate(spans)),
        (),
    )
