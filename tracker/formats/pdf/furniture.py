"""Pages to pages without what stands there for leafing: running heads, feet, page numbers, a browser's print marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.formats.pdf.sheet import Line, Page

# How many lines from its edges a page's furniture may have.
_HEAD, _FOOT = 2, 3
# What stands in one place on so many pages (left and right ones may differ) is furniture.
_SHARE = 0.4
# Places nearer than this, in points, are one.
_NEAR = 4.0
# A line is set off from the text where the gap is so many times its size.
_APART = 1.6
_DIGITS = re.compile(r"\d+")
# 12, - 12 -, —12—, 第 12 页, 第12页 共30页, 12 / 30, Page 12 of 30, xii
_NUMBER = re.compile(
    r"^[\s\-—–―·•~|]*(?:第\s*)?(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6}|[〇一二三四五六七八九十百]{1,5}(?=\s*页))\s*页?"
    r"(?:\s*[,，/／|]?\s*(?:of|共|总)?\s*\d{1,4}\s*页?)?[\s\-—–―·•~|]*$",
    re.IGNORECASE,
)
# What browsers print above and below a page: its address, the time, 1/7
_PRINTED = re.compile(r"(?:https?|file)://|^\s*\d{1,4}[/-]\d{1,2}[/-]\d{1,4},?\s+\d{1,2}:\d\d", re.IGNORECASE)


def without(pages: Sequence[Page]) -> list[Page]:
    """Return the pages with nothing but the document on them."""
    places: Counter[tuple[str, int]] = Counter()
    for page in pages:
        places.update({key for line in _edges(page) for key in _keys(line)})
    least = max(2, _SHARE * len(pages))
    return [_cleared(page, places, least) for page in pages]


def _cleared(page: Page, places: Counter[tuple[str, int]], least: float) -> Page:
    edges = set(map(id, _edges(page)))
    # Page by page from its edges inwards: what stands within the text is not furniture.
    dropped = {
        id(line)
        for line in _edges(page)
        if max(places[key] for key in _keys(line)) >= least or _is_number(line, page) or _PRINTED.search(line.text)
    }
    return replace(page, pieces=tuple(p for p in page.pieces if id(p) not in dropped or id(p) not in edges))


def _edges(page: Page) -> list[Line]:
    lines = sorted((p for p in page.pieces if isinstance(p, Line)), key=lambda line: -line.y)
    return lines if len(lines) <= _HEAD + _FOOT else [*lines[:_HEAD], *lines[-_FOOT:]]


def _keys(line: Line) -> Iterator[tuple[str, int]]:
    """Yield what a line is known by: its words without numbers, and its place, to either side of a fixed step."""
    said = _DIGITS.sub("#", re.sub(r"\s", "", line.text))
    yield said, int(line.y // _NEAR)
    yield said, int((line.y + _NEAR / 2) // _NEAR) + 1_000_000


def _is_number(line: Line, page: Page) -> bool:
    """Return whether a line is a page's number, at its edge and apart from the text."""
    if not _NUMBER.match(line.text):
        return False
    others = [abs(p.y - line.y) for p in page.pieces if isinstance(p, Line) and p is not line]
    at_the_edge = not page.height * 0.15 < line.y < page.height * 0.85
    return at_the_edge and (not others or min(others) > _APART * line.size)
