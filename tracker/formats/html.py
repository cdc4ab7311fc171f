"""A web page's bytes to its article as Markdown; or the reason why the page has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.errors import FormatError, UsageError
from tracker.formats import plain
from tracker.formats.blocks import Block, Heading, size, tidy, write
from tracker.model import Decoded

if TYPE_CHECKING:
    from lxml.etree import _Element

# How many characters an article has at the least; below that, what is left of a page is its furniture.
_LEAST = 10
# Up to here a page that speaks of an error, a login or a check of its reader is that, and no article about them.
_SHORT = 400
# libxml2 looks through all attributes of an element for each: 5,000 take 0.1 s, 100,000 three quarters of a minute.
_MOST_ATTRIBUTES = 5_000
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{10000,}")  # <body a1=1 a2=1 …
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# 404 Not Found, 页面不存在, 系统维护中
_ERROR = re.compile(
    r"^\s*(?:HTTP\s*)?[45]\d\d\b|\b(?:404|500|502|503)\b|not\s+found|forbidden|bad\s+gateway|service\s+unavailable|"
    r"server\s+error|access\s+denied|(?:页面|网页|内容|文章|信息|地址|资源)[^。]{0,10}(?:不存在|已?被?删除|已失效|找不到|无法访问)|"
    r"(?:没有|无法|未)找到[^。]{0,10}(?:页|内容|资源|文件)|(?:找不到|无法访问)[^。]{0,8}(?:页面|网页)|访问出错|出错[了啦]|系统(?:维护|升级|繁忙)|"
    r"(?:页面|网页|网站|栏目|频道|内容)[^。]{0,6}建设中|"
    r"服务器(?:错误|繁忙|内部)|访问(?:过于频繁|被拒绝|受限)",
    re.IGNORECASE,
)
# What stands where a firewall wants to see a browser: 请开启JavaScript, 安全验证
_CHECK = re.compile(
    r"(?:开启|启用|打开|enable|requires?)\s*(?:浏览器)?\s*(?:的)?\s*(?:java\s*script|cookies?)|安全验证|人机验证|滑动验证|验证码|"
    r"checking\s+your\s+browser|verify\s+you\s+are\s+human",
    re.IGNORECASE,
)
# What stands for a moment before another page: 页面正在跳转，请稍候
_SENDS_ON = re.compile(r"(?:正在|自动|即将|稍后|秒后)[^。]{0,6}跳转|redirecting", re.IGNORECASE)
_REFRESH = re.compile(r"url\s*=", re.IGNORECASE)  # <meta http-equiv="refresh" content="0;url=/new.html">
_LOGIN = re.compile(r"登\s*[录陆]|\b(?:log\s*in|sign\s*in)\b", re.IGNORECASE)
# createPageHTML(3, 0, …), var countPage = 3: how widespread content systems write the pager
_PAGER = re.compile(r"(?:createPageHTML\(\s*|\bcountPage\s*=\s*)(\d+)")
# Every system that makes whole pages ends them so; a part of a page has no beginning either.
_BEGUN, _ENDED = re.compile(r"<(?:html|body)\b", re.IGNORECASE), re.compile(r"</(?:html|body)\b", re.IGNORECASE)
_CUT = "it ends without </html>, and may have been cut off there"
_NEXT = re.compile(
    r"^[\s\[【<(（]*(?:下一?页|下页|余下全文|阅读全文|展开全文|查看全文|继续阅读|next(?:\s+page)?)[\s\]】>»›)）]*$",
    re.IGNORECASE,
)


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the article of a page: its title, headings, paragraphs, lists and tables, without the page's furniture.

    Raises FormatError where there is none: an error page, a login, a page of links, one that a script fills.
    """
    from lxml import etree

    from tracker.formats import article

    markup, name = characters(data, encoding)
    root = parsed(markup)
    title = tidy(_first_text(root, ".//head/title") or _first_text(root, ".//title"))
    declared = [tidy(meta.get("content") or "") for meta in root.iterfind(".//meta") if _names_title(meta)]
    continued = _continued(root)
    login = any((box.get("type") or "").lower() == "password" for box in root.iterfind(".//input"))
    found = article.find(root, [t for t in (title, *declared) if t])
    _refuse_furniture(found.blocks, title, root, login, found.links)
    text = write(found.blocks)
    if "\ufffd" in text and "\ufffd".encode() not in data:
        raise FormatError(_damage(data, name))
    version = ".".join(map(str, etree.LXML_VERSION[:3]))
    decoded = Decoded(text, "text/html", name, f"html/1 (lxml {version})", (*continued, *found.findings))
    return noted(decoded, markup)


def noted(decoded: Decoded, markup: str) -> Decoded:
    """Return *decoded* with a finding where the page does not end as it began."""
    cut = _BEGUN.search(markup) is not None and _ENDED.search(markup) is None
    return decoded._replace(findings=(_CUT, *decoded.findings), cut=True) if cut else decoded


def characters(data: bytes, encoding: str | None) -> tuple[str, str]:
    """Return the page's characters and its encoding: as given, as the bytes say, and only then as the page says.

    A page that calls itself gb2312 and is UTF-8 is read as UTF-8. Bytes that do not fit become U+FFFD: what matters
    is whether the article holds one.
    """
    name = plain.known(encoding) if encoding else plain.told(data) or _declared(data)
    return data.decode(name, "replace").removeprefix("\ufeff"), name


def _declared(data: bytes) -> str:
    """Return the encoding that a page names: wanted only where the bytes are not like Chinese text."""
    found = _DECLARED.search(data[:4096])
    try:
        return plain.known(found.group(1).decode()) if found else "utf-8"
    except UsageError:
        return "utf-8"


def parsed(markup: str) -> _Element:
    from lxml import etree

    # Characters that XML has no place for; libxml2 would end the page there.
    if any(tag[0].count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(markup)):
        raise FormatError(f"one of its elements has more than {_MOST_ATTRIBUTES:,} attributes, as no page's has")
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", " ", markup).encode()
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(clean, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(f"it is no web page that can be read: {error.msg}") from None
    if any(entry.type_name in ("ERR_INTERNAL_ERROR", "ERR_RESOURCE_LIMIT") for entry in parser.error_log):
        raise FormatError("its elements are nested deeper than any page's (256), or larger than any page's")
    if root is None:
        raise FormatError("it is an empty web page")
    return root


def _first_text(root: _Element, path: str) -> str:
    found = root.find(path)
    return "" if found is None else "".join(found.itertext())


def _names_title(meta: _Element) -> bool:
    """Return whether a <meta> holds the article's title: the state's standard name or the web's."""
    return (meta.get("name") or meta.get("property") or "").lower() in ("articletitle", "og:title")


def _continued(root: _Element) -> tuple[str, ...]:
    """Return a finding where the article goes on in another file."""
    scripts = " ".join(script.text or "" for script in root.iterfind(".//script"))
    pages = max((int(n[:6]) for n in _PAGER.findall(scripts)), default=1)
    if pages > 1:
        return (f"the article has {pages} pages (下一页): only this one was read",)
    for link in root.iterfind(".//a"):
        if _NEXT.match("".join(link.itertext())) and not _goes_nowhere(link.get("href") or ""):
            return ("the article continues elsewhere (下一页): only this page was read",)
    return ()


def _goes_nowhere(href: str) -> bool:
    return href.strip().lower() in ("", "#", "javascript:void(0)", "javascript:void(0);", "javascript:;")


def _refuse_furniture(blocks: list[Block], title: str, root: _Element, login: bool, links: int) -> None:
    """Raise FormatError where *blocks*, what is left of the page, are no article."""
    length = size(b for b in blocks if not isinstance(b, Heading))
    told = [title, *(text for text in map(_of, blocks[:8]) if text)]
    if length < _SHORT:
        if any(map(_ERROR.search, told)):
            raise FormatError(f"it is an error page, not a document: {next(t for t in told if _ERROR.search(t))[:60]}")
        if login and any(map(_LOGIN.search, [*told, "".join(root.itertext())])):
            raise FormatError("it is a login page, not a document")
        if any(map(_CHECK.search, told)):
            raise FormatError("it is a page that checks its reader's browser, not a document")
        if any(map(_SENDS_ON.search, told)) or any(map(_sends_on, root.iterfind(".//meta"))):
            raise FormatError("it only sends its readers on to another page, whose address is wanted")
    if length < _SHORT and root.find(".//frameset") is not None:
        raise FormatError("it is a page of frames: the address of the one that holds the document is wanted")
    if length < _LEAST and root.find(".//iframe[@src]") is not None:
        raise FormatError("it holds no article but a frame (iframe), whose address is wanted")
    if length < _LEAST:
        what = "a page of links" if links > _LEAST else "an empty page, or one that a script fills"
        raise FormatError(f"it holds no article: {what}")
    if length < _SHORT and links > 5 * length:
        raise FormatError("it holds no article: a page of links")


def _sends_on(meta: _Element) -> bool:
    return (meta.get("http-equiv") or "").lower() == "refresh" and bool(_REFRESH.search(meta.get("content") or ""))


def _of(block: Block) -> str:
    return "" if not hasattr(block, "text") else block.text


def _damage(data: bytes, encoding: str) -> str:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return f"its text is damaged: not {encoding} at byte {error.start} (0x{data[error.start]:02x})"
    return "its text is damaged"
