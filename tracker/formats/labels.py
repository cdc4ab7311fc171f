"""Lines to whether they are labelled or headings, and numbers to how offices count with them."""

from __future__ import annotations

import re

from tracker import folding

# What ends a sentence, or leaves one open; a heading has none of them at its end.
_ENDED = re.compile(r"[。；，、：！？.;,:!?…—][”’」』）)]?$")
LONGEST_HEADING = 40
# A bold line is a heading below all that are marked as such; blocks.leveled closes the gap.
BOLD_LEVEL = 99
_DIGITS = "零一二三四五六七八九"
_LEGAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_UNITS = ("", "十", "百", "千")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def labelled(text: str) -> bool:
    """Return whether *text* begins with a label of its own: 一、, （二）, 第三条, ①."""
    return bool(folding.label(text).strip())


def heading_like(text: str) -> bool:
    """Return whether a bold line is an unnumbered heading: short, and no sentence. Numbered ones tell themselves."""
    return len(text) <= LONGEST_HEADING and not _ENDED.search(text) and not labelled(text) and not text[0].isdigit()


def attached(label: str, text: str) -> str:
    """Return label and text as they stand on the page: 一、 and （一） close up, 第一章 and 1. with a gap."""
    return label + ("" if label.endswith(("、", "）", "．")) else " ") + text


def ordinal(number: int, style: str) -> str:
    """Return *number* as it is written in a *style*: chinese, digits, lower, roman, circle …; else 1, 2, 3."""
    if number < 1:
        return str(number)
    match style:
        case "chinese":
            return _chinese(number)
        case "digits":
            return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
        case "lower" | "upper":
            letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)
            return letter if style == "lower" else letter.upper()
        case "roman" | "Roman":
            return _roman(number).lower() if style == "roman" else _roman(number)
        case "circle":
            return chr(0x2460 + number - 1) if number <= 20 else str(number)
        case "wide":
            return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
        case "zero":
            return f"{number:02d}"
        case "stems":
            return "甲乙丙丁戊己庚辛壬癸"[(number - 1) % 10]
        case "legal":
            return _chinese(number).translate(_LEGAL)
        case "parenthesis":
            return chr(0x2474 + number - 1) if number <= 20 else f"({number})"
        case "stop":
            return chr(0x2488 + number - 1) if number <= 20 else f"{number}."
        case _:
            return str(number)


def _chinese(number: int) -> str:
    """Return *number* as it is counted: 十, 十一, 二十, 一百零二."""
    if number >= 10_000:
        return str(number)
    written = str(number)
    parts = [_DIGITS[int(d)] + (_UNITS[len(written) - 1 - i] if d != "0" else "") for i, d in enumerate(written)]
    counted = re.sub("零+", "零", "".join(parts)).rstrip("零")
    return counted.removeprefix("一") if 10 <= number < 20 else counted


def _roman(number: int) -> str:
    if number >= 4000:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written
