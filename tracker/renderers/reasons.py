"""What errors say, and what a reader should know of how a document was read, to the words of a Chinese report.

Both are told in English. What is usually met is told in Chinese here; anything else stays as it was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from tracker.renderers.view import Lang

# What errors say, {} for what varies, and the same in Chinese. tests/test_reasons.py holds them to the errors.
KNOWN: Final[tuple[tuple[str, str], ...]] = (
    (
        "{}; {} other sources failed so, and the host was not asked again in this pass",
        "{}；另有 {} 个来源同样失败，本次不再访问该网站",
    ),
    (
        "its address is not public; allow_private = true lets this source reach it",
        "该地址不是公网地址；确需访问的，请在 tracker.toml 中为该来源设置 allow_private = true",
    ),
    ("its host name is not known", "找不到该网站（域名无法解析）"),
    ("no connection within {} s", "{} 秒内未能连上网站"),
    ("no connection", "无法连接网站"),
    ("nothing came for {} s", "网站 {} 秒没有响应"),
    ("took longer than {} s in all", "下载超过 {} 秒仍未完成"),
    ("the connection broke or what came is no HTTP", "连接中断，或对方不是网页服务器"),
    ("the body ended before its end", "内容没有传完"),
    ("its body is packed in a way that cannot be unpacked", "网站返回的压缩内容无法解压"),
    ("it is no web address", "跳转到的不是有效网址"),
    ("{} is neither http nor https", "跳转到的地址不是网页（{}）"),
    ("the body is empty", "网站返回的内容为空"),
    ("its certificate or encryption is not in order: {}", "网站的安全证书有问题：{}"),
    ("it is larger than {} MB (max_size)", "文件超过 {} MB 的上限（max_size）"),
    ("it sends us on more than {} times", "跳转超过 {} 次"),
    (
        "its robots.txt asks not to fetch it; robots = false overrides",
        "网站的 robots.txt 要求不要抓取；确需抓取的，请设置 robots = false",
    ),
    (
        "its robots.txt cannot be had ({}), so nothing may be fetched; robots = false overrides",
        "取不到网站的 robots.txt（{}），因此不抓取；确需抓取的，请设置 robots = false",
    ),
    ("the environment variable {} is not set", "没有设置环境变量 {}"),
    ("the header {} would be more than one line", "请求头 {} 的值不止一行"),
    ("there is no such file", "没有这个文件"),
    ("the folder holds no file", "文件夹里没有文件"),
    ("{} is being written just now", "{} 正在写入，下次再查"),
    ("it holds no text (where there should be some, it may be drawn by a script)", "没有正文（可能由脚本生成）"),
    ("it sends us on to a page for logging in", "跳转到了登录页"),
    ("the page asks for a password and says little else", "网页只有密码输入框，几乎没有内容"),
    ("it looks like an error page: “{}”", "看起来是出错页面：“{}”"),
    ("it is a login page, not a document", "是登录页，不是文件"),
    ("it is an error page, not a document: {}", "是出错页面，不是文件：{}"),
    ("it holds nothing but blanks", "文件只有空白"),
    (
        "it is a page of frames: the address of the one that holds the document is wanted",
        "是框架页，请改用正文所在框架的网址",
    ),
    ("it holds no article but a frame (iframe), whose address is wanted", "没有正文，请改用其中框架（iframe）的网址"),
    ("it holds no article: {}", "没有正文：{}"),
    ("an empty page, or one that a script fills", "是空页面，或由脚本生成"),
    ("a page of links", "只有链接"),
    ("it is a page that checks its reader's browser, not a document", "是浏览器验证页，不是文件"),
    ("it only sends its readers on to another page, whose address is wanted", "只是跳转页，请改用跳转后的网址"),
    ("its text is damaged: not {} at byte {} (0x{})", "文字已损坏：不合 {} 编码，见第 {} 字节（0x{}）"),
    ("its text is damaged: {}", "文字已损坏：{}"),
    ("it is a damaged PDF", "PDF 已损坏"),
    ("it is an empty web page", "网页是空的"),
    ("it is empty", "文件是空的"),
    ("its text shrank from {} to {} characters", "正文由 {} 字缩短到 {} 字"),
    ("it may not be whole: its end is missing, or part of it is damaged", "可能不完整：缺少结尾，或部分损坏"),
    ("it was {} and is a web page now", "原为 {}，现在是网页"),
    ("select “{}” matches nothing on the page any more", "网页中已找不到 select “{}” 所选的内容"),
    (
        "it is encrypted: open it with its password and save it without",
        "文件已加密：请用密码打开后另存为不加密的文件",
    ),
    # What a reader should know of how a version was read.
    ("the article has {} pages (下一页): only this one was read", "文章分 {} 页，只读取了这一页"),
    ("the article continues elsewhere (下一页): only this page was read", "文章有下一页，只读取了这一页"),
    ("left out beside the article: {}", "正文以外未读取的内容：{}"),
    ("it ends without </html>, and may have been cut off there", "网页缺少结尾，可能不完整"),
    ("pages of pictures without text: {}", "以下页只有图片，没有文字：{}"),
    ("tracked changes are taken as accepted: {} insertions, {} deletions", "修订按已接受读取：插入 {} 处，删除 {} 处"),
    ("comments are left out: {}", "未读取批注 {} 条"),
    ("the table of contents is left out", "未读取目录"),
    ("hidden text is left out", "未读取隐藏文字"),
    ("an embedded document is left out", "未读取嵌入的文件"),
    ("it ends in the middle of a group, and may have been cut off there", "文件缺少结尾，可能不完整"),
    (
        "it ends without the mark of its end (%%EOF), and may have been cut off there: pages or lines may be missing",
        "PDF 缺少结尾标记（%%EOF），可能不完整，或缺页、缺行",
    ),
    (
        "part of it is damaged (a stream at byte {} cannot be unpacked): pages or lines may be missing",
        "PDF 部分损坏（第 {} 字节处的数据无法解压），可能缺页、缺行",
    ),
    (
        "read as {}, which is a guess: --encoding NAME reads it otherwise",
        "按 {} 编码读取，不一定正确，可用 --encoding 或来源的 encoding 指定",
    ),
)
_STATUS = {
    "401": "网站要求登录",
    "403": "网站拒绝访问",
    "404": "网页不存在",
    "410": "网页已被撤下",
    "429": "网站限制访问频率",
    "5": "网站服务器出错",
}


def told(reason: str, lang: Lang) -> str:
    """Return *reason* in *lang*, as far as it is a known one."""
    if lang == "en":
        return reason
    for pattern, chinese in _patterns():
        if found := pattern.fullmatch(reason):
            # A reason may hold another one: that of a robots.txt, or of the sources that failed before.
            return chinese.format(*(told(part, lang) for part in found.groups()))
    if found := re.match(r"HTTP (\d{3})\b", reason):
        status = _STATUS.get(found[1], _STATUS.get(found[1][0]))
        return f"{status}（HTTP {found[1]}）" if status else reason
    return reason


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(_compiled())


def _compiled() -> Iterator[tuple[re.Pattern[str], str]]:
    for said, chinese in KNOWN:
        yield re.compile("(.*)".join(re.escape(part) for part in said.split("{}"))), chinese
