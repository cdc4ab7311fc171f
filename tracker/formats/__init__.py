"""A file's bytes to its text: plain text as it is, every other format as Markdown."""

from __future__ import annotations

from tracker.errors import FormatError
from tracker.formats import html, plain
from tracker.model import Decoded

# Of a file as it comes; a report with all its pictures has a few megabytes.
LARGEST = 100 * 1024 * 1024
# Of the text that is compared: the longest law has less than a tenth of a million characters.
LONGEST = 15_000_000
# What many begin with who are no document at all.
_OTHERS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)


def decode(data: bytes, name: str = "", encoding: str | None = None) -> Decoded:
    """Return what *data* says; its kind is told from the bytes, *name* only decides between like ones.

    *encoding* overrides the one told from the bytes of a text or web page. Raises FormatError where the bytes
    cannot be read, or hold nothing that could be compared.
    """
    try:
        return _decode(data, name, encoding)
    except FormatError as error:
        raise FormatError(f"{name}: {error}" if name else str(error)) from None


def _decode(data: bytes, name: str, encoding: str | None) -> Decoded:
    if len(data) > LARGEST:
        raise FormatError(f"it is larger than {LARGEST // (1024 * 1024)} MB, the most that is read")
    for opening, kind in _OTHERS:
        if data.startswith(opening):
            raise FormatError(f"it is {kind}, not a document")
    decoded = _extract(data, name, encoding)
    if len(decoded.text) > LONGEST:
        raise FormatError(f"its text has {len(decoded.text):,} characters; up to {LONGEST:,} are read")
    return decoded


def _extract(data: bytes, name: str, encoding: str | None) -> Decoded:
    if html.looks_like(data):
        return html.decode(data, encoding)
    return plain.decode(data, encoding, "text/markdown" if _suffix(name) in ("md", "markdown") else "text/plain")


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()
