"""The bytes of a version to the text that is compared: its selected parts, without what its source says to ignore.

The bytes are stored as they were captured; what is selected or hidden is a way to look at them, and comes back as soon
as tracker.toml says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker import formats
from tracker.errors import FormatError
from tracker.formats import parts
from tracker.ignoring import without
from tracker.model import Decoded, Snapshot
from tracker.sources import Config, Source
from tracker.store import Store, names


def of(snapshot: Snapshot, store: Store, config: Config, *, lenient: bool = False) -> Decoded:
    """Return the text of a stored version as its source, where tracker.toml lists it, is read now.

    *lenient*: a page that its selectors find nothing in, as they were written for a later one, is read whole.
    """
    source = config.read_as(snapshot.source)
    data = store.read(snapshot)
    try:
        return text(data, source, config.check.ignore, snapshot.media_type, snapshot.encoding)
    except FormatError:
        if not (lenient and source.select):
            raise
    return text(data, replace(source, select=()), config.check.ignore, snapshot.media_type, snapshot.encoding)


def text(
    data: bytes, source: Source, ignore: Sequence[str] = (), media_type: str = "", encoding: str | None = None
) -> Decoded:
    """Return what *data* says as *source* is read; FormatError where it cannot be read or a selector finds nothing."""
    encoding = source.encoding or encoding
    if (source.select or source.drop) and parts.is_page(data):
        decoded = parts.decode(data, source.select, source.drop, encoding)
    else:
        decoded = _decoded(data, "document" + names.suffix(media_type), encoding)
    patterns = (*ignore, *source.ignore)
    return decoded._replace(text=without(decoded.text, patterns)) if patterns else decoded


def _decoded(data: bytes, name: str, encoding: str | None) -> Decoded:
    try:
        return formats.decode(data, name, encoding)
    except FormatError as error:  # the name is ours, and means nothing to a reader
        raise FormatError(str(error).removeprefix(f"{name}: ")) from None
