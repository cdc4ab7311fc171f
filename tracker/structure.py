"""A text to its outline: sections, paragraphs, title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.model import Outline, Paragraph, Section, Span

# 第十二条之一, 第三章
_CHAPTER = re.compile(
    r"第[〇零一二三四五六七八九十百千\d]{1,9}([编篇章节条])(?:之[一二三四五六七八九十]{1,3})?(?=\s|$)"
)
# 一、
_NUMBER = re.compile(r"([一二三四五六七八九十]{1,4})、")
# (一)
_BRACKET = re.compile(r"([((][一二三四五六七八九十]{1,4}[))])")
_KINDS = "编篇章节一(条"
_END = "。;;::,,、!!??"
_LONGEST_HEADING = 60


def outline(text: str) -> Outline:
    """Return the sections and paragraphs of *text*; every text has an outline."""
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    open_: list[tuple[int, int]] = []
    for span in _lines(text):
        line = span.of(text)
        rank, number, heading = _heading(line)
        if heading:
            while open_ and open_[-1][0] >= rank:
                open_.pop()
            parent = open_[-1][1] if open_ else None
            place = Span(span.start, span.start + heading)
            title = line[len(number) : heading].strip(" 、\u3000")
            sections.append(Section(title, number, len(open_) + 1, parent, place, span))
            open_.append((rank, len(sections) - 1))
            whole = heading == len(line)
            paragraphs.append(
                Paragraph(span, len(sections) - 1, "heading" if whole else "text", () if whole else (place,))
            )
            continue
        if not sections:
            sections.append(Section("", None, 0, None, Span(span.start, span.start), span))
        paragraphs.append(Paragraph(span, len(sections) - 1))
    return Outline(_reach(sections, paragraphs), tuple(paragraphs))


def _lines(text: str) -> Iterator[Span]:
    """Yield where the lines stand that hold anything, without the white space around them."""
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare[0])
            yield Span(start, start + len(bare))
        at += len(line) + 1


def _heading(line: str) -> tuple[int, str, int]:
    """Return the rank, the label and the length of the heading that *line* begins with; length 0 where it has none."""
    short = len(line) <= _LONGEST_HEADING and line[-1] not in _END
    if found := _CHAPTER.match(line):
        if found[1] == "条":
            return _KINDS.index("条"), found[0], found.end()
        return (_KINDS.index(found[1]), found[0], len(line)) if short else (0, "", 0)
    if short and (found := _NUMBER.match(line)):
        return _KINDS.index("一"), found[1], len(line)
    if short and (found := _BRACKET.match(line)):
        return _KINDS.index("("), found[1], len(line)
    return 0, "", 0


def _reach(sections: list[Section], paragraphs: list[Paragraph]) -> tuple[Section, ...]:
    """Return the sections with spans that reach to the end of their last line."""
    ends = [section.span.end for section in sections]
    for paragraph in paragraphs:
        ends[paragraph.section] = max(ends[paragraph.section], paragraph.span.end)
    for index in range(len(sections) - 1, -1, -1):
        parent = sections[index].parent
        if parent is not None:
            ends[parent] = max(ends[parent], ends[index])
    return tuple(
        replace(section, span=Span(section.span.start, end)) for section, end in zip(sections, ends, strict=True)
    )
