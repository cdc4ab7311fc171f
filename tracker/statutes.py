"""How a law calls its parts (第十二条之一, （三）), and which sections of a document are articles of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.model import Document, Section, chain
from tracker.patterns import later

NUMERAL = "[〇零一二三四五六七八九十百千两0-9０-９]"
# （三）, （一百二十三） before the words of an item (项) of a list; but (2024) is a year
ITEM = later(rf"\s*[(（]((?:[一二三四五六七八九]百)?{NUMERAL}{{1,3}})[)）]", needs="( （")
# Its units that traditional characters write otherwise
_TRADITIONAL = {"编": "編", "节": "節", "条": "條", "项": "項"}


def provision(units: str) -> str:
    """Return the pattern of how provisions of the *units* are called: 第十二条之一."""
    traditional = "".join(_TRADITIONAL.get(unit, "") for unit in units)
    return f"第{NUMERAL}+[{units}{traditional}](?:之[一二三四五六七八九十]+)?"


def is_article(number: str | None) -> bool:
    """Return whether a section so called is an article: 第十二条, 第十二條之一."""
    return number is not None and number[:1] == "第" and ("条" in number or "條" in number)


def articles(document: Document) -> Iterator[int]:
    """Yield the sections that are articles."""
    return (index for index, section in enumerate(document.sections) if is_article(section.number))


def has_articles(document: Document) -> bool:
    """Return whether *document* is cut into articles, as laws are."""
    return next(articles(document), None) is not None


def within_articles(sections: Sequence[Section]) -> set[int]:
    """Return the *sections* (indexes) that are articles, or stand under one."""
    within: set[int] = set()
    for index, section in enumerate(sections):
        if section.parent in within or is_article(section.number):
            within.add(index)
    return within


def article_of(sections: Sequence[Section], index: int) -> int | None:
    """Return the article that the section at *index* is, or stands under."""
    return next((at for at in chain(sections, index) if is_article(sections[at].number)), None)
