"""A web page to the parts of it that are followed, and to all the words that it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from tracker.errors import FormatError
from tracker.formats import plain

# An XML declaration (<?xml version="1.0" encoding="gb2312"?>) would speak of bytes that are decoded already.
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SILENT = ("script", "style", "noscript", "template", "svg", "head")
_BLANKS = re.compile(r"\s+")


def is_page(data: bytes) -> bool:
    """Return whether *data* looks like a web page."""
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(b"<") and any(
        mark in data[:65536].lower() for mark in (b"<html", b"<!doctype html", b"<body")
    )


def check_selector(selector: str) -> None:
    """Raise ValueError where *selector* is no CSS selector."""
    _path(selector)


def selected(data: bytes, select: Sequence[str], drop: Sequence[str], encoding: str | None = None) -> bytes:
    """Return a page, in UTF-8, of what the selectors in *select* match, in the page's order, without *drop*.

    Raises FormatError where one of *select* matches nothing: the page is no longer the one it was written for.
    What *drop* does not find is just not there to drop.
    """
    from lxml import etree

    tree = _parsed(data, encoding)
    for selector in drop:
        for element in tree.xpath(_path(selector)):
            _taken_out(element)
    kept: list[Any] = [tree]
    if select:
        found: list[Any] = []
        for selector in select:
            matched = tree.xpath(_path(selector))
            if not matched:
                raise FormatError(f"select {selector} matches nothing on the page any more")
            found += matched
        kept = _outermost(tree, found)
    title = "".join(tree.xpath("string(//title)").split("\x00"))
    body = b"\n".join(etree.tostring(element, encoding="utf-8", method="html", with_tail=False) for element in kept)
    if not select:
        return b'<!DOCTYPE html>\n<meta charset="utf-8">\n' + body
    head = f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{_escaped(title)}</title></head><body>\n'
    return head.encode() + body + b"\n</body></html>\n"


def words(data: bytes, encoding: str | None = None) -> str:
    """Return all the words that a page shows, in its order, blanks folded: what is told apart as another version.

    Scripts, addresses and one-time tokens change with each request; they are none of it.
    """
    tree = _parsed(data, encoding)
    for element in tree.iter(*_SILENT):
        element.clear(keep_tail=True)
    return _BLANKS.sub(" ", " ".join(tree.itertext(with_tail=True))).strip()


def title(data: bytes, encoding: str | None = None) -> str:
    """Return the title of a page, "" where it has none."""
    return _BLANKS.sub(" ", _parsed(data, encoding).xpath("string(//title)")).strip()


def asks_for_a_password(data: bytes, encoding: str | None = None) -> bool:
    """Return whether a page holds a field for a password."""
    return b"password" in data.lower() and bool(_parsed(data, encoding).xpath('//input[@type="password"]'))


def _parsed(data: bytes, encoding: str | None) -> Any:
    from lxml import etree, html

    text, _ = plain.read(data, encoding)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise FormatError(f"it is no page that can be read: {error}") from None


def _path(selector: str) -> str:
    import cssselect

    try:
        return cssselect.HTMLTranslator().css_to_xpath(selector)
    except (cssselect.SelectorError, ValueError) as error:
        raise ValueError(f'"{selector}" is no CSS selector: {error}') from None


def _taken_out(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        element.drop_tree()


def _outermost(tree: Any, found: list[Any]) -> list[Any]:
    """Return the elements of *found* in the page's order, each once, none that lies within another."""
    chosen = set(found)
    return [
        element
        for element in tree.iter()
        if element in chosen and not any(up in chosen for up in element.iterancestors())
    ]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
