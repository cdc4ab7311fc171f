"""A document to its text: what was compared, exactly."""

from __future__ import annotations

from tracker.model import Document


def document(document: Document) -> bytes:
    """Return the text of *document*, to which all spans point."""
    return document.text.encode()
