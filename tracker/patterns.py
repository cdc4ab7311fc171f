"""A pattern's source to the pattern, compiled when it is first used: a start pays for those that its texts ask for."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn")


def later(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern of *source*; it can be wrong (re.error) only when it is first used."""
    return cast("re.Pattern[str]", _Later(source, flags))


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
