"""What stands on a page of a PDF: as the file draws it, and as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class Glyph(NamedTuple):
    """A character where a page shows it: from left to right edge, on its baseline; sizes in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool


class Rule(NamedTuple):
    """A straight line, as the thin box that it is drawn as."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a page, as the file draws it."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; ``unit`` is the width of what could not be parted from its beginning by a line break."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    unit: float
    column: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table, ``y`` is its upper edge, ``columns`` the places of its upright rules."""

    rows: tuple[tuple[str, ...], ...]
    y: float
    columns: tuple[float, ...]


Piece: TypeAlias = Line | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """The lines and tables of a page in reading order."""

    height: float
    pieces: tuple[Piece, ...]
