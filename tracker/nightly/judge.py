"""What a publisher delivered to a verdict: a version, the same as before, or a page that went wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from tracker import views
from tracker.errors import FormatError, UsageError
from tracker.formats import parts
from tracker.model import Decoded, Snapshot
from tracker.sources import Source

Kind = Literal["version", "same", "failed", "suspicious"]


class Before(NamedTuple):
    """The version that a source has: its record and its bytes."""

    snapshot: Snapshot
    data: bytes


class Verdict(NamedTuple):
    """What *data* is; the reason where it is no version; what it says where it is one."""

    kind: Kind
    reason: str = ""
    decoded: Decoded | None = None


# Pages of servers, gateways and walls that say that the document is not there. They are short; a document that
# speaks of 系统维护 or 404 is not.
_LONGEST_ERROR = 600
_ERROR = re.compile(
    r"""
    \b(?:404|not\ found|403|forbidden|50[0-4]|internal\ server\ error|bad\ gateway|service\ unavailable
      |gateway\ time-?out|access\ denied|just\ a\ moment|attention\ required|are\ you\ (?:a\ )?human|captcha)\b
    | 页面?(?:不存在|未找到|找不到|没有找到|出错|走丢|已删除|无法访问|不见了)
    | 您要?(?:访问|查看)的(?:页面|内容|网页|信息|文章|资源)
    | 访问(?:被拒绝|过于频繁|受限|异常|验证|出错) | 系统(?:维护|繁忙|升级|错误|异常) | 服务器?(?:错误|繁忙|异常|不可用)
    | 网站(?:维护|升级|关闭) | 验证码 | (?:安全|人机|滑动)验证 | 请求(?:被拦截|过于频繁) | 拒绝访问 | 无权(?:访问|查看)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LOGIN = re.compile(r"(?i)(?:^|[/._-])(?:log-?in|sign-?in|sso|cas|passport|oauth2?|auth)(?:$|[/._?-])")  # /cas/login

# A text of fewer characters may well be cut to a fraction by its authors.
_WORTH_MEASURING = 200

_CUT = "it may not be whole: its end is missing, or part of it is damaged"

# What a web page comes in the place of: a file that is gone, nearly always.
_FILES = re.compile(r"application/(?!xhtml)")


def verdict(
    data: bytes,
    source: Source,
    before: Callable[[], Before | None],
    *,
    ignore: tuple[str, ...] = (),
    media_type: str = "",
    hops: tuple[str, ...] = (),
    shrunk_below: int = 0,
    accept: bool = False,
) -> Verdict:
    """Return what *data* is. *before* yields the version that there is; *accept*: a person looked, nothing is odd."""
    try:
        decoded = views.text(data, source, ignore, media_type)
    except (FormatError, UsageError) as error:
        return Verdict("suspicious" if "matches nothing" in str(error) else "failed", str(error))
    if not decoded.text.strip():
        return Verdict("failed", "it holds no text (where there should be some, it may be drawn by a script)")
    if not accept and (oddity := _wall(data, decoded, hops, source)):
        return Verdict("suspicious", oddity)
    had = before()
    if had is not None and _same_words(data, had.data, source.encoding):
        return Verdict("same")
    if not accept and (oddity := _less(decoded, had, source, ignore, shrunk_below)):
        return Verdict("suspicious", oddity)
    return Verdict("version", decoded=decoded)


def _wall(data: bytes, decoded: Decoded, hops: tuple[str, ...], source: Source) -> str | None:
    """Return what is wrong where the page stands in the document's place."""
    if source.url is None:
        return None
    if hops and _LOGIN.search(urlsplit(hops[-1]).path) and not _LOGIN.search(urlsplit(source.url).path):
        return "it sends us on to a page for logging in"
    if len(decoded.text) > _LONGEST_ERROR:
        return None
    page = parts.is_page(data)
    if page and parts.asks_for_a_password(data, source.encoding):
        return "the page asks for a password and says little else"
    said = f"{parts.title(data, source.encoding) if page else ''}\n{decoded.text}"
    if found := _ERROR.search(said):
        return f"it looks like an error page: “{' '.join(found[0].split())}”"
    return None


def _same_words(data: bytes, before: bytes, encoding: str | None) -> bool:
    """Return whether two pages show the same words: tokens and scripts in them change with each request."""
    if not (parts.is_page(data) and parts.is_page(before)):
        return False
    try:
        return parts.words(data, encoding) == parts.words(before, encoding)
    except FormatError:
        return False


def _less(decoded: Decoded, had: Before | None, source: Source, ignore: tuple[str, ...], below: int) -> str | None:
    """Return what is wrong where the document may be less than what is published."""
    if had is None:
        # Some sites never write the end of a page; programs that make files do.
        return _CUT if decoded.cut and decoded.media_type != "text/html" else None
    if _FILES.match(had.snapshot.media_type) and decoded.media_type == "text/html":
        return f"it was {had.snapshot.media_type} and is a web page now"
    try:
        was = views.text(had.data, source, ignore, had.snapshot.media_type, had.snapshot.encoding)
    except (FormatError, UsageError):
        return None  # what it was cannot be told any more, as by a selector that is new
    if decoded.cut and not was.cut:
        return _CUT
    old, new = len(was.text), len(decoded.text)
    if old >= _WORTH_MEASURING and new * 100 < old * below:
        return f"its text shrank from {old:,} to {new:,} characters"
    return None
