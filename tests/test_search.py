"""Search from outside: words and phrases, in a source, between dates, where they stand; and after a kill."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS, Tracker
from tracker import workspace

NOW = datetime(2025, 1, 1, tzinfo=UTC)
FIRST = "一、网格治理\n建立网格 呼叫机制,选配微网格员14万名。\n二、人才工作\n落户青年人才74.7万人,含ＧＤＰ统计。\n"
Search = Callable[..., list[dict[str, str]]]


@pytest.fixture
def search(inside: Tracker, tmp_path: Path) -> Search:
    """Return a search in two versions of 报告 and one of 通知."""
    workspace.created(tmp_path)
    store = workspace.store(tmp_path)
    store.add("报告", FIRST.encode(), captured=NOW, dated="2023-03-05")
    store.add("报告", FIRST.replace("14万", "15万").encode(), captured=NOW, dated="2024-03-05")
    store.add("通知", "关于网格的通知\n各网格要加强呼叫。\n".encode(), captured=NOW, dated="2024-06-01")

    def run(*arguments: str) -> list[dict[str, str]]:
        ran = inside("search", *arguments, "--format", "json")
        assert ran.returncode == 0, ran.stderr.decode()
        rows: list[dict[str, str]] = json.loads(ran.stdout)["rows"]
        return rows

    return run


def test_a_hit_names_its_version_its_section_and_the_words(search: Search) -> None:
    newest, oldest = search("微网格员")
    assert (newest["source"], newest["date"], newest["section"]) == ("报告", "2024-03-05", "一、网格治理")
    assert newest["passage"] == "建立网格 呼叫机制,选配【微网格员】15万名。"
    assert oldest["date"] == "2023-03-05"


def test_a_hit_is_told_in_words_without_marks_of_markdown(search: Search, tmp_path: Path) -> None:
    text = f"# 码头计划\n\n| 任务 | 单位 |\n|---|---|\n| 扩建码头 | 港务局 |\n| {'整治航道' * 12} | 驳船公司 |\n"
    workspace.store(tmp_path).add("计划", text.encode(), captured=NOW, dated="2024-07-01")
    assert [row["passage"] for row in search("码头")] == ["【码头】计划", "扩建【码头】｜港务局"]
    assert search("驳船")[0]["passage"] == f"…道{'整治航道' * 9}｜【驳船】公司"


@pytest.fixture
def shown(inside: Tracker, tmp_path: Path) -> Callable[..., list[list[str]]]:
    """Return a search in five yearly versions of 通知, told as a person reads it: the cells of each row."""
    workspace.created(tmp_path)
    store = workspace.store(tmp_path)
    kept, gone, twice = "一、各县应当公布名单。", "二、各县可以设立专栏。", "三、逾期的名单作废。"
    for year, lines in enumerate(
        ([kept, gone], [kept, gone, twice, twice], [kept], [kept, gone, twice], [kept + "名单应当完整。", gone]), 2020
    ):
        text = "\n".join(["关于名单的通知", *lines, f"联系人：{year}", ""])
        store.add("通知", text.encode(), captured=NOW, dated=f"{year}-03-01")

    def run(*arguments: str) -> list[list[str]]:
        ran = inside("search", *arguments, "--format", "markdown")
        assert ran.returncode == 0, ran.stderr.decode()
        rows = [line for line in ran.stdout.decode().splitlines() if line.startswith("| ")]
        return [[cell.strip() for cell in row.strip("|").split("|")] for row in [rows[0], *rows[2:]]]

    return run


def test_a_passage_that_several_versions_share_is_told_once(shown: Callable[..., list[list[str]]]) -> None:
    header, *rows = shown("公布名单")
    assert header == ["来源", "最早版本", "最近版本", "版本数", "章节", "原文"]
    assert [row[1:4] for row in rows] == [["2024-03-01", "2024-03-01", "1"], ["2020-03-01", "2023-03-01", "4"]]


def test_a_passage_that_was_gone_for_a_while_is_told_twice(shown: Callable[..., list[list[str]]]) -> None:
    assert [row[1:4] for row in shown("设立专栏")[1:]] == [
        ["2023-03-01", "2024-03-01", "2"],
        ["2020-03-01", "2021-03-01", "2"],
    ]


def test_a_passage_that_stands_in_a_version_twice_is_told_twice(shown: Callable[..., list[list[str]]]) -> None:
    header, *rows = shown("逾期")
    assert header == ["来源", "版本", "章节", "原文"]
    assert [row[1] for row in rows] == ["2023-03-01", "2021-03-01", "2021-03-01"]


def test_the_limit_counts_what_is_shown(shown: Callable[..., list[list[str]]], inside: Tracker) -> None:
    # Of two rows the second goes on to versions that hold more than is shown.
    assert [row[1:4] for row in shown("各县", "--limit", "2")[1:]] == [
        ["2024-03-01", "2024-03-01", "1"],
        ["2023-03-01", "2024-03-01", "2"],
    ]
    assert len(shown("各县")) == 1 + 4
    assert [row[1:4] for row in shown("公布名单", "--since", "2021", "--until", "2022")[1:]] == [
        ["2021-03-01", "2022-03-01", "2"]
    ]
    data = json.loads(inside("search", "公布名单", "--format", "json", "--limit", "3").stdout)
    assert [row["date"] for row in data["rows"]] == ["2024-03-01", "2023-03-01", "2022-03-01"]


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (("网格", "呼叫"), 3),
        (("网格 呼叫",), 3),
        (('"网格呼叫"',), 2),
        (("呼叫", "--source", "通知"), 1),
        (("呼叫", "--since", "2024-01-01"), 2),
        (("呼叫", "--until", "2023-12-31"), 1),
        (("呼叫", "--since", "2024-01-01", "--until", "2024-04-01"), 1),
        (("呼叫", "--since", "2024"), 2),
        (("呼叫", "--until", "2024"), 3),
        (("呼叫", "--since", "2024-03", "--until", "2024-05"), 1),
        (("gdp",), 2),
        (("格",), 6),
        (("呼叫", "--limit", "1"), 1),
        (("没有的词",), 0),
    ],
)
def test_words_phrases_sources_and_dates_narrow_it(search: Search, arguments: tuple[str, ...], count: int) -> None:
    assert len(search(*arguments)) == count


@pytest.mark.usefixtures("search")
@pytest.mark.parametrize("words", ["。", "", '"', "--source"])
def test_what_cannot_be_found_is_told_in_one_line(inside: Tracker, words: str) -> None:
    ran = inside("search", words)
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.usefixtures("search")
@pytest.mark.parametrize("date", ["2024-13", "20", "2024-02-30", "2024-3", "gestern"])
def test_what_is_no_date_is_told(inside: Tracker, date: str) -> None:
    ran = inside("search", "网格", "--since", date)
    assert (ran.returncode, ran.stderr.decode().count("is no date")) == (2, 1)


@pytest.mark.slow
def test_a_search_that_is_killed_leaves_an_index_that_the_next_one_uses(tmp_path: Path) -> None:
    workspace.created(tmp_path)
    store = workspace.store(tmp_path)
    text = next(SEEDS.glob("000*.txt")).read_text("utf-8")
    with store.batch():
        for number in range(40):
            store.add(f"s{number % 4}", f"{text}{number}".encode(), captured=NOW)
    command = [sys.executable, "-m", "tracker", "search", "微网格员", "--limit", "1000", "--format", "json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    chance = random.Random(7)
    for _ in range(15):
        with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL) as process:
            time.sleep(chance.uniform(0.1, 1.2))
            process.send_signal(signal.SIGKILL)
        if chance.random() < 0.5:
            store.add("s0", os.urandom(8).hex().encode() * 9, captured=NOW)
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, timeout=120, check=True)
    assert len(json.loads(ran.stdout)["rows"]) == 40
