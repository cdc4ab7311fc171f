"""A report to what came or went as a whole: sections with all under them, paragraphs with all their segments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.model import Document, Report, SegmentChange
from tracker.renderers.places import Place

_SIDES = {"old": "removed", "new": "added"}


class Wholes:
    """The sections and paragraphs of one report that were added or removed whole; they are told in one piece."""

    def __init__(self, report: Report) -> None:
        self._rows = {"old": _single_rows(report, "removed"), "new": _single_rows(report, "added")}
        self._documents = {"old": report.old, "new": report.new}
        self._roots = {
            "old": _roots(report.old, self._rows["old"], {row.old for row in report.sections if row.new is None}),
            "new": _roots(report.new, self._rows["new"], {row.new for row in report.sections if row.old is None}),
        }
        self._inside = {side: _inside(self._documents[side], self._rows[side], self._roots[side]) for side in _SIDES}
        self._paragraphs = {side: _paragraphs(self._documents[side], self._rows[side]) for side in _SIDES}

    def root(self, place: Place) -> int | None:
        """Return the outermost section around *place* that came or went whole."""
        return self._roots[place.side].get(place.section)

    def under(self, place: Place) -> tuple[SegmentChange, ...]:
        """Return the rows, headings left out, of the whole section around *place*."""
        root = self.root(place)
        return () if root is None else self._inside[place.side].get(root, ())

    def paragraph(self, row: SegmentChange) -> tuple[SegmentChange, ...]:
        """Return the rows of the paragraph that *row* is part of, where all of it came or went; else *row* alone."""
        if row.status not in ("added", "removed"):
            return (row,)
        side, indexes = ("new", row.new) if row.new else ("old", row.old)
        paragraph = self._documents[side].segments[indexes[0]].paragraph
        return self._paragraphs[side].get(paragraph, (row,))


def _single_rows(report: Report, status: str) -> dict[int, SegmentChange]:
    """Return the rows of one status by the indexes of their segments."""
    return {at: row for row in report.segments if row.status == status for at in (row.new or row.old)}


def _roots(document: Document, rows: dict[int, SegmentChange], single: set[int | None]) -> dict[int, int]:
    whole = [at in single for at in range(len(document.sections))]
    for at, segment in enumerate(document.segments):
        if segment.role != "heading" and at not in rows and segment.section < len(whole):
            whole[segment.section] = False
    # A section stands after the one that it is part of: inner ones are seen first.
    for at in reversed(range(len(whole))):
        parent = document.sections[at].parent
        if parent is not None and not whole[at]:
            whole[parent] = False
    roots: dict[int, int] = {}
    for at, section in enumerate(document.sections):
        if whole[at]:
            roots[at] = at if section.parent is None else roots.get(section.parent, at)
    return roots


def _inside(
    document: Document, rows: dict[int, SegmentChange], roots: dict[int, int]
) -> dict[int, tuple[SegmentChange, ...]]:
    found: dict[int, list[SegmentChange]] = {}
    for at, segment in enumerate(document.segments):
        if segment.section in roots and segment.role != "heading":
            found.setdefault(roots[segment.section], []).append(rows[at])
    return {root: _distinct(members) for root, members in found.items()}


def _paragraphs(document: Document, rows: dict[int, SegmentChange]) -> dict[int, tuple[SegmentChange, ...]]:
    members: dict[int, list[int]] = {}
    for at, segment in enumerate(document.segments):
        if segment.role != "heading":
            members.setdefault(segment.paragraph, []).append(at)
    return {
        paragraph: _distinct(rows[at] for at in indexes)
        for paragraph, indexes in members.items()
        if all(at in rows for at in indexes) and _one_paragraph(document, [rows[at] for at in indexes])
    }


def _one_paragraph(document: Document, rows: Sequence[SegmentChange]) -> bool:
    """Return whether no row reaches beyond one paragraph."""
    return len({document.segments[at].paragraph for row in rows for at in (row.new or row.old)}) == 1


def _distinct(rows: Iterable[SegmentChange]) -> tuple[SegmentChange, ...]:
    """Return each row once, in order."""
    found: list[SegmentChange] = []
    for row in rows:
        if not found or found[-1] is not row:
            found.append(row)
    return tuple(found)
