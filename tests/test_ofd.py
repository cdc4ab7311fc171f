"""OFD files, the state's fixed layout: their characters are set out as those of a PDF."""

from __future__ import annotations

import re
from html import escape

import pytest

from tests import forms, office
from tracker import formats
from tracker.errors import FormatError
from tracker.formats import pdf

NAME = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_UNIT = re.compile(r"[“《（(「]*(?:[A-Za-z0-9.+%]+|.)[，。、；：！？”》）」,.;:!?)]*")
SIZE, STEP, COLUMNS = 5.0, 8.0, 32


def line(text: str, y: float, x: float = 25, font: int = 1) -> str:
    """Return a text object as the standard writes it: a box, and the steps from character to character."""
    wide = [SIZE if ord(character) > 0xFF else SIZE / 2 for character in text]
    same = f"g {len(text) - 1} {SIZE}" if len(set(wide)) == 1 else " ".join(map(str, wide[:-1]))
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y} {sum(wide)} {SIZE}" Font="{font}" Size="{SIZE}">'
        f'<ofd:TextCode X="0" Y="{SIZE * 0.86}" DeltaX="{same}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def ofd(*pages: str, template: str = "") -> bytes:
    """Return a file of pages, each the XML of its objects."""
    listed = "".join(f'<ofd:Page ID="{10 + i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    used = '<ofd:Template TemplateID="5" ZOrder="Background"/>' if template else ""
    content = '<ofd:Content><ofd:Layer ID="8">{}</ofd:Layer></ofd:Content>'
    return office.package(
        {
            "OFD.xml": f"<ofd:OFD {NAME}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
            "</ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {NAME}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
            '<ofd:TemplatePage ID="5" BaseLoc="/Doc_0/Tpls/T.xml"/></ofd:CommonData>'
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            "Doc_0/PublicRes.xml": f'<ofd:Res {NAME}><ofd:Fonts><ofd:Font ID="1" FontName="仿宋"/>'
            '<ofd:Font ID="2" FontName="宋体" Bold="true"/></ofd:Fonts></ofd:Res>',
            "Doc_0/Tpls/T.xml": f"<ofd:Page {NAME}>{content.format(template)}</ofd:Page>",
            **{
                f"Doc_0/Pages/Page_{i}/Content.xml": f"<ofd:Page {NAME}>{used}{content.format(page)}</ofd:Page>"
                for i, page in enumerate(pages)
            },
        }
    )


def broken(text: str) -> list[str]:
    """Return a paragraph in lines: no number is parted, and no line begins with a mark."""
    lines = [""]
    for unit in _UNIT.findall(text):
        if sum(2 if ord(c) > 0xFF else 1 for c in lines[-1] + unit) > 2 * COLUMNS:
            lines.append("")
        lines[-1] += unit
    return lines


def set_out(sample: forms.Sample) -> list[str]:
    """Return the pages of a document, set line by line."""
    texts = [(sample.title, 2)]
    for body in sample.body:
        text = body.text if body.level else "　　" + body.text
        texts += [(one, 1) for one in broken(text)]
    pages = [texts[i : i + 12] for i in range(0, len(texts), 12)]
    return [
        "".join(line(text, 30 + STEP * n, font=font) for n, (text, font) in enumerate(page))
        + line(f"— {number} —", 280, x=100)
        for number, page in enumerate(pages, 1)
    ]


@pytest.mark.parametrize("name", ["invented", "baseline"])
def test_a_document_says_what_its_plain_text_says(name: str) -> None:
    sample = forms.samples()[name]
    data = ofd(*set_out(sample), template=line("某市人民政府公报", 10, x=80))
    assert forms.differences(forms.compared(sample, data, "a.ofd")) == []
    decoded = formats.decode(data)
    assert (decoded.media_type, decoded.extractor) == ("application/ofd", "ofd/1")


def test_ruled_tables_are_read() -> None:
    rows = (("指标", "数值"), ("企业", "5"), ("学校", "6"))
    drawn = "".join(line(cell, 52 + 10 * r, x=32 + 50 * c) for r, row in enumerate(rows) for c, cell in enumerate(row))
    for place, data in [((30, 50 + 10 * i), "M 0 0 L 100 0") for i in range(4)] + [
        ((30 + 50 * i, 50), "M 0 0 L 0 30") for i in range(3)
    ]:
        drawn += (
            f'<ofd:PathObject ID="7" Boundary="{place[0]} {place[1]} 100 30" LineWidth="0.3">'
            f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    assert formats.decode(ofd(drawn)).text == "| 指标 | 数值 |\n| --- | --- |\n| 企业 | 5 |\n| 学校 | 6 |\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ofd(""), "no text layer"),
        (ofd('<ofd:ImageObject ID="3" Boundary="0 0 210 297"/>'), "a scan of 1 pages"),
        (office.package({"OFD.xml": "<a/>"}), "damaged OFD"),
        (office.package({"OFD.xml": "<a><DocRoot>../../etc/passwd</DocRoot></a>"}), "is missing"),
    ],
)
def test_a_broken_file_is_refused_with_its_reason(data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=r"^a\.ofd: ") as refused:
        formats.decode(data, "a.ofd")
    assert said in str(refused.value)


def test_one_page_that_is_named_many_times_fills_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_GLYPHS", 100)
    drawn = line("组建市人才发展集团。", 30)
    assert formats.decode(ofd(drawn)).text
    with pytest.raises(FormatError, match="more than 100 characters"):
        formats.decode(ofd(*[drawn] * 11))
