"""A text and the places of its figures to the words around each figure that say what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.figures.reading import Reading
from tracker.patterns import later

_SENTENCE_END = later("[。;!?\n|]")
_CLAUSE_END = later("[,。;:!?\n|]")
# A subject stands nearer than this many characters to its figure, or is too long to be told.
_FAR = 40
_LONGEST_SENTENCE = 300
_LONGEST_EARLIER = 90


class Surroundings(NamedTuple):
    """The words around a figure, each as a half-open place in the text.

    ``left`` is what stands before the figure in its clause, after the figure before; ``right`` what follows it, up to
    a mark or the next figure; ``sentence`` is where its sentence begins, ``clause`` where its clause does; ``earlier``
    are the clauses before, as far as the figure before.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    clause: int
    sentence: int
    earlier: tuple[int, int]
    same_sentence: bool


def around(plain: str, readings: Sequence[Reading]) -> Iterator[Surroundings]:
    """Yield the surroundings of each reading; *plain* is the folded text."""
    before = 0
    for index, reading in enumerate(readings):
        start, end = reading.start, reading.end
        following = readings[index + 1].start if index + 1 < len(readings) else len(plain)
        sentence = _last(_SENTENCE_END, plain, max(0, start - _LONGEST_SENTENCE), start)
        clause = max(sentence, _last(_CLAUSE_END, plain, max(sentence, start - _FAR), start))
        left = max(clause, before)
        stop = clause - 1
        earlier = (max(sentence, before, stop - _LONGEST_EARLIER), max(sentence, before, stop))
        stop = min(following, end + _FAR)
        found = _CLAUSE_END.search(plain, end, stop)
        right = (end, found.start() if found else stop)
        yield Surroundings((left, start), right, clause, sentence, earlier, bool(index) and before > sentence)
        before = end


def _last(pattern: re.Pattern[str], plain: str, start: int, end: int) -> int:
    """Return the place after the last match between *start* and *end*, or *start*."""
    last = start
    for found in pattern.finditer(plain, start, end):
        last = found.end()
    return last
