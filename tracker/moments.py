"""A figure of a document to the time that its sentence speaks of, as far as its words tell.

Two figures can contradict each other only where both speak of the same time, and of what was and not of what shall be.
"""

from __future__ import annotations

from tracker.model import Document, Figure, Span
from tracker.patterns import later

_DIGIT = "0-9０-９"
_COUNT = rf"[一二三四五六七八九十两几近{_DIGIT}]"
_YEAR = rf"(?:[{_DIGIT}]{{4}}|[一二][〇○零一二三四五六七八九]{{3}})年"
# What a growth is over (比上年增长), and where it began (由上年的3.3%), is not what is spoken of.
_BASE = "(?:比|同比|较|由|从|自)"
_TIME = later(
    rf"(?:今|明|去|上|前|全|本|当|近|翌)年|{_YEAR}|{_COUNT}{{1,3}}个?(?:年|月|季度)|[上下]半年|年[底末均初]|累计|合计|平均"
    r"|期[间末]|时期|“[^”]{1,3}五”|第[一二三四五六七八九十0-9]+[次批届期轮]"
)
_AFTER_BASE = later(rf"{_BASE}$")
_OVER_YEARS = later(
    rf"{_YEAR}|(?<!第){_COUNT}{{1,2}}年(?!级|期)|年均|每年|累计|合计|平均|时期|“[^”]{{1,3}}五”|期间",
)
_PLANNED = later(rf"今年(?!以来)|明年|拟|计划(?!生育)|安排|预算|力争|争取|目标|规划|预期|预计|将|到{_YEAR}")


def sentence(document: Document, figure: Figure) -> Span:
    """Return the sentence, or the part of one between semicolons, that *figure* stands in."""
    text = document.text
    start = max(text.rfind(mark, 0, figure.span.start) for mark in "。；;\n") + 1
    ends = [at for mark in "。；;\n" if (at := text.find(mark, figure.span.end)) >= 0]
    return Span(start, min(ends, default=len(text)))


def spoken_of(document: Document, figure: Figure) -> str:
    """Return the words for the time that the paragraph of *figure* named last before it; "" where it named none."""
    start = document.text.rfind("\n", 0, figure.span.start) + 1
    before = document.text[start : figure.span.start]
    named = [time for time in _TIME.finditer(before) if not _AFTER_BASE.search(before, 0, time.start())]
    return named[-1].group() if named else ""


def over_years(document: Document, figure: Figure) -> bool:
    """Return whether the sentence of *figure* may speak of more than the last year: since 2007年, 五年累计, 年均."""
    return _OVER_YEARS.search(sentence(document, figure).of(document.text)) is not None


def planned(document: Document, figure: Figure) -> bool:
    """Return whether *figure* may be something that shall be, and not something that was."""
    return figure.role == "target" or _PLANNED.search(sentence(document, figure).of(document.text)) is not None
