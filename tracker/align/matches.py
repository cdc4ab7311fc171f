"""Groups of segments to the matches of an alignment: how each was found, how sure it is, and whether it moved."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence, Set

from tracker import mirror
from tracker.align.absorb import Group
from tracker.align.anchors import Pair
from tracker.model import Document, How, Match, SectionMatch
from tracker.order import heaviest
from tracker.similarity import Profiles

# Below this share of common words it is the place of two segments that ties them, not what they say: a matter of how
# it is told alone.
_BY_TEXT = 0.35
# Of two passages that passed each other the one that left its section has moved, if it is not so much longer.
_HELD = 3


class Matches:
    """Makes the matches of two documents: *keys* are what all segments say, *heads* those that head sections."""

    def __init__(
        self,
        sides: tuple[Document, Document],
        keys: Sequence[str],
        profiles: Profiles,
        heads: tuple[Set[int], Set[int]],
        pinned: Container[Group],
    ) -> None:
        self._old, self._new = sides
        self._keys, self._profiles, self._heads, self._pinned = keys, profiles, heads, pinned
        self._split = len(self._old.segments)

    def of(
        self, groups: Iterable[Group], confidence: Mapping[Pair, float], matched: Iterable[SectionMatch]
    ) -> tuple[Match, ...]:
        """Return *groups* as matches, and one for each segment that is in none; *matched* are the sections' pairs."""
        found = sorted(groups, key=lambda g: g.new)
        held = {(row.old, row.new) for row in matched if not row.moved}
        sizes = [self._size(g) * (_HELD if self._sections(g) in held else 1) for g in found]
        stay = set(heaviest([g.old[0] for g in found], sizes))
        rows = [self._match(g, confidence, k not in stay) for k, g in enumerate(found)]
        return mirror.matches_in_order(rows, self._split, len(self._new.segments))

    def are_tied_by_place(self, i: int, j: int) -> bool:
        """Return whether it is their place that ties two segments, and not what they say."""
        return self._how(Group((i,), (j,))) == "context"

    def _size(self, group: Group) -> int:
        return len(self._said(group.old)) + len(self._said(group.new, self._split)) + 1

    def _sections(self, group: Group) -> Pair:
        return self._old.segments[group.old[0]].section, self._new.segments[group.new[0]].section

    def _match(self, group: Group, confidence: Mapping[Pair, float], moved: bool) -> Match:
        sure = max([confidence.get((i, j), 0.0) for i in group.old for j in group.new], default=0.0) or 1.0
        pinned = group in self._pinned
        if self._said(group.old) == self._said(group.new, self._split):
            return Match(group.old, group.new, "identical", 1.0, moved, pinned)
        return Match(group.old, group.new, self._how(group), 1.0 if pinned else round(sure, 2), moved, pinned)

    def _said(self, indexes: Sequence[int], first: int = 0) -> str:
        if len(indexes) == 1:
            return self._keys[first + indexes[0]]
        return "".join([self._keys[first + index] for index in indexes])

    def _how(self, group: Group) -> How:
        if group.old[0] in self._heads[0] and group.new[0] in self._heads[1]:
            return "label"
        theirs = tuple([self._split + j for j in group.new])
        return "text" if self._profiles.cosine_of_wholes(group.old, theirs) >= _BY_TEXT else "context"
