"""Word documents: what a reader of the page sees, numbering, notes and text boxes included."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from tests import office
from tests.office import W, word
from tracker import formats
from tracker.errors import FormatError

SAID = "某市扎实推进重点领域改革，取得积极成效。"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def cells(*texts: str, properties: str = "") -> str:
    return "".join(f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>" for text in texts)


def test_headings_are_told_from_styles_levels_and_bold_lines() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="a3"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="my"><w:name w:val="我的标题"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="t1"><w:name w:val="toc 1"/></w:style></w:styles>'
    )
    decoded = formats.decode(
        word(
            paragraph(run("年度报告"), properties='<w:pStyle w:val="a3"/>')
            + paragraph(run("总论……1"), properties='<w:pStyle w:val="t1"/>')
            + paragraph(run("总论"), properties='<w:pStyle w:val="1"/>')
            + paragraph(run("任务"), properties='<w:outlineLvl w:val="1"/>')
            + paragraph(run("保障措施", "<w:b/>"))
            + paragraph(run("重点。", "<w:b/>"), run(SAID))
            + paragraph(run("结语"), properties='<w:pStyle w:val="my"/>'),
            {"word/styles.xml": styles},
        )
    )
    assert decoded.text == f"# 年度报告\n\n## 总论\n\n### 任务\n\n#### 保障措施\n\n重点。{SAID}\n\n## 结语\n"
    assert decoded.findings == ("the table of contents is left out",)


def numbering(*levels: tuple[str, str]) -> str:
    written = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(levels)
    )
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">{written}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
    )


def listed(text: str, level: int = 0, name: int = 1) -> str:
    return paragraph(run(text), properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>')


def test_automatic_numbering_is_written_out() -> None:
    levels = numbering(
        ("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("bullet", "")
    )
    body = listed("甲") + listed("乙") + listed("丙", 1) + listed("丁", 1) + listed("戊", 2) + listed("己", 3)
    body += listed("庚") + listed("辛", 1) + listed("壬", 0, 2) + "".join(listed("又") for _ in range(9))
    lines = [line for line in formats.decode(word(body, {"word/numbering.xml": levels})).text.split("\n") if line]
    assert lines[:6] == ["一、甲", "二、乙", "（一）丙", "（二）丁", "      1. 戊", "         - 己"]
    assert lines[6:8] == ["三、庚", "（一）辛"]
    assert lines[8:] == ["一、壬", *(f"{number}、又" for number in "二三四五六七八九十")]


def test_articles_and_chapters_are_numbered_as_on_the_page() -> None:
    levels = numbering(("chineseCounting", "第%1章"), ("decimal", "%1.%2"), ("decimalEnclosedCircle", "%3"))
    body = listed("总则") + listed("目的", 1) + listed("范围", 2) + listed("附则") + listed("施行", 1)
    text = formats.decode(word(body, {"word/numbering.xml": levels})).text
    assert text == "第一章 总则\n\n一.1 目的\n\n① 范围\n\n第二章 附则\n\n二.1 施行\n"


def test_tracked_changes_are_taken_as_accepted() -> None:
    decoded = formats.decode(
        word(
            paragraph(
                run("选配"),
                f"<w:del><w:r><w:delText>14万名</w:delText></w:r></w:del><w:ins>{run('15.2万名')}</w:ins>",
                run("网格员，"),
                properties="<w:rPr><w:del/></w:rPr>",
            )
            + paragraph(run("组建集团。"))
            + f"<w:moveFrom>{paragraph(run('旧处。'))}</w:moveFrom><w:moveTo>{paragraph(run('新处。'))}</w:moveTo>"
            + f"<w:tbl><w:tr>{cells('甲', '乙')}</w:tr>"
            + f"<w:tr><w:trPr><w:del/></w:trPr>{cells('丙', '丁')}</w:tr></w:tbl>"
        )
    )
    assert decoded.text == "选配15.2万名网格员，组建集团。\n\n新处。\n\n| 甲 | 乙 |\n| --- | --- |\n"
    assert decoded.findings == ("tracked changes are taken as accepted: 2 insertions, 4 deletions",)


def test_text_boxes_notes_fields_and_formulas_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('框中的话。'))}</w:txbxContent>"
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="-1" w:type="separator">{paragraph(run("线"))}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph(run("注释的话。"))}</w:footnote></w:footnotes>'
    )
    parts = {"begin": "<w:r><w:instrText>DATE</w:instrText></w:r>" + run("代码"), "separate": run("2025年"), "end": ""}
    field = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{inner}' for kind, inner in parts.items())
    decoded = formats.decode(
        word(
            paragraph(
                run(SAID),
                "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
                + box
                + "</wps:txbx></w:drawing></mc:Choice>"
                f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
                field,
                '<w:r><w:footnoteReference w:id="2"/></w:r>',
                run("隐藏", "<w:vanish/>"),
            ),
            {"word/footnotes.xml": notes, "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment/></w:comments>'},
        )
    )
    assert decoded.text == f"{SAID}2025年[^1]\n\n框中的话。\n\n[^1]: 注释的话。\n"
    assert decoded.findings == ("comments are left out: 1", "hidden text is left out")


def test_tables_keep_the_place_of_each_cell() -> None:
    rows = (
        cells("指标", "单位", "2024年"),
        cells("粮食", properties='<w:vMerge w:val="restart"/>') + cells("万吨", "1200"),
        cells("", properties="<w:vMerge/>") + cells("亿斤", "240"),
        cells("合计", properties='<w:gridSpan w:val="2"/>') + cells("3"),
    )
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    assert formats.decode(word(table)).text == (
        "| 指标 | 单位 | 2024年 |\n| --- | --- | --- |\n"
        "| 粮食 | 万吨 | 1200 |\n| 粮食 | 亿斤 | 240 |\n| 合计 |  | 3 |\n"
    )


def test_a_table_of_one_column_is_a_frame() -> None:
    frame = f"<w:tbl><w:tr>{cells(SAID)}</w:tr></w:tbl>"
    assert formats.decode(word(frame + paragraph(run("完。")))).text == f"{SAID}\n\n完。\n"


EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def with_body(content: str | bytes) -> dict[str, str | bytes]:
    """Return the parts of a document whose body is *content*."""
    return {"word/document.xml": content, "[Content_Types].xml": "<a/>"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (word(""), "no text"),
        (word(paragraph(run("。")))[:-30], "damaged"),
        (office.package({"xl/workbook.xml": "", "[Content_Types].xml": "<a/>"}), "spreadsheet"),
        (office.package({"a.txt": "。"}), "ZIP archive"),
        (office.package(with_body("<w:p")), "damaged"),
        (office.package(with_body(b"\x00" * (65 << 20))), "unpacks to more"),
        (word("<w:p>" * 300 + "</w:p>" * 300), "damaged"),
        (office.package(with_body(f"{EXTERNAL}<a>&x;</a>")), "entities"),
        (office.package(with_body(f"{LAUGHS}<a>&b;</a>")), "entities"),
        (office.package({f"{i}": "" for i in range(10_001)}), "parts"),
    ],
)
def test_a_broken_or_hostile_file_is_refused_with_its_reason(data: bytes, said: str) -> None:
    with pytest.raises(FormatError) as refused:
        formats.decode(data, "a.docx")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_is_wrong_with_a_part_is_told_in_one_line() -> None:
    damaged = word("<w:p/>", {"word/numbering.xml": "<w:numbering>\n\x00</w:numbering>"})
    with pytest.raises(FormatError, match=r"numbering.xml is damaged: [^\n]*$"):
        formats.decode(damaged)


@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_part_is_one_however_it_is_packed(packed: int) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", packed) as made:
        for name, content in with_body("<a>" + "改革" * 50).items():
            made.writestr(name, content)
    whole = file.getvalue()
    begun = whole.index(b"document.xml") + len("document.xml")
    for at in range(begun, begun + 30):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        with pytest.raises(FormatError, match=r"^a\.docx: "):
            formats.decode(bytes(damaged), "a.docx")
