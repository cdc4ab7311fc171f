"""The snapshots of a workspace to its index: what is new is added, what no longer fits is made anew."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from decimal import Decimal
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker import compare, sources, views, workspace
from tracker.errors import FormatError, StoreError
from tracker.model import Document, Snapshot
from tracker.renderers import tally
from tracker.sources import Config, Source
from tracker.store import Store, disk, passages
from tracker.store.index import Entry, Index, Row, made, opened

FILE, LOCK = "index.db", ".index.lock"

# Fewer snapshots than this are read faster by this process than by others that have to start first.
_WORTH_PROCESSES = 64
_CHUNK = 16

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
    """Return what is wrong with the index, with its remedy; None where nothing is, or there is none yet."""
    try:
        if not path(store).exists() or _is_current(root, store):
            return None
    except StoreError as error:
        return str(error)
    return f"{path(store)}: it does not hold what is stored; `tracker reindex` makes it anew"


def _readable(root: Path, store: Store, source: str | None) -> bool:
    """Return whether the index holds what is asked for; one that is damaged does not, and is made anew."""
    try:
        return _is_current(root, store, source)
    except StoreError:
        return False


def _is_current(root: Path, store: Store, source: str | None = None) -> bool:
    with opened(path(store), immutable=not os.access(store.folder, os.W_OK)) as index:
        if index is None:
            return False
        known = {key: read_as for key, (_, read_as) in index.known(source).items()}
        return known == _wanted(root, store, source)


def _update(root: Path, store: Store, step: Step) -> None:
    wanted = _wanted(root, store)
    with suppress(StoreError), opened(path(store)) as index:
        if index is not None:
            known = {key: read_as for key, (_, read_as) in index.known().items()}
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
    manner = cache(lambda source: _manner(config.source(source) or Source(source), config))
    found = store.identifiers() if source is None else store.identifiers_of(source)
    return {(name, id): manner(name) for name, id in found}


def _manner(source: Source, config: Config) -> str:
    """Return a digest of what tracker.toml says of how a source is read; "" where it says nothing."""
    said = (source.select, source.drop, source.encoding, source.ignore, config.check.ignore)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16] if any(said) else ""


def _entries(root: Path, keys: Sequence[tuple[str, str]], step: Step) -> Iterator[Entry]:
    """Yield what is to be indexed of the snapshots called *keys*, in their order."""
    step(0, len(keys))
    for done, entry in enumerate(_read(root, keys), 1):
        yield entry
        step(done, len(keys))


def _read(root: Path, keys: Sequence[tuple[str, str]]) -> Iterator[Entry]:
    _workspace.cache_clear()  # tracker.toml may have been edited since
    workers = os.cpu_count() or 1
    if len(keys) < _WORTH_PROCESSES or workers == 1:
        yield from _chunk(root, keys)
        return
    with ProcessPoolExecutor(workers) as pool:
        # A few chunks ahead of the one that is stored: all of them at once would be held in memory.
        chunks = iter([keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK)])
        ahead = [pool.submit(_chunk, root, chunk) for chunk in islice(chunks, 4 * workers)]
        while ahead:
            yield from ahead.pop(0).result()
            ahead += [pool.submit(_chunk, root, chunk) for chunk in islice(chunks, 1)]


def _chunk(root: Path, keys: Iterable[tuple[str, str]]) -> list[Entry]:
    store, config = _workspace(root)
    return [_entry(store.snapshot(source, id), store, config) for source, id in keys]


@cache
def _workspace(root: Path) -> tuple[Store, Config]:
    return workspace.store(root), sources.load(root / workspace.CONFIG)


def _entry(snapshot: Snapshot, store: Store, config: Config) -> Entry:
    source = config.source(snapshot.source) or Source(snapshot.source)
    trouble = None
    try:
        text = views.of(snapshot, store, config, lenient=True).text
    except (FormatError, StoreError) as error:
        text, trouble = "", str(error)
    document = compare.read(text)
    return Entry(
        snapshot.source,
        snapshot.id,
        snapshot.date,
        snapshot.title or document.title,
        snapshot.sha256,
        snapshot.size,
        _manner(source, config),
        trouble,
        text,
        tuple((s.parent, s.level, s.number, s.title, *s.span) for s in document.sections),
        tuple((s.section, s.role, *s.span) for s in document.segments),
        _figures(document),
        tuple((p.section, *p.span, passages.tokens(p.span.of(text))) for p in document.paragraphs),
    )


def _figures(document: Document) -> tuple[Row, ...]:
    homes = tally.homes(document)
    return tuple(
        (home, *f.span, _number(f.value), _number(f.high), f.unit, f.kind, f.bound, f.role, f.subject)
        for home, f in zip(homes, document.figures, strict=True)
    )


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
