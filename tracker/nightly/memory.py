"""What is remembered between passes, and where: read and written whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracker import disk
from tracker.errors import StoreError
from tracker.nightly import record
from tracker.nightly.record import State
from tracker.store import Store

CHECKS, REPORTS = "checks", "reports"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pass works: the root of the workspace and its snapshots."""

    root: Path
    store: Store

    @property
    def checks(self) -> Path:
        """Return the folder of what is remembered, kept aside and still to be sent."""
        return self.root / CHECKS

    @property
    def outbox(self) -> Path:
        """Return the folder of messages that could not be sent yet."""
        return self.checks / "outbox"

    @property
    def reports(self) -> Path:
        """Return the folder of what people read."""
        return self.root / REPORTS


def remembered(place: Place) -> State:
    """Return what is remembered of earlier passes; StoreError where that is damaged."""
    path = place.checks / "state.json"
    try:
        return record.load(path.read_bytes(), f"{CHECKS}/{path.name}")
    except FileNotFoundError:
        return State()
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}") from None


def remember(state: State, place: Place) -> None:
    """Remember *state*: a crash leaves the old one or the new one."""
    try:
        disk.put(place.checks / "state.json", record.dump(state))
    except OSError as error:
        raise StoreError(f"{place.checks}: cannot be written: {error.strerror}") from None
