"""Traditional characters are looked up as simplified ones, each at its place; simplified texts stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import characters

# Written in simplified texts as well, but seldom: 皇后 is 后, 宫商角徵羽, 奏摺.
SELDOM = set("後於徵摺")
# Its rows of characters; five places of the last row of level 1 are empty.
GB_2312 = bytes(byte for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF) for byte in (row, cell)).decode(
    "gb2312", "ignore"
)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("健全監督制度", "健全监督制度"),
        ("糧食產量、雜糧與棗樹", "粮食产量、杂粮与枣树"),
        ("幾個縣鄉舉辦農業講習所", "几个县乡举办农业讲习所"),
        ("乾隆年間著名的瞭望塔", "乾隆年间著名的瞭望塔"),
    ],
)
def test_traditional_characters_are_made_simple(traditional: str, simplified: str) -> None:
    assert characters.simplified(traditional) == simplified


def test_no_character_of_simplified_texts_is_exchanged() -> None:
    assert {each for each in GB_2312 if characters.simplified(each) != each} == SELDOM


@given(st.text())
def test_every_character_keeps_its_place(text: str) -> None:
    made = characters.simplified(text)
    assert len(made) == len(text)
    assert characters.simplified(made) == made
