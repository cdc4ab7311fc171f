"""The pairs of provisions of two articles to those that are better told apart.

A provision that finds no partner in its own article finds some other one in a wholly rewritten law.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from tracker.align import evidence
from tracker.align.anchors import Pair
from tracker.model import Document
from tracker.patterns import later

# Of 36 read pairs below this (in 25 rewritten laws, less alike than what ties by its words) four were right, of as many
# above it more than half.
_DOUBTFUL = 0.6
# … and an item of a list is seldom made of what was a provision by itself: of 26 such pairs seven were right.
_DOUBTFUL_ITEM = 0.75
_ITEM = later(r"\s*[(（][一二三四五六七八九十]+[)）]")


def found(sides: tuple[Document, Document], confidence: Mapping[Pair, float], articles: Set[Pair]) -> Iterator[Pair]:
    """Yield the pairs of provisions that are not sure enough; *articles* are the pairs of the same article."""
    laws = [set(evidence.articles_of(side)) for side in sides]
    for (i, j), sure in confidence.items():
        one, other = sides[0].segments[i], sides[1].segments[j]
        if one.section not in laws[0] or other.section not in laws[1] or (one.section, other.section) in articles:
            continue
        listed = [_ITEM.match(side.text, at.span.start) for side, at in zip(sides, (one, other), strict=True)]
        if sure < (_DOUBTFUL if all(listed) or not any(listed) else _DOUBTFUL_ITEM):
            yield i, j
