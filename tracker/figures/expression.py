"""A place in a folded text where a numeral begins, to the quantity that is written there.

bound? numeral magnitude? 余/多? unit? 余/多? bound? — and ranges and lists of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tracker import numerals
from tracker.figures import bounds, forms, names, units, written
from tracker.figures.reading import Reading
from tracker.figures.written import Number
from tracker.model import Bound, Kind
from tracker.numerals import EXACT

# More numbers than this in a row are no list of one indicator.
_LONGEST_LIST = 12
# 元整, 元壹角捌分: what closes an amount written in formal numerals
_CENTS = re.compile("元(?:[整正]|零?([一二三四五六七八九肆伍陆])角(?:零?([一二三四五六七八九肆伍陆])分)?[整正]?)")
_RANGE = re.compile(r"\s?(?:[-—–~―−]{1,2}|至|到)\s?")
_LISTED = re.compile(r"[、和及与]")
_BLANKS = re.compile(r"[ \t\u3000\u2009\u202f\xa0]{1,4}")
_MORE = re.compile(r"余(?![额热温款粮])|多(?!元化|样|边|党|极|媒体|年来)")
_LEAST_TO_MOST = re.compile("(?:及)?以上(?:至|、|,)?(?:不满|不足)?")
_REST_OF_LINE = re.compile(r"[ \t\-—]*(?:\n|$|、)")
_CODE = re.compile("[A-Za-z0-9]*")
_WORKING_DAYS = re.compile(
    "(?:工作日|交易日|会计年度|世纪)(?:(?P<at_most>以内|之内|内|以下)|(?P<at_least>以上)|(?P<about>左右))?"
)
_HALF_MORE = re.compile("半(小时|月|星期|学年|季度)")
_UPPER = re.compile("(?:及)?(?:以下|以内)|(?=的|有期|徒|,|。)")


def at(text: str, start: int, floor: int) -> tuple[tuple[Reading, ...], int]:
    """Return the quantities that begin at *start* of *text*, and where to read on; nothing before *floor* is theirs."""
    special = forms.at(text, start, floor)
    if special is not None:
        return (special,), special.end
    number = written.number(text, start)
    if number is None:
        return (), written.past(text, start)
    return _counted(text, start, number, floor)


def _counted(text: str, start: int, number: Number, floor: int) -> tuple[tuple[Reading, ...], int]:
    """Read what follows a numeral: its unit, the other end of a range, more of a list, a bound."""
    one = number.chinese and number.text == "一"
    end = number.end
    more = number.more
    if not more and text[end : end + 1] in ("余", "多") and text[end : end + 1] and _MORE.match(text, end):
        more, end = True, end + 1
    elif text[end : end + 1] == "来" and number.text[-1] in "0十百千万":
        # 十来个, 20来人
        number, end = replace(number, high=None), end + 1
        unit = units.at(text, end, number.chinese)
        if unit:
            return _finished(text, start, end + len(unit), replace(number, bare=False), unit, "about", floor)
        return (), end
    unit_start = _blank(text, end)
    unit = units.at(text, unit_start, number.chinese, one)
    ranged = _range(text, start, number, unit, unit_start + len(unit) if unit else end, floor)
    if ranged is not None:
        return ranged
    if unit:
        return _with_unit(text, start, number, unit, unit_start + len(unit), more, floor)
    if not number.chinese and not more and _LISTED.match(text, end):
        listed = _list(text, start, number, floor)
        if listed is not None:
            return listed
    return _alone(text, start, number, end, more, floor)


def _blank(text: str, end: int) -> int:
    found = _BLANKS.match(text, end) if text[end : end + 1].isspace() else None
    return found.end() if found else end


def _with_unit(
    text: str, start: int, number: Number, unit: str, end: int, more: bool, floor: int
) -> tuple[tuple[Reading, ...], int]:
    if unit == "元" and number.chinese and (cents := _CENTS.match(text, end - 1)):
        value = EXACT.add(number.value, numerals.parse_numeral(cents[1] or "零").scaleb(-1))
        value = EXACT.add(value, numerals.parse_numeral(cents[2] or "零").scaleb(-2))
        return _finished(text, start, cents.end(), replace(number, value=value), unit, None, floor)
    if unit == "个" and (longer := _half_more(text, end)):
        end, unit = end + 1 + len(longer), f"个{longer}"
        number = replace(number, value=EXACT.add(number.value, Decimal("0.5")), step=Decimal("0.5"))
        return _finished(text, start, end, number, unit, None, floor)
    after = text[end : end + 1]
    if (
        after == "多"
        and unit in ("个", "年", "天", "倍", "小时", "米", "公里", "岁", "元", "吨", "成")
        and _MORE.match(text, end)
    ):
        more, end = True, end + 1
        if unit == "个":
            longer = units.at(text, end, True)
            if "个" + longer in units.KINDS or text[end] == "月":
                unit = "个" + (longer or "月")
                end += len(unit) - 1
    if after == "余" and _MORE.match(text, end):
        more, end = True, end + 1
    if after == "半" and number.high is None and units.KINDS[unit.partition("/")[0]] in ("duration", "multiple"):
        number, end = replace(number, value=EXACT.add(number.value, Decimal("0.5")), step=Decimal("0.5")), end + 1
        number = replace(number, bare=False)
    return _finished(text, start, end, number, unit, "above" if more else None, floor)


def _half_more(text: str, end: int) -> str:
    """Return what a half more is of in 2个半小时, 三个半月."""
    found = _HALF_MORE.match(text, end)
    return found[1] if found else ""


def _finished(
    text: str, start: int, end: int, number: Number, unit: str, bound: Bound | None, floor: int
) -> tuple[tuple[Reading, ...], int]:
    """Add the bounds that stand before and after; a bare 百, 千, 万 is a quantity only with one (上百项, 百余家)."""
    kind = units.KINDS.get(unit.partition("/")[0], "other")
    last = (
        _LEAST_TO_MOST.match(text, end)
        if kind in ("money", "duration", "multiple", "percent", "count", "measure_unit")
        else None
    )
    if last is not None and number.high is None and number.end < end:
        fine = _from_to(text, start, number, unit, last.end())
        if fine is not None:
            return fine
    begin, before = bounds.before(text, start, floor, number, unit)
    after = None
    found = bounds.AFTER.match(text, end)
    if found is None and kind == "duration":
        found = bounds.WITHIN.match(text, end)
        after = "at_most" if found else None
    elif found is not None:
        after = found.lastgroup
    if unit == "个" and (days := _WORKING_DAYS.match(text, end)):
        # 七个工作日内: counted by 个, but a time
        kind, after = "duration", days.lastgroup or after
    stop = found.end() if found is not None else end
    stands = bound or before or (after and kind == "money" and number.text[-1] in "万亿")
    if number.bare and not stands and not _may_be_bare(number, unit, kind):
        return (), end
    if text[begin - 1 : begin] == "每" and kind in ("count", "measure_unit") and not bound and not after:
        # 每10万人, 每50公斤: what something is counted by
        return (), end
    whole: Bound = before or bound or after or ("about" if number.high is not None and number.chinese else "exact")  # type: ignore[assignment]
    if before == "exact" and (bound or after):
        whole = bound or after  # type: ignore[assignment]
    if kind == "ratio" or "/" in unit:
        kind = "ratio" if not unit.startswith("元") else "money"
    reading = Reading(
        begin, stop, number.value, number.high, unit or None, kind if unit else "count", whole, number.step
    )
    return (reading,), stop


def _may_be_bare(number: Number, unit: str, kind: Kind) -> bool:
    """百亿元, 千亿元, 百万吨 are quantities; 百姓, 万户 and 千家 are none."""
    return (
        len(number.text) > 1
        and number.text[-1] in "万亿"
        and kind in ("money", "measure_unit")
        and unit not in ("里", "方")
    )


def _from_to(text: str, start: int, number: Number, unit: str, at: int) -> tuple[tuple[Reading, ...], int] | None:
    """五万元以上十万元以下: a range with both its ends (Civil Code, article 1259)."""
    second = written.number(text, at)
    if second is None or second.high is not None:
        return None
    other = units.at(text, second.end, second.chinese)
    if other != unit:
        return None
    upper = _UPPER.match(text, second.end + len(other))
    if upper is None or second.value < number.value:
        return None
    kind = units.KINDS.get(unit.partition("/")[0], "other")
    reading = Reading(start, upper.end(), number.value, second.value, unit, kind, "exact", number.step)
    return (reading,), upper.end()


def _alone(text: str, start: int, number: Number, end: int, more: bool, floor: int) -> tuple[tuple[Reading, ...], int]:
    """Read a numeral without a unit: it is a quantity with a magnitude, a bound or an end of words after it."""
    after = text[end : end + 1]
    bounded = bounds.AFTER.match(text, end) is not None
    ends = not after or after in ",。;、:)!?|\n \t\u3000（）"
    if number.chinese:
        strong = number.text[-1] in "万亿" and len(number.text) > 1
        big = "万" in number.text or "亿" in number.text
        if not (
            bounded
            or (ends and (big or number.high is not None))
            or (strong and not number.bare)
            or (number.high is not None and number.text[0] in "几数" and ends)
        ):
            return (), end
        if number.bare:
            return (), end
        return _finished(text, start, end, number, "", "above" if more else None, floor)
    previous = text[start - 1 : start] if start else ""
    if number.power >= 4 or more or bounded:
        return _finished(text, start, end, number, "", "above" if more else None, floor)
    if not ends or _is_code(text, end, number, previous):
        return (), _past_code(text, end)
    return _finished(text, start, end, number, "", None, floor)


def _is_code(text: str, end: int, number: Number, previous: str) -> bool:
    digits = number.text
    if "." in digits or "," in digits:
        return False
    if len(digits) > 6 or (len(digits) > 1 and digits[0] == "0") or (previous and previous in "([第/#表图件栏双前"):
        return True
    if len(digits) == 4 and digits[:2] in ("19", "20", "18"):
        return True
    # A number alone in its line is the number of a page.
    return _REST_OF_LINE.match(text, end) is not None and names.opens_line(text, end - len(digits))


def _past_code(text: str, end: int) -> int:
    found = _CODE.match(text, end)
    return found.end() if found else end


def _range(
    text: str, start: int, number: Number, unit: str, end: int, floor: int
) -> tuple[tuple[Reading, ...], int] | None:
    """Read 5%—5.5%, 300至500家, 3—5万人: the left takes from the right what it lacks."""
    found = _RANGE.match(text, end) if text[end : end + 1] in tuple(" -—–~―−至到") and end < len(text) else None
    if found is None or number.high is not None or number.more:
        return None
    second = written.number(text, found.end())
    if second is None or second.high is not None or second.bare or second.chinese != number.chinese:
        return None
    second_unit = units.at(text, _blank(text, second.end), second.chinese)
    if not second_unit and number.chinese and number.text[-1] not in "万亿":
        return None
    if unit and second_unit and units.KINDS.get(unit) != units.KINDS.get(second_unit):
        return None
    if unit and not second_unit:
        return None
    value = number.value
    step = number.step
    if (
        not unit
        and not number.power
        and second.power
        and not number.chinese
        and value <= second.value.scaleb(-second.power)
    ):
        value, step = numerals.scaled(value, step, second.power)
    if value > second.value or (not second_unit and not second.power and not _plain_range(text, start, second)):
        return None
    if (
        unit
        and unit == second_unit
        and text[start - 1 : start] in ("由", "从")
        and found.group().strip() in ("至", "到")
    ):
        return None
    stop = second.end if not second_unit else _blank(text, second.end) + len(second_unit)
    whole = Number(stop, value, second.value, step, 0, False, False, False, number.text)
    return _finished(text, start, stop, whole, second_unit, None, floor)


def _plain_range(text: str, start: int, second: Number) -> bool:
    after = text[second.end : second.end + 1]
    return ("." in second.text) and (not after or not after.isalnum()) and start > 0


def _list(text: str, start: int, number: Number, floor: int) -> tuple[tuple[Reading, ...], int] | None:
    """Read 20.9、36.2、54个百分点: unit and magnitude of the last go for those before that lack them."""
    members: list[tuple[int, Number]] = [(start, number)]
    at = number.end
    while len(members) < _LONGEST_LIST and _LISTED.match(text, at):
        following = written.number(text, at + 1)
        if following is None or following.chinese:
            break
        unit_start = _blank(text, following.end)
        unit = units.at(text, unit_start, False)
        if unit:
            return _dealt(text, members, (at + 1, following), unit, unit_start + len(unit), floor)
        members.append((at + 1, following))
        at = following.end
    if len(members) == 1:
        return None
    # No unit behind: each stands alone, and the last one is read again with what follows it.
    readings = [each for begin, one in members[:-1] for each in _alone(text, begin, one, one.end, one.more, begin)[0]]
    return tuple(readings), members[-1][0]


def _dealt(
    text: str, members: Sequence[tuple[int, Number]], last: tuple[int, Number], unit: str, end: int, floor: int
) -> tuple[tuple[Reading, ...], int]:
    final, stop = _finished(text, last[0], end, last[1], unit, "above" if last[1].more else None, last[0])
    if not final:
        return (), stop
    kind = final[0].kind
    readings = []
    for begin, number in members:
        value, step = number.value, number.step
        if not number.power and last[1].power and "," not in number.text:
            value, step = numerals.scaled(value, step, last[1].power)
        from_, bound = bounds.before(text, begin, floor, number, unit)
        readings.append(Reading(from_, number.end, value, None, unit, kind, bound or final[0].bound, step))
    return (*readings, *final), stop
