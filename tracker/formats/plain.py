"""Bytes of plain text, in whichever encoding Chinese offices have used, to text."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from contextlib import suppress
from functools import lru_cache

from tracker.errors import FormatError, UsageError
from tracker.model import Decoded
from tracker.patterns import later

EXTRACTOR = "plain/1"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What is tried, in the order in which a draw is decided: GB18030 holds GBK and GB2312, Big5-HKSCS holds Big5.
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_JUDGED = (*_CANDIDATES, "big5", "gbk", "gb2312", "utf_7")
# Names that files bear for the smaller sets while they hold characters of the larger one
# (https://encoding.spec.whatwg.org/#names-and-labels does the same); UTF-16 without a mark is little-endian.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "hz", "big5": "big5hkscs", "utf-16": "utf-16-le"}
# Enough to tell encodings apart; longer texts are judged by this many bytes from the first that is not ASCII.
_SAMPLE = 1 << 12
# And by so many characters that are not ASCII; a page's markup may stand between them.
_ENOUGH = 1 << 9
# The characters and marks that every second place of Chinese prose is made of, simplified and traditional.
_COMMON = frozenset(
    "的一是不在有人和中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
    "所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外"
    "政新建强全展推设改革治市区城党员组织基层才干群众服务安社经济制度实施完善健万亿元第章条款项月日号省县乡村第四五六七八九"
    "為個國時來們於會發動過說產種後學經進著電裡現實體機當點從業應開還與權關規務濟業產積總統區黨員組織層幹眾設強員萬億條項號縣鄉"
    ",。、;:?!()《》“”「」『』〔〕【】—…·%０１２３４５６７８９ \u3000"
)
# Pieces of official texts of 20 to 200 characters score from 1.45 up in their own encoding, to 1.05 in another.
# Shorter ones come down to 1.0, but the best reading is the right one in all but 1 of 70 pieces of 3 characters,
# where charset-normalizer errs in every tenth.
_SOUND = 0.9
# From so many characters on no reading in a wrong encoding came up to 1.05, so the first to pass this is the right one.
_CLEAR, _LONG = 1.3, 20
# What says nothing of an encoding; a page is half of it.
_PRINTABLE = re.compile(r"[\t\n\r -~]+")
_HIGH = re.compile(rb"[\x80-\xff]")
# A few characters of GB18030 may be valid UTF-8 too: 联通 would be read as two Arabic letters. No longer text is.
_SHORT = 12
# Korean and Japanese in the sets made for them are valid GB18030 and score up to 1.2.
_SURE = 1.3
# What nobody sees, beside blanks: marks without width, byte-order marks within.
_UNSEEN = " \t\n\u00a0\u00ad\u200b\u200c\u200d\u2060\u3000\ufeff"
# Chinese in seven bits, of old mail: what it is shifted by, and the codecs that read it.
_SHIFTED = ((b"~{", "hz"), (b"\x1b$", "iso2022_jp_2"))
# Half a character, as only a codec for something else than text leaves it.
_HALF = later(r"[\ud800-\udfff]")
# Control characters that no text holds; tab, line breaks, form feed and the separators of old text systems may stand.
_CONTROL = later(r"[\x00-\x08\x0e-\x1a\x7f]")


def decode(data: bytes, encoding: str | None = None, media_type: str = "text/plain") -> Decoded:
    """Return the text of *data*: CRLF and CR as LF, without a byte-order mark, and else to the character.

    Raises FormatError for what is empty, not text, or damaged; UsageError where *encoding* is none.
    """
    text, name = read(data, encoding)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip().strip(_UNSEEN):
        raise FormatError("it is empty" if not text else "it holds nothing but blanks")
    doubtful = encoding is None and _is_guess(data, name)
    findings = (f"read as {_title(name)}, which is a guess: --encoding NAME reads it otherwise",) if doubtful else ()
    return Decoded(text, media_type, name, EXTRACTOR, findings)


def read(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the characters of *data*, and the encoding: the one given, or the one told from them."""
    if encoding is not None:
        return _strictly(data, known(encoding))
    name = told(data)
    if name is None and b"\x00" in data:
        raise FormatError("it is a binary file, not text")
    return _strictly(data, name or _another(data))


def told(data: bytes) -> str | None:
    """Return the encoding in which *data* is marked, valid UTF-8, or most like Chinese text; None where in no one."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _likeliest(data)
    if "\x00" in text or _is_doubtful(text):
        return _likeliest(data)
    return (_shifted(data) or "utf-8") if text.isascii() else "utf-8"


def known(encoding: str) -> str:
    """Return the codec for *encoding*, of two sets the larger; raise UsageError where it is none for text."""
    try:
        info = codecs.lookup(encoding)
        "".encode(info.name)
    except (LookupError, ValueError):
        raise UsageError(
            f"{encoding} is no text encoding: utf-8, gb18030, gbk, big5 and utf-16 are, among others"
        ) from None
    return _WIDER.get(info.name, info.name)


def _strictly(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        byte = f" (0x{data[error.start]:02x})" if error.start < len(data) else ""
        raise FormatError(f"it is not {_title(encoding)} at byte {error.start}{byte}: {error.reason}") from None
    if encoding not in _CANDIDATES and (half := _HALF.search(text)):
        raise FormatError(f"it is not text in that encoding: half a character stands at character {half.start()}")
    return _of_text(text.removeprefix("\ufeff")), encoding


def _of_text(text: str) -> str:
    """Return *text*; raise FormatError where its characters are those of a program's data."""
    found = _CONTROL.search(text)
    if found and ("\x00" in text or len(_CONTROL.findall(text)) > len(text) // 100):
        raise FormatError(f"it is a binary file, not text: a control character stands at character {found.start()}")
    return text


def _is_guess(data: bytes, name: str) -> bool:
    """Return whether *name* is no more than the likeliest of several encodings."""
    if name.startswith("utf-") or name in dict(_SHIFTED).values():
        return False
    return name not in _CANDIDATES or _score(_glimpse(data, name)) < _SURE


def _shifted(data: bytes) -> str | None:
    """Return the encoding of seven bits that *data* is in; None where it is plain ASCII."""
    for mark, name in _SHIFTED:
        with suppress(UnicodeDecodeError):
            if mark in data and _score(data.decode(name)) >= _SOUND:
                return name
    return None


def _is_doubtful(text: str) -> bool:
    """Return whether a few characters, none a letter of English and all below the Indian scripts, are all of *text*."""
    if not 0 < len(text) <= _SHORT or not "\x80" <= max(text) <= "\u07ff":
        return False
    return not any(c.isascii() and c.isalpha() for c in text)


def _likeliest(data: bytes) -> str | None:
    scores: dict[str, float] = {}
    for name in _CANDIDATES:
        glimpse = _glimpse(data, name)
        scores[name] = _score(glimpse)
        if scores[name] >= _CLEAR and len(glimpse) - len(glimpse.encode("ascii", "ignore")) >= _LONG:
            return name
    best = max(_CANDIDATES, key=lambda name: scores[name])
    return best if scores[best] >= _SOUND else None


def _glimpse(data: bytes, encoding: str) -> str:
    """Return part of *data* read in *encoding*, what does not fit replaced."""
    found = _HIGH.search(data)
    start = (found.start() if found else 0) & ~1 if encoding.startswith("utf-16") else found.start() if found else 0
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return decoder.decode(data[start : start + _SAMPLE], final=start + _SAMPLE >= len(data))


def _score(text: str) -> float:
    """Return how much *text* is like Chinese prose: from 3 for nothing but common characters down to below 0."""
    told = _PRINTABLE.sub("", text)[:_ENOUGH]
    # So many that do not fit outweigh the most common of the others: nearly always half of all, or none.
    if 2 * told.count("\ufffd") >= len(told):
        return 0.0
    return sum(n * _weight(c) for c, n in Counter(told).items()) / len(told)


# Judged once: pages of a source, and all pages of a night, are made of the same characters.
@lru_cache(maxsize=1 << 14)
def _weight(character: str) -> int:
    if character.isascii():
        return -3  # the printable ones are not asked about
    if character in _COMMON:
        return 3
    if character == "\ufffd" or (not character.isprintable() and not character.isspace()):
        return -3
    return 1 if _usual(character, "gb2312", 0xD8) or _usual(character, "big5", 0xC7) else 0


def _usual(character: str, standard: str, end: int) -> bool:
    """Return whether *character* is of the first level, the characters in common use, of a national standard."""
    try:
        return character.encode(standard)[0] < end
    except UnicodeEncodeError:
        return False


def _another(data: bytes) -> str:
    """Return the encoding of a text that is not Chinese, or not in an encoding made for it."""
    import charset_normalizer

    found = charset_normalizer.from_bytes(data[: 1 << 20], cp_exclusion=list(_JUDGED)).best()
    if found is None:
        at = _first_wrong(data)
        raise FormatError(f"it is not text in UTF-8, GB18030, Big5 or UTF-16: byte {at} (0x{data[at]:02x}) fits none")
    return found.encoding


def _first_wrong(data: bytes) -> int:
    """Return the offset up to which one of the encodings at least can read *data*."""
    reached = 0
    for name in _CANDIDATES[:3]:
        try:
            data.decode(name)
        except UnicodeDecodeError as error:
            reached = max(reached, error.start)
    return reached


def _title(encoding: str) -> str:
    return encoding.removesuffix("-le").removesuffix("-be").removesuffix("hkscs").upper().replace("BIG5", "Big5")
