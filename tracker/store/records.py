"""Snapshots to the records that lie beside their bytes, and back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from tracker.model import Snapshot

FORMAT = "tracker.snapshot/1"
_TIME = "%Y-%m-%dT%H:%M:%SZ"


def sealed(snapshot: Snapshot, before: str) -> Snapshot:
    """Return *snapshot* with its chain: the digest of *before* (the chain so far) and of all else it says."""
    return replace(snapshot, chain=_chain(_fields(snapshot), before))


def dump(snapshot: Snapshot) -> bytes:
    """Return the record of *snapshot*: JSON for people, keys in a fixed order."""
    return (json.dumps(_fields(snapshot), ensure_ascii=False, indent=1) + "\n").encode()


def load(data: bytes) -> Snapshot:
    """Return the snapshot that a record tells of; ValueError where it is torn or of another make."""
    fields = json.loads(data)
    if not isinstance(fields, dict) or fields.pop("format", None) != FORMAT:
        raise ValueError("it is no record of a snapshot")
    try:
        captured = datetime.fromisoformat(fields.pop("captured")).astimezone(UTC)
        validators = tuple(sorted(fields.pop("validators").items()))
        return Snapshot(**fields, captured=captured, validators=validators)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"it lacks a key or holds an unknown one ({error})") from None


def holds(snapshot: Snapshot, before: str) -> bool:
    """Return whether the record is as it was written, after one whose chain is *before*."""
    return _chain(_fields(snapshot), before) == snapshot.chain


def _fields(snapshot: Snapshot) -> dict[str, Any]:
    fields = {"format": FORMAT, **asdict(snapshot)}
    return fields | {"captured": snapshot.captured.strftime(_TIME), "validators": dict(snapshot.validators)}


def _chain(fields: dict[str, Any], before: str) -> str:
    said = {key: value for key, value in fields.items() if key != "chain" and value is not None}
    whole = before + json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
