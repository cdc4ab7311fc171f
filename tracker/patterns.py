"""Patterns and classes of characters that cost nothing before they are used: a start pays for what its texts ask for.

In goes a pattern's source, or the ranges of a class; out come what ``re.compile`` would give, and a counter.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn")


def later(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern of *source*; it can be wrong (re.error) only when it is first used."""
    return cast("re.Pattern[str]", _Later(source, flags))


class Class:
    """A class of characters by its ranges ("az", "09"), to count in a text.

    A pattern that holds a range of thousands of characters takes a millisecond to compile; here each character is
    looked up once.
    """

    def __init__(self, *ranges: str) -> None:
        self._kept = _Kept(ranges)

    def count(self, text: str) -> int:
        """Return how many characters of *text* are in the class."""
        return len(text.translate(self._kept))

    def holds(self, text: str) -> bool:
        """Return whether all characters of *text*, and at least one, are in the class."""
        return bool(text) and self.count(text) == len(text)


class _Kept(dict[int, "int | None"]):
    """What ``str.translate`` makes of a character: itself, or nothing where it is in none of *ranges*."""

    def __init__(self, ranges: tuple[str, ...]) -> None:
        self._ranges = ranges

    def __missing__(self, code: int) -> int | None:
        kept = any(ends[0] <= chr(code) <= ends[1] for ends in self._ranges)
        self[code] = code if kept else None
        return self[code]


class _Later:
    """What stands for a pattern: from the first use on it has the methods of the compiled one for its own."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
