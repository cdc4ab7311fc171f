"""What a reader is shown, before any markup: blocks of lines of marked runs, the same for every renderer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from tracker.patterns import later

Mark = Literal["plain", "deleted", "inserted", "strong", "quiet", "figure", "warning"]
Tone = Literal["added", "removed", "changed", "moved", "plain"]


class Run(NamedTuple):
    """Some words and how they stand out. Words are free of line breaks and control characters (see ``clean``)."""

    text: str
    mark: Mark = "plain"


Line = tuple[Run, ...]


class Heading(NamedTuple):
    """A heading of the page: the title is level 1."""

    level: int
    line: Line


class Paragraph(NamedTuple):
    """Some running words."""

    line: Line


class Table(NamedTuple):
    """A table with a header row; the columns in *numeric* are set flush right."""

    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    numeric: tuple[int, ...] = ()


class Entry(NamedTuple):
    """One thing told: a label, a line, and what else there is to say of it."""

    label: str
    tone: Tone
    line: Line
    notes: tuple[Line, ...] = ()


class Entries(NamedTuple):
    """A list of entries."""

    items: tuple[Entry, ...]


Block = Heading | Paragraph | Table | Entries


class Page(NamedTuple):
    """Everything that a reader is shown, in order."""

    title: str
    lang: str
    blocks: tuple[Block, ...]


# Marks that reorder what is read (bidirectional overrides) would let a document forge a report, and marks without any
# width would let it hide a change. The joiner is at home between emoji.
_REORDERING = "\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c"
_WIDTHLESS = "\u00ad\u180e\u200b\u200c\u2060-\u2065\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e0fff"
_BLANKS = later(r"\s+")
# What Markdown has in the mark of a footnote: [^1] is read as [1]
_FOOTNOTE = later(r"\[\^(?=[0-9]{1,3}\])")


def clean(text: str) -> str:
    """Return *text* on one line, with control and reordering characters made visible instead of live."""
    text = _BLANKS.sub(" ", text)
    if "[^" in text:
        text = _FOOTNOTE.sub("[", text)
    return text if text.isprintable() else _invisible().sub(_visible, text)


def line(*parts: str | Run) -> Line:
    """Return a line of *parts*; bare words are plain."""
    return tuple(part if isinstance(part, Run) else Run(part) for part in parts)


def words(line: Iterable[Run]) -> str:
    """Return what a line says, without its marks."""
    return "".join(run.text for run in line)


def shortened(text: str, length: int) -> str:
    """Return *text*, cut to *length* characters with an ellipsis."""
    return text if len(text) <= length else text[: length - 1] + "…"


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"‹U+{code:04X}›"


@cache
def _invisible() -> re.Pattern[str]:
    """Return the pattern of what must not stay as it is; few documents need it, and compiling it takes a while."""
    return re.compile(
        f"[\x00-\x1f\x7f-\x9f{_REORDERING}{_WIDTHLESS}\ufeff\ud800-\udfff\ufffe\uffff]"
        "|(?<![\ufe0f\u2600-\u27bf\U0001f000-\U0001faff])\u200d"
    )
