"""An OFD file (GB/T 33190—2016, the state's fixed layout) to Markdown: its characters are set out as those of a PDF."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.errors import FormatError
from tracker.formats import pdf
from tracker.formats.package import Package, attribute, child, local
from tracker.formats.pdf.sheet import Glyph, Rule, Sheet
from tracker.model import Decoded

if TYPE_CHECKING:
    from lxml.etree import _Element

EXTRACTOR = "ofd/1"
MEDIA_TYPE = "application/ofd"
MAIN = "OFD.xml"

# Lengths are millimetres in the file, and points in the layout.
_POINT = 72 / 25.4
_A4 = (0.0, 0.0, 210.0, 297.0)
_UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOST_REPEATED, _MOST_GLYPHS, _MOST_TEMPLATES = 10_000, 200_000, 8
_BOLD_FROM = 600
# M 0 0 L 100 0: the straight lines of a path, in its short notation
_LINE = re.compile(r"M\s+(\S+)\s+(\S+)((?:\s+L\s+\S+\s+\S+)+)")
_NUMBER = re.compile(r"[+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})")
_TO = re.compile(r"L\s+(\S+)\s+(\S+)")


def decode(package: Package) -> Decoded:
    """Return the text of a document; raise FormatError where it is damaged or holds pictures alone."""
    main = _first(package.xml(MAIN), "DocRoot")
    where = _resolved("", main.text if main is not None else None)
    root = package.xml(where)
    folder = posixpath.dirname(where)
    pages = [attribute(page, "BaseLoc") for page in root.iter() if local(page) == "Page"]
    if len(pages) > pdf.MOST_PAGES:
        raise FormatError(f"it has {len(pages):,} pages; up to {pdf.MOST_PAGES:,} are read")
    reader = _Reader(package, root, folder)
    return pdf.of_sheets(pdf.gathered(reader.sheet(page) for page in pages), MEDIA_TYPE, EXTRACTOR)


class _Reader:
    """Reads the pages of one document: its fonts, its templates and the usual size of its pages are at hand."""

    def __init__(self, package: Package, root: _Element, folder: str) -> None:
        self._package = package
        self._folder = folder
        self._box = _numbers(_text(_first(root, "PhysicalBox")), 4) or _A4
        self._templates = {
            attribute(e, "ID") or "": attribute(e, "BaseLoc") for e in root.iter() if local(e) == "TemplatePage"
        }
        self._bold = {font for part in self._resources(root) for font in _bold_fonts(part)}

    def sheet(self, place: str | None) -> Sheet:
        """Return what stands on a page, its template's part of it first."""
        page = self._package.xml(_resolved(self._folder, place))
        box = _numbers(_text(child(page, "Area", "PhysicalBox")), 4) or self._box
        glyphs: list[Glyph] = []
        rules: list[Rule] = []
        pictures = False
        for layer in [*self._layers(page), page]:
            for element in layer.iter():
                match local(element):
                    case "TextObject":
                        glyphs += self._glyphs(element, box[3])
                    case "PathObject":
                        rules += _rules(element, box[3])
                    case "ImageObject":
                        pictures = True
            if len(glyphs) > _MOST_GLYPHS:
                raise FormatError(f"one of its pages has {len(glyphs):,} characters, more than any document's")
        return Sheet(box[2] * _POINT, box[3] * _POINT, tuple(glyphs), tuple(rules), pictures)

    def _layers(self, page: _Element) -> Iterator[_Element]:
        used = [attribute(e, "TemplateID") or "" for e in page if local(e) == "Template"]
        for name in used[:_MOST_TEMPLATES]:
            if name in self._templates:
                yield self._package.xml(_resolved(self._folder, self._templates[name]))

    def _resources(self, root: _Element) -> Iterator[_Element]:
        for element in root.iter():
            if local(element) in ("PublicRes", "DocumentRes"):
                part = self._package.optional(_resolved(self._folder, element.text))
                if part is not None:
                    yield part

    def _glyphs(self, element: _Element, height: float) -> Iterator[Glyph]:
        left, top, *_ = _numbers(attribute(element, "Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
        a, b, c, d, e, f = _numbers(attribute(element, "CTM"), 6) or _UPRIGHT
        if abs(b) > abs(a):
            return  # turned by a right angle: a watermark, or a note in the margin
        size = (_number(attribute(element, "Size")) or 0.0) * (c * c + d * d) ** 0.5
        bold = attribute(element, "Font") in self._bold or (_number(attribute(element, "Weight")) or 0) >= _BOLD_FROM
        for code in element:
            if local(code) != "TextCode" or not code.text:
                continue
            for character, x, y in _placed(code):
                across, down = a * x + c * y + e + left, b * x + d * y + f + top
                width = size if ord(character) > 0xFF else size / 2
                yield Glyph(
                    character,
                    across * _POINT,
                    (across + width) * _POINT,
                    (height - down) * _POINT,
                    round(size * _POINT, 1),
                    bold,
                )


def _placed(code: _Element) -> Iterator[tuple[str, float, float]]:
    """Yield the characters of a text code with their places in its object."""
    x, y = _number(attribute(code, "X")) or 0.0, _number(attribute(code, "Y")) or 0.0
    across, down = _steps(attribute(code, "DeltaX")), _steps(attribute(code, "DeltaY"))
    for index, character in enumerate(code.text or ""):
        if character not in "\r\n":
            yield character, x, y
        x += across[index] if index < len(across) else 0.0
        y += down[index] if index < len(down) else 0.0


def _steps(written: str | None) -> list[float]:
    """Return the distances from character to character: "5 g 3 4.2 5" is 5, 4.2 three times, 5."""
    steps: list[float] = []
    words = iter((written or "").split()[:_MOST_REPEATED])
    for word in words:
        if word == "g":
            count, step = _number(next(words, None)) or 0.0, _number(next(words, None)) or 0.0
            steps += [step] * min(int(count), _MOST_REPEATED)
        else:
            steps.append(_number(word) or 0.0)
        if len(steps) > _MOST_REPEATED:
            break
    return steps


def _rules(element: _Element, height: float) -> Iterator[Rule]:
    """Yield the level and upright lines of a path."""
    left, top, *_ = _numbers(attribute(element, "Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    a, b, c, d, e, f = _numbers(attribute(element, "CTM"), 6) or _UPRIGHT
    for found in _LINE.finditer(_text(child(element, "AbbreviatedData")) or ""):
        points = [(found.group(1), found.group(2)), *_TO.findall(found.group(3))]
        places = []
        for x, y in ((_number(one) or 0.0, _number(other) or 0.0) for one, other in points):
            places.append(((a * x + c * y + e + left) * _POINT, (height - (b * x + d * y + f + top)) * _POINT))
        for (x0, y0), (x1, y1) in pairwise(places):
            if min(abs(x0 - x1), abs(y0 - y1)) < 1 < max(abs(x0 - x1), abs(y0 - y1)):
                yield Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _bold_fonts(resources: _Element) -> Iterator[str]:
    for font in resources.iter():
        if local(font) != "Font":
            continue
        name = f"{attribute(font, 'FontName') or ''} {attribute(font, 'FamilyName') or ''}".lower()
        if attribute(font, "Bold") == "true" or any(word in name for word in ("bold", "black", "hei", "黑体")):
            yield attribute(font, "ID") or ""


def _first(root: _Element, name: str) -> _Element | None:
    return next((element for element in root.iter() if local(element) == name), None)


def _text(element: _Element | None) -> str | None:
    return None if element is None else element.text


def _resolved(folder: str, place: str | None) -> str:
    """Return the name of a part that another one names: from the root, or from the folder of the document."""
    if not place or not place.strip():
        raise FormatError("it is a damaged OFD file: a part is not named")
    return posixpath.normpath(posixpath.join("/", folder, place.strip())).lstrip("/")


def _number(written: str | None) -> float | None:
    return float(written) if written and _NUMBER.fullmatch(written) else None


def _numbers(written: str | None, count: int) -> tuple[float, ...] | None:
    found = [_number(word) for word in (written or "").split()]
    known = tuple(number for number in found if number is not None)
    return known if len(known) == len(found) == count else None
