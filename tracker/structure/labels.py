"""The beginning of a line to the label that stands there: 第十二条之一, 一、, (一), 1., (1), ①, 附件1.

Kinds tell the series apart: "章", "条", "一" (一、), "(一)", "1" (1.), "(1)", "1)", "①", "1.1" (decimal, by depth),
"第一" (第一,), "附件", "专栏".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tracker import characters
from tracker.patterns import later

HAN = "〇零○一二三四五六七八九十百千两"
_DIGIT = "0-9０-９"
_GAP = "[ \u3000\t]*"

# 第十二条之一, 第 一 章, 第一部分, 第3节
_UNIT = later(rf"第{_GAP}((?:[{HAN}{_DIGIT}]{_GAP}){{1,9}})(部分|分[编編]|[编編篇卷章节節条條])(?:之[{HAN}]{{1,3}})?")
# 第十二条第二款, 第三条规定的, 第五章和第六章: mentions
_MENTION = later(
    rf"[、,，]|[至和及或与]?第[{HAN}{_DIGIT}]{{1,5}}[款项項条條章节節编編]|的|[规規]定|之[规規]定|中(?=[,，的规])"
)
# 附件, 附件2, 附录一, 专栏3
_ATTACHED = later(rf"(附件|附录|附表|专栏){_GAP}([{HAN}{_DIGIT}]{{0,3}})(?![{HAN}{_DIGIT}]){_GAP}")
_COLON = later(rf"[：:]{_GAP}")
# 第一, 第二、 before running text
_ORDINAL = later(rf"第([{HAN}]{{1,3}}){_GAP}[,，、]{_GAP}")
# 一、 十二.
_NUMBER = later(rf"([{HAN}]{{1,5}}){_GAP}[、.．]{_GAP}")
# 一 总则: a figure set apart by blanks alone
_BARE = later(rf"([{HAN}]{{1,3}})(?:[ \u3000\t]+(?=\S)|$)")
# (一) （12） ㈠ ⑴
_BRACKET = later(rf"([(（]{_GAP}(?:([{HAN}]{{1,5}})|([{_DIGIT}]{{1,3}})){_GAP}[)）])[、.]?{_GAP}")
_SIGN = later(rf"([㈠-㈩⑴-⒇①-⑳㉑-㉟Ⅰ-Ⅻ])[、.．]?{_GAP}")
# 1.1 总体目标, 2.3.1建设内容; never 1.5亿元
_UNITS = "万亿元个%倍米吨公平度分年月日千百"
_DECIMAL = later(
    rf"([{_DIGIT}]{{1,2}}(?:[.．][{_DIGIT}]{{1,2}}){{1,3}})"
    rf"(?:[.．、]?[ \u3000\t]+|(?=[\u4e00-\u9fff])(?![{_UNITS}]))"
)
# 1. 2、 3．, as Markdown writes it also 1\.
_FIGURE = later(rf"([{_DIGIT}]{{1,3}}){_GAP}(?:[、．]|\\?\.)(?![{_DIGIT}]){_GAP}")
# 1 总则: a figure set apart by blanks alone
_BARE_FIGURE = later(rf"([{_DIGIT}]{{1,2}})[ \u3000\t]+(?=[\u4e00-\u9fff])")
# 1) 2）
_HALF = later(rf"([{_DIGIT}]{{1,3}}){_GAP}[)）]{_GAP}")
# 甲、 before A. and IV.
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_STEM = later(rf"([{_STEMS}])[、.．]{_GAP}(?![{_STEMS}][、方]?)")
# A. B、 C) and IV. before Chinese words; never A.B or U.S.
_LETTER = later(rf"(?:([A-HJ-UYZ])|([IVX]{{1,5}}))(?:[、．)）]|\.(?![A-Za-z0-9])){_GAP}(?=[^A-Za-z]|$)")
_DIGITS = {
    c: d for d, names in enumerate(("〇零○", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for c in names
}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_ROMAN = {"I": 1, "V": 5, "X": 10}
_SIGNS = (("㈠", "㈩", "(一)"), ("⑴", "⒇", "(1)"), ("①", "⑳", "①"), ("㉑", "㉟", "①"), ("Ⅰ", "Ⅻ", "Ⅰ"))

_FIRST = (
    frozenset(HAN + "ABCDEFGHIJKLMNOPQRSTUVXYZ0123456789０１２３４５６７８９第附专(（㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩")
    | set(_STEMS)
    | {chr(c) for first, last, _ in _SIGNS for c in range(ord(first), ord(last) + 1)}
)


class Label(NamedTuple):
    """What a line is called: *number* as written, *length* with the marks and blanks before the words that follow.

    ``apart`` where a blank, a bracket or nothing follows: such a label is no mere mention of a provision.
    """

    kind: str
    value: int
    number: str
    length: int
    apart: bool = True


def of(line: str) -> Label | None:
    """Return the label that *line* begins with."""
    if line[:1] not in _FIRST:
        return None
    return _known(line) if len(line) <= _SHORT else _label(line)


def _label(line: str) -> Label | None:
    return _unit(line) or _attached(line) or _ordinal(line) or _numbered(line) or _figured(line) or _lettered(line)


# Only short lines come again: 一、二、三、 in each part of a text, or a column of numbers, a line each.
_SHORT = 8
_known = lru_cache(maxsize=1 << 12)(_label)


def value(numeral: str) -> int:
    """Return the number that the figures of a label say: 十二 → 12, １２ → 12, 一〇三 → 103."""
    numeral = "".join(numeral.split())
    if numeral.isdecimal():
        return int(numeral)
    if not any(c in "十百千" for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total, digit = 0, 0
    for c in numeral:
        if c in _STEPS:
            total, digit = total + (digit or 1) * _STEPS[c], 0
        else:
            digit = _DIGITS.get(c, 0)
    return total + digit


def _unit(line: str) -> Label | None:
    found = _UNIT.match(line)
    if not found:
        return None
    after = line[found.end() : found.end() + 1]
    apart = not after or after.isspace() or after in "：:【[〔（(*"
    if not apart and _MENTION.match(line, found.end()):
        return None
    number = found.group().strip()
    length = found.end() + _blanks(line, found.end())
    return Label(characters.simplified(found[2]), value(found[1]) if _plain(found[1]) else 0, number, length, apart)


def _attached(line: str) -> Label | None:
    found = _ATTACHED.match(line)
    if not found:
        return None
    kind = "专栏" if found[1] == "专栏" else "附件"
    # 附件: before a list names what is attached; 专栏3: stands above the box itself.
    if kind == "专栏" and found[2] and (colon := _COLON.match(line, found.end())):
        return Label(kind, value(found[2]), found[1] + found[2], colon.end())
    if line[found.end() : found.end() + 1] in tuple("：:的中所"):
        return None
    # 附件 alone, with the title on the line below it
    behind = line[found.end() : found.end() + 1]
    apart = behind in ("", "\n") or bool(found[2]) or line[found.end() - 1].isspace()
    if not apart:
        return None
    return Label(kind, value(found[2]) if found[2] else 0, found[1] + found[2], found.end())


def _ordinal(line: str) -> Label | None:
    found = _ORDINAL.match(line)
    return Label("第一", value(found[1]), "第" + found[1], found.end()) if found else None


def _numbered(line: str) -> Label | None:
    if found := _NUMBER.match(line):
        return Label("一", value(found[1]), found[1], found.end())
    if found := _BRACKET.match(line):
        kind = "(一)" if found[2] else "(1)"
        return Label(kind, value(found[2] or found[3]), found[1], found.end())
    if found := _BARE.match(line):
        return Label("一", value(found[1]), found[1], found.end(), apart=False)
    return None


def _figured(line: str) -> Label | None:
    if found := _DECIMAL.match(line):
        parts = re.split("[.．]", found[1])
        return Label("1" + ".1" * (len(parts) - 1), value(parts[-1]), found[1], found.end())
    if found := _FIGURE.match(line):
        return Label("1", value(found[1]), found[1], found.end())
    if found := _BARE_FIGURE.match(line):
        return Label("1", value(found[1]), found[1], found.end(), apart=False)
    if found := _HALF.match(line):
        return Label("1)", value(found[1]), found.group().strip(), found.end())
    if found := _SIGN.match(line):
        first, kind = next((f, k) for f, last, k in _SIGNS if f <= found[1] <= last)
        return Label(kind, ord(found[1]) - ord(first) + (21 if first == "㉑" else 1), found[1], found.end())
    return None


def _lettered(line: str) -> Label | None:
    if found := _STEM.match(line):
        return Label("甲", _STEMS.index(found[1]) + 1, found[1], found.end())
    if found := _LETTER.match(line):
        if found[1]:
            return Label("A", ord(found[1]) - ord("A") + 1, found[1], found.end())
        return Label("I", _roman(found[2]), found[2], found.end())
    return None


def _roman(numeral: str) -> int:
    values = [_ROMAN[c] for c in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _plain(numeral: str) -> bool:
    compact = "".join(numeral.split())
    return compact.isdecimal() or not any(c.isdecimal() for c in compact)


def _blanks(line: str, at: int) -> int:
    rest = line[at : at + 20]
    return len(rest) - len(rest.lstrip())
