"""PDFs: ruled tables as office programs and browsers print them; and what has no text says so."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests import office
from tracker import compare, formats
from tracker.errors import FormatError

pdfium = pytest.importorskip("pypdfium2", reason="the pdf extra is not installed")

TABLE = (
    "<h1>统计公报</h1><p>　　全市经济稳中有进，主要指标如下。</p>"
    "<table border=1><tr><th>指标</th><th>2024年（亿元）</th><th>比上年增长（%）</th></tr>"
    "<tr><td>地区生产总值</td><td>12700</td><td>5.6</td></tr>"
    "<tr><td rowspan=2>粮食产量</td><td>1,200.5</td><td>1.2</td></tr><tr><td>300</td><td>2</td></tr>"
    "<tr><td colspan=2>合计</td><td>4.5</td></tr></table><p>新增学位4.2万个。</p>"
)
TABLE_PAGE = f"<html><head><meta charset=utf-8><title>公报</title></head><body>{TABLE}</body></html>".encode()


@cache
def printed(page: bytes, program: str, options: str = "") -> bytes:
    """Return a page printed to PDF by LibreOffice or Chromium; each is printed once."""
    with TemporaryDirectory() as folder:
        if program == "chromium":
            return office.printed(Path(folder), page)
        return office.converted(Path(folder), page, "html", f"pdf{options}")


PROGRAMS = (
    pytest.param("soffice", marks=office.needs_soffice),
    pytest.param("chromium", marks=office.needs_chromium),
)


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_ruled_table_is_a_table(program: str) -> None:
    decoded = formats.decode(printed(TABLE_PAGE, program))
    assert decoded.text == (
        "# 统计公报\n\n全市经济稳中有进，主要指标如下。\n\n"
        "| 指标 | 2024年（亿元） | 比上年增长（%） |\n| --- | --- | --- |\n"
        "| 地区生产总值 | 12700 | 5.6 |\n| 粮食产量 | 1,200.5 | 1.2 |\n| 粮食产量 | 300 | 2 |\n| 合计 |  | 4.5 |\n\n"
        "新增学位4.2万个。\n"
    )
    figures = {f.span.of(decoded.text): f for f in compare.read(decoded.text).figures}
    assert (figures["12700"].value, figures["12700"].unit) == (Decimal("1270000000000"), "元")
    assert "地区生产总值" in figures["12700"].subject
    assert figures["5.6"].unit == "%"


STYLES = {
    "open sides": "td,th{border-left:1px solid} td:first-child,th:first-child{border-left:none}",
    "level rules alone": "",
}


@office.needs_chromium
@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_a_table_of_statistics_says_what_its_page_says(style: str) -> None:
    rows = [("地区生产总值", "12,345.6", "5.3"), ("第一产业", "321.5", "-2.1"), ("规模以上工业", "4,567.8", "0.6")]
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = (
        "<html><head><meta charset=utf-8><title>公报</title><style>table{border-collapse:collapse}"
        "td,th{padding:2px 12px} thead{border-top:2px solid;border-bottom:1px solid} tbody{border-bottom:2px solid}"
        f"{STYLES[style]}</style></head><body><h1>统计公报</h1><p>全市经济稳中有进，主要指标如下。</p><table><thead><tr>"
        f"<th>指标</th><th>2024年（亿元）</th><th>增长（%）</th></tr></thead><tbody>{body}</tbody></table>"
        "<p>新增学位4.2万个。</p></body></html>"
    ).encode()
    decoded = formats.decode(printed(page, "chromium"))
    assert decoded.text == formats.decode(page).text
    assert "| 规模以上工业 | 4,567.8 | 0.6 |" in decoded.text


@office.needs_soffice
@pytest.mark.slow
def test_an_encrypted_file_says_so() -> None:
    options = {
        "EncryptFile": {"type": "boolean", "value": "true"},
        "DocumentOpenPassword": {"type": "string", "value": "secret"},
    }
    data = printed(TABLE_PAGE, "soffice", ":writer_web_pdf_Export:" + json.dumps(options))
    with pytest.raises(FormatError, match="encrypted"):
        formats.decode(data, "a.pdf")


def blank(count: int, picture: bool = False) -> bytes:
    """Return a PDF of pages without text."""
    document = pdfium.PdfDocument.new()
    for _ in range(count):
        page = document.new_page(595, 842)
        if picture:
            image = pdfium.PdfImage.new(document)
            image.set_bitmap(pdfium.PdfBitmap.new_native(8, 8, pdfium.raw.FPDFBitmap_BGR))
            image.set_matrix(pdfium.PdfMatrix().scale(500, 700))
            page.insert_obj(image)
            page.gen_content()
    written = BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (blank(2, picture=True), "a scan of 2 pages"),
        (blank(3), "empty of 3 pages"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
        (b"%PDF-1.4\n" + b"\x00" * 500, "damaged"),
        (blank(2001), "2,001 pages"),
    ],
)
def test_what_has_no_text_is_refused_with_its_reason(data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=r"^a\.pdf: ") as refused:
        formats.decode(data, "a.pdf")
    assert said in str(refused.value)


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_file_that_was_cut_off_is_told_where_it_can_be_read_at_all(program: str) -> None:
    whole = printed(TABLE_PAGE, program)
    assert not formats.decode(whole).cut
    assert not formats.decode(whole + b"\r\n<!-- added by a proxy -->").cut
    for length in (
        len(whole) - 4,
        len(whole) - 40,
        whole.rfind(b"endobj") + 6,
        *range(100, len(whole) - 20, len(whole) // 40),
    ):
        try:
            cut = formats.decode(whole[:length])
        except FormatError:
            continue
        assert cut.cut
        assert "may have been cut off" in cut.findings[0]
    at = whole.find(b"stream", whole.find(b"/FlateDecode")) + 60
    with pytest.raises(FormatError, match="it is a damaged PDF"):  # its one page
        formats.decode(whole[:at] + bytes(b ^ 255 for b in whole[at : at + 6]) + whole[at + 6 :])
