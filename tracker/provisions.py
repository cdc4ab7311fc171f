"""The articles of a law to which the others refer: 违反本法第十二条规定的."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tracker import folding, statutes
from tracker.model import Section, Span
from tracker.patterns import later

_REFERENCE = later(statutes.provision("编章节条"))
# A reference belongs to another text where that text's name stands before it (刑法第…条, 《…》第…条), and goes on
# belonging to it through a list (第…条、第…条和第…条); 本法, 本条例 and the like are this text.
_OWN = later(r"本(?:法|条例|规定|办法|解释|细则|决定|章|节|章程|规则|意见|通知)$")
_OTHERS = later(r"(?:》|法|法典|条例|规定|办法|解释|细则|章程|规则)(?:\s*[(（][^()（）]*[)）])?\s*$")
_LIST = later(r"^(?:第[^、,，第]{1,12}[款项])?(?:、|和|及|以及|或者|或|至|到)?\s*$")


class Citation(NamedTuple):
    """A reference to a section of its own text (index), and the place where it stands."""

    span: Span
    section: int


def labels(sections: Sequence[Section]) -> dict[str, int]:
    """Return the sections by their label, those alone whose label leads to one section."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for index, section in enumerate(sections):
        label = folding.words(section.number or "")
        if label in found:
            twice.add(label)
        found[label] = index
    return {label: index for label, index in found.items() if label.startswith("第") and label not in twice}


def cited(text: str, sections: Mapping[str, int]) -> Iterator[Citation]:
    """Yield the references to *sections* of this text, which are told by their labels."""
    if not sections or "第" not in text:
        return
    others = False
    end = 0
    # What a passage begins with, "## 第一章" included, is its own label.
    mark = folding.MARKUP.match(text)
    begin = mark.end() if mark else 0
    for found in _REFERENCE.finditer(text):
        before = text[end : found.start()]
        if not (end and _LIST.match(before)):
            others = bool(_OTHERS.search(before)) and not _OWN.search(before)
        end = found.end()
        section = sections.get(folding.words(found.group()))
        if section is not None and not others and found.start() > begin:
            yield Citation(Span(found.start(), found.end()), section)
