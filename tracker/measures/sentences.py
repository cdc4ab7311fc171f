"""Running text to its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.measures.marks import Held, enclosed
from tracker.model import Span

# 。 ！ ？ ； and their half-width forms where they follow Chinese: 任务.全面 is an end, 1.5, 3.0版 and No.1 are none
_END = re.compile(r"[。！？；｡]+|(?<=[^\x00-\x7f])[;!?]+(?![\w=])|(?<=[^\x00-\x7f])[;!?]+(?=[^\x00-\x7f])"
                  r"|(?<=[\u4e00-\u9fff”’》）%])[.．](?![0-9０-９.．A-Za-z])")  # fmt: skip
_CLOSING = re.compile('[”’」』》）)】〕"]+')
_SAYS = "：:，,"


def cut(text: str, span: Span, figures: Held) -> Iterator[Span]:
    """Yield the sentences in *span* one after the other; joined they are the whole of it."""
    quoted = enclosed(text, span)
    places = Held(quoted)
    start = span.start
    for found in _END.finditer(text, span.start, span.end):
        end = _after(text, found.end(), span, places)
        if end > start and not figures.inside(end) and _has_words(text, start, found.start()):
            yield Span(start, end)
            start = end
    if start < span.end:
        yield Span(start, span.end)


def _after(text: str, end: int, span: Span, quoted: Held) -> int:
    """Return where the sentence that a mark before *end* ends is over, or 0 where it is not over."""
    around = quoted.inside(end)
    if around is None:
        closing = _CLOSING.match(text, end, span.end)
        return closing.end() if closing else end
    # 。” ends the sentence around it, where the quotation is said and not named.
    closing = _CLOSING.match(text, end, span.end)
    if closing is None or closing.end() != around.end or text[around.start] not in '“「『‘"（(':
        return 0
    said = around.start == span.start or text[around.start - 1] in "：:，,。；！？\n 　"
    follows = text[around.end : around.end + 1] if around.end < span.end else ""
    if follows and (follows in "，,、；;。！？的等这一及和与" or not (said or text[end - 1] == "。")):
        return 0
    return around.end


def _has_words(text: str, start: int, end: int) -> bool:
    return any(c.isalnum() for c in text[start:end])
