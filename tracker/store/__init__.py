"""Snapshots on disk: bytes as files with their records, in the order in which the versions followed one another."""

from tracker.store.files import Store, Stored

__all__ = ["Store", "Stored"]
