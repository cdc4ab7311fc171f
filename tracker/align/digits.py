"""What segments say, with their figures in characters as figures in digits, which comparing looks past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tracker import folding
from tracker.model import Document, Figure


def texts(keys: Sequence[str], old: Document, new: Document) -> list[str]:
    """Return the *keys* of the segments of both documents, figures in characters (三成, 五百元) in digits."""
    said = list(keys)
    for document, first in ((old, 0), (new, len(old.segments))):
        for index, text in _with_digits(document):
            said[first + index] = text
    return said


def _with_digits(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the segments whose figures are written in characters, as they would read with digits and the bare unit.

    A measure with another figure is the same measure, however that is written.
    """
    found: dict[int, list[Figure]] = defaultdict(list)
    for home, figure in zip(document.homes(), document.figures, strict=True):
        if figure.value is not None:
            found[home].append(figure)
    for index, figures in found.items():
        if all(any(c.isdigit() and c.isascii() for c in figure.span.of(document.text)) for figure in figures):
            continue
        at, end = document.segments[index].span
        parts: list[str] = []
        for figure in figures:
            if at <= figure.span.start:
                parts += document.text[at : figure.span.start], f"0{figure.unit or ''}"
                at = min(end, figure.span.end)
        yield index, folding.words(folding.unlabelled("".join([*parts, document.text[at:end]])).replace("\n", " "))
