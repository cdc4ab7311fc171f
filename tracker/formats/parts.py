"""A web page to those parts of it that are followed, and to all the words that it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from tracker.errors import FormatError
from tracker.formats import html, kinds
from tracker.formats.blocks import Heading, leveled, tidy, write
from tracker.formats.markup import blocks
from tracker.model import Decoded

if TYPE_CHECKING:
    from lxml.etree import _Element

_SILENT = ("script", "style", "noscript", "template", "svg", "head")
_BLANKS = re.compile(r"\s+")

is_page = kinds.is_page


def check_selector(selector: str) -> None:
    """Raise ValueError where *selector* is no CSS selector."""
    _path(selector)


def decode(data: bytes, select: Sequence[str], drop: Sequence[str], encoding: str | None = None) -> Decoded:
    """Return what the CSS selectors in *select* match on a page, in its order and whole, without what *drop* matches.

    Without *select* the page's article is read. Raises FormatError where one of *select* matches nothing: the page is
    no longer the one that it was written for. What *drop* does not match is just not there to drop.
    """
    from lxml import etree

    markup, name = html.characters(data, encoding)
    root = html.parsed(markup)
    for selector in drop:
        for element in _matched(root, selector):
            _take_out(element)
    if not select:
        # What is taken out leaves a page that is written anew, with an end.
        decoded = html.decode(etree.tostring(root, encoding="utf-8", method="html"), "utf-8")
        return html.noted(decoded._replace(encoding=name), markup)
    found: list[_Element] = []
    for selector in select:
        matched = _matched(root, selector)
        if not matched:
            raise FormatError(f"select “{selector}” matches nothing on the page any more")
        found += matched
    kept = [block for element in _outermost(root, found) for block in blocks(element, lambda _: False)]
    title = tidy(root.findtext(".//title") or "")
    if title and not any(isinstance(block, Heading) for block in kept):
        kept = [Heading(0, title), *kept]
    version = ".".join(map(str, etree.LXML_VERSION[:3]))
    text = write(leveled(kept))
    if "\ufffd" in text and "\ufffd".encode() not in data:
        raise FormatError(f"its text is damaged: it is not all {name}")
    return html.noted(Decoded(text, "text/html", name, f"parts/1 (lxml {version})"), markup)


def words(data: bytes, encoding: str | None = None) -> str:
    """Return all the words that a page shows, in its order, blanks folded: what is told apart as another version.

    Scripts, addresses and one-time tokens change with each request; they are none of it.
    """
    root = html.parsed(html.characters(data, encoding)[0])
    for element in root.iter(*_SILENT):
        element.clear(keep_tail=True)
    return _BLANKS.sub(" ", " ".join(cast("list[str]", list(root.itertext())))).strip()


def title(data: bytes, encoding: str | None = None) -> str:
    """Return the title of a page, "" where it has none."""
    return tidy(html.parsed(html.characters(data, encoding)[0]).findtext(".//title") or "")


def asks_for_a_password(data: bytes, encoding: str | None = None) -> bool:
    """Return whether a page holds a field for a password."""
    if b"password" not in data.lower():
        return False
    return bool(_matched(html.parsed(html.characters(data, encoding)[0]), 'input[type="password"]'))


def _matched(root: _Element, selector: str) -> list[_Element]:
    return cast("list[_Element]", root.xpath(_path(selector)))


def _path(selector: str) -> str:
    import cssselect

    try:
        return cssselect.HTMLTranslator().css_to_xpath(selector)
    except (cssselect.SelectorError, ValueError) as error:
        raise ValueError(f'"{selector}" is no CSS selector: {error}') from None


def _take_out(element: _Element) -> None:
    """Take *element* out of its page; the words behind it stay."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _outermost(root: _Element, found: list[_Element]) -> list[_Element]:
    """Return the elements of *found* in the page's order, each once, none that lies within another."""
    chosen = set(found)
    return [e for e in root.iter() if e in chosen and not any(up in chosen for up in e.iterancestors())]
