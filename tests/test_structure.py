"""The outline of a text: what is a section, which paragraphs it has, what title it bears."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.structure import outline

LINE = st.sampled_from(
    [
        "第一章 总则",
        "第一条 为了保障公众用水,制定本条例。",
        "第二条之一 略。",
        "一、总体要求",
        "(一)基本原则",
        "正文。",
        "",
        "\x0b",
        "\u2028",
    ]
)


@given(st.lists(LINE).map("\n".join) | st.text())
def test_each_character_lies_in_one_paragraph(text: str) -> None:
    found = outline(text)
    places = [place for paragraph in found.paragraphs for place in range(*paragraph.span)]
    assert places == sorted(set(places))
    assert set(places) >= {place for place, character in enumerate(text) if not character.isspace()}


@given(st.lists(LINE).map("\n".join) | st.text())
def test_the_sections_are_a_tree(text: str) -> None:
    sections = outline(text).sections
    for index, section in enumerate(sections):
        if section.parent is not None:
            parent = sections[section.parent]
            assert section.parent < index
            assert parent.level < section.level
            assert parent.span.start <= section.span.start <= section.span.end <= parent.span.end
