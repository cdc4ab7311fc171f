"""Bytes of plain text: encodings told apart, characters kept, and an answer for what is no text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SEEDS, Tracker
from tracker import formats
from tracker.errors import FormatError, UsageError

BASELINE = next(SEEDS.glob("000_*.txt")).read_bytes().decode()
SIMPLIFIED = "选配14万名微网格员，组建市人才发展集团；落户青年人才74.7万人。"
TRADITIONAL = "推動區域經濟發展，為民眾提供優質服務；全面實施五項改革措施。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
@pytest.mark.parametrize("text", [SIMPLIFIED, BASELINE, "中", "联通", "改革", "第一条"])
def test_simplified_text_is_read_in_any_encoding(text: str, encoding: str) -> None:
    if len(text) < 4 and encoding in ("utf-16-le", "utf-16-be"):
        pytest.skip("a few characters of UTF-16 without a mark are anything")
    assert formats.decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "big5"])
@pytest.mark.parametrize("text", [TRADITIONAL, "區域經濟", "優質服務"])
def test_traditional_text_is_read_in_any_encoding(text: str, encoding: str) -> None:
    assert formats.decode(text.encode(encoding)).text == text


def test_the_encoding_is_told() -> None:
    names = {
        "utf-8": SIMPLIFIED.encode(),
        "gb18030": SIMPLIFIED.encode("gb2312"),
        "big5hkscs": TRADITIONAL.encode("big5"),
        "utf-16-le": SIMPLIFIED.encode("utf-16-le"),
        "cp932": "昨日は雨でしたが、きょうはとてもよく晴れています。" .encode("cp932"),
    }  # fmt: skip
    assert {name: formats.decode(data).encoding for name, data in names.items()} == {name: name for name in names}


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_every_line_ends_with_one_character(ending: str, encoding: str) -> None:
    data = ending.join(["一、改革", "组建集团。", "", "二、发展"]).encode(encoding)
    assert formats.decode(data).text == "一、改革\n组建集团。\n\n二、发展"


def test_other_separators_are_characters_like_any() -> None:
    text = "组建\u2028集团\x0b发\x1c展\x85和\u2029改\x0c革\u3000\xa0。\n"
    assert formats.decode(text.encode()).text == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_valid_utf_8_is_read_to_the_character(text: str) -> None:
    assert formats.decode((SIMPLIFIED + text).encode()).text == SIMPLIFIED + text


@given(st.binary(max_size=300), st.sampled_from(["", "a.txt", "a.html", "a.docx", "a.pdf"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        text = formats.decode(data, name).text
    except FormatError as error:
        text = str(error)
    assert text.strip()
    assert "\r" not in text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b" \r\n\t\n", "nothing but blanks"),
        (b"\x00\x01\x02\x03" * 40, "binary"),
        (bytes(range(32)) * 9 + b"abc", "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "PNG"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (codecs.BOM_UTF16_LE + b"\x2d", "UTF-16 at byte"),
        (codecs.BOM_UTF8 + b"abc\xff", "UTF-8 at byte 6 (0xff)"),
        ("\u200b\u3000\ufeff\u2060".encode() * 9, "nothing but blanks"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=r"^a\.txt: ") as refused:
        formats.decode(data, "a.txt")
    assert said in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_damaged_byte_is_named_by_its_offset(encoding: str) -> None:
    data = bytearray((SIMPLIFIED * 9).encode(encoding))
    data[62:63] = b"\xff\xff"
    with pytest.raises(FormatError, match=r"at byte 6[0-3] \(0x"):
        formats.decode(bytes(data))


def test_a_character_cut_off_at_the_end_is_no_other_encoding() -> None:
    with pytest.raises(FormatError, match="UTF-8 at byte"):
        formats.decode((SIMPLIFIED * 3).encode()[:-1])


def test_a_given_encoding_is_the_one_that_counts() -> None:
    data = SIMPLIFIED.encode("gb18030")
    for name in ("gb18030", "GBK", "gb2312", "cp936"):
        assert formats.decode(data, "", name).text == SIMPLIFIED
    with pytest.raises(FormatError, match=r"it is not UTF-8 at byte 2 \(0xc5\)"):
        formats.decode(data, "", "utf-8")
    for name in ("utf-9", "hex", "rot13", ""):
        with pytest.raises(UsageError, match="no text encoding"):
            formats.decode(data, "", name)


def test_large_files_are_answered_at_once() -> None:
    with pytest.raises(FormatError, match="characters; up to"):
        formats.decode(SIMPLIFIED.encode() * 600_000)
    with pytest.raises(FormatError, match="larger than 100 MB"):
        formats.decode(bytes(formats.LARGEST + 1))


def test_the_command_line_reads_every_encoding(tracker: Tracker) -> None:
    ran = tracker("show", "-", "--format", "text", input=SIMPLIFIED.encode("gb18030"))
    assert (ran.stdout.decode(), ran.stderr) == (SIMPLIFIED, b"")
    ran = tracker("show", "-", "--format", "text", input=b"\x00\x01" * 99)
    assert ran.returncode == 2
    assert ran.stderr.decode().startswith("tracker: stdin: it is a binary file")


@pytest.mark.parametrize("encoding", ["hz", "iso2022_jp_2"])
def test_chinese_in_seven_bits_is_no_english(encoding: str) -> None:
    assert formats.decode(SIMPLIFIED.encode(encoding)).text == SIMPLIFIED


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("한국어 문서입니다. 개혁을 추진하고 발전을 위해 노력한다.", "euc-kr"),
        ("Résumé: café déjà vu, naïve été", "latin-1"),
    ],
)
def test_an_encoding_that_is_a_guess_is_told_as_one(text: str, encoding: str) -> None:
    (finding,) = formats.decode(text.encode(encoding)).findings
    assert "a guess" in finding
    assert not formats.decode(text.encode(encoding), encoding=encoding).findings


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_an_encoding_that_is_sure_needs_no_word(encoding: str) -> None:
    assert not formats.decode(SIMPLIFIED.encode(encoding)).findings


@pytest.mark.parametrize(("data", "encoding"), [(b"a\\ud800b", "unicode_escape"), (b"a+2AA-b", "utf-7")])
def test_half_a_character_is_no_text(data: bytes, encoding: str) -> None:
    with pytest.raises(FormatError, match="half a character"):
        formats.decode(data, encoding=encoding)
