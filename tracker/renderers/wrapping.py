"""A line of Chinese, Latin or mixed words to the places where a terminal of some width breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

# Marks that begin no line, and marks that end none (GB/T 15834: 标点符号用法, 5.1).
_CLOSING = frozenset(
    ",.;:!?)]}%\u3001\u3002\uff0c\uff1b\uff1a\uff01\uff1f\uff09\u300b\u300d\u300f\u3011\u201d\u2019\uff05"
)
_OPENING = frozenset("([{\uff08\u300a\u300c\u300e\u3010\u201c\u2018")


def breaks(text: str, width: int, room: int, cells: Callable[[str], int]) -> Iterator[int]:
    """Yield the offsets at which new lines begin: *room* cells fit on the first line, *width* on the others.

    *cells* says how wide a character is shown. Words and numbers stay whole where they fit on a line at all.
    """
    start, used = 0, 0
    legal = 0
    for at, character in enumerate(text):
        if at and _may_part(text[at - 1], character):
            legal = at
        wide = cells(character)
        if used + wide > room and at > start and character != " ":
            start = legal if legal > start else at
            yield start
            used = sum(map(cells, text[start:at]))
            room = width
        used += wide


def _may_part(before: str, after: str) -> bool:
    if after in _CLOSING or before in _OPENING or after == " ":
        return False
    # A number keeps what it counts in: 15.2万, 30%, 2024年.
    return before == " " or not (before.isdecimal() or (_is_word(before) and _is_word(after)))


def _is_word(character: str) -> bool:
    """Return whether a character is part of a word or number that is written without blanks inside."""
    return character < "\u2e80" and (character.isalnum() or character in "_-+.,/%\u2212\u2019'")
