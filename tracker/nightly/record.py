"""What is remembered from one pass to the next, and what a pass found: values, and the JSON that they are kept as."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from tracker.errors import StoreError

FORMAT = "tracker.checks/1"
_TIME = "%Y-%m-%dT%H:%M:%SZ"

Trouble = Literal["failed", "suspicious"]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a source: when it was checked, the bytes last seen and the version that was last told of.

    ``address`` is where ``validators`` and ``sha256`` come from; ``told`` is a snapshot's id, "" where none was told.
    """

    told: str
    checked: datetime | None = None
    succeeded: datetime | None = None
    failing: datetime | None = None
    trouble: Trouble | None = None
    reason: str | None = None
    address: str | None = None
    sha256: str | None = None
    validators: tuple[tuple[str, str], ...] = ()
    hops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """A version that is told: what it is compared with ("" for the first), counts of what changed, its reports.

    *top* says in words which figures changed most, and what little went and came; *notes* what a reader should
    know of how the version was read, where that of the one before was not so.
    """

    source: str
    title: str
    old: str
    new: str
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    reports: tuple[str, ...] = ()
    url: str | None = None
    top: str = ""
    notes: tuple[str, ...] = ()

    def count(self, part: str, *statuses: str) -> int:
        """Return how many rows of *part* have one of *statuses*."""
        return sum(self.counts.get(part, {}).get(status, 0) for status in statuses)


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that could not be checked, since when, and why; *trouble* says whether a person should look."""

    source: str
    title: str
    trouble: Trouble
    reason: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass found; *noise* of the *unchanged* differ only in what changes no meaning or is ignored.

    A pass over all sources is *whole*; one over those that were named keeps no promise of the schedule.
    """

    number: int
    started: datetime
    finished: datetime
    date: str
    changed: tuple[Changed, ...] = ()
    failed: tuple[Failed, ...] = ()
    unchanged: int = 0
    noise: int = 0
    checked: int = 0
    whole: bool = True

    @property
    def first(self) -> tuple[Changed, ...]:
        """Return the first versions: of sources that are new."""
        return tuple(row for row in self.changed if not row.old)

    @property
    def compared(self) -> tuple[Changed, ...]:
        """Return the versions that differ from one before."""
        return tuple(row for row in self.changed if row.old)


@dataclass(frozen=True, slots=True)
class State:
    """All that is remembered. *last* is published once its overview, feed and messages are written.

    *whole* is when the last pass over all sources began.
    """

    sources: Mapping[str, Known] = field(default_factory=dict)
    last: Pass | None = None
    published: bool = True
    whole: datetime | None = None


def dump(state: State) -> bytes:
    """Return *state* as JSON, sources by name, so that a repository keeps short differences."""
    fields = {"format": FORMAT, **asdict(state)}
    fields["sources"] = {name: _said(asdict(state.sources[name])) for name in sorted(state.sources)}
    return written(fields)


def load(data: bytes, name: str) -> State:
    """Return the state that *data* holds; StoreError where it is torn or of another make."""
    try:
        fields = json.loads(data)
        if fields["format"] != FORMAT:
            raise ValueError
        known = {source: _known(said) for source, said in fields["sources"].items()}
        last = fields["last"] and passed(fields["last"])
        whole = fields["whole"] and _moment(fields["whole"])
        return State(known, last, fields["published"], whole)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StoreError(
            f"{name} is not what tracker wrote; restore it, or remove it: versions count as told from then on"
        ) from None


def fields(one: Pass) -> dict[str, Any]:
    """Return *one* as it is written."""
    return asdict(one)


def passed(fields: dict[str, Any]) -> Pass:
    """Return the pass that was written as *fields*."""
    lists = ("reports", "notes")
    changed = tuple(Changed(**row | {key: tuple(row.get(key, ())) for key in lists}) for row in fields["changed"])
    failed = tuple(Failed(**row | {"since": _moment(row["since"])}) for row in fields["failed"])
    times = {key: _moment(fields[key]) for key in ("started", "finished")}
    return Pass(**fields | times | {"changed": changed, "failed": failed})


def written(fields: object) -> bytes:
    """Return *fields* as JSON for people."""
    return (json.dumps(fields, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def _known(said: dict[str, Any]) -> Known:
    fields: dict[str, Any] = dict(said)
    fields |= {key: _moment(said[key]) for key in ("checked", "succeeded", "failing") if key in said}
    fields["validators"] = tuple(sorted(said.get("validators", {}).items()))
    fields["hops"] = tuple(said.get("hops", ()))
    return Known(**fields)


def _said(known: dict[str, Any]) -> dict[str, Any]:
    """Return what says something."""
    known["validators"] = dict(known["validators"])
    return {key: value for key, value in known.items() if key == "told" or value not in (None, (), {})}


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said).astimezone(UTC)


def _plain(value: object) -> str:
    assert isinstance(value, datetime)
    return value.astimezone(UTC).strftime(_TIME).rjust(20, "0")
