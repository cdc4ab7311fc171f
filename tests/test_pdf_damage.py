"""PDFs that are not whole, by their bytes alone."""

from __future__ import annotations

import zlib

import pytest

from tracker.formats.pdf import damage

TEXT = zlib.compress("选配14万名微网格员。".encode() * 50)
# One byte of the text is another: the bytes unpack, and only the checksum tells.
STORED = bytearray(zlib.compress(b"BT (a) Tj ET" * 20, 0))
STORED[40] ^= 1


def pdf(stream: bytes, dictionary: bytes = b"/Length 1/Filter/FlateDecode", end: bytes = b"%%EOF\n") -> bytes:
    """Return a file with one stream."""
    return (
        b"%PDF-1.7\n1 0 obj\n<<" + dictionary + b">>\nstream\n" + stream + b"\nendstream\nendobj\nstartxref\n0\n" + end
    )


@pytest.mark.parametrize("dictionary", [b"/Filter /FlateDecode", b"/Filter[/FlateDecode]/Length 9", b"/Length 9"])
def test_a_whole_file_is_whole(dictionary: bytes) -> None:
    assert damage.findings(pdf(TEXT, dictionary)) == ()


@pytest.mark.parametrize("stream", [TEXT[:20] + bytes(20) + TEXT[40:], b"\n" + TEXT, bytes(STORED)])
def test_a_stream_that_cannot_be_unpacked_is_told(stream: bytes) -> None:
    assert ["damaged" in said for said in damage.findings(pdf(stream))] == [True]


@pytest.mark.parametrize(
    ("stream", "dictionary"),
    [
        (TEXT[:-4], b"/Filter/FlateDecode"),  # without a checksum
        (b"\xff\xd8 a picture", b"/Filter/DCTDecode"),
        (b"Gb!$F", b"/Filter[/ASCII85Decode/FlateDecode]"),
        (b"encrypted", b"/Filter/FlateDecode/Encrypt 5 0 R"),
        (zlib.compress(bytes(100_000_000)), b"/Filter/FlateDecode"),
    ],
)
def test_what_only_looks_so_is_not(stream: bytes, dictionary: bytes) -> None:
    assert damage.findings(pdf(stream, dictionary)) == ()


@pytest.mark.parametrize("end", [b"", b"%%EO", b"%%EOF\n2 0 obj\nendobj"])
def test_a_file_without_its_end_is_told(end: bytes) -> None:
    assert "cut off" in damage.findings(pdf(TEXT, end=end))[0]


def test_what_follows_the_end_does_not_matter() -> None:
    assert damage.findings(pdf(TEXT) + b"<!-- added by a proxy -->") == ()
