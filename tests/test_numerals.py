"""Numerals: what is written is read back exactly, and what is no numeral is told."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tracker
from tests.conftest import ROOT
from tracker import numerals
from tracker.numerals import parse_numeral

DIGITS = "零一二三四五六七八九"
FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
LARGEST = 10**16


def written(number: int) -> str:
    """Return *number* in Chinese characters: 1020304 as 一百零二万零三百零四."""
    for power, name in ((8, "亿"), (4, "万")):
        high, low = divmod(number, 10**power)
        if high:
            return written(high) + name + joined(low, power)
    return section(number) or "零"


def joined(low: int, power: int) -> str:
    """Return what follows a magnitude, with 零 where places are empty."""
    if not low:
        return ""
    return ("零" if low < 10 ** (power - 1) else "") + written(low)


def section(number: int) -> str:
    """Return a number below ten thousand."""
    out, gap = "", False
    for power, name in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + name
        gap = not digit
    return out


@given(st.integers(0, LARGEST))
def test_what_is_written_in_characters_is_read_back(number: int) -> None:
    assert parse_numeral(written(number)) == number


@given(st.integers(0, LARGEST))
def test_formal_numerals_are_read_back(number: int) -> None:
    assert parse_numeral(written(number).translate(FORMAL)) == number


@given(st.integers(0, LARGEST))
def test_digits_with_and_without_commas_are_read_back(number: int) -> None:
    assert parse_numeral(str(number)) == parse_numeral(f"{number:,}") == number


@given(st.decimals(0, 10**9, places=4), st.sampled_from(["", "万", "亿", "万亿"]))
def test_decimals_are_read_exactly(number: Decimal, magnitude: str) -> None:
    power = {"": 0, "万": 4, "亿": 8, "万亿": 12}[magnitude]
    assert parse_numeral(f"{number:f}{magnitude}") == number.scaleb(power)


@given(st.integers(100, 9999))
def test_digits_one_by_one_are_read_back(number: int) -> None:
    assert parse_numeral("".join(DIGITS[int(digit)] for digit in str(number))) == number


@given(st.text(st.sampled_from("零一二两三十百千万亿廿点.,0123负元角分半几 "), max_size=12))
def test_any_text_is_a_numeral_or_a_value_error(text: str) -> None:
    try:
        value = parse_numeral(text)
    except ValueError:
        return
    assert value.is_finite()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三万五", "35000"),
        ("三万零五", "30005"),
        ("一百二", "120"),
        ("一百零二", "102"),
        ("十二", "12"),
        ("廿八", "28"),
        ("卅一", "31"),
        ("两千六", "2600"),
        ("二〇二三", "2023"),
        ("二○二三", "2023"),
        ("1百05", "105"),
        ("3千万", "30000000"),
        ("1.27万亿", "1270000000000"),
        ("一点二七万亿", "1270000000000"),
        ("１，２７１", "1271"),
        ("三十五点六", "35.6"),
        ("负三点五", "-3.5"),
        ("-0.4", "-0.4"),
        ("貳拾萬", "200000"),
        ("壹佰贰拾元整", "120"),
        ("伍元陆角", "5.6"),
        ("玖元零捌分", "9.08"),
        ("万亿", "1000000000000"),
        ("亿亿", "10000000000000000"),
    ],
)
def test_each_way_of_writing_is_read(text: str, value: str) -> None:
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "元",
            "元整",
            "点",
            "点五",
            "五点",
            "三四",
            "十三十四",
            "百十一",
            "1,27",
            "1..2",
            "1.2.3",
            "1.5万3千",
        ),
        *("几千", "半", "一百零", "三千百", "一兆", "10²", "½", "三分之二", "百分之五", "万五千万", "个", "一个", "٣"),
        *("亿亿亿亿", "1" * 5 + "万" * 50),
    ],
)
def test_what_is_no_numeral_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match="no numeral"):
        parse_numeral(text)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        *(("66.7万", "1000"), ("1271", "1"), ("3.50", "0.01")),
        *(("1.09万亿", "10000000000"), ("三千万", "10000"), ("十二点零", "0.1")),
    ],
)
def test_the_written_precision_is_kept(text: str, step: str) -> None:
    assert numerals.read(text).step == Decimal(step)


def test_long_numerals_are_exact() -> None:
    digits = "123456789" * 300
    assert str(parse_numeral(digits)) == digits


def test_it_is_public_and_read_only_when_asked_for() -> None:
    assert tracker.parse_numeral is parse_numeral
    program = "import sys, tracker; assert 'decimal' not in sys.modules; tracker.parse_numeral"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, timeout=60)


def test_the_pooled_suites_are_read_and_none_silently_wrong(shared: Path) -> None:
    rows = (shared / "gold" / "figures" / "numerals.jsonl").read_text("utf-8").splitlines()
    cases = [case for case in map(json.loads, rows) if case["expected"] is not None]
    right = wrong = 0
    for case in cases:
        try:
            value: Decimal | None = parse_numeral(case["text"])
        except ValueError:
            value = None
        expected = Decimal(str(case["expected"][0]["value"])) if case["expected"] else None
        right += value == expected
        wrong += value is not None and value != expected
    assert not wrong
    assert right >= 0.98 * len(cases)
