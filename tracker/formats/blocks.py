"""What every extractor finds, headings, paragraphs, list items and tables, to Markdown that a person can read.

The text of a block is one line, as `tidy` makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

# Deeper headings are written as the deepest that Markdown has.
DEEPEST = 6

_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0\u2028\u2029\x85]+")
_UNSEEN = re.compile(r"[\u200b-\u200d\u2060\ufeff\xad\x00-\x08\x0e-\x1f]")
_HAN = r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…]"
# A line break of the source between two Chinese characters, where nobody would write a blank
_BROKEN = re.compile(rf"(?<={_HAN})[ \t]*[\r\n][ \t\r\n]*(?={_HAN})")
# What indents: &nbsp;, &emsp; and their like
_EDGES = " \t\u3000\xa0\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))
# What would make another block of a paragraph: "# …", "| …"
_MARKUP = re.compile(r"(?=#{1,6}\s|\|)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of *level* 1 to 6."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list with its mark as a reader sees it (-, 1., 一、), ``depth`` lists inside others."""

    mark: str
    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is written as the head."""

    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Paragraph | Item | Table


def tidy(text: str) -> str:
    """Return *text* as one line: blanks single, the unseen dropped, no indent."""
    if not text or text.isspace():
        return ""
    joined = _BLANKS.sub(" ", _BROKEN.sub("", _UNSEEN.sub("", text)))
    return joined.strip(_EDGES)


def write(blocks: Iterable[Block]) -> str:
    """Return *blocks* as Markdown: a blank line between any two but the items of one list."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        written = _write(block)
        if not written:
            continue
        if before is not None:
            parts.append("\n" if _is_listed(before) and _is_listed(block) else "\n\n")
        parts.append(written)
        before = block
    return "".join([*parts, "\n"]) if parts else ""


def leveled(blocks: Sequence[Block]) -> list[Block]:
    """Return *blocks* with the levels of headings that are used, in their order, made 1, 2, 3 …"""
    levels = sorted({b.level for b in blocks if isinstance(b, Heading)})
    return [replace(b, level=levels.index(b.level) + 1) if isinstance(b, Heading) else b for b in blocks]


def size(blocks: Iterable[Block]) -> int:
    """Return how many characters the blocks hold."""
    return sum(len(text) for block in blocks for text in _texts(block))


def text_of(block: Block) -> str:
    """Return what a block says in one line, as a cell or a note does."""
    match block:
        case Table(rows):
            return " ".join(cell for row in rows for cell in row if cell)
        case Item(mark, text) if mark != "-":
            return f"{mark} {text}"
        case _:
            return block.text


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        for row in block.rows:
            yield from row
    else:
        yield block.text


def _is_listed(block: Block) -> bool:
    """Return whether Markdown, too, takes the block for an item of a list: 一、 is none of its marks."""
    return isinstance(block, Item) and block.mark[0].isascii()


def _write(block: Block) -> str:
    match block:
        case Table(rows):
            return _table(rows)
        case Heading(level, text):
            return text and f"{'#' * min(level, DEEPEST)} {text}"
        case Item(mark, text, depth):
            gap = "" if mark.endswith(("、", ")", "）")) and not mark[0].isascii() else " "
            return text and "   " * depth + mark + gap + text
        case Paragraph(text):
            return _MARKUP.sub(r"\\", text, count=1) if text[:1] in ("#", "|") else text


def _table(rows: Sequence[Sequence[str]]) -> str:
    cells = [[tidy(cell).replace("|", "\\|") for cell in row] for row in rows]
    cells = [row for row in cells if any(row)]
    columns = max(map(len, cells), default=0)
    used = [i for i in range(columns) if any(i < len(row) and row[i] for row in cells)]
    lines = ["| " + " | ".join(row[i] if i < len(row) else "" for i in used) + " |" for row in cells]
    return "\n".join([*lines[:1], "|" + " --- |" * len(used), *lines[1:]]) if lines else ""
