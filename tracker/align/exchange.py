"""Two newly written texts to the same with words of one meaning exchanged, so that they are compared as the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracker.align.equivalents import ROWS


def _by_beginning() -> dict[str, tuple[str, ...]]:
    """Return the words by the two characters they begin with, the longest first: 保障性住房 before 保障房."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted((word for row in ROWS for word in row), key=len, reverse=True):
        found[word[:2]].append(word)
    return {beginning: tuple(words) for beginning, words in found.items()}


_BY_BEGINNING = _by_beginning()


def folded(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the texts of both sides, all folded, with words of their own exchanged for those that the other side has.

    What both sides say stays as it is.
    """
    held = [list(_held(text)) for text in (*old, *new)]
    mine, theirs = ({word for row in side for _, word in row} for side in (held[: len(old)], held[len(old) :]))
    both = mine & theirs
    chosen: dict[str, str] = {}
    for row in ROWS:
        if mine.intersection(row) and theirs.intersection(row):
            shared = next((word for word in row if word in both), row[0])
            chosen.update((word, shared) for word in row if word not in both)
    return [_exchanged(text, words, chosen) for text, words in zip((*old, *new), held, strict=True)]


def _held(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words in *text* with their places; none lies in another."""
    end = 0
    for at in range(len(text) - 1):
        for word in _BY_BEGINNING.get(text[at : at + 2], ()) if at >= end else ():
            if text.startswith(word, at):
                yield at, word
                end = at + len(word)
                break


def _exchanged(text: str, words: Iterable[tuple[int, str]], chosen: Mapping[str, str]) -> str:
    parts: list[str] = []
    end = 0
    for at, word in words:
        parts += text[end:at], chosen.get(word, word)
        end = at + len(word)
    return "".join([*parts, text[end:]]) if parts else text
