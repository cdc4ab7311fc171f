"""Snapshots on disk: bytes as files with their records, in the order in which the versions followed one another."""

from tracker.store.files import Store, Stored
from tracker.store.records import Noted

__all__ = ["Noted", "Store", "Stored"]
