"""A row of a table, which is never cut, to whether it says that something is done."""

from __future__ import annotations

from collections.abc import Iterator

from tracker import cells
from tracker.measures import openings
from tracker.measures.marks import Quantities
from tracker.measures.openings import Opening
from tracker.model import Span
from tracker.patterns import later

_ROW = later(r"\s*\|.*\|\s*$")
# What parts the head of a table from its rows
_RULE = later(r"\s*\|[ \t]*:?-{3}")
_FEWEST_CELLS = 2
# What no head of a column holds
_SAYS = later("[，。；]")
_TASK = later("(?:主要|重点|具体|改革|工作|目标)*(?:任务|举措|措施|工作内容|任务内容|工作任务)(?:名称|内容|分解)?")
# A cell that holds a number alone: 0.8, 〔0.8〕, 12%
_NUMBER = later(r"[〔\[（(]?[-−]?[0-9][0-9,.]*%?[〕\]）)]?")
# … or a share alone: 2.5%, 85%以上
_SHARE = later(r"[^0-9]{0,4}[0-9][0-9.]*[%％](?:以上|以下|以内|左右)?", needs="% ％")
# A number of which the table tells the unit
_DIGITS = later(r"[-−]?[0-9][0-9,.]*")


def tables_of_tasks(text: str) -> Iterator[Span]:
    """Yield the tables of *text* whose head says that their rows are tasks: | 序号 | 重点任务 | 牵头单位 |."""
    for table in cells.tables(text):
        head = cells.split(text, table.start, text.find("\n", *table))
        if any(_TASK.fullmatch("".join(cell.of(text).split())) for cell in head):
            yield table


def is_row(text: str, span: Span) -> bool:
    """Return whether a row of a table stands in *span* of a *text* whose tabs part cells."""
    # What stands in a line alone with empty cells is a row as well.
    tab = text.find("\t", max(0, span.start - 1), span.end + 1)
    return tab >= 0 or _ROW.match(text, span.start, span.end) is not None


def sets_a_task(text: str, row: Span, acts: bool, quantities: Quantities) -> bool:
    """Return whether a row says that something is done: *acts*, or | 4 | 开通铁水联运班列 | 省发展改革委 |.

    The head of a table only names; a row that holds an indicator's numbers, or its unit, says what is,
    whatever names it.
    """
    if _RULE.match(text, row.end) or _is_head(text, row) or _is_measured(text, row, quantities):
        return False
    said = [cell.of(text).strip() for cell in cells.split(text, *row)]
    # | 一、金融业 | | |: a row that heads those below it
    if sum(map(bool, said)) < _FEWEST_CELLS:
        return False
    named = next((at for at, cell in enumerate(said) if cell and not _NUMBER.fullmatch(cell)), len(said))
    if any(_SHARE.fullmatch(cell) for cell in said[named + 1 :]):
        return False
    if sum(_NUMBER.fullmatch(cell) is not None for cell in said[named:]) > 1:
        return False
    return acts or any(openings.read(cell, False) == Opening("open", True) for cell in said[named : named + 1])


def _is_head(text: str, row: Span) -> bool:
    """Return whether a row whose cells tabs part is the first of its table, and no numbered one nor a sentence."""
    start = text.rfind("\n", 0, row.start) + 1
    if text.find("\t", start, row.end) < 0 or text.find("\t", text.rfind("\n", 0, max(0, start - 1)) + 1, start) >= 0:
        return False
    return not text[row.start].isdecimal() and not _SAYS.search(text, *row)


def _is_measured(text: str, row: Span, quantities: Quantities) -> bool:
    """Return whether another cell, or the head, says in what a number of the row is counted: | % | 96.5 |."""
    return any(figure.unit and _DIGITS.fullmatch(figure.span.of(text)) for figure in quantities.within(row))
