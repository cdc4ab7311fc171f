"""Bytes of a source to snapshots, and snapshots to their bytes: the files of record.

``<source>/<second>-<sha8>.txt`` holds a version exactly as it was captured, ``.json`` beside it what is known of it.
Both are first written whole into ``.staging`` and flushed, then renamed, bytes first: a crash at any point leaves the
old state or the new one, and the next writer finishes or forgets what lies in ``.staging``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tracker import disk
from tracker.errors import StoreError, UsageError
from tracker.model import Snapshot
from tracker.store import names, records
from tracker.store.records import Noted

STAGING, LOCK = ".staging", ".lock"


class Stored(NamedTuple):
    """What became of an ``add``: the new snapshot, or the one that already held the same bytes."""

    snapshot: Snapshot
    new: bool


class _Batch(NamedTuple):
    """What is staged so far, in order, and all versions of the sources it touches."""

    staged: list[Snapshot]
    versions: dict[str, list[Snapshot]]


class Store:
    """The snapshots in one folder.

    Reading needs no lock and no right to write: what is there never changes. One process writes at a time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._records: dict[Path, Snapshot] = {}
        self._sources: dict[str, str] = {}
        self._batch: _Batch | None = None

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Return the store in *folder*; StoreError where there is none."""
        if not folder.is_dir():
            raise StoreError(f"{folder}: there are no snapshots; `tracker init` makes a workspace")
        return cls(folder)

    @classmethod
    def create(cls, folder: Path) -> Store:
        """Return the store in *folder*, which is made where it does not exist."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{folder}: cannot be made: {error.strerror}") from None
        return cls(folder)

    def sources(self) -> tuple[str, ...]:
        """Return the ids of all sources that have snapshots, sorted."""
        found = self._homes()
        staged = {snapshot.source for snapshot in self._batch.staged} if self._batch else set()
        return tuple(sorted({source for source in found if self._ids(source)} | staged))

    def has(self, source: str) -> bool:
        """Return whether *source* has snapshots; the other sources are not looked at."""
        staged = self._batch is not None and any(snapshot.source == source for snapshot in self._batch.staged)
        return staged or bool(source and self._ids(source))

    def snapshots(self, source: str) -> tuple[Snapshot, ...]:
        """Return the versions of *source*, oldest first; StoreError where a record cannot be read."""
        if self._batch is None:
            return tuple(sorted(self._stored(source), key=lambda snapshot: snapshot.id))
        # Nobody else writes meanwhile: a folder is listed once in a batch.
        versions = self._batch.versions.get(source)
        if versions is None:
            versions = self._batch.versions[source] = self._stored(source)
        return tuple(sorted(versions, key=lambda snapshot: snapshot.id))

    def newest(self, source: str) -> Snapshot | None:
        """Return the newest version of *source*, None where there is none."""
        return next(reversed(self.snapshots(source)), None)

    def snapshot(self, source: str, id: str) -> Snapshot:
        """Return the version *id* of *source*; StoreError where its record is gone or cannot be read."""
        return self._record(self.home(source) / (id + names.RECORD))

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """Return (source, snapshot id) of everything stored, sorted, from the names of the files alone."""
        return tuple(sorted((source, id) for source in self._homes() for id in self._ids(source)))

    def identifiers_of(self, source: str) -> tuple[tuple[str, str], ...]:
        """Return (source, snapshot id) of the versions of *source*, sorted, from the names of the files alone."""
        return tuple((source, id) for id in sorted(self._ids(source)))

    def path(self, snapshot: Snapshot) -> Path:
        """Return the file that holds the bytes of *snapshot*."""
        return self.home(snapshot.source) / (snapshot.id + snapshot.suffix)

    def home(self, source: str) -> Path:
        """Return the folder of *source*."""
        return self.folder / names.folder(source)

    def read(self, snapshot: Snapshot) -> bytes:
        """Return the bytes of *snapshot*, checked against their digest; StoreError where they are gone or altered."""
        path = self.path(snapshot)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}; restore it from a copy, `tracker verify` tells more") from None
        if hashlib.sha256(data).hexdigest() != snapshot.sha256:
            raise StoreError(f"{path} is not as it was stored; restore it from a copy, `tracker verify` tells more")
        return data

    def add(
        self,
        source: str,
        data: bytes,
        *,
        captured: datetime,
        dated: str | None = None,
        noted: Noted = Noted(),
    ) -> Stored:
        """Store *data* as a version of *source*; where the version before it is the same, store nothing.

        On return the snapshot is on disk, but for a batch, whose end flushes all at once. *captured* is now, with its
        time zone. *dated* (2024-08-20) places a version added later than it stood; *noted* goes in its record.
        Raises UsageError for a name that cannot be one and for no bytes, StoreError where it cannot be written.
        """
        names.check_source(source)
        if captured.tzinfo is None:
            raise ValueError("captured needs its time zone")
        if not data:
            raise UsageError(f"{source}: an empty document is no version; nothing was stored")
        digest = hashlib.sha256(data).hexdigest()
        with self.batch():
            versions = self.snapshots(source)
            before = [version for version in versions if dated is None or version.date <= dated]
            if before and before[-1].sha256 == digest:
                return Stored(before[-1], False)
            head = max(versions, key=lambda version: version.number, default=None)
            snapshot = Snapshot(
                source=source,
                id=f"{_second(versions, captured, dated)}-{digest[:8]}",
                captured=captured.astimezone(UTC).replace(microsecond=0),
                sha256=digest,
                size=len(data),
                number=head.number + 1 if head else 1,
                previous=head.sha256 if head else None,
                chain="",
                suffix=names.suffix(noted.media_type),
                dated=dated,
                **(noted._asdict() | {"validators": tuple(sorted(noted.validators))}),
            )
            return Stored(self._stage(records.sealed(snapshot, head.chain if head else ""), data), True)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Hold the lock; what is added meanwhile is flushed once, at the end, and stands from then on.

        Fetch before, not within: nobody else can store until the end. An exception within stores nothing of the batch.
        """
        if self._batch is not None:
            yield
            return
        with self.locked():
            self._batch = _Batch([], {})
            try:
                yield
                self._commit(self._batch.staged)
            finally:
                self._batch = None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only process that writes, after what a killed one left is finished or forgotten."""
        with disk.locked(self.folder / LOCK):
            self._recover()
            yield

    def unfinished(self) -> bool:
        """Return whether a killed process left something for the next writer to finish or forget."""
        with suppress(OSError), os.scandir(self.folder / STAGING) as entries:
            return any(True for _ in entries)
        return False

    def _homes(self) -> set[str]:
        """Return the sources that have a folder, though it may be empty."""
        with os.scandir(self.folder) as entries:
            folders = [entry.name for entry in entries if entry.name[0] != "." and entry.is_dir()]
        return {source for name in folders if (source := self._source_of(name)) is not None}

    def _source_of(self, folder: str) -> str | None:
        if folder not in self._sources:
            source = names.source(folder)
            if source is None:
                paths = sorted((self.folder / folder).glob("*" + names.RECORD))
                if not paths:
                    return None
                source = self._record(paths[0]).source
            self._sources[folder] = source
        return self._sources[folder]

    def _stored(self, source: str) -> list[Snapshot]:
        home = self.home(source)
        found = [self._record(home / (id + names.RECORD)) for id in self._ids(source)]
        for snapshot in found:
            if snapshot.source != source:
                raise StoreError(f"{home} holds snapshots of {snapshot.source}, not of {source}: give one another name")
        return found

    def _ids(self, source: str) -> list[str]:
        end = len(names.RECORD)
        try:
            with os.scandir(self.home(source)) as entries:
                return [entry.name[:-end] for entry in entries if entry.name.endswith(names.RECORD)]
        except (FileNotFoundError, NotADirectoryError):
            return []

    def _record(self, path: Path) -> Snapshot:
        # A record never changes, so it is read once.
        if path not in self._records:
            try:
                snapshot = records.load(path.read_bytes())
            except OSError as error:
                raise StoreError(f"{path}: {error.strerror}") from None
            except ValueError as error:
                raise StoreError(f"{path}: {error}; restore it from a copy, `tracker verify` tells more") from None
            if snapshot.id != path.stem:  # a copy, as programs that share folders leave them
                raise StoreError(f"{path}: the record belongs to {snapshot.id}; move it away or back, or restore it")
            self._records[path] = snapshot
        return self._records[path]

    def _stage(self, snapshot: Snapshot, data: bytes) -> Snapshot:
        assert self._batch is not None
        staged = self.folder / STAGING / f"{len(self._batch.staged):08}"
        with self._written(snapshot):
            disk.stage(staged.with_suffix(".bytes"), data)
            disk.stage(staged.with_suffix(names.RECORD), records.dump(snapshot))
        self._batch.staged.append(snapshot)
        self._batch.versions[snapshot.source].append(snapshot)
        return snapshot

    def _commit(self, batch: list[Snapshot]) -> None:
        if not batch:
            return
        staging = self.folder / STAGING
        staged = [staging / f"{i:08}" for i in range(len(batch))]
        with self._written(batch[0]):
            disk.flush([name.with_suffix(end) for name in staged for end in (".bytes", names.RECORD)])
            folders = {self.home(snapshot.source) for snapshot in batch}
            made = [folder for folder in folders if not folder.exists()]
            for folder in made:
                folder.mkdir()
            for name, snapshot in zip(staged, batch, strict=True):
                self._place(name, snapshot)
            disk.flush([*sorted(folders), *([self.folder] if made else [])])

    def _place(self, staged: Path, snapshot: Snapshot) -> None:
        """Rename bytes, then record; where the second fails the first is undone, so that nothing half is left."""
        path = self.path(snapshot)
        staged.with_suffix(".bytes").replace(path)
        try:
            staged.with_suffix(names.RECORD).replace(path.with_suffix(names.RECORD))
        except OSError:
            path.replace(staged.with_suffix(".bytes"))
            raise

    def _recover(self) -> None:
        """Finish the one snapshot whose bytes are in place; forget the others, which nobody was told of."""
        staging = self.folder / STAGING
        try:
            staging.mkdir(exist_ok=True)
            left = sorted(staging.iterdir())
            for path in left:
                if path.suffix == names.RECORD:
                    self._finish(path)
            for path in left:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"{staging}: nothing can be stored here: {error.strerror}") from None

    def _finish(self, record: Path) -> None:
        with suppress(ValueError):  # a torn record: its snapshot was never placed
            snapshot = records.load(record.read_bytes())
            path = self.path(snapshot)
            if not record.with_suffix(".bytes").exists() and path.exists():
                record.replace(path.with_suffix(names.RECORD))
                disk.flush([path.parent])

    @contextmanager
    def _written(self, snapshot: Snapshot) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(f"{snapshot.source}: not stored, {self.folder}: {error.strerror or error}") from None


def _second(versions: tuple[Snapshot, ...], captured: datetime, dated: str | None) -> str:
    """Return the second from which on a new version stands: one that no other version has."""
    taken = {version.id[: names.STAMP_LENGTH] for version in versions}
    if dated is None:
        second = names.stamp(captured)
        # The clock jumped back, or two versions came in one second: the record keeps what the clock said.
        return second if not taken or second > max(taken) else names.following(max(taken))
    second = names.stamp(names.midnight(dated))
    while second in taken:
        second = names.following(second)
    return second
