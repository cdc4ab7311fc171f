"""Figures, of a document or of a report, to CSV that a spreadsheet opens as it is (UTF-8 with a byte-order mark)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from tracker.model import Document, Figure, FigureChange, Report, Span
from tracker.renderers import places, tally
from tracker.renderers.json import number
from tracker.renderers.page import clean

COLUMNS = ("subject", "text", "value", "high", "unit", "kind", "bound", "role", "section", "passage", "start", "end")
# Of each of two versions a report tells these.
_SIDE = ("text", "value", "high", "unit", "bound", "role", "section", "passage")
CHANGE_COLUMNS = (
    *("status", "what", "subject", "kind"),
    *(f"old_{name}" for name in _SIDE),
    *(f"new_{name}" for name in _SIDE),
    *("difference", "percent", "verdict"),
)
# What changed stands first.
_ORDER = ("changed", "added", "removed", "restated", "unchanged")
# So far around its figure a passage is told: one without a mark would else be told whole with each of its thousands.
_REACH = 500
# A cell that begins so is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def figures(document: Document) -> bytes:
    """Return a row for each figure, numbers in base units."""
    homes = document.homes()
    rows = (_row(figure, home, document) for figure, home in zip(document.figures, homes, strict=True))
    return written(COLUMNS, rows)


def report(report: Report) -> bytes:
    """Return a row for each figure of both versions, those that changed first, numbers in base units."""
    homes = report.old.homes(), report.new.homes()
    rows = sorted(report.figures, key=lambda row: _ORDER.index(row.status))
    return written(CHANGE_COLUMNS, (_change(row, report, *homes) for row in rows))


def written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as a spreadsheet reads it."""
    file = StringIO()
    csv.writer(file, lineterminator="\r\n").writerows([header, *rows])
    return file.getvalue().encode("utf-8-sig")


def _change(row: FigureChange, report: Report, old_homes: Sequence[int], new_homes: Sequence[int]) -> tuple[str, ...]:
    known = report.new.figures[row.new] if row.new is not None else report.old.figures[row.old or 0]
    return (
        row.status,
        " ".join(row.what),
        safe(tally.subject(row, report)),
        known.kind,
        *_side(report.old, row.old, old_homes),
        *_side(report.new, row.new, new_homes),
        "" if row.difference is None else number(row.difference),
        "" if row.percent is None else number(row.percent),
        row.verdict or "",
    )


def _side(document: Document, index: int | None, homes: Sequence[int]) -> Sequence[str]:
    """Return what one version says of a figure, as `_row` does; nothing where it has none."""
    if index is None:
        return [""] * len(_SIDE)
    told = dict(zip(COLUMNS, _row(document.figures[index], homes[index], document), strict=True))
    return [told[name] for name in _SIDE]


def _row(figure: Figure, home: int, document: Document) -> tuple[str, ...]:
    segment = document.segments[home]
    return (
        safe(figure.subject),
        safe(figure.span.of(document.text)),
        "" if figure.value is None else number(figure.value),
        "" if figure.high is None else number(figure.high),
        safe(figure.unit or ""),
        figure.kind,
        figure.bound,
        figure.role,
        safe(places.headed(document.sections, segment.section)),
        safe(_passage(figure.span, segment.span, document.text)),
        str(figure.span.start),
        str(figure.span.end),
    )


def _passage(figure: Span, segment: Span, text: str) -> str:
    """Return what a figure stands in, as far as it is near."""
    start, end = max(segment.start, figure.start - _REACH), min(segment.end, figure.end + _REACH)
    return f"{'…' if start > segment.start else ''}{text[start:end]}{'…' if end < segment.end else ''}"


def safe(text: str) -> str:
    """Return *text* as a cell that no spreadsheet takes for a formula."""
    text = clean(text)
    return f"'{text}" if text.startswith(_FORMULA) else text
