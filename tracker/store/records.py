"""Snapshots to the records that lie beside their bytes, and back."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tracker.errors import UsageError
from tracker.model import Snapshot

FORMAT = "tracker.snapshot/1"
_NUMBERS = ("size", "number")
_ALWAYS = ("source", "id", "sha256", "media_type", "chain", "suffix")
_PARTS = ("id", "suffix")
_HALF = re.compile("[\ud800-\udfff]")
_TIME = "%Y-%m-%dT%H:%M:%SZ"


class Noted(NamedTuple):
    """What a record says of a version beyond its bytes and its place: how it was read, its title, where it comes from.

    Nothing here decides whether the version is stored, or behind which other one it stands.
    """

    media_type: str = "text/plain"
    title: str | None = None
    url: str | None = None
    encoding: str | None = None
    extractor: str | None = None
    validators: tuple[tuple[str, str], ...] = ()


def sealed(snapshot: Snapshot, before: str) -> Snapshot:
    """Return *snapshot* with its chain: the digest of *before* (the chain so far) and of all else it says."""
    return snapshot._replace(chain=_chain(_fields(snapshot), before))


def dump(snapshot: Snapshot) -> bytes:
    """Return the record of *snapshot*: JSON for people, keys in a fixed order."""
    return (json.dumps(_fields(snapshot), ensure_ascii=False, indent=1) + "\n").encode()


def load(data: bytes) -> Snapshot:
    """Return the snapshot that a record tells of; ValueError where it is torn or of another make."""
    try:
        fields = json.loads(data)
    except RecursionError:
        raise ValueError("its values are nested too deeply") from None
    if not isinstance(fields, dict) or fields.pop("format", None) != FORMAT:
        raise ValueError("it is no record of a snapshot")
    try:
        captured = datetime.fromisoformat(fields.pop("captured")).astimezone(UTC)
        validators = tuple(sorted(fields.pop("validators").items()))
        snapshot = Snapshot(**fields, captured=captured, validators=validators)
    except (KeyError, TypeError, AttributeError):
        raise ValueError("it lacks a key, or holds an unknown one") from None
    wrong = next((name for name, value in fields.items() if not _is_sound(name, value)), None)
    if wrong:
        raise ValueError(f"its {wrong} is none that was ever written")
    return snapshot


def holds(snapshot: Snapshot, before: str) -> bool:
    """Return whether the record is as it was written, after one whose chain is *before*."""
    return _chain(_fields(snapshot), before) == snapshot.chain


def _fields(snapshot: Snapshot) -> dict[str, Any]:
    fields = {"format": FORMAT, **snapshot._asdict()}
    return fields | {"captured": snapshot.captured.strftime(_TIME), "validators": dict(snapshot.validators)}


def _is_sound(name: str, value: object) -> bool:
    """Return whether *value* is of the kind that a record holds as *name*."""
    if name in _NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool)
    if value is None:
        return name not in _ALWAYS
    if name == "encoding" and value != "utf-8" and not _is_encoding(value):
        return False
    # Half a character can neither be written nor shown.
    return isinstance(value, str) and not _HALF.search(value) and not (name in _PARTS and "/" in value)


def _is_encoding(value: object) -> bool:
    from tracker.formats import plain  # as most records are read without

    try:
        return isinstance(value, str) and bool(plain.known(value))
    except UsageError:
        return False


def _chain(fields: dict[str, Any], before: str) -> str:
    said = {key: value for key, value in fields.items() if key != "chain" and value is not None}
    whole = before + json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
