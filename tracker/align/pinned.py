"""A reader's pins to the segments that they hold together or apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracker.align.absorb import Group
from tracker.align.anchors import Pair
from tracker.model import Document, Pin, Span


class Pinned:
    """What pins say of the segments of two documents; pins that share a segment are taken together."""

    def __init__(self, old: Document, new: Document, pins: Iterable[Pin]) -> None:
        self.groups: tuple[Group, ...] = ()
        apart: set[Pair] = set()
        for pin in pins:
            mine, theirs = _segments(old, pin.old), _segments(new, pin.new)
            if pin.together:
                self.groups = _joined(self.groups, Group(tuple(mine), tuple(theirs)))
            else:
                apart.update((i, j) for i in mine for j in theirs)
        self.old = {i for group in self.groups for i in group.old}
        self.new = {j for group in self.groups for j in group.new}
        self.apart = apart

    def pairs(self) -> Mapping[int, int]:
        """Return one pair for each group that is held together."""
        return {group.old[0]: group.new[0] for group in self.groups}

    def free(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Return those of *pairs* of which the pins say nothing."""
        return [(i, j) for i, j in pairs if self.allow(i, j)]

    def allow(self, i: int, j: int) -> bool:
        """Return whether the pins leave it open that the old segment *i* and the new segment *j* belong together."""
        return i not in self.old and j not in self.new and (i, j) not in self.apart

    def settled(self, groups: Iterable[Group]) -> list[Group]:
        """Return *groups* without what is held elsewhere or apart, and with those that are held together."""
        left = [self._allowed(group) for group in groups] if self.groups or self.apart else list(groups)
        return sorted([*(group for group in left if group.old and group.new), *self.groups])

    def _allowed(self, group: Group) -> Group:
        old = tuple(i for i in group.old if i not in self.old)
        new = tuple(j for j in group.new if j not in self.new)
        if len(old) > len(new):
            return Group(tuple(i for i in old if all((i, j) not in self.apart for j in new)), new)
        return Group(old, tuple(j for j in new if all((i, j) not in self.apart for i in old)))


def _segments(document: Document, span: Span) -> list[int]:
    """Return the segments that a passage is about: those it covers half of, or else the one it stands in most of."""
    found = [(_overlap(document.segments[k].span, span), k) for k in _touched(document, span)]
    mostly = [k for size, k in found if 2 * size >= len(document.segments[k].span.of(document.text))]
    return mostly or [k for _, k in sorted(found, key=lambda row: (-row[0], row[1]))[:1]]


def _touched(document: Document, span: Span) -> Iterator[int]:
    first = max(0, bisect_right(document.segments, span.start, key=lambda segment: segment.span.start) - 1)
    for index in range(first, len(document.segments)):
        if document.segments[index].span.start >= span.end:
            return
        if _overlap(document.segments[index].span, span) > 0:
            yield index


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _joined(groups: Sequence[Group], more: Group) -> tuple[Group, ...]:
    """Return *groups* with *more*, those that share a segment with it made one with it."""
    if not more.old or not more.new:
        return tuple(groups)
    apart = [g for g in groups if not (set(g.old) & set(more.old) or set(g.new) & set(more.new))]
    meeting = [g for g in groups if g not in apart]
    old = sorted({*more.old, *(i for g in meeting for i in g.old)})
    new = sorted({*more.new, *(j for g in meeting for j in g.new)})
    return (*apart, Group(tuple(old), tuple(new)))
