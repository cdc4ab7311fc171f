"""The versions of a source to what the history commands show."""

from tracker.histories.reading import History, Log, Logged, Version, logged, read

__all__ = ["History", "Log", "Logged", "Version", "logged", "read"]
