"""An alignment to where the references in its passages lead: 第十条第二款 to the same words on both sides.

References that follow a renumbering then read alike, whatever they say.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tracker import folding, numerals, origins, provisions, statutes
from tracker.model import RUNNING, Alignment, Document, Span, paired
from tracker.patterns import later

_NUMBER = "[〇零一二三四五六七八九十百0-9０-９]+"
# 第二款, 第三项, 第（三）项; in a list also （三）
_PART = later(rf"第({_NUMBER})[款項项]|第?[(（]({_NUMBER})[)）][項项]?", needs="款 项 項 ( （")
# What such a part is one of, where no number says it
_HERE = later("本[条條]|前款", needs="本条 本條 前款")
_JOINED = later(r"(?:所列|规定的)?(?:、|和|及|以及|或者|或|至|到)?\s*$")


class _Article(NamedTuple):
    """The paragraphs (款, indexes) of an article; for each the items (项) below it, by their number."""

    paragraphs: tuple[int, ...]
    items: Mapping[int, Mapping[str, int]]


class Citations:
    """Where the references of both sides of an alignment lead, followed through its sections, *parted* ones too."""

    def __init__(self, alignment: Alignment, parted: origins.Origins) -> None:
        self._alignment = alignment
        self._sides = alignment.old, alignment.new
        self._leads = _leads(alignment, parted)
        self._labels = provisions.labels(alignment.old.sections), provisions.labels(alignment.new.sections)
        self._articles: dict[tuple[int, int], _Article] = {}
        self._split = tuple({k for k, there in one.items() if there.parted} for one in parted)

    def sections(self, side: int, text: str) -> tuple[tuple[Span, str], ...]:
        """Return the references of a passage of the old (0) or new (1) side, with the section that each leads to."""
        leads = self._leads[side]
        cited = provisions.cited(text, self._labels[side]) if leads else ()
        return tuple((found.span, f"§{leads[found.section]}§") for found in cited if found.section in leads)

    def paragraphs(self, side: int, text: str, segment: int) -> tuple[tuple[Span, str], ...]:
        """Return the very paragraphs or items to which references lead, as far as they are so exact.

        *segment* is the one that the passage begins with: 本条 and 前款 are told by where it stands. An article that is
        a paragraph of another one now, or was one, is that paragraph.
        """
        parts = [*_PART.finditer(text)] if self._labels[side] else []
        exact = dict(self._parted(side, text))
        for above, span, paragraph in self._parts(side, text, segment, parts) if parts else ():
            leads = self._new_paragraph[side].get(paragraph)
            if leads is not None:
                # 第十条 of 第十条第二款 says nothing by itself, where that paragraph is in another article now.
                exact |= {span: f"¶{leads}¶"} if above is None else {above: "", span: f"¶{leads}¶"}
        return tuple(exact.items())

    def _parted(self, side: int, text: str) -> Iterator[tuple[Span, str]]:
        """Yield the references to articles of one paragraph that were split off another one, or merged into it."""
        for cited in provisions.cited(text, self._labels[side]) if self._split[side] else ():
            paragraphs = self._by_section[side].get(cited.section, ()) if cited.section in self._split[side] else ()
            leads = self._new_paragraph[side].get(paragraphs[0]) if len(paragraphs) == 1 else None
            if leads is not None:
                yield cited.span, f"¶{leads}¶"

    def _parts(
        self, side: int, text: str, segment: int, parts: Sequence[re.Match[str]]
    ) -> Iterator[tuple[Span | None, Span, int]]:
        """Yield of those *parts* that are of this text what stands straight before, the place and the paragraph."""
        within = self._within(side, text, segment)
        known: tuple[int, int | None] | None = None
        before = Span(0, 0)
        for span, part in sorted([*((span, None) for span in within), *((Span(*p.span()), p) for p in parts)]):
            if part is None:
                known = within[span]
            elif known and _JOINED.match(text[before.end : span.start]):
                paragraph = self._paragraph(side, *known, part)
                if paragraph is None:
                    known = None
                    continue
                yield before if before.end == span.start else None, span, paragraph
                if part.group().endswith("款"):
                    known = known[0], paragraph
            before = span

    def _within(self, side: int, text: str, segment: int) -> dict[Span, tuple[int, int | None]]:
        """Return the article, or its paragraph, that stands before parts of it: 第十条, 本条, 前款."""
        sections = self._sides[side].sections
        found: dict[Span, tuple[int, int | None]] = {
            one.span: (one.section, None)
            for one in provisions.cited(text, self._labels[side])
            if statutes.is_article(sections[one.section].number)
        }
        at = self._sides[side].segments[segment]
        own = statutes.article_of(sections, at.section)
        if own is None:
            return found
        for here in _HERE.finditer(text):
            if here.group() != "前款":
                found[Span(*here.span())] = (own, None)
            elif before := bisect_left(paragraphs := self._article(side, own).paragraphs, at.paragraph):
                found[Span(*here.span())] = (own, paragraphs[before - 1])
        return found

    def _paragraph(self, side: int, article: int, paragraph: int | None, part: re.Match[str]) -> int | None:
        """Return the paragraph (index) that a 款 of an article is, or a 项 of it or of one of its *paragraph*s."""
        there = self._article(side, article)
        if part.group().endswith("款"):
            at = int(numerals.parse_numeral(folding.width(part[1])))
            return there.paragraphs[at - 1] if 0 < at <= len(there.paragraphs) else None
        label = folding.words(part[1] or part[2])
        within = there.paragraphs if paragraph is None else (paragraph,)
        listed = [there.items[p][label] for p in within if label in there.items[p]]
        return listed[0] if len(listed) == 1 else None

    def _article(self, side: int, section: int) -> _Article:
        """Return an article, read once: a long one is asked for with each reference in it."""
        known = self._articles.get((side, section))
        if known is None:
            known = self._articles[side, section] = self._read(side, section)
        return known

    def _read(self, side: int, section: int) -> _Article:
        document = self._sides[side]
        paragraphs: list[int] = []
        items: dict[int, dict[str, int]] = {}
        for index in self._by_section[side].get(section, ()):
            span = document.paragraphs[index].span
            item = statutes.ITEM.match(document.text, span.start, span.end)
            if item and paragraphs:
                items[paragraphs[-1]][folding.words(item[1])] = index
            else:
                paragraphs.append(index)
                items[index] = {}
        return _Article(tuple(paragraphs), items)

    @cached_property
    def _by_section(self) -> tuple[Mapping[int, Sequence[int]], Mapping[int, Sequence[int]]]:
        return _texts(self._sides[0]), _texts(self._sides[1])

    @cached_property
    def _new_paragraph(self) -> tuple[Mapping[int, int], Mapping[int, int]]:
        """The paragraph of the new side that each old one is now, and each new one itself.

        The two have most of their words from each other: what was split, or merged, is another paragraph.
        """
        old, new = self._sides
        there: defaultdict[int, Counter[int]] = defaultdict(Counter)
        back: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for match in self._alignment.matches:
            if match.old and match.new:
                one, other = old.segments[match.old[0]].paragraph, new.segments[match.new[0]].paragraph
                there[one][other] += len(old.quote(match.old))
                back[other][one] += len(new.quote(match.new))
        best = {one: others.most_common(1)[0][0] for one, others in there.items()}
        kept = {one: other for one, other in best.items() if back[other].most_common(1)[0][0] == one}
        return kept, {other: other for other in kept.values()}


def _texts(document: Document) -> dict[int, list[int]]:
    """Return for each section its paragraphs that hold more than a heading."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    seen: set[int] = set()
    for segment in document.segments:
        if segment.role in RUNNING and segment.paragraph not in seen:
            seen.add(segment.paragraph)
            found[segment.section].append(segment.paragraph)
    return found


def _leads(alignment: Alignment, parted: origins.Origins) -> tuple[dict[int, int], dict[int, int]]:
    """Return for the sections of both sides the new section to which a reference to them leads.

    What was split off a section, or merged into it, is that one.
    """
    old = paired(alignment.sections)
    new = {j: j for j in old.values()}
    merged = {i: there.sections[0] for i, there in parted.old.items() if there.parted}
    split = {j: old[there.sections[0]] for j, there in parted.new.items() if there.parted}
    return old | merged, new | split
