"""A document's figures to CSV that a spreadsheet opens as it is (UTF-8 with a byte-order mark)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from tracker.model import Document, Figure
from tracker.renderers import places
from tracker.renderers.json import number
from tracker.renderers.page import clean

COLUMNS = ("subject", "text", "value", "high", "unit", "kind", "bound", "role", "section", "passage", "start", "end")
# A cell that begins so is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def figures(document: Document) -> bytes:
    """Return a row for each figure, numbers in base units."""
    homes = document.homes()
    rows = (_row(figure, home, document) for figure, home in zip(document.figures, homes, strict=True))
    return written(COLUMNS, rows)


def written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as a spreadsheet reads it."""
    file = StringIO()
    csv.writer(file, lineterminator="\r\n").writerows([header, *rows])
    return file.getvalue().encode("utf-8-sig")


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
        safe(segment.span.of(document.text)),
        str(figure.span.start),
        str(figure.span.end),
    )


def safe(text: str) -> str:
    """Return *text* as a cell that no spreadsheet takes for a formula."""
    text = clean(text)
    return f"'{text}" if text.startswith(_FORMULA) else text
