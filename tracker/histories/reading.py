"""The versions of a source, as the index holds them, to what changed between neighbours.

What the index does not know yet of neighbours is compared now, and kept.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from tracker import steps
from tracker.model import Document, Report, Snapshot
from tracker.steps import Step
from tracker.store import Store, processes
from tracker.store.index import Compared, Index
from tracker.store.rows import Row

# Fewer pairs than this are compared sooner by this process than by others that have to start first.
_WORTH_PROCESSES = 6

Progress = Callable[[int, int], None]


class Version(NamedTuple):
    """One version as it is read now."""

    snapshot: Snapshot
    document: Document


class History(NamedTuple):
    """The versions of a source that can be read, oldest first, the steps between neighbours, what was left out."""

    versions: tuple[Version, ...]
    steps: tuple[Step, ...]
    troubles: tuple[str, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return the documents alone."""
        return tuple(version.document for version in self.versions)

    def days(self) -> tuple[int, ...]:
        """Return how many days lie between neighbours."""
        dates = [date.fromisoformat(version.snapshot.date) for version in self.versions]
        return tuple((after - before).days for before, after in pairwise(dates))


class Logged(NamedTuple):
    """A version, and what changed since the one before that can be read: counts by part and status, None of none."""

    snapshot: Snapshot
    counts: dict[str, dict[str, int]] | None


class Log(NamedTuple):
    """The versions of a source, oldest first, and which of them cannot be read."""

    rows: tuple[Logged, ...]
    troubles: tuple[str, ...]


def read(source: str, snapshots: Sequence[Snapshot], index: Index, progress: Progress) -> History:
    """Return the history of *snapshots*, all of *source* up to one of them; *progress* is told how far it is."""
    troubles = index.troubles(source)
    readable = [snapshot for snapshot in snapshots if troubles[snapshot.id] is None]
    known = _compared(source, [snapshot.id for snapshot in readable], index, progress)
    versions = tuple(Version(snapshot, index.document(source, snapshot.id)) for snapshot in readable)
    told = tuple(steps.read(known[old.id, new.id].steps) for old, new in pairwise(readable))
    return History(versions, told, _left_out(troubles, snapshots))


def logged(source: str, store: Store, index: Index, progress: Progress) -> Log:
    """Return the versions of *source* with what changed in each."""
    troubles = index.troubles(source)
    # What another process stored since the index was looked at is told the next time.
    snapshots = [snapshot for snapshot in store.snapshots(source) if snapshot.id in troubles]
    readable = [snapshot.id for snapshot in snapshots if troubles[snapshot.id] is None]
    known = _compared(source, readable, index, progress)
    before = {new: known[old, new] for old, new in pairwise(readable)}
    rows = tuple(
        Logged(snapshot, json.loads(before[snapshot.id].counts) if snapshot.id in before else None)
        for snapshot in snapshots
    )
    return Log(rows, _left_out(troubles, snapshots))


def _left_out(troubles: dict[str, str | None], snapshots: Sequence[Snapshot]) -> tuple[str, ...]:
    return tuple(f"{s.id} is left out: {troubles[s.id]}" for s in snapshots if troubles[s.id] is not None)


def _compared(source: str, ids: Sequence[str], index: Index, progress: Progress) -> dict[tuple[str, str], Compared]:
    """Return what changed between all neighbours of *ids*, by (old, new)."""
    known = index.compared(source)
    missing = [pair for pair in pairwise(ids) if pair not in known]
    document = cache(lambda id: index.document(source, id))
    fresh: list[Compared] = []
    # Read as they are wanted: the first are compared meanwhile.
    for found in _all(len(missing), ((pair, document(pair[0]), document(pair[1])) for pair in missing)):
        fresh.append(found)
        progress(len(fresh), len(missing))
    if fresh and index.is_writable():
        index.put_compared(source, fresh)
    return known | {(row.old, row.new): row for row in fresh}


_Pair = tuple[tuple[str, str], Document, Document]


def _all(count: int, pairs: Iterable[_Pair]) -> Iterator[Compared]:
    if count < _WORTH_PROCESSES or os.cpu_count() == 1:
        return map(_one, pairs)
    return processes.mapped(_one, pairs)


def _one(pair: _Pair) -> Compared:
    # Here alone, and late: mostly all is known, and what compares takes longer to load than that to tell.
    from tracker import compare
    from tracker.renderers import tally

    (old, new), before, after = pair
    report = compare.compare(before, after)
    counts = json.dumps(tally.counts(report))
    return Compared(old, new, counts, steps.written(steps.of(report, before, after)), tuple(_changes(report)))


def _changes(report: Report) -> Iterator[Row]:
    """Yield a row of the table of changes for each measure and figure that changed."""
    from tracker.renderers import json as exact
    from tracker.renderers import tally

    for row in report.segments:
        if row.role == "measure" and (row.status != "unchanged" or row.moved):
            before, after = report.old.quote(row.old) or None, report.new.quote(row.new) or None
            yield "measure", row.status, int(row.moved), before, after, None, None
    for figure in report.figures:
        if figure.status in ("added", "removed", "changed"):
            old = None if figure.old is None else report.old.figures[figure.old].span.of(report.old.text)
            new = None if figure.new is None else report.new.figures[figure.new].span.of(report.new.text)
            difference = None if figure.difference is None else exact.number(figure.difference)
            yield "figure", figure.status, 0, old, new, tally.subject(figure, report), difference
