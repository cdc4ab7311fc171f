"""A text to its lines, those of one paragraph joined where a fixed width broke them.

Lines end at a line feed only (or where an indent behind a sentence shows that one was lost). A line that a fixed width
broke (a printout, a PDF) is joined with what follows it, and so is a chapter's or attachment's label that stands alone
with the title below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from tracker import cells
from tracker.model import Span
from tracker.patterns import later
from tracker.structure import labels
from tracker.structure.labels import Label

# What ends a sentence or a clause; a heading ends in none of these.
FINAL = frozenset("。！？；：，、…!?;:,")
_POINTS = (".", "．", "｡")
# The longest heading that a reader takes for one.
LONGEST_HEADING = 60
# Lines broken at a fixed width differ by the marks that may not begin a line.
_RAGGED = 3
# A fixed width is believed where so many of the lines end at it without a mark.
_SHARE = 4
_NARROWEST, _FEWEST = 16, 5
_MARK, _MARKED = later("[，。；、：,;]"), 3
# A sentence does not end with these.
_CLAUSE = frozenset("，、,")

# A title of fewer characters is not broken in two.
_SHORTEST_BROKEN = 6
_SIGNS = ("**", "__")
_CHAPTERS = ("编", "分编", "章", "节")

# An indent behind the end of a sentence: a page that lost the line break before it. 提出意见。　  一、过去五年
_INDENT = later(r"(?<=[。！？])[ \t]*\u3000[ \t\u3000]+(?=\S)")

_HASHES = later(r"(#{1,6})[ \t\u3000]+(?=\S)")
_LIST = later(r"(?:[-*+•·●◆■□○▪★☆▲△▶►※]|—{1,2}|－{1,2})\s*(?=\S)", needs="- * + • · ● ◆ ■ □ ○ ▪ ★ ☆ ▲ △ ▶ ► ※ — －")


class Line(NamedTuple):
    """One line: *words* without Markdown's signs begin at *at* of the text; ``blank`` where an empty line precedes.

    ``final`` where it ends as a sentence or clause does, ``table`` where it is a row of a table.
    """

    span: Span
    words: str
    at: int
    hashes: int = 0
    bold: bool = False
    blank: bool = False
    indent: bool = False
    label: Label | None = None
    final: bool = False
    table: bool = False

    @property
    def listed(self) -> bool:
        """Say whether the line begins with the sign of a list: -, •, ——."""
        return _LIST.match(self.words) is not None


def read(text: str) -> list[Line]:
    """Return the lines of *text* that hold anything, in order."""
    found = list(_lines(text))
    page = _page(found)
    runs: list[list[Line]] = []
    for line, after, whole in zip_longest(found, found[1:], _finished(found, page)):
        if runs and (_continues(runs[-1], line, page if whole else _FREE) or _goes_on(runs[-1], line, after)):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_joined(text, run) for run in runs]


class _Page(NamedTuple):
    """The width at which lines were broken, or 0; ``indented`` where only the first line of a paragraph is."""

    width: int
    indented: bool

    def breaks(self, line: Line) -> bool:
        """Return whether *line* may have been broken there, rather than ended."""
        if not self.width or len(line.words) < self.width - _RAGGED:
            return False
        return self.indented or not line.final or line.words[-1] in _CLAUSE


_FREE = _Page(0, False)


def _lines(text: str) -> Iterator[Line]:
    at, blank, rows = 0, False, cells.rows(text)
    for raw in text.split("\n"):
        cuts = [found.start() for found in _INDENT.finditer(raw)] if "\u3000" in raw else []
        for start, end in pairwise((0, *cuts, len(raw))):
            bare = raw[start:end].strip()
            if bare:
                indent = end - start - len(raw[start:end].lstrip())
                first = at + start + indent
                yield _line(Span(first, first + len(bare)), bare, blank, indent > 0, bare[0] == "|" or at in rows)
            blank = not bare
        at += len(raw) + 1


def _line(span: Span, words: str, blank: bool, indent: bool, table: bool) -> Line:
    """Return the line without the signs of Markdown: ## 一、总体要求, **一、总体要求**."""
    at, hashes, bold = span.start, 0, False
    if words[0] in "#*_":
        if found := _HASHES.match(words):
            hashes, at = len(found[1]), at + found.end()
            words = words[found.end() :].rstrip("# \t") or words[found.end() :]
        if words.startswith(_SIGNS) and len(words) > 4:
            sign, inner = words[:2], words[2:-2].strip()
            bold = words.endswith(sign) and sign not in inner and bool(inner)
            if bold:
                words, at = inner, at + words.index(inner[0], 2)
            elif sign in words[2:LONGEST_HEADING] and labels.of(words[2:LONGEST_HEADING]):
                words, at = words[2:], at + 2
    return Line(span, words, at, hashes, bold, blank, indent, labels.of(words), _ends(words), table)


def _ends(words: str) -> bool:
    if words[-1] in _POINTS:
        # 覆盖率达95%. of a text in half width; "No." ends nothing
        return not words[-2:-1].isascii() or words[-2:-1] == "%"
    return words[-1] in FINAL or words.rstrip("”’」』）)》】*_ ")[-1:] in FINAL


def _page(found: Sequence[Line]) -> _Page:
    """Return how the lines were broken."""
    counts = Counter(
        len(line.words) for line in found if not line.table and (not line.final or line.words[-1] in _CLAUSE)
    )
    if not counts:
        return _FREE
    widest = max(sorted(counts), key=lambda n: sum(counts[n - k] for k in range(_RAGGED)))
    at_width = sum(counts[widest - k] for k in range(_RAGGED))
    if widest < _NARROWEST or at_width < _FEWEST or at_width * _SHARE < len(found):
        return _FREE
    # Running text has a mark in most lines, a list of names in none.
    full = [line for line in found if widest - _RAGGED < len(line.words) <= widest]
    if _MARKED * sum(_MARK.search(line.words) is not None for line in full) < len(full):
        return _FREE
    first = sum(line.indent for line in found)
    return _Page(widest, _FEWEST <= first <= len(found) - at_width // 2)


def _finished(found: Sequence[Line], page: _Page) -> list[bool]:
    """Return for each line whether it, or what goes on from it at that width, comes to the end of a sentence.

    A list of names of like length does not: its lines are left alone.
    """
    finished = [False] * (len(found) + 1)
    for i in range(len(found) - 1, -1, -1):
        line = found[i]
        ended = line.final and line.words[-1] not in _CLAUSE
        finished[i] = ended or (page.breaks(line) and finished[i + 1])
    return finished[:-1]


def _continues(run: Sequence[Line], line: Line, page: _Page) -> bool:
    """Return whether *line* goes on where the last of *run* was broken."""
    first, before = run[0], run[-1]
    if line.hashes or first.hashes or line.table or first.table or line.listed or first.bold:
        return False
    label = line.label
    if label and (label.apart or label.kind not in ("条", "一", "1")):
        return False
    if len(run) == 1 and _is_label_alone(first):
        return not line.final and len(line.words) <= LONGEST_HEADING
    if line.blank or line.indent:
        return False
    if page.width:
        return page.breaks(before)
    # No heading is so long: the sentence goes on.
    return not before.final and before.span.end - first.at > LONGEST_HEADING and line.final


def _goes_on(run: Sequence[Line], line: Line, after: Line | None) -> bool:
    """Return whether a chapter's title goes on in a second line, right above the first article or section."""
    before = run[-1]
    label, next_ = before.label, after.label if after else None
    if label is None or label.kind not in _CHAPTERS or next_ is None or next_.kind not in (*_CHAPTERS, "条"):
        return False
    if line.hashes or before.hashes or before.final or line.final or line.label:
        return False
    return (
        len(before.words) - label.length >= _SHORTEST_BROKEN and len(before.words) + len(line.words) <= LONGEST_HEADING
    )


def _is_label_alone(line: Line) -> bool:
    label = line.label
    return (
        label is not None
        and label.length == len(line.words)
        and label.kind not in ("条", "专栏", "1", "(1)", "1)", "①")
    )


def _joined(text: str, run: Sequence[Line]) -> Line:
    first, last = run[0], run[-1]
    if first is last:
        return first
    words = text[first.at : last.span.end]
    span = Span(first.span.start, last.span.end)
    return first._replace(span=span, words=words, label=labels.of(words), final=last.final)
