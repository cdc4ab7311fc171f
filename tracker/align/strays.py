"""The pairs of provisions of two articles to those that are better told apart.

A provision that finds no partner in its own article finds some other one in a wholly rewritten law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set

from tracker import statutes
from tracker.align import evidence
from tracker.align.anchors import Pair
from tracker.align.evidence import Witnesses
from tracker.model import Document
from tracker.patterns import later

# Of 36 read pairs below this (in 25 rewritten laws, less alike than what ties by its words) four were right, of as many
# above it more than half.
_DOUBTFUL = 0.6
# … and an item of a list is seldom made of what was a provision by itself: of 26 such pairs seven were right.
_DOUBTFUL_ITEM = 0.75
# What only says how it goes on from the case before, alike in every penalty: 情节严重的，… (In 115 pairs of versions
# nothing else tied 18 such pairs: 13 were wrong and three right.)
_FOLLOWS = later(
    r"\s*(?:情节(?:特别|较|轻)?[严微重]|逾期|期满不|拒不|构成犯罪|尚[不未]构成犯罪|造成|没?有违法所得|违法所得不足|具体办法"
    r"|对其?直接负责的)"
)

# A provision seldom goes from an article that lasts to another one that was there already: where one of the two is as
# alike to a third (by this much more, or less), and no neighbours are pairs, 18 of the 20 such pairs below this
# confidence in 115 pairs of versions were wrong, and two may be argued about.
_AHEAD, _AROUND, _SURE = 0.07, 0.1, 0.93


def found(sides: tuple[Document, Document], confidence: Mapping[Pair, float], articles: Set[Pair]) -> Iterator[Pair]:
    """Yield the pairs of provisions that are not sure enough; *articles* are the pairs of the same article."""
    for pair in _between_articles(sides, confidence, articles):
        listed = _begin_with(statutes.ITEM, sides, pair)
        if confidence[pair] < (_DOUBTFUL if all(listed) or not any(listed) else _DOUBTFUL_ITEM):
            yield pair


def strangers(
    sides: tuple[Document, Document], confidence: Mapping[Pair, float], witnesses: Witnesses, articles: Set[Pair]
) -> Iterator[Pair]:
    """Yield the pairs that lead from an article to another one, both of which are in both versions, for chance words.

    *articles* are the pairs of the same article.
    """
    lasting = {old for old, _ in articles}, {new for _, new in articles}
    for pair in _between_articles(sides, confidence, articles):
        old, new = evidence.sections_of(sides, pair)
        if old not in lasting[0] or new not in lasting[1] or confidence[pair] >= _SURE:
            continue
        if witnesses.standing(*pair).margin < _AHEAD and witnesses.neighbours(*pair) < _AROUND:
            yield pair


def followers(
    sides: tuple[Document, Document], confidence: Mapping[Pair, float], partners: Mapping[int, int], articles: Set[Pair]
) -> Iterator[Pair]:
    """Yield the pairs of what follows on a case in two articles of whose cases none are *partners*.

    *articles* are the pairs of the same article.
    """
    tied = {evidence.sections_of(sides, pair) for pair in partners.items() if not _follow(sides, pair)}
    for pair in _between_articles(sides, confidence, articles):
        if evidence.sections_of(sides, pair) not in tied and _follow(sides, pair):
            yield pair


def _between_articles(sides: tuple[Document, Document], pairs: Iterable[Pair], articles: Set[Pair]) -> Iterator[Pair]:
    """Yield those of *pairs* whose segments stand in two articles that are not the same one."""
    mine, theirs = (set(statutes.articles(side)) for side in sides)
    for pair in pairs:
        old, new = evidence.sections_of(sides, pair)
        if old in mine and new in theirs and (old, new) not in articles:
            yield pair


def _follow(sides: tuple[Document, Document], pair: Pair) -> bool:
    """Return whether both of a *pair* only follow on what is before them."""
    return all(_begin_with(_FOLLOWS, sides, pair))


def _begin_with(pattern: re.Pattern[str], sides: tuple[Document, Document], pair: Pair) -> list[bool]:
    """Return of both of a *pair* whether they begin with what *pattern* takes."""
    starts = (side.segments[at].span.start for side, at in zip(sides, pair, strict=True))
    return [pattern.match(side.text, start) is not None for side, start in zip(sides, starts, strict=True)]
