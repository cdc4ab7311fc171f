"""Bytes to files that survive a crash: written beside their place, flushed to disk, renamed."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tracker.errors import StoreError

# From so many files on one flush of the whole disk costs less than one flush a file.
_MANY = 16

_PATIENCE = 60.0
"""Seconds to wait for another process: a batch of thousands of snapshots is stored in less."""

# How the name of a file ends that is not yet in its place.
_PART = ".part"

# The locks that this process holds.
_held: set[int] = set()


def stage(path: Path, data: bytes) -> None:
    """Write *data* to the new file *path*, not yet flushed."""
    with path.open("xb") as file:
        file.write(data)


def flush(paths: Sequence[Path]) -> None:
    """Return when all *paths* (files or folders) are on disk."""
    # Linux's sync waits until all is written (man 2 sync); elsewhere it may return before.
    if len(paths) >= _MANY and sys.platform == "linux":
        os.sync()
        return
    for path in paths:
        _flush(path)


def put(path: Path, data: bytes) -> None:
    """Make *path* hold *data* by one rename: a crash leaves the old file or the new one. Raises OSError."""
    target = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=_PART, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            Path(name).chmod(target.stat().st_mode & 0o777)
        else:
            Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def sweep(folder: Path) -> None:
    """Remove what killed processes left in *folder*, and below, on their way to ``put`` a file."""
    for path in folder.rglob(f".*{_PART}"):
        path.unlink(missing_ok=True)


@contextmanager
def claimed(path: Path) -> Iterator[bool]:
    """Hold the lock file *path* if nobody else does, and say which; the lock of a killed process is free at once."""
    with _lock(path) as handle:
        yield _taken(handle)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file *path*: one process at a time; the lock of a killed process is free at once."""
    with ExitStack() as stack:
        try:
            handle = stack.enter_context(_lock(path))
        except OSError as error:
            raise StoreError(f"{path.parent}: nothing can be stored here: {error.strerror}") from None
        _await(handle, path)
        yield


def let_go() -> None:
    """Close the locks that a process has from the one that made it as its copy, which alone holds them from now on."""
    while _held:
        os.close(_held.pop())


@contextmanager
def _lock(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    _held.add(handle)
    try:
        yield handle
    finally:
        _held.discard(handle)
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _flush(path: Path) -> None:
    if path.is_dir() and sys.platform == "win32":
        return  # Windows flushes no folders
    handle = os.open(path, os.O_RDONLY if path.is_dir() or sys.platform != "win32" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _await(handle: int, path: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not _taken(handle):
        if time.monotonic() > deadline:
            raise StoreError(f"{path.parent}: another tracker has been storing for a minute; try again when it is done")
        time.sleep(0.005)


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
