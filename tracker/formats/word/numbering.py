"""Word's automatic numbering to the labels that a reader sees before a paragraph: 第一章, 一、, （二）, 1.2, ③."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.formats.labels import ordinal
from tracker.formats.office import BULLET
from tracker.formats.package import attribute, child, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLES = {
    "chineseCounting": "chinese", "chineseCountingThousand": "chinese", "japaneseCounting": "chinese",
    "taiwaneseCounting": "chinese", "taiwaneseCountingThousand": "chinese", "ideographDigital": "digits",
    "japaneseDigitalTenThousand": "digits", "taiwaneseDigital": "digits", "lowerLetter": "lower",
    "upperLetter": "upper", "lowerRoman": "roman", "upperRoman": "Roman", "decimalEnclosedCircle": "circle",
    "decimalEnclosedCircleChinese": "circle", "decimalFullWidth": "wide", "decimalFullWidth2": "wide",
    "decimalZero": "zero", "ideographTraditional": "stems", "chineseLegalSimplified": "legal",
    "decimalEnclosedParen": "parenthesis", "decimalEnclosedFullstop": "stop",
}  # fmt: skip
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: where it starts, how its number is written, and among which words (第%1章)."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    """A list as the document defines it; ``counts`` grows as its paragraphs are read."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document, counted on as its paragraphs are read in order."""

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        if root is not None:
            self._read(root)

    def label(self, number: tuple[str, int | None], style: str | None) -> tuple[str, int] | None:
        """Count one paragraph; return its label (- for a bullet, perhaps nothing) and its level, None for no list."""
        name, level = number
        found = self._lists.get(name)
        if found is None:
            return None
        if level is None:
            level = next((n for n, one in found.levels.items() if style and one.style == style), 0)
        definition = found.levels.get(level)
        if definition is None:
            return None
        self._count(name, found, level, definition)
        if definition.format == "bullet":
            return BULLET, level
        return _PLACE.sub(lambda place: _number(found, int(place.group(1)) - 1, definition), definition.text), level

    def _count(self, name: str, found: _List, level: int, definition: _Level) -> None:
        restart = self._restarts.pop((name, level), None)
        before = definition.start - 1 if restart is None else restart - 1
        found.counts[level] = (found.counts.get(level, before) if restart is None else before) + 1
        for deeper in [n for n in found.counts if n > level]:
            del found.counts[deeper]

    def _read(self, root: _Element) -> None:
        abstract = {
            attribute(e, "abstractNumId") or "": _List(dict(map(_level, _all(e, "lvl"))))
            for e in _all(root, "abstractNum")
        }
        for number in _all(root, "num"):
            name = attribute(number, "numId") or ""
            shared = abstract.get(attribute(child(number, "abstractNumId"), "val") or "")
            if shared is None:
                continue
            self._lists[name] = shared
            for override in _all(number, "lvlOverride"):
                level = _int(attribute(override, "ilvl"), 0)
                own = child(override, "lvl")
                if own is not None:
                    self._lists[name] = _List({**self._lists[name].levels, level: _level(own)[1]})
                start = child(override, "startOverride")
                if start is not None:
                    self._restarts[name, level] = _int(attribute(start, "val"), 1)


def _level(element: _Element) -> tuple[int, _Level]:
    fonts = attribute(child(element, "numFmt"), "val") or "decimal"
    return _int(attribute(element, "ilvl"), 0), _Level(
        _int(attribute(child(element, "start"), "val"), 1),
        fonts,
        (attribute(child(element, "lvlText"), "val") or "")[:100],
        child(element, "isLgl") is not None,
        attribute(child(element, "pStyle"), "val"),
    )


def _number(found: _List, level: int, asking: _Level) -> str:
    definition = found.levels.get(level, _Level())
    if definition.format == "none":
        return ""
    style = "" if asking.legal else _STYLES.get(definition.format, "")
    return ordinal(found.counts.get(level, definition.start), style)


def _all(element: _Element, name: str) -> list[_Element]:
    return [inner for inner in element if local(inner) == name]


def _int(written: str | None, default: int) -> int:
    return int(written) if written and re.fullmatch(r"\d{1,6}", written) else default
