"""Web pages: the article and nothing of the site, or the reason why there is none."""

from __future__ import annotations

import pytest

from tests import forms, pages
from tests.conftest import Tracker
from tracker import formats
from tracker.errors import FormatError

SAMPLES = forms.samples()
SAID = "某市扎实推进重点领域改革，取得积极成效。"


def page(body: str, title: str = "公告", head: str = "") -> bytes:
    """Return a web page."""
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize("layout", pages.LAYOUTS)
def test_nothing_of_the_site_is_read(layout: str) -> None:
    sample = SAMPLES["invented"]
    text = formats.decode(pages.LAYOUTS[layout](sample.title, sample.body)).text
    for word in (
        "首页",
        "打印",
        "分享",
        "微信",
        "相关",
        "一图读懂",
        "版权",
        "责任编辑",
        "脚本",
        "来源",
        "热点",
        "text-indent",
    ):
        assert word not in text
    assert text.startswith(f"# {sample.title}\n\n各位代表：\n\n")


def test_headings_lists_and_tables_are_written_as_markdown() -> None:
    decoded = formats.decode(
        page(
            f"<h1>公报</h1><p>{SAID}</p><h2>一、指标</h2><table><tr><th>指标</th><th>单位</th><th>2024年</th></tr>"
            "<tr><td rowspan=2>粮食</td><td>万吨</td><td>1200</td></tr><tr><td>亿斤</td><td>240</td></tr>"
            "<tr><td colspan=2>企业|数</td><td>3</td></tr></table><p><b>下一步</b></p><ol><li>甲事。</li>"
            "<li>乙事：<ul><li>丙事</li></ul></li></ol>"
            "<ol style='list-style-type:cjk-ideographic'><li>健全制度</li></ol>"
        )
    )
    assert decoded.text == (
        f"# 公报\n\n{SAID}\n\n## 一、指标\n\n| 指标 | 单位 | 2024年 |\n| --- | --- | --- |\n| 粮食 | 万吨 | 1200 |\n"
        "| 粮食 | 亿斤 | 240 |\n| 企业\\|数 |  | 3 |\n\n### 下一步\n\n1. 甲事。\n2. 乙事：\n   - 丙事\n\n一、健全制度\n"
    )
    assert decoded.media_type == "text/html"
    assert decoded.extractor.startswith("html/1 (lxml ")


def test_breaks_and_blanks_make_paragraphs() -> None:
    text = formats.decode(page(f"<div>　　{SAID}<br><br>　　{SAID}<br/>&nbsp;&nbsp;{SAID}\n又\n一句。</div>")).text
    assert text == f"{SAID}\n\n{SAID}\n\n{SAID}又一句。\n"


def test_what_looks_like_markup_in_a_paragraph_is_none() -> None:
    assert formats.decode(page(f"<p># {SAID}</p><p>| {SAID}</p>")).text == f"\\# {SAID}\n\n\\| {SAID}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16"])
@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "big5", "nonsense", "iso-8859-1"])
def test_a_charset_that_lies_is_not_believed(encoding: str, declared: str) -> None:
    said = "推動區域經濟發展，為民眾提供優質服務。" if encoding == "big5" else SAID
    data = f"<html><head><meta charset='{declared}'><title>x</title></head><body><p>{said}</p></body></html>"
    decoded = formats.decode(data.encode(encoding))
    assert decoded.text == f"{said}\n"


def test_a_given_encoding_is_the_one_that_counts() -> None:
    assert formats.decode(page(f"<p>{SAID}</p>"), "a.html", "utf-8").text == f"{SAID}\n"


def test_the_kind_is_told_from_the_bytes() -> None:
    for name in ("a.txt", "a.docx", "", "a.html"):
        assert formats.decode(page(f"<p>{SAID}</p>"), name).media_type == "text/html"
    assert formats.decode(f"<{SAID}>".encode(), "a.html").media_type == "text/plain"


@pytest.mark.parametrize(
    "more",
    [
        "<a href='a_2.html'>下一页</a>",
        "<div class='page'><span>1</span><a href='a_2.html'>2</a><a href='a_2.html'>下一页&gt;</a></div>",
        "<script>createPageHTML(4, 0, 'a', 'html');</script>",
        "<a href='b.html'>【阅读全文】</a>",
    ],
)
def test_a_page_that_goes_on_elsewhere_says_so(more: str) -> None:
    (finding,) = formats.decode(page(f"<p>{SAID * 3}</p>{more}")).findings
    assert "下一页" in finding
    assert formats.decode(page(f"<p>{SAID * 3}</p><a href='c.html'>下一篇：另一则公告</a>")).findings == ()


def test_findings_are_told_on_standard_error(tracker: Tracker) -> None:
    data = page(f"<p>{SAID * 3}</p><a href='a_2.html'>下一页</a>")
    ran = tracker("show", "-", "--format", "text", input=data)
    assert ran.stdout.decode() == f"{SAID * 3}\n"
    (line,) = ran.stderr.decode().splitlines()
    assert line.startswith("tracker: stdin: the article continues elsewhere")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (page("<h1>404 Not Found</h1><hr>nginx"), "error page"),
        (page("<div>抱歉，您访问的页面不存在，3秒后返回首页。</div>", "提示"), "error page"),
        (page("<p>对不起，该栏目正在建设中，敬请期待。</p>", "提示"), "error page"),
        (
            page("<p>正文，请点击这里。没有的话请稍候。</p>", head='<meta http-equiv=Refresh content="0; URL=/a">'),
            "sends its readers on",
        ),
        (page("<p>页面正在跳转，请稍候……如果没有反应，请点击<a href=/a>这里</a></p>"), "sends its readers on"),
        (page("<p>系统维护中，请稍后访问，给您带来不便敬请谅解。</p>", "系统维护"), "error page"),
        (page("<form><p>用户登录</p><input name=u><input type=password><button>登录</button></form>"), "login page"),
        (page("<p>请开启JavaScript并刷新该页，以继续访问本网站。</p>", ""), "checks its reader"),
        (page("<script>render('文章的正文在脚本之中。')</script><div id=app></div>", "报告"), "script fills"),
        (page("<ul>" + "<li><a href='/1'>关于印发某某实施方案的通知</a></li>" * 30 + "</ul>"), "page of links"),
        (page(""), "no article"),
        (page("<iframe src=/a.html></iframe>"), "iframe"),
        (
            b"<html><frameset><frame src=a><noframes>" + f"<p>{SAID}</p></noframes></frameset></html>".encode(),
            "page of frames",
        ),
        (page("<div>" * 5000 + SAID), "nested"),
        (page("<b><i>" * 100_000 + SAID), "nested"),
        (b"<body " + b" ".join(b"a%d=1" % n for n in range(6000)) + b">", "attributes"),
        (page(f"<p>{SAID}</p>").replace("扎".encode(), b"\xe6\x89"), "not utf-8 at byte"),
    ],
)
def test_a_page_without_an_article_is_refused_with_its_reason(data: bytes, said: str) -> None:
    with pytest.raises(FormatError) as refused:
        formats.decode(data, "a.html")
    assert said in str(refused.value)


TITLE = "某省人民政府关于加快推进新型工业化若干措施的通知"


@pytest.mark.parametrize(
    ("before", "title"),
    [
        (f"<td><font size=5><b>{TITLE}</b></font></td>", f"# {TITLE}\n\n"),
        (f"<td>标　题：</td><td>{TITLE}（试行）</td>", f"# {TITLE}（试行）\n\n"),
        (f"<td><a href=/1>{TITLE}</a></td>", ""),
        ("<td><div class=t>2025年公开指南</div></td>", "# 2025年公开指南\n\n"),
        (f"<td style='display:none'>{TITLE}</td>", ""),
        ("<td>当前位置：首页 &gt; 政策文件 &gt; 关于印发方案的通知</td>", ""),
        ("<td>政策文件</td>", ""),
    ],
)
def test_a_page_that_names_the_site_alone_has_the_title_before_its_article(before: str, title: str) -> None:
    table = f"<table><tr>{before}</tr><tr><td id=zoom>{f'<p>{SAID}</p>' * 3}</td></tr></table>"
    assert (
        formats.decode(page(table, "2025年公开指南" if "指南" in before else "某省人民政府")).text
        == title + f"{SAID}\n\n" * 2 + f"{SAID}\n"
    )


def test_what_a_content_system_marks_is_the_article_and_sentences_beside_it_are_told() -> None:
    side = "<div class='r'><h3>市长简介</h3><p>市长某某，毕业于某某大学，分管全面工作。</p></div>"
    decoded = formats.decode(page(f"<div><div id='zoom'>{f'<p>{SAID}</p>' * 9}</div>{side}</div>"))
    assert decoded.text == f"{SAID}\n\n" * 8 + f"{SAID}\n"
    assert decoded.findings == ("left out beside the article: 市长简介市长某某，毕业于某某大学，分管全面工作。…",)
    unmarked = formats.decode(page(f"<div><div class='x'>{f'<p>{SAID}</p>' * 9}</div>{side}</div>"))
    assert "市长某某" in unmarked.text


def test_lists_of_attachments_are_of_the_article_and_lists_of_links_are_not() -> None:
    links = "<ul><li><a href='a.doc'>任务分工表</a></li><li><a href='b.doc'>进度安排表</a></li></ul>"
    others = links.replace(".doc", ".html")
    body = f"<p>{SAID}</p>" * 3
    assert "任务分工表" in formats.decode(page(f"<div>{body}<p>请阅</p>{links}</div>")).text
    assert "任务分工表" in formats.decode(page(f"<div>{body}<p>附件：</p>{others}</div>")).text
    assert "任务分工表" not in formats.decode(page(f"<div>{body}<p>{SAID}</p>{others}</div>")).text


def test_a_title_is_said_once() -> None:
    head = "<h1>某市人民政府关于深化改革的意见</h1>"
    for again in (
        "",
        "<p><b>某市人民政府关于深化改革的意见</b></p>",
        "<p><b>某市人民政府<br>关于深化改革的意见</b></p>",
    ):
        data = page(
            f"{head}<div class='c'>{again}<p>{SAID}</p><p>{SAID}</p></div>", "某市人民政府关于深化改革的意见-某市"
        )
        assert formats.decode(data).text == f"# 某市人民政府关于深化改革的意见\n\n{SAID}\n\n{SAID}\n"


def test_what_only_waits_for_a_script_to_be_shown_is_read() -> None:
    body = f"<div id='js_content' style='visibility: hidden;'><section><p><span>{SAID}</span></p></section></div>"
    assert formats.decode(page(body)).text == f"{SAID}\n"
    with pytest.raises(FormatError):
        formats.decode(page(body.replace("visibility: hidden", "display: none")))


def test_damage_outside_the_article_does_not_matter() -> None:
    data = page(f"<div class='footer'>版权</div><p>{SAID * 3}</p>").replace("版".encode(), b"\xe7\x89")
    assert formats.decode(data).text == f"{SAID * 3}\n"


def test_an_article_about_errors_is_an_article() -> None:
    body = "本市修复系统维护中的缺陷404处，登录服务更加稳定，页面不存在的情况明显减少。" * 12
    assert formats.decode(page(f"<p>{body}</p>", "系统维护工作报告")).text == f"{body}\n"


def test_entities_and_external_documents_are_not_read() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    text = formats.decode(f"{bomb}<html><body><p>{SAID}&b;&c;</p></body></html>".encode()).text
    assert "lol" not in text
    assert "root:" not in text


@pytest.mark.parametrize("end", ["", "</div", "<p>新增就", "<!-- 责任编辑", "<script>var a = 1;"])
def test_a_page_that_was_cut_off_is_told(end: str) -> None:
    whole = page(f"<p>{SAID}</p>" * 3)
    cut = formats.decode(whole.removesuffix(b"</body></html>") + end.encode())
    assert cut.cut
    assert "may have been cut off" in cut.findings[0]
    assert not formats.decode(whole).cut


@pytest.mark.parametrize(
    "whole",
    [f"<div><p>{SAID}</p>", f"<!doctype html><title>公告</title><p>{SAID}", f"<html><body><p>{SAID}</p></BODY >"],
)
def test_a_page_without_a_beginning_needs_no_end(whole: str) -> None:
    assert not formats.decode(whole.encode()).cut


def test_the_day_of_reading_is_no_part_of_a_page() -> None:
    today = "<div>今天是2026年11月25日 星期三</div>"
    assert formats.decode(page(f"<h1>工作报告</h1>{today}<p>{SAID}</p>")).text == f"# 工作报告\n\n{SAID}\n"


@pytest.mark.parametrize("blank", ["&emsp;", "&ensp;", "&nbsp;", "&#8195;", "　", "&thinsp;"])
def test_what_indents_is_no_part_of_a_paragraph(blank: str) -> None:
    assert formats.decode(page(f"<p>{blank * 2}{SAID}</p>" * 2)).text == f"{SAID}\n\n{SAID}\n"
