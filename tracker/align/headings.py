"""The segments that head the sections of two documents, and what follows for them from which sections are the same."""

from __future__ import annotations

from collections.abc import Iterable

from tracker import statutes
from tracker.align.anchors import Pair
from tracker.align.pinned import Pinned
from tracker.model import Document, SectionMatch, paired


class Headings:
    """The headings of both sides; ``heads`` are the segments (indexes) of each side that are one."""

    def __init__(self, old: Document, new: Document, pinned: Pinned) -> None:
        self._sides = old, new
        self._of = _by_section(old), _by_section(new)
        self._pinned = pinned
        self.heads = frozenset(self._of[0].values()), frozenset(self._of[1].values())

    def pairs(self, matched: Iterable[SectionMatch]) -> list[Pair]:
        """Return the headings of the *matched* sections as pairs, but for those of which a reader stated something."""
        mine, theirs = self._of
        return self._pinned.free((mine[i], theirs[j]) for i, j in paired(matched).items() if i in mine and j in theirs)

    def pins(self) -> dict[Pair, bool]:
        """Return the pairs of sections whose headings are held together (or apart: False)."""
        mine, theirs = ({index: section for section, index in side.items()} for side in self._of)
        together = {
            (mine[i], theirs[j]): True
            for g in self._pinned.groups
            for i in g.old
            for j in g.new
            if i in mine and j in theirs
        }
        apart = {(mine[i], theirs[j]): False for i, j in self._pinned.apart if i in mine and j in theirs}
        return apart | together

    def of_both(self) -> frozenset[int]:
        """Return the headings of both sides; those of the new one stand behind all segments of the old one."""
        split = len(self._sides[0].segments)
        return self.heads[0].union(split + j for j in self.heads[1])

    def labels(self) -> frozenset[int]:
        """Return the labels of articles between two provisions, over which one may have been split into both.

        Those of the new side stand behind all segments of the old one.
        """
        split = len(self._sides[0].segments)
        return frozenset(
            first + k
            for first, side, headings in zip((0, split), self._sides, self._of, strict=True)
            for section, k in headings.items()
            if statutes.is_article(side.sections[section].number) and k and side.segments[k - 1].role != "heading"
        )


def _by_section(document: Document) -> dict[int, int]:
    """Return for each section the segment that is its heading."""
    found: dict[int, int] = {}
    for index, segment in enumerate(document.segments):
        heading = document.sections[segment.section].heading
        if segment.role == "heading" and heading.start <= segment.span.start and segment.span.end <= heading.end:
            found.setdefault(segment.section, index)
    return found
