"""A place in a folded text to the quantity that has a form of its own: share, fraction, ratio, rank, half, doubling."""

from __future__ import annotations

import re
from decimal import Decimal

from tracker import numerals
from tracker.figures import bounds, units, written
from tracker.figures.names import RANKED
from tracker.figures.numbering import CHINESE, FORMAL
from tracker.figures.reading import Reading
from tracker.figures.written import ARABIC, Number
from tracker.model import Bound, Kind
from tracker.numerals import EXACT, Numeral
from tracker.patterns import later

_DECIMALS = "(?:点[零〇一二三四五六七八九]++)?"
_PERCENT = later(
    rf"(百万万|万万|百万|千万|百|千|万)分之(负?)({ARABIC}(?:[万亿kK])?|(?:(?!百分)[{FORMAL}])++{_DECIMALS})"
)
_PARTS = {"百": 0, "千": -1, "万": -2, "百万": -4, "千万": -5, "万万": -6, "百万万": -8}
_SHARE_TO = later(
    rf"(?:以上(?:至|、)?|至|到|[-—～~]{{1,2}})[百千万]分之((?:(?!百分)[{FORMAL}])++{_DECIMALS}|{ARABIC})(?:以下|以内)?"
    rf"|(?:至|到)([{CHINESE}]++{_DECIMALS})(?![{CHINESE}个年月日天元倍人])"
)
_TIMES = later(rf"以上至?([{CHINESE}]++|{ARABIC})倍以下")
_FRACTION = later(rf"([{CHINESE}]++)分之([{CHINESE}]++)")
_VAGUE_FRACTION = later(rf"[几数][{CHINESE}]*分之[{CHINESE}几]+")
_DIGITS = later(ARABIC)
_SLASH = later(r"([0-9]{1,6})/([0-9]{1,6})(?![0-9/年月.])")
# 死亡率9/10万
_IN_SO_MANY = later(rf"({ARABIC})(/(?:10|100)?万)(?![元个户亩])")
_RATIO = later(rf"{ARABIC}(?:\s?[∶:]\s?{ARABIC})+(?![0-9])|{ARABIC}(?:比{ARABIC})(?![0-9个项])")
_RATIO_SIGNS = frozenset("∶:比")
# 一比三十, 比例为二比一; but 三比三看
_SPELLED = later(rf"([{CHINESE}]++)比([{CHINESE}]++)(?![{CHINESE}个项看学分年月日])")
_MORE_THAN_HALF = later("半数(?!以上)|半(?![数年天个小日月百时路途程晌])")
# 赞成票超过应到会人数的半数
_MORE_THAN = later("(?:(?P<above>超过)|(?P<at_least>不少于|不低于))[^,。;、]{2,24}的$")
_FAR = 30
_NO_HALF = ("上", "下", "前", "后", "大", "多", "各", "年", "个", "倍", "对")
# 半年报, 半年多, 半天空
_NO_HALF_BEFORE = ("报", "多", "空")
_HALF_UNITS = ("个月", "个小时", "小时", "个", "年", "天")
_RANK = later(rf"第([0-9]+|[{CHINESE}]+)(位|名)(?!委员|书记)|前([0-9]+|[{CHINESE}]+)(位|名)?")
_RANKED = later(r"(?:[居列进入占获至]|排名?|名列|国|省|市|球|界|业|内|县)$")
_TENTHS = later(rf"({ARABIC}|[{FORMAL}]+(?:点[零〇一二三四五六七八九]+)?|半)([成折])")
_NOT_TENTHS = {
    "成": "立为员功果都长本交效就绩套品人分熟型语千上名了年渝绵片群批灌林排堆不一二",
    "折": "旧线射中叠磨腾返戟服冲价",
}
_CHINESE_DIGITS = "零一二三四五六七八九"
# 三成半, 六成五
_HALF_A_TENTH = later("([半一二三四五六七八九])(?![个名家项户成])")
# 翻一番, 翻了两番多
_DOUBLED = later(rf"翻了?([{CHINESE}]|[0-9])?番(多)?")
# 三成, 七点五折: no numeral before 成 or 折 is longer.
_LONGEST_TENTHS = 16
_PLACES = later(r"([两三四五六])位数")


def at(text: str, start: int, floor: int) -> Reading | None:
    """Read what has a form of its own: shares, fractions, ratios, ranks, halves, doublings."""
    c = text[start]
    if c.isdigit():
        return _arabic(text, start, floor)
    if c in "第前":
        return _rank(text, start)
    if c == "翻":
        return _doubled(text, start)
    if c == "对":
        halved = text[start - 1 : start + 2] == "打对折"
        return Reading(start, start + 2, Decimal(50), None, "%", "percent", "exact", None) if halved else None
    if "比" in text[start + 1 : start + 6] and (ratio := _spelled(text, start)):
        return ratio
    if "分之" in text[start : start + 12]:
        share = _share(text, start, floor)
        if share is not None:
            return share
    if text[start + 1 : start + 3] == "位数" and (found := _PLACES.match(text, start)):
        power = "两三四五六".index(found[1]) + 1
        low = Decimal(10**power)
        return Reading(start, found.end(), low, low * 10, None, "other", "about", None)
    near = text[start : start + _LONGEST_TENTHS]
    if ("成" in near or "折" in near) and (tenths := _tenths(text, start, floor)):
        return tenths
    return _half(text, start, floor) if c in "半一" else None


def _arabic(text: str, start: int, floor: int) -> Reading | None:
    digits = _DIGITS.match(text, start)
    if digits is None:
        return None
    # What stands behind the digits says which form it may be.
    sign = text[digits.end() : digits.end() + 1]
    if (sign.isspace() or sign in _RATIO_SIGNS) and (found := _RATIO.match(text, start)):
        terms = re.split("[∶:比]", found.group())
        first, last = numerals.read(terms[0].strip()), numerals.parse_numeral(terms[-1].strip())
        return _bounded(text, start, found.end(), first, last, None, floor, "ratio")
    if sign == "/" and (found := _IN_SO_MANY.match(text, start)):
        return _bounded(text, start, found.end(), numerals.read(found[1]), None, found[2], floor, "ratio")
    found = _SLASH.match(text, start) if sign == "/" else None
    if found and int(found[2]) and (start == 0 or text[start - 1] not in "/.-0123456789"):
        value = Decimal(int(found[1])) / Decimal(int(found[2]))
        return _bounded(
            text, start, found.end(), Numeral(EXACT.create_decimal(value), Decimal(0)), None, None, floor, "ratio"
        )
    return _tenths(text, start, floor) if sign in _NOT_TENTHS else None


def _spelled(text: str, start: int) -> Reading | None:
    """Read 一比三十, 二比一左右."""
    found = _SPELLED.match(text, start)
    if found is None:
        return None
    try:
        first, last = (numerals.parse_numeral(term) for term in found.groups())
    except ValueError:
        return None
    stop, bound = bounds.after(text, found.end())
    return Reading(start, stop, first, last, None, "ratio", bound or "exact", Decimal(1))


def _share(text: str, start: int, floor: int) -> Reading | None:
    found = _PERCENT.match(text, start)
    if found:
        raw = found[3]
        factor = 3 if raw[-1] in "kK" else 0
        raw = raw.rstrip("kK") if factor else raw
        if (pair := written.neighbours(raw)) is not None:
            return _bounded(text, start, found.end(), Numeral(pair[0], Decimal(1)), pair[1], "%", floor)
        try:
            number = numerals.read(raw)
        except ValueError:
            return None
        if found[2]:
            number = Numeral(-number.value, number.step)
        number = numerals.scaled(*number, _PARTS[found[1]] + factor)
        if times := _TIMES.match(text, found.end()):
            # 百分之五十以上五倍以下 is half of it to five times it
            most = numerals.read(times[1])
            return Reading(
                start, times.end(), numerals.scaled(*number, -2).value, most.value, "倍", "multiple", "exact", most.step
            )
        upper = _upper(text, found, number.value)
        if upper is not None:
            return Reading(start, upper[0], number.value, upper[1], "%", "percent", "exact", number.step)
        return _bounded(text, start, found.end(), number, None, "%", floor)
    found = _FRACTION.match(text, start)
    if found is None:
        return _vague_fraction(text, start)
    try:
        below, above = (numerals.parse_numeral(part) for part in found.groups())
    except ValueError:
        return None
    if not below:
        return None
    value = EXACT.create_decimal(above / below)
    return _bounded(text, start, found.end(), Numeral(value, Decimal(0)), None, None, floor, "ratio")


def _upper(text: str, lower: re.Match[str], value: Decimal) -> tuple[int, Decimal] | None:
    """Return the end and value of the upper bound of 百分之五以上百分之十以下, 百分之四到五."""
    found = _SHARE_TO.match(text, lower.end())
    if found is None:
        return None
    try:
        high = numerals.scaled(*numerals.read(found[1] or found[2]), _PARTS[lower[1]]).value
    except ValueError:
        return None
    return (found.end(), high) if high > value else None


def _vague_fraction(text: str, start: int) -> Reading | None:
    found = _VAGUE_FRACTION.match(text, start)
    return Reading(start, found.end(), None, None, None, "ratio", "about", None) if found else None


def _bounded(
    text: str,
    start: int,
    end: int,
    number: Numeral,
    high: Decimal | None,
    unit: str | None,
    floor: int,
    kind: Kind = "percent",
) -> Reading:
    made = Number(end, number.value, high, number.step, 0, False, high is not None, False, "1")
    begin, before = bounds.before(text, start, floor, made, unit or "")
    stop, after = bounds.after(text, end)
    vague: Bound = "about" if high is not None and kind != "ratio" else "exact"
    return Reading(begin, stop, number.value, high, unit, kind, before or after or vague, number.step or None)


def _rank(text: str, start: int) -> Reading | None:
    found = _RANK.match(text, start)
    if found is None:
        return _placed(text, start)
    raw, unit = (found[1], found[2]) if found[1] else (found[3], found[4])
    after = text[found.end() : found.end() + 1]
    ranked = not start or _RANKED.search(text[max(0, start - 2) : start])
    if found[3] and not unit and not (ranked and (not after or after in ",。;、的)\n行")):
        return None
    try:
        value = numerals.parse_numeral(raw)
    except ValueError:
        return None
    bound: Bound = "at_most" if found[3] else "exact"
    return Reading(start, found.end(), value, None, unit, "rank", bound, Decimal(1))


def _placed(text: str, start: int) -> Reading | None:
    """Read the rank of 排名第二, that has no unit."""
    found = RANKED.match(text, start)
    if found is None:
        return None
    try:
        value = numerals.parse_numeral(found[1])
    except ValueError:
        return None
    return Reading(start, found.end(), value, None, None, "rank", "exact", Decimal(1))


def _doubled(text: str, start: int) -> Reading | None:
    found = _DOUBLED.match(text, start)
    if found is None:
        return None
    try:
        times = numerals.parse_numeral(found[1] or "一")
    except ValueError:
        return None
    if times > 10:
        return None
    return Reading(
        start,
        found.end(),
        Decimal(2) ** int(times),
        None,
        "倍",
        "multiple",
        "above" if found[2] else "exact",
        Decimal(1),
    )


def _tenths(text: str, start: int, floor: int) -> Reading | None:
    found = _TENTHS.match(text, start)
    if found is None or (text[found.end() : found.end() + 1] or " ") in _NOT_TENTHS[found[2]]:
        return None
    value = _tenth_value(found[1], found[2])
    if value is None:
        return None
    end = found.end()
    if found[2] == "成" and not found[1][0].isdigit() and (rest := _HALF_A_TENTH.match(text, end)):
        value += Decimal(5) if rest[1] == "半" else numerals.parse_numeral(rest[1])
        end = rest.end()
    if found[2] == "成" and text[end : end + 1] == "多":
        return _bounded(text, start, end + 1, Numeral(value, Decimal(1)), None, "%", floor)._replace(bound="above")
    return _bounded(text, start, end, Numeral(value, Decimal(1)), None, "%", floor)


def _tenth_value(raw: str, mark: str) -> Decimal | None:
    if raw == "半":
        return Decimal(5) if mark == "成" else Decimal(50)
    plain = raw.replace("两", "二").replace("〇", "零")
    if mark == "折" and raw == "十":
        return None
    if mark == "折" and (raw == "一" or (len(raw) == 2 and set(plain) <= set(_CHINESE_DIGITS))):
        digits = [str(_CHINESE_DIGITS.index(c)) for c in plain]
        return Decimal("".join(digits)) * (10 if len(raw) == 1 else 1)
    try:
        value = numerals.parse_numeral(raw)
    except ValueError:
        return None
    if mark == "折" and raw.isdigit() and len(raw) == 2:
        return value
    return value * 10 if value <= 10 else None


def _half(text: str, start: int, floor: int) -> Reading | None:
    if text.startswith("半数", start) and (more := _MORE_THAN.search(text, max(0, start - _FAR), start)):
        return Reading(start, start + 2, Decimal("0.5"), None, None, "ratio", more.lastgroup, None)  # type: ignore[arg-type]
    if text[start - 1 : start] == "过" and (half := _MORE_THAN_HALF.match(text, start)):
        return Reading(start - 1, half.end(), Decimal("0.5"), None, None, "ratio", "above", None)
    if text.startswith(("一半", "半数"), start):
        made = _bounded(text, start, start + 2, Numeral(Decimal("0.5"), Decimal(0)), None, None, floor, "ratio")
        return made if made.bound != "exact" or text[start] == "一" else None
    if text[start] != "半" or text[start - 1 : start] in _NO_HALF:
        return None
    for unit in _HALF_UNITS:
        end = start + 1 + len(unit)
        if text.startswith(unit, start + 1) and text[end : end + 1] not in _NO_HALF_BEFORE:
            made = _bounded(text, start, end, Numeral(Decimal("0.5"), Decimal("0.5")), None, unit, floor)
            return made._replace(kind=units.KINDS[unit])
    return None
