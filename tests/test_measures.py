"""Segments: each character in one, sentences and single measures, roles."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from tracker import figures, measures
from tracker.model import Paragraph, Section, Segment, Span


class Made(NamedTuple):
    """An outline in which each line is a paragraph of one section."""

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]


def outlined(text: str) -> Made:
    """Return the outline of *text*, line by line."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(Span(at, at + len(line)), 0))
        at += len(line) + 1
    return Made((Section("", None, 0, None, Span(0, 0), Span(0, len(text))),), tuple(paragraphs))


def cut(text: str) -> tuple[Segment, ...]:
    """Return the segments of *text*, each line a paragraph."""
    return measures.cut(text, outlined(text), figures.find(text))


@given(st.text("健全制度，,。；;“”‘’（）()《》1.5万的 \n把以!?"))
def test_each_character_that_is_not_blank_is_in_exactly_one_segment(text: str) -> None:
    covered = [at for segment in cut(text) for at in range(*segment.span) if not text[at].isspace()]
    assert covered == [at for at, character in enumerate(text) if not character.isspace()]
