"""References that follow a renumbering: of articles, of their paragraphs and of items."""

from __future__ import annotations

import time

import pytest

from tracker import align, compare, origins
from tracker.citations import Citations
from tracker.model import SegmentChange

RULES = """第一条 为了规范候车亭管理，制定本办法。
第二条 候车亭由市交通部门设置。
候车亭内禁止吸烟。
候车亭内不得有下列行为：
（一）堆放货物；
（二）停放车辆；
（三）张贴广告。
违反本条{}规定的，处二百元罚款。
第三条 有第二条{}行为的，处一千元罚款。
有前款所列行为，情节较轻的，可以不予处罚。
第四条 本办法自公布之日起施行。
"""
BEFORE = "候车亭内禁止吸烟。\n"
PUT_IN = "候车亭应当设置座椅和顶棚。\n" + BEFORE
ITEM = "（一）堆放货物；\n（二）停放车辆；\n"
ITEM_PUT_IN = "（一）堆放货物；\n（二）喂养鸽子；\n（三）停放车辆；\n"


def row(old: str, new: str, words: str) -> SegmentChange:
    """Return the one row of the report that holds *words*."""
    report = compare.compare(compare.read(old), compare.read(new))
    (found,) = (row for row in report.segments if words in report.new.quote(row.new))
    return found


def rules(own: str, other: str) -> str:
    return RULES.format(own, other)


@pytest.mark.parametrize(
    ("before", "after"),
    [("第二款", "第三款"), ("第二款、第三款", "第三款、第四款"), ("第三款第（一）项", "第四款第（一）项")],
)
def test_a_reference_follows_a_paragraph_that_was_put_in(before: str, after: str) -> None:
    new = rules(after, after).replace(BEFORE, PUT_IN)
    for words in ("处二百元罚款", "处一千元罚款"):
        found = row(rules(before, before), new, words)
        assert (found.status, found.noise) == ("unchanged", ("label",))


def test_a_reference_follows_an_item_that_was_put_in() -> None:
    old = rules("第三款第（二）、（三）项", "第三款第二项")
    new = rules("第三款第（三）、（四）项", "第三款第三项").replace(ITEM, ITEM_PUT_IN).replace("（三）张", "（四）张")
    for words in ("处二百元罚款", "处一千元罚款"):
        found = row(old, new, words)
        assert (found.status, found.noise) == ("unchanged", ("label",))


def test_a_reference_follows_a_paragraph_into_another_article() -> None:
    old = rules("第三款", "第二款")
    new = (
        old.replace(BEFORE, "")
        .replace("本条第三款", "本条第二款")
        .replace("第三条 有第二条第二款", "第三条 有第一条第二款")
    )
    found = row(old, new.replace("制定本办法。\n", "制定本办法。\n" + BEFORE), "处一千元罚款")
    assert (found.status, found.noise) == ("unchanged", ("label",))


def test_a_reference_follows_an_article_that_became_a_paragraph_of_another() -> None:
    apart = (
        "第一条 为了规范候车亭管理，制定本办法。\n第二条 候车亭由市交通部门设置，每年公布一次名录。\n"
        "第三条 候车亭内禁止吸烟，禁止堆放货物和停放车辆。\n第四条 违反本办法第三条规定的，处二百元罚款。\n"
        "第五条 本办法自公布之日起施行。\n"
    )
    merged = apart.replace("第三条 候", "候").replace("法第三条", "法第二条第二款")
    merged = merged.replace("第四条", "第三条").replace("第五条", "第四条")
    for old, new in ((apart, merged), (merged, apart)):
        found = row(old, new, "处二百元罚款")
        assert (found.status, found.noise) == ("unchanged", ("label",))
    assert row(apart, merged.replace("法第二条第二款", "法第二条第一款"), "处二百元罚款").status == "changed"


@pytest.mark.parametrize("after", ["第一款", "第三款第（二）项", "第九款", ""])
def test_a_reference_that_leads_elsewhere_is_a_change(after: str) -> None:
    for words in ("处二百元罚款", "处一千元罚款"):
        assert row(rules("第二款", "第二款"), rules(after, after), words).status == "changed"


def test_a_paragraph_of_another_law_is_not_followed() -> None:
    old = rules("第二款", "第二款").replace("有第二条第二款", "有《城市道路条例》第二条第二款")
    new = old.replace(BEFORE, PUT_IN).replace("》第二条第二款", "》第二条第三款")
    assert row(old, new, "处一千元罚款").status == "changed"


def test_an_article_of_thousands_of_paragraphs_is_read_once() -> None:
    lines = (f"候车亭{n}号违反前款第（一）项规定的，处警告。\n" for n in range(4000))
    document = compare.read("第一条 为了规范候车亭管理，制定本办法。\n" + "".join(lines))
    alignment = align.align(document, document)
    cited = Citations(alignment, origins.of(alignment))
    started = time.process_time()
    for index in range(len(document.segments)):
        cited.paragraphs(0, document.quote((index,)), index)
    assert time.process_time() - started < 3


def test_a_reference_follows_the_hundredth_item_of_a_list() -> None:
    law = "第一条 下列事项应当报批：\n{}第二条 办理第一条第{}项所列事项未报批的，处一千元罚款。\n"
    old = law.format("（一百零五）设置广告；\n（一百零六）占用绿地。\n", "（一百零五）")
    put_in = "（一百零五）挖掘道路；\n（一百零六）设置广告；\n（一百零七）占用绿地。\n"
    found = row(old, law.format(put_in, "（一百零六）"), "处一千元罚款")
    assert (found.status, found.noise) == ("unchanged", ("label",))
