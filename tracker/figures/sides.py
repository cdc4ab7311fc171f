"""An alignment to the figures of each of its documents with where they stand and the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker import folding
from tracker.figures.stretches import Stretches
from tracker.model import Alignment, Document, Figure
from tracker.patterns import later

# An edited copy has such a share of its segments in common with the other version.
_IN_COMMON, _FEW = 0.1, 100
# How far before and after a figure its words are compared.
_BEFORE, _AFTER = 14, 8
# 增长 5 → 增长; but PM10 and M2 are names
_DIGITS_AND_BLANKS = later(r"([A-Za-z]\d[\d.]*)|[\d \t\u3000]+")


class Side(NamedTuple):
    """One document's figures with the row, paragraph and section that each stands in, and the words around it."""

    document: Document
    figures: Sequence[Figure]
    rows: Sequence[int]
    paragraphs: Sequence[int]
    sections: Sequence[int]
    places: Sequence[int]
    words: Sequence[tuple[str, str, str]]
    stretches: Stretches

    def quote(self, index: int) -> str:
        return self.figures[index].span.of(self.document.text)


def are_one_text(alignment: Alignment) -> bool:
    """Return whether one version is an edited copy of the other, and not a report newly written.

    (Of 101 pairs of versions, reports of one year and the next have at most 5% of their segments in common, rewritten
    laws at least 6%. Of a few sentences, none needs to be the same. Whether half of the words stand in both, by which
    the aligner weighs its evidence, is another question: most rewritten laws say no.)
    """
    sizes = [(match.how == "identical", len(match.old) + len(match.new)) for match in alignment.matches]
    common, whole = sum(size for same, size in sizes if same), sum(size for _, size in sizes)
    return common >= _IN_COMMON * whole or whole < _FEW


def of(alignment: Alignment, which: int, *, one_text: bool) -> Side:
    """Return the figures of the old document (0) or the new one (1); *one_text*: one is an edited copy of the other."""
    document = (alignment.old, alignment.new)[which]
    homes = document.homes()
    segments = [document.segments[home] for home in homes]
    return Side(
        document,
        document.figures,
        _rows(alignment, which),
        [segment.paragraph for segment in segments],
        [segment.section for segment in segments],
        [f.span.start for f in document.figures],
        [_around(document.text, f) for f in document.figures],
        # In a copy, words that tell the time may have been put in; a report newly written is on one year.
        Stretches(document, homes, "" if one_text else "one"),
    )


def of_mirrored(mirrored: Alignment, old: Side, new: Side) -> tuple[Side, Side]:
    """Return *new* and *old* as the sides of the *mirrored* alignment, in which nothing but the rows is another."""
    return new._replace(rows=_rows(mirrored, 0)), old._replace(rows=_rows(mirrored, 1))


def _rows(alignment: Alignment, which: int) -> list[int]:
    """Return the row of each figure of the old document (0) or the new one (1)."""
    row_of: dict[int, int] = {}
    for row, match in enumerate(alignment.matches):
        row_of.update(dict.fromkeys((match.old, match.new)[which], row))
    return [row_of.get(home, 0) for home in (alignment.old, alignment.new)[which].homes()]


def _around(text: str, figure: Figure) -> tuple[str, str, str]:
    """Return the words before a figure, those after it and its subject, without width, marks and digits."""
    start, end = figure.span
    before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
    after = text[end : end + _AFTER].partition("\n")[0]
    return _bare(before), _bare(after), _bare(figure.subject)


def _bare(words: str) -> str:
    return _DIGITS_AND_BLANKS.sub(r"\1", folding.width(words))
