"""The snapshots of a workspace to its index: what is new is added, what no longer fits is made anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker import disk, sources, workspace
from tracker.errors import StoreError
from tracker.indexing.manner import DAMAGED, manner
from tracker.store import Store
from tracker.store.index import Busy, Entry, Index, damage, made, opened

FILE, LOCK = "index.db", ".index.lock"
_REMEDY = "`tracker reindex` makes it anew"

Step = Callable[[int, int], None]


def path(store: Store) -> Path:
    """Return the file of the index."""
    return store.folder / FILE


@contextmanager
def current(root: Path, step: Step = lambda _done, _all: None, source: str | None = None) -> Iterator[Index]:
    """Yield the index of the workspace *root*, holding all that is stored; *step* is told how far it is.

    Where *source* alone is asked for, only it is looked at. Where the folder cannot be written, the index is made for
    this once in a temporary place. Raises StoreError where even that is impossible.
    """
    store = workspace.store(root)
    if _readable(root, store, source):
        with _held(path(store)) as index:
            yield index
        return
    if not os.access(store.folder, os.W_OK):
        with TemporaryDirectory(prefix="tracker-") as folder:
            with made(Path(folder) / FILE) as fresh:
                fresh.put(_entries(root, list(_wanted(root, store, source)), step))
            with _held(Path(folder) / FILE) as index:
                yield index
        return
    with disk.locked(store.folder / LOCK):
        if not _readable(root, store, source):
            _update(root, store, step)
    with _held(path(store)) as index:
        yield index


@contextmanager
def _held(file: Path) -> Iterator[Index]:
    with opened(file, immutable=not os.access(file.parent, os.W_OK)) as index:
        assert index is not None  # it was looked at, or made, just now
        yield index


def rebuild(root: Path, step: Step = lambda _done, _all: None) -> int:
    """Make the index anew, whatever there is; return how many snapshots it holds."""
    store = workspace.store(root)
    with disk.locked(store.folder / LOCK):
        return _made(root, store, step)


def fault(root: Path, store: Store) -> str | None:
    """Return what is wrong with the index, with its remedy; None where nothing is, or there is none yet.

    One that is behind, or another tracker's, is brought up to date by the next command that needs it: no fault. Reads
    all of the file.
    """
    file = path(store)
    if not file.exists():
        return None
    if not file.is_file():
        return f"{file}: it is no file; move it away, the index is made anew when it is needed"
    try:
        damaged = damage(file, immutable=not os.access(store.folder, os.W_OK))
        with _opened(store) as index:
            more = index is not None and not index.known().keys() <= _wanted(root, store).keys()
    except StoreError as error:
        return str(error)
    if damaged:
        return f"{file}: it is damaged ({damaged}); {_REMEDY}"
    return f"{file}: it holds what is not stored; {_REMEDY}" if more else None


def _readable(root: Path, store: Store, source: str | None) -> bool:
    """Return whether the index holds what is asked for; one that is damaged does not, and is made anew."""
    try:
        return _is_current(root, store, source)
    except Busy:
        raise
    except StoreError:
        return False


def _is_current(root: Path, store: Store, source: str | None = None) -> bool:
    with _opened(store) as index:
        return index is not None and _holds(index, root, store, source)


def _opened(store: Store) -> AbstractContextManager[Index | None]:
    return opened(path(store), immutable=not os.access(store.folder, os.W_OK))


def _holds(index: Index, root: Path, store: Store, source: str | None = None) -> bool:
    wanted = _wanted(root, store, source)
    return _known(index, store, wanted, source) == wanted


def _known(
    index: Index, store: Store, wanted: Mapping[tuple[str, str], str], source: str | None = None
) -> dict[tuple[str, str], str]:
    """Return how each snapshot was read; what was damaged then and still is counts as read in the way *wanted*."""
    return {
        key: wanted.get(key, "") if read_as == DAMAGED and not _is_whole(store, key) else read_as
        for key, (_, read_as) in index.known(source).items()
    }


def _is_whole(store: Store, key: tuple[str, str]) -> bool:
    try:
        store.read(store.snapshot(*key))
    except StoreError:
        return False
    return True


def _update(root: Path, store: Store, step: Step) -> None:
    wanted = _wanted(root, store)
    with suppress(StoreError), opened(path(store)) as index:
        if index is not None:
            known = _known(index, store, wanted)
            if all(wanted.get(key) == read_as for key, read_as in known.items()):
                missing = [key for key in wanted if key not in known]
                index.put(_entries(root, missing, step))
                return
    _made(root, store, step)


def _made(root: Path, store: Store, step: Step) -> int:
    wanted = list(_wanted(root, store))
    with made(path(store)) as index:
        index.put(_entries(root, wanted, step))
    return len(wanted)


def _wanted(root: Path, store: Store, source: str | None = None) -> dict[tuple[str, str], str]:
    """Return how each snapshot (of *source*) is to be read, by (source, id)."""
    config = sources.load(root / workspace.CONFIG)
    of_source = cache(lambda source: manner(config.read_as(source), config))
    found = store.identifiers() if source is None else store.identifiers_of(source)
    return {(name, id): of_source(name) for name, id in found}


def _entries(root: Path, keys: Sequence[tuple[str, str]], step: Step) -> Iterator[Entry]:
    # What reads documents takes longer to load than most commands take to answer; mostly nothing is to be read.
    from tracker.indexing import reading

    return reading.entries(root, keys, step)
