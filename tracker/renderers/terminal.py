"""Pages to a terminal, by rich: aligned tables of wide characters, colour where it is wanted.

Without colour, what went stands in [-…-] and what came in {+…+}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.table import Table as Grid
from rich.text import Text

from tracker.patterns import later
from tracker.renderers.page import Block, Entries, Entry, Heading, Line, Page, Paragraph, Run, Table, words
from tracker.renderers.view import View
from tracker.renderers.wrapping import breaks

_STYLES = {
    "plain": "",
    "deleted": "red strike",
    "inserted": "bold green",
    "strong": "bold",
    "figure": "bold cyan",
    "quiet": "dim",
    "warning": "yellow",
}
_TONES = {"added": "green", "removed": "red", "changed": "yellow", "moved": "blue", "plain": "dim"}
# A table whose last column would be narrower than this is shown row below row.
NARROWEST_LAST = 24
LONGEST = 1000
# What rich fills lines up with.
_PADDING = later(r" +$", re.MULTILINE)
_MARKERS = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}


def written(page: Page, view: View) -> bytes:
    """Return *page* as it is shown on a terminal of the width of *view*."""
    # An explicit size, encoding and colour system: what is shown depends on the view alone, not on the surroundings.
    console = Console(
        file=StringIO(),
        width=view.width,
        height=25,
        force_terminal=view.colour,
        color_system="standard" if view.colour else None,
        no_color=not view.colour,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as shown:
        for block in page.blocks:
            console.print(_block(block, view))
    return _PADDING.sub("", shown.get()).encode()


def _block(block: Block, view: View) -> RenderableType:
    if isinstance(block, Heading):
        style = "bold underline" if block.level < 3 else "bold"
        return Text("\n") + _hung(_text(block.line, view, style), 0, 0, view)
    if isinstance(block, Paragraph):
        return _hung(_text(block.line, view), 0, 0, view)
    if isinstance(block, Entries):
        return Text("\n").join(part for entry in block.items for part in _entry(entry, view))
    return _table(block, view)


def _table(table: Table, view: View) -> RenderableType:
    """Return a table whose last column is broken to what the others leave; where that is too little, stacked rows."""
    last = max((cell_len(words(row[-1])) for row in (table.header, *table.rows)), default=0)
    wide = Console(width=LONGEST, _environ={})
    room = view.width - Measurement.get(wide, wide.options, _grid(table, view, last)).maximum + last
    return _grid(table, view, room) if room >= min(last, NARROWEST_LAST) else _stacked(table, view)


def _grid(table: Table, view: View, room: int) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_header=True)
    for index, header in enumerate(table.header):
        numeric = index in table.numeric
        grid.add_column(_text(header, view), justify="right" if numeric else "left", overflow="fold", no_wrap=numeric)
    for *cells, last in table.rows:
        grid.add_row(*(_text(cell, view) for cell in cells), _broken(_text(last, view), room, room))
    return grid


def _stacked(table: Table, view: View) -> Text:
    """Return the rows of a table that is wider than the terminal, one below the other; empty cells are left out."""
    told: list[Text] = []
    for first, *cells, last in table.rows:
        told.append(_hung(_text(first, view, "bold"), 2, 2, view))
        parts = [
            Text().append(f"{words(header)} ", _STYLES["quiet"]).append_text(_text(cell, view))
            for header, cell in zip(table.header[1:-1], cells, strict=True)
            if words(cell) not in ("", "—")
        ]
        told.append(_hung(Text("  ").join(parts), 4, 4, view))
        if words(last):
            told.append(_hung(_text(last, view, _STYLES["quiet"]), 4, 4, view))
    return Text("\n").join(told)


def _entry(entry: Entry, view: View) -> Iterator[Text]:
    label = Text(f"{entry.label} ", _TONES[entry.tone]) if entry.label else Text()
    yield _hung(Text("• ") + label + _text(entry.line, view), 2, 4, view)
    yield from (_hung(_text(note, view), 6, 6, view) for note in entry.notes)


def _hung(text: Text, first: int, rest: int, view: View) -> Text:
    """Return *text* broken into lines of the view's width, the first and the others indented."""
    lines = _broken(text, view.width - first, view.width - rest).split("\n")
    for at, line in enumerate(lines):
        line.pad_left(rest if at else first)
    return Text("\n").join(lines)


def _broken(text: Text, first: int, rest: int) -> Text:
    """Return *text* broken into lines of at most so many cells, the first and the others."""
    lines = [line.copy() for line in text.divide(breaks(text.plain, rest, first, cell_len))]
    for line in lines:
        line.rstrip()
    return Text("\n").join(lines)


def _text(line: Line, view: View, style: str = "") -> Text:
    text = Text(style=style)
    for run in line:
        text.append(_words(run, view), _STYLES[run.mark])
    return text


def _words(run: Run, view: View) -> str:
    if view.colour or run.mark not in _MARKERS:
        return run.text
    before, after = _MARKERS[run.mark]
    return f"{before}{run.text}{after}"
