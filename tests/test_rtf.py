"""Rich Text files: Chinese in both ways that they write it, headings, tables, and nothing of their machinery."""

from __future__ import annotations

import pytest

from tracker import formats
from tracker.errors import FormatError

SAID = "某市扎实推进重点领域改革，取得积极成效。"
FONTS = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset134 SimSun;}{\f2\fcharset136 PMingLiU;}}"
STYLES = (
    r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0\b heading 1;}{\s2\outlinelevel1 heading 2;}{\s3 Title;}{\*\cs4 X;}}"
)


def rtf(body: str, head: str = "") -> bytes:
    return (r"{\rtf1\ansi\ansicpg936\deff0" + FONTS + STYLES + head + body + "}").encode("ascii")


def escaped(text: str, encoding: str = "gb18030") -> str:
    """Return Chinese as bytes of a code page, as Word writes it."""
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


def unicode(text: str, fallback: str = "?") -> str:
    r"""Return text as \u words, with a character in between for programs that do not know them."""
    units = text.encode("utf-16-le")
    codes = [int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2)]
    return "".join(f"\\u{code}{fallback}" for code in codes)


@pytest.mark.parametrize(
    "body",
    [
        rf"\pard\f1 {escaped(SAID)}\par",
        rf"\pard {unicode(SAID)}\par",
        rf"\pard\uc2 {unicode(SAID, chr(92) + 'b7' + 'x')}\par".replace("\\b7", "\\'b7"),
        rf"\pard\uc0 {unicode(SAID, ' ')}\par",
        rf"{{\f1 {escaped(SAID[:5])}}}{{\b\f1 {escaped(SAID[5:])}}}\par",
        rf"\pard\f1 {escaped(SAID)}",
    ],
)
def test_chinese_is_read_however_it_is_written(body: str) -> None:
    assert formats.decode(rtf(body)).text == f"{SAID}\n"


def test_the_font_says_which_code_page_holds() -> None:
    text = "推動區域經濟發展。"
    assert formats.decode(rtf(rf"\f2 {escaped(text, 'big5')}\par\f1 {escaped(SAID)}\par")).text == f"{text}\n\n{SAID}\n"


def test_characters_beyond_the_basic_plane_are_read() -> None:
    assert formats.decode(rtf(rf"{unicode('𠮷林')}{unicode(SAID)}\par")).text == f"𠮷林{SAID}\n"


def test_headings_lists_and_notes_are_read_and_machinery_is_not() -> None:
    body = (
        rf"{{\*\generator X;}}{{\info{{\title T}}}}{{\header {unicode('页眉')}\par}}"
        rf"\pard\s3 {unicode('年度报告')}\par\pard\s1 {unicode('总论')}\par"
        rf"\pard {unicode(SAID)}{{\super\chftn{{\footnote\pard {unicode('注释。')}}}}}\par"
        rf"{{\listtext\pard {unicode('一、')}\tab}}{unicode('甲')}\par{{\listtext \'b7\tab}}{unicode('乙')}\par"
        rf"{{\b {unicode('保障措施')}}}\par{{\pict\wmetafile8 0102}}"
        rf"{{\field{{\*\fldinst PAGE}}{{\fldrslt {unicode('三')}}}}}"
        rf"{unicode('处。')}{{\v {unicode('隐藏')}}}\par"
    )
    assert formats.decode(rtf(body)).text == (
        f"# 年度报告\n\n## 总论\n\n{SAID}[^1]\n\n一、甲\n\n- 乙\n\n### 保障措施\n\n三处。\n\n[^1]: 注释。\n"
    )


def test_tracked_changes_are_taken_as_accepted() -> None:
    body = rf"{unicode('选配')}{{\deleted {unicode('14')}}}{{\revised {unicode('15')}}}{unicode('万名网格员。')}\par"
    decoded = formats.decode(rtf(body))
    assert decoded.text == "选配15万名网格员。\n"
    assert decoded.findings == ("tracked changes are taken as accepted: 1 insertions, 1 deletions",)


def test_tables_are_read() -> None:
    def row(*cells: str, more: str = r"\cellx1000\cellx2000") -> str:
        return rf"\trowd{more}" + "".join(rf"\pard\intbl {unicode(cell)}\cell" for cell in cells) + r"\row"

    head, first = row("指标", "数值"), row("企业", "5", more=r"\clvmgf\cellx1000\cellx2000")
    body = head + first + row("", "6", more=r"\clvmrg\cellx1000\cellx2000") + rf"\pard {unicode('完。')}\par"
    assert formats.decode(rtf(body)).text == "| 指标 | 数值 |\n| --- | --- |\n| 企业 | 5 |\n| 企业 | 6 |\n\n完。\n"


def test_embedded_data_is_passed_over() -> None:
    data = rtf(rf"{{\pict\bin10 }}{unicode(SAID)}\par").replace(b"\\bin10 ", b"\\bin10 {}{\\par}}{")
    assert formats.decode(data).text == f"{SAID}\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (rtf(r"\par"), "no text"),
        (b"{\\rtf1 " + b"{" * 600 + b"a", "nested deeper"),
        (rtf(r"\f1 \'d6\par"), "damaged"),
    ],
)
def test_a_broken_file_is_refused_with_its_reason(data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=r"^a\.rtf: ") as refused:
        formats.decode(data, "a.rtf")
    assert said in str(refused.value)


def test_a_file_that_was_cut_off_says_so() -> None:
    whole = rtf(rf"\pard {unicode(SAID)}\par")
    assert not formats.decode(whole).findings
    assert "cut off" in formats.decode(whole[:-1]).findings[0]
