"""Two or more numerals with one unit: 5%—5.5%, 3—5万人, 20.9、36.2、54个百分点."""

from __future__ import annotations

from collections.abc import Sequence

from tracker import numerals
from tracker.figures import bounds, closing, units, written
from tracker.figures.reading import Read, Reading
from tracker.figures.written import Number
from tracker.numerals import EXACT
from tracker.patterns import later

# More numbers than this in a row are no list of one indicator.
_LONGEST_LIST = 12
_BETWEEN = later(r"(?:[(]不?含[)])?\s?(?P<mark>[-—–~―−]{1,2}|至|到)\s?")
_STARTS = frozenset(" -—–~―−至到(")
_LISTED = later("[、和及与]")
_BY = later("(?:增加|提高|减少|降低|缩短|压缩|上调|下调|上涨|下跌|扩大|上升|下降)了?$")


def ranged(text: str, start: int, end: int, number: Number, unit: str, floor: int) -> Read | None:
    """Return the range that begins with *number* and ends behind *end*; the left takes from the right what it lacks."""
    found = _BETWEEN.match(text, end) if text[end : end + 1] in _STARTS else None
    second = written.number(text, found.end()) if found and number.high is None and not number.more else None
    if found is None or second is None or second.high is not None or second.bare or second.chinese != number.chinese:
        return None
    unit_start = units.past_blank(text, second.end)
    other = units.at(text, unit_start, second.chinese)
    if not _fit(text, number, unit, second, other):
        return None
    if unit and found["mark"] in ("至", "到") and _is_step(text, start, unit):
        return None
    value, step = number.value, number.step
    if not (unit or number.power or number.chinese) and second.power and _is_mantissa(number, second):
        value, step = numerals.scaled(value, step, second.power)
    stop = unit_start + len(other) if other else second.end
    high = second.value
    if unit != other and units.KINDS.get(unit) == "duration" and (ratio := units.ratio(other, unit)):
        # 6个月至2年 is 6 to 24 months
        high, other = EXACT.multiply(high, ratio), unit
    if value > high:
        return None
    whole = Number(stop, value, high, step, 0, False, False, False, number.text)
    return closing.with_unit(text, start, stop, whole, other, None, floor)


def listed(text: str, start: int, number: Number, floor: int) -> Read | None:
    """Return the figures of a list whose last member alone has the unit."""
    members: list[tuple[int, Number]] = [(start, number)]
    at = number.end
    while len(members) < _LONGEST_LIST and _LISTED.match(text, at):
        following = written.number(text, at + 1)
        if following is None or following.chinese:
            break
        unit_start = units.past_blank(text, following.end)
        unit = units.at(text, unit_start, False)
        if unit:
            return _dealt(text, members, (at + 1, following), unit, unit_start + len(unit), floor)
        members.append((at + 1, following))
        at = following.end
    if len(members) == 1:
        return None
    # No unit behind: each stands alone, and the last one is read again with what follows it.
    found = [
        each for begin, one in members[:-1] for each in closing.alone(text, begin, one.end, one, one.more, begin)[0]
    ]
    return tuple(found), members[-1][0]


def _is_step(text: str, start: int, unit: str) -> bool:
    """Return whether two figures tell a step and not a range: 由35%至40%, 增加5000亿元至2.5万亿元."""
    by = _BY.search(text, max(0, start - 4), start) is not None and units.KINDS[unit.partition("/")[0]] != "percent"
    return by or text[start - 1 : start] in ("由", "从")


def _fit(text: str, number: Number, unit: str, second: Number, other: str) -> bool:
    """Return whether two numerals, each with its unit or none, may be the ends of one range."""
    if unit:
        return bool(other) and units.KINDS[unit.partition("/")[0]] == units.KINDS[other.partition("/")[0]]
    if other:
        return True
    if number.chinese:
        return number.text[-1] in "万亿"
    # 9亿～16亿 and 0.3—0.5 are ranges without a unit; 2019-2023, 3-4 may be anything
    after = text[second.end : second.end + 1]
    return bool(second.power) or ("." in second.text and not after.isalnum())


def _is_mantissa(number: Number, second: Number) -> bool:
    """Return whether 3 of 3—5万 is 30000: 2000 of 2000—3万 is not."""
    return number.value <= second.value.scaleb(-second.power)


def _dealt(
    text: str, members: Sequence[tuple[int, Number]], last: tuple[int, Number], unit: str, end: int, floor: int
) -> Read:
    final, stop = closing.with_unit(text, last[0], end, last[1], unit, "above" if last[1].more else None, last[0])
    if not final:
        return (), stop
    readings = []
    for begin, number in members:
        value, step = number.value, number.step
        if not number.power and last[1].power and "," not in number.text:
            value, step = numerals.scaled(value, step, last[1].power)
        start, bound = bounds.before(text, begin, floor, number, unit)
        readings.append(Reading(start, number.end, value, None, unit, final[0].kind, bound or final[0].bound, step))
    return (*readings, *final), stop
