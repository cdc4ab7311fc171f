"""What a page shows to its lines and ruled tables, in reading order."""

from __future__ import annotations

from dataclasses import replace

from tracker.formats.pdf import footnotes, lines, tables
from tracker.formats.pdf.sheet import Line, Page, Piece, Sheet


def laid_out(sheet: Sheet) -> Page:
    """Return a page's lines and tables."""
    sheet = replace(sheet, glyphs=tuple(footnotes.settled(sheet.glyphs)))
    grids, rest = tables.found(sheet)
    pieces: list[Piece] = list(lines.in_order(rest, sheet.width))
    for grid in grids:
        at = next((i for i, p in enumerate(pieces) if isinstance(p, Line) and p.y < grid.y), len(pieces))
        pieces.insert(at, grid)
    return Page(sheet.height, tuple(pieces))
