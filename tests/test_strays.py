"""Pairs of provisions of two articles: told as one only where enough speaks for it."""

from __future__ import annotations

import pytest

from tests.conftest import Official
from tracker import compare
from tracker.align import evidence, strays
from tracker.model import Document

OLD = compare.read(
    "第一条 候车亭由市交通部门设置。\n第二条 设置候车亭的单位应当具备下列条件：\n（一）有固定的办公场所；\n"
    "（二）有五名以上的养护人员。\n"
)
NEW = compare.read(
    "第一条 候车亭由区人民政府设置。\n第二条 养护人员应当每日巡查。\n第三条 违反规定的，予以警告：\n"
    "（一）没有巡查记录；\n"
)


def place(document: Document, words: str) -> int:
    """Return the segment that holds *words*."""
    return next(k for k, segment in enumerate(document.segments) if words in segment.span.of(document.text))


@pytest.mark.parametrize(
    ("old", "new", "sure", "parted"),
    [
        ("由市交通部门", "每日巡查", 0.55, True),
        ("由市交通部门", "每日巡查", 0.65, False),
        # An item that was a provision by itself has to be surer, an item that was one need not.
        ("五名以上", "每日巡查", 0.65, True),
        ("五名以上", "每日巡查", 0.8, False),
        ("办公场所", "巡查记录", 0.65, False),
        # What stands in the same article is held to it by its place.
        ("由市交通部门", "由区人民政府", 0.3, False),
    ],
)
def test_a_doubtful_pair_of_two_articles_is_parted(old: str, new: str, sure: float, parted: bool) -> None:
    pair = place(OLD, old), place(NEW, new)
    same = {(OLD.segments[place(OLD, "由市")].section, NEW.segments[place(NEW, "由区")].section)}
    assert list(strays.found((OLD, NEW), {pair: sure}, same)) == ([pair] if parted else [])


def test_what_is_no_provision_is_left_alone() -> None:
    plain = compare.read("新建候车亭四十处。\n养护候车亭三百处。\n")
    assert not list(strays.found((plain, plain), {(0, 1): 0.1}, set()))


def test_a_dissolved_provision_of_a_rewritten_law_finds_no_chance_partner(official: Official) -> None:
    old, new = official("law/公司法_2004.txt", "law/公司法_2005.txt")
    rows = compare.compare(old, new).segments
    (capital,) = (row for row in rows if "以生产经营为主的公司人民币五十万元" in old.quote(row.old))
    (single,) = (row for row in rows if "一人有限责任公司的注册资本最低限额" in new.quote(row.new))
    assert (capital.status, single.status) == ("removed", "added")


BEFORE = compare.read(
    "第一条 船舶未报备的，责令改正；逾期未改正的，处一万元罚款。\n"
    "第二条 隐瞒事故的，予以警告；情节严重的，吊销船员证书。\n"
)
AFTER = compare.read(
    "第一条 船舶未报备航线的，责令改正；逾期未改正的，处三万元罚款。\n"
    "第二条 转让证书的，没收证书；情节严重的，吊销船员适任证书。\n"
)


@pytest.mark.parametrize(
    ("old", "new", "partners", "parted"),
    [
        # 情节严重的 of one case is no new wording of that of another …
        ("情节严重", "情节严重", {}, True),
        ("情节严重", "情节严重", {"逾期": "逾期"}, True),
        # … but where the cases are one, and where it is the case itself.
        ("情节严重", "情节严重", {"隐瞒": "转让"}, False),
        ("隐瞒", "转让", {}, False),
        ("情节严重", "没收证书", {}, False),
    ],
)
def test_what_follows_on_a_case_goes_with_it(old: str, new: str, partners: dict[str, str], parted: bool) -> None:
    pair = place(BEFORE, old), place(AFTER, new)
    made = {pair[0]: pair[1]} | {place(BEFORE, one): place(AFTER, other) for one, other in partners.items()}
    assert list(strays.followers((BEFORE, AFTER), {pair: 0.9}, made, set())) == ([pair] if parted else [])
    same = {(BEFORE.segments[pair[0]].section, AFTER.segments[pair[1]].section)}
    assert not list(strays.followers((BEFORE, AFTER), {pair: 0.9}, made, same))


@pytest.mark.parametrize(
    ("sure", "margin", "around", "lasting", "parted"),
    [
        (0.9, 0.0, 0.0, True, True),
        # Surer, more alike than any other pair, or beside pairs: a provision that was moved.
        (0.95, 0.0, 0.0, True, False),
        (0.9, 0.1, 0.0, True, False),
        (0.9, 0.0, 0.2, True, False),
        # One of the two articles is in one version alone: it may stand for the other.
        (0.9, 0.0, 0.0, False, False),
    ],
)
def test_a_provision_seldom_goes_from_one_lasting_article_to_another(
    sure: float, margin: float, around: float, lasting: bool, parted: bool
) -> None:
    class Witnesses(evidence.Witnesses):
        def __init__(self) -> None:
            """Say the same of all pairs."""

        def standing(self, _i: int, _j: int) -> evidence.Evidence:
            return evidence.Evidence(0.4, margin, True)

        def neighbours(self, _i: int, _j: int) -> float:
            return around

    pair = place(BEFORE, "隐瞒"), place(AFTER, "船舶未报备")
    homes = [evidence.sections_of((BEFORE, AFTER), (i, j)) for i, j in (pair, pair[::-1])]
    same = {(homes[0][0], homes[1][1]), (homes[1][0], homes[0][1])} if lasting else set[tuple[int, int]]()
    found = strays.strangers((BEFORE, AFTER), {pair: sure}, Witnesses(), same)
    assert list(found) == ([pair] if parted else [])


def test_the_conditions_of_a_change_of_form_are_no_new_wording_of_those_of_founding(official: Official) -> None:
    old, new = official("law/公司法_2004.txt", "law/公司法_2005.txt")
    rows = compare.compare(old, new).segments
    (founding,) = (row for row in rows if old.quote(row.old).startswith("设立有限责任公司、股份有限公司，必须符合"))
    assert not founding.new


def test_the_fine_of_those_in_charge_is_no_new_wording_of_that_of_another_case() -> None:
    old = compare.read("第一条 向境外提供数据的，处五万元罚款；对直接负责的主管人员处一万元罚款。\n")
    new = compare.read(
        "第一条 泄露数据的，予以警告；造成严重后果的，处十万元罚款，对直接负责的主管人员处二万元罚款。\n"
    )
    pair = place(old, "对直接负责"), place(new, "造成严重")
    assert list(strays.followers((old, new), {pair: 0.9}, {pair[0]: pair[1]}, set())) == [pair]


def test_a_late_fine_of_another_case_is_no_new_wording(official: Official) -> None:
    old, new = official("law/畜牧法_2015-04-24.txt", "law/畜牧法_2022-10-30.txt")
    rows = compare.compare(old, new).segments
    closed = [row for row in rows if "情节严重的，责令关闭，对实行定点屠宰管理的" in new.quote(row.new)]
    assert [row.status for row in closed] == ["added"]


def test_the_same_words_that_moved_to_another_article_are_no_chance_partner() -> None:
    rule = "具体办法由市交通部门规定。"
    articles = ["船舶应当报备航线。", "船员应当携带证书。", "码头应当设置护栏。"]
    old, new = (
        compare.read("".join(f"第{n}条 {said}{rule * (n == at)}\n" for n, said in zip("一二三", articles, strict=True)))
        for at in "一三"
    )
    report = compare.compare(old, new)
    assert [row.moved for row in report.segments if rule in old.quote(row.old)] == [True]
