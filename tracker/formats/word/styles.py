"""The styles of a Word document to what a paragraph in one of them is: heading, bold, numbered, a line of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.formats.package import attribute, child, local

if TYPE_CHECKING:
    from lxml.etree import _Element

# Word's own names are English in the file, other programs write what their users read: heading 1, 标题 1, 标题1
_HEADING = re.compile(r"^(?:heading|标题|標題)\s*([1-9])$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|标题|標題|文档标题)$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc|目录|目錄|contents?)\s*(?:[1-9]|heading|标题)?$", re.IGNORECASE)
_MOST_PARENTS = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What a style, or else its parents, says; ``level`` is 0 for a title, 1 … for headings."""

    level: int | None = None
    bold: bool = False
    contents: bool = False
    hidden: bool = False
    number: tuple[str, int | None] | None = None  # the list, and the level in it


PLAIN = Style()


def read(root: _Element | None) -> dict[str, Style]:
    """Return the styles by their id."""
    if root is None:
        return {}
    written = {attribute(e, "styleId") or "": e for e in root if local(e) == "style"}
    return {name: _style(name, written) for name in written}


def is_on(properties: _Element | None, name: str) -> bool | None:
    """Return whether the property *name* is set, set off, or not spoken of (None)."""
    found = child(properties, name)
    return None if found is None else attribute(found, "val") not in ("0", "false", "off", "none")


def number(properties: _Element | None) -> tuple[str, int | None] | None:
    """Return the list (its id) that paragraph properties put a paragraph in, and the level in it where they say it."""
    found = child(properties, "numPr")
    if found is None:
        return None
    level = attribute(child(found, "ilvl"), "val") or ""
    return attribute(child(found, "numId"), "val") or "", int(level) if re.fullmatch(r"[0-8]", level) else None


def outline(properties: _Element | None) -> int | None:
    """Return the level of heading (1 …) that paragraph properties state."""
    level = attribute(child(properties, "outlineLvl"), "val") or ""
    return int(level) + 1 if re.fullmatch(r"[0-8]", level) else None


def _style(name: str, written: dict[str, _Element]) -> Style:
    level: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    numbered: tuple[str, int | None] | None = None
    contents = False
    for element in _with_parents(name, written):
        called = attribute(child(element, "name"), "val") or ""
        paragraph, run = child(element, "pPr"), child(element, "rPr")
        level = _level(called, paragraph) if level is None else level
        bold = is_on(run, "b") if bold is None else bold
        hidden = is_on(run, "vanish") if hidden is None else hidden
        numbered = number(paragraph) if numbered is None else numbered
        contents = contents or bool(_CONTENTS.match(called))
    return Style(level, bool(bold), contents, bool(hidden), numbered)


def _with_parents(name: str, written: dict[str, _Element]) -> list[_Element]:
    chain: list[_Element] = []
    while name in written and len(chain) < _MOST_PARENTS:
        chain.append(written[name])
        name = attribute(child(written[name], "basedOn"), "val") or ""
    return chain


def _level(called: str, properties: _Element | None) -> int | None:
    found = _HEADING.match(called)
    if found:
        return int(found.group(1))
    return 0 if _TITLE.match(called) else outline(properties)
