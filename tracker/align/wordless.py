"""Segments that say nothing (the rule under a table's header) to pairs, by what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.align.anchors import Pair
from tracker.model import Document


def find(old: Document, new: Document, partners: Mapping[int, int]) -> list[Pair]:
    """Return pairs of equal segments without letters and digits, both free, beside two that are partners."""
    mine, theirs = _wordless(old), _wordless(new)
    taken = set(partners.values())
    found: dict[int, int] = {}
    # What stands at the edge of both documents stands beside what is not there.
    edges = [(-1, -1), (len(old.segments), len(new.segments))]
    for step in (1, -1) if mine else ():
        for i, j in [*partners.items(), *edges]:
            at, there = i + step, j + step
            free = at not in partners and at not in found and there not in taken
            if at in mine and free and mine[at] == theirs.get(there):
                found[at] = there
                taken.add(there)
    return sorted(found.items())


def _wordless(document: Document) -> dict[int, str]:
    """Return by their indexes what the segments are that hold no letter and no digit."""
    texts = (segment.span.of(document.text) for segment in document.segments)
    return {index: text for index, text in enumerate(texts) if not any(map(str.isalnum, text))}
