"""An alignment to the rows of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from tracker import figures, folding, origins, redline, statutes
from tracker.model import (
    Alignment,
    Document,
    Edit,
    Match,
    Noise,
    Report,
    Role,
    SectionChange,
    SectionMatch,
    SegmentChange,
    Side,
    chain,
)
from tracker.noise import Passage, Reader, kinds, marks_exchanged, say_the_same

# So many matches are read together: more need more memory and are no faster.
_TOGETHER = 512


def between(alignment: Alignment, old_side: Side = Side("old"), new_side: Side = Side("new")) -> Report:
    """Return what became of each section, segment and figure of both sides."""
    alignment = figures.counted(alignment)
    found = origins.of(alignment)
    segments = tuple(_segments(alignment, found))
    return Report(
        alignment.old,
        alignment.new,
        _sections(alignment, segments, found),
        segments,
        figures.pair(alignment),
        old_side,
        new_side,
        alignment.pins,
    )


def _segments(alignment: Alignment, found: origins.Origins) -> Iterator[SegmentChange]:
    reader = Reader(alignment, found)
    for first in range(0, len(alignment.matches), _TOGETHER):
        matches = alignment.matches[first : first + _TOGETHER]
        pairs = [(reader.passage(0, match.old), reader.passage(1, match.new)) for match in matches]
        for match, (old, new), same in zip(matches, pairs, say_the_same(pairs), strict=True):
            closer = None if same or not (match.old and match.new) else reader.closely(match, old, new)
            if closer and all(say_the_same([closer])):
                yield _segment(match, alignment, reader, *closer, same=True)
            else:
                yield _segment(match, alignment, reader, old, new, same)


def _segment(
    match: Match, alignment: Alignment, reader: Reader, old: Passage, new: Passage, same: bool
) -> SegmentChange:
    status: Literal["added", "removed"]
    if not (match.old and match.new):
        status = "added" if match.new else "removed"
        return _row(match, alignment, status)
    if same and not (_is_provision(match, alignment) and _marks_changed(match, reader, old, new)):
        return _row(match, alignment, "unchanged", noise=_noise(old, new, match, alignment))
    return _row(match, alignment, "changed", edits=redline.between(_wording(old), _wording(new)))


def _wording(passage: Passage) -> redline.Wording:
    return redline.Wording(passage.text, [span for span, _ in passage.figures], passage.references)


def _marks_changed(match: Match, reader: Reader, old: Passage, new: Passage) -> bool:
    """Return whether a mark was exchanged, but for the last one where that only follows from what stands behind it."""
    return marks_exchanged(old, new) and marks_exchanged(old, new, but_last=reader.goes_on_otherwise(match))


def _is_provision(match: Match, alignment: Alignment) -> bool:
    """Return whether a match stands in an article of a law, where every mark is enacted."""
    sections = alignment.new.sections, alignment.old.sections
    places = alignment.new.segments[match.new[0]].section, alignment.old.segments[match.old[0]].section
    return all(statutes.is_article(side[at].number) for side, at in zip(sections, places, strict=True))


def _row(
    match: Match,
    alignment: Alignment,
    status: Literal["unchanged", "changed", "added", "removed"],
    noise: tuple[Noise, ...] = (),
    edits: tuple[Edit, ...] = (),
) -> SegmentChange:
    confidence = 1.0 if match.how == "identical" else match.confidence
    return SegmentChange(
        status,
        match.moved,
        _role(match, alignment),
        match.how,
        confidence,
        match.old,
        match.new,
        noise,
        edits,
        match.pinned,
    )


def _role(match: Match, alignment: Alignment) -> Role:
    """Return what the row is about: a measure where any of its parts is one."""
    roles = [alignment.new.segments[j].role for j in match.new] + [alignment.old.segments[i].role for i in match.old]
    return "measure" if "measure" in roles else roles[0]


def _noise(old: Passage, new: Passage, match: Match, alignment: Alignment) -> tuple[Noise, ...]:
    found = kinds(old, new)
    broken = _shape(alignment.old, match.old) != _shape(alignment.new, match.new) or (
        _opens(alignment.old, match.old[0]) != _opens(alignment.new, match.new[0]) and not match.moved
    )
    return (*found, "layout") if broken and "layout" not in found else found


def _shape(document: Document, indexes: Sequence[int]) -> tuple[int, int]:
    """Return how many segments there are, and in how many paragraphs they stand."""
    return len(indexes), len({document.segments[index].paragraph for index in indexes})


def _opens(document: Document, index: int) -> bool:
    """Return whether a segment is the first of its paragraph."""
    return not index or document.segments[index - 1].paragraph != document.segments[index].paragraph


def _sections(alignment: Alignment, rows: Sequence[SegmentChange], found: origins.Origins) -> tuple[SectionChange, ...]:
    touched_old, touched_new = _touched(alignment, rows)
    kept = _kept(alignment, rows)
    return tuple(
        _single(row, found)
        if row.old is None or row.new is None
        else _section(row.old, row.new, row.moved, alignment, row.old in touched_old or row.new in touched_new, kept)
        for row in alignment.sections
    )


def _single(row: SectionMatch, found: origins.Origins) -> SectionChange:
    """Return the row of a section that has no partner, with where its words stood, or stand."""
    status: Literal["added", "removed"] = "added" if row.old is None else "removed"
    there = origins.at(found, row)
    return SectionChange(status, False, False, False, row.old, row.new, there.sections, there.parted)


def _section(
    old: int, new: int, moved: bool, alignment: Alignment, touched: bool, kept: tuple[set[int], set[int]]
) -> SectionChange:
    one, other = alignment.old.sections[old], alignment.new.sections[new]
    renumbered = folding.words(one.number or "") != folding.words(other.number or "")
    retitled = folding.words(one.title) != folding.words(other.title)
    if not (one.title and other.title) and (old in kept[0] or new in kept[1]):
        # The heading of one form of the document is the first line of the other: it says nothing new.
        retitled = False
    return SectionChange("changed" if touched else "unchanged", moved, renumbered, retitled, old, new)


def _kept(alignment: Alignment, rows: Iterable[SegmentChange]) -> tuple[set[int], set[int]]:
    """Return the sections of both sides whose heading stands, word for word, on the other side too."""
    stay = [row for row in rows if row.status == "unchanged" and not row.moved]
    return (
        set(_headed(alignment.old, (i for row in stay for i in row.old))),
        set(_headed(alignment.new, (j for row in stay for j in row.new))),
    )


def _headed(document: Document, indexes: Iterable[int]) -> Iterator[int]:
    """Yield the sections whose heading is one of the segments at *indexes*."""
    for index in indexes:
        segment = document.segments[index]
        heading = document.sections[segment.section].heading
        if heading.start <= segment.span.start < heading.end:
            yield segment.section


def _touched(alignment: Alignment, rows: Iterable[SegmentChange]) -> tuple[set[int], set[int]]:
    """Return the sections of both sides in which, or under which, a segment was changed, added or removed."""
    touched = [row for row in rows if row.status != "unchanged"]
    return (
        _around(alignment.old, (i for row in touched for i in row.old)),
        _around(alignment.new, (j for row in touched for j in row.new)),
    )


def _around(document: Document, indexes: Iterable[int]) -> set[int]:
    """Return the sections in which the segments at *indexes* stand, and all that these are under."""
    homes = {document.segments[index].section for index in indexes}
    return {at for home in homes for at in chain(document.sections, home)}
