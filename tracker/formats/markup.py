"""Elements of a web page to blocks: headings, paragraphs, list items and tables as a reader of the page sees them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tracker.formats.blocks import Block, Heading, Item, Paragraph, Table, text_of, tidy
from tracker.formats.labels import BOLD_LEVEL, heading_like, labelled, ordinal

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADINGS = {f"h{n}": n for n in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dir"})
_BLOCK_NAMES = """
address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure
footer form header hr html legend li main nav p pre section summary table tbody td tfoot th thead tr
"""
BLOCKS = frozenset(_BLOCK_NAMES.split()) | set(HEADINGS) | LISTS
# What shows no words, or words that are for using the page.
_UNREAD_NAMES = """
script style noscript template iframe frame object embed applet svg math canvas button select option textarea
input head title meta link map area audio video source track img picture rt rp datalist progress meter base
"""
UNREAD = frozenset(_UNREAD_NAMES.split())
_BOLD_TAGS = frozenset({"b", "strong"})
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
# Not visibility:hidden, in which WeChat and others wrap an article until a script has set it out.
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CHINESE = re.compile(r"list-style(?:-type)?\s*:[^;]*(?:cjk-ideographic|chinese)", re.IGNORECASE)
_TYPES = {"a": "lower", "A": "upper", "i": "roman", "I": "Roman"}
# A cell of a table of data says less than this; what says more is part of a page's layout.
_LONGEST_CELL = 2000
# What a hostile table may ask for at the most.
_WIDEST = 200

Dropped = Callable[["_Element"], bool]


def hidden(element: _Element) -> bool:
    """Return whether a page does not show *element*."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def blocks(element: _Element, dropped: Dropped) -> list[Block]:
    """Return the blocks of *element* in reading order, without the elements that are *dropped*."""
    walk = _Walk(dropped)
    walk.element(element)
    walk.flush()
    return walk.found


def holds_data(table: _Element) -> bool:
    """Return whether a <table> is one, and no means of layout: rows and columns of short cells."""
    if table.find(".//table") is not None or any(table.find(f".//{name}") is not None for name in ("h1", "h2", "h3")):
        return False
    rows = list(_rows(table))
    cells = [cell for row in rows for cell in row]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    return all(sum(map(len, cell.itertext())) < _LONGEST_CELL for cell in cells)


class _Walk:
    """One pass over a page: collects the words of the block that is open, and writes it where it ends."""

    def __init__(self, dropped: Dropped) -> None:
        self.found: list[Block] = []
        self._dropped = dropped
        self._words: list[str] = []
        self._plain = False  # whether the open block has words that are not bold
        self._bold = 0
        self._level = 0
        self._mark = ""
        self._depth = -1

    def element(self, element: _Element) -> None:
        tag = element.tag
        if tag in UNREAD or hidden(element) or self._dropped(element):
            return
        if tag == "br":
            # In a heading a break is for the eye alone; elsewhere people make paragraphs of it.
            self._say("\n") if self._level else self.flush()
        elif tag == "table" and holds_data(element):
            self.flush()
            self.found.append(Table(tuple(_grid(element, self._dropped))))
        elif tag in LISTS:
            self._list(element)
        elif tag in HEADINGS:
            self.flush()
            self._level = HEADINGS[tag]
            self._inside(element)
            self.flush()
            self._level = 0
        elif tag == "pre":
            self._lines(element)
        elif tag in BLOCKS:
            self.flush()
            self._inside(element)
            self.flush()
        else:
            self._inside(element)

    def flush(self) -> None:
        """Write the block that is open."""
        text = tidy("".join(self._words))
        bold = not self._plain
        self._words, self._plain = [], False
        if not text:
            return
        mark, self._mark = self._mark, ""
        if self._level:
            self.found.append(Heading(self._level, text))
        elif mark and not (mark == "-" and labelled(text)):
            self.found.append(Item(mark, text, max(self._depth, 0)))
        elif bold and heading_like(text):
            self.found.append(Heading(BOLD_LEVEL, text))
        else:
            self.found.append(Paragraph(text))

    def _inside(self, element: _Element) -> None:
        heavy = element.tag in _BOLD_TAGS or bool(_BOLD.search(element.get("style") or ""))
        self._bold += heavy
        self._say(element.text)
        for child in element:
            self.element(child)
            self._say(child.tail)
        self._bold -= heavy

    def _say(self, words: str | None) -> None:
        if words:
            self._words.append(words)
            self._plain = self._plain or not (self._bold or words.isspace())

    def _list(self, element: _Element) -> None:
        self.flush()
        self._depth += 1
        for number, item in enumerate(element.iterchildren("li"), _start(element)):
            self._mark = _mark(element, number)
            self.element(item)
            self._mark = ""
        self._depth -= 1

    def _lines(self, element: _Element) -> None:
        self.flush()
        for line in "".join(element.itertext()).split("\n"):
            self._say(line)
            self.flush()


def _start(element: _Element) -> int:
    written = element.get("start") or "1"
    return int(written) if re.fullmatch(r"\d{1,4}", written) else 1


def _mark(element: _Element, number: int) -> str:
    if element.tag != "ol":
        return "-"
    if _CHINESE.search(element.get("style") or ""):
        return ordinal(number, "chinese") + "、"
    return ordinal(number, _TYPES.get(element.get("type") or "", "")) + "."


def _rows(table: _Element) -> Iterator[list[_Element]]:
    for row in table.iter("tr"):
        yield [cell for cell in row if cell.tag in ("td", "th")]


def _grid(table: _Element, dropped: Dropped) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table.

    A cell that spans rows is said in each of them, so that a row can be understood, and moved, by itself; one that
    spans columns in the first of them.
    """
    above: dict[int, tuple[int, str]] = {}  # column → for how many more rows a cell from above holds it, and its words
    for row in _rows(table):
        cells: list[str] = []
        for cell in row:
            _repeat(cells, above)
            text = " ".join(text_of(block) for block in blocks(cell, dropped))
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(cells), len(cells) + width):
                if height > 1:
                    above[column] = height - 1, text if column == len(cells) else ""
            cells += [text, *[""] * (width - 1)]
            if len(cells) > _WIDEST:
                break
        _repeat(cells, above)
        yield tuple(cells[:_WIDEST])


def _repeat(cells: list[str], above: dict[int, tuple[int, str]]) -> None:
    """Say the cells from above that stand next in a row."""
    while above.get(len(cells), (0, ""))[0]:
        left, text = above[len(cells)]
        above[len(cells)] = left - 1, text
        cells.append(text)


def _span(cell: _Element, name: str) -> int:
    written = (cell.get(name) or "1").strip()
    return min(max(int(written), 1), _WIDEST) if re.fullmatch(r"\d{1,6}", written) else 1
