"""Old office files: told from other containers, and an answer where LibreOffice is not there to read them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import office
from tracker import formats
from tracker.errors import FormatError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        ("Workbook", "it is a spreadsheet"),
        ("PowerPoint Document", "it is a set of slides"),
        ("EncryptedPackage", "it is encrypted"),
        ("Other", "an office file of an unknown kind"),
    ],
)
def test_what_is_no_document_says_what_it_is(stream: str, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        formats.decode(OLE + stream.encode("utf-16-le"), "a.doc")


def test_without_libreoffice_the_answer_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(FormatError, match=r"^a\.wps: .*install.*libreoffice-writer"):
        formats.decode(OLE + "WordDocument".encode("utf-16-le"), "a.wps")


@office.needs_soffice
@pytest.mark.slow
def test_a_broken_file_is_refused_with_its_reason(tmp_path: Path) -> None:
    data = office.converted(
        tmp_path, office.word("<w:p><w:r><w:t>完。</w:t></w:r></w:p>", office.RELATIONS), "docx", "doc"
    )
    decoded = formats.decode(data)
    assert decoded.text == "完。\n"
    assert decoded.extractor.startswith("docx/1 after LibreOffice ")
    with pytest.raises(FormatError):
        formats.decode(data[:700] + b"\xff" * 4000 + "WordDocument".encode("utf-16-le"))
