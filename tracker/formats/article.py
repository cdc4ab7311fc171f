"""A web page to its article: which part of it is read, and which is there for using the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tracker.formats.blocks import Block, Heading, Table, leveled, tidy
from tracker.formats.markup import BLOCKS, HEADINGS, LISTS, UNREAD, blocks, hidden, holds_data
from tracker.formats.site import is_for_use, is_line_for_use, lists_attachments, named_furniture

if TYPE_CHECKING:
    from lxml.etree import _Element

# A part of a page that bears the name of furniture and holds more of the page's prose than this is no furniture:
# whole pages lie in <div class="header-wrap"> and <form>.
_MOST_OF_FURNITURE = 0.3
# The part that is read holds at least this much of its surroundings' prose.
_MAIN = 0.5
# A part whose words are links for this much or more is a list of links.
_LINKED = 0.6
# A part that is marked as the article holds at least this much of the page's prose.
_MOST_OF_PAGE = 0.8
# How widespread content systems (TRS, UCAP, Visual SiteBuilder, WeChat …) mark the article.
_MARKED = re.compile(
    r"^(?:zoom|ucap-content|js_content|vsb_content\S*|v_news_content|pages_content|article-?(?:content|body))$",
    re.IGNORECASE,
)
_QUOTED = 30
_SENTENCE = re.compile(r"[。；！？]")
_SHORTEST_SENTENCE, _LONG = 15, 40
# 某省人民政府关于加快推进新型工业化的若干意见（试行）
_OFFICIAL = re.compile(
    r"[^。；！？>›»|:：]{0,40}关于[^。；！？>›»|:：]{2,80}(?:通知|意见|决定|决议|办法|规定|方案|措施|规划|纲要|通告|公告|公报|报告|"
    r"批复|函|细则|条例|要点|政策|建议)(?:[（(][^（()）]{1,12}[)）])?"
)
# So many blocks may stand before or after a title at the head of an article: number, date, source.
_HEAD = 4
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 150
_TITLED = re.compile(r"title|bt\b|biaoti|headline", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """What is read of a page; ``links`` is how many characters of the page are links."""

    blocks: list[Block]
    links: int
    findings: tuple[str, ...] = ()


class _Weight(NamedTuple):
    """What a part of a page holds: characters, those of links, and prose (a sentence counts whole, a crumb a fifth)."""

    text: int = 0
    linked: int = 0
    prose: int = 0
    sentences: int = 0


def find(root: _Element, titles: Sequence[str]) -> Article:
    """Return the article of the page *root*; *titles* is what the page says of its title, outside its body."""
    found = root.find("body")
    body = root if found is None else found
    whole = _weigh(body, frozenset())
    furniture = frozenset(e for e in body.iter() if e is not body and _is_furniture(e, whole, whole[body].prose))
    weights = _weigh(body, furniture) if furniture else whole
    marked = _marked(body, weights, furniture)
    main = _main(body, weights, furniture) if marked is None else marked
    read = blocks(main, lambda e: e in furniture or _is_list_of_links(e, weights))
    kept = [block for i, block in enumerate(read) if not is_for_use(block, len(read) - i)]
    title = _title(body, main, titles, furniture) or _plain(whole, body, main, titles, kept)
    return Article(leveled(_titled(title, kept)), whole[body].linked, _beside(body, main, weights))


def _weigh(body: _Element, without: frozenset[_Element]) -> dict[_Element, _Weight]:
    """Return what each element of *body* holds, the ones *without* left out."""
    scale = _Scale(without)
    scale.weigh(body, False)
    scale.end_line()
    return scale.weights


class _Scale:
    """One pass over a page that counts; what an element holds is what the counts have grown by."""

    def __init__(self, without: frozenset[_Element]) -> None:
        self.weights: dict[_Element, _Weight] = {}
        self._without = without
        self._line: list[str] = []  # the words, but for links, of the line that is open
        self._text = self._linked = self._prose = self._sentences = 0

    def weigh(self, element: _Element, in_link: bool) -> None:
        tag = element.tag
        if tag in UNREAD or element in self._without or hidden(element):
            self.weights[element] = _Weight()
            return
        block = tag in BLOCKS or tag == "br"
        if block:
            self.end_line()
        before = self._text, self._linked, self._prose, self._sentences
        in_link = in_link or tag == "a"
        if element.text:
            self._say(element.text, in_link)
        for child in element:
            self.weigh(child, in_link)
            if child.tail:
                self._say(child.tail, in_link)
        if block:
            self.end_line()
        text, linked, prose, sentences = before
        self.weights[element] = _Weight(
            self._text - text, self._linked - linked, self._prose - prose, self._sentences - sentences
        )

    def end_line(self) -> None:
        if not self._line:
            return
        text = "".join(self._line).strip()
        self._line.clear()
        sentence = len(text) >= _SHORTEST_SENTENCE and bool(_SENTENCE.search(text))
        self._prose += len(text) if sentence or len(text) >= _LONG else len(text) // 5
        self._sentences += sentence

    def _say(self, words: str, in_link: bool) -> None:
        length = len(words.strip())
        self._text += length
        if in_link:
            self._linked += length
        elif length:
            self._line.append(words)


def _is_furniture(element: _Element, weights: dict[_Element, _Weight], prose: int) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("html", "body") or element not in weights:
        return False
    return named_furniture(element) and weights[element].prose <= _MOST_OF_FURNITURE * prose


def _marked(body: _Element, weights: dict[_Element, _Weight], furniture: frozenset[_Element]) -> _Element | None:
    """Return the part that a content system has marked as the article, where it is one and most of the page."""
    marked = [
        e
        for e in weights
        if weights[e].prose >= _MOST_OF_PAGE * weights[body].prose > 0
        and (e.get("itemprop") == "articleBody" or any(_MARKED.match(e.get(name) or "") for name in ("id", "class")))
        and not _in(e, furniture)
    ]
    # Elements are weighed after those inside them.
    return marked[-1] if marked and all(marked[-1] in set(e.iterancestors()) for e in marked[:-1]) else None


def _beside(body: _Element, main: _Element, weights: dict[_Element, _Weight]) -> tuple[str, ...]:
    """Return a finding for sentences outside of *main*."""
    current, sentences = main, weights[main].sentences
    while current is not body and weights[current].sentences == sentences:
        above = current.getparent()
        if above is None:
            return ()
        left = [e for e in above if e is not current and weights.get(e, _Weight()).sentences]
        if left:
            return (f"left out beside the article: {tidy(''.join(left[0].itertext()))[:_QUOTED]}…",)
        current = above
    return ()


def _main(body: _Element, weights: dict[_Element, _Weight], furniture: frozenset[_Element]) -> _Element:
    """Return the smallest part outside of which nothing of the article stands."""
    current = body
    while True:
        parts = [e for e in current if e in weights and e not in furniture and weights[e].text]
        best = max(parts, key=lambda e: weights[e].prose, default=None)
        if best is None or not _may_enter(best):
            return current
        left = [e for e in parts if e is not best]
        own = weights[current].prose - sum(weights[e].prose for e in parts)
        if own > weights[current].prose // 20 or weights[best].prose < _MAIN * weights[current].prose:
            return current
        if any(_belongs(e, weights) for e in left):
            return current
        current = best


def _may_enter(element: _Element) -> bool:
    if element.tag == "table":
        return not holds_data(element)
    return element.tag in BLOCKS and element.tag not in ("p", "li", "pre", "blockquote", *HEADINGS, *LISTS)


def _belongs(element: _Element, weights: dict[_Element, _Weight]) -> bool:
    """Return whether a part beside the main one is of the article too: it speaks in sentences, or heads or lists."""
    weight = weights[element]
    if not weight.text or weight.linked >= _LINKED * weight.text:
        return False
    if weight.sentences:
        return True
    if element.tag == "h1" or is_line_for_use("".join(element.itertext())):
        return False
    return element.tag in ("p", "table", "blockquote", "pre", *HEADINGS, *LISTS)


def _is_list_of_links(element: _Element, weights: dict[_Element, _Weight]) -> bool:
    weight = weights.get(element)
    if weight is None or element.tag not in BLOCKS or element.tag in ("p", "td", "th", "tr", "tbody", *HEADINGS):
        return False
    if weight.sentences or weight.linked < _LINKED * weight.text or not weight.text:
        return False
    links = sum(1 for _ in element.iter("a"))
    return links >= 2 and not lists_attachments(element)


def _title(body: _Element, main: _Element, titles: Sequence[str], furniture: frozenset[_Element]) -> str:
    """Return the article's title where it stands outside of *main*, else nothing."""
    inside = {e for e in main.iter() if not _in(e, furniture)}
    shown = [e for e in body.iter() if _may_title(e) and e not in inside]
    texts = [(e, tidy("".join(e.itertext()))) for e in shown]
    for _, text in texts:
        if 4 <= len(text) <= 200 and any(_names(title, text) for title in titles):
            return text
    heads = [text for e, text in texts if e.tag == "h1" and text and not _in(e, furniture)]
    return heads[0] if len(heads) == 1 and not titles else ""


def _plain(
    weights: dict[_Element, _Weight], body: _Element, main: _Element, titles: Sequence[str], kept: Sequence[Block]
) -> str:
    """Return the line before *main* that is its title though nothing marks it, where *kept* has none: the nearest one.

    Old pages have it in a cell like any other. It is worded as official titles are, or is all that <title> says.
    """
    if any(isinstance(block, Heading) or _OFFICIAL.fullmatch(_words(block)) for block in kept[:_HEAD]):
        return ""
    official = named = ""
    for element, line in _lines_before(weights, body, main):
        if _OFFICIAL.fullmatch(line):
            official = official if _is_linked(element) else line
        elif len(line) >= _SHORTEST_TITLE and any(_same(title, line) for title in titles):
            named = named if _is_linked(element) else line
    return official or named


def _lines_before(weights: dict[_Element, _Weight], body: _Element, main: _Element) -> Iterator[tuple[_Element, str]]:
    """Yield the parts before *main* that are shown and short, with what they say."""
    for element in body.iter():
        if element is main:
            return
        text = weights.get(element, _Weight()).text
        # What its one part says is told of that: a hundred boxes around one word are looked at once.
        if 0 < text <= _LONGEST_TITLE and not (len(element) == 1 and weights.get(element[0], _Weight()).text == text):
            yield element, tidy("".join(element.itertext()))


def _is_linked(element: _Element) -> bool:
    return element.find(".//a") is not None or any(e.tag == "a" for e in (element, *element.iterancestors()))


def _titled(title: str, blocks: list[Block]) -> list[Block]:
    """Return *blocks* under their title, which they may begin with themselves: in one line or in several."""
    if not title or any(_same(title, _words(block)) for block in blocks[:4]):
        return blocks
    for count in range(2, 5):
        if _same(title, "".join(map(_words, blocks[:count]))):
            return [Heading(0, title), *blocks[count:]]
    return [Heading(0, title), *blocks]


def _may_title(element: _Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in UNREAD or hidden(element):
        return False
    return element.tag in ("h1", "h2", "h3") or bool(
        _TITLED.search(f"{element.get('class') or ''} {element.get('id') or ''}") and len(element) < 8
    )


def _in(element: _Element, furniture: frozenset[_Element]) -> bool:
    return element in furniture or any(above in furniture for above in element.iterancestors())


def _names(title: str, text: str) -> bool:
    """Return whether *text* is what the page's *title* (标题_栏目_某市人民政府) names first, or for the most part."""
    if _same(title, text):
        return True
    parts = [p for p in re.split(r"\s*[_|｜]\s*|\s+[-–—]+\s+|\s*--+\s*|-(?=[^-]{0,20}$)", title) if p.strip()]
    longest = max(parts, key=len, default="")
    return any(_same(part, text) for part in {parts[0] if parts else "", longest})


def _same(one: str, other: str) -> bool:
    return bool(one) and re.sub(r"\s", "", one) == re.sub(r"\s", "", other)


def _words(block: Block) -> str:
    return "" if isinstance(block, Table) else block.text
