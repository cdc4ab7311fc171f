"""What sources have now to stored versions and to what is known of each from now on: the one writer of a pass."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tracker import disk
from tracker.errors import FetchError, StoreError, TrackerError
from tracker.nightly import judge
from tracker.nightly.collecting import Got
from tracker.nightly.record import Failed, Known, Trouble
from tracker.nightly.taking import Taken, address
from tracker.secrets import masked
from tracker.sources import Config, Source
from tracker.store import Noted, Store, names

# Versions are stored together: one flush of the disk for so many, or for what came in so many seconds.
_TOGETHER = 64
_SECONDS = 20.0

# So many captures that were no versions are kept of a source.
_ASIDE = 5


class _Version(NamedTuple):
    """A version that waits to be stored."""

    source: Source
    data: bytes
    media_type: str
    encoding: str | None
    extractor: str
    taken: Taken


class Checking:
    """One pass under way.

    ``known`` is what is known by now, ``failed`` and ``fine`` what became of the sources, ``notes`` what a reader
    should know of how new versions were read.
    """

    def __init__(
        self,
        store: Store,
        config: Config,
        known: Mapping[str, Known],
        aside: Path,
        started: datetime,
        now: Callable[[], datetime],
        accept: bool = False,
    ) -> None:
        self.known = dict(known)
        self.failed: list[Failed] = []
        self.fine: list[str] = []
        self.stored: list[str] = []
        self.notes: dict[str, tuple[str, ...]] = {}
        self._store, self._config, self._aside = store, config, aside
        self._started, self._now, self._accept = started, now, accept
        self._have = set(store.sources())
        self._waiting: list[_Version] = []
        self._flushed = time.monotonic()

    def receive(self, got: Got) -> None:
        """Take in what came of one source; store what waits where it is enough."""
        try:
            self._receive(got.source, got.taken)
        except TrackerError as error:
            self._fail(got.source, "failed", _reason(error))
        except Exception as error:  # a bug met at one source is told of that source and stops no other
            self._fail(got.source, "failed", _bug(error))
        if len(self._waiting) >= _TOGETHER or time.monotonic() - self._flushed > _SECONDS:
            self.flush()

    def flush(self) -> None:
        """Store what waits."""
        waiting, self._waiting = self._waiting, []
        self._flushed = time.monotonic()
        if not waiting:
            return
        try:
            with self._store.batch():
                for version in waiting:
                    self._add(version)
        except StoreError:
            self._one_by_one(waiting)
            return
        for version in waiting:
            self._succeed(version.source, version.taken, version.data)

    def _receive(self, source: Source, taken: Taken | Exception) -> None:
        if isinstance(taken, TrackerError):
            self._fail(source, "failed", _reason(taken))
        elif isinstance(taken, Exception):
            self._fail(source, "failed", _bug(taken))
        elif taken.data is None or self._is_known(source, taken.data):
            self._succeed(source, taken, taken.data)
        else:
            self._judge(source, taken, taken.data)

    def _is_known(self, source: Source, data: bytes) -> bool:
        known = self.known[source.id]
        if source.id not in self._have or known.address != address(source):
            return False
        return known.sha256 == hashlib.sha256(data).hexdigest()

    def _judge(self, source: Source, taken: Taken, data: bytes) -> None:
        below = self._config.check.shrunk_below if source.shrunk_below is None else source.shrunk_below
        found = judge.verdict(
            data,
            source,
            lambda: self._before(source),
            ignore=self._config.check.ignore,
            media_type=taken.media_type,
            hops=taken.hops,
            shrunk_below=below,
            accept=self._accept,
        )
        if found.kind == "same":
            self._succeed(source, taken, data)
        elif found.decoded is None:
            self._keep_aside(source, data, taken.media_type, found.reason)
            self._fail(source, "suspicious" if found.kind == "suspicious" else "failed", found.reason)
        else:
            read = found.decoded
            self.notes[source.id] = read.findings
            self._waiting.append(_Version(source, data, read.media_type, read.encoding, read.extractor, taken))

    def _before(self, source: Source) -> judge.Before | None:
        newest = self._store.newest(source.id) if source.id in self._have else None
        return judge.Before(newest, self._store.read(newest)) if newest else None

    def _add(self, version: _Version) -> None:
        source, taken = version.source, version.taken
        made = self._store.add(
            source.id,
            version.data,
            captured=self._now(),
            noted=Noted(
                media_type=version.media_type,
                title=source.title,
                url=taken.hops[-1] if taken.hops else source.url and masked(source.url),
                encoding=version.encoding,
                extractor=version.extractor,
                validators=taken.validators,
            ),
        )
        if made.new:
            self.stored.append(source.id)

    def _one_by_one(self, waiting: list[_Version]) -> None:
        """Store one by one what could not be stored together, so that the one at fault is told."""
        for version in waiting:
            try:
                self._add(version)
            except StoreError as error:
                self._fail(version.source, "failed", str(error))
            else:
                self._succeed(version.source, version.taken, version.data)

    def _succeed(self, source: Source, taken: Taken, data: bytes | None) -> None:
        known = self.known[source.id]
        self.fine.append(source.id)
        self.known[source.id] = Known(
            told=known.told,
            checked=self._started,
            succeeded=self._started,
            address=address(source),
            sha256=known.sha256 if data is None else hashlib.sha256(data).hexdigest(),
            validators=taken.validators,
            hops=taken.hops,
        )

    def _fail(self, source: Source, trouble: Trouble, reason: str) -> None:
        known = self.known[source.id]
        since = known.failing or self._started
        # The validators stay those of the last good bytes, so that a bad page is never taken for unchanged.
        self.known[source.id] = replace(
            known, checked=self._started, failing=since, trouble=trouble, reason=" ".join(reason.split())
        )
        self.failed.append(Failed(source.id, source.name, trouble, " ".join(reason.split()), since))

    def _keep_aside(self, source: Source, data: bytes, media_type: str, reason: str) -> None:
        """Keep bytes that are no version for a person to look at, each once, the newest few."""
        home = self._aside / names.folder(source.id)
        home.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256(data).hexdigest()[:8]
        kept = sorted(home.glob("*.json"))
        if any(path.stem.endswith(digest) for path in kept):
            return
        for old in kept[: max(0, len(kept) - _ASIDE + 1)]:
            for path in home.glob(old.stem + ".*"):
                path.unlink()
        name = f"{names.stamp(self._now())}-{digest}"
        said = {"source": source.id, "captured": name[: names.STAMP_LENGTH], "reason": reason}
        disk.put(home / (name + names.suffix(media_type)), data)
        disk.put(home / (name + names.RECORD), (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode())


def _reason(error: TrackerError) -> str:
    return error.reason if isinstance(error, FetchError) else str(error)


def _bug(error: Exception) -> str:
    return f"this is a bug in tracker: {type(error).__name__}: {error}"
