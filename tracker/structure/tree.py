"""Headings to the sections that they open, as a tree in reading order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.model import Section, Span
from tracker.structure import nesting
from tracker.structure.headings import Heading
from tracker.structure.lines import Line
from tracker.structure.nesting import Place


def grow(found: Sequence[Line], chosen: Mapping[int, Heading]) -> tuple[tuple[Section, ...], list[int]]:
    """Return the sections, and for each line the index of the section that it stands in.

    Lines before the first heading stand in a section without a title, of level 0.
    """
    opened: list[tuple[int, Heading | None, int, int | None]] = []
    stack: list[tuple[Place, int]] = []
    places: list[int] = []
    for i in range(len(found)):
        heading = chosen.get(i)
        if heading:
            del stack[nesting.kept([place for place, _ in stack], heading.place) :]
            opened.append((i, heading, len(stack) + 1, stack[-1][1] if stack else None))
            stack.append((heading.place, len(opened) - 1))
        elif not opened:
            opened.append((i, None, 0, None))
        places.append(len(opened) - 1)
    ends = _ends(found, opened, places)
    sections = (
        _section(found[i], heading, level, parent, end)
        for (i, heading, level, parent), end in zip(opened, ends, strict=True)
    )
    return tuple(sections), places


def _ends(
    found: Sequence[Line], opened: Sequence[tuple[int, Heading | None, int, int | None]], places: Sequence[int]
) -> list[int]:
    """Return where each section ends: with the last line of the last one under it."""
    ends = [0] * len(opened)
    for line, place in zip(found, places, strict=True):
        ends[place] = line.span.end
    for i in range(len(opened) - 1, -1, -1):
        parent = opened[i][3]
        if parent is not None:
            ends[parent] = max(ends[parent], ends[i])
    return ends


def _section(line: Line, heading: Heading | None, level: int, parent: int | None, end: int) -> Section:
    start = line.span.start
    if heading is None:
        return Section("", None, level, parent, Span(start, start), Span(start, end))
    # With the # of Markdown, as the segment that says the heading.
    place = Span(line.span.start, line.at + heading.length)
    return Section(heading.title, heading.number, level, parent, place, Span(start, end))
