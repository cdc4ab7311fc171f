"""The edits of a changed segment to lines with what went and what came marked."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from tracker import folding, statutes
from tracker.model import Edit
from tracker.renderers import plain
from tracker.renderers.page import Line, Mark, Run, clean
from tracker.renderers.phrases import Phrases

# Below this share of kept words an interleaved redline is harder to read than the two texts, one under the other.
READABLE = 0.4
# … but what one stretch of so many characters took the place of stands best beside it.
SHORT = 20
# A stretch that stayed, longer than this, is cut in its middle to what stands next to the edits.
LONGEST_KEPT = 160
KEPT_BESIDE = 60
# Marks that string a passage to its neighbours; a passage that is quoted alone has no use for them.
STRUNG = ",\uff0c\u3001;\uff1b "
# Marks that are written in two widths, and what parts cells; as plain as they are compared. A comma may stand in a
# number.
_WIDE = "()[]{};:!?|"
_MARKS: dict[str, Mark] = {"=": "plain", "-": "deleted", "+": "inserted"}
_BREAKS = ",，;；。、:： "


def lines(edits: Sequence[Edit], say: Phrases) -> list[Line]:
    """Return one line with both texts interleaved, or two (old, new) where little is common."""
    edits = shown(edits)
    if is_interleaved(edits):
        return [_runs(edits)]
    old = Run(say("old") + say("colon"), "quiet"), *_runs(_joined(edit for edit in edits if edit.op != "+"))
    new = Run(say("new") + say("colon"), "quiet"), *_runs(_joined(edit for edit in edits if edit.op != "-"))
    return [old, new]


def shown(edits: Sequence[Edit]) -> Sequence[Edit]:
    """Return the edits of a passage that a reader is shown: without marks of Markdown, and those of another width."""
    return _unstrung(_of_one_width(plain.edits(edits)))


def is_interleaved(edits: Sequence[Edit]) -> bool:
    """Return whether both texts are shown in one line; where they have little in common each has its own."""
    kept = sum(len(edit.text) for edit in edits if edit.op == "=")
    whole = max(sum(len(edit.text) for edit in edits if edit.op != gone) for gone in "+-")
    return kept >= READABLE * whole or not kept or _is_short(edits)


def _is_short(edits: Sequence[Edit]) -> bool:
    """Return whether one short stretch took another's place, or only figures did: 产业结构为 12.6:42.3 → 12.3:40.9."""
    steps = [edit.text for edit in edits if edit.op != "="]
    replaced = len(steps) == 2 and "-+" in "".join(edit.op for edit in edits)
    if not any(edit.op == "=" and any(map(str.isalnum, edit.text)) for edit in edits):
        return False
    return max(map(len, steps)) <= SHORT and (replaced or all(text[:1].isdigit() for text in steps))


def alone(text: str) -> str:
    """Return a passage without the marks of Markdown, and those that string it to its neighbours."""
    return clean(plain.said(text)).strip(STRUNG)


def runs(edits: Sequence[Edit]) -> Line:
    """Return both texts interleaved, what went and what came marked."""
    return _runs(_of_one_width(plain.edits(edits)))


def _of_one_width(edits: Sequence[Edit]) -> list[Edit]:
    """Return *edits* without those that only put a mark in another width: ( for （, which is no change."""
    found: list[Edit] = []
    for edit in edits:
        if found and {found[-1].op, edit.op} == {"-", "+"}:
            gone, come = (found.pop(), edit) if edit.op == "+" else (edit, found.pop())
            found += _replaced(gone.text, come.text)
        else:
            found.append(edit)
    return _joined(edit for edit in found if edit.text)


def _replaced(gone: str, come: str) -> list[Edit]:
    """Return the edits that put *come* in the place of *gone*, with the marks that begin and end both kept."""
    # Which number a footnote has says nothing.
    if folding.width(gone) == folding.width(come) or _cite(gone, come):
        return [Edit("=", come)]
    # （三） before an item's words is told whole, however its brackets are written.
    if (one := statutes.ITEM.match(gone)) and (other := statutes.ITEM.match(come)):
        labels = one.group(), other.group()
        first = [Edit("=", labels[1])] if folding.width(labels[0]) == folding.width(labels[1]) else _exchanged(*labels)
        return [*first, *_replaced(gone[one.end() :], come[other.end() :])]
    head = _same_marks(gone, come)
    tail = _same_marks(gone[head:][::-1], come[head:][::-1])
    ends = len(gone) - tail, len(come) - tail
    return [
        Edit("=", come[:head]),
        Edit("-", gone[head : ends[0]]),
        Edit("+", come[head : ends[1]]),
        Edit("=", come[ends[1] :]),
    ]


def _cite(*texts: str) -> bool:
    """Return whether all *texts* are marks of footnotes."""
    return all(map(folding.CITES_FOOTNOTE.fullmatch, texts))


def _exchanged(gone: str, come: str) -> list[Edit]:
    return [Edit("-", gone), Edit("+", come)]


def _same_marks(one: str, other: str) -> int:
    """Return how many marks both texts begin with, in whatever width; figures and words stay whole."""
    pairs = itertools.takewhile(
        lambda pair: folding.width(pair[0]) == folding.width(pair[1]) in _WIDE,
        zip(one, other, strict=False),
    )
    return len(list(pairs))


def _joined(edits: Iterable[Edit]) -> list[Edit]:
    """Return *edits* with what stayed in one piece."""
    groups = itertools.groupby(edits, key=lambda edit: edit.op)
    return [Edit(op, "".join(edit.text for edit in group)) for op, group in groups]


def _runs(edits: Iterable[Edit]) -> Line:
    return tuple(Run(_kept(text) if op == "=" else text, _MARKS[op]) for op, text in _cleaned(edits) if text)


def _unstrung(edits: Sequence[Edit]) -> Sequence[Edit]:
    """Return *edits* without the mark that strings both texts to what follows them."""
    if not edits or edits[-1].op != "=":
        return edits
    return [*edits[:-1], Edit("=", edits[-1].text.rstrip(STRUNG))]


def _cleaned(edits: Iterable[Edit]) -> Iterable[tuple[str, str]]:
    return ((edit.op, clean(edit.text)) for edit in edits)


def _kept(text: str) -> str:
    """Return a stretch that stayed, its middle left out where it is long."""
    if len(text) <= LONGEST_KEPT:
        return text
    return f"{text[: _break(text, KEPT_BESIDE)]}……{text[_break(text, len(text) - KEPT_BESIDE) :]}"


def _break(text: str, near: int) -> int:
    """Return the first place after a mark of punctuation at or before *near*, else *near*."""
    for at in range(near, max(near - KEPT_BESIDE // 2, 0), -1):
        if text[at - 1] in _BREAKS:
            return at
    return near
