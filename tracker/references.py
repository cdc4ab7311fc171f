"""A name that a user gives a version to its snapshot: SOURCE, SOURCE~1, SOURCE@2024-08, an id or its beginning."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from tracker.errors import UsageError
from tracker.model import Snapshot
from tracker.store import Store, names

_BEFORE = re.compile(r"(.+)~([0-9]{1,9})$", re.DOTALL)  # report~1
_AT = re.compile(r"(.+)@([0-9]{4}(?:-[0-9]{2}){0,2})$", re.DOTALL)  # report@2024, report@2024-08, report@2024-08-20
_DIGEST = re.compile(r"[0-9a-f]{4,64}$")  # 1babe416

# A beginning shorter than this names nothing: 2 would be every version of this millennium.
_SHORTEST = 4
_SHOWN = 5


def snapshot(store: Store, reference: str) -> Snapshot:
    """Return the version that *reference* names; UsageError, with the nearest ones, where it is none or several."""
    # Only what names no source needs a look at all that is stored.
    if store.has(reference):
        return store.snapshots(reference)[-1]
    if (match := _BEFORE.match(reference)) and store.has(match[1]):
        return _before(store.snapshots(match[1]), match[1], int(match[2]))
    if (match := _AT.match(reference)) and store.has(match[1]):
        return _at(store.snapshots(match[1]), match[1], match[2])
    return _by_id(store, reference)


def source(store: Store, reference: str) -> str:
    """Return the source called *reference*; UsageError, with the nearest ones, where there is none."""
    if store.has(reference):
        return reference
    raise UsageError(f"{reference}: there is no such source{_nearest(reference, store.sources())}")


def _before(versions: Sequence[Snapshot], name: str, back: int) -> Snapshot:
    if back < len(versions):
        return versions[-1 - back]
    count = "1 version" if len(versions) == 1 else f"{len(versions)} versions"
    raise UsageError(f"{name}~{back}: {name} has {count}; the oldest is {name}~{len(versions) - 1}, {versions[0].id}")


def _at(versions: Sequence[Snapshot], name: str, date: str) -> Snapshot:
    names.period(date)
    # What stood when the day, month or year ended: cut to the same length, dates compare as they are written.
    found = [version for version in versions if version.date[: len(date)] <= date]
    if found:
        return found[-1]
    raise UsageError(f"{name}@{date}: the oldest version of {name} is of {versions[0].date}, {versions[0].id}")


def _by_id(store: Store, reference: str) -> Snapshot:
    sources = store.sources()
    known = store.identifiers()
    found = [(source, id) for source, id in known if _named(reference, source, id)]
    if len(found) == 1:
        ((source, id),) = found
        chosen = next(version for version in store.snapshots(source) if version.id == id)
        # Eight digits of the digest stand in an id; of what is given beyond them the record tells.
        if id.startswith(reference) or not _DIGEST.match(reference) or chosen.sha256.startswith(reference):
            return chosen
    if len(found) > 1:
        raise UsageError(f"{reference} names {len(found)} versions: {_listed([f'{s}/{id}' for s, id in found])}")
    several = [*sources, *(id for _, id in known)]
    raise UsageError(f"{reference}: there is no such file, source or version{_nearest(reference, several)}")


def _named(reference: str, source: str, id: str) -> bool:
    if len(reference) < _SHORTEST:
        return False
    if reference.startswith(source + "/"):
        return id.startswith(reference[len(source) + 1 :])
    digest = id.rpartition("-")[2]
    return id.startswith(reference) or bool(_DIGEST.match(reference) and digest.startswith(reference[: len(digest)]))


def _nearest(reference: str, known: Sequence[str]) -> str:
    if not known:
        return "; nothing is stored yet, `tracker add SOURCE FILE` stores a version"
    close = difflib.get_close_matches(reference, dict.fromkeys(known), n=_SHOWN, cutoff=0.4)
    close = close or [name for name in dict.fromkeys(known) if reference in name][:_SHOWN]
    return f"; the nearest: {', '.join(close)}" if close else "; `tracker list` names the sources"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
