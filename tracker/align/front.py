"""A document to the lines of its title, and to what stands in front of its text with it."""

from __future__ import annotations

from typing import NamedTuple

from tracker.model import Document

# Where lines were joined, the first paragraphs of the text hold what others have in front: 国务院总理某某各位代表!
_BEHIND = 2


class Front(NamedTuple):
    """The lines of the title, and all that stands in front of the text, with what stands right behind it."""

    title: frozenset[int]
    ahead: frozenset[int]


def of(document: Document) -> Front:
    """Return what stands in front of the text of *document*."""
    end = 0
    for paragraph in document.paragraphs:
        if paragraph.role == "text" or document.sections[paragraph.section].level:
            break
        end += 1
    ahead = [k for k, segment in enumerate(document.segments) if segment.paragraph < end + _BEHIND]
    title = (k for k in ahead if document.segments[k].role == "heading" and document.segments[k].paragraph < end)
    return Front(frozenset(title), frozenset(ahead))


def apart(old: Front, i: int, new: Front, j: int) -> bool:
    """Return whether one of two segments is of a title, and the other amid the text: it is no new wording of it."""
    return (i in old.title and j not in new.ahead) or (j in new.title and i not in old.ahead)
