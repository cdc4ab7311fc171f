"""A figure and those next to it to what one says of the other: 80至89周岁每月100元, 占收入3.7%, 4台750吨机组."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.figures import nouns, terms
from tracker.figures.clauses import Surroundings
from tracker.figures.reading import Reading
from tracker.patterns import later

AND = ("和", "与", "及", "或")
PART_KINDS = ("percent", "multiple", "ratio")
# So many characters behind a measure tell whether it opens a noun.
_NEAR = 6
# 80至89周岁每人每月100元
_GIVEN_TO_AGE = later(
    "(?:老人|老年人)?的?[,，]?(?:每人)?每[月年天](?:每人)?(?:增加|增发|发放|发给|给予|补助|补贴|享受)?"
)
# 7人无证，占63.6%: of those that were counted right before
_OCCUPIES = later("[，,(（]?(?:约|仅|只|共|合计)?占(?:了|到)?")


def of_that_age(text: str, readings: Sequence[Reading], index: int) -> str:
    """Return the age that alone says whose an amount is: 80至89周岁每人每月100元, 满70周岁不满75周岁的，每月50元."""
    last = first = readings[index - 1]
    if index > 1 and readings[index - 2].unit in terms.OF_AGE and readings[index - 2].end == last.start:
        first = readings[index - 2]
    given = _GIVEN_TO_AGE.fullmatch(text, last.end, readings[index].start)
    return text[first.start : last.end] if given else ""


def without_share(told: str, readings: Sequence[Reading], index: int, named: str) -> str:
    """Return what was *told* of a figure for the next: an amount behind 占收入3.7% is of what was *named* before."""
    amounts = index + 1 < len(readings) and readings[index + 1].kind in ("money", "count", "measure_unit")
    if not amounts or readings[index].kind not in PART_KINDS or "占" not in told:
        return told
    return told.partition("占")[0] or named


def goes_on(text: str, readings: Sequence[Reading], index: int, near: Surroundings) -> bool:
    """Return whether a number of things has no noun but that behind the measure that follows it: 4台750吨机组."""
    following = readings[index + 1] if index + 1 < len(readings) else None
    return (
        following is not None
        and readings[index].kind == "count"
        and readings[index].unit is not None
        and readings[index].end == following.start
        and (following.kind == "measure_unit" or (following.kind == "ratio" and following.unit is not None))
        and (text.endswith((*AND, "、"), 0, near.left[1]) or not nouns.before(text[slice(*near.left)]))
        and nouns.opens_with_noun(text[following.end : following.end + _NEAR])
    )


def is_share_of_last(text: str, reading: Reading, near: Surroundings, left: str) -> bool:
    """Return whether a figure says no more than which share those are that the clause before counts: 7人，占63.6%."""
    between = text[near.earlier[0] : near.earlier[1]]
    return (
        reading.kind == "percent"
        and _OCCUPIES.fullmatch(left) is not None
        and not any(mark in between for mark in "，,：:（(")
    )
