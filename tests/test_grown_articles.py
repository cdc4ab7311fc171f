"""Articles that took in, or gave away, most of what is in them: the same under another number."""

from __future__ import annotations

import pytest

from tests.conftest import Official
from tracker import compare
from tracker.model import Report

HEAD = "第一条 为了规范冷库管理，制定本办法。\n第二条 市商务部门负责本办法的实施。\n"
TAIL = "第{}条 本办法自公布之日起施行。\n"
SMALL = "第三条 冷库应当配备温度记录仪。\n"
PUT_IN = "第三条 鼓励冷库使用清洁能源，降低运行成本。\n"
GROWN = (
    "第四条 冷库应当按照国家标准配备自动温度记录仪，记录至少保存两年。\n"
    "冷库经营者应当每月检查制冷设备，发现液氨泄漏的，立即停止作业并疏散人员。\n"
    "市商务部门会同应急管理部门每年抽查冷库的安全状况，并将抽查结果向社会公布。\n"
    "冷库停业、歇业的，经营者应当提前三十日告知货主，并妥善处置库存货物。\n"
)


def matched(report: Report) -> set[tuple[str | None, str | None]]:
    """Return the labels of the articles that are the same on both sides."""
    return {
        (report.old.sections[row.old].number, report.new.sections[row.new].number)
        for row in report.sections
        if row.old is not None and row.new is not None
    }


def compared(old: str, new: str) -> Report:
    return compare.compare(compare.read(old), compare.read(new))


def test_an_article_that_grew_fourfold_is_the_same_one() -> None:
    short, long = HEAD + SMALL + TAIL.format("四"), HEAD + PUT_IN + GROWN + TAIL.format("五")
    assert ("第三条", "第四条") in matched(compared(short, long))
    assert ("第四条", "第三条") in matched(compared(long, short))


def test_an_article_that_has_nothing_in_common_with_a_longer_one_is_none() -> None:
    other = "第三条 进库货物应当附有检疫证明。\n"
    found = matched(compared(HEAD + other + TAIL.format("四"), HEAD + PUT_IN + GROWN + TAIL.format("五")))
    assert ("第三条", "第四条") not in found


def test_an_article_that_is_paired_with_words_before_all_articles_is_paired_with_no_other() -> None:
    before, after = "押运。\n第四条\n例外", "第六条 例外\n押运员"
    for report in (compared(before, after), compared(after, before)):
        for side in ("old", "new"):
            paired = [at for row in report.sections if (at := getattr(row, side)) is not None]
            assert len(paired) == len(set(paired))


@pytest.mark.parametrize(
    ("names", "old", "new"),
    [
        (("law/反间谍法_2014-11-01.txt", "law/反间谍法_2023-04-26.txt"), "第三十四条", "第六十六条"),
        (("law/农产品质量安全法_2018-10-26.txt", "law/农产品质量安全法_2022-09-02.txt"), "第十一条", "第十六条"),
    ],
)
def test_articles_of_official_texts_that_grew_keep_their_place(
    official: Official, names: tuple[str, str], old: str, new: str
) -> None:
    before, after = official(*names)
    assert (old, new) in matched(compare.compare(before, after))
