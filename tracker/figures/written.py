"""A place in a folded text to the numeral that is written there, with 余 and 多, 几 and 数, and paired digits."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from tracker import numerals
from tracker.figures.numbering import FORMAL
from tracker.numerals import EXACT
from tracker.patterns import later

# 1,271  650.77  19·5 as older texts write it
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:[.·][0-9]++)?"
# 万 of 1.1万, 千万 of 3千万, 多万 of 3000多万; 千 of 千瓦 and 千米 belongs to the unit
_MAGNITUDE = (
    r"(?:[十百千](?:[余多]?(?:万亿|[万亿])|(?![瓦克米伏帕赫焦卡字兆比升分]|牛(?![羊奶肉皮犊])))"
    r"|万[余多]?亿|亿|万(?!州|象))"
)
_WRITTEN = later(
    # 650.77万  3000多万  1亿3千多万  1,271
    rf"{ARABIC}(?:[余多]?{_MAGNITUDE}(?:{ARABIC}(?:[余多]?{_MAGNITUDE})?)?)?"
    # 三十五点六  二百四五十万  三千几百万  二十余万  数十亿  三百万千瓦
    rf"|(?:(?!千[瓦克伏帕赫焦卡兆]|(?<=[十百万亿])千米)[{FORMAL}几数])++(?:点[零〇一二三四五六七八九肆伍陆]++(?:万亿|[万亿])?|[余多][百千万亿]++)?"
)
_NEIGHBOURS = later(r"([一二两三四五六七八九])([二两三四五六七八九])")
BARE = "百千万亿"


class Number(NamedTuple):
    """A numeral without its unit."""

    end: int
    value: Decimal
    high: Decimal | None
    step: Decimal
    power: int
    more: bool
    chinese: bool
    bare: bool
    text: str


def number(text: str, start: int) -> Number | None:
    """Return the numeral at *start*, None where there is none."""
    found = _WRITTEN.match(text, start)
    if found is None:
        return None
    raw, end = found.group(), found.end()
    if raw[0].isdigit():
        return _arabic(text, raw, end)
    return _chinese(raw, end)


def past(text: str, start: int) -> int:
    found = _WRITTEN.match(text, start)
    return found.end() if found else start + 1


def _arabic(text: str, raw: str, end: int) -> Number | None:
    more = "多" in raw or "余" in raw
    plain = (raw.replace("多", "").replace("余", "") if more else raw).replace("·", ".")
    try:
        value, step = numerals.read(plain)
    except ValueError:
        return None
    power = 0
    for c in reversed(plain):
        if c not in numerals.POWERS:
            break
        power += numerals.POWERS[c]
    if text[end : end + 1] in ("k", "K") and text[end + 1 : end + 2] in ("个", "元", "人"):
        end, (value, step) = end + 1, numerals.scaled(value, step, 3)
    return Number(end, value, None, step, power, more, False, False, plain)


def _chinese(raw: str, end: int) -> Number | None:
    more = raw[-1] in "余多" or "余" in raw or "多" in raw
    plain = raw.replace("多", "").replace("余", "") if more else raw
    bare = plain[0] in BARE
    if "几" in plain or "数" in plain:
        vague = _vague(plain)
        return None if vague is None else Number(end, *vague, Decimal(1), 0, more, True, False, plain)
    pair = neighbours(plain)
    try:
        if pair is not None:
            return Number(end, pair[0], pair[1], Decimal(1), 0, more, True, False, plain)
        value, step = numerals.read(plain)
    except ValueError:
        return None
    return Number(end, value, None, step, 0, more, True, bare, plain)


def _vague(plain: str) -> tuple[Decimal, Decimal] | None:
    """Return both ends of 数十亿 (10亿 up to 100亿), 几千, 二十几, 三千几百万."""
    head, mark, tail = plain.partition("几") if "几" in plain else plain.partition("数")
    if (mark == "数" and head) or "几" in tail or "数" in tail or (not head and not tail):
        return None
    steps = re.match("[十百千]?", tail)
    assert steps is not None  # it matches the empty text as well
    rest = tail[steps.end() :]
    try:
        unit = numerals.parse_numeral(f"一{steps.group()}{rest}" if steps.group() or rest else "一")
        low = numerals.parse_numeral(head + rest) if head else unit
    except ValueError:
        return None
    return low, EXACT.add(low, 10 * unit) if head else 10 * unit


def neighbours(plain: str) -> tuple[Decimal, Decimal] | None:
    """Return both ends of 三四, 五六万, 十二三, 二百四五十万; None where two digits in a row mean something else."""
    found = _NEIGHBOURS.search(plain)
    if found is None or "零" in plain or "〇" in plain or "点" in plain:
        return None
    head, tail = plain[: found.start()], plain[found.end() :]
    if _NEIGHBOURS.match(plain, found.start() + 1) or (tail and tail[0] not in "十百千万亿"):
        return None
    try:
        low, high = (numerals.parse_numeral(head + digit + tail) for digit in found.groups())
    except ValueError:
        return None
    digits = "一二三四五六七八九"
    one, other = (digits.index(d.replace("两", "二")) for d in found.groups())
    return (low, high) if other - one == 1 or (one, other) == (2, 4) else None
