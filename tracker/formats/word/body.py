"""The body of a Word document to blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.formats import office
from tracker.formats.blocks import Block, Table, leveled, text_of
from tracker.formats.office import Line
from tracker.formats.package import attribute, child, local
from tracker.formats.word import elements, styles
from tracker.formats.word.numbering import Numbering
from tracker.formats.word.styles import PLAIN, Style

if TYPE_CHECKING:
    from lxml.etree import _Element

# What only holds other elements: read as if it were not there.
_TRANSPARENT = frozenset(
    {"ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "sdtContent", "dir", "bdo", "rubyBase", "ruby",
     "oMath", "oMathPara", "Choice", "body", "document", "object", "drawing", "pict"}
)  # fmt: skip
_DELETED = frozenset({"del", "moveFrom"})
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "cr": "\n"}
# A cell that says more than this is one of a layout, and so is the only cell of a row.
_LONGEST_CELL = 2000


@dataclass(slots=True)
class _Line(Line):
    """A paragraph so far, with the text boxes that hang on it."""

    boxes: list[_Element] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)  # of each open field: whether its code is still being read


class Body:
    """One reading of a document."""

    def __init__(self, styles: Mapping[str, Style], numbering: Numbering, notes: Mapping[str, _Element | None]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._cited: list[tuple[str, str]] = []
        self._counts: Counter[str] = Counter()
        self._open = _Line()

    def read(self, root: _Element) -> list[Block]:
        """Return the blocks of the body, the notes that it cites after them."""
        blocks = self._blocks(root)
        blocks += self._after(self._open)
        # A note may cite others, which then come behind it.
        blocks += office.notes(self._note(kind, name) for kind, name in self._cited)
        return leveled(blocks)

    def findings(self, comments: int) -> tuple[str, ...]:
        """Return what a reader should know of the reading."""
        count = self._counts
        told = office.findings(count["ins"], count["del"], comments)
        for kind, words in (
            ("contents", "the table of contents is left out"),
            ("hidden", "hidden text is left out"),
            ("altChunk", "an embedded document is left out"),
        ):
            told += [words] if count[kind] else []
        return tuple(told)

    def _blocks(self, container: _Element) -> list[Block]:
        found: list[Block] = []
        for element in container:
            name = local(element)
            if name == "p":
                found += self._paragraph(element)
            elif name == "tbl":
                found += self._table(element)
            elif name == "sdt":
                found += self._control(element)
            elif name == "AlternateContent":
                found += self._blocks(elements.alternative(element))
            elif name in _DELETED:
                self._counts["del"] += 1
            elif name == "altChunk":
                self._counts[name] += 1
            elif name in _TRANSPARENT:
                self._counts["ins"] += name in ("ins", "moveTo")
                found += self._blocks(element)
        return found

    def _control(self, element: _Element) -> list[Block]:
        """Return what a content control holds; Word keeps its table of contents in one."""
        gallery = attribute(child(element, "sdtPr", "docPartObj", "docPartGallery"), "val") or ""
        if gallery == "Table of Contents":
            self._counts["contents"] += 1
            return []
        content = child(element, "sdtContent")
        return [] if content is None else self._blocks(content)

    def _paragraph(self, element: _Element) -> list[Block]:
        properties = child(element, "pPr")
        name = attribute(child(properties, "pStyle"), "val")
        style = self._styles.get(name or "", PLAIN)
        if style.contents:
            self._counts["contents"] += 1
            return []
        line = self._open
        self._runs(element, style, line)
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            # The mark itself is deleted: what follows is of the same paragraph.
            self._counts["del"] += 1
            return []
        self._open = _Line()
        return [*self._lines(line, properties, name, style), *self._after(line)]

    def _lines(self, line: _Line, properties: _Element | None, name: str | None, style: Style) -> list[Block]:
        level = styles.outline(properties)
        level = style.level if level is None else level
        number = styles.number(properties) or style.number
        # What holds no words is not counted.
        label = self._numbering.label(number, name) if number and line.texts() else None
        return line.blocks(level, *(label or ()))

    def _after(self, line: _Line) -> list[Block]:
        """Return what the text boxes say that hang on a paragraph."""
        found: list[Block] = []
        for box in line.boxes:
            kept, self._open = self._open, _Line()
            found += self._blocks(box)
            self._open = kept
        return found

    def _runs(self, element: _Element, style: Style, line: _Line) -> None:
        for inner in element:
            name = local(inner)
            if name == "r":
                self._run(inner, style, line)
            elif name in _DELETED:
                self._counts["del"] += 1
            elif name == "sdt":
                content = child(inner, "sdtContent")
                if content is not None:
                    self._runs(content, style, line)
            elif name == "AlternateContent":
                self._runs(elements.alternative(inner), style, line)
            elif name in _TRANSPARENT:
                self._counts["ins"] += name in ("ins", "moveTo")
                self._runs(inner, style, line)
            elif name == "t":  # of a formula
                line.say(inner.text, True)

    def _run(self, run: _Element, style: Style, line: _Line) -> None:
        properties = child(run, "rPr")
        own = self._styles.get(attribute(child(properties, "rStyle"), "val") or "", PLAIN)
        if styles.is_on(properties, "vanish") or ((own.hidden or style.hidden) and properties is not None):
            self._counts["hidden"] += 1
            return
        set_bold = styles.is_on(properties, "b")
        bold = own.bold or style.bold if set_bold is None else set_bold
        for inner in run:
            self._piece(inner, bold, line)

    def _piece(self, inner: _Element, bold: bool, line: _Line) -> None:
        name = local(inner)
        if name == "fldChar":
            _turn(line.fields, attribute(inner, "fldCharType"))
        elif any(line.fields):
            return
        elif name == "t":
            line.say(inner.text, bold)
        elif name in _CHARACTERS:
            line.words.append(_CHARACTERS[name])
        elif name == "br":
            line.words.append("\n" if attribute(inner, "type") in (None, "textWrapping") else "")
        elif name in ("footnoteReference", "endnoteReference"):
            self._cited.append((name.removesuffix("Reference"), attribute(inner, "id") or ""))
            line.words.append(f"[^{len(self._cited)}]")
        elif name == "AlternateContent":
            for one in elements.alternative(inner):
                self._piece(one, bold, line)
        elif name in ("drawing", "pict", "object"):
            line.boxes += elements.boxes(inner)
        elif name == "ruby":
            for base in inner:
                if local(base) == "rubyBase":
                    self._runs(base, PLAIN, line)

    def _table(self, table: _Element) -> list[Block]:
        rows: list[list[list[Block]]] = []
        for element in elements.rows(table):
            row = self._row(element, rows[-1] if rows else [])
            rows += [row] if row else []
        cells = [cell for row in rows for cell in row if cell]
        if max(map(len, rows), default=0) < 2 or any(_length(cell) > _LONGEST_CELL for cell in cells):
            return [block for cell in {id(cell): cell for cell in cells}.values() for block in cell]
        return [Table(tuple(tuple(_text(cell) for cell in row) for row in rows))]

    def _row(self, row: _Element, above: list[list[Block]]) -> list[list[Block]]:
        """Return the cells of a row; one that goes on from above is said again, so that a row says all of itself."""
        if child(row, "trPr", "del") is not None:
            self._counts["del"] += 1
            return []
        cells: list[list[Block]] = [[] for _ in range(elements.span(child(row, "trPr", "gridBefore"), 0))]
        for cell in elements.cells(row):
            properties = child(cell, "tcPr")
            merged = child(properties, "vMerge")
            covered = merged is not None and attribute(merged, "val") in (None, "continue")
            kept = above[len(cells)] if len(cells) < len(above) else []
            cells.append(kept if covered else self._blocks(cell))
            cells += [[] for _ in range(elements.span(child(properties, "gridSpan"), 1) - 1)]
            if len(cells) > elements.WIDEST:
                break
        return cells[: elements.WIDEST]

    def _note(self, kind: str, name: str) -> str:
        root = self._notes.get(kind)
        for note in [] if root is None else list(root):
            if attribute(note, "id") == name:
                return _text(self._blocks(note))
        return ""


def _turn(fields: list[bool], kind: str | None) -> None:
    """Follow a field: its code (PAGE, TOC …) is not read, its result, which is what stands on the page, is."""
    if kind == "begin":
        fields.append(True)
    elif kind == "separate" and fields:
        fields[-1] = False
    elif kind == "end" and fields:
        fields.pop()


def _length(blocks: Iterable[Block]) -> int:
    return len(_text(blocks))


def _text(blocks: Iterable[Block]) -> str:
    """Return what a cell or a note says, in one line."""
    return " ".join(map(text_of, blocks))
