"""The numerals that dates and names are written with, and how these are told by what stands behind their numeral."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tracker.patterns import later

# Chinese numerals, as `scan.folded` leaves them (萬 is 万, 兩 is 两).
CHINESE = "零〇一二两三四五六七八九十百千万亿廿卅"
# Formal numerals that are words as well (队伍, 大陆, 收拾) stay as they are: only among other numerals are they some.
FORMAL = CHINESE + "肆伍陆拾"
NUMERAL = f"[0-9{CHINESE}]"
# What stands between the ends of a range, and between the numbers of a list
TO = "-—–~至到"
AND = "、和及与"
_RUN = later(f"{NUMERAL}+")

Kinds = Mapping[str, Sequence[re.Pattern[str]]]
"""By the character behind the first numeral of what is so written: the patterns of the whole."""


def by_mark(*kinds: tuple[str, str]) -> Kinds:
    """Return *kinds*, each the characters one of which stands behind its first numeral and its pattern, by those.

    In a short text few of them stand, and no other patterns are tried, or even compiled.
    """
    found: dict[str, list[re.Pattern[str]]] = {}
    for marks, source in kinds:
        pattern = later(source)
        for mark in marks:
            found.setdefault(mark, []).append(pattern)
    return found


def mark(text: str, at: int) -> str:
    """Return the character behind the numeral that begins at *at*; a line break where none begins, or *text* ends."""
    run = _RUN.match(text, at)
    return (run and text[run.end() : run.end() + 1]) or "\n"


def end(patterns: Iterable[re.Pattern[str]], text: str, at: int) -> int:
    """Return where that ends which the first fitting one of *patterns* finds at *at*; *at* itself where none does."""
    for pattern in patterns:
        if found := pattern.match(text, at):
            return found.end()
    return at
