"""Requests that nobody answered to the origins that are not asked again.

A host that is down for the night would otherwise be tried anew, with pauses, for each of its sources.
"""

from __future__ import annotations

import threading
from typing import NamedTuple

Origin = tuple[str, str, int]

# What one source, after all its tries, takes of the patience with its host: a host that takes no connection is gone,
# one that takes it and is silent may be slow with some pages only.
NO_CONNECTION, SILENCE = 5, 2
_PATIENCE = 10


class _Seen(NamedTuple):
    """What nobody answered so far: how much patience it took, how many requests, and how the last one failed."""

    spent: int
    requests: int
    reason: str


class Absence:
    """Which origins do not answer; shared by threads."""

    def __init__(self) -> None:
        self._seen: dict[Origin, _Seen] = {}
        self._lock = threading.Lock()

    def note(self, origin: Origin, spent: int, reason: str) -> None:
        """Note that a request to *origin* was given up, nobody having answered."""
        with self._lock:
            before = self._seen.get(origin, _Seen(0, 0, ""))
            self._seen[origin] = _Seen(before.spent + spent, before.requests + 1, reason)

    def answered(self, origin: Origin) -> None:
        """Note that *origin* answered, whatever it said."""
        if origin in self._seen:  # looked at without the lock: nearly always there is nothing to forget
            with self._lock:
                self._seen.pop(origin, None)

    def reason(self, origin: Origin) -> str | None:
        """Return why *origin* is not asked again; None where it may be asked."""
        seen = self._seen.get(origin)
        if seen is None or seen.spent < _PATIENCE:
            return None
        return f"{seen.reason}; {seen.requests} other sources failed so, and the host was not asked again in this pass"
