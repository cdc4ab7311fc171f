"""Reports and documents to a terminal, by rich: aligned tables of wide characters, colour where it is wanted.

Without colour, what went stands in [-…-] and what came in {+…+}.
"""

from __future__ import annotations

from io import StringIO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from tracker.model import Document, Report
from tracker.renderers import listing, telling
from tracker.renderers.page import Block, Entries, Entry, Heading, Line, Page, Paragraph, Run, Table
from tracker.renderers.view import View

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
_MARKERS = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}


def report(report: Report, view: View = View()) -> bytes:
    """Return *report* as it is shown on a terminal of the view's width."""
    return _shown(telling.page(report, view), view)


def document(document: Document, label: str = "", view: View = View()) -> bytes:
    """Return the outline of *document* with its measures and figures."""
    return _shown(listing.outline(document, label, view), view)


def figures(document: Document, label: str = "", view: View = View()) -> bytes:
    """Return the figures of *document* as a table."""
    return _shown(listing.figures(document, label, view), view)


def _shown(page: Page, view: View) -> bytes:
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
    return shown.get().encode()


def _block(block: Block, view: View) -> RenderableType:
    if isinstance(block, Heading):
        return Padding(_text(block.line, view, "bold underline" if block.level < 3 else "bold"), (1, 0, 0, 0))
    if isinstance(block, Paragraph):
        return _text(block.line, view)
    return _table(block, view) if isinstance(block, Table) else _entries(block, view)


def _table(table: Table, view: View) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_header=True)
    for index, header in enumerate(table.header):
        grid.add_column(_text(header, view), justify="right" if index in table.numeric else "left", overflow="fold")
    for row in table.rows:
        grid.add_row(*(_text(cell, view) for cell in row))
    return grid


def _entries(entries: Entries, view: View) -> Text:
    return Text("\n").join(_entry(entry, view) for entry in entries.items)


def _entry(entry: Entry, view: View) -> Text:
    label = Text(f"{entry.label} ", _TONES[entry.tone]) if entry.label else Text()
    told = Text("  • ") + label + _text(entry.line, view)
    for note in entry.notes:
        told += Text("\n      ") + _text(note, view)
    return told


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
