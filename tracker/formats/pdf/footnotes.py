"""Footnotes of a PDF: raised marks set on the line they belong to, the notes apart from the text of their pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from tracker.formats.pdf.sheet import Glyph, Line, Page

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SIGNS = frozenset(f"0123456789[]［］〔〕{_CIRCLED}")
_BRACKETS = "[]［］〔〕"
# A mark is so small beside what it belongs to, stands so far above its line, and so near, in sizes of that.
_SMALL, _RAISED, _NEAR = 0.8, (0.15, 0.6), 0.5
# Notes stand in this part of a page.
_FOOT = 0.6
_MARK = re.compile(r"(?<!^)\[([0-9]{1,2})\]")
# [1]指…, or 1 指… where a program does not raise it; no 1. of a list
_NOTE = re.compile(r"(?:\[([0-9]{1,2})\]|([0-9]{1,2}) ?(?=[\u4e00-\u9fffA-Za-z“《]))")


def settled(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return *glyphs*, drawn one after the other, with each raised mark as one on the line: 能力¹ is 能力[1]."""
    found: list[Glyph] = []
    at = 0
    while at < len(glyphs):
        end = at + 1
        if glyphs[at].text in _SIGNS:
            while end < len(glyphs) and glyphs[end].text in _SIGNS and glyphs[end].y == glyphs[at].y:
                end += 1
            found += _mark(glyphs[at - 1 : at], glyphs[at:end], glyphs[end : end + 1])
        else:
            found.append(glyphs[at])
        at = end
    return found


def apart(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """Return the pages without the notes at their feet, and the notes in order: [1]指…"""
    left: list[Page] = []
    notes: list[str] = []
    for page in pages:
        start = _foot(page)
        left.append(replace(page, pieces=page.pieces[:start]))
        for line in page.pieces[start:]:
            assert isinstance(line, Line)
            if named := _NOTE.match(line.text):
                notes.append(f"[{named[1] or named[2]}]{line.text[named.end() :].strip()}")
            else:
                notes[-1] += line.text.strip()
    return left, notes


def _mark(before: Sequence[Glyph], run: Sequence[Glyph], after: Sequence[Glyph]) -> Sequence[Glyph]:
    """Return *run* as a mark on the line of what it is raised beside, or as it is: the 2 of m2 is none."""
    number = unicodedata.normalize("NFKC", "".join(glyph.text for glyph in run)).strip(_BRACKETS)
    # What a line begins with is raised beside what follows.
    beside = [glyph for glyph in before if abs(run[0].x0 - glyph.x1) <= _NEAR * glyph.size]
    beside = beside or [glyph for glyph in after if abs(glyph.x0 - run[-1].x1) <= _NEAR * glyph.size]
    for glyph in beside if number.isdecimal() and len(number) <= 2 else ():
        low, high = (share * glyph.size for share in _RAISED)
        if run[0].size <= _SMALL * glyph.size and low <= run[0].y - glyph.y <= high and not _is_latin(glyph.text):
            return [Glyph(f"[{number}]", run[0].x0, run[-1].x1, glyph.y, glyph.size, glyph.bold)]
    return run


def _is_latin(text: str) -> bool:
    return text.isascii() and text.isalnum()


def _foot(page: Page) -> int:
    """Return from which of its pieces on a page holds the notes that its marks lead to; all of them, or none."""
    marks = [found for piece in page.pieces if isinstance(piece, Line) for found in _MARK.findall(piece.text)]
    missing = list(dict.fromkeys(marks))
    for at in range(len(page.pieces) - 1, -1, -1) if missing else ():
        piece = page.pieces[at]
        if not isinstance(piece, Line) or piece.y >= _FOOT * page.height:
            break
        number = _number(piece)
        if number is not None and number != missing.pop():
            break
        if not missing:
            return at
    return len(page.pieces)


def _number(line: Line) -> str | None:
    """Return the number of the note that begins with *line*."""
    named = _NOTE.match(line.text)
    return (named[1] or named[2]) if named else None
