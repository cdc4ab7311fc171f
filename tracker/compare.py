"""The core composed: text to document, two documents to a report."""

from __future__ import annotations

from tracker import align, changes, figures, measures, structure
from tracker.model import Document, Report, Side


def read(text: str) -> Document:
    """Return *text* cut into sections, paragraphs, segments and figures; every text has a document."""
    outline = structure.outline(text)
    found = figures.find(text)
    segments = measures.cut(text, outline, found)
    return Document(text, outline.sections, outline.paragraphs, segments, found, outline.title)


def compare(old: Document, new: Document, old_side: Side = Side("old"), new_side: Side = Side("new")) -> Report:
    """Return what changed from *old* to *new*."""
    return changes.between(align.align(old, new), old_side, new_side)
