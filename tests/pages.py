"""A plain document to web pages as government sites lay them out: the words of an article among those of the site."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from tracker import compare


class Line(NamedTuple):
    """A line of a plain document; ``level`` is 0 for running text, 1, 2, 3 … for headings."""

    level: int
    text: str


SCRIPT = "<script>var a = '<p>脚本里的话。</p>'; function b() { return a < 1 && a > 0; }</script>"
NAVIGATION = (
    '<div class="header"><div class="logo"><a href="/">某市人民政府</a></div>'
    '<ul class="nav"><li><a href="/a">首页</a></li><li><a href="/b">要闻动态</a></li><li><a href="/c">政务公开</a></li>'
    '<li><a href="/d">政务服务</a></li><li><a href="/e">互动交流</a></li></ul>'
    '<div class="search"><form action="/s"><input type="text" name="q"><button>搜索</button></form></div></div>'
)
CRUMBS = (
    '<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/b">公开</a> &gt; <a href="/c">报告</a></div>'
)
META = (
    '<div class="pages-date">2025-01-20 09:30 <span>来源：某市日报</span> <span>字体：<a href="#">大</a> '
    '<a href="#">中</a> <a href="#">小</a></span> <a href="javascript:window.print()">打印</a></div>'
)
SHARE = (
    '<div class="share bdsharebuttonbox">分享到：<a href="#">微信</a><a href="#">微博</a><a href="#">QQ空间</a></div>'
)
RELATED = (
    '<div class="related"><h2>相关链接</h2><ul>'
    '<li><a href="/1.html">某市召开经济工作会议部署明年工作</a><span>2025-01-02</span></li>'
    '<li><a href="/2.html">关于印发某市国民经济和社会发展计划的通知</a><span>2025-01-03</span></li>'
    '<li><a href="/3.html">一图读懂政府工作报告</a><span>2025-01-04</span></li></ul></div>'
)
FOOTER = (
    '<div class="footer"><p>主办单位：某市人民政府办公室　承办单位：某市大数据中心</p><p>版权所有：某市人民政府。'
    "未经授权，不得转载本网站的任何内容。</p><p>网站标识码：0000000000　某公网安备00000000000000号</p></div>"
)


def lines(text: str) -> list[Line]:
    """Return the lines of *text*, headings with their level as the tool itself outlines them."""
    document = compare.read(text)
    levels = {section.heading.start: section.level for section in document.sections if section.level}
    found = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        section = next((s for s in document.sections if s.level and s.heading == (at, end)), None)
        if line.strip():
            found.append(Line(levels[section.heading.start] if section else 0, line.strip()))
        at = end + 1
    return found


def modern(title: str, body: list[Line]) -> bytes:
    """Return a page of blocks and headings, in UTF-8."""
    inner = "\n".join(map(_headed, body))
    return _page(
        title,
        f'{NAVIGATION}<div class="wrap"><div class="content-left">{CRUMBS}<div class="article">'
        f"<h1>{escape(title)}</h1>{META}"
        f'<div class="pages_content" id="UCAP-CONTENT">{inner}</div>{SHARE}'
        '<div class="editor">责任编辑：某某</div></div></div>'
        '<div class="sidebar"><h3>热点</h3><ul><li><a href="/9">热点新闻一则</a></li>'
        f'<li><a href="/8">热点新闻二则</a></li></ul></div>{RELATED}</div>{FOOTER}',
        "utf-8",
    )


def old(title: str, body: list[Line]) -> bytes:
    """Return a page of tables and line breaks, in GB18030 that calls itself gb2312."""
    inner = "<br>\r\n<br>\r\n".join(
        f"　　<b>{escape(line.text)}</b>" if line.level else f"　　{escape(line.text)}" for line in body
    )
    return _page(
        title,
        f'<table width="1000" align="center"><tr><td>{NAVIGATION}</td></tr></table><table width="1000"><tr>'
        '<td width="200" valign="top"><a href="/l1">领导之窗</a><br><a href="/l2">机构职能</a><br>'
        '<a href="/l3">政策文件</a></td>'
        f'<td><table><tr><td align="center" class="bt"><font size="5">{escape(title)}</font></td></tr>'
        '<tr><td align="center">发布时间：2025-01-20　来源：某市日报　浏览次数：123</td></tr>'
        f'<tr><td><div class="TRS_Editor"><font face="宋体">{inner}</font></div></td></tr>'
        '<tr><td>【<a href="#">打印</a>】【<a href="#">关闭</a>】</td></tr></table></td></tr></table>'
        f"{RELATED}{FOOTER}",
        "gb2312",
        "gb18030",
    )


def spans(title: str, body: list[Line]) -> bytes:
    """Return a page as word processors export it: spans everywhere, headings only bold, a charset that lies."""
    inner = "\n".join(
        '<p class="MsoNormal" style="text-indent:2em"><span style="font-size:16pt">'
        + (f'<span style="font-weight:bold">{escape(line.text)}</span>' if line.level else escape(line.text))
        + "<o:p></o:p></span></p>"
        for line in body
    )
    return _page(
        title,
        f'<form id="aspnetForm">{NAVIGATION}<section><article><header><h1>{escape(title)}</h1></header>{META}{inner}'
        f"</article><aside>{RELATED}</aside></section><footer>{FOOTER}</footer></form>",
        "gb2312",
        "utf-8",
    )


def simple(title: str, body: list[Line]) -> bytes:
    """Return a page with nothing but the document, as office programs are given it."""
    return _page(title, f"<h1>{escape(title)}</h1>" + "\n".join(map(_headed, body)), "utf-8")


LAYOUTS = {"modern": modern, "old": old, "spans": spans, "simple": simple}


def _headed(line: Line) -> str:
    tag = f"h{min(line.level + 1, 6)}"
    return f"<{tag}>{escape(line.text)}</{tag}>" if line.level else f"<p>　　{escape(line.text)}</p>"


def _page(title: str, body: str, charset: str, encoding: str | None = None) -> bytes:
    return "".join(_parts(title, body, charset)).encode(encoding or charset)


def _parts(title: str, body: str, charset: str) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="{charset}">'
    yield f"<title>{escape(title)}_政府工作报告_某市人民政府</title>{SCRIPT}"
    yield "<style>p { text-indent: 2em }</style></head>"
    yield f"<body>{body}{SCRIPT}</body></html>"
