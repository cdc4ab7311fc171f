"""An OpenDocument text (ODT) to Markdown, with all tracked changes taken as accepted.

https://docs.oasis-open.org/office/OpenDocument/v1.3/
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.errors import FormatError
from tracker.formats import office
from tracker.formats.blocks import Block, Table, leveled, text_of, write
from tracker.formats.labels import ordinal
from tracker.formats.office import BULLET, Line
from tracker.formats.package import Package, attribute, child, local
from tracker.model import Decoded

if TYPE_CHECKING:
    from lxml.etree import _Element

EXTRACTOR = "odt/1"
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

_SKIPPED = frozenset(
    {"annotation", "annotation-end", "bookmark", "sequence-decls", "variable-decls", "forms", "change"}
)
_CONTENTS = frozenset({"table-of-content", "illustration-index", "table-index", "alphabetical-index"})
# How a file names a way of counting: by its first number.
_FORMATS = {"一": "chinese", "壹": "legal", "①": "circle", "甲": "stems", "a": "lower", "A": "upper", "i": "roman",
            "I": "Roman", "１": "wide", "〇": "digits"}  # fmt: skip
_NAMED = re.compile(r"Heading_20_([1-9])")
_MOST_PARENTS, _WIDEST, _MOST_REPEATED = 20, 200, 200
_LONGEST_CELL = 2000


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: the words around its number, how that is written, and where it begins."""

    format: str
    prefix: str = ""
    suffix: str = ""
    start: int = 1


@dataclass(slots=True)
class _Line(Line):
    """A paragraph so far, with what hangs on it."""

    boxes: list[_Element] = field(default_factory=list)


def decode(package: Package) -> Decoded:
    """Return the text of a document; raise FormatError where it is encrypted, damaged or holds none."""
    manifest = package.part("META-INF/manifest.xml") if "META-INF/manifest.xml" in package.names else b""
    if b"encryption-data" in manifest:
        raise FormatError("it is encrypted: open it with its password and save it without")
    content = package.xml("content.xml")
    reading = _Reading([root for root in (package.optional("styles.xml"), content) if root is not None])
    body = child(content, "body", "text")
    text = "" if body is None else write(reading.blocks_of_all(body))
    if not text:
        raise FormatError("it holds no text: pictures alone, or nothing")
    return Decoded(text, MEDIA_TYPE, None, EXTRACTOR, reading.findings())


def is_document(package: Package) -> bool:
    """Return whether a package is an OpenDocument text."""
    return "mimetype" in package.names and package.part("mimetype").strip().startswith(MEDIA_TYPE.encode())


class _Reading:
    """One reading of a document: its styles, its lists counted on, the notes met."""

    def __init__(self, roots: list[_Element]) -> None:
        self._styles: dict[str, _Element] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        self._counts: Counter[str] = Counter()
        self._numbers: dict[tuple[str, int], int] = {}
        self._notes: list[str] = []
        for root in roots:
            for element in root.iter():
                if local(element) == "style":
                    self._styles[attribute(element, "name") or ""] = element
                elif local(element) in ("list-style", "outline-style"):
                    self._lists[attribute(element, "name") or ""] = dict(_levels(element))

    def blocks_of_all(self, body: _Element) -> list[Block]:
        """Return the blocks of the body, its notes after them."""
        return leveled([*self._blocks(body), *office.notes(self._notes)])

    def findings(self) -> tuple[str, ...]:
        """Return what a reader should know of the reading."""
        count = self._counts
        told = office.findings(count["insertion"], count["deletion"], count["annotation"])
        told += ["the table of contents is left out"] if count["contents"] else []
        return tuple(told)

    def _blocks(self, container: _Element) -> list[Block]:
        found: list[Block] = []
        for element in container:
            match local(element):
                case "p" | "h":
                    found += self._paragraph(element)
                case "list":
                    found += self._list(element, "", 1)
                case "table":
                    found += self._table(element)
                case "tracked-changes":
                    self._counts.update(local(e) for e in element.iter() if local(e) in ("insertion", "deletion"))
                case "frame" | "text-box" | "section" | "index-body" | "list-item" | "list-header" | "custom-shape":
                    found += self._blocks(element)
                case name if name in _CONTENTS:
                    self._counts["contents"] += 1
        return found

    def _paragraph(self, element: _Element, mark: str = "", depth: int = 0) -> list[Block]:
        style = attribute(element, "style-name") or ""
        line = _Line()
        self._words(element, self._is_bold(style), line)
        found = line.blocks(self._level(element, style), mark, depth)
        for box in line.boxes:
            found += self._blocks(box)
        return found

    def _level(self, element: _Element, style: str) -> int | None:
        """Return the level of a heading; a title's is 0, running text has none."""
        if any(attribute(e, "name") == "Title" for e in self._with_parents(style)) or style == "Title":
            return 0
        if local(element) != "h":
            return self._level_of(style)
        written = attribute(element, "outline-level") or "1"
        return int(written) if re.fullmatch(r"\d\d?", written) else 1

    def _level_of(self, style: str) -> int | None:
        """Return the level of a style that bears a heading's name, as all that some converters leave of one."""
        named = (_NAMED.fullmatch(attribute(e, "name") or "") for e in self._with_parents(style))
        return next((int(found[1]) for found in named if found), None)

    def _is_bold(self, style: str) -> bool:
        for element in self._with_parents(style):
            weight = attribute(child(element, "text-properties"), "font-weight")
            if weight is not None:
                return weight == "bold" or weight in ("600", "700", "800", "900")
        return False

    def _with_parents(self, style: str) -> Iterator[_Element]:
        for _ in range(_MOST_PARENTS):
            element = self._styles.get(style)
            if element is None:
                return
            yield element
            style = attribute(element, "parent-style-name") or ""

    def _words(self, element: _Element, bold: bool, line: _Line) -> None:
        line.say(element.text, bold)
        for inner in element:
            match local(inner):
                case "s":
                    line.words.append(" " * _number(inner, "c", 1, _MOST_REPEATED))
                case "tab":
                    line.words.append("\t")
                case "line-break":
                    line.words.append("\n")
                case "note":
                    self._notes.append(" ".join(map(text_of, self._blocks_in(child(inner, "note-body")))))
                    line.words.append(f"[^{len(self._notes)}]")
                case "frame" | "custom-shape" | "text-box":
                    line.boxes.append(inner)
                case "ruby":
                    base = child(inner, "ruby-base")
                    if base is not None:
                        self._words(base, bold, line)
                case name if name in _SKIPPED:
                    self._counts["annotation"] += name == "annotation"
                case _:
                    style = attribute(inner, "style-name")
                    own = bold or (style is not None and self._is_bold(style))
                    self._words(inner, own, line)
            line.say(inner.tail, bold)

    def _blocks_in(self, element: _Element | None) -> list[Block]:
        return [] if element is None else self._blocks(element)

    def _list(self, element: _Element, inherited: str, depth: int) -> list[Block]:
        style = attribute(element, "style-name") or inherited
        goes_on = attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list") is not None
        if not goes_on:
            self._numbers.pop((style, depth), None)
        found: list[Block] = []
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            mark = self._mark(style, depth) if local(item) == "list-item" and _begins(item) else ""
            for inner in item:
                if local(inner) == "list":
                    found += self._list(inner, style, depth + 1)
                elif local(inner) in ("p", "h"):
                    found += self._paragraph(inner, mark, depth - 1)
                    mark = ""
                else:
                    found += self._blocks(inner)
        return found

    def _mark(self, style: str, depth: int) -> str:
        level = self._lists.get(style, {}).get(depth)
        if level is None:
            return ""
        if level.format == "bullet":
            return BULLET
        number = self._numbers.get((style, depth), level.start - 1) + 1
        self._numbers[style, depth] = number
        if not level.format:
            return ""
        return level.prefix + ordinal(number, _FORMATS.get(level.format[0], "")) + level.suffix

    def _table(self, table: _Element) -> list[Block]:
        rows: list[list[list[Block]]] = []
        for row in _rows(table):
            rows.append(self._row(row, rows[-1] if rows else []))
        cells = [cell for row in rows for cell in row if cell]
        long = any(sum(len(text_of(block)) for block in cell) > _LONGEST_CELL for cell in cells)
        if max(map(len, rows), default=0) < 2 or long:
            return [block for cell in {id(cell): cell for cell in cells}.values() for block in cell]
        return [Table(tuple(tuple(" ".join(map(text_of, cell)) for cell in row) for row in rows))]

    def _row(self, row: _Element, above: list[list[Block]]) -> list[list[Block]]:
        """Return the cells of a row; one that spans rows is said again in each of them."""
        cells: list[list[Block]] = []
        wide = 0  # how many covered cells belong to the cell before them in this row
        for cell in row:
            repeated = _number(cell, "number-columns-repeated", 1, _WIDEST)
            if local(cell) == "table-cell":
                cells += [self._blocks(cell) for _ in range(repeated)]
                wide = _number(cell, "number-columns-spanned", 1, _WIDEST) - 1
            elif local(cell) == "covered-table-cell":
                for _ in range(repeated):
                    cells.append(above[len(cells)] if wide <= 0 and len(cells) < len(above) else [])
                    wide -= 1
            if len(cells) > _WIDEST:
                break
        while cells and not cells[-1]:
            cells.pop()
        return cells[:_WIDEST]


def _levels(style: _Element) -> Iterator[tuple[int, _Level]]:
    for element in style:
        depth = _number(element, "level", 1, 20)
        if local(element) == "list-level-style-bullet":
            yield depth, _Level("bullet")
        elif local(element) in ("list-level-style-number", "outline-level-style"):
            yield (
                depth,
                _Level(
                    attribute(element, "num-format") or "",
                    attribute(element, "num-prefix") or "",
                    attribute(element, "num-suffix") or "",
                    _number(element, "start-value", 1, 10_000),
                ),
            )


def _begins(item: _Element) -> bool:
    """Return whether an entry has words of its own, and is not there for the list inside it alone."""
    return any(local(inner) in ("p", "h") for inner in item)


def _rows(table: _Element) -> Iterator[_Element]:
    for element in table:
        if local(element) == "table-row":
            yield element
        elif local(element) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(element)


def _number(element: _Element, name: str, default: int, most: int) -> int:
    written = attribute(element, name) or ""
    return min(int(written), most) if re.fullmatch(r"\d{1,9}", written) else default
