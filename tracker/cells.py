"""A text to the rows of its tables, and a row to its cells: parted by | in Markdown, by tabs where a page was copied.

A tab says little by itself: it indents, and sets a label or a page number apart. It parts cells where lines that follow
one another have as many of them. Places stay what they are: one character stands for another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.model import Span
from tracker.patterns import later

_PIPED = later(r"(?:^[ \t]*\|[^\n]*\n?){2,}", re.MULTILINE)
_TABBED = later(r"(?:^[^\n\t]*\t[^\n]*\n?){2,}", re.MULTILINE)
_HAN = "[〇一二三四五六七八九十百]{1,4}"
_ONE = rf"(?:[0-9]{{1,3}}|{_HAN}|[A-Za-z])"
# What a tab sets apart from its words: 1.  一、  （一）  第一章  附件2  ①  •
_MARKED = later(
    rf"[^\w\s]+|[①-⒇]|(?:[(（]{_ONE}[)）]|{_ONE}[)）.．、])[.．、]?"
    rf"|第(?:[0-9]{{1,3}}|{_HAN})(?:部分|[编章节条篇卷])|(?:附件|附录|附表|专栏)(?:[0-9]{{0,3}}|{_HAN})[：:]?"
)
# … and where no head of a table stands above: 1  1.2  一
_LABEL = later(rf"{_MARKED.pattern}|{_ONE}(?:[.．][0-9]{{1,2}}){{0,3}}")
# Below this any label is a cell.
NUMBERING = later(r"序\s*号|编\s*号|项\s*次|代码|№|[Nn][Oo]\.?")
_NO_LABEL = later("(?!)")
_PAGE = later(r"[-—–(（ ]*([0-9]{1,4})[-—–)） ]*")
_NAME = later(r"[\u4e00-\u9fff][\u4e00-\u9fff· \u3000]{0,3}[\u4e00-\u9fff]")
_ENDS = tuple("。；！？")
# | 4 | 开通铁水联运班列 |: what a row is numbered by; a year is none.
_NUMBER = "(?!(?:19|20)[0-9]{2}\\b)[0-9]{1,4}"
_NUMBERED = later(rf"^(?:\|[ \t]*{_NUMBER}[ \t]*\||{_NUMBER}[ ]*\t)(?=.*\w)")


def rows(text: str) -> frozenset[int]:
    """Return where the lines begin that are rows whose cells tabs part."""
    return frozenset(at for at, _, row in _lines(text) if row) if "\t" in text else frozenset()


def settled(text: str) -> str:
    """Return *text* with a blank for each tab that parts no cells."""
    if "\t" not in text:
        return text
    return "\n".join([line if row else line.replace("\t", " ") for _, line, row in _lines(text)])


def barred(text: str) -> str:
    """Return *text* with | for each tab that parts cells."""
    if "\t" not in text:
        return text
    return "\n".join([line.replace("\t", "|") if row else line for _, line, row in _lines(text)])


def may_hold(text: str) -> bool:
    """Return whether anything in *text* may part cells; most texts need no further look."""
    return "|" in text or "\t" in text


def tables(text: str) -> list[Span]:
    """Return the tables of a *text* that is settled, in order."""
    patterns = [pattern for mark, pattern in (("|", _PIPED), ("\t", _TABBED)) if mark in text]
    return sorted(Span(*table.span()) for pattern in patterns for table in pattern.finditer(text))


def split(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the places of the cells of a row, without the marks around them."""
    at = start + len(text[start:end]) - len(text[start:end].lstrip())
    mark = "|" if text.startswith("|", at) else "\t"
    at = at + 1 if mark == "|" else start
    while at < end:
        stop = text.find(mark, at, end)
        yield Span(at, end if stop < 0 else stop)
        if stop < 0:
            return
        at = stop + 1


def is_row(passage: str) -> bool:
    """Return whether a *passage* looks like a row by itself, whatever stands around it."""
    return passage.lstrip().startswith("|") or _is_tabbed(passage)


def shown(passage: str) -> str:
    """Return a *passage* with | for each tab if by itself it looks like a row whose cells tabs part."""
    return passage.replace("\t", "|") if _is_tabbed(passage) else passage


def unnumbered(row: str) -> str:
    """Return a *row* without the number (序号) it begins with, and any other passage as it is."""
    return _NUMBERED.sub("|", row)


def _is_tabbed(passage: str) -> bool:
    return "\t" in passage and passage.lstrip()[:1] != "|" and len(_parted(passage, _LABEL)) > 1


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield each line with where it begins, and whether it is a row whose cells tabs part."""
    lines = text.split("\n")
    found = frozenset(_rows(lines))
    at = 0
    for index, line in enumerate(lines):
        yield at, line, index in found
        at += len(line) + 1


def _rows(lines: Sequence[str]) -> Iterator[int]:
    """Yield which of *lines* are rows."""
    start = 0
    while start < len(lines):
        head, below = _LABEL, _MARKED
        if NUMBERING.fullmatch(lines[start].partition("\t")[0].strip()):
            head = below = _NO_LABEL
        tabs, end = _tabs(lines[start], head), start + 1
        while tabs and end < len(lines) and _tabs(lines[end], below) == tabs:
            end += 1
        if tabs and _are_rows(lines[start:end]):
            # What ends in empty cells may have lost them.
            while end < len(lines) and 0 < _tabs(lines[end], below) < tabs:
                end += 1
            yield from range(start, end)
        start = end


def _tabs(line: str, label: re.Pattern[str]) -> int:
    """Return how many tabs part cells of *line*, if it may be a row."""
    bare = line.lstrip()
    return line.count("\t") if "\t" in bare and bare[0] != "|" and _parted(line, label) else 0


def _filled(line: str) -> list[str]:
    return [cell for cell in map(str.strip, line.split("\t")) if cell]


def _parted(line: str, label: re.Pattern[str]) -> list[str]:
    """Return the cells of *line* that hold anything; none where a tab parts a *label* from its words, or sentences."""
    cells = _filled(line)
    if len(cells) == 2 and (label.fullmatch(cells[0]) or all(cell.endswith(_ENDS) for cell in cells)):
        return []
    return cells


def _are_rows(lines: Sequence[str]) -> bool:
    """Return whether *lines* with as many tabs are rows, and not names, or what stands on which page."""
    cells = [cells for line in lines if len(cells := _filled(line)) > 1]
    if len(cells) < 2 or all(len(row) > 2 and all(map(_NAME.fullmatch, row)) for row in cells):
        return False
    pages = [int(page[1]) for row in cells if len(row) == 2 and (page := _PAGE.fullmatch(row[1]))]
    return len(pages) < len(cells) or pages != sorted(pages)
