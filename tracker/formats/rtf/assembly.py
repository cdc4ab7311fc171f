"""Paragraphs, cells and rows as they come to blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.formats.blocks import Block, Paragraph, Table, text_of, tidy
from tracker.formats.office import BULLET, Line


@dataclass(slots=True)
class _Line(Line):
    """A paragraph so far, with the number, or mark, that it bears in a list."""

    label: list[str] = field(default_factory=list)


class Assembly:
    """A document under way; ``in_table`` is whether what comes stands in a table."""

    def __init__(self) -> None:
        self.in_table = False
        self._line = _Line()
        self._found: list[Block] = []
        self._cell: list[Block] = []
        self._row: list[str] = []
        self._rows: list[list[str]] = []
        self._merges: list[str] = []
        self._merge = ""

    def blocks(self, level: int | None) -> list[Block]:
        """Return all blocks, the paragraph that is under way, of *level*, included."""
        self.end_paragraph(level)
        self._end_table()
        return self._found

    def say(self, words: str, bold: bool) -> None:
        """Add *words* to the paragraph."""
        self._line.say(words, bold)

    def label(self, words: str) -> None:
        """Add *words* to the number, or mark, that the paragraph bears in a list."""
        self._line.label.append(words)

    def end_paragraph(self, level: int | None) -> None:
        """End the paragraph, a heading of *level* where that is not None."""
        if self._rows and not self.in_table:
            self._end_table()
        line, self._line = self._line, _Line()
        mark = tidy("".join(line.label))
        is_bullet = len(mark) == 1 and not mark.isalnum()
        (self._cell if self.in_table else self._found).extend(line.blocks(level, BULLET if is_bullet else mark))

    def begin_row(self) -> None:
        """Begin to say how the cells of a row are merged."""
        self._merges, self._merge = [], ""

    def merge(self, how: str) -> None:
        """Say how the next cell is merged with its neighbours."""
        self._merge = how

    def define_cell(self) -> None:
        """End what is said of a cell."""
        self._merges.append(self._merge)
        self._merge = ""

    def end_cell(self, level: int | None) -> None:
        """End a cell, and its last paragraph, of *level*."""
        self.in_table = True
        self.end_paragraph(level)
        self._row.append(" ".join(map(text_of, self._cell)))
        self._cell = []

    def end_row(self) -> None:
        """End a row; a cell that is merged with the one above says the same."""
        above = self._rows[-1] if self._rows else []
        row = [
            above[i] if merge == "clvmrg" and i < len(above) else text
            for i, (text, merge) in enumerate(zip(self._row, [*self._merges, *[""] * len(self._row)], strict=False))
        ]
        if row:
            self._rows.append(row)
        self._row = []
        self.in_table = False

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        if not rows:
            return
        if max(map(len, rows)) < 2:
            self._found += [Paragraph(cell) for row in rows for cell in row if cell]
        else:
            self._found.append(Table(tuple(map(tuple, rows))))
