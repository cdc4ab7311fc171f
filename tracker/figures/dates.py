"""A place in a text where a numeral begins, to the end of the date, time or calendar period that stands there."""

from __future__ import annotations

from tracker.figures import numbering
from tracker.figures.numbering import AND, NUMERAL, TO
from tracker.patterns import later

_N = NUMERAL
_OR, _AND = f"[{TO}、]", f"(?:[{TO}]{{1,2}}|[{AND}])"
_SEVERAL = frozenset(TO + AND)
# 1月、2月和3月: so many at most are read as one date.
_MOST_MONTHS = 7
# So far ahead stands the 年 or 月 of several numbers.
_LONGEST_YEARS, _LONGEST_MONTHS = 80, 8


class _Calendar:
    """Years, months and days in one kind of numerals: patterns of a *year*, and of the *number* of a month or day."""

    def __init__(self, year: str, number: str, *, short_years: str = "") -> None:
        # 23日  9日至12日  4、5日  1—3日、8日
        self.days = f"{number}(?:{_OR}{number}){{0,3}}[日号]"
        # 月份  月底  月9日至12日  月30日至2025年1月2日
        days = f"{self.days}(?:{_AND}(?:(?:{year}年)?{number}月)?{self.days}){{0,6}}"
        of_month = f"月(?:份|底|初|末|[上中下]旬|{days})?"
        # 2019年  2019—2021年  1978、1979年  2010年代  2019/20年度
        self._years = later(f"{year}(?:(?:{_AND}|/)(?:{year}{short_years})){{0,12}}年代?")
        # 8月  1至9月  7月3日  3月5日至11日, and one that follows
        self._month = later(f"{number}(?:{_OR}{number})?{of_month}")
        self._next = later(f"{_AND}{number}{of_month}")

    def from_year(self, text: str, at: int) -> int:
        """Return where the date ends that begins with a year at *at*, or *at*: 2024年1月1日."""
        found = self._years.match(text, at)
        if found is None:
            return at
        return found.end() if text[found.end() - 1] == "代" else self.from_month(text, found.end(), behind_year=True)

    def from_month(self, text: str, at: int, *, behind_year: bool = False) -> int:
        """Return where the date ends that begins with a month at *at*, or *at*; 3月均 is an average."""
        found = self._month.match(text, at)
        for _ in range(_MOST_MONTHS):
            if found is None or (not behind_year and text.startswith("月均", found.end() - 1)):
                break
            at = found.end()
            found = self._next.match(text, at) if text[at : at + 1] in _SEVERAL else None
        return at


_DIGITS = _Calendar("(?:1[5-9]|20|21)[0-9]{2}", "[0-9]{1,2}", short_years="|[0-9]{2}")
_CHARACTERS = _Calendar(
    "[一二][〇零一二三四五六七八九]{3}",
    "[一二三四五六七八九十]{1,3}",
    short_years="|[〇零一二三四五六七八九]{2}(?=年度|[/至])",
)
_CLOCK = "(?:(?<=[上下中]午)|(?<=[凌清早]晨)|(?<=[早晚]上)|(?<=傍晚))"
_OF_THIS_MONTH = "(?<=[每本当次上下同]月)"

_TIMES = numbering.by_mark(
    # 2026-02-09  2026/2/9  2026.2.9
    ("-/.", r"[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])"),
    # 9:00  08:30  14:30:00
    (
        ":",
        r"(?<!比)(?<!比为)(?<!例为)(?<!构为)(?:0[0-9]|[5-9]|1[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![0-9.])"
        r"|[0-9]:0[0-9](?![0-9.])",
    ),
    # 8时30分  20时  九时三十分
    (
        "时",
        r"[0-9]{1,2}时(?:[0-9]{1,2}分(?!钟)(?:[0-9]{1,2}秒)?|整|许|半|起|止|[至到前后—-]|[以之][前后]|,|。|$)"
        r"|[一二三四五六七八九十]{1,3}时(?:[一二三四五六七八九十]{1,3}分(?!钟)|整|许|半)",
    ),
    # 上午9时  下午三点半
    ("时点", rf"{_CLOCK}{_N}{{1,3}}[时点](?:{_N}{{1,3}}分?|半|整|许|钟)?"),
    # 20世纪90年代  二十世纪  八十年代
    ("世年", rf"{_N}{{1,3}}世纪(?:{_N}{{2}}年代)?|{_N}{{2}}年代"),
    # 一季度  1-3季度
    ("季" + TO, rf"[1-4一二三四](?:[{TO}][1-4一二三四])?季度"),
    # 12日上午  23日电  26日在北京  26日召开
    ("日", rf"{_N}{{1,3}}日(?:上午|下午|中午|凌晨|清晨|傍晚|晚|电|讯|在|召开|举行|抵|获悉|起施行)"),
    # 请于25日前, 10日前后: a day, where a law's 会议召开二十日前 is a term
    ("日号", rf"(?:(?<=请[于在])|(?<=务必[于在])){_N}{{1,2}}[日号]之?前|{_N}{{1,2}}[日号]前后"),
    # 23日至29日
    ("日号", rf"{_N}{{1,3}}[日号][{TO}]{_N}{{1,3}}[日号](?!以|之?内|不等|拘留|的)"),
    # 每月5日前  记者23日  本月十日
    ("日号、" + TO, rf"(?:{_OF_THIS_MONTH}|(?<=记者)){_DIGITS.days}|{_OF_THIS_MONTH}{_CHARACTERS.days}"),
)
# 前三季度  前11个月; but 终止前十二个月
_FIRST_MONTHS = later(
    rf"前[1-4一二三四](?:[{TO}][1-4一二三四])?季度|前(?:1[01]|[1-9]|十?一|[二两三四五六七八九十])个(?:多)?月"
)


def end_of(text: str, at: int, mark: str) -> int:
    """Return where the date or time ends that begins at *at*, its first numeral before *mark*; *at* where none does."""
    if text[at] == "前":
        found = _FIRST_MONTHS.match(text, at)
        return found.end() if found else at
    calendar = _DIGITS if text[at] <= "9" else _CHARACTERS
    several = mark in _SEVERAL or mark == "/"
    if mark == "年" or (several and text.find("年", at, at + _LONGEST_YEARS) > 0):
        end = calendar.from_year(text, at)
        if end > at:
            return end
    if mark == "月" or (several and text.find("月", at, at + _LONGEST_MONTHS) > 0):
        end = calendar.from_month(text, at)
        if end > at:
            return end
    return numbering.end(_TIMES.get(mark, ()), text, at)
