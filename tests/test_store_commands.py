"""A workspace from outside: versions stored, listed, checked, exported; documents named by reference."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS, Ran, Tracker

FIRST = "一、人才工作\n选配14万名微网格员,组建市人才发展集团。\n落户青年人才74.7万人。\n"
SECOND = "一、人才工作\n选配15.2万名微网格员,组建市人才发展集团。\n落户青年人才74.7万人。\n"
Workspace = Callable[..., Ran]


@pytest.fixture
def workspace(inside: Tracker) -> Workspace:
    """Return the command line in a workspace with two versions of 报告."""
    assert inside("init").returncode == 0
    for date, text in (("2024-08-20", FIRST), ("2025-08-20", SECOND)):
        ran = inside("add", "报告", "-", "--date", date, "--title", "工作报告", input=text.encode())
        assert ran.returncode == 0, ran.stderr.decode()
    return inside


def said(ran: Ran) -> str:
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout.decode()


def complaint(ran: Ran) -> str:
    assert ran.returncode == 2, ran.stdout.decode()
    assert ran.stdout == b""
    (line,) = ran.stderr.decode().splitlines()
    return line


def test_the_repository_holds_the_baseline_as_its_first_snapshot() -> None:
    (seed,) = SEEDS.glob("000_*.txt")
    (stored,) = (ROOT / "snapshots").glob("*/*.txt")
    assert stored.read_bytes() == seed.read_bytes()
    record = json.loads(stored.with_suffix(".json").read_bytes())
    assert record["sha256"] == hashlib.sha256(seed.read_bytes()).hexdigest()
    assert f'id = "{record["source"]}"' in (ROOT / "tracker.toml").read_text("utf-8")


def test_a_version_is_stored_once(workspace: Workspace) -> None:
    again = said(workspace("add", "报告", "-", "--date", "2025-08-20", input=SECOND.encode()))
    assert "nothing was stored, it is the same as 2025-08-20T000000Z" in again
    assert "stored as" in said(workspace("add", "报告", "-", input=FIRST.encode()))


def test_init_leaves_a_workspace_as_it_is(workspace: Workspace, tmp_path: Path) -> None:
    before = (tmp_path / "tracker.toml").read_bytes()
    assert "already" in said(workspace("init"))
    assert (tmp_path / "tracker.toml").read_bytes() == before
    assert "made 新 folder/tracker.toml" in said(workspace("init", "新 folder"))


@pytest.mark.parametrize(
    ("arguments", "input", "part"),
    [
        (["add", "x", "missing.txt"], b"", "there is no such file"),
        (["add", "x", "https://example.org/tz.html"], b"", "`tracker add SOURCE --url ADDRESS`"),
        (["diff", "https://example.org/tz.html", "b.txt"], b"", "`tracker add SOURCE --url ADDRESS`"),
        (["add", "x", "-", "--title", ""], b"text", "x was not added: title: it is empty"),
        (["add", "x", "-"], b"", "empty"),
        (["add", "x", "-"], b"\x89PNG\r\n\x1a\n" + bytes(50), "not a document"),
        (["add", "x", "-", "--date", "2025-02-30"], b"text", "2025-02-30"),
        (["add", "报告", "-", "--date", "2025/13/01"], SECOND.encode(), "2025/13/01"),
        (["add", "x", "--url", "ftp://example.org/a"], b"", 'x was not added: url: "ftp://'),
        (["add", "x~1", "-"], b"text", "cannot name a source"),
        (["add", "x"], b"", "give a FILE"),
        (["show", "报靠"], b"", "nearest: 报告"),
        (["diff", "报告~2", "报告"], b"", "has 2 versions"),
        (["diff", "报告~1"], b"", "is the first version"),
        (["export", "无", "out"], b"", "no such source"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line_and_stores_nothing(
    workspace: Workspace, tmp_path: Path, arguments: list[str], input: bytes, part: str
) -> None:
    before = sorted((tmp_path / "snapshots").rglob("*.*"))
    assert part in complaint(workspace(*arguments, input=input))
    assert sorted((tmp_path / "snapshots").rglob("*.*")) == before


def test_versions_are_named_by_reference(workspace: Workspace) -> None:
    assert "15.2万名" in said(workspace("show", "报告", "--format", "text"))
    for reference in ("报告~1", "报告@2024-12", "2024-08-20", "报告/2024"):
        assert "14万名" in said(workspace("show", reference, "--format", "text"))


def test_diff_of_a_source_compares_its_last_two_versions(workspace: Workspace) -> None:
    alone, both = (json.loads(said(workspace("diff", *r, "-f", "json"))) for r in (["报告"], ["报告~1", "报告"]))
    assert alone == both
    assert alone["new"]["source"] == "报告"
    assert alone["new"]["date"] == "2025-08-20"
    assert alone["new"]["label"] == "工作报告"
    assert alone["summary"]["figures"]["changed"] == 1


def test_a_file_wins_over_a_source_of_its_name(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "报告").write_text("文件。", encoding="utf-8")
    assert said(workspace("show", "报告", "--format", "text")) == "文件。"


def test_sources_are_listed(workspace: Workspace) -> None:
    assert "follow" in said(workspace("add", "notice", "--url", "https://example.org/a", "--title", "通知"))
    listed = json.loads(said(workspace("list", "--format", "json")))
    assert [(row["source"], row["title"], row["versions"], row["date"]) for row in listed["rows"]] == [
        ("notice", "通知", 0, None),
        ("报告", "工作报告", 2, "2025-08-20"),
    ]
    assert "| 报告 | 工作报告 | 2 | 2025-08-20 |" in said(workspace("list"))
    assert "source,title,versions,version,date" in said(workspace("list", "--format", "csv"))


def test_status_tells_what_was_never_checked_and_what_is_late(workspace: Workspace, tmp_path: Path) -> None:
    workspace("add", "notice", "--url", "https://example.org/a")
    assert "checked: notice, never" in said(workspace("status"))
    config = tmp_path / "tracker.toml"
    config.write_text(config.read_text("utf-8") + '\n[schedule]\nat = "02:30"\n', encoding="utf-8")
    late = workspace("status")
    assert late.returncode == 2
    assert "promises one at 02:30" in late.stderr.decode()


def test_verify_names_a_fault_and_repair_loses_nothing(workspace: Workspace, tmp_path: Path) -> None:
    assert "all is well: 2 snapshots" in said(workspace("verify"))
    home = tmp_path / "snapshots" / "报告"
    (home / "notes.txt").write_bytes(b"mine")
    found = workspace("verify")
    assert found.returncode == 2
    assert "notes.txt: this belongs to no snapshot" in found.stdout.decode()
    assert "set aside: " in said(workspace("verify", "--repair"))
    version = next(home.glob("2024*.txt"))
    version.write_bytes(version.read_bytes()[:30])
    found = workspace("verify", "--repair")
    assert found.returncode == 2
    assert "truncated" in found.stdout.decode()
    assert "tracker verify" in complaint(workspace("show", "报告~1"))


def test_export_writes_texts_and_a_manifest(workspace: Workspace, tmp_path: Path) -> None:
    assert "2 versions of 报告" in said(workspace("export", "报告", "文 本"))
    manifest = json.loads((tmp_path / "文 本" / "manifest.json").read_bytes())
    texts = [(tmp_path / "文 本" / row["text"]).read_bytes() for row in manifest["versions"]]
    assert texts == [FIRST.encode(), SECOND.encode()]
    assert [row["sha256"] for row in manifest["versions"]] == [
        hashlib.sha256(text.encode()).hexdigest() for text in (FIRST, SECOND)
    ]


@pytest.mark.parametrize("name", ["带 空格的.txt", "甲" * 83 + ".txt", "-dash.txt", "a\nb.txt", "q'\"&;.txt"])
def test_file_names_from_other_systems_are_read(workspace: Workspace, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("一份文件。", encoding="utf-8")
    assert "stored" in said(workspace("add", "odd", tmp_path / name))


def test_a_file_name_that_is_no_utf_8_is_read(workspace: Workspace, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xb1\xa8\xb8\xe6.txt"
    with open(path, "wb") as file:  # noqa: PTH123 a name in bytes
        file.write("一份文件。".encode("gb18030") * 20)
    assert "stored" in said(workspace("add", "old", os.fsdecode(path)))


def test_outside_a_workspace_it_is_said_how_to_make_one(inside: Tracker) -> None:
    assert "`tracker init` makes one" in complaint(inside("list"))
    assert "there is no such file" in complaint(inside("show", "报告"))


@pytest.mark.skipif(not os.path.exists("/dev/stdin"), reason="pipes have no names here")  # noqa: PTH110
def test_a_pipe_with_a_name_is_no_stored_version(tracker: Tracker) -> None:
    assert tracker("init").returncode == 0
    told = tracker("show", "/dev/stdin", "--format", "text", input="改革。".encode())
    assert told.stdout.decode().strip() == "改革。"


@pytest.mark.parametrize(
    "command",
    [
        "init",
        "add",
        "list",
        "log",
        "status",
        "history",
        "blame",
        "audit",
        "search",
        "verify",
        "export",
        "reindex",
        "show",
        "diff",
    ],
)
def test_every_command_has_help_with_an_example(inside: Tracker, command: str) -> None:
    assert f"Example: tracker {command}" in said(inside(command, "--help")).replace("\n", " ").replace("  ", " ")


def test_two_adds_and_a_check_at_once_lose_nothing(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text("一、教育\n新建学校12所。\n", encoding="utf-8")
    with (tmp_path / "tracker.toml").open("a", encoding="utf-8") as config:
        config.write('\n[[sources]]\nid = "来文"\npath = "inbox/*.txt"\n')
    for name in "bc":
        (tmp_path / f"{name}.txt").write_text(f"一、卫生\n新建医院{ord(name)}所。\n", encoding="utf-8")
    commands = (["add", "甲", "b.txt"], ["add", "乙", "c.txt"], ["check"])
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tracker", *command],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for command in commands
    ]
    ended = [(process.communicate(timeout=120)[0].decode(), process.returncode) for process in running]
    assert [status for _, status in ended] == [0, 0, 0], ended
    listed = said(workspace("list", "--format", "csv"))
    followed = (tmp_path / "tracker.toml").read_text("utf-8")
    assert '"甲"' in followed
    assert '"乙"' in followed
    assert all(f"{name},,1," in listed for name in ("甲", "乙", "来文")), listed
    assert "all is well: 5 snapshots" in said(workspace("verify"))


@pytest.mark.parametrize(
    ("command", "ending", "beginning"),
    [
        ("list", "csv", b"\xef\xbb\xbfsource,title,versions"),
        ("log 甲", "json", b'{"format": "tracker.table/1"'),
        ("history 甲", "md", "# 版本记录：甲".encode()),
        ("history 甲 --figure 学校", "html", b"<!DOCTYPE html>"),
        ("blame 甲", "docx", b"PK"),
        ("audit 甲", "csv", b"\xef\xbb\xbffinding,"),
        ("search 学校", "csv", b"\xef\xbb\xbfsource,version"),
    ],
)
def test_a_table_is_written_to_a_file_as_its_ending_says(
    workspace: Workspace, tmp_path: Path, command: str, ending: str, beginning: bytes
) -> None:
    (tmp_path / "a.txt").write_text("一、教育\n新建学校12所。\n", encoding="utf-8")
    assert workspace("add", "甲", "a.txt").returncode == 0
    ran = workspace(*command.split(), "-o", f"out.{ending}")
    assert (ran.returncode, ran.stdout) == (0, b"")
    assert (tmp_path / f"out.{ending}").read_bytes().startswith(beginning)


def test_what_an_audit_holds_together_is_named_by_its_day(workspace: Workspace, tmp_path: Path) -> None:
    for year, words in (("2024", "人才总量615万人。"), ("2025", "人才总量650.77万人,同比增长28.45万人。")):
        (tmp_path / "a.txt").write_text(f"一、人才\n{words}\n", encoding="utf-8")
        assert workspace("add", "甲", "a.txt", "--date", f"{year}-03-01").returncode == 0
    told = said(workspace("audit", "甲"))
    assert "| 2025-03-01 | 人才总量650.77万人,同比增长28.45万人 | 2024-03-01 | 人才总量615万人 |" in told
    ids = json.loads(said(workspace("audit", "甲", "--format", "json")))["rows"][0]
    assert ids["earlier_version"].startswith("2024-03-01T000000Z-")


def test_two_names_of_one_version_are_told_to_be_one(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一、教育\n新建学校12所。\n", encoding="utf-8")
    assert workspace("add", "甲", "a.txt", "--date", "2014-03-05").returncode == 0
    ran = workspace("diff", "甲@2020", "甲@2021")
    assert ran.returncode == 0
    assert ran.stderr.decode().startswith("tracker: 甲@2020, 甲@2021: both are the version 2014-03-05T000000Z-")
    assert workspace("diff", "甲", "甲").stderr == b""


def test_a_figure_that_stays_differs_by_nothing(workspace: Workspace, tmp_path: Path) -> None:
    for year, words in (("2024", "失业率控制在4.6%以内。"), ("2025", "失业率控制在4.6%以内,就业稳定。")):
        (tmp_path / "a.txt").write_text(f"一、就业\n{words}\n", encoding="utf-8")
        assert workspace("add", "甲", "a.txt", "--date", f"{year}-03-01").returncode == 0
    assert "| 2025-03-01 | 4.6%以内 | 4.6 | 0 |" in said(workspace("history", "甲", "--figure", "失业率"))


def test_a_figure_that_is_told_in_another_unit_differs_by_what_it_is_in_that_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    for year, words in (("2024", "粮食产量48亿公斤"), ("2025", "粮食产量492.5万吨"), ("2026", "粮食产量490万吨")):
        (tmp_path / "a.txt").write_text(f"一、农业\n{words}，再创新高。\n", encoding="utf-8")
        assert workspace("add", "甲", "a.txt", "--date", f"{year}-03-01").returncode == 0
    told = said(workspace("history", "甲", "--figure", "粮食产量"))
    assert "| 2024-03-01 | 48亿公斤 | 4,800,000,000 | — | ████████████ | 首次出现 |" in told
    assert "| 2025-03-01 | 492.5万吨 | 4,925,000 | 125,000 | ████████████ |" in told
    assert "| 2026-03-01 | 490万吨 | 4,900,000 | −25,000 | ████████████ |" in told


@pytest.mark.parametrize("out", ["out.txt", "out", "nowhere/out.csv", "."])
def test_a_table_that_cannot_be_written_there_is_refused(workspace: Workspace, tmp_path: Path, out: str) -> None:
    ran = workspace("list", "-o", out)
    assert (ran.returncode, len(ran.stderr.splitlines())) == (2, 1)
    assert not (tmp_path / "out.txt").exists()


def test_a_source_that_cannot_be_followed_is_not_stored(workspace: Workspace, tmp_path: Path) -> None:
    said(workspace("add", "report", "-", input=b"text"))
    assert "also the source of line" in complaint(workspace("add", "Report", "-", input=b"text"))
    assert not (tmp_path / "snapshots" / "Report").exists()


def test_a_source_may_be_called_as_the_index_is(workspace: Workspace) -> None:
    said(workspace("add", "index.db", "-", input=SECOND.encode()))
    assert "index.db" in said(workspace("search", "网格员"))
    assert "all is well" in said(workspace("verify"))


def test_words_that_were_not_found_give_a_terminal_no_command(workspace: Workspace) -> None:
    for option in ("--figure", "--measure"):
        assert "\x1b" not in said(workspace("history", "报告", option, "\x1b[31m无"))


def test_marks_alone_are_no_words_to_follow(workspace: Workspace) -> None:
    for option in ("--figure", "--measure"):
        assert "need words" in complaint(workspace("history", "报告", option, "（"))


def test_an_export_that_fails_leaves_nothing_half_done(workspace: Workspace, tmp_path: Path) -> None:
    said(workspace("add", "报告", "-", "--date", "2020-01-01", input=b"text"))
    sorted((tmp_path / "snapshots" / "报告").glob("*.txt"))[-1].unlink()
    assert "restore it" in complaint(workspace("export", "报告", "out"))
    assert not list((tmp_path / "out").iterdir())


def test_an_index_that_another_program_keeps_to_itself_is_no_damage(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.store.index._PATIENCE", 0.1)
    said(workspace("search", "网格员"))
    index = tmp_path / "snapshots" / "index.db"
    with closing(sqlite3.connect(index, isolation_level=None)) as other:
        other.execute("begin exclusive")
        assert "another process" in complaint(workspace("search", "网格员"))
    assert "网格员" in said(workspace("search", "网格员"))


def test_a_date_to_come_is_told(workspace: Workspace) -> None:
    ran = workspace("add", "报告", "-", "--date", "9204-08-20", input=FIRST.encode())
    assert said(ran).startswith("报告: stored as 9204-08-20")
    assert ran.stderr.decode().count("still to come") == 1
