"""The core composed: text to document, two documents to a report."""

from __future__ import annotations

from collections.abc import Sequence

from tracker import align, changes, figures, measures, structure
from tracker.model import Document, Pin, Report, Side


def read(text: str) -> Document:
    """Return *text* cut into sections, paragraphs, segments and figures; every text has a document."""
    outline = structure.outline(text)
    found = figures.find(text)
    segments = measures.cut(text, outline, found)
    return Document(text, outline.sections, outline.paragraphs, segments, found, outline.title)


def compare(
    old: Document,
    new: Document,
    old_side: Side = Side("old"),
    new_side: Side = Side("new"),
    pins: Sequence[Pin] = (),
) -> Report:
    """Return what changed from *old* to *new*; *pins* are what a reader states of some passages.

    The report's documents have, beside the figures of these, those that only show beside the other version (一个, 1个).
    """
    return changes.between(align.align(old, new, pins), old_side, new_side)
