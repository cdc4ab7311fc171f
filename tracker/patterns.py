"""Patterns and classes of characters that cost nothing before they are used: a start pays for what its texts ask for.

In goes a pattern's source, the ranges of a class, or characters and what stands for them; out come what ``re.compile``
would give, a counter, and an exchange.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast

# Characters of a text from which on a pattern of hundreds of characters is worth its millisecond.
_LONG = 15_000
_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn")
# What a method gives for a text that holds nothing of the pattern.
_FINDS_NOTHING: Mapping[str, Callable[[], Any]] = {
    "match": lambda: None,
    "fullmatch": lambda: None,
    "search": lambda: None,
    "finditer": lambda: iter(()),
    "findall": list,
}
# After so many texts without what it needs, a pattern is compiled: from then on that is cheaper than to look each time.
_LOOKS = 200


def later(source: str, flags: int = 0, *, needs: str = "") -> re.Pattern[str]:
    """Return the pattern of *source*; it can be wrong (re.error) only when it is first used.

    *needs* are words, parted by blanks, one of which stands in whatever the pattern finds: it is not even compiled for
    the first few short texts that hold none of them. (A test holds them against the pattern.) Ask it by name each time:
    a method that is kept from before the first use compiles anew.
    """
    return cast("re.Pattern[str]", _Later(source, flags, needs))


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


class Exchange:
    """Characters that others stand for, to be exchanged in a text, each at its place.

    Most texts hold few of them. In a long one, looking for those takes a tenth of the time of ``str.translate``, which
    looks up every character; for a short one, that is less than compiling the pattern.
    """

    def __init__(self, characters: str, others: str) -> None:
        self._others = dict(zip(characters, others, strict=True))
        self._table = str.maketrans(self._others)
        self._any = later("[" + re.escape(characters) + "]")

    def made(self, text: str) -> str:
        """Return *text* with the others for the characters."""
        if len(text) < _LONG:
            return text.translate(self._table)
        return self._any.sub(lambda found: self._others[found.group()], text)

    def found(self, text: str) -> list[str]:
        """Return which of the characters *text* holds, in order, each as often as it stands there."""
        return [c for c in text if c in self._others] if len(text) < _LONG else self._any.findall(text)


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

    def __init__(self, source: str, flags: int, needs: str) -> None:
        self.pattern, self.flags = source, flags
        self.needs = tuple(needs.split())
        self._looks = _LOOKS if needs else 0

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        if self._looks > 0 and name in _FINDS_NOTHING:
            setattr(self, name, partial(self._found, name))
            return getattr(self, name)
        if self._looks > 0 and name == "sub":
            self.sub = self._replaced
            return self.sub
        return self._compiled(name)

    def _found(self, name: str, text: str, *place: int) -> Any:
        """Return what *name* gives for *text*, or a *place* of it."""
        return _FINDS_NOTHING[name]() if self._lacks(text, *place) else self._compiled(name)(text, *place)

    def _replaced(self, by: Any, text: str, count: int = 0) -> Any:
        return text if self._lacks(text) else self._compiled("sub")(by, text, count)

    def _lacks(self, text: str, *place: int) -> bool:
        """Return whether what the pattern needs is not in *text*, or a *place* of it, as far as that is looked for."""
        if self._looks <= 0 or len(text) >= _LONG or any(text.find(word, *place) >= 0 for word in self.needs):
            return False
        self._looks -= 1
        return True

    def _compiled(self, name: str) -> Any:
        self._looks = 0
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
