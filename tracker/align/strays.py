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
# What only says how it goes on from the case before, alike in every penalty: 情节严重的，… (In 115 pairs of versions
# nothing else tied 18 such pairs: 13 were wrong and three right.)
_FOLLOWS = later(
    r"\s*(?:情节(?:特别|较|轻)?[严微重]|逾期|期满不|拒不|构成犯罪|尚[不未]构成犯罪|造成|没?有违法所得|违法所得不足|具体办法)"
)


def followers(
    sides: tuple[Document, Document], confidence: Mapping[Pair, float], partners: Mapping[int, int], articles: Set[Pair]
) -> Iterator[Pair]:
    """Yield the pairs of what follows on a case in two articles of whose cases none are *partners*.

    *articles* are the pairs of the same article.
    """
    laws = [set(evidence.articles_of(side)) for side in sides]
    tied = {
        (sides[0].segments[i].section, sides[1].segments[j].section)
        for i, j in partners.items()
        if not _follow((i, j), sides)
    }
    for i, j in confidence:
        at = sides[0].segments[i].section, sides[1].segments[j].section
        if at[0] in laws[0] and at[1] in laws[1] and at not in articles | tied and _follow((i, j), sides):
            yield i, j


def _follow(pair: Pair, sides: tuple[Document, Document]) -> bool:
    """Return whether both of a *pair* only follow on what is before them."""
    return all(
        _FOLLOWS.match(side.text, side.segments[at].span.start) is not None
        for side, at in zip(sides, pair, strict=True)
    )


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
