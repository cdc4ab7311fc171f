"""One document in every form: a comparison across forms tells what changed in the document, and nothing of the form."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests import forms, office, pages
from tests.conftest import Tracker
from tests.forms import Sample

SAMPLES = forms.samples()
Writer = Callable[[Sample], bytes]

QUICK: dict[str, Writer] = {
    "gb18030": lambda s: s.plain.encode("gb18030"),
    "utf-16": lambda s: s.plain.replace("\n", "\r\n").encode("utf-16"),
    "html": lambda s: pages.modern(s.title, s.body),
    "old html": lambda s: pages.old(s.title, s.body),
    "spans": lambda s: pages.spans(s.title, s.body),
    "docx": office.docx,
    "bold docx": lambda s: office.docx(s, "bold"),
}


@cache
def turned(name: str, later: bool, target: str) -> bytes:
    """Return a sample, or its later version, as an office program or a browser writes it; each is made once."""
    sample = forms.edited(SAMPLES[name]) if later else SAMPLES[name]
    page = pages.simple(sample.title, sample.body)
    with TemporaryDirectory() as folder:
        if target == "chromium":
            return office.printed(Path(folder), page)
        if target == "doc":
            return office.converted(Path(folder), office.docx(sample), "docx", "doc")
        return office.converted(Path(folder), page, "html", target)


TARGETS = (
    *(pytest.param(target, marks=office.needs_soffice) for target in ("docx", "odt", "rtf", "pdf", "doc")),
    pytest.param("chromium", marks=office.needs_chromium),
)


@pytest.mark.parametrize("form", QUICK)
@pytest.mark.parametrize("name", SAMPLES)
def test_no_form_is_a_change(name: str, form: str) -> None:
    report = forms.compared(SAMPLES[name], QUICK[form](SAMPLES[name]))
    assert forms.differences(report) == []
    assert set(forms.noise(report)) <= {"layout"}


@pytest.mark.parametrize("form", QUICK)
@pytest.mark.parametrize("name", SAMPLES)
def test_twenty_edits_are_told_alike_in_every_form(name: str, form: str) -> None:
    later = forms.edited(SAMPLES[name])
    plain = forms.told(SAMPLES[name], later.plain.encode())
    assert plain
    assert forms.told(SAMPLES[name], QUICK[form](later)) == plain


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", SAMPLES)
def test_no_program_makes_a_change(name: str, target: str) -> None:
    report = forms.compared(SAMPLES[name], turned(name, False, target))
    assert forms.differences(report) == []
    assert set(forms.noise(report)) <= {"layout", "whitespace"}


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", ["baseline", "2014"])
def test_twenty_edits_are_told_alike_whatever_program_wrote_them(name: str, target: str) -> None:
    if name not in SAMPLES:
        pytest.skip("the shared documents are not beside this checkout")
    later = forms.edited(SAMPLES[name])
    plain = forms.told(SAMPLES[name], later.plain.encode())
    assert forms.told(SAMPLES[name], turned(name, True, target)) == plain


def test_the_command_line_compares_a_page_with_a_word_document(tracker: Tracker, tmp_path: Path) -> None:
    sample = SAMPLES["invented"]
    (tmp_path / "old.html").write_bytes(pages.old(sample.title, sample.body))
    (tmp_path / "new.docx").write_bytes(office.docx(sample))
    ran = tracker("diff", "old.html", "new.docx", "--exit-code")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert tracker("show", "new.docx", "--format", "text").stdout.decode().startswith(f"# {sample.title}\n\n各位代表")
