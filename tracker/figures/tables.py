"""The figures of a text to the same figures, those in pipe tables with what their row, column and unit note say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker import numerals
from tracker.figures import units
from tracker.model import Figure, Kind
from tracker.patterns import later

_TABLE = later(r"(?:^[ \t]*\|[^\n]*\n?){2,}", re.MULTILINE)
_RULE = later(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*")
# 单位:亿元, in the line above a table or in its first cell
_NOTE = later(r"(?:计量)?单位[::：]\s*([^\s|,，。;；)）(（]{1,12})")
# 投资额(亿元), 增速（%）
_IN_HEADER = later(r"[(（]\s*(?:单位[::：])?\s*([^()（）]{1,12})\s*[)）]\s*$")
_MAGNITUDE = later(r"[十百千]?(?:万亿|[万亿])|[千百](?=[元人户家个])")
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_GROWTH = later("增长|增速|增幅|同比|环比|增减|涨幅|降幅")
_NOTE_BEFORE = 60
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    row: str
    column: str
    unit: str


def read(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return *figures* with the subject and unit that the headers of their table give; others as they are."""
    cells = list(_cells(text))
    if not cells:
        return tuple(figures)
    starts = [cell.start for cell in cells]
    found = []
    for figure in figures:
        cell = cells[max(0, bisect_right(starts, figure.span.start) - 1)]
        inside = cell.start <= figure.span.start and figure.span.end <= cell.end
        found.append(_in_cell(figure, cell) if inside else figure)
    return tuple(found)


def _cells(text: str) -> Iterator[_Cell]:
    """Yield the cells below the header of each table, in reading order."""
    for table in _TABLE.finditer(text):
        lines = list(_lines(text, table.start(), table.end()))
        rules = [k for k, (a, b) in enumerate(lines) if _RULE.fullmatch(text, a, b)]
        body = rules[0] + 1 if rules and rules[0] <= 2 else 1
        header = [_text(text, place) for place in _split(text, *lines[0])]
        above = text[max(0, table.start() - _NOTE_BEFORE) : table.start()] + text[slice(*lines[0])]
        note = _NOTE.findall(above)
        for line in lines[body:]:
            places = list(_split(text, *line))
            row = _text(text, places[0]) if places else ""
            for column, (start, end) in enumerate(places):
                title = header[column] if column < len(header) else ""
                unit = _IN_HEADER.findall(title) or _IN_HEADER.findall(row) or note[-1:]
                name = row if column else ""
                yield _Cell(start, end, _IN_HEADER.sub("", name), _IN_HEADER.sub("", title), unit[0] if unit else "")


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places of a row's cells, without the marks around them."""
    at = text.find("|", start, end) + 1
    while at < end:
        stop = text.find("|", at, end)
        yield at, end if stop < 0 else stop
        if stop < 0:
            return
        at = stop + 1


def _text(text: str, place: tuple[int, int]) -> str:
    return text[slice(*place)].strip(" \t*")


def _in_cell(figure: Figure, cell: _Cell) -> Figure:
    column = "" if _NOTE.search(cell.column) else cell.column
    subject = " ".join(part for part in (cell.row, column) if part)[:_LONGEST] or figure.subject
    growth = _GROWTH.search(cell.column) or _GROWTH.search(cell.row)
    role = "change" if growth and figure.role == "level" else figure.role
    told = replace(figure, subject=subject, role=role)
    return _scaled(told, cell.unit) if cell.unit and figure.unit is None and figure.kind != "ratio" else told


def _scaled(figure: Figure, written: str) -> Figure:
    """Return *figure* in the unit of its header: 12.5 under 亿元 is 1250000000 元."""
    magnitude = _MAGNITUDE.match(written)
    name = written[magnitude.end() :] if magnitude else written
    kind = _kind(name)
    if kind is None:
        return figure
    power = sum(_POWERS[c] for c in magnitude.group()) if magnitude else 0
    value, high, step = (
        None if number is None else numerals.scaled(number, number, power).value
        for number in (figure.value, figure.high, figure.step)
    )
    return replace(figure, value=value, high=high, step=step, unit=name, kind=kind)


def _kind(name: str) -> Kind | None:
    return units.KINDS.get(name.partition("/")[0])
