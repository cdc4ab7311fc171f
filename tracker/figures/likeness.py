"""Two figures of two documents to how much speaks for their being one indicator."""

from __future__ import annotations

from tracker.figures import verdicts
from tracker.figures.sides import Side
from tracker.figures.stretches import Stretch
from tracker.model import Figure
from tracker.patterns import later

# What each kind of evidence weighs, in hundredths; they add up to 100.
PLACE = 8
_UNIT, _SUBJECT, _LEFT, _RIGHT, _VALUE = 25, 25, 22, 8, 12
_NOT_BOTH_FROM = 26
# (Of reports of 1978 to 2014 it unmakes three pairs of neighbours, all of them wrong.)
_AIM_AND_RESULT = 26
# There the names decide. (Of 26 such pairs with names less alike, in reports of one year and the next, 6 were right.)
_OF_ANYTHING, _NAMED_ALIKE = frozenset(("percent", "percentage_point", "multiple", "money")), 30
# SO2, PM2.5, GDP: two such names name two indicators, whatever else is alike
_CODE = later("[A-Z][A-Za-z&]*[0-9]*(?:\\.[0-9]+)?")


def alike(old: Side, i: int, new: Side, j: int, apart: int, least: int, copied: bool = False) -> int:
    """Return how much speaks for two figures being one indicator, in hundredths; 0 where it is less than *least*.

    Where the words around them were *copied*, the name of what they count may have been changed too.
    """
    one, other = old.figures[i], new.figures[j]
    unit = _units_alike(one, other)
    if not unit or (
        ("change" in (one.role, other.role)) and "level" in (one.role, other.role) and one.kind != "multiple"
    ):
        return 0
    before, after, subject = old.words[i]
    before_, after_, subject_ = new.words[j]
    named = _subjects_alike(subject, subject_)
    if not copied and subject and subject_ and named < _NAMED_ALIKE and _of_anything(one, other):
        return 0
    if not copied and _are_of_two_codes(subject, subject_):
        return 0
    score = _UNIT * unit // 100 + PLACE - apart
    score += _SUBJECT * named // 100
    if score + _LEFT + _RIGHT + _VALUE < least:
        return 0
    score += _LEFT * _shared_end(before, before_) // 100 + _RIGHT * _shared_start(after, after_) // 100
    if score + _VALUE < least:
        # Of two figures in units of their own, to compare the values costs most.
        return 0
    if one.value == other.value or verdicts.same_value(one, other):
        score += _VALUE
    if one.role != other.role:
        score -= _AIM_AND_RESULT if _are_aim_and_result(one, other) else 6
    # 由7.34万元提升至10.26万元: what something rose from is no new value of what it had risen to.
    if (one.leads_to is None) != (other.leads_to is None):
        score -= _NOT_BOTH_FROM
    if score >= least and one.value != other.value and _of_other_times(old.stretches[i], new.stretches[j]):
        return 0
    return score


def same(old: Side, i: int, new: Side, j: int) -> bool:
    """Return whether two figures say the same among the same words: then none is more alike either of them."""
    one, other = old.figures[i], new.figures[j]
    return (
        old.words[i] == new.words[j]
        and (one.value, one.unit, one.kind, one.role) == (other.value, other.unit, other.kind, other.role)
        and (one.leads_to is None) == (other.leads_to is None)
    )


def _are_aim_and_result(one: Figure, other: Figure) -> bool:
    """Return whether one rate is aimed at and the other, which differs, was reached: 增长8%左右, 增长10.3%."""
    return "target" in (one.role, other.role) and one.kind == "percent" and one.value != other.value


def _of_other_times(one: Stretch, other: Stretch) -> bool:
    """Return whether one figure is of several years, or of each of them on average, and the other is not."""
    return one != other and bool({one, other} & {"several", "mean"}) and bool(one and other)


def _are_of_two_codes(one: str, other: str) -> bool:
    """Return whether both names hold names in letters, and none in common: O3浓度 and SO2浓度."""
    if one == other or (one.isalpha() and other.isalpha() and not (one[0].isascii() or other[0].isascii())):
        return False
    mine, theirs = set(_CODE.findall(one)), set(_CODE.findall(other))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _of_anything(one: Figure, other: Figure) -> bool:
    """Return whether two figures that differ are of what everything has: it grows by per cent, it costs money."""
    return one.kind in _OF_ANYTHING and other.kind in _OF_ANYTHING and one.value != other.value


def _units_alike(one: Figure, other: Figure) -> int:
    if one.unit == other.unit and one.kind == other.kind:
        return 100
    if verdicts.convertible(one, other):
        return 90 if one.kind == other.kind or None in (one.unit, other.unit) else 60
    kinds = {one.kind, other.kind}
    if kinds == {"duration"}:
        # 十五日内, 十个工作日内
        return 60
    if one.kind == other.kind or kinds == {"percent", "percentage_point"}:
        shared = bool(one.unit and other.unit and (one.unit[0] == other.unit[0] or one.unit[-1] == other.unit[-1]))
        return 60 if shared else 30
    return 30 if kinds <= {"count", "other", "measure_unit", "money"} else 0


def _subjects_alike(one: str, other: str) -> int:
    if one == other:
        return 100 if one else 50
    if not one or not other:
        return 40
    if one.endswith(other) or other.endswith(one):
        return 85
    mine, theirs = set(one), set(other)
    shared = 200 * len(mine & theirs) // (len(mine) + len(theirs))
    return max(shared, 50 if one[-2:] == other[-2:] else 0)


def _shared_end(one: str, other: str) -> int:
    """Return how much of the words before two figures is shared: those next to the figure count most."""
    if one == other:
        return 100
    same = 0
    for a, b in zip(reversed(one), reversed(other), strict=False):
        if a != b:
            break
        same += 1
    mine, theirs = set(one), set(other)
    loose = 200 * len(mine & theirs) // max(1, len(mine) + len(theirs))
    return min(100, (100 * same // 6 + loose) // 2) if same < 6 else max(loose, 85)


def _shared_start(one: str, other: str) -> int:
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return 100 if one == other else min(100, 25 * same)
