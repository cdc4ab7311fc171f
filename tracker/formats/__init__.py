"""A file's bytes to its text: plain text as it is, every other format as Markdown."""

from __future__ import annotations

from tracker.errors import FormatError
from tracker.formats import kinds, plain
from tracker.model import Decoded

# Of a file as it comes; a report with all its pictures has a few megabytes.
LARGEST = 100 * 1024 * 1024
# Of the text that is compared: the longest law has less than a tenth of a million characters.
LONGEST = 15_000_000


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
    other = kinds.other(data)
    if other:
        raise FormatError(f"it is {other}, not a document")
    decoded = _extracted(data, name, encoding)
    if len(decoded.text) > LONGEST:
        raise FormatError(f"its text has {len(decoded.text):,} characters; up to {LONGEST:,} are read")
    return decoded


def _extracted(data: bytes, name: str, encoding: str | None) -> Decoded:
    """Return the text as the reader for its kind tells it; each is imported only where there is something for it."""
    match kinds.kind(data):
        case "text":
            return plain.decode(data, encoding, "text/markdown" if kinds.is_markdown(name) else "text/plain")
        case "html":
            from tracker.formats import html

            return html.decode(data, encoding)
        case "zip":
            return _packed(data)
        case "pdf":
            from tracker.formats import pdf

            return pdf.decode(data)
        case "rtf":
            from tracker.formats import rtf

            return rtf.decode(data)
        case "ole":
            from tracker.formats import legacy

            return legacy.decode(data)


def _packed(data: bytes) -> Decoded:
    """Return what an office file says that is a ZIP of parts."""
    from tracker.formats import ofd, opendocument, word
    from tracker.formats.package import Package

    package = Package(data)
    if word.is_document(package):
        return word.decode(package)
    if opendocument.is_document(package):
        return opendocument.decode(package)
    if ofd.MAIN in package.names:
        return ofd.decode(package)
    for part, kind in (("xl/workbook.xml", "a spreadsheet"), ("ppt/presentation.xml", "a set of slides")):
        if part in package.names:
            raise FormatError(f"it is {kind}, not a document")
    raise FormatError("it is a ZIP archive, not a document")
