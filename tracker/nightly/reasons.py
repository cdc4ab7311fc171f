"""Why a source could not be checked, as errors say it, to the words of a Chinese overview.

Errors are told in English. What a night usually meets is told in Chinese here; anything else stays as it was said.
"""

from __future__ import annotations

import re
from typing import Final

from tracker.renderers.view import Lang

# Each: a pattern of the whole reason; what it is in Chinese, with the groups of the pattern; an example.
_KNOWN: Final[tuple[tuple[str, str, str], ...]] = (
    (r"HTTP 404.*", "网页不存在（HTTP 404）", "HTTP 404 Not Found"),
    (r"HTTP 403.*", "网站拒绝访问（HTTP 403）", "HTTP 403 Forbidden"),
    (r"HTTP 401.*", "网站要求登录（HTTP 401）", "HTTP 401 Unauthorized"),
    (r"HTTP 410.*", "网页已被撤下（HTTP 410）", "HTTP 410 Gone"),
    (r"HTTP 429.*", "网站限制访问频率（HTTP 429）", "HTTP 429 Too Many Requests"),
    (r"HTTP (5\d\d).*", "网站服务器出错（HTTP {}）", "HTTP 503 Service Unavailable"),
    (
        r"its address is not public; allow_private = true lets this source reach it",
        "该地址不是公网地址；确需访问的，请在 tracker.toml 中为该来源设置 allow_private = true",
        "its address is not public; allow_private = true lets this source reach it",
    ),
    (r"its host name is not known", "找不到该网站（域名无法解析）", "its host name is not known"),
    (r"no connection within (.+) s", "{} 秒内未能连上网站", "no connection within 10 s"),
    (r"no connection", "无法连接网站", "no connection"),
    (r"nothing came for (.+) s", "网站 {} 秒没有响应", "nothing came for 30 s"),
    (r"took longer than (.+) s in all", "下载超过 {} 秒仍未完成", "took longer than 180 s in all"),
    (
        r"the connection broke or what came is no HTTP",
        "连接中断，或对方不是网页服务器",
        "the connection broke or what came is no HTTP",
    ),
    (r"the body ended before its end", "内容没有传完", "the body ended before its end"),
    (
        r"its body is packed in a way that cannot be unpacked",
        "网站返回的压缩内容无法解压",
        "its body is packed in a way that cannot be unpacked",
    ),
    (r"it is no web address", "跳转到的不是有效网址", "it is no web address"),
    (r"(.+) is neither http nor https", "跳转到的地址不是网页（{}）", "file is neither http nor https"),
    (r"the body is empty", "网站返回的内容为空", "the body is empty"),
    (
        r"its certificate or encryption is not in order: (.*)",
        "网站的安全证书有问题：{}",
        "its certificate or encryption is not in order: certificate has expired",
    ),
    (
        r"it is larger than (.+) MB \(max_size\)",
        "文件超过 {} MB 的上限（max_size）",
        "it is larger than 50 MB (max_size)",
    ),
    (r"it sends us on more than (\d+) times", "跳转超过 {} 次", "it sends us on more than 5 times"),
    (
        r"its robots\.txt asks not to fetch it; robots = false overrides",
        "网站的 robots.txt 要求不要抓取；确需抓取的，请设置 robots = false",
        "its robots.txt asks not to fetch it; robots = false overrides",
    ),
    (
        r"its robots\.txt cannot be had \((.+)\), so nothing may be fetched; robots = false overrides",
        "取不到网站的 robots.txt（{}），因此不抓取；确需抓取的，请设置 robots = false",
        "its robots.txt cannot be had (HTTP 503), so nothing may be fetched; robots = false overrides",
    ),
    (r"there is no such file", "没有这个文件", "there is no such file"),
    (r"the folder holds no file", "文件夹里没有文件", "the folder holds no file"),
    (r"(.+) is being written just now", "{} 正在写入，下次再查", "a.docx is being written just now"),
    (
        r"it holds no text \(where there should be some, it may be drawn by a script\)",
        "没有正文（可能由脚本生成）",
        "it holds no text (where there should be some, it may be drawn by a script)",
    ),
    (r"it sends us on to a page for logging in", "跳转到了登录页", "it sends us on to a page for logging in"),
    (
        r"the page asks for a password and says little else",
        "网页只有密码输入框，几乎没有内容",
        "the page asks for a password and says little else",
    ),
    (r"it looks like an error page: “(.*)”", "看起来是出错页面：“{}”", "it looks like an error page: “404 Not Found”"),
    (r"it is a login page, not a document", "是登录页，不是文件", "it is a login page, not a document"),
    (
        r"it is an error page, not a document: (.*)",
        "是出错页面，不是文件：{}",
        "it is an error page, not a document: 404",
    ),
    (r"it holds no article: a page of links", "没有正文，只有链接", "it holds no article: a page of links"),
    (r"it is an empty web page", "网页是空的", "it is an empty web page"),
    (r"it is empty", "文件是空的", "it is empty"),
    (
        r"its text shrank from (.+) to (.+) characters",
        "正文由 {} 字缩短到 {} 字",
        "its text shrank from 900 to 80 characters",
    ),
    (r"it was (.+) and is a web page now", "原为 {}，现在是网页", "it was application/pdf and is a web page now"),
    (
        r"select “(.+)” matches nothing on the page any more",
        "网页中已找不到 select “{}” 所选的内容",
        "select “#content” matches nothing on the page any more",
    ),
    (
        r"it is encrypted: open it with its password and save it without",
        "文件已加密：请用密码打开后另存为不加密的文件",
        "it is encrypted: open it with its password and save it without",
    ),
)
EXAMPLES: Final = tuple((example, chinese) for _, chinese, example in _KNOWN)
_ALONGSIDE = re.compile(r"(.*); (\d+) other sources failed so, and the host was not asked again in this pass")


def told(reason: str, lang: Lang) -> str:
    """Return *reason* in the language of the overview, as far as it is a known one."""
    if lang == "en":
        return reason
    if alongside := _ALONGSIDE.fullmatch(reason):
        return f"{told(alongside[1], lang)}；另有 {alongside[2]} 个来源同样失败，本次不再访问该网站"
    for pattern, chinese, _ in _KNOWN:
        if found := re.fullmatch(pattern, reason):
            return chinese.format(*found.groups())
    return reason
