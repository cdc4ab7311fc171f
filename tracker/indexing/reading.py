"""Snapshots to what the index holds of them, read by all processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from tracker import compare, sources, views, workspace
from tracker.errors import FormatError, StoreError
from tracker.indexing.manner import DAMAGED, manner
from tracker.model import Snapshot
from tracker.sources import Config
from tracker.store import Store, processes, rows
from tracker.store.index import Entry

# Fewer snapshots than this are read faster by this process than by others that have to start first.
_WORTH_PROCESSES = 64
_CHUNK = 16

Step = Callable[[int, int], None]


def entries(root: Path, keys: Sequence[tuple[str, str]], step: Step) -> Iterator[Entry]:
    """Yield what is to be indexed of the snapshots called *keys*, in their order."""
    step(0, len(keys))
    for done, entry in enumerate(_read(root, keys), 1):
        yield entry
        step(done, len(keys))


def _read(root: Path, keys: Sequence[tuple[str, str]]) -> Iterator[Entry]:
    _workspace.cache_clear()  # tracker.toml may have been edited since
    if len(keys) < _WORTH_PROCESSES or os.cpu_count() == 1:
        yield from _chunk(root, keys)
        return
    chunks = [keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK)]
    for entries in processes.mapped(partial(_chunk, root), chunks):
        yield from entries


def _chunk(root: Path, keys: Iterable[tuple[str, str]]) -> list[Entry]:
    store, config = _workspace(root)
    return [_entry(source, id, store, config) for source, id in keys]


@cache
def _workspace(root: Path) -> tuple[Store, Config]:
    return workspace.store(root), sources.load(root / workspace.CONFIG)


def _entry(source: str, id: str, store: Store, config: Config) -> Entry:
    try:
        return _of(store.snapshot(source, id), store, config)
    except StoreError as error:  # the record is damaged: this version is left out, and no other
        nothing = rows.of(compare.read(""))
        return Entry(source, id, id[: len("2024-08-20")], None, "", 0, DAMAGED, str(error), nothing)


def _of(snapshot: Snapshot, store: Store, config: Config) -> Entry:
    source = config.read_as(snapshot.source)
    text, trouble, read_as = "", None, manner(source, config)
    try:
        text = views.of(snapshot, store, config, lenient=True).text
    except FormatError as error:
        trouble = str(error)
    except StoreError as error:
        trouble, read_as = str(error), DAMAGED
    document = compare.read(text)
    return Entry(
        snapshot.source,
        snapshot.id,
        snapshot.date,
        snapshot.title or document.title,
        snapshot.sha256,
        snapshot.size,
        read_as,
        trouble,
        rows.of(document),
    )
