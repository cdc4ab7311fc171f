"""A PDF with a text layer to Markdown: lines joined to paragraphs, headings, ruled tables, without page furniture."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from tracker.errors import FormatError
from tracker.formats.blocks import Paragraph, write
from tracker.formats.pdf import damage, footnotes, furniture, paragraphs
from tracker.formats.pdf.layout import laid_out
from tracker.formats.pdf.sheet import Sheet
from tracker.model import Decoded

# The longest plan has some three hundred.
MOST_PAGES = 2000
# A page that is full has 1,500; a few kilobytes can name one page two thousand times.
MOST_GLYPHS = 3_000_000
# Ordinary pages take a hundredth of a second each; one that was made to be slow shall not hold up a night.
MOST_SECONDS = 300.0
# A page with fewer characters than this, and a picture, is a scan or a plate.
_FEW = 10
# Above this share of characters that the fonts give no code for, the text layer says nothing.
_MOST_UNKNOWN = 0.1
_HELP = "recognise its text first (OCR), or find the document in another format"


def decode(data: bytes) -> Decoded:
    """Return the text of a PDF; raise FormatError where it is damaged, encrypted, or holds pictures of text alone."""
    from tracker.formats.pdf import pdfium

    with pdfium.opened(data) as document:
        count = pdfium.pages(document)
        if count > MOST_PAGES:
            raise FormatError(f"it has {count:,} pages; up to {MOST_PAGES:,} are read")
        sheets = gathered(pdfium.sheet(document, number) for number in range(count))
    wrong = damage.findings(data)
    try:
        decoded = of_sheets(sheets, "application/pdf", f"pdf/1 ({pdfium.version()})")
    except FormatError:
        if wrong:  # no scan, though it looks like one
            raise FormatError("it is a damaged PDF") from None
        raise
    return decoded._replace(findings=(*wrong, *decoded.findings), cut=bool(wrong))


def gathered(pages: Iterable[Sheet]) -> list[Sheet]:
    """Return all *pages*; FormatError as soon as they take too long to read, or hold more than any document."""
    sheets = []
    begun, glyphs = time.monotonic(), 0
    for sheet in pages:
        sheets.append(sheet)
        glyphs += len(sheet.glyphs)
        if glyphs > MOST_GLYPHS:
            raise FormatError(f"its pages hold more than {MOST_GLYPHS:,} characters, more than any document's")
        if time.monotonic() - begun > MOST_SECONDS:
            raise FormatError(f"it takes longer than {MOST_SECONDS:.0f} s to read: split it, or print it anew")
    return sheets


def of_sheets(sheets: Sequence[Sheet], media_type: str, extractor: str) -> Decoded:
    """Return the text of pages that say where each character stands; raise FormatError where there is none."""
    _check(sheets)
    pages, notes = footnotes.apart(furniture.without([laid_out(sheet) for sheet in sheets]))
    text = write([*paragraphs.read(pages), *map(Paragraph, notes)])
    if not text:
        raise FormatError("it holds no text but page numbers and headers")
    pictured = [n for n, sheet in enumerate(sheets, 1) if len(sheet.glyphs) < _FEW and sheet.pictures]
    findings = (f"pages of pictures without text: {_listed(pictured)}",) if pictured else ()
    return Decoded(text, media_type, None, extractor, findings)


def _check(sheets: Sequence[Sheet]) -> None:
    glyphs = sum(len(sheet.glyphs) for sheet in sheets)
    if not glyphs:
        what = "a scan" if any(sheet.pictures for sheet in sheets) else "empty"
        raise FormatError(f"it has no text layer, it is {what} of {len(sheets)} pages: {_HELP}")
    unknown = sum(glyph.text == "\ufffd" for sheet in sheets for glyph in sheet.glyphs)
    if unknown > _MOST_UNKNOWN * glyphs:
        raise FormatError(f"its fonts do not say which characters they show: {_HELP}")


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10]))
    return f"{shown}, … ({len(numbers)})" if len(numbers) > 10 else shown
