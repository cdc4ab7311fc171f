"""tracker.toml: which sources are followed, and how they are checked, told of and scheduled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tracker import disk
from tracker.errors import SourceError
from tracker.sources import editing, reading
from tracker.sources.values import Check, Config, Notify, Schedule, Source

__all__ = ["Check", "Config", "Notify", "Schedule", "Source", "add", "check", "ensure", "load", "remove", "settle"]


def load(path: Path) -> Config:
    """Return what the file *path* says; SourceError where it cannot be read or is wrong."""
    return reading.config(_read(path), path.name)


def add(path: Path, fields: Mapping[str, Any]) -> Source:
    """Add the source of *fields* to the file *path*; return it."""
    with _alone(path):
        made = editing.with_source(_read(path), fields, path.name)
        _write(path, made)
    return reading.config(made, path.name).sources[-1]


def ensure(path: Path, fields: Mapping[str, Any]) -> None:
    """Add the source of *fields* unless it is there, as where another process has just added it."""
    with _alone(path):
        text = _read(path)
        if reading.config(text, path.name).source(str(fields["id"])) is None:
            _write(path, editing.with_source(text, fields, path.name))


def check(path: Path, fields: Mapping[str, Any]) -> None:
    """Raise what ``add`` would, and write nothing."""
    editing.with_source(_read(path), fields, path.name)


def remove(path: Path, id: str) -> None:
    """Take the source *id* out of the file *path*; its snapshots stay."""
    with _alone(path):
        _write(path, editing.without_source(_read(path), id, path.name))


def settle(path: Path, table: str, fields: Mapping[str, Any]) -> None:
    """Set *fields* in [table] of the file *path*."""
    with _alone(path):
        _write(path, editing.with_settings(_read(path), table, fields, path.name))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Be the only process that edits the file: what another one adds meanwhile would be lost."""
    with disk.locked(path.with_name(f".{path.name}.lock")):
        yield


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise SourceError(f"{path.name}: byte {error.start} is no UTF-8; save the file as UTF-8") from None


def _write(path: Path, text: str) -> None:
    try:
        disk.put(path, text.encode())
    except OSError as error:
        raise SourceError(f"{path}: cannot be written: {error.strerror}") from None
