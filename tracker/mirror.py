"""Matches to the order in which reports tell them; an alignment to the same one read the other way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.model import Alignment, Match, Pin, SectionMatch


def mirrored(alignment: Alignment) -> Alignment:
    """Return the alignment of the new document with the old one."""
    old, new = alignment.new, alignment.old
    rows = [Match(m.new, m.old, m.how, m.confidence, m.moved, m.pinned) for m in alignment.matches if m.old and m.new]
    sections = [SectionMatch(s.new, s.old, s.moved) for s in alignment.sections]
    return Alignment(
        old,
        new,
        matches_in_order(rows, len(old.segments), len(new.segments)),
        sections_in_order(sections),
        tuple(Pin(pin.together, pin.new, pin.old) for pin in alignment.pins),
    )


def matches_in_order(rows: Iterable[Match], olds: int, news: int) -> tuple[Match, ...]:
    """Return *rows* in the order of the new document, with a row of its own for each segment that has no partner.

    A removed segment stands behind the one that stood before it.
    """
    by_new = {row.new[0]: row for row in rows}
    seen_old = {i for row in by_new.values() for i in row.old}
    seen_new = {j for row in by_new.values() for j in row.new}
    gone: dict[int, list[Match]] = {}
    anchor = -1
    for i in range(olds):
        if i in seen_old:
            anchor = i
        else:
            gone.setdefault(anchor, []).append(Match((i,), (), "context", 1.0))
    ordered = gone.pop(-1, [])
    for j in range(news):
        if j in by_new:
            ordered.append(by_new[j])
            for i in by_new[j].old:
                ordered.extend(gone.pop(i, []))
        elif j not in seen_new:
            ordered.append(Match((), (j,), "context", 1.0))
    return tuple(ordered)


def sections_in_order(rows: Sequence[SectionMatch]) -> tuple[SectionMatch, ...]:
    """Return the rows in the order of the new sections, removed ones behind the one that stood before them."""
    by_old = {row.old: row for row in rows if row.old is not None}
    gone: dict[int | None, list[SectionMatch]] = {}
    anchor: int | None = None
    for i in sorted(by_old):
        if by_old[i].new is not None:
            anchor = i
        else:
            gone.setdefault(anchor, []).append(by_old[i])
    ordered = gone.pop(None, [])
    for row in sorted((row for row in rows if row.new is not None), key=lambda row: row.new or 0):
        ordered.append(row)
        if row.old is not None:
            ordered += gone.pop(row.old, [])
    return tuple(ordered)
