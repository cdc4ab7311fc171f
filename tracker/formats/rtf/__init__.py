"""A Rich Text file (RTF) to Markdown, with all tracked changes taken as accepted.

Rich Text Format specification 1.9.1.
"""

from __future__ import annotations

from tracker.errors import FormatError
from tracker.formats.blocks import write
from tracker.formats.rtf.reading import Reading
from tracker.model import Decoded

EXTRACTOR = "rtf/1"
MEDIA_TYPE = "application/rtf"


def decode(data: bytes) -> Decoded:
    """Return the text of a document; raise FormatError where it is damaged or holds none."""
    reading = Reading()
    blocks = reading.read(data)
    text = write(blocks)
    if not text:
        raise FormatError("it holds no text: pictures alone, or nothing")
    if "\ufffd" in text:
        raise FormatError("its text is damaged: some bytes are none of the encoding that it names")
    return Decoded(text, MEDIA_TYPE, None, EXTRACTOR, reading.findings(), reading.cut)
