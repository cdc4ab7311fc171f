"""Every renderer: what it shows, and that a document's words stay words whatever they are."""

from __future__ import annotations

import csv
import json
import time
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import made
from tests.test_hostile import hostile
from tracker import compare, renderers
from tracker.commands import documents, options
from tracker.errors import UsageError
from tracker.model import Edit, Figure, FigureChange, Report, Span
from tracker.renderers import amounts, redline, tables, telling, terminal
from tracker.renderers.json import number
from tracker.renderers.page import Page, Run, Table, words
from tracker.renderers.phrases import Phrases
from tracker.renderers.view import View

WIDE = View(width=400)


def compared(old: str, new: str) -> Report:
    return compare.compare(compare.read(old), compare.read(new))


def test_html_names_deletions_and_insertions_for_those_who_hear_it() -> None:
    text = renderers.report(made.report([("选配甲名", "选配乙名")]), "html").decode()
    assert '<del><span class="spoken">[删去]</span>甲</del><ins><span class="spoken">[新增]</span>乙</ins>' in text


def test_a_terminal_without_colour_marks_edits_in_words() -> None:
    shown = renderers.report(made.report([("选配甲名", "选配乙名")]), "terminal", WIDE).decode()
    assert "选配[-甲-]{+乙+}名" in shown


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
    with pytest.raises(UsageError, match="markdown, terminal, html, docx, json, csv"):
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


def test_one_short_stretch_that_took_anothers_place_stands_beside_it() -> None:
    for old, new in (("三次产业结构为12.6:42.3:45.1", "三次产业结构为12.3:40.9:46.8"), ("增产0.7%", "增产1.4%")):
        (row,) = compared(f"一、农业\n{old}。\n", f"一、农业\n{new}。\n").segments[1:]
        assert len(redline.lines(row.edits, Phrases("zh"))) == 1


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
    (("一千万元", "10000000", "元"), ("五百万元", "5000000", "元"), "value", "", "五百万元 | ↓ −500万元 | −50%"),
    (("3万亩", "30000", "亩"), ("3.2万亩", "32000", "亩"), "value", "refined", "3.2万亩 | ↑ +0.2万亩 | +6.67%"),
    (
        ("3.2亿美元", "320000000", "美元"),
        ("US$3.8 billion", "3800000000", "美元"),
        "value",
        "",
        "US$3.8 billion | ↑ +34.8亿美元 | +1,087.5%",
    ),
    (
        ("HK$45.6 million", "45600000", "港元"),
        ("HK$50 million", "50000000", "港元"),
        "value",
        "",
        "HK$50 million | ↑ +440万港元 | +9.65%",
    ),
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


def test_a_bound_that_stands_apart_from_its_figure_is_told_where_the_other_has_it() -> None:
    text = renderers.report(compared("最高给予50万元补助。", "给予最高80万元补助。"), "markdown").decode()
    assert "| 不超过50万元 | **最高80万元** | ↑ +30万元 |" in text


def test_m_behind_a_currency_is_a_million_and_else_a_metre() -> None:
    report = compared("融资USD20m，管道长20m。", "融资USD26m，管道长25m。")
    told = [amounts.told(row, report, Phrases("zh")).difference for row in report.figures]
    assert told == ["↑ +600万美元", "↑ +5m"]


def test_what_a_figure_is_counted_by_is_told_where_it_changed() -> None:
    text = renderers.report(compared("每季度召开1次居民议事会。", "每月召开1次居民议事会。"), "markdown").decode()
    assert "| 每季度1次 | **每个月1次** | ↑ 每个月+0.67次 | +200% |" in text
    text = renderers.report(compared("各单位每半年评估一次。", "各单位每季度评估一次。"), "markdown").decode()
    assert "| 每半年一次 | **每季度一次** | ↑ 每季度+0.5次 | +100% |" in text
    text = renderers.report(compared("每年检查一次。", "每两年检查一次。"), "markdown").decode()
    assert "| 每年一次 | **每2年一次** |" in text
    text = renderers.report(compared("停车费每年300元。", "停车费300元/月。"), "markdown").decode()
    assert "| 每年300元 | **300元/月** | ↑ +275元/月 |" in text
    text = renderers.report(compared("每月检查1次消防设施。", "每两个月检查1次消防设施。"), "markdown").decode()
    assert "| 消防设施 | 每个月1次 | **每2个月1次** | ↓ 每2个月−1次 | −50% |" in text
    assert "新增" not in text.partition("## 数据变化")[2]


def test_a_figure_of_another_name_says_what_the_old_version_called_it() -> None:
    old, new = (
        "每万人口发明专利拥有量达到7.37件。全市财政收入120亿元。",
        "每万人口高价值发明专利拥有量达到2.86件。财政收入130亿元。",
    )
    shown = renderers.report(compared(old, new), "markdown").decode()
    assert "| 每万人口高价值发明专利拥有量（原：每万人口发明专利拥有量） | 7.37件 | **2.86件** |" in shown
    assert "| 财政收入 | 120亿元 | **130亿元** |" in shown


def test_figures_of_one_name_are_told_apart_by_their_paragraphs() -> None:
    law = "第一章 罚则\n第一条 无证经营的,处{}万元罚款。\n聘用无证人员的,处{}万元罚款。\n第二条 可以警告。\n"
    shown = renderers.report(compared(law.format(1, 3), law.format(2, 5)), "markdown").decode()
    assert "| 罚款 | 1万元 | **2万元** | ↑ +1万元 | +100% | 第一章 罚则 › 第一条 › 无证经营的,处2万元罚款。 |" in shown
    assert "| 第一章 罚则 › 第一条 › 聘用无证人员的,处5万元罚款。 |" in shown
    shown = renderers.report(compared(law.format(1, 3), law.format(1, 5)), "markdown").decode()
    assert "| 第一章 罚则 › 第一条 |" in shown


def test_an_ampersand_that_begins_no_entity_stays() -> None:
    shown = renderers.report(compared("R&D经费2亿元，&lt;3&amp;。", "R&D经费3亿元，&lt;4&amp;。"), "markdown").decode()
    assert "| R&D经费 |" in shown
    assert "&amp;lt;" in shown
    assert "&amp;amp;" in shown


def test_a_row_of_a_table_that_is_read_in_another_column_is_named_once() -> None:
    table = (
        "| 指标 | 责任单位 | {}年目标 |\n|---|---|---|\n| 新增就业 | 人社局 | {}万人 |\n| 新设企业 | 商务局 | {}户 |\n"
    )
    shown = renderers.report(compared(table.format(2024, 5, 80), table.format(2025, 6, 90)), "markdown").decode()
    assert "| 新增就业 2025年目标（原：2024年目标） | 5万人 | **6万人** |" in shown


def test_every_phrase_has_as_many_blanks_in_both_languages() -> None:
    from tracker.renderers.phrases import _PHRASES

    assert all(zh.count("{}") == en.count("{}") for zh, en in _PHRASES.values())


def test_the_page_is_the_same_in_both_languages_but_for_its_words() -> None:
    zh, en = telling.page(hostile(), View("zh")), telling.page(hostile(), View("en"))
    assert [type(block) for block in zh.blocks] == [type(block) for block in en.blocks]


@pytest.mark.parametrize("format", renderers.DOCUMENT_FORMATS)
def test_an_outline_comes_in_every_format(format: str) -> None:
    if format == "docx":
        pytest.importorskip("docx", reason="python-docx (extra office) is not installed")
    document = made.document(["选配14万名微网格员,"])
    shown = renderers.document(document, format, "样本")
    assert shown
    if format in ("terminal", "markdown"):
        assert "选配14万名微网格员\n" in shown.decode()


def test_a_word_file_of_twice_the_entries_takes_about_twice_the_time() -> None:
    pytest.importorskip("docx", reason="python-docx (extra office) is not installed")

    def seconds(entries: int) -> float:
        report = made.report([(None, "甲") if at % 2 else ("乙", "乙") for at in range(entries)])
        start = time.process_time()
        renderers.report(report, "docx")
        return time.process_time() - start

    few, many = seconds(1000), seconds(8000)
    assert many < 16 * few


@pytest.mark.parametrize("format", renderers.FIGURE_FORMATS)
def test_a_document_without_figures_has_an_empty_ledger(format: str) -> None:
    if format == "docx":
        pytest.importorskip("docx", reason="python-docx (extra office) is not installed")
    assert renderers.figures(made.document(["健全机制。"]), format, "样本")


def test_the_head_of_a_column_is_not_broken_in_word() -> None:
    docx = pytest.importorskip("docx", reason="python-docx (extra office) is not installed")
    table = Table(tuple((Run(name),) for name in ("", "Unchanged")), (((Run("Figures"),), (Run("107"),)),))
    shown = renderers.written(Page("", "en", (table,)), "docx", View("en"))
    # As wide as nine bold letters of the widest fonts that stand in where the document's own is not installed.
    assert docx.Document(BytesIO(shown)).tables[0].columns[1].width.cm > 2.6


def test_the_names_of_columns_are_dim_and_the_cells_are_not() -> None:
    table = Table(
        tuple((Run(name),) for name in ("指标", "旧版", "章节")), (((Run("甲"),), (Run("14万名"),), (Run("乙" * 40),)),)
    )
    shown = terminal.written(Page("", "zh", (table,)), View(width=40, colour=True)).decode()
    assert "\x1b[2m旧版 \x1b[0m14万名" in shown


def test_the_mark_of_a_footnote_is_shown_as_readers_know_it() -> None:
    old, new = ("一、粮食\n生产能力[^1]达到12万吨。\n", "一、粮食\n生产能力[^2]达到13万吨。\n")
    shown = renderers.report(compared(old, new), "markdown").decode()
    assert r"生产能力\[2\]达到 ~~12万吨~~ **13万吨** 。" in shown


def test_the_figures_of_a_report_are_a_table_with_what_changed_first() -> None:
    old, new = ("一、教育\n新建学校12所。培训教师300名。\n", "一、教育\n新建学校12所。培训教师450名,建成食堂=6个。\n")
    rows = list(csv.DictReader(StringIO(renderers.report(compared(old, new), "csv").decode("utf-8-sig"))))
    assert [(row["status"], row["old_text"], row["new_text"]) for row in rows] == [
        ("changed", "300名", "450名"),
        ("added", "", "6个"),
        ("unchanged", "12所", "12所"),
    ]
    first = rows[0]
    assert (first["subject"], first["old_value"], first["difference"], first["percent"]) == ("教师", "300", "150", "50")
    assert (rows[1]["old_passage"], rows[1]["new_section"]) == ("", "一、教育")


def test_a_passage_without_marks_is_told_in_a_table_as_far_as_it_is_near_its_figure() -> None:
    old, new = ("".join(f"第{place}街道建成公园{count}座" for place in range(300)) for count in (4, 7))
    rows = list(csv.DictReader(StringIO(renderers.report(compared(old, new), "csv").decode("utf-8-sig"))))
    assert max(len(row["new_passage"]) for row in rows) < 1050
    assert all("建成公园7座" in row["new_passage"] for row in rows)
    assert rows[0]["new_passage"].startswith("第0街道建成公园7座")
    assert rows[0]["new_passage"].endswith("…")


def test_commands_offer_the_formats_that_there_are() -> None:
    assert tuple(documents.ReportFormat) == renderers.REPORT_FORMATS
    assert set(documents.DocumentFormat) == {*renderers.DOCUMENT_FORMATS, *renderers.FIGURE_FORMATS}
    assert tuple(options.TableFormat) == tables.FORMATS
