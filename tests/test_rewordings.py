"""One and the same change of words in several passages: told once, with how many passages it is in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_cli import schema
from tracker import compare, formats, renderers
from tracker.model import Report
from tracker.renderers import rewordings
from tracker.renderers.view import View

NUMBERS = "一二三四五六七八九十"
SEEDLINGS = (
    "县农业行政主管部门应当每年公布良种名录。",
    "农业行政主管部门接到申报后，派员到现场查看苗圃。",
    "苗圃迁址的，须报农业行政主管部门备案，并结清水费。",
    "出售种苗的应当附具产地说明。",
    "农业行政主管部门对育苗户免费开展指导。",
)
# What each of some bodies does.
DUTIES = [
    "公布食堂菜价",
    "打开运动场地",
    "修补围墙缺口",
    "添置防雨用具",
    "接听群众来电",
    "清扫门前积雪",
    "检查防盗门锁",
    "整理旧档",
]


def law(*articles: str) -> str:
    return "第一章 总则\n" + "".join(f"第{n}条 {said}\n" for n, said in zip(NUMBERS, articles, strict=False))


def compared(old: str, new: str) -> Report:
    return compare.compare(compare.read(old), compare.read(new))


def told(old: str, new: str) -> list[tuple[str, str, int, int]]:
    """Return the rewordings of two texts: old words, new words, in how many passages, of how many all that changed."""
    report = compared(old, new)
    found = rewordings.of(report)
    for gone, come, segments, _ in found:
        for row in (report.segments[at] for at in segments):
            assert gone in report.old.quote(row.old)
            assert come in report.new.quote(row.new)
    return [(old, new, len(segments), alone) for old, new, segments, alone in found]


def told_of(articles: tuple[str, ...], *exchanged: tuple[str, str]) -> list[tuple[str, str, int, int]]:
    new = articles
    for gone, come in exchanged:
        new = tuple(said.replace(gone, come) for said in new)
    return told(law(*articles), law(*new))


def test_what_changed_in_many_passages_is_told_once_with_its_whole_name() -> None:
    found = told_of(SEEDLINGS, ("农业行政", "农业农村"), ("结清水费", "恢复地貌"))
    assert found == [("农业行政主管部门", "农业农村主管部门", 4, 3)]


def test_two_passages_are_not_several() -> None:
    assert told_of(SEEDLINGS[2:], ("农业行政", "农业农村")) == []


def test_the_rows_of_a_plan_are_passages() -> None:
    rows = "".join(f"| {duty} | 每半年 |\n" for duty in DUTIES)
    old = f"一、任务\n\n| 任务 | 频次 |\n| --- | --- |\n{rows}"
    assert told(old, old.replace("半年", "季度")) == [("每半年", "每季度", 8, 8)]


def test_what_was_put_in_is_told_by_the_word_beside_it() -> None:
    offices = "县旅游局负责讲解员的培训。", "景区调整票价，应当提前告知旅游局。", "旅游局每年评选一批特色民宿。"
    assert told_of(offices, ("旅游局", "文化和旅游局")) == [("旅游局", "文化和旅游局", 3, 3)]
    streets = "街道、乡镇为老人建立健康档案。", "街道、乡镇在雨季前清理沟渠。", "街道、乡镇每月抽查餐馆后厨。"
    assert told_of(streets, ("、乡镇", "")) == [("街道、乡镇", "街道", 3, 3)]


def test_what_was_put_in_very_often_is_told_beside_whatever_it_stands() -> None:
    bodies = "党委", "政府", "学校", "医院", "工会", "企业", "协会", "机关"
    duties = tuple(f"{body}应当在每周一{duty}。" for body, duty in zip(bodies, DUTIES, strict=True))
    every = tuple(f"各级{said}" for said in duties)
    assert told(law(*duties), law(*every)) == [("", "各级", 8, 8)]
    assert told(law(*duties[:5]), law(*every[:5])) == []


def test_edits_that_are_never_without_each_other_are_one() -> None:
    markets = (
        "市集开办者与摊主签订合同，并存放一份副本。",
        "摊主更换货品，应当告知市集开办者与摊主委员会。",
        "收市以后，市集开办者与摊主轮流清扫场地。",
    )
    found = told_of(markets, ("开办者与摊主", "主办单位与经营户"))
    assert found == [("市集开办者与摊主", "市集主办单位与经营户", 3, 3)]


@pytest.mark.parametrize("exchanged", ["也要 亦要", "，也 ；也", "五百元 一千元", "逐项 继续逐项"])
def test_particles_marks_stresses_and_figures_are_no_rewordings(exchanged: str) -> None:
    articles = (
        "擅自占用渡口停靠货船的，也要逐项登记，并处五百元罚款。",
        "在集市出口处堆放杂物的，也要逐项登记，并处五百元罚款。",
        "损坏村口路灯又不报告的，也要逐项登记，并处五百元罚款。",
    )
    gone, come = exchanged.split()
    assert told_of(articles, (gone, come)) == []


def test_a_passage_that_moved_or_changed_otherwise_did_not_change_in_nothing_else() -> None:
    new = [said.replace("农业行政", "农业农村") for said in SEEDLINGS]
    moved = [*new[1:4], new[0], new[4]]
    assert told(law(*SEEDLINGS), law(*moved)) == [("农业行政主管部门", "农业农村主管部门", 4, 3)]


def test_the_most_frequent_comes_first_and_then_what_stands_first() -> None:
    stations = (
        "渡口由船务站管理，船工由船务站登记。",
        "夜航的船只应当通知船务站和水文所。",
        "船务站按季发放救生衣。",
        "水文所逐日张贴水位。",
        "水文所发现水情的，通知各村。",
    )
    found = told_of(stations, ("船务站", "港航中心"), ("水文所", "水利中心"))
    assert found == [("船务站", "港航中心", 3, 2), ("水文所", "水利中心", 3, 2)]


@pytest.mark.parametrize("format", ["markdown", "terminal", "html", "docx"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_tells_it_before_the_passages_and_hides_none(format: str, lang: str) -> None:
    if format == "docx":
        pytest.importorskip("docx", reason="python-docx (extra office) is not installed")
    report = compared(law(*SEEDLINGS), law(*(said.replace("农业行政", "农业农村") for said in SEEDLINGS)))
    shown = renderers.report(report, format, View("zh" if lang == "zh" else "en"))
    text = formats.decode(shown, "report.docx").text if format == "docx" else shown.decode()
    heading = "多处相同的修改" if lang == "zh" else "The same rewording in several passages"
    assert heading in text
    assert "农业行政主管部门" in text.partition(heading)[2]
    for article in SEEDLINGS[1:3]:
        assert article[-6:-1] in text.partition(heading)[2]


def test_json_has_the_rows_of_each() -> None:
    report = compared(law(*SEEDLINGS), law(*(said.replace("农业行政", "农业农村") for said in SEEDLINGS)))
    data = json.loads(renderers.report(report, "json"))
    schema("report").validate(data)
    (row,) = data["rewordings"]
    assert [data["segments"][at]["status"] for at in row["segments"]] == ["changed"] * 4
    assert row["alone"] == 4


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["kept", "so", "so and otherwise", "otherwise"]), min_size=8, max_size=8))
def test_the_counts_add_up_and_are_mirrored(fates: list[str]) -> None:
    old = [f"镇村建设站应当会同住户{duty}，并记入台账。" for duty in DUTIES]
    new = [
        said.replace("建设站" if fate.startswith("so") else "甲", "规划所").replace(
            "记入台账" if fate.endswith("otherwise") else "甲", "张榜公布"
        )
        for said, fate in zip(old, fates, strict=True)
    ]
    counted = {
        "规划所": (sum(fate.startswith("so") for fate in fates), fates.count("so")),
        "张榜公布": (sum(fate.endswith("otherwise") for fate in fates), fates.count("otherwise")),
    }
    found = told(law(*old), law(*new))
    for come, counts in counted.items():
        rows = [(passages, alone) for _, words, passages, alone in found if come in words]
        assert rows == ([counts] if counts[0] >= rewordings.SEVERAL else [])
    assert told(law(*new), law(*old)) == [(new, old, *counts) for old, new, *counts in found]


def test_amended_laws_are_told_by_what_their_amendments_exchanged(shared: Path) -> None:
    folder = shared / "documents" / "law"
    old, new = ((folder / f"畜牧法_{date}.txt").read_text("utf-8") for date in ("2015-04-24", "2022-10-30"))
    first, second, *_ = told(old, new)
    assert first[:2] == ("畜牧兽医行政主管部门", "农业农村主管部门")
    assert second[:2] == ("省级人民政府", "省、自治区、直辖市人民政府")
    assert first[2] > 50 > first[3] > 0
