"""The control words of Rich Text that say where words go, which signs they stand for, and how bytes are read."""

from __future__ import annotations

import codecs

# Groups that hold no words of the document.
SILENT = frozenset(
    {"colortbl", "info", "pict", "object", "fldinst", "header", "headerl", "headerr", "headerf", "footer", "footerl",
     "footerr", "footerf", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "themedata", "datastore",
     "latentstyles", "xmlnstbl", "nonshppict", "bkmkstart", "bkmkend", "atnid", "atnauthor", "atndate", "atnref",
     "annotation", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "filetbl", "nesttableprops", "template", "mmathPr",
     "background", "sp", "sn", "sv", "pntxta", "pntxtb", "tc", "xe"}
)  # fmt: skip
# Groups marked as "skip what you do not know" that do hold words.
SPOKEN = frozenset({"shpinst", "shptxt", "footnote", "listtext", "pntext", "shppict"})
SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "~": "\xa0", "_": "-", "emspace": "\u3000", "enspace": " ", "qmspace": " ",
    "\\": "\\", "{": "{", "}": "}", "nestcell": " ", "softline": "",
}  # fmt: skip
ENDS = frozenset({"par", "sect", "page", "column", "\n", "\r"})
# Code pages, and the character sets of fonts, in which Chinese is written.
PAGES = {
    936: "gb18030",
    54936: "gb18030",
    950: "big5hkscs",
    932: "cp932",
    949: "cp949",
    65001: "utf-8",
    10008: "gb18030",
}
CHARSETS = {134: "gb18030", 136: "big5hkscs", 128: "cp932", 129: "cp949", 2: "latin-1"}


def codec(number: int | None) -> str:
    """Return the encoding of a code page; Western European where it is none."""
    if number in PAGES:
        return PAGES[number]
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return "cp1252"
