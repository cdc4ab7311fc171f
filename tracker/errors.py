"""What can go wrong as expected: one line for the user, a class per whose turn it is."""

from __future__ import annotations


class TrackerError(Exception):
    """Expected trouble: the command line prints its one line and exits with status 2."""


class UsageError(TrackerError):
    """What was asked cannot be done: ask differently."""


class SourceError(TrackerError):
    """tracker.toml is wrong: mend it."""


class FetchError(TrackerError):
    """The publisher did not deliver: try again later."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class FormatError(TrackerError):
    """The bytes cannot be read: another file, or a new format."""


class StoreError(TrackerError):
    """The snapshots are damaged or locked: restore, rebuild or fetch again."""
