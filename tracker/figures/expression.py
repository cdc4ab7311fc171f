"""A place in a folded text where a numeral begins, to the quantity that is written there.

bound? numeral magnitude? 余/多? unit? 余/多? bound?
"""

from __future__ import annotations

import re
from decimal import Decimal

from tracker import numerals
from tracker.figures import closing, english, forms, ranges, units, written
from tracker.figures.reading import Read
from tracker.figures.written import Number
from tracker.numerals import EXACT
from tracker.patterns import later

# 元整, 元壹角捌分: what closes an amount written in formal numerals
_CENTS = later("元(?:[整正]|零?([一二三四五六七八九肆伍陆])角(?:零?([一二三四五六七八九肆伍陆])分)?[整正]?)")
# 多 of 3000多种, 余 of 20余次 and + of 10万+的文章, but not those of 多元化, 余额, 比600亿元多出54%, 3+1
_MORE = later(
    r"余(?![额热温款粮])|多(?!元化|样|边|党|极|媒体|年来|出了?近?约?[0-9一二三四五六七八九十百千两])"
    r"|\+(?=[个项家种条件场人名户次篇所座台辆元的,。;、)])"
)
# 3个多月, 2个半小时, 三个半月
_OF_PERIOD = later("([多半])(小时|月|星期|学年|季度|百分点)")
# 一年零三个月, 2年6个月, 1小时30分钟: how many of the smaller unit the larger one has
_SMALLER: dict[str, tuple[str, int]] = {
    "年": ("个月", 12),
    "小时": ("分钟", 60),
    "个小时": ("分钟", 60),
    "分": ("秒", 60),
}
# 5小时20分
_MINUTES = later("分(?![钟值数之])")
# So many characters before a numeral tell whether what follows is counted.
_AHEAD = 14
_PARTED = frozenset(("年", "天", "倍", "小时", "米", "公里", "岁", "元", "吨", "周岁"))


def at(text: str, start: int, floor: int) -> Read:
    """Return the quantities that begin at *start* of *text*, and where to read on; nothing before *floor* is theirs."""
    special = forms.at(text, start, floor)
    if special is not None:
        return (special,), special.end
    number = written.number(text, start)
    if number is None:
        return (), written.past(text, start)
    return _counted(text, start, number, floor)


def _counted(text: str, start: int, number: Number, floor: int) -> Read:
    """Read what follows a numeral: its unit, the other end of a range, more of a list, a bound."""
    if said := english.behind(text, number, start):
        if read := _in_english(text, start, said, floor):
            return read
        number = said.number
    end, more = number.end, number.more
    if text[end : end + 1] == "来" and number.text[-1] in "0十百千万":
        return _some(text, start, number, floor)
    if not more and _MORE.match(text, end):
        more, end = True, end + 1
    unit_start = units.past_blank(text, end)
    ahead = text[max(0, start - _AHEAD) : start]
    unit = units.at(text, unit_start, number.chinese, number.text == "一", ahead)
    ranged = ranges.ranged(text, start, unit_start + len(unit) if unit else end, number, unit, floor)
    if ranged is not None:
        return ranged
    if unit:
        return _with_unit(text, start, number, unit, unit_start + len(unit), more, floor)
    money, begin = english.currency(text, start, floor)
    if money:
        return closing.with_unit(text, begin, end, number, money, "above" if more else None, floor)
    listed = None if number.chinese or more else ranges.listed(text, start, number, floor)
    return listed or closing.alone(text, start, end, number, more, floor)


def _in_english(text: str, start: int, said: english.Words, floor: int) -> Read | None:
    """Read US$3.2 billion, 27.1 percent; of 10 million人次 the unit is still to be read."""
    money, begin = ("", start) if said.unit else english.currency(text, start, floor)
    unit = said.unit or money
    return closing.with_unit(text, begin, said.end, said.number, unit, None, floor) if unit else None


def _some(text: str, start: int, number: Number, floor: int) -> Read:
    """Read 十来个, 20来人."""
    end = number.end + 1
    unit = units.at(text, end, number.chinese)
    if not unit:
        return (), end
    return closing.with_unit(text, start, end + len(unit), number._replace(bare=False), unit, "about", floor)


def _with_unit(text: str, start: int, number: Number, unit: str, end: int, more: bool, floor: int) -> Read:
    """Read what may stand behind a unit: the cents of an amount, 多, 余 and 半."""
    if unit == "元" and number.chinese and (cents := _CENTS.match(text, end - 1)):
        return closing.with_unit(text, start, cents.end(), _with_cents(number, cents), unit, None, floor)
    if unit == "个" and (period := _OF_PERIOD.match(text, end)):
        more = more or period[1] == "多"
        number = _and_a_half(number) if period[1] == "半" else number
        unit, end = f"个{period[2]}", period.end()
    elif unit in _PARTED and _MORE.match(text, end):
        more, end = True, end + 1
    elif text[end : end + 1] == "半" and number.high is None and _may_be_halved(unit):
        number, end = _and_a_half(number), end + 1
    elif unit in _SMALLER and (whole := _with_smaller(text, end, number, unit)):
        number, unit = whole, _SMALLER[unit][0]
        end = number.end
    return closing.with_unit(text, start, end, number, unit, "above" if more else None, floor)


def _may_be_halved(unit: str) -> bool:
    """两年半, 一倍半, 一亩半."""
    return units.KINDS.get(unit) in ("duration", "multiple") or unit in ("亩", "斤", "里", "公里", "公斤")


def _with_smaller(text: str, at: int, number: Number, unit: str) -> Number | None:
    """Return 一年零三个月 as months: *number* of *unit* with what stands at *at*, whose words end where it ends."""
    name, each = _SMALLER[unit]
    rest = written.number(text, at + text.startswith("零", at))
    if rest is None or number.high is not None or rest.high is not None or rest.value >= each:
        return None
    if name == "分钟" and _MINUTES.match(text, rest.end):
        name = "分"
    if rest.chinese != number.chinese or not text.startswith(name, rest.end) or "." in number.text:
        return None
    value = EXACT.add(EXACT.multiply(number.value, Decimal(each)), rest.value)
    return number._replace(end=rest.end + len(name), value=value, step=Decimal(1), bare=False)


def _with_cents(number: Number, cents: re.Match[str]) -> Number:
    tenths, hundredths = (numerals.parse_numeral(cents[k] or "零") for k in (1, 2))
    return number._replace(value=EXACT.add(number.value, tenths.scaleb(-1) + hundredths.scaleb(-2)))


def _and_a_half(number: Number) -> Number:
    half = Decimal("0.5")
    return number._replace(value=EXACT.add(number.value, half), step=half, bare=False)
