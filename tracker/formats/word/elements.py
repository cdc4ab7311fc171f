"""The elements of a Word document to those in them that count: text boxes, rows, cells, the newer of two ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.formats.package import attribute, child, local

if TYPE_CHECKING:
    from lxml.etree import _Element

# So many columns of a table are read.
WIDEST = 200


def alternative(element: _Element) -> _Element:
    """Return the first of several ways to write the same, the one for newer programs."""
    return next((inner for inner in element if local(inner) in ("Choice", "Fallback")), element)


def boxes(drawing: _Element) -> list[_Element]:
    """Return the text boxes of a drawing, those in others left to them."""
    found: list[_Element] = []
    pending = [drawing]
    while pending:
        element = pending.pop()
        if local(element) == "txbxContent":
            found.append(element)
        elif local(element) == "AlternateContent":
            pending.append(alternative(element))
        else:
            pending += reversed(element)
    return found


def rows(table: _Element) -> list[_Element]:
    """Return the rows of a table."""
    return [row for inner in table for row in _held(inner, "tr")]


def cells(row: _Element) -> list[_Element]:
    """Return the cells of a row."""
    return [cell for inner in row for cell in _held(inner, "tc")]


def _held(element: _Element, name: str) -> list[_Element]:
    """Return the element if it bears *name*, else those that stand directly in it, within what is transparent."""
    if local(element) == name:
        return [element]
    if local(element) == "sdt":
        element_or_none = child(element, "sdtContent")
        return [] if element_or_none is None else [e for inner in element_or_none for e in _held(inner, name)]
    if local(element) in ("ins", "moveTo", "customXml", "smartTag"):
        return [e for inner in element for e in _held(inner, name)]
    return []


def span(element: _Element | None, default: int) -> int:
    """Return how many columns an element says, *default* where it says nothing that can be."""
    written = attribute(element, "val") or ""
    return min(int(written), WIDEST) if written.isdecimal() and len(written) < 6 else default
