"""All versions of a source to a folder that needs no tracker: bytes, texts and a manifest."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import FormatError, UsageError

if TYPE_CHECKING:
    from tracker.commands.places import Place

MANIFEST = "manifest.json"


def export(source: str, place: Place, folder: Path) -> int:
    """Write the versions of *source* to *folder*; return how many. UsageError where it holds anything already."""
    from tracker import views

    def write(path: Path, data: bytes) -> None:
        undone.callback(path.unlink, missing_ok=True)
        path.write_bytes(data)

    try:
        # Half an export would pass for a whole one.
        with ExitStack() as undone:
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise UsageError(f"{folder} is not empty: name a new folder")
            rows = []
            for snapshot in place.store.snapshots(source):
                data = place.store.read(snapshot)
                name = snapshot.id + snapshot.suffix
                write(folder / name, data)
                text: str | None = snapshot.id + ".text.md"
                try:
                    said = views.of(snapshot, place.store, place.config, lenient=True).text
                    write(folder / str(text), said.encode())
                except FormatError:
                    text = None
                rows.append(
                    {
                        "id": snapshot.id,
                        "date": snapshot.date,
                        "title": snapshot.title,
                        "url": snapshot.url,
                        "file": name,
                        "text": text,
                        "sha256": snapshot.sha256,
                    }
                )
            manifest = {"format": "tracker.export/1", "source": source, "versions": rows}
            write(folder / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())
            undone.pop_all()
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written: {error.strerror or error}") from None
    return len(rows)
