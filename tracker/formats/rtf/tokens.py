"""The bytes of a Rich Text file to its tokens: groups, control words, characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["open", "close", "word", "bytes"]

# {, }, \par, \u-10179, \'d6, \~, and text with the line breaks that mean nothing
_TOKEN = re.compile(
    rb"(?P<brace>[{}])|\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<hex>[0-9a-fA-F]{2})"
    rb"|(?P<sign>[^a-zA-Z']))"
    rb"|(?P<text>[^\\{}\r\n]+)|(?P<rest>[\r\n]+|\\)",
    re.DOTALL,
)


class Token(NamedTuple):
    """One token: a group's begin or end, a control word (with its number), or bytes of text."""

    kind: Kind
    word: str = ""
    number: int | None = None
    data: bytes = b""


_OPEN, _CLOSE = Token("open"), Token("close")


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of *data*; embedded binary data is passed over."""
    at = 0
    while at < len(data):
        found = _TOKEN.match(data, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        match found.lastgroup:
            case "brace":
                yield _OPEN if found.group() == b"{" else _CLOSE
            case "word" | "number":
                word = found.group("word").decode("ascii")
                number = int(found.group("number")) if found.group("number") else None
                if word == "bin":
                    at += max(number or 0, 0)
                else:
                    yield Token("word", word, number)
            case "hex":
                yield Token("bytes", data=bytes.fromhex(found.group("hex").decode("ascii")))
            case "sign":
                yield Token("word", found.group("sign").decode("latin-1"))
            case "text":
                yield Token("bytes", data=found.group("text"))
