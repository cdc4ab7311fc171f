"""Running text to its sentences."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.measures import rows
from tracker.measures.marks import Held, after_footnotes, enclosed
from tracker.model import Span
from tracker.patterns import later

# 。 ！ ？ ； and their half-width forms where they follow Chinese: 任务.全面 is an end, 1.5, 3.0版, a;b and ?x=1 are
# none. In Latin letters: a mark behind a word, before a capital, but not behind No. or Art.
# (A pattern that begins with the marks themselves is searched for many times faster than one that looks back first.)
_END = later(
    r"[。！？；｡;!?.．](?:(?<=[。！？；｡])[。！？；｡]*"
    r"|(?<=[^\x00-\x7f][;!?])[;!?]*(?:(?![\w=])|(?=[^\x00-\x7f]))"
    r"|(?<=[\u4e00-\u9fff”’》）%][.．])(?![0-9０-９.．A-Za-z])"
    r"|(?:(?<=[a-z]{3}[.!?])|(?<=[0-9]{3}[.!?])|(?<=[0-9a-z][)%\"”][.!?]))(?=\s+[A-Z“\"(]))"
)
# Closing marks, and the end of words in bold: **健全制度。**
_CLOSING = later(r"(?:[”’」』》）)】〕\"]|\*\*|__)+")
_WORD = later(r"[^\W_]")
# Before a quotation of what somebody says
_SAYS = "：:，,。；！？\n 　"
# The end of a line before a row of a table, or before an entry of a list: - …, (一) …, 1. …
_LINE = later(
    r"\n(?=[ \t]*(?:\||[-*+•·●◆■]\s|[(（][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,3}[.)、．](?![0-9])))|(?<=\|)\n"
)


def cut(text: str, span: Span, figures: Held) -> Iterator[Span]:
    """Yield the sentences in *span* one after the other; joined they are the whole of it.

    Each row of a table and each entry of a list that stands on a line of its own is one, or begins one.
    """
    start = span.start
    for line in _LINE.finditer(text, span.start, span.end) if text.find("\n", span.start, span.end) >= 0 else ():
        yield from _sentences(text, Span(start, line.start() + 1), figures)
        start = line.start() + 1
    yield from _sentences(text, Span(start, span.end), figures)


def _sentences(text: str, span: Span, figures: Held) -> Iterator[Span]:
    if rows.is_row(text, span):
        yield span
        return
    start = span.start
    ends = [*_END.finditer(text, span.start, span.end)]
    places = Held(enclosed(text, span) if ends else ())
    first = _word(text, span) if ends else start
    for found in ends:
        # Marks before any word belong to the words behind them.
        if found.start() < first:
            continue
        end = _after(text, found.end(), span, places)
        end = end and after_footnotes(text, end, span.end)
        if end > start and not figures.inside(end):
            yield Span(start, end)
            start = end
            first = _word(text, Span(start, span.end))
    if start < span.end:
        yield Span(start, span.end)


def _after(text: str, end: int, span: Span, quoted: Held) -> int:
    """Return where the sentence that a mark before *end* ends is over, or 0 where it is not over."""
    around = quoted.inside(end)
    closing = _CLOSING.match(text, end, span.end)
    if around is None:
        return closing.end() if closing else end
    # 。” ends the sentence around it, where the quotation is said and not named.
    if closing is None or closing.end() != around.end or text[around.start] not in '“「『‘"（(':
        return 0
    before = text[around.start - 1] if around.start > span.start else "。"
    follows = text[around.end : around.end + 1] if around.end < span.end else ""
    if text[around.start] in "（(":
        return around.end if before in "。！？；\n" else 0
    if follows and (follows in "，,、；;。！？的等这一及和与" or not (before in _SAYS or text[end - 1] == "。")):
        return 0
    return around.end


def _word(text: str, span: Span) -> int:
    """Return where the first word of *span* stands."""
    found = _WORD.search(text, span.start, span.end)
    return found.start() if found else span.end
