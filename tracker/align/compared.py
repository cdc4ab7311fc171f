"""Two documents to what of their segments is compared: the words closely, the characters more loosely."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tracker.align import cited, digits
from tracker.align.anchors import Pair
from tracker.model import Document, SectionMatch
from tracker.similarity import Likeness, Profiles, is_spaced, letters, masked, pairs, pieces, spaced_words

# How rare words are shows in this many segments as well as in all of them.
_SAMPLE = 5000

_Grams = Callable[[str], Iterable[str]]


class Compared(NamedTuple):
    """The profiles of all segments, the old ones before the new ones.

    *bare* says of newly written ones how alike they are without what may be said of any matter.
    """

    near: Profiles
    far: Profiles
    bare: Likeness | None = None


def profiles(
    sides: tuple[Document, Document],
    keys: Sequence[str],
    held: Iterable[Pair],
    known: Sequence[SectionMatch],
    *,
    fresh: bool,
) -> Compared:
    """Return the profiles of what the segments of both *sides* say; *keys* are their folded texts.

    *held* are pairs that are made already, *known* the articles that are the same. In *fresh*, newly written texts
    other words may say the same.
    """
    texts, near, far = _looked_at(sides, keys, known, fresh=fresh)
    telling = _telling(keys, held, len(sides[0].segments))
    return Compared(*_both(texts, near, far, telling), _bare(texts, near, far, telling) if fresh else None)


def _bare(texts: Sequence[str], near: _Grams, far: _Grams, telling: Sequence[int]) -> Likeness:
    from tracker.align import formulas  # which edited copies do without

    return Likeness(*_both(formulas.without(texts), near, far, telling))


def _both(texts: Sequence[str], near: _Grams, far: _Grams, telling: Sequence[int]) -> tuple[Profiles, Profiles]:
    return Profiles(texts, near, telling), Profiles(texts, far, telling)


def _telling(keys: Sequence[str], held: Iterable[Pair], split: int) -> list[int]:
    """Return the segments that tell how rare words are: all, or of very many the open ones and a sample."""
    step = len(keys) // _SAMPLE + 1
    taken = {k for i, j in held for k in (i, split + j)}
    return [k for k in range(len(keys)) if k % step == 0 or k not in taken]


def _looked_at(
    sides: tuple[Document, Document], keys: Sequence[str], known: Sequence[SectionMatch], *, fresh: bool
) -> tuple[Sequence[str], _Grams, _Grams]:
    """Return the texts of all segments, and what of them is compared: closely, and more loosely."""
    if any(is_spaced(side.text) for side in sides):
        # The keys hold no blanks, by which such words are parted.
        return [s.span.of(side.text) for side in sides for s in side.segments], pieces, spaced_words
    texts = digits.texts(keys, *sides)
    if known:
        texts = cited.texts(texts, *sides, known)
    if fresh:
        from tracker.align import exchange  # with its list of words, which edited copies do without

        split = len(sides[0].segments)
        texts = exchange.folded(texts[:split], texts[split:])
    # Not before: some words of one meaning hold a number (PM2.5, M2).
    return masked(texts), pairs, letters
