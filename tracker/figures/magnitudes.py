"""A written figure to the magnitude it is told in: 万亿 of 1.27万亿元."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from tracker import characters
from tracker.numerals import POWERS
from tracker.patterns import later

# From the greatest: of a bare 12000000 under 万亿元 that one is told which fits.
_NAMES = ("万亿", "亿", "万")
_NAME = later("|".join(_NAMES))


class Magnitude(NamedTuple):
    """What a numeral closes with, as written (萬億 in traditional texts), and how much one is: ten to its power."""

    name: str
    size: Decimal
    power: int


def named(name: str) -> Magnitude:
    """Return the magnitude called so, in either characters; of no name it is one."""
    power = sum(POWERS[c] for c in characters.simplified(name))
    return Magnitude(name, Decimal(10) ** power, power)


ALL = tuple(named(name) for name in (*_NAMES, ""))


def below(power: int) -> Magnitude:
    """Return the greatest magnitude that ten to *power* holds: 亿 of a billion, 万 of a million."""
    return next(each for each in ALL if each.size <= Decimal(10) ** power)


def of(words: str) -> Magnitude:
    """Return the magnitude that closes the numeral of *words*: 万亿 of 1.27万亿元, 万 of 1.1万余名, none of 650人."""
    found = [*_NAME.finditer(characters.simplified(words))]
    return named(words[slice(*found[-1].span())] if found else "")
