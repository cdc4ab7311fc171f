"""Pages to Markdown (CommonMark with GFM tables), valid whatever the documents hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.patterns import later
from tracker.renderers.page import Block, Entries, Entry, Heading, Line, Page, Paragraph, Run, Table
from tracker.renderers.phrases import Phrases
from tracker.renderers.view import View

# What could open or close markup anywhere in a line. What counts at the start of a line only (1. + - =) can stay:
# nothing quoted ever stands there.
_LIVE = later(r"[\\`*_\[\]#|~$^]")
# As entities, not behind a backslash: some renderers know no backslash before these.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# R&D is no entity; one may begin in a run and end in the next.
_ANGLED = later("[<>]|&(?=#?[A-Za-z0-9]*(?:;|$))")
# GFM makes links of bare addresses; a document's words are quoted, not linked.
_ADDRESS = later(r"(?i)\b(?:(https?|ftp)(:)(?=//)|(www)(\.)|(mailto|xmpp)(:))")
_AROUND = {"deleted": "~~", "inserted": "**", "strong": "**", "warning": "**", "figure": "**", "quiet": "", "plain": ""}


def written(page: Page, _view: View = View()) -> bytes:
    """Return *page* as Markdown."""
    colon = Phrases("zh" if page.lang == "zh" else "en")("colon").strip()
    return ("\n\n".join(_block(block, colon) for block in page.blocks) + "\n").encode()


def escaped(text: str) -> str:
    """Return *text* so that nothing in it is markup."""
    text = _LIVE.sub(_behind_backslash, text)
    text = _ANGLED.sub(lambda found: _ENTITIES[found[0]], text)
    return _ADDRESS.sub(_unlinked, text)


def _behind_backslash(found: re.Match[str]) -> str:
    """Return a live character behind a backslash; an underscore between letters is none, and names are full of them."""
    around = found.string[max(0, found.start() - 1) : found.start()] + found.string[found.end() : found.end() + 1]
    return found[0] if found[0] == "_" and len(around) == 2 and around.isalnum() else f"\\{found[0]}"


def _unlinked(found: re.Match[str]) -> str:
    name = next(part for part in found.groups() if part)
    mark = found[0][len(name) :]
    return f"{name}&#{ord(mark)};"


def _block(block: Block, colon: str) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_line(block.line)}".rstrip()
    if isinstance(block, Paragraph):
        return _line(block.line)
    return _table(block) if isinstance(block, Table) else _entries(block, colon)


def _table(table: Table) -> str:
    rules = ["---:" if index in table.numeric else "---" for index in range(len(table.header))]
    rows = [_row(table.header), f"| {' | '.join(rules)} |", *map(_row, table.rows)]
    return "\n".join(rows)


def _row(cells: tuple[Line, ...]) -> str:
    return f"| {' | '.join(_line(cell) for cell in cells)} |"


def _entries(entries: Entries, colon: str) -> str:
    return "\n".join(text for entry in entries.items for text in _entry(entry, colon))


def _entry(entry: Entry, colon: str) -> Iterator[str]:
    # With its colon, a label is told from an insertion that may follow it, which is bold as well.
    label = f"**{escaped(entry.label)}{colon}** " if entry.label else ""
    yield f"- {label}{_line(entry.line)}"
    yield from (f"  - {_line(note)}" for note in entry.notes)


def _line(line: Line) -> str:
    """Return the runs of *line*; marked ones stand between blanks, else CommonMark would not see the marks."""
    return " ".join("".join(_run(run) for run in line).split())


def _run(run: Run) -> str:
    around = _AROUND[run.mark]
    text = escaped(run.text.strip() if around else run.text)
    return f" {around}{text}{around} " if around and text else text
