"""The workspace around the current folder, for the commands that need one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.model import Snapshot
    from tracker.sources import Config
    from tracker.store import Store


class Place(NamedTuple):
    """A workspace: its folder, its snapshots, what its tracker.toml says."""

    root: Path
    store: Store
    config: Config


class Found(NamedTuple):
    """A stored version: its text as it is read now, and what was noticed on reading it."""

    snapshot: Snapshot
    text: str
    findings: tuple[str, ...]


def here() -> Place:
    """Return the workspace around the current folder; UsageError where there is none."""
    from tracker import sources, workspace

    root = workspace.root(Path.cwd())
    return Place(root, workspace.store(root), sources.load(root / workspace.CONFIG))


def is_workspace() -> bool:
    """Return whether the current folder is in a workspace."""
    from tracker import workspace

    return any((folder / workspace.CONFIG).is_file() for folder in (Path.cwd(), *Path.cwd().parents))


def with_the_one_before(reference: str) -> tuple[str, str]:
    """Return references to the version before the one that *reference* names, and to it; UsageError where none is."""
    from tracker import references

    if not is_workspace():
        raise UsageError(f"{reference}: with what is it to be compared? Give OLD and NEW")
    store = here().store
    chosen = references.snapshot(store, reference)
    versions = store.snapshots(chosen.source)
    at = versions.index(chosen)
    if len(versions) < 2:
        raise UsageError(f"{chosen.source} has only one version yet: there is nothing to compare it with")
    if at == 0:
        raise UsageError(f"{reference} is the first version of {chosen.source}: there is none before it")
    return f"{chosen.source}/{versions[at - 1].id}", f"{chosen.source}/{chosen.id}"


def stored(reference: str) -> Found:
    """Return the stored version that *reference* names; UsageError, with the nearest ones, where there is none."""
    from tracker import references, views

    place = here()
    snapshot = references.snapshot(place.store, reference)
    decoded = views.of(snapshot, place.store, place.config, lenient=True)
    return Found(snapshot, decoded.text, decoded.findings)
