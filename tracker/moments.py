"""A figure of a document to the time that its sentence speaks of, as far as its words tell.

Two figures can contradict each other only where both speak of the same time, and of what was and not of what shall be.
Here any word that might say so counts, so that nothing is found in vain; how long a time a figure is of, as its words
say by and large, is told by `figures/stretches.py`, and decides what is paired.
"""

from __future__ import annotations

from functools import lru_cache

from tracker import folding
from tracker.model import Document, Figure, Span
from tracker.patterns import later

_SENTENCE, _CLAUSE = "\n。；;", "\n。；;，,"
# Figures of one sentence follow one another, in each of up to some hundred versions: of so many sentences it is
# remembered what was found in them.
_KEPT = 512
# What stands so many characters before is forgotten.
_FAR = 1_000
_DIGIT = "0-9０-９"
_COUNT = rf"[一二三四五六七八九十两几近{_DIGIT}]"
_YEAR = rf"(?:[{_DIGIT}]{{4}}|[一二][〇○零一二三四五六七八九]{{3}})年"
# What a growth is over (比上年增长), and where it began (由上年的3.3%), is not what is spoken of.
_BASES = ("比", "较", "由", "从", "自")
_TIME = later(
    rf"(?:今|明|去|上|前|全|本|当|近|翌)年|{_YEAR}|{_COUNT}{{1,3}}个?(?:年|月|季度)|[上下]半年|年[底末均初]|累计|合计|平均"
    r"|期[间末]|时期|“[^”]{1,3}五”|第[一二三四五六七八九十0-9]+[次批届期轮]"
)
_OVER_YEARS = later(
    rf"{_YEAR}|(?<!第){_COUNT}{{1,2}}年(?!级|期)|年均|每年|累计|合计|平均|时期|“[^”]{{1,3}}五”|期间",
)
# … and so the clause of a figure itself: 五年累计1.6万亿元
_SUMMED = later("累计|合计|年均|平均每|[五三四几两]年")
_PLANNED = later(rf"今年(?!以来)|明年|拟|计划(?!生育)|安排|预算|力争|争取|目标|规划|预期|预计|将|到{_YEAR}")


def sentence(document: Document, figure: Figure) -> Span:
    """Return the sentence, or the part of one between semicolons, that *figure* stands in."""
    return _between(document.text, figure.span, _SENTENCE, Span(0, len(document.text)))


def words(document: Document, figure: Figure) -> str:
    """Return the words of the sentence of *figure*, folded."""
    return _words(sentence(document, figure).of(document.text))


def ahead(document: Document, figure: Figure) -> str:
    """Return what stands before *figure* in its sentence, as far as that is not too far away."""
    start = figure.span.start
    return document.text[max(sentence(document, figure).start, start - _FAR) : start]


def clause(document: Document, figure: Figure) -> Span:
    """Return what stands around *figure* from one comma to the next, as far as that is not too far away."""
    near = Span(max(0, figure.span.start - _FAR), figure.span.end + _FAR)
    return _between(document.text, figure.span, _CLAUSE, near)


def _between(text: str, span: Span, marks: str, within: Span) -> Span:
    """Return what stands around *span* between two of *marks*, or the ends of what it is *within*."""
    start, end = within
    for mark in marks:
        start = max(start, text.rfind(mark, start, span.start) + 1)
        found = text.find(mark, span.end, end)
        end = end if found < 0 else found
    return Span(start, end)


def spoken_of(document: Document, figure: Figure) -> str:
    """Return the words for the time that the paragraph of *figure* named last before it; "" where it named none."""
    text, start = document.text, figure.span.start
    first = max(text.rfind("\n", 0, start) + 1, start - _FAR)
    named = [time for time in _TIME.finditer(text, first, start) if not text.endswith(_BASES, first, time.start())]
    return named[-1].group() if named else ""


def over_years(document: Document, figure: Figure) -> bool:
    """Return whether the sentence of *figure* may speak of more than the last year: since 2007年, 五年累计, 年均."""
    return _speaks_of_years(sentence(document, figure).of(document.text))


def summed(document: Document, figure: Figure) -> bool:
    """Return whether *figure* is of several years, or an average of them, as its own clause says."""
    return _SUMMED.search(clause(document, figure).of(document.text)) is not None


def planned(document: Document, figure: Figure) -> bool:
    """Return whether *figure* may be something that shall be, and not something that was."""
    return figure.role == "target" or _speaks_of_plans(sentence(document, figure).of(document.text))


@lru_cache(maxsize=_KEPT)
def _words(said: str) -> str:
    return folding.words(said)


@lru_cache(maxsize=_KEPT)
def _speaks_of_years(said: str) -> bool:
    return _OVER_YEARS.search(said) is not None


@lru_cache(maxsize=_KEPT)
def _speaks_of_plans(said: str) -> bool:
    return _PLANNED.search(said) is not None
