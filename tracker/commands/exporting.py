"""All versions of a source to a folder that needs no tracker: bytes, texts and a manifest."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import FormatError, UsageError

if TYPE_CHECKING:
    from tracker.commands.places import Place
    from tracker.model import Snapshot

MANIFEST = "manifest.json"


def export(source: str, place: Place, folder: Path) -> int:
    """Write the versions of *source* to *folder*; return how many. UsageError where it holds anything already."""
    try:
        # Half an export would pass for a whole one.
        with ExitStack() as undone:
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise UsageError(f"{folder} is not empty: name a new folder")
            rows = [_exported(snapshot, place, folder, undone) for snapshot in place.store.snapshots(source)]
            manifest = {"format": "tracker.export/1", "source": source, "versions": rows}
            _write(folder / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode(), undone)
            undone.pop_all()
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written: {error.strerror or error}") from None
    return len(rows)


def _exported(snapshot: Snapshot, place: Place, folder: Path, undone: ExitStack) -> dict[str, str | None]:
    """Write a version as bytes, and as text where it can be read, and return its row of the manifest."""
    from tracker import views

    name, text = snapshot.id + snapshot.suffix, f"{snapshot.id}.text.md"
    _write(folder / name, place.store.read(snapshot), undone)
    row = {"id": snapshot.id, "date": snapshot.date, "title": snapshot.title, "url": snapshot.url, "file": name}
    try:
        said = views.of(snapshot, place.store, place.config, lenient=True).text
    except FormatError:
        return {**row, "text": None, "sha256": snapshot.sha256}
    _write(folder / text, said.encode(), undone)
    return {**row, "text": text, "sha256": snapshot.sha256}


def _write(path: Path, data: bytes, undone: ExitStack) -> None:
    undone.callback(path.unlink, missing_ok=True)
    path.write_bytes(data)
