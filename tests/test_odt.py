"""OpenDocument texts: what a reader of the page sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import office
from tracker import formats
from tracker.errors import FormatError

SAID = "某市扎实推进重点领域改革，取得积极成效。"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "style", "table")
)
MORE = (
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
)


def odt(body: str, styles: str = "", manifest: str = "<a/>") -> bytes:
    """Return a text with *body* and automatic *styles* as their XML."""
    return office.package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {NAMES} {MORE}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "META-INF/manifest.xml": manifest,
        }
    )


def test_headings_lists_notes_and_boxes_are_read() -> None:
    styles = (
        '<style:style style:name="T"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
        'style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:list-level-style-number text:level="2" '
        'style:num-format="1" style:num-suffix="."/></text:list-style>'
        '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    )
    inner = "<text:list><text:list-item><text:p>丙</text:p></text:list-item></text:list>"
    body = (
        '<text:p text:style-name="Title">年度报告</text:p>'
        "<text:table-of-content><text:index-body><text:p>总论 1</text:p></text:index-body></text:table-of-content>"
        '<text:h text:outline-level="1">总论</text:h>'
        f"<text:p>　　{SAID}<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>注释。</text:p>"
        "</text:note-body></text:note>"
        "<draw:frame><draw:text-box><text:p>框中的话。</text:p></draw:text-box></draw:frame>"
        '<text:s text:c="2"/>又一句。</text:p><text:p><text:span text:style-name="T">保障措施</text:span></text:p>'
        f'<text:list text:style-name="L"><text:list-item><text:p>甲</text:p></text:list-item>'
        f"<text:list-item><text:p>乙</text:p>{inner}</text:list-item></text:list>"
        '<text:list text:style-name="L" text:continue-numbering="true"><text:list-item><text:p>丁</text:p>'
        "</text:list-item></text:list>"
        '<text:list text:style-name="B"><text:list-item><text:p>戊</text:p></text:list-item></text:list>'
    )
    decoded = formats.decode(odt(body, styles))
    assert decoded.text == (
        f"# 年度报告\n\n## 总论\n\n{SAID}[^1] 又一句。\n\n框中的话。\n\n### 保障措施\n\n一、甲\n\n二、乙\n\n"
        "   1. 丙\n\n三、丁\n\n- 戊\n\n[^1]: 注释。\n"
    )
    assert decoded.findings == ("the table of contents is left out",)


def test_a_style_that_is_called_a_heading_makes_one() -> None:
    styles = (
        '<style:style style:name="Heading_20_1"/><style:style style:name="P1" style:parent-style-name="Heading_20_1"/>'
    )
    body = (
        '<text:p text:style-name="P1">工作方案</text:p><text:h text:outline-level="2">总体要求</text:h>'
        f"<text:p>{SAID}</text:p>"
    )
    assert formats.decode(odt(body, styles)).text == f"# 工作方案\n\n## 总体要求\n\n{SAID}\n"


def test_tracked_changes_are_taken_as_accepted() -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>旧的话。</text:p></text:deletion>"
        "</text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>"
    )
    decoded = formats.decode(odt(f"{changes}<text:p>{SAID}<text:change/></text:p>"))
    assert decoded.text == f"{SAID}\n"
    assert decoded.findings == ("tracked changes are taken as accepted: 1 insertions, 1 deletions",)


def test_tables_keep_the_place_of_each_cell() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    rows = (
        cell("指标") + cell("2024年") + cell("2023年"),
        cell("粮食", 'table:number-rows-spanned="2"') + cell("1200") + cell("1100"),
        covered + cell("240") + cell("220"),
        cell("合计", 'table:number-columns-spanned="2"') + covered + cell("3"),
    )
    table = "<table:table>" + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows) + "</table:table>"
    assert formats.decode(odt(table)).text == (
        "| 指标 | 2024年 | 2023年 |\n| --- | --- | --- |\n"
        "| 粮食 | 1200 | 1100 |\n| 粮食 | 240 | 220 |\n| 合计 |  | 3 |\n"
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (odt(""), "no text"),
        (odt(f"<text:p>{SAID}</text:p>", manifest="<a><encryption-data/></a>"), "encrypted"),
        (odt("<text:p>"), "damaged"),
        (odt("<text:section>" * 300 + SAID + "</text:section>" * 300), "damaged"),
    ],
)
def test_a_broken_file_is_refused_with_its_reason(data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=r"^a\.odt: ") as refused:
        formats.decode(data, "a.odt")
    assert said in str(refused.value)


@office.needs_soffice
@pytest.mark.slow
def test_numbering_that_libreoffice_turns_is_the_same(tmp_path: Path) -> None:
    from tests.test_docx import listed, numbering

    levels = numbering(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    body = listed("甲") + listed("乙") + listed("丙", 1) + listed("丁", 1) + listed("戊", 2) + listed("己")
    data = office.word(body, {"word/numbering.xml": levels, **office.RELATIONS})
    said = [line.strip() for line in formats.decode(data).text.split("\n") if line.strip()]
    assert said == ["一、甲", "二、乙", "（一）丙", "（二）丁", "1. 戊", "三、己"]
    for target in ("odt", "rtf"):
        turned = formats.decode(office.converted(tmp_path, data, "docx", target)).text
        assert [line.strip() for line in turned.split("\n") if line.strip()] == said
