"""The index: the same content at any time, kept up with what is stored, readable by any SQLite tool."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SEEDS, Tracker
from tracker import indexing, workspace
from tracker.errors import StoreError
from tracker.store import passages

OLD, NEW = (path.read_bytes() for path in sorted(SEEDS.glob("00*.txt")))
NOW = datetime(2025, 1, 1, tzinfo=UTC)
VIEWS = ("sources", "sections", "segments", "measures", "figures", "changes")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace with a source of two versions, and another of one."""
    workspace.created(tmp_path)
    store = workspace.store(tmp_path)
    store.add("成都", OLD, captured=NOW, dated="2024-08-20")
    store.add("成都", NEW, captured=NOW, dated="2025-08-20")
    store.add("other", "一、财政\n安排资金120亿元。".encode(), captured=NOW)
    return tmp_path


def content(root: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of all views."""
    with sqlite3.connect(root / "snapshots" / "index.db") as connection:
        rows = {view: connection.execute(f"select * from {view}").fetchall() for view in VIEWS}
    connection.close()
    return {view: sorted(found, key=repr) for view, found in rows.items()}


def found(root: Path, *phrases: str, source: str | None = None) -> list[str]:
    """Return the passages that hold all *phrases*."""
    with indexing.current(root) as index:
        return [hit.text for hit in index.search(phrases, source, None, None, 10_000)]


def test_views_answer_with_what_people_look_for(root: Path) -> None:
    indexing.rebuild(root)
    rows = content(root)
    assert {row[0] for row in rows["sources"]} == {"成都", "other"}
    assert ("微网格员", "14万名", 140000.0) in {row[3:6] for row in rows["figures"]}
    assert any("选配15.2万名微网格员" in str(row[6]) for row in rows["measures"])
    assert all(row[4] == "measure" for row in rows["measures"])


def test_an_index_that_grew_holds_what_one_made_anew_holds(root: Path) -> None:
    with indexing.current(root):
        pass
    workspace.store(root).add("third", "二、教育\n新建学校12所。".encode(), captured=NOW)
    with indexing.current(root):
        pass
    grown = content(root)
    indexing.rebuild(root)
    assert content(root) == grown


def test_an_index_of_another_tracker_is_made_anew_and_reports_nothing(root: Path) -> None:
    indexing.rebuild(root)
    before = content(root)
    path = root / "snapshots" / "index.db"
    with sqlite3.connect(path) as connection:
        connection.execute("update meta set value = '0.0.1' where key = 'tracker'")
        connection.execute("delete from figures_")
    connection.close()
    assert found(root, "微网格员")
    assert content(root) == before


def test_what_is_ignored_is_not_found_until_the_rule_goes(root: Path) -> None:
    config = root / "tracker.toml"
    listed = config.read_text("utf-8")
    assert found(root, "安排资金")
    config.write_text(listed + '\n[[sources]]\nid = "other"\nignore = ["安排资金.*"]\n', encoding="utf-8")
    assert not found(root, "安排资金")
    config.write_text(listed, encoding="utf-8")
    assert found(root, "安排资金")


@pytest.mark.parametrize("word", ["网", "网格", "微网格员", "３＋１", "3+1", "制度,机制", "党委305个", "“回头看”制度"])
def test_search_finds_all_that_a_plain_scan_finds(root: Path, word: str) -> None:
    folded = "".join(c for c in passages.plain(word) if c.isalnum())
    lines = [line for data in (OLD, NEW) for line in data.decode().split("\n")]
    wanted = [line for line in lines if folded in "".join(c for c in passages.plain(line) if c.isalnum())]
    assert sorted(found(root, word, source="成都")) == sorted(wanted)


@given(st.text("甲乙丙aA1１, 。\U00020000", max_size=12), st.text("甲乙丙aA1１\U00020000", min_size=1, max_size=3))
def test_the_tokens_of_a_text_hold_those_of_all_its_parts(text: str, word: str) -> None:
    with sqlite3.connect(":memory:") as connection:
        connection.execute('create virtual table t using fts5(w, tokenize="unicode61 remove_diacritics 0")')
        connection.execute("insert into t values (?)", [passages.tokens(text)])
        matched = connection.execute("select count(*) from t where t match ?", [passages.query(word)]).fetchone()[0]
    connection.close()
    letters = "".join(c for c in passages.plain(text) if c.isalnum())
    assert bool(matched) == (passages.plain(word) in letters)


def test_a_damaged_index_is_named_and_made_anew(tracker: Tracker, tmp_path: Path) -> None:
    workspace.created(tmp_path)
    workspace.store(tmp_path).add("other", OLD, captured=NOW)
    (tmp_path / "snapshots" / "index.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    ran = tracker("verify")
    assert (ran.returncode, b"tracker reindex" in ran.stdout) == (2, True)
    assert tracker("search", "网格").returncode == 0
    assert tracker("verify").returncode == 0


def test_where_the_folder_cannot_be_written_it_is_searched_all_the_same(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted((root / "snapshots").rglob("*"))
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    assert found(root, "微网格员")
    assert sorted((root / "snapshots").rglob("*")) == before
    monkeypatch.undo()
    indexing.rebuild(root)
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    assert found(root, "微网格员")


def test_a_version_that_is_added_between_two_leaves_no_change_between_those(inside: Tracker, root: Path) -> None:
    assert inside("log", "成都").returncode == 0
    workspace.store(root).add("成都", OLD + "\n新建学校12所。".encode(), captured=NOW, dated="2025-01-01")
    assert inside("log", "成都").returncode == 0
    dates = {(str(row[1])[:10], str(row[2])[:10]) for row in content(root)["changes"]}
    assert dates == {("2024-08-20", "2025-01-01"), ("2025-01-01", "2025-08-20")}


def test_a_damaged_index_is_made_anew_by_the_next_search(root: Path) -> None:
    indexing.rebuild(root)
    (root / "snapshots" / "index.db").write_bytes(b"torn")
    assert found(root, "微网格员")


def test_a_damaged_record_leaves_out_its_version_alone(inside: Tracker, root: Path) -> None:
    record = max((root / "snapshots" / "成都").glob("*.json"))
    whole = record.read_bytes()
    record.write_bytes(b"torn")
    assert inside("reindex").returncode == 0
    assert found(root, "安排资金")
    assert inside("log", "other").returncode == 0
    assert inside("log", "成都").returncode == 2
    record.write_bytes(whole)
    assert inside("log", "成都").returncode == 0
    assert inside("verify").returncode == 0


def test_changes_of_all_sources_are_there_where_asked_for(inside: Tracker, root: Path) -> None:
    assert inside("reindex").returncode == 0
    assert content(root)["changes"] == []
    assert inside("reindex", "--changes").returncode == 0
    rows = content(root)["changes"]
    assert ("figure", "changed", "14万名", "15.2万名", "微网格员", 12000.0) in {(*row[4:6], *row[7:]) for row in rows}
    assert any(row[4] == "measure" and row[5] == "added" for row in rows)


def test_what_was_compared_once_is_kept_and_told_the_same(inside: Tracker, root: Path) -> None:
    workspace.store(root).add("成都", OLD + "\n新建学校12所。".encode(), captured=NOW, dated="2025-12-01")
    commands = (["log"], ["history", "--figure", "微网格员"], ["history", "--measure", "网格"], ["blame"], ["audit"])
    first = [inside(command, "成都", *more, "-f", "json").stdout for command, *more in commands]
    with sqlite3.connect(root / "snapshots" / "index.db") as connection:
        kept = connection.execute("select count(*) from comparisons_").fetchone()[0]
    connection.close()
    assert kept == 2
    assert [inside(command, "成都", *more, "-f", "json").stdout for command, *more in commands] == first
    assert inside("reindex").returncode == 0
    last, *others = [inside(command, "成都", *more, "-f", "json").stdout for command, *more in reversed(commands)]
    assert [*reversed(others), last] == first


def test_a_version_that_cannot_be_read_is_told_and_its_neighbours_are_compared(inside: Tracker, root: Path) -> None:
    store = workspace.store(root)
    torn = store.add("成都", b"\xff\xfe\x00\xd8", captured=NOW, dated="2025-01-01").snapshot
    for command in (["log", "成都"], ["history", "成都", "--figure", "微网格员"], ["audit", "成都"]):
        ran = inside(*command)
        assert ran.returncode == 0
        assert f"{torn.id} is left out".encode() in ran.stderr
    assert b"| 2025-08-20 | 3 / 2 / 5 | 9 / 5 / 10 |" in inside("log", "成都").stdout
    assert inside("blame", torn.id).returncode == 2


def test_many_versions_are_compared_by_several_processes_as_by_one(
    inside: Tracker, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = workspace.store(root)
    for number in range(10):
        store.add("many", OLD.replace("14万名".encode(), f"{number + 15}万名".encode()), captured=NOW)
    told = inside("log", "many", "-f", "json").stdout
    assert inside("reindex").returncode == 0
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert inside("log", "many", "-f", "json").stdout == told


@pytest.mark.parametrize("phrases", [("制度",), ("改革", "机制"), ("网",), ("没有的词",)])
def test_common_words_are_found_as_rare_ones_are(
    root: Path, monkeypatch: pytest.MonkeyPatch, phrases: tuple[str, ...]
) -> None:
    with indexing.current(root):
        pass
    workspace.store(root).add("成都", OLD + "\n改革机制和网格制度。".encode(), captured=NOW, dated="2025-01-01")
    workspace.store(root).add("无", "。".encode(), captured=NOW)
    with indexing.current(root) as index:
        for source, since in ((None, None), ("成都", None), (None, "2025-01-01"), ("无", None)):
            rare = index.search(phrases, source, since, None, 10_000)
            monkeypatch.setattr("tracker.store.finding._COMMON", 1)
            assert index.search(phrases, source, since, None, 10_000) == rare
            assert index.search(phrases, source, since, None, 3) == rare[:3]
            monkeypatch.undo()


def test_a_page_of_the_index_that_is_damaged_is_found_by_verify(inside: Tracker, root: Path) -> None:
    assert inside("reindex").returncode == 0
    path = root / "snapshots" / "index.db"
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 64] = b"\xee" * 64
    path.write_bytes(data)
    ran = inside("verify")
    assert ran.returncode == 2
    assert b"index.db: " in ran.stdout
    assert b"`tracker reindex` makes it anew" in ran.stdout
    assert inside("verify", "--repair").returncode == 0
    assert inside("verify").returncode == 0


def test_an_index_that_is_behind_is_no_fault_and_one_that_holds_more_is(inside: Tracker, root: Path) -> None:
    assert inside("reindex").returncode == 0
    workspace.store(root).add("other", OLD, captured=NOW + timedelta(days=9))
    assert inside("verify").returncode == 0
    assert inside("reindex").returncode == 0
    for path in (root / "snapshots" / "other").iterdir():
        path.unlink()
    ran = inside("verify")
    assert (ran.returncode, b"holds what is not stored" in ran.stdout) == (2, True)


def test_a_version_that_was_restored_is_read_again(inside: Tracker, root: Path) -> None:
    (path,) = (root / "snapshots" / "成都").glob("2025*.txt")
    path.write_bytes(NEW[:100])
    assert b"left out" in inside("log", "成都").stderr
    before = (root / "snapshots" / "index.db").stat().st_mtime_ns
    assert b"left out" in inside("log", "成都").stderr
    assert (root / "snapshots" / "index.db").stat().st_mtime_ns == before
    path.write_bytes(NEW)
    assert inside("log", "成都").stderr == b""
    assert found(root, "15.2万名")


def test_where_the_disk_is_full_room_is_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect

    def small(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.execute("pragma max_page_count = 20")  # SQLite's own way to run full
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(StoreError, match=r"full; make room and try again"):
        indexing.rebuild(root)
    monkeypatch.undo()
    assert found(root, "微网格员")
