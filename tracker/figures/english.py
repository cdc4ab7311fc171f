"""Amounts that a Chinese text gives in English words: US$3.2 billion, 27.1 percent, 500 million yuan."""

from __future__ import annotations

from typing import NamedTuple

from tracker import numerals
from tracker.figures.written import Number
from tracker.patterns import later

_POWERS = {"thousand": 3, "million": 6, "billion": 9, "bn": 9, "trillion": 12, "k": 3, "m": 6, "mn": 6, "b": 9}
_MAGNITUDE = later(r"[ \t\xa0-]?(?i:(thousand|million|billion|bn|trillion))(?![A-Za-z])")
# USD20m: only behind the sign of a currency; else m is a metre
_SHORT = later("((?i:mn|[kmb]))(?![A-Za-z0-9²³])")
_UNIT = later(
    r"[ \t\xa0-]?(?i:(?P<points>percentage[ -]points?)|(?P<percent>per[ ]?cent)|(?P<yuan>yuan|RMB|CNY)"
    r"|(?P<dollars>(?:US[ ]?|U\.S\. )?dollars?|USD))(?![A-Za-z])"
)
_UNITS = {"points": "个百分点", "percent": "%", "yuan": "元", "dollars": "美元"}
# US$, HK$, ￥, USD: the sign of a currency stands before
_SIGNS = {
    **{"US$": "美元", "HK$": "港元", "USD": "美元", "RMB": "元", "CNY": "元", "EUR": "欧元", "HKD": "港元"},
    **{"¥": "元", "￥": "元", "$": "美元", "€": "欧元", "£": "英镑"},
}


class Words(NamedTuple):
    """A numeral with the magnitude behind it, and the unit that the words say with where it ends."""

    number: Number
    unit: str
    end: int


def behind(text: str, number: Number, start: int = 0) -> Words | None:
    """Return what English words behind *number*, which begins at *start*, say, None where there are none."""
    if number.chinese or not _begins_word(text, number.end):
        return None
    end = number.end
    found = _MAGNITUDE.match(text, end) or (_SHORT.match(text, end) if currency(text, start, 0)[0] else None)
    if found:
        value, step = numerals.scaled(number.value, number.step, power := _POWERS[found[1].lower()])
        end = found.end()
        number = number._replace(value=value, step=step, power=number.power + power, end=end)
    unit = _UNIT.match(text, end)
    if unit:
        return Words(number, _UNITS[unit.lastgroup or ""], unit.end())
    return Words(number, "", end) if found else None


def power(words: str) -> int:
    """Return by how many zeros the English words of a written figure scale it: 9 of US$3.2 billion, 0 of 650人."""
    found = _MAGNITUDE.search(words) or (_SHORT.search(words) if any(sign in words for sign in _SIGNS) else None)
    return _POWERS[found[1].lower()] if found else 0


def currency(text: str, start: int, floor: int) -> tuple[str, int]:
    """Return the currency whose sign stands right before *start*, with where it begins; nothing where none does."""
    end = start - 1 if text[start - 1 : start] == " " else start
    for length in (3, 1):
        if end - length >= floor and (unit := _SIGNS.get(text[end - length : end])):
            return unit, end - length
    return "", start


def _begins_word(text: str, at: int) -> bool:
    near = text[at : at + 2].lstrip(" \t\xa0-")[:1]
    return near.isascii() and near.isalpha()
