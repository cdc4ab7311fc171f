"""Changed passages to the references in them that are written as before, but lead to another article now.

A draft that puts an article in and forgets a reference (违反本办法第二条规定) changes what it says without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from tracker import provisions
from tracker.model import Report, SegmentChange


class Misleading(NamedTuple):
    """What is written (第二条), and the number of the article now that it was in the old version (None: it is gone)."""

    written: str
    now: str | None


class References:
    """The references of a report's passages."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def misleading(self, row: SegmentChange) -> Iterator[Misleading]:
        """Yield the references of a changed passage that lead to another article; none where one is written anew."""
        if row.status != "changed":
            return
        old = self._cited(0, self._report.old.quote(row.old))
        new = self._cited(1, self._report.new.quote(row.new))
        if [*old] != [*new]:
            return
        for written, section in old.items():
            now, *others = self._leads[section]
            if new[written] != now and new[written] not in others:
                yield Misleading(written, None if now is None else self._report.new.sections[now].number)

    def _cited(self, side: int, text: str) -> dict[str, int]:
        """Return the references to articles of the text itself, as they are written, and where they lead."""
        cited = provisions.cited(text, self._labels[side]) if "第" in text else ()
        return {one.span.of(text): one.section for one in cited}

    @cached_property
    def _labels(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        return provisions.labels(self._report.old.sections), provisions.labels(self._report.new.sections)

    @cached_property
    def _leads(self) -> Mapping[int, tuple[int | None, ...]]:
        """For each old section the new one, and those into which it was parted."""
        rows = self._report.sections
        return {row.old: (row.new, *(row.elsewhere if row.parted else ())) for row in rows if row.old is not None}
