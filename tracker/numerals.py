"""A numeral, in Arabic digits, Chinese characters or both, to its exact value and its written precision."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact
from typing import NamedTuple

from tracker.patterns import later

# Exact at any length that a text can hold: libmpdec works with the digits that there are, not with the precision.
EXACT = Context(prec=100_000, traps=[Inexact])
# The same for what is rounded on purpose; Python's own context refuses more than 28 digits.
ROUNDING = Context(prec=100_000, rounding=ROUND_HALF_UP)

# Every way to write a figure as the plain one: 壹 贰 (formal, GB/T 15835), 兩 萬 億 (traditional), 廿 卅, 〇 ○, 幺.
PLAIN = str.maketrans(
    {
        **dict(
            zip(
                "壹贰貳弍叁參肆伍陆陸柒捌玖拾佰仟萬億兩〇○◯幺點圆圓",
                "一二二二三三四五六六七八九十百千万亿两零零零一点元元",
                strict=True,
            )
        ),
        "廿": "二十",
        "卅": "三十",
        "卌": "四十",
    }
)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
# 亿亿 is ten to the 16; nothing greater is written in characters.
_GREATEST = 20

_ARABIC = r"[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])(?:\.[0-9]++)?|[0-9]++(?:\.[0-9]++)?"
_SIMPLE = later(rf"({_ARABIC})([百千]?[万亿]*)")  # 1,271  650.77万  1.27万亿  3千万
# NFKC makes digits of them: 10² is no 102.
_RAISED = later(r"[¹²³⁰-₉¼-¾⅐-⅞①-⓿❶-➓]")
_MONEY = later(
    r"([^元角分整正]+)元(?:整|正|(?:零?([一二三四五六七八九])角)?(?:零?([一二三四五六七八九])分)?整?)",
    needs="元",
)  # 九元一角八分
_POSITIONAL = later(r"[零一二三四五六七八九]{2,}")  # 二零二三
_DECIMAL = later(r"([^点]+)点([零一二三四五六七八九]+|[0-9]+)([万亿]*)", needs="点")  # 三十五点六  一点二七万亿
_GROUP = later(r"([^万亿]*)([万亿]*)")  # 一千二百[万] 三千[]
_TOKEN = later(rf"({_ARABIC})|([一二两三四五六七八九])|(零)|([十百千])")


class Numeral(NamedTuple):
    """The value of a numeral and the place of its last written digit: 66.7万 is 667000 by steps of 1000."""

    value: Decimal
    step: Decimal


def parse_numeral(text: str) -> Decimal:
    """Return the value of *text*, exactly: 1,271, 650.77万, 一百二十万三千, 壹佰元整, 二〇二三, 负三.

    Raises ValueError for anything that is no numeral, two neighbouring digits (一二: one or two) among it.
    """
    return read(text).value


def read(text: str) -> Numeral:
    """Return the value of *text* with its precision; ValueError where `parse_numeral` raises it."""
    if _RAISED.search(text):
        raise _error(text)
    plain = unicodedata.normalize("NFKC", text).translate(PLAIN)
    if plain[:1] in ("-", "−", "负"):
        value, step = _unsigned(plain[1:], text)
        return Numeral(-value if value else value, step)
    return _unsigned(plain, text)


def scaled(value: Decimal, step: Decimal, power: int) -> Numeral:
    """Return a numeral times ten to the *power*, written without an exponent."""
    return Numeral(_shifted(value, power), _shifted(step, power))


def _shifted(value: Decimal, power: int) -> Decimal:
    moved = EXACT.scaleb(value, power)
    return EXACT.quantize(moved, Decimal(1)) if moved == moved.to_integral_value() else moved


def _unsigned(plain: str, text: str) -> Numeral:
    if found := _SIMPLE.fullmatch(plain):
        return _arabic(*found.groups())
    if found := _MONEY.fullmatch(plain):
        return _money(found, text)
    if _POSITIONAL.fullmatch(plain) and (len(plain) > 2 or "零" in plain):
        return Numeral(Decimal(_digits(plain)), Decimal(1))
    if found := _DECIMAL.fullmatch(plain):
        return _decimal(found, text)
    return _whole(plain, text)


def _arabic(digits: str, magnitudes: str) -> Numeral:
    digits = digits.replace(",", "")
    value, places = Decimal(digits), len(digits.partition(".")[2])
    power = _power(magnitudes)
    return Numeral(_shifted(value, power) if power else value, _shifted(Decimal(1), power - places))


def _money(found: re.Match[str], text: str) -> Numeral:
    value, step = _unsigned(found[1], text)
    if not (found[2] or found[3]):
        return Numeral(value, step)
    cents = 10 * _DIGITS[found[2] or "零"] + _DIGITS[found[3] or "零"]
    return Numeral(EXACT.add(value, Decimal(cents).scaleb(-2)), Decimal("0.01") if found[3] else Decimal("0.1"))


def _decimal(found: re.Match[str], text: str) -> Numeral:
    before, after, magnitudes = found.groups()
    if "元" in before or (magnitudes and _GROUP.fullmatch(before) is None):
        raise _error(text)
    positional = _POSITIONAL.fullmatch(before)
    whole = Decimal(_digits(before)) if positional else _unsigned(before, text).value
    digits = _digits(after)
    value = EXACT.add(whole, Decimal(f"0.{digits}"))
    power = _power(magnitudes)
    return Numeral(_shifted(value, power) if power else value, _shifted(Decimal(1), power - len(digits)))


def _whole(plain: str, text: str) -> Numeral:
    """Read groups of digits with their magnitudes: 一千二百[万]三千[]; a greater magnitude takes in those before it."""
    groups: list[tuple[int, int]] = []
    power = 0
    for found in _GROUP.finditer(plain):
        if not found.group():
            break
        zero = found[1].startswith("零") and bool(groups)
        number, power = _section(found[1][zero:], zero, text), _power(found[2])
        if groups and found[1] in _DIGITS and not power:
            # 三万五 is 35000, 三万零五 30005.
            number *= 10 ** (groups[-1][1] - 1)
        while groups and groups[-1][1] < power:
            before, scale = groups.pop()
            number += before * 10**scale
        if groups and groups[-1][1] == power:
            raise _error(text)
        groups.append((number, power))
    if not groups:
        raise _error(text)
    value = Decimal(sum(number * 10**scale for number, scale in groups))
    return Numeral(value, Decimal(10**power))


def _section(section: str, zero: bool, text: str) -> int:
    """Return the value of 一千二百三十四, below ten thousand; *zero* says that 零 stands before it."""
    if not section:
        return 1
    total, last, at = 0, 10_000, 0
    number: int | None = None
    while at < len(section):
        found = _TOKEN.match(section, at)
        if found is None or (number is not None and not found[4]) or (found[1] and "." in found[1]):
            raise _error(text)
        at = found.end()
        if found[4]:
            step = _STEPS[found[4]]
            bare = number is None
            # 百十一 is none; 十一, 一百十一, 一万零百一十一, 百(万) are.
            if step >= last or (bare and step > 10 and not zero and len(section) > 1):
                raise _error(text)
            total, last, number, zero = total + (1 if number is None else number) * step, step, None, False
        elif found[3]:
            zero = True
        else:
            number = int(found[1].replace(",", "")) if found[1] else _DIGITS[found[2]]
    return _closed(total, last, number, zero, section, text)


def _closed(total: int, last: int, number: int | None, zero: bool, section: str, text: str) -> int:
    if number is None:
        if zero and section.strip("零"):
            raise _error(text)
        return total
    if number >= last:
        raise _error(text)
    # 一百二 is 120, 一百零二 102, 1百02 as well.
    shorthand = last in (100, 1000) and not zero and section[-1] in _DIGITS
    return total + number * (last // 10 if shorthand else 1)


def _digits(positional: str) -> str:
    return "".join(str(_DIGITS.get(c, c)) for c in positional)


def _power(magnitudes: str) -> int:
    power = sum(POWERS[c] for c in magnitudes)
    if power > _GREATEST:
        raise ValueError("no numeral: too many magnitudes")
    return power


def _error(text: str) -> ValueError:
    return ValueError(f"no numeral: {text[:40]!r}")
