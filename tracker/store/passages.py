"""A passage to the pairs of characters by which it is found, and words to what finds them.

Chinese has no blanks between words, and SQLite's own trigrams find no word of two characters: each two neighbouring
characters are a token, and a word is found as the phrase of its tokens. Marks and blanks don't count, width and case
neither; so nothing that a plain scan finds is missed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tracker import folding

_BETWEEN = r"[\W_]*"


# Versions of a document share most of their passages.
@lru_cache(maxsize=1024)
def tokens(text: str) -> str:
    """Return *text* as the tokens to index: its pairs of characters, and the last character by itself."""
    letters = _letters(text)
    return " ".join([*map(str.__add__, letters, letters[1:]), *letters[-1:]])


def query(phrase: str) -> str:
    """Return the expression of FTS5 that finds *phrase*; it must hold a letter or digit."""
    letters = _letters(phrase)
    if len(letters) == 1:
        return f'"{letters}"*'
    return '"' + " ".join(map(str.__add__, letters, letters[1:])) + '"'


def holds_letters(phrase: str) -> bool:
    """Return whether there is anything in *phrase* that can be found."""
    return bool(_letters(phrase))


def places(text: str, phrases: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return where the *phrases* stand in *text*, in order; nothing where one of them does not."""
    folded = plain(text)
    found: list[tuple[int, int]] = []
    for phrase in phrases:
        here = [match.span() for match in _pattern(phrase).finditer(folded)]
        if not here:
            return ()
        found += here
    return tuple(_merged(sorted(found)))


def plain(text: str) -> str:
    """Return *text* folded character by character, so that every place stays where it is."""
    if text.isascii():
        return text.lower()
    return folding.VARIANTS.made("".join(map(_folded, text)))


def _merged(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at: tuple[int, int] | None = None
    for start, end in spans:
        if at is not None and start <= at[1]:
            at = (at[0], max(at[1], end))
            continue
        if at is not None:
            yield at
        at = (start, end)
    if at is not None:
        yield at


@lru_cache(maxsize=64)
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(_BETWEEN.join(map(re.escape, _letters(phrase))))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, plain(text)))


@lru_cache(maxsize=1 << 16)
def _folded(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    return folded if len(folded) == 1 else character
