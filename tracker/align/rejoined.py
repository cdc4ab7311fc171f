"""Groups of segments to the same with neighbours joined that say the same only together.

A stray line break cuts a sentence in two places that are not the places of a measure: 对居民，做到 / 应转尽转.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.align.absorb import Group


def joined(groups: Iterable[Group], keys: Sequence[str], split: int) -> list[Group]:
    """Return *groups* with two that follow each other on both sides joined, where that makes their words the same.

    *keys* are the folded old segments, then the new ones, from *split* on.
    """
    found: list[Group] = []
    for group in groups:
        if found and _follows(found[-1], group):
            both = Group(found[-1].old + group.old, found[-1].new + group.new)
            if not _same(group, keys, split) and _same(both, keys, split):
                found[-1] = both
                continue
        found.append(group)
    return found


def _follows(one: Group, other: Group) -> bool:
    return one.old[-1] + 1 == other.old[0] and one.new[-1] + 1 == other.new[0]


def _same(group: Group, keys: Sequence[str], split: int) -> bool:
    return "".join(keys[i] for i in group.old) == "".join(keys[split + j] for j in group.new)
