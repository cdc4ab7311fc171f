"""Lists of things (versions, values, findings) to tables: for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tracker import renderers
from tracker.renderers import columns, csv
from tracker.renderers.columns import Cell as Cell
from tracker.renderers.json import number
from tracker.renderers.page import Block, Heading, Page, Paragraph, Table, clean, line
from tracker.renderers.view import View

FORMATS = ("terminal", "markdown", "csv", "json", "html", "docx")

# Each column: its key for programs, and what people read above it.
_HEADERS: dict[str, tuple[str, str]] = {
    "source": ("来源", "Source"),
    "title": ("标题", "Title"),
    "versions": ("版本数", "Versions"),
    "version": ("版本", "Version"),
    "newest": ("最新版本", "Newest"),
    "date": ("日期", "Date"),
    "size": ("字节", "Bytes"),
    "measures_added": ("新增举措", "Measures added"),
    "measures_removed": ("删除举措", "Measures removed"),
    "measures_changed": ("修改举措", "Measures changed"),
    "figures_added": ("新增数据", "Figures added"),
    "figures_removed": ("删除数据", "Figures removed"),
    "figures_changed": ("修改数据", "Figures changed"),
    "statements_added": ("新增陈述", "Statements added"),
    "statements_removed": ("删除陈述", "Statements removed"),
    "statements_changed": ("修改陈述", "Statements changed"),
    "figures": ("数据 增/删/改", "Figures +/−/≠"),
    "measures": ("举措 增/删/改", "Measures +/−/≠"),
    "statements": ("陈述 增/删/改", "Statements +/−/≠"),
    "indicator": ("指标", "Indicator"),
    "nature": ("性质", "Nature"),
    "figure": ("数据", "Figure"),
    "value": ("数值", "Value"),
    "high": ("上端", "High"),
    "unit": ("单位", "Unit"),
    "bound": ("界限", "Bound"),
    "difference": ("增减", "Difference"),
    "percent": ("幅度 %", "Rate %"),
    "note": ("说明", "Note"),
    "chart": ("", ""),
    "series": ("序列", "Series"),
    "event": ("变化", "Event"),
    "words": ("原文", "Words"),
    "role": ("类别", "Role"),
    "came_in": ("始见于", "Came in"),
    "last_changed": ("最后修改", "Last changed"),
    "section": ("章节", "Section"),
    "finding": ("发现", "Finding"),
    "expected": ("据后文推算", "Follows from later"),
    "said": ("前文所述", "Said before"),
    "later_version": ("后文版本", "Later version"),
    "later": ("后文", "Later"),
    "earlier_version": ("前文版本", "Earlier version"),
    "earlier": ("前文", "Earlier"),
    "passage": ("原文", "Passage"),
    "first_version": ("最早版本", "First version"),
    "last_version": ("最近版本", "Last version"),
    "checked": ("上次检查", "Last checked"),
    "state": ("状态", "State"),
}


class Listing(NamedTuple):
    """A table: the keys of its columns, its rows, what stands above it and what is said where it has no rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""


def written(listing: Listing, format: str, view: View) -> bytes:
    """Return *listing* in one of FORMATS."""
    if format == "json":
        return _json(listing)
    if format == "csv":
        return _csv(listing)
    return renderers.written(_page(listing, view), format, view)


def _page(listing: Listing, view: View) -> Page:
    heading: tuple[Block, ...] = (Heading(1, line(clean(listing.title))),)
    if not listing.rows:
        return Page(listing.title, view.lang, (*heading, Paragraph(line(clean(listing.empty)))))
    blocks = [block for part in columns.parts(listing.columns, listing.rows) for block in _part(part, view)]
    return Page(listing.title, view.lang, (*heading, *blocks))


def _part(part: columns.Part, view: View) -> Iterator[Block]:
    if part.heading:
        yield Heading(2, line(clean(part.heading)))
    names = ["newest" if key == "version" and "versions" in part.columns else key for key in part.columns]
    headers = tuple(line(_HEADERS[key][view.lang == "en"]) for key in names)
    rows = tuple(tuple(line(_shown(cell)) for cell in row) for row in part.rows)
    numeric = tuple(k for k in range(len(headers)) if _is_numeric([row[k] for row in part.rows]))
    yield Table(headers, rows, numeric)


def _is_numeric(cells: Sequence[Cell]) -> bool:
    return any(cell is not None for cell in cells) and not any(isinstance(cell, str) for cell in cells)


def _shown(cell: Cell) -> str:
    if cell is None:
        return "—"
    return f"{cell:,f}".replace("-", "\u2212") if isinstance(cell, Decimal) else clean(str(cell))


def _json(listing: Listing) -> bytes:
    keys = [key for key in listing.columns if key != "chart"]
    rows = []
    for row in listing.rows:
        cells = dict(zip(listing.columns, row, strict=True))
        rows.append("{" + ", ".join(f"{json.dumps(key)}: {_value(cells[key])}" for key in keys) + "}")
    body = ",\n  ".join(rows)
    return f'{{"format": "tracker.table/1", "rows": [\n  {body}\n]}}\n'.encode()


def _value(cell: Cell) -> str:
    return number(cell) if isinstance(cell, Decimal) else json.dumps(cell, ensure_ascii=False)


def _csv(listing: Listing) -> bytes:
    kept = [k for k, key in enumerate(listing.columns) if key != "chart"]
    rows = ([_field(row[k]) for k in kept] for row in listing.rows)
    return csv.written([listing.columns[k] for k in kept], rows)


def _field(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return number(cell)
    return "" if cell is None else csv.safe(str(cell))
