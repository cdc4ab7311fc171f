"""The lines of all pages to paragraphs, headings and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.formats.blocks import Block, Heading, Paragraph, Table, leveled, tidy
from tracker.formats.labels import BOLD_LEVEL, LONGEST_HEADING, heading_like, labelled
from tracker.formats.pdf.lines import CLOSING
from tracker.formats.pdf.sheet import Grid, Line, Page

# Letters larger than the text's by this much are a heading's; sizes this near are the same.
_LARGER, _SAME_SIZE = 1.12, 0.08
# A line that begins so many sizes right of the margin begins a paragraph (two is customary).
_INDENT = 1.2
# Lines farther apart than this many times the usual distance are of two paragraphs.
_APART = 1.4
# What is between a line's end and the margin is measured with this tolerance, in sizes: a paragraph may end there,
# but hardly where no mark ends a sentence.
_SLACK, _SLACK_UNENDED = 0.3, 3.0
_ENDED = ("。", "；", "：", "！", "？", ".", ";", ":", "”", "）")


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual in a document: the text's size, the distance of its lines, the margins of each column."""

    size: float
    pitch: float
    margins: dict[int, tuple[float, float]]


def read(pages: Sequence[Page]) -> list[Block]:
    """Return the blocks of a document."""
    lines = [p for page in pages for p in page.pieces if isinstance(p, Line)]
    measure = _measured(pages, lines)
    found: list[Block] = []
    columns: tuple[float, ...] = ()  # of the table that ends the page before
    open_lines: list[Line] = []
    for page in pages:
        for index, piece in enumerate(page.pieces):
            if isinstance(piece, Grid):
                found += _block(open_lines, measure)
                open_lines = []
                before = found[-1] if found and index == 0 else None
                if isinstance(before, Table) and _alike(columns, piece.columns):
                    found[-1] = _continued(before, piece)
                else:
                    found.append(Table(piece.rows))
                columns = piece.columns
                continue
            same_page = index > 0 and open_lines != [] and open_lines[-1] is page.pieces[index - 1]
            if open_lines and not _goes_on(open_lines, piece, measure, same_page):
                found += _block(open_lines, measure)
                open_lines = []
            open_lines.append(piece)
    return leveled([*found, *_block(open_lines, measure)])


def _measured(pages: Sequence[Page], lines: Sequence[Line]) -> _Measure:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = max(sizes, key=lambda s: (sizes[s], s), default=1.0)
    text = [line for line in lines if abs(line.size - size) <= _SAME_SIZE * size]
    pitches = sorted(
        round(a.y - b.y, 1)
        for page in pages
        for a, b in pairwise([p for p in page.pieces if isinstance(p, Line)])
        if a.column == b.column and abs(a.size - size) <= _SAME_SIZE * size and 0 < a.y - b.y < 4 * size
    )
    # Where every paragraph has one line, the distance of paragraphs is no measure of that of lines.
    pitch = pitches[len(pitches) // 4] if pitches else 2 * size
    columns = sorted({line.column for line in lines})
    return _Measure(size, pitch, {c: _margins([line for line in text if line.column == c]) for c in columns})


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Return where the lines of a column begin and how far they reach; a few that reach farther do not count."""
    if not lines:
        return 0.0, 0.0
    widest = max(line.x1 - line.x0 for line in lines)
    wide = [line for line in lines if line.x1 - line.x0 >= 0.6 * widest]
    # A mark at the end of a line may hang over the margin.
    ends = sorted(line.x1 for line in [w for w in wide if w.text.rstrip()[-1:] not in CLOSING] or wide)
    begins = Counter(round(line.x0) for line in lines)
    usual = [x for x, count in begins.items() if count >= max(1, 0.1 * len(lines))]
    return float(min(usual or begins)), ends[-1 - len(ends) // 20]


def _goes_on(open_lines: Sequence[Line], line: Line, measure: _Measure, same_page: bool) -> bool:
    """Return whether *line* goes on with the paragraph that is open."""
    before = open_lines[-1]
    size = before.size
    if abs(line.size - size) > _SAME_SIZE * size:
        return False
    left, right = measure.margins.get(line.column, (0.0, 0.0))
    if size >= _LARGER * measure.size:
        return _same_heading(before, line, same_page)
    if before.bold != line.bold and (_stands_alone(before) or _stands_alone(line)):
        return False
    if same_page and before.column == line.column and not 0 < before.y - line.y <= _APART * measure.pitch:
        return False
    if line.x0 > left + _INDENT * size:
        return False
    if labelled(line.text) and before.text.rstrip().endswith(_ENDED):
        return False
    end = measure.margins.get(before.column, (left, right))[1]
    slack = _SLACK if before.text.rstrip().endswith(_ENDED) else _SLACK_UNENDED
    return before.x1 + line.unit > end - slack * size


def _same_heading(before: Line, line: Line, same_page: bool) -> bool:
    """Return whether two lines in large letters are one heading: close together, and centred or flush alike."""
    if not same_page or not 0 < before.y - line.y <= 2 * line.size or before.bold != line.bold:
        return False
    if labelled(line.text):
        return False
    centred = abs((before.x0 + before.x1) - (line.x0 + line.x1)) < 2 * line.size
    return centred or abs(before.x0 - line.x0) < line.size


def _stands_alone(line: Line) -> bool:
    return line.bold and len(line.text.strip()) <= LONGEST_HEADING


def _block(lines: Sequence[Line], measure: _Measure) -> list[Block]:
    text = tidy(_joined(line.text.strip() for line in lines))
    if not text:
        return []
    size = lines[0].size
    if size >= _LARGER * measure.size and len(text) <= 3 * LONGEST_HEADING:
        # Larger is higher: sizes are turned into levels by their order.
        return [Heading(-round(size * 10), text)]
    if all(line.bold for line in lines) and heading_like(text):
        return [Heading(BOLD_LEVEL, text)]
    return [Paragraph(text)]


def _joined(texts: Iterable[str]) -> str:
    """Return lines as one: closed up as Chinese is, with a blank between Latin words."""
    whole = ""
    for text in texts:
        meeting = whole[-1:] + text[:1]
        # A number may be broken where a program breaks between any two characters.
        gap = len(meeting) == 2 and meeting.isascii() and meeting.isalnum() and not meeting.isdigit()
        whole += (" " if gap else "") + text
    return whole


def _alike(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) < 6 for a, b in zip(one, other, strict=True))


def _continued(table: Table, grid: Grid) -> Table:
    """Return a table with its rows on the next page, where its head may be said again."""
    rows = grid.rows[1:] if grid.rows[:1] == table.rows[:1] else grid.rows
    last = table.rows[-1]
    if rows and _ends_a_row(rows[0], last):
        return Table((*table.rows[:-1], tuple(map(str.__add__, last, rows[0])), *rows[1:]))
    return Table((*table.rows, *rows))


def _ends_a_row(row: Sequence[str], last: Sequence[str]) -> bool:
    """Return whether *row*, the first on a page, holds nothing but the end of one cell of the row before the break."""
    ends = [before for cell, before in zip(row, last, strict=True) if cell]
    return len(last) > 2 and not row[0] and len(ends) == 1 and bool(ends[0])
