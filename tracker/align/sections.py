"""Two trees of sections, with what ties their segments, to the pairing of the sections."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tracker import folding, statutes
from tracker.align import grown
from tracker.align.anchors import Pair
from tracker.align.phases import Phases
from tracker.mirror import sections_in_order
from tracker.model import Document, Section, SectionMatch, chain
from tracker.order import heaviest
from tracker.similarity import Profiles, masked, pairs

# A section is known by what stands in it, then by its title; its label only settles what these leave open.
_CONTENT, _TITLE, _LABEL, _PARENT = 0.55, 0.3, 0.1, 0.05
_ENOUGH, _SURE = 0.3, 9.0
# Sections of the same name: so many are tried for one, fewer where that would make more pairs than can be weighed.
_COPIES, _FEWEST, _PAIRS = 64, 8, 100_000
# One of two that are under a section may as well have moved there.
_FEWEST_UNDER = 2
# Of two whose titles are a little alike less will do, and less still where both bear the same label at the same place:
# of 36 pairs of yearly reports nine in ten such pairs are right. Below, a label in common is chance: （二）发展生产 and
# （二）扩大开放.
_ENOUGH_OF_TITLED, _TITLES_ALIKE, _ENOUGH_IN_PLACE = 0.22, 0.1, 0.18


class _Named(NamedTuple):
    """What a section is called, as it is compared."""

    title: str
    label: str


def match(
    old: Document, new: Document, ties: Mapping[Pair, float], pinned: Mapping[Pair, bool], look: Phases
) -> tuple[SectionMatch, ...]:
    """Return one match for each section of both sides; *ties* says how firmly two segments belong together.

    *pinned* are pairs of sections that a reader holds together, or apart (False); *look* keeps reviews and plans apart.
    """
    shared = _shared(old, new, ties)
    sizes = _sizes(old), _sizes(new)
    scored = [row for row in _scores(old, new, shared, sizes) if _may(row.pair, pinned, look)]
    sure = [_Score(_SURE, i, j) for (i, j), together in pinned.items() if together]
    matched = _best_first([*scored, *sure])
    scores = {row.pair: row.value for row in scored}
    matched += [p for p in grown.found(old, new, ties, shared, matched, sizes) if _may(p, pinned, look)]
    matched += [p for p in _in_place(old.sections, new.sections, matched, scores) if _may(p, pinned, look)]
    matched += [p for p in _by_what_is_under(old.sections, new.sections, matched) if _may(p, pinned, look)]
    moved = _moved(new.sections, matched, shared)
    rows = [SectionMatch(i, j, j in moved) for i, j in matched]
    gone = set(range(len(old.sections))) - {i for i, _ in matched}
    come = set(range(len(new.sections))) - {j for _, j in matched}
    return sections_in_order([*rows, *(SectionMatch(i, None) for i in gone), *(SectionMatch(None, j) for j in come)])


class _Score(NamedTuple):
    """How much speaks for a pair of sections, and whether that suffices wherever they stand."""

    value: float
    old: int
    new: int
    enough: bool = True

    @property
    def pair(self) -> Pair:
        """Return the pair alone."""
        return self.old, self.new


def _may(pair: Pair, pinned: Mapping[Pair, bool], look: Phases) -> bool:
    """Return whether two sections may be one: no reader said anything of them, and no review is paired with a plan."""
    return pair not in pinned and look.sections_agree(*pair)


def _scores(
    old: Document, new: Document, shared: Mapping[Pair, float], sizes: tuple[Sequence[int], Sequence[int]]
) -> Iterator[_Score]:
    mine, theirs = ([_Named(folding.words(s.title), _label(s)) for s in side.sections] for side in (old, new))
    titles = Profiles(masked([name.title for name in (*mine, *theirs)]), pairs)
    split = len(old.sections)
    wanted = set(shared) | _same_title(mine, theirs) | _same_label(mine, theirs)
    if old.sections and new.sections and old.sections[0].level == new.sections[0].level == 0:
        wanted.add((0, 0))
    for i, j in sorted(wanted):
        one, other = old.sections[i], new.sections[j]
        if _are_article_and_chapter(one, other):
            continue
        content = _content(shared.get((i, j), 0.0), sizes[0][i], sizes[1][j], bool(one.title) and mine[i] == theirs[j])
        if one.level == other.level == 0 and not sizes[0][i] + sizes[1][j]:
            # Nothing but a document's title stands before its first heading.
            content = 1.0
        title = titles.cosine(i, split + j) if one.title or other.title else float(one.level == other.level == 0)
        if not (one.title or other.title) and one.level:
            # Articles have no titles: their content speaks for both.
            title = content
        label = float(bool(one.number) and mine[i].label == theirs[j].label)
        parent = float(_is_under_same(one, other, mine, theirs))
        score = _CONTENT * content + _TITLE * title + _LABEL * label + _PARENT * parent
        alike = bool(one.title and other.title) and title >= _TITLES_ALIKE and not _is_of_law(one, other)
        yield _Score(score, i, j, score >= (_ENOUGH_OF_TITLED if alike else _ENOUGH))


def _are_article_and_chapter(one: Section, other: Section) -> bool:
    """Return whether one of two sections of laws is an article, and the other what articles stand under."""
    units = {"条" if statutes.is_article(s.number) else (s.number or "")[-1:] for s in (one, other)}
    return "条" in units and not units.isdisjoint("编章节")


def _is_of_law(one: Section, other: Section) -> bool:
    """Return whether one of two is what articles stand under: titles of a law have words in common anyway."""
    return any((section.number or " ")[-1] in "编章节" for section in (one, other))


def _content(shared: float, old: int, new: int, same: bool) -> float:
    """Return how much of what stands in two sections is the same.

    One that is called the *same* and took another in, or gave a part away, is the one that all of the smaller is in.
    """
    return shared / max(1, min(old, new)) if same else 2 * shared / max(1, old + new)


def _best_first(scores: Iterable[_Score]) -> list[Pair]:
    taken: tuple[set[int], set[int]] = (set(), set())
    matched: list[Pair] = []
    for _, i, j, enough in sorted(scores, key=lambda row: (-row.value, abs(row.old - row.new), row.old)):
        if enough and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            matched.append((i, j))
    return matched


def _in_place(
    old: Sequence[Section], new: Sequence[Section], matched: Sequence[Pair], scores: Mapping[Pair, float]
) -> list[Pair]:
    """Return the sections left over that bear the same label and stand at the same place: newly written articles.

    Where both bear a title and are no articles, something else must speak for them too.
    """
    partner = dict(matched)
    taken = set(partner.values())
    found: list[Pair] = []
    for i, section in enumerate(old):
        if i in partner or not section.number:
            continue
        beside = [partner[k] - (k - i) for k in (i - 1, i + 1) if k in partner]
        for j in beside:
            if not 0 <= j < len(new) or j in taken or _label(new[j]) != _label(section):
                continue
            told = section.title and new[j].title and not statutes.is_article(section.number)
            if not told or scores.get((i, j), 0.0) >= _ENOUGH_IN_PLACE:
                found.append((i, j))
                taken.add(j)
                break
    return found


def _by_what_is_under(old: Sequence[Section], new: Sequence[Section], matched: Sequence[Pair]) -> list[Pair]:
    """Return the sections left over of which half of what is under them are pairs: they only have another title."""
    partner = dict(matched)
    taken = set(partner.values())
    mine, theirs = _under(old), _under(new)
    found: list[Pair] = []
    # The deepest first: their pairs tell of those they are under.
    for i in sorted(mine.keys() - partner.keys(), key=lambda i: (-old[i].level, i)):
        homes = Counter(new[partner[k]].parent for k in mine[i] if k in partner)
        j, held = max(homes.items(), key=lambda item: item[1], default=(None, 0))
        if j is None or j in taken or held < _FEWEST_UNDER or new[j].level != old[i].level:
            continue
        if 2 * held >= max(len(mine[i]), len(theirs[j])) and not _are_article_and_chapter(old[i], new[j]):
            found.append((i, j))
            partner[i] = j
            taken.add(j)
    return found


def _under(sections: Sequence[Section]) -> dict[int, list[int]]:
    """Return for each section those right under it."""
    under: dict[int, list[int]] = defaultdict(list)
    for index, section in enumerate(sections):
        if section.parent is not None:
            under[section.parent].append(index)
    return under


def _shared(old: Document, new: Document, ties: Mapping[Pair, float]) -> dict[Pair, float]:
    """Return how many characters two sections have in common, with all that is under them."""
    shared: dict[Pair, float] = defaultdict(float)
    above_old, above_new = _chains(old.sections), _chains(new.sections)
    for (i, j), tie in ties.items():
        one, other = old.segments[i], new.segments[j]
        if one.role == "heading":
            continue
        size = tie * min(one.span.end - one.span.start, other.span.end - other.span.start)
        for s in above_old[one.section]:
            for t in above_new[other.section]:
                shared[s, t] += size
    return shared


def _chains(sections: Sequence[Section]) -> list[tuple[int, ...]]:
    """Return for each section itself and all that it is under."""
    return [tuple(chain(sections, index)) for index in range(len(sections))]


def _sizes(document: Document) -> list[int]:
    sizes = [0] * len(document.sections)
    chains = _chains(document.sections)
    for segment in document.segments:
        if segment.role != "heading":
            for s in chains[segment.section]:
                sizes[s] += segment.span.end - segment.span.start
    return sizes


def _same_title(old: Sequence[_Named], new: Sequence[_Named]) -> set[Pair]:
    return _equal(*((name.title for name in side) for side in (old, new)))


def _same_label(old: Sequence[_Named], new: Sequence[_Named]) -> set[Pair]:
    # Without a title and anything in common, a label is too little: 第一条 stands in every law of a collection.
    return _equal(*((name.label if name.title else "" for name in side) for side in (old, new)))


def _equal(old: Iterable[str], new: Iterable[str]) -> set[Pair]:
    old, new = list(old), list(new)
    there: dict[str, list[int]] = defaultdict(list)
    for j, key in enumerate(new):
        there[key].append(j)
    # A title such as 其他 stands in many places; only as many of them as can be told apart by their parents are tried,
    # those at about the same place among all that are called so.
    most = max(_FEWEST, min(_COPIES, _PAIRS // max(1, len(new))))
    here: dict[str, list[int]] = defaultdict(list)
    for i, key in enumerate(old):
        if key in there:
            here[key].append(i)
    return {
        (i, j)
        for key, mine in here.items()
        if key
        for rank, i in enumerate(mine)
        for j in _nearest(there[key], rank * len(there[key]) // len(mine), most)
    }


def _nearest(copies: Sequence[int], rank: int, most: int) -> Sequence[int]:
    first = max(0, min(rank - most // 2, len(copies) - most))
    return copies[first : first + most]


def _label(section: Section) -> str:
    return folding.words(section.number or "")


def _is_under_same(one: Section, other: Section, old: Sequence[_Named], new: Sequence[_Named]) -> bool:
    if one.parent is None or other.parent is None:
        return one.parent is other.parent
    above = old[one.parent].title
    return above == new[other.parent].title and bool(above)


def _moved(new: Sequence[Section], pairs: Sequence[Pair], shared: Mapping[Pair, float]) -> set[int]:
    """Return the new sections that stand in another order than the articles, or sections of their level, around them.

    A chapter may take in the articles of the one before it: they stand where they stood, and so does the chapter. What
    two have in common says which of them stayed, as it does for the passages in them.
    """
    alike: dict[int | None, list[Pair]] = defaultdict(list)
    for i, j in sorted(pairs, key=lambda pair: pair[1]):
        alike[None if statutes.is_article(new[j].number) else new[j].level].append((i, j))
    moved: set[int] = set()
    for ordered in alike.values():
        stay = set(heaviest([i for i, _ in ordered], [round(shared.get(pair, 0.0)) + 1 for pair in ordered]))
        moved |= {j for k, (_, j) in enumerate(ordered) if k not in stay}
    return moved
