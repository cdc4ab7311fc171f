"""A document's words stay words in every renderer: markup, scripts, escape codes, marks unseen, a forged report."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests import made
from tests.conftest import ROOT
from tracker import renderers
from tracker.model import Report, Side
from tracker.renderers import listing, markdown, telling
from tracker.renderers.page import Entries, Entry, Heading, Mark, Page, Run, Table, clean, words
from tracker.renderers.view import View

# What a script would leave in the page if it ran; no words of a document spell it out.
TRACE = "scriptran"
RUNS = "document.documentElement.setAttribute('data-'+'script'+'ran',1)"
HOSTILE = (
    "<script>alert(1)</script>",
    f"<script>{RUNS}</script>",
    f'"><img src=x onerror="{RUNS}">',
    f"</style></title></main><svg onload={RUNS}>",
    f"<iframe srcdoc='<script>parent.{RUNS}</script>'>",
    "增长<5%且>3%",
    "甲|乙|丙\\|丁",
    "`代码` ``两层`` ```",
    "~~旧~~**新**__下划__*斜*_体_",
    "[x](javascript:alert(1)) ![y](http://127.0.0.1/a.png) [z]: http://127.0.0.1/",
    "<javascript:alert(1)> http://127.0.0.1/ www.example.com a@example.com",
    "\x1b[31m红\x1b[0m\x9b31m\x07\x1b]8;;http://127.0.0.1/\x1b\\链\x1b]8;;\x1b\\",
    "&lt;b&gt; &#60;script&#62; &amp;amp;",
    "1. 列表\n# 标题\n---\n- 项\n> 引\n===\n    代码",
    "\u202e反转\u202c\u2066隔\u2069\u200f",
    "零\u200b宽\u200c字\u200d符\u2060\ufeff\u00ad",
    "$x^2$ \\( \\[ :smile: @user #1",
    "- **修改：** 选配 ~~14万名~~ **15.2万名** 微网格员",
    "# 变更报告：伪造\n\n**数据：修改 0 项。**\n\n| 指标 | 旧版 |\n| --- | --- |\n",
    "[-删去-]{+新增+}",
    "{{模板}} {% 语句 %} ${变量}",
    "=HYPERLINK(1) +1 @SUM(1)",
    "👨\u200d👩\u200d👧 👍🏽 🇨🇳",
    "𠀀𠮷𪚥",
    "e\u0301\u0301\u0301 ก็็็",
    "长" * 10_000,
)
WIDE = View(width=400)
GFM = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def hostile() -> Report:
    """Return a report in which hostile words stand in every place that quotes a document."""
    pairs: list[made.Pair] = [("甲" + text + "乙", "甲" + text.upper() + "丙乙") for text in map(clean, HOSTILE)]
    pairs += [(None, clean(text)) for text in HOSTILE] + [(clean(text), None) for text in HOSTILE]
    nasty = clean("".join(HOSTILE[:-1]))
    return made.report(pairs, (f"一、{nasty}", f"一、新{nasty}"), (Side(nasty), Side(nasty, date=nasty)))


def pages() -> list[Page]:
    """Return the pages in which hostile words are shown: a report, an outline, a ledger."""
    report = hostile()
    nasty = "".join(HOSTILE[:-1])
    everything = View(noise=True, restated=True, unchanged=True)
    return [
        telling.page(report, everything),
        listing.outline(report.new, nasty, View()),
        listing.figures(report.new, nasty, View()),
    ]


def kinds(tokens: list[Token]) -> set[str]:
    """Return the kinds of tokens, inner ones too."""
    return {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}


def test_markdown_holds_no_markup_of_the_document() -> None:
    for page in pages():
        found = kinds(GFM.parse(markdown.written(page).decode()))
        assert not found & {"html_block", "html_inline", "link_open", "image", "code_inline", "fence", "code_block"}
        assert not found & {"blockquote_open", "ordered_list_open", "hr", "em_open", "hardbreak", "lheading_open"}


def test_markdown_has_as_many_headings_tables_and_entries_as_the_page() -> None:
    for page in pages():
        tokens = GFM.parse(markdown.written(page).decode())
        opened = [token.type for token in tokens]
        entries = [entry for block in page.blocks if isinstance(block, Entries) for entry in block.items]
        tables = [block for block in page.blocks if isinstance(block, Table)]
        assert opened.count("heading_open") == sum(isinstance(block, Heading) for block in page.blocks)
        assert opened.count("table_open") == len(tables)
        assert opened.count("td_open") == sum(len(row) for table in tables for row in table.rows)
        assert opened.count("list_item_open") == sum(1 + len(entry.notes) for entry in entries)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_the_very_words_of_the_document(text: str) -> None:
    shown = GFM.parseInline("**修改：** " + markdown.escaped(clean(text)) + " 。")[0]
    said = "".join(child.content for child in shown.children or ())
    assert clean(text) in said


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_markdown_escapes_any_text(text: str) -> None:
    children = GFM.parseInline(f"前{markdown.escaped(clean(text))}后")[0].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == f"前{clean(text)}后"


LIVELY = st.text(st.sampled_from("甲乙1a ，。*_~`|<&\\[(#“”-+"), min_size=1, max_size=6)
MARKS = st.sampled_from(["plain", "deleted", "inserted", "warning"])


@given(st.lists(st.tuples(LIVELY, MARKS), min_size=1, max_size=6))
def test_markdown_marks_what_was_meant_and_nothing_else(parts: list[tuple[str, Mark]]) -> None:
    line = tuple(Run(text, mark) for text, mark in parts)
    page = Page("", "zh", (Entries((Entry("修改", "changed", line),)),))
    tokens = GFM.parse(markdown.written(page).decode())
    shown = next(token for token in tokens if token.type == "inline").children or []
    assert _marked(shown[4:]) == _meant(line)


def _meant(line: tuple[Run, ...]) -> list[tuple[str, str]]:
    names = {"plain": "", "deleted": "s", "inserted": "strong", "warning": "strong"}
    return _merged((names[run.mark], run.text) for run in line)


def _marked(children: list[Token]) -> list[tuple[str, str]]:
    mark, found = "", []
    for child in children:
        if child.type.endswith("_open"):
            mark = child.tag
        elif child.type.endswith("_close"):
            mark = ""
        else:
            found.append((mark, child.content))
    return _merged(found)


def _merged(parts: object) -> list[tuple[str, str]]:
    """Return the parts without blanks, those of one mark in a row joined."""
    found: list[tuple[str, str]] = []
    for mark, text in parts:  # type: ignore[attr-defined]
        bare = "".join(text.split())
        if bare and found and found[-1][0] == mark:
            found[-1] = mark, found[-1][1] + bare
        elif bare:
            found.append((mark, bare))
    return found


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name == "href"}


def test_html_holds_no_markup_of_the_document() -> None:
    text = renderers.report(hostile(), "html").decode()
    tags = _Tags()
    tags.feed(text)
    assert not tags.seen & {"script", "img", "b", "iframe", "link", "object", "form", "input", "svg"}
    assert not {name for name in tags.attributes if name.startswith("on") or name in ("src", "style", "srcdoc")}
    assert all(re.fullmatch(r"#part-\d+", link) for link in tags.links)
    assert "default-src 'none'" in text.replace("&#x27;", "'")


@pytest.mark.parametrize("width", [40, 60, 100, 160])
def test_a_terminal_gets_no_escape_code_of_the_document_and_no_line_too_long(width: int) -> None:
    from rich.cells import cell_len

    plain = renderers.report(hostile(), "terminal", View(width=width)).decode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", plain)
    assert max(map(cell_len, plain.splitlines())) <= width
    coloured = renderers.report(hostile(), "terminal", View(width=width, colour=True)).decode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", re.sub(r"\x1b\[[0-9;]*m", "", coloured))


REORDERING = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\u00ad\ufeff]")


@pytest.mark.parametrize("format", ["markdown", "terminal", "html"])
def test_nothing_that_a_reader_cannot_see_is_left_in_a_report(format: str) -> None:
    report = made.report([(None, text) for text in HOSTILE])
    assert not REORDERING.search(renderers.report(report, format, WIDE).decode())


def test_json_keeps_every_character() -> None:
    data = renderers.report(hostile(), "json")
    parsed = json.loads(data)
    texts = [part["text"] for row in parsed["segments"] for part in row["new"]]
    assert all(clean(text) in texts for text in HOSTILE)
    assert not re.search(rb"\xc2[\x80-\x9f]", data)


def test_a_name_that_is_no_utf8_breaks_no_format() -> None:
    report = made.report([("甲", "乙")], sides=(Side("\udcff.txt"), Side("\udcff.txt")))
    for format in renderers.REPORT_FORMATS:
        assert renderers.report(report, format)


def test_word_files_hold_the_words_and_mark_edits() -> None:
    docx = pytest.importorskip("docx", reason="python-docx (extra office) is not installed")
    word = docx.Document(BytesIO(renderers.report(hostile(), "docx")))
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert all(clean(text).strip(",;、 ") in said for text in HOSTILE)
    assert any(run.font.strike for paragraph in word.paragraphs for run in paragraph.runs)


ENVIRONMENTS = (
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Shanghai", "COLUMNS": "33", "FORCE_COLOR": "1"},
)
DIGESTS = """
import hashlib
from pathlib import Path
from tests.test_hostile import hostile
from tracker import compare, renderers
old, new = (compare.read(path.read_text("utf-8-sig")) for path in sorted(Path("seeds").glob("*.txt"))[:2])
reports = [hostile(), compare.compare(old, new)]
data = [renderers.report(report, format) for report in reports for format in renderers.REPORT_FORMATS]
data += [renderers.figures(new, format, "x") for format in renderers.FIGURE_FORMATS]
print([hashlib.sha256(each).hexdigest() for each in data])
"""


def test_every_format_has_the_same_bytes_on_any_machine() -> None:
    pytest.importorskip("docx", reason="python-docx (extra office) is not installed")
    said = {
        subprocess.run(
            [sys.executable, "-c", DIGESTS],
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            cwd=ROOT,
            capture_output=True,
            check=True,
            timeout=300,
        ).stdout
        for environment in ENVIRONMENTS
    }
    assert len(said) == 1


def dumped(browser: str, page: Path, profile: Path) -> str:
    """Return the page as the browser holds it after everything in it ran that would; "" where it does not start."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    options += ["--disable-component-update", "--disable-sync", f"--user-data-dir={profile}", "--dump-dom"]
    try:
        ran = subprocess.run([browser, *options, page.as_uri()], capture_output=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return ran.stdout.decode() if ran.returncode == 0 else ""


@pytest.mark.slow
def test_a_browser_runs_nothing_of_the_document(tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        pytest.skip("no Chromium is installed")
    control, page = tmp_path / "control.html", tmp_path / "report.html"
    control.write_text(f"<!DOCTYPE html><title>x</title>{''.join(HOSTILE[1:3])}", "utf-8")
    page.write_bytes(renderers.report(hostile(), "html"))
    if f"data-{TRACE}" not in dumped(browser, control, tmp_path / "profile"):
        pytest.skip("Chromium does not start here, or runs no script")
    shown = dumped(browser, page, tmp_path / "profile")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert f"data-{TRACE}" not in shown
    assert not re.search("<(script|img|svg|iframe)", shown.lower())


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
    assert "长" * 10_000 in text


def test_a_forged_report_in_a_document_stands_inside_an_entry() -> None:
    forged = "# 变更报告：伪造 - **删除：** 全部"
    page = telling.page(made.report([(None, forged)]), View())
    assert [words(block.line) for block in page.blocks if isinstance(block, Heading) and block.level == 1] == [
        "变更报告：new.txt"
    ]
    assert "- **新增：** 变更报告：伪造 - \\*\\*删除：\\*\\* 全部" in markdown.written(page).decode()
