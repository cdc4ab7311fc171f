"""Where the snapshots of a folder lie: the workspace around it, marked by its tracker.toml."""

from __future__ import annotations

from pathlib import Path

from tracker.errors import StoreError, UsageError
from tracker.store import Store

CONFIG, SNAPSHOTS = "tracker.toml", "snapshots"

# The index can always be made again, so no repository needs to keep it.
_IGNORE = (
    f"/{SNAPSHOTS}/index.db*",
    f"/{SNAPSHOTS}/.lock",
    f"/{SNAPSHOTS}/.index.lock",
    f"/{SNAPSHOTS}/.staging/",
    "/checks/lock",
    f"/.{CONFIG}.lock",
    "/.env",
)

_BEGINNING = """\
# What tracker follows: `tracker add SOURCE FILE` stores a version by hand,
# `tracker check` fetches the sources that have a url or a path.
"""


def root(start: Path) -> Path:
    """Return the nearest folder from *start* upwards that is a workspace; UsageError where there is none."""
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / CONFIG).is_file():
            return folder
    raise UsageError(f"{start.absolute()} is in no workspace; `tracker init` makes one")


def store(start: Path) -> Store:
    """Return the store of the workspace around *start*."""
    return Store.create(root(start) / SNAPSHOTS)


def created(folder: Path) -> tuple[Path, ...]:
    """Make *folder* a workspace; return the files that were made, none where it was one already."""
    try:
        (folder / SNAPSHOTS).mkdir(parents=True, exist_ok=True)
        config, ignore = folder / CONFIG, folder / ".gitignore"
        made = [path for path in (config, ignore) if not path.exists()]
        if config in made:
            config.write_text(_BEGINNING, encoding="utf-8")
        if ignore in made:
            ignore.write_text("".join(line + "\n" for line in _IGNORE), encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{folder}: no workspace can be made here: {error.strerror}") from None
    return tuple(made)
