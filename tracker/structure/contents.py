"""The lines of a table of contents: notes, since the headings that they list stand below once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker import folding
from tracker.model import Document, Span
from tracker.patterns import later
from tracker.structure.lines import LONGEST_HEADING, Line

# 目 录
_NAME = later(r"目\s*[录次]$")
# 第一章 总则……………12
_LEADER = later(r"[\s.．…·・—\-]*[(（]?\d{0,4}[)）]?$")
_BLANK = later(r"[\s　]+")
# So many entries without the word 目录 above them are a table of contents.
_FEWEST = 3


def read(found: Sequence[Line], roles: Mapping[int, str]) -> dict[int, str]:
    """Return the role of the lines (by index) that belong to tables of contents."""
    keys = [_key(line) if i not in roles else "" for i, line in enumerate(found)]
    last = {key: i for i, key in enumerate(keys) if key}
    listed: dict[int, str] = {}
    i = 0
    while i < len(found):
        end = _end(found, keys, last, i)
        listed.update((j, "note") for j in range(i, end))
        i = max(end, i + 1)
    return listed


def is_name(words: str) -> bool:
    """Return whether *words* stand above a table of contents: 目 录."""
    return _NAME.match(words) is not None


def entries(document: Document) -> Mapping[int, Span]:
    """Return the notes (segments) that only list a heading of *document*, each with the place of its page number."""
    notes = [(index, s.span) for index, s in enumerate(document.segments) if s.role == "note"]
    # (A running head stands behind the heading that it repeats.)
    named = [s for s in document.sections if s.title] if notes else ()
    headings = {_said(s.heading.of(document.text)): s.heading.start for s in named}
    listed = [(index, at) for index, at in notes if at.start < headings.get(_said(at.of(document.text)), 0)]
    return {index: Span(_page(document.text, at), at.end) for index, at in listed}


def _page(text: str, span: Span) -> int:
    found = _LEADER.search(text, span.start, span.end)
    return found.start() if found else span.end


def _said(line: str) -> str:
    return folding.words(_shared(line))


def _end(found: Sequence[Line], keys: Sequence[str], last: Mapping[str, int], start: int) -> int:
    """Return where the table that begins at *start* ends; *start* where none begins."""
    named = is_name(found[start].words)
    at, known = start + named, 0
    entries: set[str] = set()
    while at < len(found) and keys[at] and keys[at] not in entries:
        entries.add(keys[at])
        repeated = last[keys[at]] > at
        if not repeated and not named:
            break
        known += repeated
        at += 1
    if named:
        return at if known else start
    return at if known >= _FEWEST and all(last[keys[j]] >= at for j in range(start, at)) else start


def _key(line: Line) -> str:
    """Return what an entry and its heading share, or nothing for running text."""
    words = line.words
    if len(words) > LONGEST_HEADING + 20 or (line.final and not words.endswith("…")) or line.table:
        return ""
    return _shared(words) if line.label or len(words) > 1 else ""


def _shared(words: str) -> str:
    return _BLANK.sub("", _LEADER.sub("", words))
