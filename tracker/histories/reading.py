"""The versions of a source to documents, and to what changed between neighbours."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from tracker import compare, views
from tracker.errors import FormatError, StoreError
from tracker.model import Document, Report, Side, Snapshot
from tracker.renderers import json as exact
from tracker.renderers import tally
from tracker.sources import Config
from tracker.store import Store
from tracker.store.index import Compared, Index, Row

Step = Callable[[int, int], None]


class Version(NamedTuple):
    """One version as it is read now."""

    snapshot: Snapshot
    document: Document


class History(NamedTuple):
    """The versions of a source that can be read, oldest first, reports between neighbours, what was left out."""

    versions: tuple[Version, ...]
    reports: tuple[Report, ...]
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
    """A version, and what changed since the one before: counts by part and status, None for the first."""

    snapshot: Snapshot
    counts: dict[str, dict[str, int]] | None


def read(store: Store, config: Config, snapshots: Sequence[Snapshot], step: Step) -> History:
    """Return the history of *snapshots*; *step* is told how far it is."""
    steps = 2 * len(snapshots) - 1
    versions: list[Version] = []
    troubles: list[str] = []
    for done, snapshot in enumerate(snapshots, 1):
        try:
            text = views.of(snapshot, store, config, lenient=True).text
            versions.append(Version(snapshot, compare.read(text)))
        except (FormatError, StoreError) as error:
            troubles.append(f"{snapshot.id} is left out: {error}")
        step(done, steps)
    reports: list[Report] = []
    for before, after in pairwise(versions):
        reports.append(_report(before, after))
        step(len(snapshots) + len(reports), steps)
    return History(tuple(versions), tuple(reports), tuple(troubles))


def logged(source: str, store: Store, config: Config, index: Index, step: Step) -> list[Logged]:
    """Return the versions of *source*, oldest first, with what changed; what the index does not know it is told."""
    snapshots = store.snapshots(source)
    known = index.compared(source)
    missing = [pair for pair in pairwise(snapshots) if (pair[0].id, pair[1].id) not in known]
    fresh = list(_compared(missing, store, config, step))
    if fresh and index.is_writable():
        index.put_compared(source, fresh)
    known |= {(row.old, row.new): row.counts for row in fresh}
    rows = [Logged(snapshot, None) for snapshot in snapshots[:1]]
    for before, after in pairwise(snapshots):
        counts = known.get((before.id, after.id))
        rows.append(Logged(after, json.loads(counts) if counts else None))
    return rows


def side(snapshot: Snapshot) -> Side:
    """Return how a report names *snapshot*."""
    return Side(snapshot.title or snapshot.source, snapshot.source, snapshot.id, snapshot.date)


def _compared(
    wanted: Sequence[tuple[Snapshot, Snapshot]], store: Store, config: Config, step: Step
) -> Iterator[Compared]:
    last: Version | None = None
    for done, (before, after) in enumerate(wanted, 1):
        try:
            old = last if last and last.snapshot == before else _version(before, store, config)
            last = _version(after, store, config)
        except (FormatError, StoreError):
            continue  # it is told where it is asked for; here a version without counts says enough
        report = _report(old, last)
        yield Compared(before.id, after.id, json.dumps(tally.counts(report)), tuple(_changes(report)))
        step(done, len(wanted))


def _version(snapshot: Snapshot, store: Store, config: Config) -> Version:
    return Version(snapshot, compare.read(views.of(snapshot, store, config, lenient=True).text))


def _report(before: Version, after: Version) -> Report:
    return compare.compare(before.document, after.document, side(before.snapshot), side(after.snapshot))


def _changes(report: Report) -> Iterator[Row]:
    """Yield a row of the table of changes for each measure and figure that changed."""
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
