"""The figures of a text to the same figures, those in tables with what their row, column and unit note say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker import cells, folding, numerals
from tracker.figures import magnitudes, units
from tracker.model import Figure, Kind, Span
from tracker.patterns import Class, later

_RULE = later(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*")
# 单位:亿元, in the line above a table or in its first cell
_NOTE = later(r"(?:计量)?单位[::：]\s*([^\s|,，。;；)）(（]{1,12}(?:[,，]\s*[%％](?![^\s|)）]))?)")
# 单位:人、%: two of them, the one for columns of shares
_TWO = later("([^、,，]+)[、,，]\\s*([%％])")
_SHARE = later("比重|比例|占比|构成|[^率]率$|(?:增长|增速|增幅|增减)")
# 投资额(亿元), 增速（%）
_IN_HEADER = later(r"[(（]\s*(?:单位[::：])?\s*([^()（）]{1,12})\s*[)）]\s*$")
# 增速%, without parentheses
_SHARE_HEADER = later("[%％‰]$")
# A column that says in what each row is counted, and columns that name rows
_UNIT_COLUMN = later("(?:计量|数据|度量|计算)?单\\s*位(?:名称)?")
_NAMING = later("指标|项目(?!编号)|任务|事项|名称")
_RUNNING = later(r"\s*([0-9]{1,5})\s*")
# … but not 2023年度
_YEARS = later("(?<![0-9０-９])(?:年份|年度)|日期|时间")
_YEAR = later("(?:19|20)[0-9]{2}")
# 同上, ″: the unit of the row above
_DITTO = frozenset(("同上", "〃", "″", "”", '"'))
_MAGNITUDE = later(r"[十百千]?(?:万亿|[万亿])|[千百](?=[元人户家个])")
# 处理决定数量, 总计: a column of counts, in which 6895312 is no code and 1800 no year
_COUNTS = later("数量$|[件次户份人项]数$|^(?:总计|合计|小计)$")
# A cell that holds one number and no more: 2,034  1985  -3.5
_NUMBER = later(r"[-−]?[0-9][0-9,]*(?:\.[0-9]+)?")
# … or in brackets, as plans tell what comes together over the years: 〔4.4〕
_TOGETHER = later(r"[〔［\[]\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*[〕］\]]")
# Rows of aims, all columns but that of the year they start from
_AIMED = frozenset(("预期性", "约束性"))
_FROM = later("(?:19|20)[0-9]{2}年?|现状|基期|基数|实际|完成")
# … but not 稳增长资金, 增长极
_GROWTH = later("(?<!稳)增长(?![极点])|增速|增幅|同比|环比|增减|涨幅|降幅")
_RATE = later("增速|增幅|涨幅|降幅|增长率")
_AIM = later("目标|预期|计划(?!.*完成)")
# What stands before the class that a row is of: 其中：60岁及以上
_BEFORE_CLASS = later(r"(?:其中|#|＃)?[：:]?\s*")
# A cell of amounts, but no date: 120  3元  5.5%  12,000人
_AMOUNT = later(r"[-−]?[0-9][0-9,.]*(?![0-9,.年月日])\s*[^\s0-9]{0,4}")
_AGES = frozenset(("岁", "周岁"))
_NOTE_BEFORE = 60
_LONGEST = 24
# A cell with so many words around a figure, up to the next mark, says itself what is counted: 开办时间压缩至1个工作日
_PROSE, _HAN, _MARK = 6, Class("\u4e00\u9fff"), later("[，,、；;。]")


class _Cell(NamedTuple):
    start: int
    end: int
    row: str
    column: str
    unit: str
    bare: bool = False
    numbers: bool = False
    aimed: bool = False
    names: bool = False


def read(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return *figures* with the subject and unit that the headers of their table give; others as they are.

    *text* is settled.
    """
    places = list(_cells(text))
    if not places:
        return tuple(figures)
    starts = [cell.start for cell in places]
    found = []
    taken: set[int] = set()
    for figure in figures:
        at = max(0, bisect_right(starts, figure.span.start) - 1)
        cell = places[at]
        inside = cell.start <= figure.span.start and figure.span.end <= cell.end
        if inside:
            taken.add(at)
            if cell.numbers or (cell.names and _is_class(text, figure, cell)):
                continue
        found.append(_in_cell(figure, cell, *_said_inside(figure, text, cell)) if inside else figure)
    # 1985 under 万人 is a quantity, though in running text it would be a year.
    found += [_made(text, cell) for at, cell in enumerate(places) if cell.bare and at not in taken]
    return tuple(sorted(found, key=lambda figure: figure.span))


def _is_class(text: str, figure: Figure, cell: _Cell) -> bool:
    """Return whether a figure in the name of a row only says of whom it tells: 3岁以下, 收入500万元以上企业数.

    新增学位1万个以上 is what is told itself.
    """
    bounded = figure.bound != "exact" or figure.high is not None or figure.unit in _AGES
    opens = _BEFORE_CLASS.fullmatch(text[cell.start : figure.span.start].lstrip(" \t*")) is not None
    return bounded and (opens or bool(text[figure.span.end : cell.end].strip(" \t*")))


def running_numbers(text: str) -> tuple[Span, ...]:
    """Return the places of the numbers that only number the rows of tables (序号), in reading order."""
    found = (_RUNNING.fullmatch(text, cell.start, cell.end) for cell in _cells(cells.settled(text)) if cell.numbers)
    return tuple(Span(*number.span(1)) for number in found if number)


def _cells(text: str) -> Iterator[_Cell]:
    """Yield the cells below the header of each table, in reading order."""
    for table in cells.tables(text):
        lines = list(_lines(text, *table))
        rules = [k for k, (a, b) in enumerate(lines) if _RULE.fullmatch(text, a, b)]
        body = rules[0] + 1 if rules and rules[0] <= 2 else 1
        header = [_text(text, place) for place in cells.split(text, *lines[0])]
        if _is_no_header(header):
            header, body, lines = [""] * len(header), 0, [line for k, line in enumerate(lines) if k not in rules]
        above = text[max(0, table.start - _NOTE_BEFORE) : table.start] + text[slice(*lines[0])]
        yield from _rows(text, lines[body:], header, (_NOTE.findall(above) or [""])[-1])


def _rows(text: str, lines: Sequence[tuple[int, int]], header: Sequence[str], note: str) -> Iterator[_Cell]:
    """Yield the cells of a table's rows; *note* is the unit of all that say none."""
    split = [list(cells.split(text, *line)) for line in lines]
    said = [[_text(text, place) for place in places] for places in split]
    numbering = [column for column, title in enumerate(header) if cells.NUMBERING.fullmatch(title)]
    if not any(header) and _run_on([words[0] for words in said if words and words[0]]):
        numbering = [0]
    named = [column for column, title in enumerate(header) if _NAMING.search(title)]
    # 任务数 is named so, but counts
    named = [column for column in named if not _holds_numbers(column, said)]
    naming = next(column for column in (*named, *range(len(header) + 1)) if column not in numbering)
    # 指标（万元） | 2023年 | 2024年: at the head of the names stands the unit of all columns that say none
    note = next(filter(_is_known, _IN_HEADER.findall("".join(header[naming : naming + 1]))), note)
    of_units = _column_of_units(header, said)
    base = next((column for column, title in enumerate(header) if _FROM.search(title)), len(header))
    told = ""
    for places, words in zip(split, said, strict=True):
        row = words[naming] if naming < len(words) else ""
        if of_units < len(words):
            own = words[of_units].strip("()（）")
            told = told if own in _DITTO else own if _is_known(own) else ""
        for column, place in enumerate(places):
            if column in numbering:
                yield _Cell(*place, "", "", "", numbers=True)
                continue
            title = header[column] if column < len(header) else ""
            together = _TOGETHER.fullmatch(_text(text, place)) is not None
            unit = _unit("" if together else title, row, told, note)
            cell = _cell(text, place, row if column != naming else "", title, unit)
            aimed = column != base and not _AIMED.isdisjoint(words)
            yield cell._replace(aimed=aimed, names=column == naming and _tells_amounts(words, naming))


def _is_no_header(header: Sequence[str]) -> bool:
    """Return whether the first row of a table is one like the others: 教育支出 | 120."""
    if any(cells.NUMBERING.fullmatch(title) for title in header):
        return False
    return any(_NUMBER.fullmatch(title) and not _YEAR.fullmatch(title) for title in header)


def _run_on(words: Sequence[str]) -> bool:
    """Return whether *words*, the first column of a table without a head, number its rows: 1, 2, 3."""
    numbers = [int(word) for word in words if _RUNNING.fullmatch(word)]
    return 0 < len(words) == len(numbers) and numbers == [*range(numbers[0], numbers[0] + len(numbers))]


def _tells_amounts(words: Sequence[str], naming: int) -> bool:
    """Return whether the cells behind the name of a row hold amounts."""
    return any(_AMOUNT.fullmatch(word) for word in words[naming + 1 :])


def _column_of_units(header: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return which column says in what each row is counted, or one that no row has; 单位 may name offices as well."""
    for column, title in enumerate(header):
        if _UNIT_COLUMN.fullmatch(title) and any(_is_known(row[column]) for row in rows if column < len(row)):
            return column
    return max((len(row) for row in rows), default=0)


def _holds_numbers(column: int, rows: Sequence[Sequence[str]]) -> bool:
    """Return whether every row has a number in *column*."""
    return bool(rows) and all(column < len(row) and _NUMBER.fullmatch(row[column]) for row in rows)


def _cell(text: str, place: tuple[int, int], row: str, title: str, unit: str) -> _Cell:
    counted = (_is_known(unit) or _COUNTS.search(title) is not None) and bool(row) and not _YEARS.search(title)
    written = _text(text, place)
    bare = counted and (_NUMBER.fullmatch(written) or _TOGETHER.fullmatch(written)) is not None
    row, title = (folding.CITES_FOOTNOTE.sub("", _IN_HEADER.sub("", words)) for words in (row, title))
    return _Cell(*place, folding.unlabelled(row), title, unit, bare)


def _unit(title: str, row: str, told: str, note: str) -> str:
    """Return what a cell is counted in: as its column says, or its row, the column of units, the note above."""
    if note and (two := _TWO.fullmatch(note)):
        note = two[2] if _SHARE.search(title) else two[1]
    own = _IN_HEADER.findall(title) or _SHARE_HEADER.findall(title) or _IN_HEADER.findall(row)
    if own:
        return str(own[0])
    unit = told or note
    # 增速 beside amounts in 亿元 is in a unit of its own, which is not said.
    return unit if not _RATE.search(title) or unit in ("%", "％", "‰") else ""


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _text(text: str, place: tuple[int, int]) -> str:
    return text[slice(*place)].strip(" \t*")


def _said_inside(figure: Figure, text: str, cell: _Cell) -> tuple[str, bool]:
    """Return what a figure counts where its own cell says so, 举办招聘会200场, and whether its words say it wholly."""
    before, behind = text[cell.start : figure.span.start], text[figure.span.end : cell.end]
    if not figure.subject or (figure.subject not in before and figure.subject not in behind):
        return "", False
    own = _MARK.split(before)[-1] + _MARK.split(behind)[0]
    return figure.subject, _HAN.count(own) >= _PROSE


def _in_cell(figure: Figure, cell: _Cell, inside: str = "", wholly: bool = False) -> Figure:
    """Return *figure* with what its row counts, and its column where its own cell does not say it (*inside*)."""
    column = "" if _NOTE.search(cell.column) else cell.column
    named = (inside,) if wholly else (cell.row, inside or column)
    subject = " ".join(filter(None, named))[:_LONGEST] or figure.subject
    growth = _GROWTH.search(cell.column) or _GROWTH.search(cell.row)
    aim = cell.aimed or _AIM.search(cell.column)
    role = figure.role if figure.role != "level" else "target" if aim else "change" if growth else "level"
    told = figure._replace(subject=subject, role=role)
    return _scaled(told, cell.unit) if cell.unit and figure.unit is None and figure.kind != "ratio" else told


def _made(text: str, cell: _Cell) -> Figure:
    """Return the figure of a cell that holds nothing but a number, in the unit that the table gives."""
    written = _text(text, (cell.start, cell.end))
    if together := _TOGETHER.fullmatch(written):
        written = together[1]
    start = text.index(written, cell.start)
    number = numerals.read(written.lstrip("-−"))
    value = number.value if written[0].isdigit() else -number.value
    span = Span(start, start + len(written))
    return _in_cell(Figure(span, value, None, None, "count", "exact", "level", "", number.step), cell)


def _scaled(figure: Figure, written: str) -> Figure:
    """Return *figure* in the unit of its header: 12.5 under 亿元 is 1250000000 元."""
    power, name, kind = _parted(written)
    if kind is None:
        return figure
    value, high, step = (
        None if number is None else numerals.scaled(number, number, power).value
        for number in (figure.value, figure.high, figure.step)
    )
    return figure._replace(value=value, high=high, step=step, unit=name, kind=kind)


def _is_known(unit: str) -> bool:
    return _parted(unit).kind is not None


class _Parted(NamedTuple):
    """What a header counts in: the power of ten that it is told in, its unit and what kind that is of: 万元."""

    power: int
    name: str
    kind: Kind | None


def _parted(unit: str) -> _Parted:
    found = _MAGNITUDE.match(unit)
    magnitude = found.group() if found else ""
    name = unit[len(magnitude) :]
    name = "%" if name == "％" else name
    return _Parted(magnitudes.named(magnitude).power, name, units.KINDS.get(name.partition("/")[0]))
