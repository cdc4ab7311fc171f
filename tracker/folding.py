"""Text to the form that is compared: what differs between two spellings of the same words is folded away.

For matching only: reports always show the text itself, and no offset is ever taken from a folded text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from tracker import statutes
from tracker.model import Span
from tracker.patterns import Exchange, later

# Characters that stand for one another in official texts, by typographic habit and not by meaning
# (臺/台 in names, ○/〇 in years, 黏/粘 …). The right-hand one is what is compared.
VARIANTS = Exchange(
    "臺裡裏爲衆峯羣啓閒畧牀樑証讐荅鉢麪黏祕凈喫妳佈傢汙託唸痺併並佔週彫粧獃彷菸繮楞蹟跡○◯",
    "台里里为众峰群启闲略床梁证仇答钵面粘秘净吃你布家污托念痹并并占周雕妆呆仿烟缰愣迹迹〇〇",
)
# (A pattern that begins with what it takes is searched for several times faster than one that looks back first.)
_SPACE = later(r"[^\S\n]+")
# 5%—5.5%, 4～5: one sign for every dash and wave between numbers
_RANGE = later(r"[—–―‐~〜～-](?<=[\d%].)[—–―‐~〜～-]*(?=\d)", needs="— – ― ‐ ~ 〜 ～ -")
# 1,271 is 1271, but 3,5 and 6、8 are two numbers
_THOUSANDS = later(r",(?<=\d,)(?=\d{3}(?!\d))")
_LISTED = later(r"[,、](?<=\d.)(?=\d)")
# Any mark but those that carry a value: 1.5, 5%, 3-5, +3, 3/4, a·b is none
_MARKS = later(r"[^\w\n%‰℃°¥$€£<>=±×+](?<!\d[.,\-/](?=\d))")
# <宪法> for 〈宪法〉, inside of the title of another document; 增长<5% is no title
_TITLED = later(r"<([^<>\n]*[\u4e00-\u9fff])>")
# What Markdown writes for the eye: "## " of a heading, "- " of a list item, the pipes of a table with their rule
MARKUP = later(r"^[ \t]*(?:#{1,6}|[-*+])[ \t]+|[ \t]*\|(?:[ \t]*-{3,}[ \t]*\|)*[ \t]*", re.MULTILINE, needs="# - * + |")
# 生产总值[2], 生产能力[^1]: the mark of a footnote, as plain text and as Word files have it; none is in 国发〔85〕12号
FOOTNOTE = r"[\[［〔](?:\^[0-9]{1,3}|[0-9０-９]{1,2})[\]］〕](?![0-9０-９]{1,4}号)"
CITES_FOOTNOTE = later(FOOTNOTE, needs="[ ［ 〔")
# What such a mark begins with
OPENS_FOOTNOTE = frozenset("[［〔")
# What a provision or a list entry is called, before its words: 第十二条, 第三章, (一), 二、, 1., ①, ## 一、, | 一、,
# and the number of a row: | 1 | …, or with a tab behind it
LABEL = later(
    r"\s*(?:(?:#{1,6}|[-*])[ \t]+|(?:\|[ \t]*)+)?"
    rf"(?:{statutes.provision('编章节条款')}|[0-9]{{1,3}}(?:\t|[ \t]*\|)(?=[ \t]*[^\W0-9])"
    rf"|[(（]{statutes.NUMERAL}+[)）]、?|{statutes.NUMERAL}+(?:、|[.．](?![0-9０-９]))"
    rf"|[①-⑳⑴-⒇]|[一二三四五六七八九十]+是(?!否))\s*"
)
# What stands first of it, but for blanks
_LABEL_BEGINS = frozenset("#-*|第(（〇零一二三四五六七八九十百千两0123456789０１２３４５６７８９") | {
    chr(code) for code in range(ord("①"), ord("⒇") + 1)
}


def footnotes(text: str) -> Sequence[Span]:
    """Return the places of the marks of footnotes in *text*."""
    if not any(bracket in text for bracket in OPENS_FOOTNOTE):
        return ()
    return [Span(*mark.span()) for mark in CITES_FOOTNOTE.finditer(text)]


def words(text: str) -> str:
    """Return what *text* says without blanks, punctuation, width and variants: equal where the words are.

    Marks that carry a value (the point of 1.5, the dash of a range, %) stay.
    """
    return marks(VARIANTS.made(width(text)))


def words_of(texts: Iterable[str]) -> list[str]:
    """Return the words of each of *texts* without its label, as `unlabelled` and `words` would, all in one go."""
    # One long text folds several times faster than many short ones; the line breaks between them are kept.
    joined = "\n".join([unlabelled(text).replace("\n", " ") for text in texts])
    return words(joined).split("\n")


def width(text: str) -> str:
    """Return *text* with every compatibility form (full width, circled, ligated) as the plain character."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def marks(text: str) -> str:
    """Return *text* without blanks and punctuation but for the marks that carry a value; line breaks stay."""
    text = _RANGE.sub("-", _SPACE.sub("", text))
    if "<" in text:
        text = _TITLED.sub(r"\1", text)
    return _MARKS.sub("", _LISTED.sub(",", _THOUSANDS.sub("", text))).replace("_", "")


def label(text: str) -> str:
    """Return the label that *text* begins with, or nothing."""
    first = text[:1]
    found = LABEL.match(text) if first in _LABEL_BEGINS or first.isspace() else None
    return found.group() if found else ""


def unlabelled(text: str) -> str:
    """Return *text* without the label it begins with."""
    return text[len(label(text)) :]
