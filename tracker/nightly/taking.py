"""A source to the bytes that it has now: fetched from its address, or read from its newest file."""

from __future__ import annotations

import glob
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from tracker import workspace
from tracker.errors import FetchError
from tracker.fetch import Client, Request
from tracker.nightly.memory import CHECKS, REPORTS
from tracker.nightly.record import Known
from tracker.secrets import Unset, expanded, masked
from tracker.sources import Source

_OURS = (workspace.CONFIG, workspace.SNAPSHOTS, CHECKS, REPORTS)


class Taken(NamedTuple):
    """The bytes of a source, None where they are known to be those we have, and what came with them."""

    data: bytes | None
    media_type: str = ""
    validators: tuple[tuple[str, str], ...] = ()
    hops: tuple[str, ...] = ()


def host(source: Source) -> str:
    """Return whose turn it takes to take *source*: its host, or itself where it is on disk."""
    return (urlsplit(source.url).hostname or "") if source.url else f"file {source.id}"


def address(source: Source) -> str:
    """Return where *source* appears, as it may be written down."""
    return masked(source.url or source.path or "")


def taken(
    source: Source, known: Known | None, root: Path, client: Client, environment: Mapping[str, str], largest: int
) -> Taken:
    """Return what *source* has now; FetchError, with no secret in it, where it has nothing."""
    if source.path is not None:
        return _read(source.id, source.path, root, largest)
    assert source.url is not None
    try:
        request = _request(source, known, environment)
    except Unset as error:
        raise FetchError(source.id, str(error)) from None
    capture = client.get(request)
    return Taken(capture.data, capture.media_type, capture.validators, capture.hops)


def newest(path: str, root: Path) -> Path:
    """Return the file that *path* means: itself, or the newest of a folder or of what a pattern matches.

    What tracker writes is no document, unless *path* names its folder: **/*.md would find our own reports.
    """
    place = root / Path(path).expanduser()
    if place.is_file():
        return place
    pattern = str(place / "*") if place.is_dir() else str(place)
    files = [Path(name) for name in glob.glob(pattern, recursive=True)]  # noqa: PTH207 a pattern may be absolute
    ours = {root / name for name in _OURS} - {place, *place.parents}
    files = [file for file in files if file.is_file() and file.name[0] not in ".~" and not ours & {file, *file.parents}]
    if not files:
        raise FetchError(path, "the folder holds no file" if place.is_dir() else "there is no such file")
    return max(files, key=lambda file: (file.stat().st_mtime_ns, file.name))


def _request(source: Source, known: Known | None, environment: Mapping[str, str]) -> Request:
    assert source.url is not None
    url = expanded(source.url, environment, address=True)
    secrets = url.secrets
    headers = [("Accept-Language", source.language)] if source.language else []
    for name, template in source.headers:
        value = expanded(template, environment)
        if "\n" in value.text or "\r" in value.text:
            raise Unset(f"the header {name} would be more than one line")
        headers.append((name, value.text))
        secrets += value.secrets
    return Request(
        url=url.text,
        label=address(source),
        headers=tuple(headers),
        validators=known.validators if known and known.address == address(source) else (),
        secrets=secrets,
        allow_private=source.allow_private,
        robots=source.robots,
    )


def _read(id: str, path: str, root: Path, largest: int) -> Taken:
    try:
        file = newest(path, root)
        before = file.stat()
        if before.st_size > largest:
            raise FetchError(id, f"{file.name} is larger than {largest / 1_000_000:g} MB (max_size)")
        data = file.read_bytes()
        after = file.stat()
    except OSError as error:
        raise FetchError(id, f"{path}: {error.strerror}") from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise FetchError(id, f"{file.name} is being written just now")
    if not data:
        raise FetchError(id, f"{file.name} is empty")
    return Taken(data, mimetypes.guess_type(file.name)[0] or "")
