"""Passages of Markdown to what they say: without the marks of headings, list items and tables.

Web pages, Word and PDF files are read as Markdown; a reader of a report is shown words.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker import cells
from tracker.model import Edit
from tracker.patterns import later

# "## " of a heading, "- " of a list item; numbers of lists stay, they are words of the document
_LEADING = later(r"^\s*(?:#{1,6}|[-*+])[ \t]+")
_BAR = later(r"\s*(?<!\\)\|\s*|[^\S\t]*\t[^\S\t]*")
# What parts the cells of a table's row in running words.
CELLS = "｜"


def said(text: str, whole: str = "") -> str:
    """Return a passage without marks of Markdown: ``- 建成公园`` as 建成公园, ``| 学位 | 600 |`` as 学位｜600.

    Of a part of a passage, *whole* is the passage.
    """
    if cells.is_row(whole or text):
        return _BAR.sub(CELLS, text).strip(CELLS)
    return _LEADING.sub("", text)


def edits(edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits of a passage without marks of Markdown."""
    opening, closing = _outer(edits), _outer(edits[::-1])
    if not any(cells.is_row("".join([text for op, text in edits if op != gone])) for gone in "+-"):
        return [Edit(op, _LEADING.sub("", text) if at in opening else text) for at, (op, text) in enumerate(edits)]
    parted = [Edit(op, _BAR.sub(CELLS, text)) for op, text in edits]
    ends = {len(edits) - 1 - at for at in closing}
    return [Edit(op, _trimmed(text, at in opening, at in ends)) for at, (op, text) in enumerate(parted)]


def says_something(text: str) -> bool:
    """Return whether a passage holds any letter or digit: the rule under a table's header does not."""
    return any(map(str.isalnum, text))


def _outer(edits: Sequence[Edit]) -> set[int]:
    """Return the places of the first edit of the old text and of the new one."""
    return {
        place for gone in "-+" if (place := next((at for at, edit in enumerate(edits) if edit.op != gone), -1)) >= 0
    }


def _trimmed(text: str, opens: bool, closes: bool) -> str:
    text = text.removeprefix(CELLS) if opens else text
    return text.removesuffix(CELLS) if closes else text
