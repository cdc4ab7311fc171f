"""A report to what came or went as a whole: sections with all under them, paragraphs with all their segments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.model import RUNNING, Document, Report, SegmentChange
from tracker.renderers.places import Place

_SIDES = {"old": "removed", "new": "added"}
# So many neighbours that came or went are read more easily as the running text that they are than as a list: of two
# yearly work reports, 1,322 passages of which are new or gone, the report has 610 entries instead of 1,270.
LONG_RUN = 3


class Wholes:
    """The sections, paragraphs and long runs in them that were added or removed whole; they are told in one piece."""

    def __init__(self, report: Report) -> None:
        self._rows = {"old": _single_rows(report, "removed"), "new": _single_rows(report, "added")}
        self._documents = {"old": report.old, "new": report.new}
        self._roots = {
            "old": _roots(report.old, self._rows["old"], {row.old for row in report.sections if row.new is None}),
            "new": _roots(report.new, self._rows["new"], {row.new for row in report.sections if row.old is None}),
        }
        self._inside = {side: _inside(self._documents[side], self._rows[side], self._roots[side]) for side in _SIDES}
        self._paragraphs = {side: _paragraphs(self._documents[side], self._rows[side]) for side in _SIDES}
        self._runs = {side: _runs(self._documents[side], self._rows[side]) for side in _SIDES}

    def root(self, place: Place) -> int | None:
        """Return the outermost section around *place* that came or went whole."""
        return self._roots[place.side].get(place.section)

    def under(self, place: Place) -> tuple[SegmentChange, ...]:
        """Return the rows, headings left out, of the whole section around *place*."""
        root = self.root(place)
        return () if root is None else self._inside[place.side].get(root, ())

    def around(self, row: SegmentChange) -> tuple[SegmentChange, ...]:
        """Return the rows that *row* is told with: its paragraph or a run in it that came or went; else it is alone."""
        if row.status not in ("added", "removed"):
            return (row,)
        side, at = ("new", row.new[0]) if row.new else ("old", row.old[0])
        paragraph = self._documents[side].segments[at].paragraph
        return self._paragraphs[side].get(paragraph) or self._runs[side].get(at, (row,))


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


def _runs(document: Document, rows: dict[int, SegmentChange]) -> dict[int, tuple[SegmentChange, ...]]:
    """Return by each segment the run that it stands in: neighbours in one paragraph that all came, or all went."""
    found: dict[int, tuple[SegmentChange, ...]] = {}
    run: list[int] = []
    for at, segment in enumerate(document.segments):
        if run and not (at in rows and segment.role in RUNNING and _beside(document, run[-1], at)):
            found |= _run(run, document, rows)
            run = []
        if at in rows and segment.role in RUNNING:
            run.append(at)
    return found | _run(run, document, rows)


def _beside(document: Document, before: int, at: int) -> bool:
    return before + 1 == at and document.segments[before].paragraph == document.segments[at].paragraph


def _run(run: list[int], document: Document, rows: dict[int, SegmentChange]) -> dict[int, tuple[SegmentChange, ...]]:
    members = _distinct(rows[at] for at in run)
    if len(members) < LONG_RUN or not _one_paragraph(document, members):
        return {}
    return dict.fromkeys(run, members)


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
