"""A store to its faults, each with its remedy; and what can be mended without losing anything."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tracker.model import Snapshot
from tracker.store import names, records
from tracker.store.files import STAGING, Store

ASIDE = ".aside"
_RESTORE = "restore it from a copy (a backup, git)"
_SET_ASIDE = f"`tracker verify --repair` sets it aside in {ASIDE}"


class Fault(NamedTuple):
    """What is wrong with *path*, and what to do; a ``stray`` file may be set aside, losing nothing."""

    path: Path
    what: str
    remedy: str
    stray: bool = False


def faults(store: Store) -> tuple[Fault, ...]:
    """Return all that is wrong with the files of *store*, in the order of their names; reads every byte."""
    found: list[Fault] = []
    if store.unfinished():
        remedy = "the next command that stores finishes or forgets it, `tracker verify --repair` too"
        found.append(Fault(store.folder / STAGING, "a storing process was cut off", remedy))
    for path in sorted(store.folder.iterdir()):
        if path.name.startswith(".") or path.name.startswith("index.db"):
            continue
        found.extend(_faults_of_source(path) if path.is_dir() else [_stray(path)])
    return tuple(found)


def repaired(store: Store) -> tuple[Path, ...]:
    """Finish what was cut off and set stray files aside; return where they are now."""
    with store.locked():
        return tuple(_set_aside(store.folder, fault.path) for fault in faults(store) if fault.stray)


def _faults_of_source(folder: Path) -> Iterator[Fault]:
    paths = [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
    snapshots: list[Snapshot] = []
    torn: set[str] = set()
    for path in paths:
        if path.suffix == names.RECORD:
            read = _read(path)
            if isinstance(read, Fault):
                torn.add(path.stem)
                yield read
            else:
                snapshots.append(read)
                yield from _misplaced(read, path)
    for snapshot in snapshots:
        yield from _altered(snapshot, folder / (snapshot.id + snapshot.suffix))
    yield from _broken_chain(folder, snapshots)
    yield from _strays(paths, snapshots, torn)


def _read(path: Path) -> Snapshot | Fault:
    try:
        return records.load(path.read_bytes())
    except OSError as error:
        return Fault(path, f"the record cannot be read: {error.strerror}", "give yourself the right to read it")
    except ValueError as error:
        return Fault(path, f"the record is torn or altered: {error}", _RESTORE)


def _misplaced(snapshot: Snapshot, path: Path) -> Iterator[Fault]:
    if path.stem != snapshot.id or path.parent.name != names.folder(snapshot.source):
        right = f"{names.folder(snapshot.source)}/{snapshot.id}{names.RECORD}"
        yield Fault(path, f"the record belongs to {right}", f"move it there, or {_RESTORE}")


def _altered(snapshot: Snapshot, path: Path) -> Iterator[Fault]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        yield Fault(path, "the document is missing", _RESTORE)
        return
    except OSError as error:
        yield Fault(path, f"the document cannot be read: {error.strerror}", "give yourself the right to read it")
        return
    if hashlib.sha256(data).hexdigest() != snapshot.sha256:
        what = "truncated" if len(data) < snapshot.size else "altered"
        yield Fault(path, f"the document is {what}: its digest is another than its record says", _RESTORE)


def _broken_chain(folder: Path, snapshots: Sequence[Snapshot]) -> Iterator[Fault]:
    chain = sorted(snapshots, key=lambda snapshot: (snapshot.number, snapshot.id))
    if chain and chain[0].number > 1:
        yield _gap(folder, 1, chain[0].number - 1)
    elif chain and not records.holds(chain[0], ""):
        yield _rewritten(folder, chain[0])
    for before, after in pairwise(chain):
        if after.number > before.number + 1:
            yield _gap(folder, before.number + 1, after.number - 1)
        elif after.number == before.number:
            what = f"the record has the same number in the chain ({after.number}) as {before.id}"
            yield Fault(folder / (after.id + names.RECORD), what, _RESTORE)
        elif after.previous != before.sha256 or not records.holds(after, before.chain):
            yield _rewritten(folder, after)


def _gap(folder: Path, first: int, last: int) -> Fault:
    which = f"record {first} of the chain is" if first == last else f"records {first} to {last} of the chain are"
    return Fault(folder, f"{which} missing", _RESTORE.replace("it", "what is missing", 1))


def _rewritten(folder: Path, snapshot: Snapshot) -> Fault:
    what = "the record, or the one before it, is not as it was written: the chain does not hold"
    return Fault(folder / (snapshot.id + names.RECORD), what, _RESTORE)


def _strays(paths: Sequence[Path], snapshots: Sequence[Snapshot], torn: set[str]) -> Iterator[Fault]:
    expected = {snapshot.id + snapshot.suffix for snapshot in snapshots}
    gaps = {snapshot.previous for snapshot in snapshots} - {snapshot.sha256 for snapshot in snapshots}
    for path in paths:
        if path.suffix == names.RECORD or path.name in expected or path.stem in torn:
            continue
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() in gaps:
            yield Fault(path.with_suffix(names.RECORD), "the record of a stored document is missing", _RESTORE)
        else:
            yield _stray(path)


def _stray(path: Path) -> Fault:
    return Fault(path, "this belongs to no snapshot", _SET_ASIDE, stray=True)


def _set_aside(folder: Path, path: Path) -> Path:
    target = folder / ASIDE / path.relative_to(folder)
    count = 1
    while target.exists():
        target = folder / ASIDE / path.relative_to(folder).with_name(f"{path.name}.{count}")
        count += 1
    target.parent.mkdir(parents=True, exist_ok=True)
    return path.rename(target)
