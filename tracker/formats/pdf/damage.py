"""A PDF's bytes to what is wrong with them that pdfium mends, or leaves out, without a word."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

CUT = "it ends without the mark of its end (%%EOF), and may have been cut off there: pages or lines may be missing"
DAMAGED = "part of it is damaged (a stream at byte {:,} cannot be unpacked): pages or lines may be missing"

# << /Filter /FlateDecode /Length 12 >> stream: RFC 1950 is what nearly all text is packed by.
_STREAM = re.compile(rb">>\s{0,4}stream\r?\n")
_PACKED = re.compile(rb"/Filter\s*(?:\[\s*)?/FlateDecode\b\s*(?:\]|/|>|$)")
_DICTIONARY = 600
# Enough to look through all text of a long document; a bomb is left to pdfium, which has limits of its own.
_MOST_UNPACKED, _AT_ONCE = 64_000_000, 1 << 20


def findings(data: bytes) -> tuple[str, ...]:
    """Return what a reader should know of *data*, which may not be whole."""
    cut = (CUT,) if _is_cut(data) else ()
    at = next(_damaged(data), None)
    return cut if at is None else (*cut, DAMAGED.format(at))


def _is_cut(data: bytes) -> bool:
    """Return whether objects stand behind the last mark of an end (ISO 32000-1, 7.5.5).

    A file that was changed has a mark after each change; what is no part of it may follow the last.
    """
    return data.rfind(b"%%EOF") < max(data.rfind(b"endobj"), data.rfind(b"startxref"))


def _damaged(data: bytes) -> Iterator[int]:
    """Yield where the streams begin that cannot be unpacked."""
    if b"/Encrypt" in data:  # the streams are, too
        return
    left = _MOST_UNPACKED
    for found in _STREAM.finditer(data):
        dictionary = data[max(0, found.start() - _DICTIONARY) : found.start()].rpartition(b" obj")[2]
        if not _PACKED.search(dictionary):
            continue
        try:
            left -= _unpacked(data[found.end() : data.find(b"endstream", found.end())], left)
        except zlib.error:  # a wrong checksum, too; that none follows is a habit of some programs, and no error
            yield found.end()
        if left <= 0:
            return


def _unpacked(packed: bytes, most: int) -> int:
    """Return how many bytes come out of *packed*, up to *most*; raise zlib.error where something is wrong in it."""
    unpacker, size = zlib.decompressobj(), 0
    while packed and size < most:
        size += len(unpacker.decompress(packed, _AT_ONCE))
        packed = unpacker.unconsumed_tail
    return size
