"""A numeral, in Arabic digits, Chinese characters or both, to its exact value."""

from __future__ import annotations

import re
from decimal import Decimal

from tracker import folding

_DIGITS = {
    c: d
    for d, names in enumerate(
        ("零〇○", "一壹幺弌", "二贰两兩貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for c in names
}
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_ARABIC = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def parse_numeral(text: str) -> Decimal:
    """Return the value of *text*; ValueError for anything that is no numeral."""
    plain = folding.width(text)
    total = section = Decimal(0)
    number: Decimal | None = None
    at = 0
    while at < len(plain):
        found = _ARABIC.match(plain, at)
        c = plain[at]
        if found:
            number, at = Decimal(found.group().replace(",", "")), found.end()
            continue
        at += 1
        if c in _DIGITS:
            number = Decimal(_DIGITS[c])
        elif c in _STEPS:
            section, number = section + (1 if number is None else number) * _STEPS[c], None
        elif c in _BIG:
            section, number = section + (number or 0), None
            total, section = (
                (total + section) * _BIG[c] if total and total < _BIG[c] else total + section * _BIG[c],
                Decimal(0),
            )
        else:
            raise ValueError(f"no numeral: {text}")
    if not plain:
        raise ValueError("no numeral: nothing")
    return total + section + (number or 0)
