"""Damaged copies of files: bytes flipped, cut, doubled and exchanged; of ZIP packages also within their parts."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random

from tests import office, pages
from tests.forms import Sample, samples

INTERESTING = (
    b"\x00", b"\xff", b"<", b">", b"&#0;", b"]]>", b"{", b"}", b"\\", b"%PDF-", b"PK\x03\x04", b"\xfe\xff",
    b"99999999", b"-1", "改".encode(), "改".encode("gb18030"), b"<p>", b"</p>", b"<table><tr><td>",
)  # fmt: skip


def seeds() -> dict[str, bytes]:
    """Return a small sound file of each format that can be made without an office program."""
    sample = samples()["invented"]
    return {
        "text": sample.plain.encode("gb18030"),
        "html": pages.old(sample.title, sample.body),
        "docx": office.docx(sample),
        "odt": _odt(sample),
        "rtf": _rtf(sample),
        "pdf": office.pdf(sample.plain, sample.plain),
    }


def mutated(data: bytes, random: Random) -> bytes:
    """Return a damaged copy of *data*."""
    if data.startswith(b"PK\x03\x04") and random.random() < 0.8:
        return _repacked(data, random)
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 4, 16, 64))):
        random.choice(_WAYS)(changed, random)
    return bytes(changed)


def _flip(data: bytearray, random: Random) -> None:
    if data:
        data[random.randrange(len(data))] = random.randrange(256)


def _insert(data: bytearray, random: Random) -> None:
    at = random.randrange(len(data) + 1)
    data[at:at] = random.choice(INTERESTING) * random.choice((1, 1, 1, 50))


def _cut(data: bytearray, random: Random) -> None:
    at = random.randrange(len(data) + 1)
    del data[at : at + random.choice((1, 8, 200, len(data)))]


def _double(data: bytearray, random: Random) -> None:
    at = random.randrange(len(data) + 1)
    chunk = bytes(data[at : at + random.choice((4, 100, 2000))])
    to = random.randrange(len(data) + 1)
    data[to:to] = chunk * random.choice((1, 1, 20))


def _exchange(data: bytearray, random: Random) -> None:
    one, other = random.randrange(len(data) + 1), random.randrange(len(data) + 1)
    size = random.choice((2, 30, 500))
    data[one : one + size], data[other : other + size] = data[other : other + size], data[one : one + size]


_WAYS: tuple[Callable[[bytearray, Random], None], ...] = (_flip, _flip, _insert, _cut, _double, _exchange)


def _repacked(data: bytes, random: Random) -> bytes:
    """Return the package with one of its parts damaged."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice([n for n in parts if n.endswith(".xml")])
    changed = bytearray(parts[name])
    for _ in range(random.choice((1, 2, 8))):
        random.choice(_WAYS)(changed, random)
    return office.package({**parts, name: bytes(changed)})


def _odt(sample: Sample) -> bytes:
    from tests.test_odt import odt

    return odt("".join(f"<text:p>{line.text}</text:p>" for line in sample.body), STYLE)


STYLE = '<style:style style:name="T"/>'


def _rtf(sample: Sample) -> bytes:
    from tests.test_rtf import rtf, unicode

    return rtf("".join(rf"\pard\s1 {unicode(line.text)}\par" for line in sample.body))
