"""The outline of a text: its laws, and the cases in cases/structure.md."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, SEEDS
from tracker.model import Outline, Paragraph
from tracker.structure import outline

LINES = (
    "某市供水条例",
    "(2021年3月1日某市第十五届人民代表大会通过)",
    "目 录",
    "第一编 通则",
    "第一章 总则",
    "第二节 水源",
    "第一条 为了保障公众用水,制定本条例。",
    "第二条之一 【适用】略。",
    "一、总体要求",
    "二、",
    "(一)基本原则",
    "（二）完善管网。改造老旧管网八百公里,更换水表三十万只,新建泵站十二座。",
    "(三)水价;",
    "1.加强组织领导。各区要落实责任。",
    "2、其他",
    "1.1 目标",
    "①抓好落实;",
    "第一,统筹规划。",
    "附件1",
    "附件:1.分工表",
    "专栏2 重点工程",
    "序言",
    "夯实供水基础",
    "健全水质监测机制。每季度公布监测结果,接受社会监督,及时处理投诉。",
    "正文。",
    "这一行没有写完,因为打印出来的纸太窄,一句话要分成好几行才放得下,读者把它们连起来读,并不觉得中间断开",
    "各位代表:",
    "# 供水",
    "## 一、现状",
    "**重点任务**",
    "**(一)管网。**改造。",
    "- 列表",
    "| 甲 | 乙 |",
    "— 3 —",
    "本报记者 王某",
    "2021年3月1日",
    "某市水务局",
    "",
    " \u3000",
    "\x0b\x1c\u2028\x85",
    "。",
    "第",
    "(",
)
TEXTS = st.lists(st.sampled_from(LINES), max_size=30).map("\n".join) | st.text() | st.text("第一二条章、.(（1#*\n 。")


def said(text: str) -> str:
    """Return the outline of *text* as the cases write it."""
    found = outline(text)
    lines = [f"# {found.title}"] if found.title else []
    last = -1
    for paragraph in found.paragraphs:
        if paragraph.section != last:
            last = paragraph.section
            section = found.sections[last]
            if section.level:
                lines.append(f"{'  ' * (section.level - 1)}{section.number or ''}| {section.title}".rstrip())
        lines += ("  " * found.sections[last].level + line for line in _paragraph(text, found, paragraph))
    return "\n".join(lines)


def _paragraph(text: str, found: Outline, paragraph: Paragraph) -> Iterator[str]:
    words = paragraph.span.of(text)
    section = found.sections[paragraph.section]
    if paragraph.role == "heading":
        if not section.level or section.heading.of(text) not in words:
            yield f"= {words}"
        return
    at = paragraph.span.start
    for label in paragraph.labels:
        at = label.end
        if label.end != section.heading.end:
            yield f"* {label.of(text)}"
    rest = text[at : paragraph.span.end].strip().replace("\n", "/")
    if rest:
        yield f"{'~' if paragraph.role == 'note' else '-'} {rest}"


def cases() -> list[tuple[str, str, str]]:
    """Return the cases: what each shows, its text, its outline."""
    page = (ROOT / "tests" / "cases" / "structure.md").read_text("utf-8")
    return re.findall(r"^([^\n#.][^\n]*):\n\.\n(.*?)\n\.\n(.*?)\n\.$", page, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in cases()], ids=[case[0] for case in cases()])
def test_each_case_is_outlined_as_its_reader_would(text: str, wanted: str) -> None:
    assert said(text) == wanted


@given(TEXTS)
def test_each_character_that_is_not_blank_lies_in_exactly_one_paragraph(text: str) -> None:
    places = [place for paragraph in outline(text).paragraphs for place in range(*paragraph.span)]
    assert places == sorted(set(places))
    assert set(places) >= {place for place, character in enumerate(text) if not character.isspace()}


@given(TEXTS)
def test_the_sections_are_a_tree_in_reading_order(text: str) -> None:
    found = outline(text)
    starts = [section.span.start for section in found.sections]
    assert starts == sorted(set(starts))
    for index, section in enumerate(found.sections):
        assert section.level > 0 or index == 0
        assert section.span.start <= section.heading.start <= section.heading.end <= section.span.end
        if section.parent is None:
            assert section.level < 2
            continue
        parent = found.sections[section.parent]
        assert section.parent < index
        assert parent.level == section.level - 1
        assert parent.span.start < section.span.start <= section.span.end <= parent.span.end


@given(TEXTS)
def test_a_paragraph_stands_in_its_section_and_its_labels_in_it(text: str) -> None:
    found = outline(text)
    order = [paragraph.section for paragraph in found.paragraphs]
    assert order == sorted(order)
    assert set(order) == set(range(len(found.sections)))
    for paragraph in found.paragraphs:
        section = found.sections[paragraph.section].span
        assert section.start <= paragraph.span.start < paragraph.span.end <= section.end
        assert paragraph.span.of(text).strip() == paragraph.span.of(text)
        at = paragraph.span.start
        for label in paragraph.labels:
            assert paragraph.role == "text"
            assert at <= label.start < label.end <= paragraph.span.end
            at = label.end


@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_blank_lines_and_the_widths_of_blanks_do_not_matter_to_numbered_headings(lines: list[str]) -> None:
    once = outline("\n".join(lines))
    assert outline("\n".join(lines) + "\n \n").sections == once.sections


def test_no_text_has_an_empty_outline() -> None:
    assert outline("") == outline(" \n\u3000\n") == Outline((), ())


@pytest.mark.parametrize(
    "line",
    [
        "第一章 总则",
        "第 一 章",
        "(一)",
        "1.",
        "一、",
        "# 一",
        "**一**",
        "目录",
        "第",
        "(",
        "1.1 ",
        "附件",
        "一、甲\n一、乙",
        "一、甲\n二、乙",
        "(1)甲。\n1.乙",
    ],
)
def test_a_long_text_takes_time_in_proportion(line: str) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        outline(text)
        return time.process_time() - start

    few, many = f"{line}\n" * 1_000, f"{line}\n" * 10_000
    # The processor's time: a busy machine makes no difference.
    base = min(seconds(few) for _ in range(3))
    assert seconds(many) < 40 * base + 0.2
    assert seconds(line.replace("\n", "") * 100_000) < 1


def test_the_article_is_outlined_as_its_reader_would() -> None:
    text = next(SEEDS.glob("000_*.txt")).read_text("utf-8")
    found = outline(text)
    assert [(section.level, section.title) for section in found.sections] == [
        (0, ""),
        (1, "深化党的基层组织建设制度改革,推动党的组织优势不断转化为治理效能"),
        (1, "深化干部人事制度改革,打造忠诚干净担当的高素质专业化干部队伍"),
        (1, "深化人才发展体制机制改革,加快推动人才强市、创新驱动发展战略落地见效"),
        (1, "提高制度执行力,切实打通改革推进“最后一公里”"),
    ]
    assert [paragraph.span.of(text) for paragraph in found.paragraphs if paragraph.role == "note"] == [
        "上接01版",
        "成都日报锦观新闻记者 李世芳",
    ]
    assert sum(len(paragraph.labels) for paragraph in found.paragraphs) == 20
    assert found.title is None


def test_each_article_of_a_law_is_a_section(shared: Path) -> None:
    # 第五十二条 以及本规定… is the second half of a reference that a line break cut in two.
    article = re.compile(
        r"^\s*第[一二三四五六七八九十百零]+条(?:之[一二三四五六七八九十]+)?(?=\s)(?!.以及)", re.MULTILINE
    )
    for path in sorted((shared / "documents").glob("*/*.txt")):
        text = path.read_text("utf-8-sig")
        sections = [section for section in outline(text).sections if (section.number or "").startswith("第")]
        assert len([s for s in sections if "条" in (s.number or "")]) == len(article.findall(text)), path.name


def test_a_draft_is_named_with_its_stage_and_without_the_mark_of_a_footnote() -> None:
    office = "青石县公安局\n一、总体要求\n养犬人应当办理登记。\n"
    for stage, mark in (("（征求意见稿）", ""), ("(草案)", ""), ("", "[1]")):
        assert outline(f"青石县养犬管理办法{stage}{mark}\n{office}").title == f"青石县养犬管理办法{stage}"
