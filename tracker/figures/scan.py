"""A text to the quantities that are written in it, without what they count."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from tracker.figures import expression, names, written
from tracker.figures.reading import Reading
from tracker.patterns import Exchange, later

# One character for one: places in the folded text are places in the text.
_WIDE = "".join(map(chr, range(0xFF01, 0xFF5F)))
_FOLDED = Exchange(
    _WIDE + "萬億兩個點壹贰貳叁參柒捌玖佰仟圆圓對○◯陸",
    "".join(chr(ord(c) - 0xFEE0) for c in _WIDE) + "万亿两个点一二二三三七八九百千元元对〇〇陆",
)
_URL = later(r"(?:https?://|ftp://|www\.)[!-~]+")
# Where a quantity, or a name with a numeral, may begin.
_TRIGGER = later('[0-9零〇一二两三四五六七八九十百千万亿廿卅几数半翻前第对肆伍陆拾“「『‘《〔"]')
_NUMERAL = "零〇一二两三四五六七八九十百千万亿廿卅几点分之半肆伍陆拾"
# 百 分 之 五, 一百五十 个百分点: extracted text that has blanks inside a numeral
_SPACED = later(
    rf"(?<=[{_NUMERAL}个百])[ \t\u3000]+(?=[{_NUMERAL}个成折0-9])"
    r"|(?<=[0-9])[ \t\u3000]+(?=[个分百][百分 \t]|[成折个])"
    # 2000 亿元, 5 000 with a thin blank, 15 k, 7 2 折
    r"|(?<=[0-9])[ \t\u3000]+(?=[多余]?[万亿])"
    # 1991 年 4 月 9 日
    r"|(?<=[0-9])[ \t\u3000](?=[年月日])|(?<=[年月])[ \t\u3000](?=[0-9]{1,2}[ \t\u3000]?[月日])"
    # 6 515万人次, as Hong Kong writes thousands; but 2019 200个
    r"|(?<=[0-9])(?<![0-9]{4})(?<!\.[0-9])(?<!\.[0-9]{2})(?<!\.[0-9]{3})[ \xa0\u202f]"
    r"(?=[0-9]{3}(?:[ \xa0\u202f][0-9]{3})*[多余]?[万亿元个人名户家项倍吨公平立亩张间宗])"
    r"|(?<=[0-9])\u2009(?=[0-9]{3}(?![0-9]))|(?<=[0-9])[ \t]+(?=[kK](?![A-Za-z]))|(?<=[0-9]) (?=[0-9] 折)"
)
_COUNTED = "年月日%‰万亿元个人名户家项倍吨公平亩美多岁千台辆条次件套所座斤米"
# 7 4 7 7 2 亿元, 8 .8 %: a text of which every digit stands by itself
_SPREAD = later(
    r"(?<![0-9.])[0-9](?: [0-9](?![0-9]))*(?: ?\. ?[0-9](?: [0-9](?![0-9]))*)?"
    rf"(?= ?[{_COUNTED}])"
)
_BLANK = later("[ ]+")
_BLANKS = frozenset(" \t\u3000\u2009\xa0\u202f")
# What stands before and behind a blank inside a numeral
_BEFORE_BLANK = frozenset(f"{_NUMERAL}个年月.0123456789")
_BEHIND_BLANK = frozenset(f"{_NUMERAL}个成折余kK.0123456789{_COUNTED}")
# 指数, 人数百余: 数 of these words is no beginning of a numeral
_NOT_BEFORE = {
    "数": "指人总次基系参倍个多少户件函分岁天因对复位级奇偶整实度字款份家约无为无计",
    "一": "统唯同单划归专之第星万某另任每逐进任合不哪这那初",
    "半": "每",
    "三": "高初再",
    "伍": "队入退为",
    "陆": "大登着内海",
    "拾": "收捡",
    "肆": "大",
}
# 增长-3.2%, 利润为-6亿元, 流量净额-1.35亿元, but 歼-35
_SIGNS = ("-", "负", "−")
_MINUS = later(r"(?:(?<![0-9A-Za-z\u4e00-\u9fff)%])|(?<=[长降幅率速值度达是至为额润余差])|(?<=[同环]比))-")
_AMOUNT = later(r"[0-9.]+(?:[%‰℃]|°C|摄氏度)")
_CURRENCIES = ("USD", "RMB", "CNY", "EUR", "HKD")
# CT1台, MRI2台
_MACHINES = later("(?<=[^A-Z][A-Z]{2})[0-9]{1,3}(?:台|套|辆|架)|(?<=[^A-Z][A-Z]{3})[0-9]{1,3}(?:台|套|辆|架)")
_INDICATORS = ("GDP", "CPI", "PPI", "PMI", "FDI", "GNP", "R&D")


def folded(text: str) -> str:
    """Return *text* with full-width and traditional forms of numerals as the plain ones, place for place."""
    plain = _FOLDED.made(text)
    return _URL.sub(lambda found: " " * len(found.group()), plain) if "://" in plain or "www." in plain else plain


def readings(plain: str) -> Iterator[Reading]:
    """Yield the quantities of a folded text in reading order; they never overlap."""
    if not _has_blanks_inside(plain):
        yield from _scan(plain)
        return
    squeezed, starts, shifts = _squeezed(plain)
    for reading in _scan(squeezed):
        start, end = (_original(at, starts, shifts) for at in (reading.start, reading.end - 1))
        yield reading._replace(start=start, end=end + 1)


def _has_blanks_inside(plain: str) -> bool:
    """Return whether any numeral of a folded text holds a blank."""
    if _BLANKS.isdisjoint(plain):
        return False
    parts = pairwise(plain.split())
    if not any(one[-1] in _BEFORE_BLANK and other[0] in _BEHIND_BLANK for one, other in parts):
        return False
    return _SPACED.search(plain) is not None or _is_spread(plain)


def _squeezed(plain: str) -> tuple[str, list[int], list[int]]:
    """Return *plain* without the blanks inside numerals, and for places from which on how many were taken."""
    parts: list[str] = []
    starts, shifts = [0], [0]
    at = length = 0
    for start, end in sorted({found.span() for found in _SPACED.finditer(plain)} | set(_spread(plain))):
        if start < at:
            continue
        parts.append(plain[at:start])
        length += start - at
        at = end
        starts.append(length)
        shifts.append(at - length)
    parts.append(plain[at:])
    return "".join(parts), starts, shifts


def _is_spread(plain: str) -> bool:
    return next(_spread(plain), None) is not None


def _spread(plain: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the blanks inside numerals of which every digit stands by itself."""
    for found in _SPREAD.finditer(plain):
        for blank in _BLANK.finditer(plain, *found.span()):
            yield blank.span()


def _original(at: int, starts: list[int], shifts: list[int]) -> int:
    return at + shifts[bisect_right(starts, at) - 1]


def _scan(text: str) -> Iterator[Reading]:
    at = floor = 0
    search = _TRIGGER.search
    while (found := search(text, at)) is not None:
        start = found.start()
        at = names.end_of(text, start)
        if at > start:
            floor = at
            continue
        if not _may_begin(text, start):
            at = start + 1 if not text[start].isdigit() else written.past(text, start)
            continue
        read, at = expression.at(text, start, floor)
        for reading in read:
            yield _signed(text, reading, floor)
            floor = at
        at = max(at, start + 1)


def _may_begin(text: str, start: int) -> bool:
    if not start:
        return True
    c, before = text[start], text[start - 1]
    if c.isdigit():
        # G20, PM2.5, 歼-35, COVID-19
        if before.isascii() and (before.isalpha() or before == "_"):
            return text.endswith((*_INDICATORS, *_CURRENCIES), 0, start) or _MACHINES.match(text, start) is not None
        named = before == "-" and start > 1 and text[start - 2].isalpha()
        return not named or _is_amount(text, start) or _MINUS.match(text, start - 1) is not None
    return before not in _NOT_BEFORE.get(c, "")


def _is_amount(text: str, start: int) -> bool:
    return _AMOUNT.match(text, start) is not None and "\u4e00" <= text[start - 2] <= "\u9fff"


def _signed(text: str, reading: Reading, floor: int) -> Reading:
    """Take in the minus that stands before: -22.2%, 负3.9%."""
    before = text[max(floor, reading.start - 1) : reading.start]
    if reading.value is None or before not in _SIGNS:
        return reading
    if before == "-" and not _MINUS.match(text, reading.start - 1):
        return reading
    # 负三四度 is less than nothing altogether, -20℃～50℃ at its lower end alone
    high = None if reading.high is None else -reading.high if before == "负" else reading.high
    return reading._replace(start=reading.start - 1, value=-reading.value, high=high)
