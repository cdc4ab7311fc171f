"""What a person reads of a table for programs."""

from __future__ import annotations

import json

from tracker.renderers import columns, tables
from tracker.renderers.tables import Listing
from tracker.renderers.view import View

MARCH, MAY = "2024-03-05T000000Z-6985ded3", "2024-05-05T000000Z-63f6648a"
NOON, EVENING = "2024-03-05T120000Z-11111111", "2024-03-05T180000Z-22222222"
COUNTS = ("measures_added", "measures_removed", "measures_changed")


def markdown(listing: Listing) -> str:
    """Return what is shown of a table."""
    return tables.written(listing, "markdown", View()).decode()


def test_a_version_is_shown_by_its_day_where_that_tells_it_apart() -> None:
    (part,) = columns.parts(("version", "date"), ((MARCH, "2024-03-05"), (MAY, "2024-05-05")))
    assert part == columns.Part("", ("version",), (("2024-03-05",), ("2024-05-05",)))


def test_versions_of_one_day_are_told_apart() -> None:
    (part,) = columns.parts(("version", "date"), ((NOON, "2024-03-05"), (EVENING, "2024-03-05")))
    assert part.rows == (("2024-03-05T120000Z", "2024-03-05"), ("2024-03-05T180000Z", "2024-03-05"))
    (part,) = columns.parts(("came_in", "last_changed"), ((MARCH, MARCH[:-1] + "f"),))
    assert part.rows == ((MARCH, MARCH[:-1] + "f"),)


def test_versions_of_several_sources_may_be_of_one_day() -> None:
    (part,) = columns.parts(("source", "version"), (("a", NOON), ("b", EVENING), ("c", None)))
    assert part.rows == (("a", "2024-03-05"), ("b", "2024-03-05"), ("c", None))


def test_counts_stand_in_one_column_for_people_and_in_three_for_programs() -> None:
    listing = Listing("记录", ("version", *COUNTS, "note"), ((MAY, 9, 5, 10, "甲"), (MARCH, None, None, None, "乙")))
    assert "| 版本 | 举措 增/删/改 | 说明 |" in markdown(listing)
    assert "| 2024-05-05 | 9 / 5 / 10 | 甲 |" in markdown(listing)
    assert "| 2024-03-05 | — | 乙 |" in markdown(listing)
    rows = json.loads(tables.written(listing, "json", View()))["rows"]
    assert rows[0] == {"version": MAY, "note": "甲", **dict(zip(COUNTS, (9, 5, 10), strict=True))}


def test_columns_that_say_nothing_are_left_out() -> None:
    assert "| 来源 | 版本数 |" in markdown(Listing("来源", ("source", "title", "versions"), (("a", None, 1),)))


def test_each_series_is_a_table_with_its_name() -> None:
    columns_of = ("series", "indicator", "version", "figure", "unit")
    listing = Listing(
        "序列",
        columns_of,
        ((1, "甲", MARCH, "3个", "个"), (1, "乙", MAY, "4个", "个"), (2, "丙", MARCH, "5个", "个")),
    )
    text = markdown(listing)
    assert "## 1. 乙\n\n| 指标 | 版本 | 数据 |" in text
    assert "## 2. 丙\n\n| 版本 | 数据 |" in text


def test_a_series_is_named_with_what_its_figures_say() -> None:
    keys = ("series", "indicator", "nature", "version", "figure")
    rows = ((1, "就业", "目标", MARCH, "3人"), (1, "就业", None, MAY, None), (2, "就业", None, MAY, "4人"))
    assert [part.heading for part in columns.parts(keys, rows)] == ["1. 就业 · 目标", "2. 就业"]
    one_alone = ((1, "就业", None, MARCH, "3人"), (1, "岗位", None, MARCH, "3人"), (1, "就业", "多年", MAY, "9人"))
    assert [part.heading for part in columns.parts(keys, one_alone)] == ["1. 就业"]
    mixed = ((1, "就业", "目标", MARCH, "3人"), (1, "就业", "增减", MAY, "4人"))
    (part,) = columns.parts(keys, mixed)
    assert part.heading == "1. 就业"
    assert part.columns == ("nature", "version", "figure")
