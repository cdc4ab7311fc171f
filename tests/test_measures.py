"""Segments: each character in one, sentences and single measures, roles; the cases are in cases/measures.md."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tracker import figures, measures, structure
from tracker.model import Outline, Paragraph, Section, Segment, Span

# Words and marks of which any text of policy can be thought to be made
PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        """ ， , 、 。 ； ; ！ ! ？ ? ． . ： : “ ” ‘ ’ 「 」 『 』 《 》 （ ） ( ) 【 】 〔 〕 " 的 健全 制度 以 为主
        把 推进改革 应当 1.5万 1,271名 ３．５％ 更加清晰 （一） 一是 增长5% 我们 在全省 是 A … | """,
    )
)
BLANKS = st.sampled_from([" ", "\u3000", "\u2028", "\r"])
TEXTS = st.lists(PIECES | BLANKS, max_size=40).map("".join)


def outlined(text: str, number: str | None = None) -> Outline:
    """Return the outline of *text*, line by line, in one section that is labelled *number*."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(Span(at, at + len(line)), 0))
        at += len(line) + 1
    return Outline((Section("", number, 0, None, Span(0, 0), Span(0, len(text))),), tuple(paragraphs))


def cut(text: str, number: str | None = None) -> tuple[Segment, ...]:
    """Return the segments of *text*, each line a paragraph."""
    return measures.cut(text, outlined(text, number), figures.find(text))


def said(text: str, number: str | None = None) -> list[str]:
    """Return the segments of *text* as role and words."""
    return [f"{segment.role} {segment.span.of(text)}" for segment in cut(text, number)]


def cases() -> list[tuple[str, str, list[str]]]:
    """Return the cases: what each shows, its text, its segments."""
    page = (ROOT / "tests" / "cases" / "measures.md").read_text("utf-8")
    found = re.findall(r"^([^\n#.][^\n]*):\n\.\n(.*?)\n\.\n(.*?)\n\.$", page, re.MULTILINE | re.DOTALL)
    return [(name, text, wanted.split("\n")) for name, text, wanted in found]


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in cases()], ids=[case[0] for case in cases()])
def test_each_case_is_cut_as_its_reader_would(text: str, wanted: list[str]) -> None:
    assert said(text) == wanted


def test_the_preamble_of_a_law_is_cut_like_its_articles() -> None:
    preamble = "全市各族人民坚持改革开放，健全民主法制，发展市场经济，建设文明城市。"
    articles = "第一条 市民有权参加管理。\n第二条 机关应当公开收支。\n第三条 本市的标志由人民代表大会决定。"
    assert next(_sentences(f"{preamble}\n{articles}")) == preamble
    assert next(_sentences(f"{preamble}\n第一条 同上。")) != preamble


def _sentences(text: str) -> Iterator[str]:
    outline = structure.outline(text)
    for segment in measures.cut(text, outline, figures.find(text)):
        yield segment.span.of(text)


@given(TEXTS)
def test_each_character_that_is_not_blank_is_in_exactly_one_segment(text: str) -> None:
    covered = [at for segment in cut(text) for at in range(*segment.span) if not text[at].isspace()]
    assert covered == [at for at, character in enumerate(text) if not character.isspace()]


@given(TEXTS)
def test_no_segment_begins_or_ends_with_a_blank(text: str) -> None:
    assert all(segment.span.of(text) == segment.span.of(text).strip() != "" for segment in cut(text))


@given(TEXTS)
def test_a_figure_is_never_cut(text: str) -> None:
    edges = {edge for segment in cut(text) for edge in segment.span}
    assert not any(figure.span.start < edge < figure.span.end for figure in figures.find(text) for edge in edges)


@given(TEXTS, TEXTS)
def test_paragraphs_are_cut_each_by_itself(one: str, other: str) -> None:
    assert said(f"{one}\n{other}") == said(one) + said(other)


@given(
    st.permutations(
        ["健全制度，", "推行积分管理，", "以园区为载体，引进企业，", "培训农民2万人次，", "执法效率明显提高，"]
    )
)
def test_a_measure_is_cut_alike_whatever_stands_beside_it(parts: list[str]) -> None:
    assert [segment.span.of("".join(parts)) for segment in cut("".join(parts))] == parts


def test_headings_notes_and_labels_are_segments_by_themselves() -> None:
    text = "第一章 总则\n第二条 国家实行考核制度，定期公布结果。\n本报记者 张三"
    first, second, third = (Span(m.start(), m.end()) for m in re.finditer(".+", text))
    outline = Outline(
        outlined(text, "第二条").sections,
        (
            Paragraph(first, 0, "heading"),
            Paragraph(second, 0, "text", (Span(second.start, second.start + 3),)),
            Paragraph(third, 0, "note"),
        ),
    )
    segments = measures.cut(text, outline, figures.find(text))
    assert [(segment.role, segment.span.of(text), segment.paragraph) for segment in segments] == [
        ("heading", "第一章 总则", 0),
        ("heading", "第二条", 1),
        ("measure", "国家实行考核制度，定期公布结果。", 1),
        ("note", "本报记者 张三", 2),
    ]


def test_a_limit_that_a_law_sets_is_a_measure_and_elsewhere_a_statement() -> None:
    text = "停业整顿的期限不超过3个月。\n许可证有效期为5年。\n董事会每届任期为三年。\n调查组成员不少于3人。"
    assert {segment.role for segment in cut(text, "第二条")} == {"measure"}
    assert {segment.role for segment in cut("测量误差不超过3%。\n许可证有效期为5年。")} == {"statement"}


def test_a_condition_that_an_item_of_a_law_names_is_no_limit() -> None:
    text = "（二）年龄不超过60周岁；\n临时岗位是指存续时间不超过六个月的岗位；\n租期不超过六个月的岗位除外。"
    assert {segment.role for segment in cut(text, "第二条")} == {"statement"}


def test_provisions_of_an_article_are_cut_at_sentences_alone() -> None:
    text = "主管部门应当建立档案，公布名单，并定期检查。违反规定的，责令改正；情节严重的，处一万元罚款。"
    assert said(text, "第三条") == [
        "measure 主管部门应当建立档案，公布名单，并定期检查。",
        "measure 违反规定的，责令改正；",
        "measure 情节严重的，处一万元罚款。",
    ]


def test_each_row_of_a_table_is_one_segment() -> None:
    text = "| 事项 | 目标 |\n|---|---|\n| 健全制度，完善机制 | 20所；5所 |"
    outline = Outline(outlined(text).sections, (Paragraph(Span(0, len(text)), 0),))
    assert [segment.span.of(text) for segment in measures.cut(text, outline, figures.find(text))] == text.split("\n")
    assert [row.split()[0] for row in said(text)] == ["statement", "note", "measure"]


@pytest.mark.parametrize(
    "unit",
    [
        "，",
        "健全制度，",
        "“",
        "”",
        "（《",
        "“健全。",
        "以，",
        "发展",
        "1,",
        "的，",
        "第",
        "|",
        '"',
        "“”",
        "。”",
        "是地",
    ],
)
def test_time_grows_with_the_length_alone(unit: str) -> None:
    """A hundred thousand characters of anything take a bounded time."""
    text = unit * (100_000 // len(unit))
    outline = outlined(text)
    started = time.process_time()
    segments = measures.cut(text, outline, ())
    assert time.process_time() - started < 10
    assert segments[-1].span.end == len(text)


@pytest.mark.parametrize("text", ["不超过1" * 25_000 + "的", "（" + "牵头，" * 33_000])
def test_time_grows_with_the_length_of_a_provision_alone(text: str) -> None:
    started = time.process_time()
    assert cut(text, "第二条")[-1].span.end == len(text)
    assert time.process_time() - started < 10
