"""A file's bytes to the kind of file: told from what it begins with, and from its name only which text is Markdown."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["text", "html", "zip", "pdf", "rtf", "ole"]

# What many files begin with that are no document at all.
_OTHERS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"MIME-Version:", "a saved web page of several parts (MHTML; save it as HTML or DOCX)"),
)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|article|section|script|h[1-6])[\s>/]", re.IGNORECASE
)
_XHTML = re.compile(rb"<(?:\?xml|!--)")
# A PDF may have up to a kilobyte of something else before it.
_NEAR = 1024


def kind(data: bytes) -> Kind:
    """Return how *data* is to be read: as text, where nothing else is told."""
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if data[:_NEAR].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in data[:_NEAR]:
        return "pdf"
    return "html" if is_page(data) else "text"


def is_page(data: bytes) -> bool:
    """Return whether markup opens *data*."""
    opening = data[:2048].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\f")
    return bool(_HTML.match(opening) or (_XHTML.match(opening) and _HTML.search(opening)))


def is_markdown(name: str) -> bool:
    """Return whether a text whose file is called *name* is Markdown: its bytes do not tell."""
    return name.lower().endswith((".md", ".markdown"))


def other(data: bytes) -> str | None:
    """Return what *data* is where it is something that no text can be read from."""
    return next((name for opening, name in _OTHERS if data.startswith(opening)), None)
