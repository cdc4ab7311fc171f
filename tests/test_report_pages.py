"""A report's page: its numbers add up, and what belongs together is told in one place."""

from __future__ import annotations

from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests import made
from tests.conftest import SEEDS, Official
from tracker import compare, renderers
from tracker.model import Edit, Report, Side
from tracker.renderers import passages, plain, tally, telling
from tracker.renderers.markdown import written
from tracker.renderers.page import Entries, Entry, Heading, Page, Paragraph, Table, words
from tracker.renderers.places import Places
from tracker.renderers.view import View
from tracker.renderers.wholes import Wholes
from tracker.renderers.wrapping import breaks

LAW = """第一章 总则

第一条 为了规范管理,制定本法。

第二条 机关应当公开信息。

第三条 单位应当报告情况。
"""
AMENDED = """第一章 总则

第一条 为了规范管理,制定本法。

第二条 本法所称信息,是指公共数据。机关应当保护信息。单位不得泄露信息。

第三条 机关应当及时公开信息。

第四条 单位应当报告情况。

第二章 监督

第五条 主管部门应当开展检查。检查结果是评价的依据。

第六条 任何人可以举报违法行为。
"""


def compared(old: str, new: str) -> Report:
    """Return the report of two texts."""
    return compare.compare(compare.read(old), compare.read(new))


def seeds() -> Report:
    """Return the report of the two samples."""
    old, new = sorted(SEEDS.glob("*.txt"))[:2]
    return compared(old.read_text("utf-8-sig"), new.read_text("utf-8-sig"))


def page_of(report: Report) -> Page:
    """Return the page of a report."""
    return telling.page(report, View())


def told(page: Page, part: str) -> list[tuple[str, str, Entry]]:
    """Return the entries of one part of the page, each with the headings that it stands under."""
    found, above, section, title = [], "", "", ""
    for block in page.blocks:
        if isinstance(block, Heading):
            line = words(block.line)
            above = line if block.level == 2 else above
            section = line if block.level == 3 else "" if block.level == 2 else section
            title = line if block.level == 4 else ""
        elif isinstance(block, Entries) and above == part:
            found += [(section, title, entry) for entry in block.items]
    return found


PAIRS = st.lists(
    st.tuples(st.sampled_from([None, "甲一", "乙二", "丙三"]), st.sampled_from([None, "甲一", "甲二", "丁四"])).filter(
        any
    ),
    max_size=8,
)


def accounted(report: Report) -> None:
    """Check that each changed row is told once, in the part that its number is counted in."""
    units = passages.units(report, Places(report), Wholes(report))
    rows = [id(row) for _, unit in units for row in unit]
    changed = [row for row in passages.changed(report) if row.role in ("measure", "statement")]
    assert sorted(rows) == sorted(map(id, changed))
    counts = tally.counts(report)
    for part, role in (("measures", "measure"), ("statements", "statement")):
        said = [row for row in report.segments if row.role == role]
        assert sum(counts[part][name] for name in ("added", "removed", "changed", "unchanged")) == len(said)
        assert counts[part]["moved"] == sum(row.moved for row in said)
    assert sum(counts["figures"].values()) == len(report.figures)


@given(PAIRS)
def test_each_change_is_told_once(pairs: list[made.Pair]) -> None:
    accounted(made.report(pairs))


@pytest.mark.parametrize("report", [compared(LAW, AMENDED), compared(AMENDED, LAW), seeds()])
def test_the_numbers_of_a_report_add_up(report: Report) -> None:
    accounted(report)
    page = telling.page(report, View(restated=True))
    tables = {
        words(heading.line).partition("（")[0]: table
        for heading, table in zip(page.blocks, page.blocks[1:], strict=False)
        if isinstance(heading, Heading) and isinstance(table, Table)
    }
    listed = sum(
        len(tables[name].rows)
        for name in ("数据变化", "新增内容中的数据", "删除内容中的数据", "仅换写法的数据")
        if name in tables
    )
    assert listed == sum(row.status != "unchanged" for row in report.figures)


def test_an_article_stands_under_its_chapter_with_its_former_number() -> None:
    page = telling.page(compared(LAW, AMENDED), View())
    places = [(section, title) for section, title, _ in told(page, "举措变化")]
    assert ("第一章 总则", "第三条（原第二条）") in places


def test_a_new_article_is_one_entry_with_all_that_it_says() -> None:
    page = telling.page(compared(LAW, AMENDED), View())
    entries = [entry for _, title, entry in told(page, "举措变化") if title == "第二条（新增）"]
    assert ["".join(words(entry.line).split()) for entry in entries] == [
        "本法所称信息,是指公共数据。机关应当保护信息。单位不得泄露信息。"
    ]
    assert not [title for _, title, _ in told(page, "其他陈述的变化") if title == "第二条（新增）"]


def test_a_chapter_that_came_is_told_in_one_piece() -> None:
    page = telling.page(compared(LAW, AMENDED), View())
    inside = [(section, title) for section, title, _ in told(page, "举措变化") if section.startswith("第二章")]
    assert inside == [("第二章 监督（整节新增：举措 2 条、陈述 1 条）", title) for title in ("第五条", "第六条")]
    assert not [section for section, _, _ in told(page, "其他陈述的变化") if section.startswith("第二章")]


def test_a_chapter_that_went_is_told_in_one_piece() -> None:
    page = telling.page(compared(AMENDED, LAW), View())
    inside = {section for section, _, _ in told(page, "举措变化") if section.startswith("第二章")}
    assert inside == {"第二章 监督（整节删除：举措 2 条、陈述 1 条）"}


def test_sections_that_came_are_listed_by_what_they_are_part_of() -> None:
    page = telling.page(compared(LAW, AMENDED), View())
    assert [(entry.label, words(entry.line)) for _, _, entry in told(page, "章节变化")] == [
        ("新增", "第一章 总则 › 第二条"),
        ("新增", "第二章 监督（连同其下 2 节）"),
    ]


LISTED = "候车亭管理条例\n目录\n第一章 总则\n第二章 建设\n第三章 附则\n" + (
    "第一章 总则\n第一条 为了规范候车亭管理，制定本条例。\n第二章 建设\n第二条 候车亭应当设置顶棚。\n"
    "第三章 附则\n第三条 本条例自公布之日起施行。\n"
)
RELISTED = LISTED.replace("建设", "规划与建设").replace("第三章", "第四章").replace("第三条", "第四条")
RELISTED = RELISTED.replace("第四章 附则\n", "第三章 监督检查\n第四章 附则\n", 1).replace(
    "第四章 附则\n第四条", "第三章 监督检查\n第三条 交通部门应当每季度抽查候车亭。\n第四章 附则\n第四条"
)


@pytest.mark.parametrize(
    ("old", "new", "status"), [(LISTED, RELISTED, "新增"), (RELISTED, LISTED, "删除")], ids=["came", "went"]
)
def test_a_chapter_is_not_told_again_as_a_line_of_the_table_of_contents(old: str, new: str, status: str) -> None:
    page = telling.page(compared(old, new), View())
    assert not [*told(page, "标题与附注的变化")]
    assert [entry.label for _, _, entry in told(page, "章节变化")] == [status, "改名"]


def test_a_line_of_a_table_of_contents_that_no_chapter_has_is_told() -> None:
    page = telling.page(compared(LISTED, LISTED.replace("第三章 附则\n", "第三章 附则\n附件\n", 1)), View())
    assert [words(entry.line) for _, _, entry in told(page, "标题与附注的变化")] == ["附件"]


def test_a_section_is_told_in_one_place() -> None:
    for report in (compared(LAW, AMENDED), compared(AMENDED, LAW), seeds()):
        for part in ("举措变化", "其他陈述的变化"):
            sections = [section for section, _ in groupby(section for section, _, _ in told(page_of(report), part))]
            assert len(sections) == len(set(sections))


RUN = "第一条 机关应当{}公开信息。单位应当报告情况。主管部门应当开展检查。任何人可以举报违法行为。\n"


MARKET = """第一章 总则
第一条 为了规范集市管理，制定本办法。
第二条 市商务部门负责集市的规划。
第二章 摊位
第三条 摊主应当公示价格，并保持摊位整洁。
第四条 摊位不得转租给他人。
第三章 监督
第五条 市商务部门应当每年公布集市名录。集市管理员应当由街道办事处聘任。
第六条 摊主违反规定的，由街道办事处责令改正。
"""
MARKET_AMENDED = """第一章 总则
第一条 为了规范集市管理，制定本办法。
第二条 市商务部门负责集市的规划。市商务部门应当每年公布集市名录。
第二章 摊位
第三条 摊主应当公示价格和产地，并保持摊位整洁。
第四条 摊位不得转租、出借给他人。
第三章 监督
第五条 摊主违反规定的，由街道办事处责令限期改正。
"""


def test_chapters_are_told_in_their_order_wherever_the_words_of_an_article_went() -> None:
    page = page_of(compared(MARKET, MARKET_AMENDED))
    chapters = [words(block.line) for block in page.blocks if isinstance(block, Heading) and block.level == 3]
    assert chapters == ["第一章 总则", "第二章 摊位", "第三章 监督"]


def test_new_articles_of_a_chapter_that_was_split_off_are_listed() -> None:
    chapter = MARKET.partition("第二章")[0]
    body = [f"第{n}条 {what}应当登记，并报市商务部门备案。" for n, what in zip("三四五六", "蔬肉蛋鱼", strict=True)]
    old = "\n".join([chapter.rstrip(), *body])
    new = "\n".join([chapter.rstrip(), "第二章 登记", *body, "第七条 集市不得出售活禽。"])
    report = renderers.report(compared(old, new), "markdown", View()).decode()
    assert "- **新增：** 第二章 登记 › 第七条" in report.splitlines()


def test_neighbours_that_went_are_told_as_the_running_text_that_they_were() -> None:
    page = page_of(compared(RUN.format(""), RUN.format("及时").partition("单位")[0]))
    entries = [(entry.label, words(entry.line)) for _, _, entry in told(page, "举措变化")]
    gone = "单位应当报告情况。主管部门应当开展检查。任何人可以举报违法行为。"
    assert entries == [("连续删除（举措 3 条）", gone), ("修改", "机关应当及时公开信息。")]


NOTICE = """示例市航运发展行动方案

一、重点任务

推进航道整治工程。

二、保障措施

建立联席会议制度。

{}附件：1. 任务分工表

示例市人民政府办公室
{}

（联系人：李某，电话：0123-4567890）

附件1{}

推进航道整治工程，由交通运输局负责。

抄送：市委办公室。
示例市人民政府办公室　　{}印发
"""


@pytest.mark.parametrize("title", ["\n\n任务分工表", "：任务分工表"])
def test_who_signs_and_when_belongs_to_no_section(title: str) -> None:
    dates = ("2023年5月12日", "2023年5月15日"), ("2023年6月2日", "2023年6月5日")
    old, new = (NOTICE.format("", signed, title, printed) for signed, printed in dates)
    markdown = renderers.report(compared(old, new), "markdown").decode()
    notes = markdown.partition("## 标题与附注的变化")[2]
    assert notes.split("\n\n")[1:3] == [
        "### （文末附注）",
        "- **修改：** 2023年 ~~5月12日~~ **6月2日**\n"
        "- **修改：** 示例市人民政府办公室 2023年 ~~5月15日~~ **6月5日** 印发\n",
    ]


def test_a_title_sentence_that_became_a_heading_is_told() -> None:
    old = "一、工作回顾\n\n综合实力显著增强。全市新建桥梁四座。\n\n城乡面貌显著改善。全市整治河道五条。\n"
    new = "一、工作回顾\n\n（一）综合实力实现跨越。全市新建桥梁六座。\n\n（二）城乡面貌不断改善。全市整治河道七条。\n"
    markdown = renderers.report(compared(old, new), "markdown").decode()
    assert "综合实力 ~~显著增强~~" in markdown


def test_what_stands_under_no_title_does_not_seem_to_belong_to_one() -> None:
    for report in (compared(LAW, AMENDED), seeds()):
        for part in ("举措变化", "其他陈述的变化"):
            for _, group in groupby(told(page_of(report), part), key=lambda place: place[0]):
                titled = [bool(title) for _, title, _ in group]
                assert titled == sorted(titled)


def test_a_title_that_both_versions_have_is_told_once() -> None:
    text = written(telling.page(seeds(), View())).decode()
    assert text.count("| 标题 |") == 0


@pytest.mark.parametrize(
    ("later", "shown"),
    [
        ("2025-04-09T021500Z", "2025-04-08 | 2025-04-09"),
        ("2025-04-08T061500Z", "2025-04-08T021500Z | 2025-04-08T061500Z"),
    ],
)
def test_two_versions_of_one_day_are_told_by_their_moments(later: str, shown: str) -> None:
    old, new = compare.read("一、公园\n新建公园四座。\n"), compare.read("一、公园\n新建公园六座。\n")
    sides = [Side("通知", "notice", f"{at}-0a1b2c3d", at[:10]) for at in ("2025-04-08T021500Z", later)]
    text = written(telling.page(compare.compare(old, new, sides[0], sides[1]), View())).decode()
    assert f"| 日期 | {shown} |" in text


TRACKED = "tracked changes are taken as accepted: 12 insertions, 8 deletions"
COMMENTS = "comments are left out: 3"


@pytest.mark.parametrize(
    ("old", "new", "zh", "en"),
    [
        ((), (), [], []),
        (
            (),
            (TRACKED, COMMENTS),
            ["新版读取说明：修订按已接受读取：插入 12 处，删除 8 处；未读取批注 3 条。"],
            [f"How the new version was read: {TRACKED}; {COMMENTS}."],
        ),
        (
            (TRACKED,),
            ("read as CP1251, which is a guess: --encoding NAME reads it otherwise",),
            [
                "旧版读取说明：修订按已接受读取：插入 12 处，删除 8 处。",
                "新版读取说明：按 CP1251 编码读取，不一定正确，可用 --encoding 或来源的 encoding 指定。",
            ],
            [
                f"How the old version was read: {TRACKED}.",
                "How the new version was read: read as CP1251, which is a guess: --encoding NAME reads it otherwise.",
            ],
        ),
        (
            (COMMENTS,),
            (COMMENTS,),
            ["两个版本的读取说明：未读取批注 3 条。"],
            [f"How both versions were read: {COMMENTS}."],
        ),
        (("left out beside the article: 甲\u202e…",), (), ["旧版读取说明：正文以外未读取的内容：甲‹U+202E›…。"], None),
    ],
)
def test_how_the_versions_were_read_stands_below_their_table(
    old: tuple[str, ...], new: tuple[str, ...], zh: list[str], en: list[str] | None
) -> None:
    sides = Side("旧.docx", findings=old), Side("新.docx", findings=new)
    report = compare.compare(compare.read("新建公园四座。\n"), compare.read("新建公园六座。\n"), *sides)
    for lang, said in (("zh", zh), ("en", en)):
        blocks = telling.page(report, View("zh" if lang == "zh" else "en")).blocks
        at = next(at for at, block in enumerate(blocks) if isinstance(block, Table))
        until = next(at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 2)
        told = [words(block.line) for block in blocks[at + 1 : until] if isinstance(block, Paragraph)]
        assert said is None or told == said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_says_nothing_of_the_machinery(lang: str) -> None:
    view = View("zh" if lang == "zh" else "en", noise=True, restated=True, unchanged=True)
    text = written(telling.page(seeds(), view)).decode()
    for word in ("None", "segment", "Decimal", "measure_unit", "{}", "_level", "matched_by"):
        assert word not in text


WRAPPED = [
    # text, width → lines
    ("改革发展稳定,推进", 8, ["改革发展", "稳定,推", "进"]),
    ("选配15.2万名微网格员", 8, ["选配", "15.2万名", "微网格员"]),
    ("推进“放管服”改革", 6, ["推进", "“放管", "服”改", "革"]),
    ("one two three", 8, ["one two", "three"]),
    ("abcdefghijkl", 5, ["abcde", "fghij", "kl"]),
]


def cells(character: str) -> int:
    """Return the width of a character: two for Chinese ones."""
    return 2 if character > "\u2e7f" else 1


@pytest.mark.parametrize(("text", "width", "lines"), WRAPPED)
def test_lines_are_broken_as_chinese_is(text: str, width: int, lines: list[str]) -> None:
    ends = [0, *breaks(text, width, width, cells), len(text)]
    assert [text[a:b].rstrip() for a, b in pairwise(ends)] == lines


@given(st.text(st.sampled_from("改革 a1,。“”（）"), max_size=60), st.integers(4, 20))
def test_no_line_is_longer_than_asked(text: str, width: int) -> None:
    ends = [0, *breaks(text, width, width, cells), len(text)]
    assert ends == sorted(set(ends)) or not text
    lines = [text[a:b].rstrip(" ") for a, b in pairwise(ends)]
    assert all(sum(map(cells, line)) <= width for line in lines)


PAIRS_OF_DOCUMENTS = [
    ("law/宪法_1993.txt", "law/宪法_1999.txt"),
    ("law/立法法_2015-03-15.txt", "law/立法法_2023-03-13.txt"),
    ("regulation/发票管理办法_2019-03-02.txt", "regulation/发票管理办法_2023-07-20.txt"),
    ("cpc/中央全会公报_2014.txt", "cpc/中央全会公报_2015.txt"),
]


@pytest.mark.parametrize(("old", "new"), PAIRS_OF_DOCUMENTS)
def test_reports_of_real_documents_add_up_and_are_valid(official: Official, old: str, new: str) -> None:
    before, after = official(old, new)
    report = compare.compare(before, after)
    accounted(report)
    page = page_of(report)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(written(page).decode())
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_inline", "fence", "em_open", "hr"}
    said = [child.content for token in tokens for child in token.children or () if child.type == "text"]
    assert not [words for words in said if "**" in words or "~~" in words]
    sections = [section for section, _ in groupby(section for section, _, _ in told(page, "举措变化"))]
    assert len(sections) == len(set(sections))


MARKED = """# 某市工作要点

## 一、就业

- 开展培训{}次，
- 建设市场3个

| 指标 | 数值 |
| --- | --- |
| 学位 | {}个 |

### 加强{}保障

完善机制。
"""


def test_marks_of_markdown_are_not_shown() -> None:
    report = compared(MARKED.format(12, 600, ""), MARKED.format(15, 700, "兜底"))
    text = written(telling.page(report, View(noise=True, unchanged=True))).decode()
    for line in ("开展培训 ~~12次~~ **15次**", "学位｜ ~~600个~~ **700个**", "一、就业 › 加强 **兜底** 保障"):
        assert f" {line}\n" in text
    assert "- **举措：** 建设市场3个\n" in text
    assert "- **陈述：** 指标｜数值\n" in text
    assert "\\#" not in text
    assert "\\|" not in text


def test_an_outline_shows_no_marks_of_markdown_and_its_title_once() -> None:
    text = renderers.document(compare.read(MARKED.format(12, 600, "")), "markdown", "要点.md").decode()
    assert text.count("某市工作要点") == 1
    assert "- **举措：** 开展培训 **12次**\n" in text
    assert "- **陈述：** 学位｜ **600个**\n" in text
    assert "---" not in text


@pytest.mark.parametrize(
    ("edits", "line"),
    [
        ([("=", "## 加强"), ("+", "兜底"), ("=", "保障")], "加强兜底保障"),
        ([("-", "- 甲"), ("+", "- 乙"), ("=", "丙")], "甲乙丙"),
        ([("=", "| 学位 | "), ("-", "600个"), ("+", "700个"), ("=", " |")], "学位｜600个700个"),
        ([("-", "| 甲 | 1 |"), ("+", "| 乙 | 2 |")], "甲｜1乙｜2"),
        ([("=", "增长"), ("-", "-5%"), ("+", "- 6%")], "增长-5%- 6%"),
    ],
)
def test_edits_are_told_without_marks_of_markdown(edits: list[tuple[str, str]], line: str) -> None:
    rows = [Edit("=" if op == "=" else "-" if op == "-" else "+", text) for op, text in edits]
    assert "".join(text for _, text in plain.edits(rows)) == line


def test_what_stands_in_another_width_is_not_marked_in_a_redline() -> None:
    text = written(page_of(compared("(一)建设公园(含绿道)。\n", "（一）改造公园（含绿道）。\n"))).decode()
    assert "（一） ~~建设~~ **改造** 公园（含绿道）。" in text


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "(三)船员的名册、健康证明和保险单据；",
            "（四）乘客的名册、健康证明和保险单据；",
            "~~(三)~~ **（四）** ~~船员~~ **乘客** 的名册、健康证明和保险单据",
        ),
        (
            "（三）船员的名册、健康证明和保险单据；",
            "（四）乘客的名册、健康证明和保险单据；",
            "~~（三）~~ **（四）** ~~船员~~ **乘客** 的名册、健康证明和保险单据",
        ),
        (
            "(三)船员的名册、健康证明和保险单据；",
            "（三）乘客的名册、健康证明和保险单据；",
            "（三） ~~船员~~ **乘客** 的名册、健康证明和保险单据",
        ),
    ],
)
def test_the_number_of_an_item_is_told_whole_in_any_width(old: str, new: str, told: str) -> None:
    document = "第一条 航运企业应当保存下列资料：\n{}\n第二条 资料应当保存三年。\n"
    text = written(page_of(compared(document.format(old), document.format(new)))).decode()
    assert told in text


def test_a_running_head_that_went_is_told_once() -> None:
    chapters = [
        f"第{n}章 事项{n}\n第{k}条 第{n}类事项由区人民政府办理。\n" for k, n in zip("一二三四", "一二三四", strict=True)
    ]
    old, new = "第一编 总则\n" + "第一编 总则\n".join(chapters), "第一编 总则\n" + "".join(chapters)
    text = written(page_of(compared(old, new))).decode()
    assert text.count("**删除") == 1
    assert "- **删除（3 处）：** 第一编 总则" in text


YEARS = (
    "一、就业\n城镇新增就业{}万人。建成{}所学校。共{}个。\n",
    ("5", "3", "2"),
    ("6", "30", "20"),
)


def test_the_summary_names_figures_that_have_a_name() -> None:
    text = written(page_of(compared(*(YEARS[0].format(*values) for values in YEARS[1:])))).decode()
    said = next(line for line in text.splitlines() if line.startswith("变动较大的数据"))
    assert said == "变动较大的数据：城镇新增就业（增减） 5万人 → 6万人（+20%）；学校 3所 → 30所（+900%）。"
    assert "2个 | **20个** |" in text


def test_the_summary_names_shares_by_their_points_and_no_rates_of_growth() -> None:
    old, new = (f"一、稳岗\n中小微企业返还比例{n}%。财政收入增长{g}%。\n" for n, g in (("60", "3"), ("50", "9")))
    text = written(page_of(compared(old, new))).decode()
    assert "变动较大的数据：中小微企业返还比例 60% → 50%（−10个百分点）。\n" in text


def test_the_summary_names_no_parts_of_the_text_itself() -> None:
    old, new = (f"一、工作\n抓好{n}个方面的工作。建成{n}所学校。\n" for n in "五八")
    text = written(page_of(compared(old, new))).decode()
    assert "变动较大的数据：学校 五所 → 八所（+60%）。" in text


def test_the_summary_says_so_where_only_notes_changed() -> None:
    old, new = (f"一、粮食\n生产能力达到12万吨。\n\n资料来源：{office}统计局\n" for office in "市省")
    assert "**标题与附注：修改 1 处。**" in written(page_of(compared(old, new))).decode()


def test_figures_of_a_doubtful_pair_are_to_be_checked() -> None:
    report = compared(*(YEARS[0].format(*values) for values in YEARS[1:]))
    unsure = report._replace(segments=tuple(row._replace(confidence=0.6) for row in report.segments))
    text = written(page_of(unsure)).decode()
    assert text.count("；**待核对**") + text.count("； **待核对**") == 3
    assert "变动较大" not in text


def test_a_section_counts_as_changed_where_its_title_is() -> None:
    text = written(page_of(compared(*(YEARS[0].format(*values) for values in YEARS[1:])))).decode()
    assert "| 章节 | 0 | 0 | 0 | 0 | 1 |" in text


def test_the_ends_of_a_range_are_told_apart() -> None:
    fined = "一、责任\n处以{}的罚款。\n"
    for old, new, said in (
        ("一万元以上十万元以下", "五万元以上五十万元以下", "下限 ↑ +4万元；上限 ↑ +40万元"),
        ("一万元以上十万元以下", "一万元以上五万元以下", "上限 ↓ −5万元"),
        ("一万元以上十万元以下", "二十万元以下", "上限 ↑ +10万元；界限：区间 → 不超过"),
        ("十万元以下", "五万元以上十万元以下", "界限：不超过 → 区间"),
    ):
        text = written(page_of(compared(fined.format(old), fined.format(new)))).decode()
        assert f"| {old} | **{new}** | {said} |" in text


def test_many_new_numbers_are_listed_whole_only_where_all_is_asked_for() -> None:
    lines = [f"第{number}条 单位应当做好第{number}项工作。" for number in "一二三四五六七八九"]
    # Every other article is new: no two new numbers are in a row.
    more = [line for pair in zip(lines, (f"新事项{k}由机关办理。" for k in range(9)), strict=True) for line in pair]
    numbered = [f"第{k}条 {line.partition(' ')[2] or line}" for k, line in enumerate(more * 2, 1)]
    report = compared(
        "\n".join(f"第{k}条 {line.partition(' ')[2]}" for k, line in enumerate(lines * 2, 1)), "\n".join(numbered)
    )
    short, whole = (written(telling.page(report, View(unchanged=all_of_it))).decode() for all_of_it in (False, True))
    said = [next(line for line in text.splitlines() if line.startswith("编号变化")) for text in (short, whole)]
    assert " 等，共 " in said[0]
    assert " 等，共 " not in said[1]
    assert len(said[0]) < len(said[1])


COLUMN = "# 实事\n\n| 项目 | 投资（万元） |\n| --- | --- |\n| 养老服务站 | {} |\n"


def test_a_number_is_told_with_the_unit_of_its_column() -> None:
    text = written(page_of(compared(COLUMN.format("1,200"), COLUMN.format("1500")))).decode()
    assert "| 1,200（万元） | **1500（万元）** | ↑ +300万元 | +25% |" in text


def test_a_period_that_says_when_is_told_once_for_all_its_places() -> None:
    years = [f"五年来,{work}取得进展。" for work in ("水利", "交通", "科技")]
    old = "一、回顾\n\n" + "\n\n".join(years) + "\n\n二、安排\n\n继续推进各项工作。\n"
    said = renderers.report(compared(old, "二、安排\n\n继续推进各项工作。\n"), "markdown").decode()
    assert said.count("| 五年来 | 五年 |") == 1
    assert "另 2 处" in said


def test_blanks_between_digits_are_not_shown() -> None:
    report = compared("一、回顾\n\n棉花产量4 6 0 万吨。\n", "一、回顾\n\n棉花产量4 8 0 万吨。\n")
    assert "| 460万吨 | **480万吨** | ↑ +20万吨 |" in written(page_of(report)).decode()


def test_a_passage_of_which_only_a_unit_changed_says_that_its_quantity_is_the_same() -> None:
    old, same, other = (f"治理盐碱地{area}。建成湿地公园12个。" for area in ("66.7万公顷", "1000万亩", "1200万亩"))
    assert (
        "数值相同"
        in renderers.report(compare.compare(compare.read(old), compare.read(same)), "markdown", View()).decode()
    )
    assert (
        "数值相同"
        not in renderers.report(compare.compare(compare.read(old), compare.read(other)), "markdown", View()).decode()
    )


PIER = "第一条 为了规范码头管理，制定本办法。\n{}条 码头经营人应当每日巡查靠泊设施。\n"


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        # An article was put in, and the reference forgotten.
        (
            PIER.format("第二") + "第三条 违反本办法第二条规定的，处一千元罚款。\n",
            PIER.format("第二条 市交通部门负责码头的监督管理工作。\n第三")
            + "第四条 违反本办法第二条规定的，处一千元罚款。\n",
            "“第二条”已是另一条：旧版的第二条现为第三条",
        ),
        (
            PIER.format("第二条 遗失船舶证书的，应当登报声明。\n第三") + "第四条 违反本办法第二条规定的，予以警告。\n",
            PIER.format("第二") + "第三条 违反本办法第二条规定的，予以警告并通报。\n",
            "“第二条”已是另一条：旧版的第二条已删除",
        ),
        # One that follows its article is noise, and so is nothing else.
        (
            PIER.format("第二") + "第三条 违反本办法第二条规定的，处一千元罚款。\n",
            PIER.format("第二条 市交通部门负责码头的监督管理工作。\n第三")
            + "第四条 违反本办法第三条规定的，处一千元罚款。\n",
            "",
        ),
    ],
)
def test_a_reference_that_leads_to_another_article_is_named(old: str, new: str, note: str) -> None:
    text = written(page_of(compared(old, new))).decode()
    assert (note in text) if note else "已是另一条" not in text
