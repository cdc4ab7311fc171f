"""A document to what stands in front of its text: the title, when and where a report was given, and by whom."""

from __future__ import annotations

from typing import NamedTuple

from tracker.model import Document

# Where lines were joined, the first paragraphs of the text hold what others have in front: 国务院总理某某各位代表!
_BEHIND = 2


class Front(NamedTuple):
    """The segments of the title and the notes beside it, and those with what stands right behind them."""

    lines: frozenset[int]
    around: frozenset[int]


def of(document: Document) -> Front:
    """Return what stands in front of the text of *document*."""
    end = 0
    for paragraph in document.paragraphs:
        if paragraph.role == "text" or document.sections[paragraph.section].level:
            break
        end += 1
    places = [segment.paragraph for segment in document.segments]
    return Front(*(frozenset(k for k, at in enumerate(places) if at < last) for last in (end, end + _BEHIND)))


def apart(old: Front, i: int, new: Front, j: int) -> bool:
    """Return whether one of two segments stands in front, and the other amid the text: it is no new wording of it."""
    return (i in old.lines and j not in new.around) or (j in new.lines and i not in old.around)
