"""Reports and documents to Word files, by python-docx (extra ``office``)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tracker.errors import UsageError
from tracker.model import Document, Report
from tracker.renderers import listing, telling
from tracker.renderers.page import Block, Entries, Entry, Heading, Line, Page, Paragraph, Run, Table
from tracker.renderers.view import View

if TYPE_CHECKING:
    from docx.document import Document as Word

_COLOURS = {"deleted": "8F1D1D", "inserted": "0B5D1E", "quiet": "595959", "warning": "7A4B00"}
_BOLD = {"inserted", "strong", "figure", "warning"}
# Latin and Chinese faces that Word and WPS have everywhere.
_LATIN, _CHINESE = "Calibri", "宋体"
# No clock in a report: the same comparison gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def report(report: Report, view: View = View()) -> bytes:
    """Return *report* as a Word file."""
    return _written(telling.page(report, view))


def document(document: Document, label: str = "", view: View = View()) -> bytes:
    """Return the outline of *document* with its measures and figures."""
    return _written(listing.outline(document, label, view))


def figures(document: Document, label: str = "", view: View = View()) -> bytes:
    """Return the figures of *document* as a table."""
    return _written(listing.figures(document, label, view))


def _written(page: Page) -> bytes:
    word = _empty(page)
    for block in page.blocks:
        _add(block, word)
    file = BytesIO()
    word.save(file)
    return _timeless(file.getvalue())


def _empty(page: Page) -> Word:
    try:
        from docx import Document as new
        from docx.oxml.ns import qn
    except ModuleNotFoundError:
        raise UsageError("Word files need python-docx: pip install 'tracker[office]'") from None
    word = new()
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Title"):
        font: Any = word.styles[name].font
        font.name = _LATIN
        font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _CHINESE)
    word.core_properties.title = page.title[:255]
    word.core_properties.author = "tracker"
    word.core_properties.comments = ""
    return word


def _add(block: Block, word: Word) -> None:
    if isinstance(block, Heading):
        _runs(block.line, word.add_heading("", min(block.level, 9)))
    elif isinstance(block, Paragraph):
        _runs(block.line, word.add_paragraph())
    elif isinstance(block, Table):
        _table(block, word)
    else:
        _entries(block, word)


def _table(table: Table, word: Word) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    grid = word.add_table(rows=0, cols=len(table.header), style="Table Grid")
    for at, row in enumerate((table.header, *table.rows)):
        for index, (cell, line) in enumerate(zip(grid.add_row().cells, row, strict=True)):
            paragraph = cell.paragraphs[0]
            _runs(tuple(Run(run.text, "strong") for run in line) if at == 0 else line, paragraph)
            if index in table.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.add_paragraph()


def _entries(entries: Entries, word: Word) -> None:
    for entry in entries.items:
        _runs(_labelled(entry), word.add_paragraph(style="List Bullet"))
        for note in entry.notes:
            _runs(note, word.add_paragraph(style="List Continue"))


def _labelled(entry: Entry) -> Line:
    return (Run(f"{entry.label} ", "strong"), *entry.line) if entry.label else entry.line


def _runs(line: Line, paragraph: Any) -> None:
    from docx.shared import RGBColor

    for run in line:
        made = paragraph.add_run(run.text)
        if run.mark in _BOLD:
            made.font.bold = True
        if run.mark == "deleted":
            made.font.strike = True
        if run.mark == "inserted":
            made.font.underline = True
        if run.mark in _COLOURS:
            made.font.color.rgb = RGBColor.from_string(_COLOURS[run.mark])


def _timeless(data: bytes) -> bytes:
    """Return the same package with no times in it."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(file, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(ZipInfo(name, _EPOCH), before.read(name), ZIP_DEFLATED)
    return file.getvalue()
