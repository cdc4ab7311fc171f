"""A text to the places where it says what shall be reached in the time to come: 到2025年，覆盖率达到98%."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from tracker import numerals
from tracker.figures.reading import Reading
from tracker.model import FigureRole
from tracker.patterns import later

_YEAR = "([12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3})"
_BY_YEAR = later(
    rf"到{_YEAR}年[底末]?|(?:今后|未来)[0-9一二三四五六七八九十]{{1,2}}年[内间]?,"
    "|(?:国家|今年|第[一二三四五六七八九十]{1,3}个五年|“[一二三四五六七八九十]{1,3}五”)?计划(?:草案)?(?:要求|规定),",
    needs="到1 到2 到一 到二 今后 未来 要求, 规定,",
)
# Only where a clause begins with it: 由703元增加到2007年的1378元 tells of another year.
_OPENS = frozenset(",。;:!?、—\n \t\u3000)")
_SENTENCE_END = later("[。!?\n|]")
# 1983年6月6日, 国发〔2021〕3号, 截至2020年: the text was written then, or later
_WRITTEN = later(
    rf"(?<![至到]){_YEAR}年[0-9一二三四五六七八九十]{{1,3}}月[0-9一二三四五六七八九十]{{1,3}}日"
    rf"|[〔\[]{_YEAR}[〕\]]|截[至止]{_YEAR}年"
)
# Where a text does not say when it was written, its aims stand near, and it speaks of no later year.
_AIMS = later("目标|规划|力争|确保|努力实现", needs="目标 规划 力争 确保 努力实现")
_SPOKEN_OF = later(rf"(?<![到至—–~-])(?<!力争)(?<!确保)(?<!计划)(?<!预计){_YEAR}年(?!前|远景)")
_NEAR = 400
_LONGEST_SENTENCE = 1000
_DONE = later("已|了(?!解)|实际(?!增长|年均|平均|利用)|曾|完成(?:了|年度)")
# What it comes from, and what it is more than, is no aim: 高于过去二十八年平均每年递增2.6%的水平
_KNOWN = later("[由从](?:[^,。;0-9]{0,8}|[0-9]{4}年的?)$|比[^,。;]{2,8}的$", needs="由 从 比")
_MORE_THAN = later("[高低快]于[^,。;]{2,28}$", needs="高于 低于 快于")
_LONGEST_COMPARED = 30
_REACHES = later("达|突破|超过|保持|稳定|控制|不低于|不少于", needs="达 突破 超过 保持 稳定 控制 不低于 不少于")
# 棉花三百六十万吨: the next of a list of aims
_LONGEST_ITEM = 8


def spans(plain: str) -> list[tuple[int, int]]:
    """Return where a folded text tells what shall be reached in time to come, each place up to its sentence's end."""
    places = [by for by in _BY_YEAR.finditer(plain) if not by.start() or plain[by.start() - 1] in _OPENS]
    if not places:
        return []
    written = max((_year(found.groups()) for found in _WRITTEN.finditer(plain)), default=None)
    spoken = max((_year(found.groups()) for found in _SPOKEN_OF.finditer(plain)), default=Decimal(0))
    found = []
    for by in places:
        farthest = min(len(plain), by.end() + _LONGEST_SENTENCE)
        end = _SENTENCE_END.search(plain, by.end(), farthest)
        stop = end.start() if end else farthest
        year = by[1] and _year(by.groups())
        if not year or (year > written if written else year >= spoken and _aims(plain, by.start())):
            found.append((by.end(), stop))
    return found


def covers(
    places: Sequence[tuple[int, int]],
    plain: str,
    reading: Reading,
    role: FigureRole,
    left: tuple[int, int],
    *,
    listed: bool,
) -> bool:
    """Return whether a figure, before which stands what is at *left*, says what shall be reached in one of *places*.

    Where the figure before does, the next of a list may be *listed* without a word that says so.
    """
    start = reading.start
    place = bisect_right(places, (start, start)) - 1
    if place < 0 or start >= places[place][1] or _DONE.search(plain, max(places[place][0], start - _NEAR), start):
        return False
    compared = _MORE_THAN.search(plain, max(places[place][0], start - _LONGEST_COMPARED), start)
    if reading.kind == "rank" or compared or _KNOWN.search(plain, *left):
        return False
    if role == "change" or plain[start - 1] in "至到为":
        return True
    if listed and reading.kind != "duration" and start - left[0] <= _LONGEST_ITEM:
        return True
    return _REACHES.search(plain, left[0], reading.end) is not None


def _aims(plain: str, start: int) -> bool:
    """Return whether a text speaks of aims where it begins, or before *start*."""
    return (_AIMS.search(plain, max(0, start - _NEAR), start) or _AIMS.search(plain, 0, _NEAR)) is not None


def _year(found: Sequence[str | None]) -> Decimal:
    """Return the year among the groups that a pattern *found*."""
    return numerals.parse_numeral(next(filter(None, found)))
