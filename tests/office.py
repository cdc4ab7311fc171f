"""Samples as office programs write them: Word documents by python-docx, and everything that LibreOffice can turn."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest

from tests.forms import Sample

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SOFFICE = shutil.which("soffice")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


# What other programs want of a Word document besides its body.
_KINDS = "http://schemas.openxmlformats.org"
RELATIONS = {
    "[Content_Types].xml": f'<Types xmlns="{_KINDS}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName='
    '"/word/numbering.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_KINDS}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{_KINDS}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_KINDS}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{_KINDS}/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>',
}


def docx(sample: Sample, headings: str = "styles") -> bytes:
    """Return a Word document of *sample*; headings by *styles*, or only *bold*."""
    import docx as python_docx

    document = python_docx.Document()
    document.add_heading(sample.title, 0)
    for line in sample.body:
        if line.level and headings == "styles":
            document.add_heading(line.text, min(line.level, 9))
        elif line.level:
            document.add_paragraph().add_run(line.text).bold = True
        else:
            document.add_paragraph("　　" + line.text)
    return _saved(document)


def word(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """Return a Word document with *body* as its XML, and other parts by name."""
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f'<w:document xmlns:w="{W}" {_MORE}><w:body>{body}</w:body></w:document>',
        **(parts or {}),
    }
    return package(files)


_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def package(files: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP of *files*."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def converted(folder: Path, data: bytes, source: str, target: str) -> bytes:
    """Return *data*, a file with the ending *source*, as LibreOffice turns it into *target*."""
    assert SOFFICE
    path = folder / f"sample.{source}"
    path.write_bytes(data)
    out = folder / "out"
    filters = {"docx": "docx:MS Word 2007 XML", "odt": "odt:writer8", "rtf": "rtf:Rich Text Format"}
    imported = ["--infilter=HTML (StarWriter)"] if source == "html" else []
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", *imported,
         "--convert-to", filters.get(target, target), "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return (out / f"sample.{target.partition(':')[0]}").read_bytes()


def printed(folder: Path, page: bytes) -> bytes:
    """Return a web page as Chromium prints it to PDF."""
    assert CHROMIUM
    path = folder / "sample.html"
    path.write_bytes(page)
    out = folder / "sample.pdf"
    subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium",
         f"--print-to-pdf={out}", path.as_uri()],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return out.read_bytes()


def pdf(*pages: str, size: float = 12, columns: int = 36) -> bytes:
    """Return a PDF of *pages* of text, set line by line, in a font that every reader has a map of."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (len(pages), b" ".join(b"%d 0 R" % (6 + 2 * i) for i in range(len(pages)))),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 5 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880"
        b"/Descent -120/CapHeight 880/StemV 80>>",
    ]
    for number, page in enumerate(pages):
        lines = [p[i : i + columns] for p in page.split("\n") for i in range(0, len(p), columns)]
        shown = b" ".join(b"<%s> Tj T*" % line.encode("utf-16-be").hex().encode() for line in lines)
        drawn = b"BT /F %f Tf %f TL 72 760 Td %s ET" % (size, size * 1.5, shown)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (7 + 2 * number),
            b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        ]
    written = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        written
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (
            len(objects) + 1,
            len(written),
        )
    )


def _saved(document: object) -> bytes:
    written = BytesIO()
    document.save(written)  # type: ignore[attr-defined]
    return written.getvalue()
