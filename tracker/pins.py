"""A reader's statements on which passages belong together or apart (TOML) to pins for two texts.

    [[together]]
    old = "选配14万名微网格员"
    new = "选配15.2万名微网格员"

    [[apart]]
    old = [120, 145]
    new = "推行夜间值守制度"

A passage is quoted, as long as it stands in the text just once, or given as its span in code points.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from tracker.errors import UsageError
from tracker.model import Pin, Span

_KINDS = ("together", "apart")
_SIDES = ("old", "new")
# So much of a passage says in an error which one is meant.
_QUOTED = 20


def read(text: str, name: str, old: str, new: str) -> tuple[Pin, ...]:
    """Return the pins that *text* states for the texts *old* and *new*; *name* is what errors call it.

    Raises UsageError where it is no such statement, or where the passages cannot be found.
    """
    try:
        stated = tomllib.loads(text)
    except ValueError as error:  # of numbers too long, too, not of TOML alone
        raise UsageError(f"{name}: it is no TOML: {error}") from None
    except RecursionError:
        raise UsageError(f"{name}: its values are nested too deeply") from None
    for key in stated:
        if key not in _KINDS:
            raise UsageError(f"{name}: unknown key {key}: it holds [[together]] and [[apart]]")
    pins = tuple(_pins(stated, name, (old, new)))
    _agree(pins, name)
    return pins


def _pins(stated: dict[str, object], name: str, texts: tuple[str, str]) -> Iterator[Pin]:
    for kind in _KINDS:
        entries = stated.get(kind, [])
        if not isinstance(entries, list):
            raise UsageError(f"{name}: {kind} is written as [[{kind}]], once for each pair of passages")
        for number, entry in enumerate(entries, 1):
            place = f"{name}: {kind} {number}"
            if not isinstance(entry, dict) or set(entry) != set(_SIDES):
                raise UsageError(f"{place}: give the two passages as old = … and new = …, and nothing else")
            old, new = (_span(entry[side], text, side, place) for side, text in zip(_SIDES, texts, strict=True))
            yield Pin(kind == "together", old, new)


def _span(given: object, text: str, side: str, place: str) -> Span:
    match given:
        case [bool(), _] | [_, bool()]:
            pass  # Python takes true for 1
        case [int(start), int(end)] if 0 <= start < end <= len(text):
            return Span(start, end)
        case [int(), int()]:
            raise UsageError(f"{place}: {side} is no span [start, end] within the {len(text)} characters of the text")
        case str(words) if words.strip():
            return _quoted(words.strip(), text, side, place)
    raise UsageError(f"{place}: {side} is neither words of the text nor a span [start, end]")


def _quoted(words: str, text: str, side: str, place: str) -> Span:
    often = text.count(words)
    if often == 1:
        start = text.index(words)
        return Span(start, start + len(words))
    said = words if len(words) <= _QUOTED else words[:_QUOTED] + "…"
    if not often:
        raise UsageError(f"{place}: “{said}” does not stand in the {side} version")
    raise UsageError(
        f"{place}: “{said}” stands in the {side} version {often} times: quote more of it, or give its span [start, end]"
    )


def _agree(pins: tuple[Pin, ...], name: str) -> None:
    together = [pin for pin in pins if pin.together]
    for number, pin in enumerate((pin for pin in pins if not pin.together), 1):
        if any(_meet(pin.old, other.old) and _meet(pin.new, other.new) for other in together):
            raise UsageError(f"{name}: apart {number} takes apart what is stated to belong together")


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
