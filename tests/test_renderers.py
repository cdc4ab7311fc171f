"""Every renderer: what it shows, and that a document's words stay words whatever they are."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests import made
from tracker import renderers
from tracker.errors import UsageError
from tracker.model import Edit, Figure, FigureChange, Report, Side, Span
from tracker.renderers import amounts, markdown, redline, telling
from tracker.renderers.json import number
from tracker.renderers.page import clean, words
from tracker.renderers.phrases import Phrases
from tracker.renderers.view import View

HOSTILE = (
    "<script>alert(1)</script>",
    "增长<5%且>3%",
    "甲|乙|丙",
    "`代码` ``两层`` ```",
    "~~旧~~**新**__下划__",
    "[x](javascript:alert(1)) ![y](http://127.0.0.1/a.png)",
    "<javascript:alert(1)> http://127.0.0.1/ www.example.com",
    "\x1b[31m红\x1b[0m\x9b31m\x07",
    "&lt;b&gt; &#60;script&#62;",
    "1. 列表\n# 标题\n---\n- 项\n> 引",
    "\u202e反转\u202c",
    "$x^2$ \\( \\[ :smile: @user #1",
    "- **修改** 选配 ~~14万名~~ **15.2万名** 微网格员",
    "[-删去-]{+新增+}",
    "{{模板}} {% 语句 %} ${变量}",
    '"><img src=x onerror=alert(1)>',
)
WIDE = View(width=400)


def hostile() -> Report:
    """Return a report in which hostile words stand in every place that quotes a document."""
    pairs: list[made.Pair] = [("甲" + text + "乙", "甲" + text.upper() + "丙乙") for text in map(clean, HOSTILE)]
    pairs += [(None, clean(text)) for text in HOSTILE] + [(clean(text), None) for text in HOSTILE]
    nasty = clean("".join(HOSTILE))
    return made.report(pairs, (f"一、{nasty}", f"一、新{nasty}"), (Side(nasty), Side(nasty, date=nasty)))


def test_markdown_holds_no_markup_of_the_document() -> None:
    text = markdown.report(hostile()).decode()
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_inline", "fence", "code_block"}
    assert not kinds & {"blockquote_open", "ordered_list_open", "hr", "em_open"}


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_the_very_words_of_the_document(text: str) -> None:
    shown = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .parseInline("**修改** " + markdown.escaped(clean(text)) + " 。")[0]
    )
    said = "".join(child.content for child in shown.children or ())
    assert clean(text) in said


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_markdown_escapes_any_text(text: str) -> None:
    shown = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["strikethrough"])
        .parseInline(f"前{markdown.escaped(clean(text))}后")
    )
    children = shown[0].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == f"前{clean(text)}后"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_html_holds_no_markup_of_the_document() -> None:
    tags = _Tags()
    tags.feed(renderers.report(hostile(), "html").decode())
    assert not tags.seen & {"script", "img", "b", "iframe", "link", "object", "form", "input"}
    assert not {name for name in tags.attributes if name.startswith("on") or name == "src"}
    assert "default-src 'none'" in renderers.report(hostile(), "html").decode().replace("&#x27;", "'")


def test_html_names_deletions_and_insertions_for_those_who_hear_it() -> None:
    text = renderers.report(made.report([("选配甲名", "选配乙名")]), "html").decode()
    assert '<del><span class="spoken">[删去]</span>甲</del><ins><span class="spoken">[新增]</span>乙</ins>' in text


def test_a_terminal_gets_no_escape_code_of_the_document() -> None:
    plain = renderers.report(hostile(), "terminal", WIDE).decode()
    assert "\x1b" not in plain
    assert "\x9b" not in plain
    coloured = renderers.report(hostile(), "terminal", View(width=400, colour=True)).decode()
    assert not re.sub(r"\x1b\[[0-9;]*m", "", coloured).count("\x1b")


def test_a_terminal_without_colour_marks_edits_in_words() -> None:
    shown = renderers.report(made.report([("选配甲名", "选配乙名")]), "terminal", WIDE).decode()
    assert "选配[-甲-]{+乙+}名" in shown


def test_a_terminal_view_is_as_wide_as_asked() -> None:
    from rich.cells import cell_len

    shown = renderers.report(hostile(), "terminal", View(width=60)).decode()
    assert max(cell_len(line) for line in shown.splitlines()) <= 60


def test_json_keeps_every_character() -> None:
    data = renderers.report(hostile(), "json")
    parsed = json.loads(data)
    texts = [part["text"] for row in parsed["segments"] for part in row["new"]]
    assert all(clean(text) in texts for text in HOSTILE)
    assert not re.search(rb"\xc2[\x80-\x9f]", data)


def test_word_files_hold_the_words_and_mark_edits() -> None:
    docx = pytest.importorskip("docx", reason="python-docx (extra office) is not installed")
    word = docx.Document(BytesIO(renderers.report(hostile(), "docx")))
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert all(clean(text) in said for text in HOSTILE)
    assert any(run.font.strike for paragraph in word.paragraphs for run in paragraph.runs)


@pytest.mark.parametrize("format", renderers.REPORT_FORMATS)
def test_the_same_report_gives_the_same_bytes(format: str) -> None:
    assert renderers.report(hostile(), format) == renderers.report(hostile(), format)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("format", ["markdown", "terminal", "html"])
def test_a_document_without_changes_says_so_in_one_line(format: str, lang: str) -> None:
    view = View("zh" if lang == "zh" else "en")
    shown = renderers.report(made.report([("不变。", "不变。")]), format, view).decode()
    assert ("没有变化" if lang == "zh" else "nothing changed") in shown
    assert "<h2" not in shown
    assert "\n## " not in shown


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="markdown, terminal, html, docx, json"):
        renderers.report(made.report([]), "pdf")


def test_a_doubtful_match_is_to_be_checked() -> None:
    doubtful = renderers.report(made.report([("甲乙丙丁", "甲乙丙戊")], confidence=0.62), "markdown").decode()
    sure = renderers.report(made.report([("甲乙丙丁", "甲乙丙戊")], confidence=0.92), "markdown").decode()
    assert "待核对（配对把握 62%）" in doubtful
    assert "待核对" not in sure


def test_both_texts_stand_below_each_other_where_little_is_common() -> None:
    edits = (Edit("-", "推进甲乙丙丁戊己庚辛"), Edit("=", "工作"), Edit("+", "完全不同的一句话在这里"))
    old, new = redline.lines(edits, Phrases("zh"))
    assert words(old) == "旧版：推进甲乙丙丁戊己庚辛工作"
    assert words(new) == "新版：工作完全不同的一句话在这里"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**18), max_value=10**18))
def test_numbers_are_written_exactly(value: Decimal) -> None:
    text = number(value)
    assert Decimal(text) == value
    assert "e" not in text.lower()
    assert json.loads(text, parse_float=Decimal, parse_int=Decimal) == value


def figure(text: str, value: str, unit: str, bound: str = "exact", kind: str = "count", at: int = 0) -> Figure:
    """Return a figure whose words stand at *at*."""
    made_of = Span(at, at + len(text)), Decimal(value), None, unit, kind, bound, "level", "微网格员"
    return Figure(*made_of)  # type: ignore[arg-type]


FIGURES = [
    # old words, value, unit; new words, value, unit; what changed; verdict; how it is told
    (("14万名", "140000", "名"), ("15.2万名", "152000", "名"), "value", "", "15.2万名 | ↑ +1.2万名 | +8.57%"),
    (("9000名", "9000", "名"), ("1.2万名", "12000", "名"), "value", "", "1.2万名 | ↑ +3,000名 | +33.33%"),
    (("30%", "30", "%"), ("28%", "28", "%"), "value", "", "28% | ↓ −2个百分点 | —"),
    (
        ("超30%", "30", "%"),
        ("32.6%", "32.6", "%"),
        "value bound",
        "refined",
        "明确为 32.6% | ↑ +2.6个百分点 | —",
    ),
    (
        ("超30%", "30", "%"),
        ("28%", "28", "%"),
        "value bound",
        "contradicted",
        "28%（低于原下限） | ↓ −2个百分点 | —",
    ),
    (("近54万名", "540000", "名"), ("54万名", "540000", "名"), "bound", "", "54万名 | 界限：不足 → 确数 | —"),
    (("4.5万人", "45000", "人"), ("4.5万人次", "45000", "人次"), "unit", "", "4.5万人次 | 单位：人 → 人次 | —"),
]


@pytest.mark.parametrize(("old", "new", "what", "verdict", "told"), FIGURES)
def test_a_figure_is_told_in_the_scale_of_the_document(
    old: tuple[str, str, str],
    new: tuple[str, str, str],
    what: str,
    verdict: str,
    told: str,
) -> None:
    heading = len("一、标题\n")
    bound = {"超": "above", "近": "below"}
    before, after = (
        figure(f[0], f[1], f[2], bound.get(f[0][0], "exact"), "percent" if f[2] == "%" else "count", heading)
        for f in (old, new)
    )
    difference = Decimal(new[1]) - Decimal(old[1])
    percent = None
    if old[2] == new[2] != "%" and difference:
        percent = (difference / Decimal(old[1]) * 100).quantize(Decimal("0.01"))
    row = FigureChange("changed", tuple(what.split()), 1, 0, 0, difference or None, percent, verdict)  # type: ignore[arg-type]
    report = made.with_figures(made.report([(old[0], new[0])]), (before,), (after,), [row])
    assert " | ".join(amounts.told(row, report, Phrases("zh"))[1:]) == told


def test_every_phrase_has_as_many_blanks_in_both_languages() -> None:
    from tracker.renderers.phrases import _PHRASES

    assert all(zh.count("{}") == en.count("{}") for zh, en in _PHRASES.values())


def test_the_page_is_the_same_in_both_languages_but_for_its_words() -> None:
    zh, en = telling.page(hostile(), View("zh")), telling.page(hostile(), View("en"))
    assert [type(block) for block in zh.blocks] == [type(block) for block in en.blocks]


@pytest.mark.slow
def test_a_browser_runs_nothing_of_the_document(tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        pytest.skip("no Chromium is installed")
    page = tmp_path / "report.html"
    page.write_bytes(renderers.report(hostile(), "html"))
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]
    ran = subprocess.run([browser, *options, page.as_uri()], capture_output=True, timeout=120, check=False)
    if ran.returncode or not ran.stdout:
        pytest.skip("Chromium does not start here")
    shown = ran.stdout.decode()
    assert "<script" not in shown.lower()
    assert "<img" not in shown.lower()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


@pytest.mark.slow
def test_libreoffice_opens_the_word_file(tmp_path: Path) -> None:
    pytest.importorskip("docx", reason="python-docx (extra office) is not installed")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "report.docx").write_bytes(renderers.report(hostile(), "docx"))
    options = [f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    wanted = ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "report.docx")]
    subprocess.run([office, *options, *wanted], capture_output=True, timeout=180, check=True)
    text = (tmp_path / "report.txt").read_text("utf-8-sig")
    assert "<script>alert(1)</script>" in text
    assert "变更报告" in text
