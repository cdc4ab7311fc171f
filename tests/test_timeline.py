"""Many versions to series of figures, lives of measures, and where each came in."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from tracker import audit, compare, steps, timeline
from tracker.model import Document
from tracker.steps import Step

HEAD = "一、人才工作\n"


def versions(*lines: str) -> tuple[list[Document], list[Step]]:
    """Return the documents of *lines*, a version each, and the steps between neighbours."""
    documents = [compare.read(HEAD + line + "\n完善人才评价机制。\n") for line in lines]
    return documents, [steps.of(compare.compare(*pair), *pair) for pair in pairwise(documents)]


def values(wanted: str, *lines: str) -> list[list[tuple[int, str]]]:
    """Return (version, value as written) of each series of *wanted*."""
    documents, between = versions(*lines)
    return [
        [(p.version, documents[p.version].figures[p.figure].span.of(documents[p.version].text)) for p in one.points]
        for one in timeline.series(documents, between, wanted)
    ]


def test_a_series_follows_its_indicator_over_rewording() -> None:
    lines = ("选配14万名微网格员。", "全市选配15.2万名微网格员。", "全市共选配微网格员16万名。")
    assert values("微网格员", *lines) == [[(0, "14万名"), (1, "15.2万名"), (2, "16万名")]]


def test_a_series_is_found_by_what_stands_behind_it_in_its_sentence() -> None:
    lines = ("按每人1500元的标准发放一次性就业补贴。", "按每人1000元的标准发放一次性就业补贴。")
    assert values("就业补贴", *lines) == [[(0, "1500元"), (1, "1000元")]]


def test_what_is_a_figure_beside_another_version_alone_shifts_no_series() -> None:
    lines = [
        f"每村设立{count}名联络员负责接待。\n新建学校{schools}所。"
        for count, schools in zip("一两三", (20, 25, 35), strict=True)
    ]
    assert values("学校", *lines) == [[(0, "20所"), (1, "25所"), (2, "35所")]]
    assert values("联络员", *lines) == [[(1, "两名"), (2, "三名")]]


def test_a_series_goes_on_after_a_gap_and_names_it() -> None:
    documents, between = versions("选配14万名微网格员。", "建设驿站。", "选配16万名微网格员。")
    (one,) = timeline.series(documents, between, "微网格员")
    assert [point.version for point in one.points] == [0, 2]
    assert one.gaps() == (1,)


def test_the_years_go_on_over_a_report_that_tells_of_five() -> None:
    lines = (
        "去年城镇新增就业12万人。",
        "过去五年城镇新增就业58万人。",
        "去年城镇新增就业13万人。",
        "五年来城镇新增就业61万人，年均增长4%。",
    )
    assert values("城镇新增就业", *lines)[:2] == [[(0, "12万人"), (2, "13万人")], [(1, "58万人"), (3, "61万人")]]
    documents, between = versions(*lines)
    assert [{point.stretch for point in one.points} for one in timeline.series(documents, between, "城镇新增就业")] == [
        {"one"},
        {"several"},
        {"mean"},
    ]


def test_a_series_goes_on_in_another_unit_and_under_a_wider_name_but_not_from_where_something_began() -> None:
    lines = (
        "粮食产量４９２５亿公斤。今年外贸进出口总额3251亿美元。",
        "完善统计制度。",
        "全国粮食总产量达到46947万吨。货物进出口总额4743亿美元。",
        "完善统计制度。",
        "人均粮食产量达到400公斤。城镇化率从47.5%提高到51.5%。",
        "完善统计制度。",
        "城镇化率由45.9%提高到52.6%。",
    )
    assert values("粮食", *lines) == [[(0, "４９２５亿公斤"), (2, "46947万吨")], [(4, "400公斤")]]
    assert values("城镇化率", *lines) == [[(4, "47.5%"), (6, "45.9%")], [(4, "51.5%"), (6, "52.6%")]]


def test_a_figure_that_does_not_say_of_what_it_is_a_share_goes_on_as_none() -> None:
    lines = ("赤字合计950亿元，占国内生产总值比重在3%以内。", "完善统计制度。", "占国内生产总值比例达到4%。")
    assert values("国内生产总值", *lines) == [[(0, "3%以内")], [(2, "4%")]]


def test_a_value_that_comes_back_is_a_revert() -> None:
    documents, between = versions("选配14万名微网格员。", "选配15万名微网格员。", "选配14万名微网格员。")
    (one,) = timeline.series(documents, between, "微网格员")
    assert timeline.reverts(one, documents) == (2,)


def test_indicators_are_kept_apart() -> None:
    line = "选配14万名微网格员和1.4万名专职网格员。"
    assert values("专职网格员", line, line.replace("1.4万", "1.5万")) == [[(0, "1.4万名"), (1, "1.5万名")]]


def test_nothing_is_made_up_for_an_unknown_indicator() -> None:
    assert values("卫星", "选配14万名微网格员。") == []


@pytest.mark.parametrize(
    ("lines", "events"),
    [
        (("建立容错机制。", "健全容错纠错机制。"), ["came in", "reworded"]),
        (("建立容错机制。", "建设驿站。"), ["came in", "went out"]),
        (("建设驿站。", "建立容错机制。"), ["came in"]),
        (("建立容错机制。", "建设驿站。", "建立容错机制。"), ["came in", "went out", "came back"]),
    ],
)
def test_the_life_of_a_measure_is_told(lines: tuple[str, ...], events: list[str]) -> None:
    documents, between = versions(*lines)
    (life,) = timeline.lives(documents, between, "容错")
    assert [moment.event for moment in life.moments] == events


def test_blame_tells_where_each_came_in_and_was_last_changed() -> None:
    documents, between = versions(
        "选配14万名微网格员。", "选配15万名微网格员。", "选配15万名微网格员。建设人才驿站20个。"
    )
    segments, figures = timeline.blame(documents, between)
    said = {documents[-1].quote((row.index,)): (row.came, row.changed) for row in segments}
    assert said["选配15万名微网格员。"] == (0, 1)
    assert said["建设人才驿站20个。"] == (2, 2)
    assert said["完善人才评价机制。"] == (0, 0)
    assert [(row.came, row.changed) for row in figures] == [(0, 1), (2, 2)]


def found(days: int, *lines: str) -> list[tuple[str, str, str]]:
    """Return (kind, expected, said) of what does not fit between versions that lie *days* apart."""
    documents, between = versions(*lines)
    rows = audit.findings(documents, between, [days] * len(between))
    return [(row.kind, f"{row.expected:f}", f"{row.said:f}") for row in rows]


GREW = "全市人才总量达650.77万人,同比增长28.45万人。"


def test_a_growth_is_held_against_what_was_said_a_year_before() -> None:
    assert found(365, "全市人才总量达622.32万人。", GREW) == []
    assert found(365, "全市人才总量达615万人。", GREW) == [("growth", "6223200", "6150000")]
    assert found(365, "全市人才总量达622万人。", GREW) == []  # as it was rounded then
    assert found(30, "全市人才总量达648万人。", GREW) == []  # a month before, not a year
    assert found(365, GREW, GREW) == []


def test_two_values_of_one_indicator_in_one_document_are_found() -> None:
    twice = "全市落户青年人才74.7万人。全市落户青年人才73.9万人。"
    assert found(365, twice) == [("two values", "739000", "747000")]
    assert found(365, "全市落户青年人才74.7万人。全市落户青年人才74.7万人。") == []
    assert found(365, "选配14万名微网格员。选配1.4万名专职网格员。") == []


def test_one_indicator_at_two_times_or_twice_in_the_same_words_has_no_two_values() -> None:
    step = "能源投资比重由上年的28.8%上升到32%,农业投资比重由3.3%上升到4.1%。\n"
    assert found(365, step + "完善统计制度。\n" + step) == []
    assert found(365, "全年用于种业的支出达到29.7亿元。\n今年用于种业的支出达到33.9亿元。") == []
    assert found(365, "五年来,生活明显改善。城镇新增就业4200万人。\n生活进一步改善。城镇新增就业970万人。") == []
    assert found(365, "第一次审议后,提出草案二次审议稿。\n第二次审议后,提出草案三次审议稿。") == []
    assert found(365, "第3街道建成公园4座。\n第5街道建成公园7座。") == []
    assert found(365, "第3街道建成公园1,271座。\n第5街道建成公园1,305座。") == []
    assert found(365, "中央财政将安排2762亿元，比上年增加458亿元。\n中央财政将安排832亿元，重点向农村倾斜。") == []


def test_thousands_of_figures_in_one_sentence_are_audited_in_the_time_of_their_number() -> None:
    document = compare.read("，".join(f"第{number}街道建成公园{number % 7 + 2}座" for number in range(2500)))
    started = time.process_time()
    assert audit.findings([document], (), ()) == ()
    assert time.process_time() - started < 5


def test_an_indicator_is_looked_for_around_thousands_of_figures_in_one_sentence_in_the_time_of_their_number() -> None:
    document = compare.read("，".join(f"第{number}街道建成公园{number % 7 + 2}座" for number in range(2500)))
    started = time.process_time()
    assert timeline.series([document], (), "卫星") == ()
    assert time.process_time() - started < 5


def test_what_was_planned_or_is_another_thing_contradicts_no_growth() -> None:
    grew = "市级种业投入达71.6亿元,比上年增加12.1亿元。"
    assert found(365, "市级种业投入56.2亿元。", grew) == [("growth", "5950000000", "5620000000")]
    assert found(365, "今年安排市级种业投入56.2亿元。", grew) == []
    assert found(365, "市级种业投入五年累计156亿元。", grew) == []
    assert found(365, "市级种业投入56.2亿元。", f"今年{grew}") == []
    coal = "原煤产量11.1亿吨,比上年增加3000万吨。"
    assert found(365, "粮食产量4.125亿吨。", coal) == []


def test_a_step_over_several_years_contradicts_none_between() -> None:
    old = "财政收入达6.85万亿元。"
    assert found(365, old, "财政收入从3.16万亿元增加到8.31万亿元。") == []
    assert found(365, old, "财政收入由2006年的3.88万亿元增加到6.9万亿元。") == []


def test_a_step_is_held_against_where_it_began() -> None:
    old = "城镇居民人均可支配收入达7.34万元。"
    assert found(365, old, "城镇居民人均可支配收入由7.34万元提升至10.26万元。") == []
    assert found(365, old, "城镇居民人均可支配收入由7.43万元提升至10.26万元。") == [("transition", "74300", "73400")]


def test_the_lives_of_all_measures_take_no_longer_than_their_number() -> None:
    texts = ["\n".join(f"开放学校操场第{version}批{number}处。" for number in range(400)) for version in range(8)]
    documents = [compare.read(text) for text in texts]
    started = time.process_time()
    found = timeline.lives(documents, [Step((), ())] * 7, "操场")
    assert time.process_time() - started < 5
    assert len(found) == 3200


def test_of_several_measures_that_went_the_one_that_stood_last_comes_back() -> None:
    documents = [
        compare.read(text) for text in ("开放操场。\n清理河道。\n开放操场。", "清理河道。", "清理河道。", "开放操场。")
    ]
    between = [steps.of(compare.compare(*pair), *pair) for pair in pairwise(documents)]
    told = [
        [(m.version, m.event, m.segment) for m in life.moments] for life in timeline.lives(documents, between, "操场")
    ]
    assert told == [
        [(0, "came in", 0), (1, "went out", 0)],
        [(0, "came in", 2), (1, "went out", 2), (3, "came back", 0)],
    ]
