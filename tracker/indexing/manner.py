"""What tracker.toml says of how a source is read to a digest: another one, and its versions are read anew."""

from __future__ import annotations

import hashlib

from tracker.sources import Config, Source

# Of a version whose file was gone or altered: it is read as soon as that was restored.
DAMAGED = "damaged"


def manner(source: Source, config: Config) -> str:
    """Return a digest of what tracker.toml says of how a source is read; "" where it says nothing."""
    said = (source.select, source.drop, source.encoding, source.ignore, config.check.ignore)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16] if any(said) else ""
