"""An alignment to where the words of sections that came stood before, and where those of sections that went stand now.

An article is often split off another one, or dissolved in it: its words are unchanged, and only its number is new.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tracker import statutes
from tracker.model import RUNNING, Alignment, Document, Section, SectionMatch, chain

# So much of a section must stand in others on the other side: less says little of where it comes from.
_MOST = 0.5
# From so much of it on, another section is named.
_MUCH = 0.25
# So much of it surely in one section that has a partner: it was split off that one, or merged into it. (Of articles
# between a half and this much, some share no more than a sentence with the other.)
_NEARLY_ALL, _SURE = 0.8, 0.8


class Origin(NamedTuple):
    """The sections of the other side in which most of a section's words stand, and whether it is a part of that one."""

    sections: tuple[int, ...] = ()
    parted: bool = False


# By the section.
Elsewhere = Mapping[int, Origin]


class Origins(NamedTuple):
    """Where the words stand of old sections without a partner, and where those of new ones stood."""

    old: Elsewhere
    new: Elsewhere


def of(alignment: Alignment) -> Origins:
    """Return for the sections that have no partner those of the other side in which most of their words stand."""
    went = {row.old for row in alignment.sections if row.old is not None and row.new is None}
    came = {row.new for row in alignment.sections if row.new is not None and row.old is None}
    rows = [(row.old, row.new, row.confidence >= _SURE) for row in alignment.matches] if went or came else []
    return Origins(
        _found(rows, alignment.old, alignment.new, went, came),
        _found([(new, old, sure) for old, new, sure in rows], alignment.new, alignment.old, came, went),
    )


def at(found: Origins, row: SectionMatch) -> Origin:
    """Return what was *found* of the one section of *row*."""
    if row.old is not None:
        return found.old.get(row.old, Origin())
    return Origin() if row.new is None else found.new.get(row.new, Origin())


def _found(
    rows: Sequence[tuple[tuple[int, ...], tuple[int, ...], bool]],
    mine: Document,
    theirs: Document,
    single: set[int],
    others_single: set[int],
) -> Elsewhere:
    """Return of each of the *single* sections of *mine* where most of its words stand in *theirs*."""
    if not single:
        return {}
    sizes: Counter[int] = Counter()
    shared: defaultdict[int, Counter[int]] = defaultdict(Counter)
    surely: Counter[int] = Counter()
    for own, other, sure in rows:
        for segment in (mine.segments[index] for index in own):
            if segment.role not in RUNNING:
                continue
            size = segment.span.end - segment.span.start
            for section in single.intersection(chain(mine.sections, segment.section)):
                sizes[section] += size
                if other:
                    at = theirs.segments[other[0]].section
                    shared[section][_of_kind(theirs.sections, at, mine.sections[section])] += size
                    surely[section] += size * sure
    found: dict[int, Origin] = {}
    for section, others in sorted(shared.items()):
        named = tuple(at for at, size in sorted(others.items()) if size >= _MUCH * sizes[section])
        if named and others.total() >= _MOST * sizes[section]:
            kept = len(named) == 1 and named[0] not in others_single
            much = min(others[named[0]], surely[section]) >= _NEARLY_ALL * sizes[section]
            parted = kept and much and _kind(theirs.sections[named[0]]) == _kind(mine.sections[section])
            found[section] = Origin(named, parted)
    return found


def _of_kind(sections: Sequence[Section], index: int, like: Section) -> int:
    """Return the section of the kind of *like* that the one at *index* is, or is under; else the one itself."""
    return next((at for at in chain(sections, index) if _kind(sections[at]) == _kind(like)), index)


def _kind(section: Section) -> str | int:
    """Return the unit of a law that a section is, or else its level."""
    if statutes.is_article(section.number):
        return "条"
    number = section.number or ""
    return number[-1] if number.startswith("第") else section.level
