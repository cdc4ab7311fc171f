"""The versions of a source to what the history commands show."""

from tracker.histories.reading import History, Logged, Version, logged, read, side

__all__ = ["History", "Logged", "Version", "logged", "read", "side"]
