"""The door to pdfium: a PDF's bytes to the characters, rules and pictures on its pages."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_double, c_float, c_int, create_string_buffer
from typing import Any

from tracker.errors import FormatError
from tracker.formats.pdf.sheet import Glyph, Rule, Sheet

# The extra that brings the library.
_EXTRA = "a PDF needs the pdf extra: pip install 'tracker[pdf]'"
_PASSWORD, _SECURITY = 4, 5
# What a page can hold before it is an attack, or a drawing.
_MOST_GLYPHS, _MOST_OBJECTS = 200_000, 50_000
# A path thinner than this (in points) is a rule, and so is each side of a longer box.
_THIN, _LONG = 2.5, 8.0
_BOLD = re.compile(rb"bold|black|heavy|simhei|heiti|stheiti|-hei|medium", re.IGNORECASE)
_BOLD_FROM = 600
# pdfium adds blanks and line ends only, of codes up to that of the blank.
_LAST_ADDED = 32
# Fonts do not change within so few characters of a line that it would matter.
_SAMPLED = 6


def version() -> str:
    """Return which pdfium reads."""
    import pypdfium2

    return f"pypdfium2 {pypdfium2.PYPDFIUM_INFO.version}"


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Yield the document in *data*; raise FormatError where there is none, or a password before it."""
    try:
        import pypdfium2
    except ModuleNotFoundError:
        raise FormatError(_EXTRA) from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD, _SECURITY):
            raise FormatError("it is encrypted: open it with its password and save it without") from None
        raise FormatError("it is a damaged PDF") from None
    try:
        yield document
    finally:
        document.close()


def pages(document: Any) -> int:
    """Return how many pages there are."""
    return len(document)


def sheet(document: Any, number: int) -> Sheet:
    """Return what stands on a page; a page that cannot be loaded is a finding for nobody and an error for all."""
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        raise FormatError(f"its page {number + 1} is damaged") from None
    try:
        width, height = page.get_size()
        text = page.get_textpage()
        glyphs = tuple(_glyphs(text.raw))
        rules, pictures = _drawn(page)
        text.close()
    except pypdfium2.PdfiumError:
        raise FormatError(f"its page {number + 1} is damaged") from None
    finally:
        page.close()
    return Sheet(width, height, glyphs, rules, pictures)


def _glyphs(text: Any) -> Iterator[Glyph]:
    """Yield the characters in the order in which the file draws them, those that only pdfium adds left out."""
    from pypdfium2 import raw

    box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), c_double(), c_double()
    to_box, to_matrix, to_x, to_y = byref(box), byref(matrix), byref(x), byref(y)
    count = raw.FPDFText_CountChars(text)
    if count > _MOST_GLYPHS:
        raise FormatError(f"one of its pages has {count:,} characters, more than any document's")
    line, until, size, bold, upright = math.inf, 0, 0.0, False, True
    # One call a character is felt: what seldom changes within a line is asked for now and then.
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code <= _LAST_ADDED and raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text, index, to_x, to_y)
        if y.value != line or index >= until:
            line, until = y.value, index + _SAMPLED
            raw.FPDFText_GetMatrix(text, index, to_matrix)
            # Turned by a right angle: a watermark, or a note in the margin.
            upright = abs(matrix.b) <= abs(matrix.a)
            size = round(raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d), 1)
            bold = _is_bold(text, index)
        if not upright:
            continue
        raw.FPDFText_GetLooseCharBox(text, index, to_box)
        left, right, character = x.value, box.right, _character(code)
        if character and math.isfinite(left + line + size + right):
            yield Glyph(character, left, right if right > left else left, line, size, bold)


def _is_bold(text: Any, index: int) -> bool:
    """Return whether a character is bold, as its font says or is called."""
    from pypdfium2 import raw

    if raw.FPDFText_GetFontWeight(text, index) >= _BOLD_FROM:
        return True
    name, flags = create_string_buffer(128), c_int()
    raw.FPDFText_GetFontInfo(text, index, name, 128, byref(flags))
    return bool(_BOLD.search(name.value))


def _character(code: int) -> str:
    """Return the character of a code; U+FFFD where the font says none, nothing for the unseen."""
    if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or 0xE000 <= code <= 0xF8FF:
        return "\ufffd"
    if code == 2:
        return ""  # how pdfium writes the hyphen at which a word is broken
    return chr(code)


def _drawn(page: Any) -> tuple[tuple[Rule, ...], bool]:
    """Return the straight lines on a page, and whether there is a picture."""
    from pypdfium2 import raw

    rules: list[Rule] = []
    pictures = False
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    fill, stroke = c_int(), c_int()
    for number in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page, number)
        kind = raw.FPDFPageObj_GetType(drawn)
        pictures = pictures or kind == raw.FPDF_PAGEOBJ_IMAGE
        if kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        raw.FPDFPageObj_GetBounds(drawn, byref(left), byref(bottom), byref(right), byref(top))
        raw.FPDFPath_GetDrawMode(drawn, byref(fill), byref(stroke))
        rules += _rules(Rule(left.value, bottom.value, right.value, top.value), bool(stroke.value))
    return tuple(rules), pictures


def _rules(box: Rule, stroked: bool) -> list[Rule]:
    """Return a thin path as the line that it is, and a stroked box as its four sides."""
    if not all(map(math.isfinite, box)):
        return []
    width, height = box.x1 - box.x0, box.y1 - box.y0
    if min(width, height) <= _THIN:
        return [box] if max(width, height) >= _LONG else []
    if not stroked:
        return []
    return [
        Rule(box.x0, box.y0, box.x1, box.y0),
        Rule(box.x0, box.y1, box.x1, box.y1),
        Rule(box.x0, box.y0, box.x0, box.y1),
        Rule(box.x1, box.y0, box.x1, box.y1),
    ]
