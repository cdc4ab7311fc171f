"""A reader's pins are honoured and mentioned; bad ones are told in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Tracker
from tracker import compare, pins, renderers
from tracker.errors import UsageError
from tracker.model import Pin, Report, Span
from tracker.renderers.view import View

OLD = "一、公共服务\n建立社区食堂30个。\n推行夜间值守制度。\n开放学校操场。\n二、环境整治\n清理河道淤泥。\n"
NEW = "一、公共服务\n建立社区食堂35个。\n安排医生轮流坐诊。\n二、环境整治\n清理河道淤泥。\n操场错时开放并配保安。\n"


def report(stated: str = "") -> Report:
    found = pins.read(stated, "PINS.toml", OLD, NEW)
    return compare.compare(compare.read(OLD), compare.read(NEW), pins=found)


def row_of(made: Report, words: str) -> tuple[str, str, str, bool]:
    for row in made.segments:
        old, new = made.old.quote(row.old), made.new.quote(row.new)
        if words in old or words in new:
            return row.status, old, new, row.pinned
    raise AssertionError(words)


def test_passages_held_together_are_one_row() -> None:
    made = report('[[together]]\nold = "推行夜间值守制度"\nnew = "安排医生轮流坐诊"\n')
    assert row_of(made, "夜间") == ("changed", "推行夜间值守制度。", "安排医生轮流坐诊。", True)


def test_passages_held_apart_are_two_rows() -> None:
    assert row_of(report(), "社区食堂35个")[0] == "changed"
    made = report('[[apart]]\nold = "社区食堂30个"\nnew = "社区食堂35个"\n')
    assert row_of(made, "社区食堂30个")[0] == "removed"
    assert row_of(made, "社区食堂35个")[0] == "added"


def test_equal_passages_can_be_held_apart() -> None:
    made = report('[[apart]]\nold = "清理河道淤泥"\nnew = "清理河道淤泥"\n')
    assert sorted(
        row.status for row in made.segments if "清理" in made.old.quote(row.old) + made.new.quote(row.new)
    ) == [
        "added",
        "removed",
    ]


def test_a_passage_can_be_held_together_with_two() -> None:
    made = report(
        '[[together]]\nold = "开放学校操场"\nnew = "操场错时开放并配保安"\n'
        '[[together]]\nold = "开放学校操场"\nnew = "安排医生轮流坐诊"\n'
    )
    assert row_of(made, "开放学校")[:3] == ("changed", "开放学校操场。", "安排医生轮流坐诊。操场错时开放并配保安。")


def test_a_passage_can_be_given_by_its_span() -> None:
    start = OLD.index("推行")
    found = pins.read(f'[[apart]]\nold = [{start}, {start + 8}]\nnew = "轮流坐诊"\n', "PINS.toml", OLD, NEW)
    assert found == (Pin(False, Span(start, start + 8), Span(NEW.index("轮流坐诊"), NEW.index("轮流坐诊") + 4)),)


def test_headings_held_together_hold_their_sections_together() -> None:
    made = report('[[together]]\nold = "一、公共服务"\nnew = "二、环境整治"\n')
    assert (0, 1) in [(row.old, row.new) for row in made.sections]


def test_swapping_the_sides_mirrors_the_pins() -> None:
    stated = pins.read('[[together]]\nold = "夜间值守"\nnew = "轮流坐诊"\n', "PINS.toml", OLD, NEW)
    back = compare.compare(compare.read(NEW), compare.read(OLD), pins=[Pin(p.together, p.new, p.old) for p in stated])
    assert row_of(back, "夜间")[:3] == ("changed", "安排医生轮流坐诊。", "推行夜间值守制度。")


@pytest.mark.parametrize("format", ["markdown", "terminal", "html"])
def test_reports_mention_pins(format: str) -> None:
    made = report('[[together]]\nold = "夜间值守"\nnew = "轮流坐诊"\n')
    shown = renderers.report(made, format, View()).decode()
    assert "读者指定：1 处应配对，0 处应分开" in shown
    assert "由读者指定配对" in shown
    assert "读者指定" not in renderers.report(report(), format, View()).decode()


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("[[together]", "PINS.toml: "),
        ("[[same]]\nold = 'a'\n", "PINS.toml: unknown key same: it holds [[together]] and [[apart]]"),
        ("together = 1\n", "PINS.toml: together is written as [[together]], once for each pair of passages"),
        (
            "[[apart]]\nold = '操场'\n",
            "PINS.toml: apart 1: give the two passages as old = … and new = …, and nothing else",
        ),
        ("[[apart]]\nold = '食品'\nnew = '操场'\n", "PINS.toml: apart 1: “食品” does not stand in the old version"),
        (
            "[[apart]]\nold = '操场'\nnew = '、'\n",
            "PINS.toml: apart 1: “、” stands in the new version 2 times: quote more",
        ),
        ("[[apart]]\nold = [3, 2]\nnew = '操场'\n", "PINS.toml: apart 1: old is no span [start, end] within the"),
        (
            "[[apart]]\nold = [true, 3]\nnew = '操场'\n",
            "PINS.toml: apart 1: old is neither words of the text nor a span",
        ),
        ("x = " + "[" * 5000, "PINS.toml: its values are nested too deeply"),
        ("x = " + "9" * 5000, "PINS.toml: it is no TOML: Exceeds the limit"),
        ("[[apart]]\nold = 3\nnew = '操场'\n", "PINS.toml: apart 1: old is neither words of the text nor a span"),
        (
            "[[together]]\nold = '学校操场'\nnew = '操场错时'\n[[apart]]\nold = '操场'\nnew = '操场'\n",
            "PINS.toml: apart 1 takes apart what is stated to belong together",
        ),
    ],
)
def test_bad_pins_are_told_in_one_line(stated: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        pins.read(stated, "PINS.toml", OLD, NEW)
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_the_command_line_takes_pins(tracker: Tracker, tmp_path: Path) -> None:
    for name, text in (("old.txt", OLD), ("new.txt", NEW), ("bad.toml", "[[apart]]\nold = '没有这句'\nnew = '操场'\n")):
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "pins.toml").write_text('[[together]]\nold = "夜间值守"\nnew = "轮流坐诊"\n', "utf-8")
    ran = tracker("diff", "old.txt", "new.txt", "--pin", "pins.toml", "--format", "json")
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert [pin["together"] for pin in told["pins"]] == [True]
    assert [row["new"][0]["text"] for row in told["segments"] if row["pinned"]] == ["安排医生轮流坐诊。"]
    for arguments in (["--pin", "bad.toml"], ["--pin", "nowhere.toml"]):
        failed = tracker("diff", "old.txt", "new.txt", *arguments)
        assert (failed.returncode, failed.stdout, failed.stderr.count(b"\n")) == (2, b"", 1)
