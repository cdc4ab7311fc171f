"""Readings to the same readings with what each is counted by: 50 公斤 of 每50公斤提高3元, one 月 of 796元/月."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from tracker.figures import lexicon, units, written
from tracker.figures.clauses import Surroundings
from tracker.figures.reading import Reading
from tracker.model import Bound, Figure, Per

_COUNTED = frozenset(("money", "count", "measure_unit"))
# 每斤提高3分: cents, not points of a score
_PRICED = frozenset(("斤", "公斤", "千克", "吨", "度", "度电", "千瓦时", "立方米", "升", "公里", "股"))
# What a unit is called where something is counted by it; 年 of 每年报送1次 begins no other word
_SHORT = {"月": "个月", "季": "季度", "年": "年"}
_HALF = Decimal("0.5")
# 至少每三个月公开一次 is 每三个月至少公开一次
_BOUNDS: dict[str, Bound] = {"至少": "at_least", "最少": "at_least", "最多": "at_most", "至多": "at_most"}
_FAR = 20
# 1美元兑7.1元
_EXCHANGED = ("兑", "兑换", "兑人民币", "兑换人民币", "折合", "折合人民币")


def of_all(plain: str, readings: Sequence[Reading], nears: Sequence[Surroundings]) -> list[Per | None]:
    """Return for each of *readings* what it is counted by, None where its clause does not say."""
    found = [_of(plain, reading, near) for reading, near in zip(readings, nears, strict=True)]
    for at, (one, other) in enumerate(pairwise(readings), 1):
        if one.kind == other.kind == "money" and one.value and plain[one.end : other.start] in _EXCHANGED:
            found[at] = Per(one.unit or "", one.value)
    return found


def priced(plain: str, readings: Sequence[Reading], pers: Sequence[Per | None]) -> list[Reading]:
    """Return *readings*, 分 as money where a price is told in it (每度降低2分), 个 as what its list counts in."""
    found = list(readings)
    for at in range(len(found) - 1, -1, -1):
        reading, per = found[at], pers[at]
        if reading.unit not in ("分", "个"):
            continue
        after = found[at + 1] if at + 1 < len(found) else None
        listed = after if after is not None and plain[reading.end : after.start] in lexicon.LISTED else None
        if reading.unit == "个":
            if listed and listed.kind == "percentage_point":
                # 35个和60个基点
                found[at] = reading._replace(unit=listed.unit, kind=listed.kind)
        elif (listed and listed.kind == "money") or (per is not None and per.unit in _PRICED):
            found[at] = reading._replace(kind="money")
    return found


def counting(plain: str, figures: Sequence[Figure]) -> list[Figure]:
    """Return *figures* without those by which the one behind them is counted: 每两个月检查1次, 1美元兑7.1元 are one."""
    pers = (*(figure.per for figure in figures[1:]), None)
    return [
        _bounded(plain, one)
        for one, per in zip(figures, pers, strict=False)
        if per is None or not _counts(plain, one, per)
    ]


def _bounded(plain: str, figure: Figure) -> Figure:
    """Return *figure* with the bound that stands before what it is counted by: 至少每三个月公开一次."""
    if figure.per is None or figure.bound != "exact":
        return figure
    start = figure.span.start
    at = plain.rfind("每", max(0, start - _FAR), start)
    bound = _BOUNDS.get(plain[max(0, at - 2) : max(0, at)])
    return figure._replace(bound=bound) if bound and _each(plain, at + 1, start) == figure.per else figure


def _counts(plain: str, figure: Figure, per: Per) -> bool:
    """Return whether a *figure* is what the one behind it is counted by."""
    start, end = figure.span
    if figure.kind == "money":
        return (figure.unit, figure.value) == per and plain.startswith(_EXCHANGED, end)
    return figure.kind == "duration" and plain[start - 1 : start] == "每" and _each(plain, start, end) == per


def _of(plain: str, reading: Reading, near: Surroundings) -> Per | None:
    if reading.kind not in _COUNTED:
        return None
    by = (reading.unit or "").partition("/")[2]
    if by:
        # 10元/500克
        unit = by.lstrip("0123456789")
        return Per(_SHORT.get(unit, unit), Decimal(by[: -len(unit)] or 1)) if unit else None
    at = plain.rfind("每", near.clause, reading.start)
    return _each(plain, at + 1, reading.start) if at >= 0 else None


def _each(plain: str, start: int, end: int) -> Per | None:
    """Return what stands behind 每 at *start*: a unit, with a number before it or none."""
    if plain.startswith("半年", start):
        return Per("年", _HALF)
    number = written.number(plain, start)
    # 千 of 每千瓦时 is part of the unit
    number = None if number is not None and number.bare else number
    at = number.end if number is not None else start
    name = next((short for short in _SHORT if plain.startswith(short, at)), "") or units.at(plain, at, False)
    if not name or at + len(name) > end or (number is not None and number.high is not None):
        return None
    counted = Decimal(1) if number is None else number.value
    # Of a misprint (每0个月) nothing can be told in another unit.
    return Per(_SHORT.get(name, name), counted) if counted else None
