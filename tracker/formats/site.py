"""Parts and lines of a web page to whether they are there for using the site, and not for what the page says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.formats.blocks import Block, Table, tidy
from tracker.formats.markup import HEADINGS

if TYPE_CHECKING:
    from lxml.etree import _Element

_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "header"})
_FURNITURE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog"}
)
_FURNITURE_NAMES = """
nav navbar navi navigation menu menus submenu breadcrumb breadcrumbs crumb crumbs location position footer
foot bottom sidebar side aside share bshare bdsharebuttonbox jiathis social sharing related relate relevant
recommend recommended hot copyright toolbar tool tools pager page pagination paging pagenav qrcode ewm qr
erweima comment comments ad ads advert banner search login register topbar friendlink friendlinks links link
header head top logo editor print close fontsize back gotop totop float keywords tag tags prevnext xgwz xgxx
xgyd dqwz weizhi mbx
"""
_FURNITURE = frozenset(_FURNITURE_NAMES.split())
_CONTENT_NAMES = """
article articlebody articlecontent content contents text main body detail zoom trs editor ucap vsb news view
con
"""
_CONTENT = frozenset(_CONTENT_NAMES.split())
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# A line that is there for using the page: 【打印】【关闭】, 字体：大 中 小, 分享到, 上一篇：…, 今天是2026年
_USE = re.compile(
    r"^[\s【\[(（|]*(?:打印(?:本页|本文)?|关闭(?:窗口|本页)?|字[体号][:：\s]|分享(?:到|至|$)|扫一扫|上一[篇条][:：\s]|下一[篇条][:：\s]|"
    r"返回(?:顶部|首页|列表|上一页)|(?:您|你)?(?:现在|当前)(?:的|所在的?)?位置|浏览(?:次数|量)|点击(?:数|量)|访问量|收藏(?:本页|$)|视力保护色|"
    r"(?:今天|现在)是[:：\s]*\d{4}\s*年|[首上下尾末]一?页(?:\s|$)|当前位置|【?\s*(?:大\s+中\s+小|大中小)\s*】?$)"
)
_EDITED = re.compile(r"^[\s【\[(（]*(?:责任编辑|责编|网站编辑|编辑|编校|[初复终]审|审核)\s*[:：][^。]{0,40}$")
_META = re.compile(
    r"(?:来源|信息来源|发布(?:时间|日期|机构|单位)|时间|日期|作者|编辑|浏览次数|浏览量|点击数|阅读次数|字[体号]|打印|分享)\s*[:：\s]"
)
_RELATED = re.compile(
    r"^[\s【\[]*(?:相关|推荐|延伸|热点|更多|热门|猜你)(?:阅读|链接|新闻|报道|文章|推荐|稿件|信息|专题|喜欢|解读|文件)[\s】\]:：]*$"
)
_FILE = re.compile(r"\.(?:docx?|wps|xlsx?|pdf|ofd|rtf|odt|zip|rar)(?:$|[?#])", re.IGNORECASE)
_LONGEST_LINE = 120
_SENTENCE = re.compile(r"[。；！？]")


def named_furniture(element: _Element) -> bool:
    """Return whether an element is furniture by its tag, its role or the names that its author gave it."""
    if element.tag in _FURNITURE_TAGS or (element.get("role") or "").lower() in _FURNITURE_ROLES:
        return True
    if element.tag in HEADINGS or element.tag in ("p", "td", "tr", "tbody", "span", "b", "strong", "font"):
        return False
    words = {word.lower() for name in ("class", "id") for word in _WORDS.findall(element.get(name) or "")}
    return bool(words & _FURNITURE) and not words & _CONTENT


def lists_attachments(element: _Element) -> bool:
    """Return whether links lead to what is attached to the document: after 附件, or to files for the most part."""
    before = element.getprevious()
    said = ["".join(e.itertext()).strip() for e in (element, before) if e is not None]
    if said[0].startswith("附件") or said[-1].rstrip(":：").endswith("附件"):
        return True
    targets = [link.get("href") or "" for link in element.iter("a")]
    return 2 * sum(bool(_FILE.search(target)) for target in targets) > len(targets)


def is_for_use(block: Block, from_the_end: int) -> bool:
    if isinstance(block, Table):
        return False
    text = block.text
    return is_line_for_use(text) or (from_the_end <= 3 and bool(_EDITED.match(text)))


def is_line_for_use(text: str) -> bool:
    line = tidy(text)
    if len(line) > _LONGEST_LINE or _SENTENCE.search(line):
        return False
    return bool(_USE.match(line) or _RELATED.match(line)) or len(set(_META.findall(line))) >= 2
