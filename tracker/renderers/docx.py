"""Pages to Word files, by python-docx (extra ``office``)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tracker.errors import UsageError
from tracker.renderers.page import Block, Entries, Heading, Line, Page, Paragraph, Run, Table, words
from tracker.renderers.view import View

if TYPE_CHECKING:
    from docx.document import Document as Word

_COLOURS = {"deleted": "8F1D1D", "inserted": "0B5D1E", "quiet": "595959", "warning": "7A4B00"}
_TONES = {"added": "0B5D1E", "removed": "8F1D1D", "changed": "7A4B00", "moved": "1D4B8F", "plain": "595959"}
_BOLD = {"inserted", "strong", "figure", "warning"}
# Latin and Chinese faces that Word and WPS have everywhere; headings have their own, as official documents do.
_LATIN, _CHINESE, _HEADINGS = "Calibri", "宋体", "黑体"
# Style → points, space before and after in points.
_STYLES = {
    "Normal": (10.5, 0, 4),
    "Heading 1": (18, 0, 8),
    "Heading 2": (14, 16, 6),
    "Heading 3": (11.5, 12, 3),
    "Heading 4": (10.5, 8, 2),
    "List Bullet": (10.5, 0, 3),
    "List Continue": (9.5, 0, 3),
    "Body Text": (9, 0, 0),
}
# A4 with margins of 2 cm, as Chinese documents are printed (GB/T 9704 has a little more for its letterhead).
_PAGE, _MARGIN = (21.0, 29.7), 2.0
# In columns of half a Chinese character (at 9 points, in cm): what a cell's edges take, and the widest that counts.
_COLUMN, _PADDING, _WIDEST = 0.165, 5, 60
# No clock in a report: the same comparison gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def written(page: Page, _view: View) -> bytes:
    """Return *page* as a Word file."""
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
        from docx.shared import Cm
    except ModuleNotFoundError:
        raise UsageError("Word files need python-docx: pip install 'tracker[office]'") from None
    word = new()
    for language in word.styles.element.iter(qn("w:lang")):  # else Word proofreads Chinese as English
        language.set(qn("w:eastAsia"), "zh-CN")
    for name, style in _STYLES.items():
        _style(word.styles[name], *style)
    section = word.sections[0]
    section.page_width, section.page_height = (Cm(side) for side in _PAGE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    word.core_properties.title = page.title[:255]
    word.core_properties.author = "tracker"
    word.core_properties.comments = ""
    return word


def _style(style: Any, size: float, before: float, after: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    heading = style.name.startswith("Heading")
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:  # the theme's fonts would win
        del fonts.attrib[name]
    style.font.name = _LATIN
    fonts.set(qn("w:eastAsia"), _HEADINGS if heading else _CHINESE)
    style.font.size = Pt(size)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if heading:
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string("1A1A1A")
        style.paragraph_format.keep_with_next = True


def _add(block: Block, word: Word) -> None:
    if isinstance(block, Heading):
        _runs(block.line, _paragraph(word, f"Heading {min(block.level, 9)}"))
    elif isinstance(block, Paragraph):
        _runs(block.line, _paragraph(word))
    elif isinstance(block, Table):
        _table(block, word)
    else:
        _entries(block, word)


def _paragraph(word: Word, style: str = "") -> Any:
    """Return a new paragraph at the end; python-docx's own way looks through all that stand before it, each time."""
    from docx.oxml import OxmlElement
    from docx.text.paragraph import Paragraph

    made = OxmlElement("w:p")
    word.element.body[-1].addprevious(made)  # what comes last is how the pages are set
    if style:
        _set(made, style)
    return Paragraph(made, word._body)


def _set(paragraph: Any, style: str) -> None:
    """Give an element of a paragraph its style, by name, as Word knows it: all styles are read for each otherwise."""
    paragraph.get_or_add_pPr().style = style.replace(" ", "")


def _table(table: Table, word: Word) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    grid = word.add_table(rows=0, cols=len(table.header), style="Table Grid")
    grid.autofit = False
    widths = _widths(table)
    for at, row in enumerate((table.header, *table.rows)):
        made = grid.add_row()
        _unbroken(made, repeated=at == 0)
        for index, (cell, line) in enumerate(zip(made.cells, row, strict=True)):
            cell.width = widths[index]
            paragraph = cell.paragraphs[0]
            _set(paragraph._p, "Body Text")
            _runs(tuple(Run(run.text, "strong") for run in line) if at == 0 else line, paragraph)
            if index in table.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    _paragraph(word)


def _widths(table: Table) -> list[Any]:
    """Return the width of each column: what its longest cell needs; the widest give way where that is too much."""
    from docx.shared import Cm

    wanted = [
        max(_bold(words(table.header[index])), *(_columns(words(row[index])) for row in table.rows), 0) + _PADDING
        for index in range(len(table.header))
    ]
    room = int((_PAGE[0] - 2 * _MARGIN) / _COLUMN)
    while sum(wanted) > room:
        widest = wanted.index(max(wanted))
        wanted[widest] -= 1
    return [Cm(columns * _COLUMN) for columns in wanted]


def _columns(text: str) -> int:
    """Return how many half-width characters a text is about as wide as, as far as a column may be."""
    return min(sum(2 if character > "\u2e7f" else 1 for character in text), _WIDEST)


def _bold(text: str) -> int:
    """Return the same for the head of a column: bold Latin letters are wider than half a Chinese character."""
    return min(_columns(text) * 4 // 3, _WIDEST) if text.isascii() else _columns(text)


def _unbroken(row: Any, repeated: bool) -> None:
    """Keep a row on one page; a header row stands again on each."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))


def _entries(entries: Entries, word: Word) -> None:
    from docx.shared import RGBColor

    for entry in entries.items:
        paragraph = _paragraph(word, "List Bullet")
        if entry.label:
            label = paragraph.add_run(f"{entry.label} ")
            label.font.bold = True
            label.font.color.rgb = RGBColor.from_string(_TONES[entry.tone])
        _runs(entry.line, paragraph)
        for note in entry.notes:
            _runs(note, _paragraph(word, "List Continue"))


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
