"""The store: what was stored is read back to the byte, whatever happened meanwhile."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.errors import StoreError, UsageError
from tracker.store import Noted, Store, names

NOW = datetime(2026, 3, 1, 1, 2, 3, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "snapshots")


def test_what_was_stored_is_read_back_to_the_byte(store: Store) -> None:
    data = "第一版\r\n\ufeff".encode() + b"\xff\x00"
    stored = store.add("report", data, captured=NOW, noted=Noted("text/html", url="https://example.org/a"))
    again = Store.open(store.folder).newest("report")
    assert stored.new
    assert again == stored.snapshot
    assert store.read(stored.snapshot) == data
    assert store.path(stored.snapshot).name == f"2026-03-01T010203Z-{stored.snapshot.sha256[:8]}.html"


def test_the_newest_content_again_stores_nothing(store: Store) -> None:
    first = store.add("report", b"one", captured=NOW)
    second = store.add("report", b"one", captured=NOW + timedelta(days=1))
    assert (second.new, second.snapshot) == (False, first.snapshot)
    assert len(store.snapshots("report")) == 1


def test_content_that_comes_back_is_a_version(store: Store) -> None:
    for day, data in enumerate((b"one", b"two", b"one")):
        assert store.add("report", data, captured=NOW + timedelta(days=day)).new
    assert [v.number for v in store.snapshots("report")] == [1, 2, 3]


def test_a_clock_that_jumps_back_keeps_the_order(store: Store) -> None:
    for days, data in ((0, b"one"), (-400, b"two"), (-400, b"three"), (0, b"four")):
        store.add("report", data, captured=NOW + timedelta(days=days))
    versions = store.snapshots("report")
    assert [store.read(v) for v in versions] == [b"one", b"two", b"three", b"four"]
    assert versions[1].captured == NOW - timedelta(days=400)
    assert [v.id[:18] for v in versions] == [f"2026-03-01T01020{s}Z" for s in (3, 4, 5, 6)]


def test_a_date_places_a_version_that_is_added_late(store: Store) -> None:
    store.add("report", b"now", captured=NOW)
    store.add("report", b"then", captured=NOW, dated="2021-05-06")
    store.add("report", b"between", captured=NOW, dated="2023-01-01")
    assert [v.date for v in store.snapshots("report")] == ["2021-05-06", "2023-01-01", "2026-03-01"]
    assert not store.add("report", b"then", captured=NOW, dated="2021-05-06").new
    with pytest.raises(UsageError, match="2021-02-30"):
        store.add("report", b"never", captured=NOW, dated="2021-02-30")


def test_a_batch_stands_as_a_whole_or_not_at_all(store: Store) -> None:
    def interrupted() -> None:
        with store.batch():
            store.add("a", b"1", captured=NOW)
            assert store.newest("a") is not None
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert store.snapshots("a") == ()
    with store.batch():
        for i in range(40):
            store.add(f"s{i % 4}", f"{i}".encode(), captured=NOW)
            store.add(f"s{i % 4}", f"{i}".encode(), captured=NOW)
    assert [len(Store(store.folder).snapshots(f"s{i}")) for i in range(4)] == [10] * 4


def test_an_empty_document_is_no_version(store: Store) -> None:
    with pytest.raises(UsageError, match="empty"):
        store.add("report", b"", captured=NOW)


@pytest.mark.parametrize("source", ["", " a", "-", "-x", "a\nb", "\udcff", "report~1", "report@2024-08", "长" * 90])
def test_a_name_that_cannot_be_one_is_refused(store: Store, source: str) -> None:
    with pytest.raises(UsageError):
        store.add(source, b"x", captured=NOW)


HARD_NAMES = [
    "../../etc/passwd", "..", ".", ".hidden", "a/b", "C:\\x", "con", "COM1.txt", "成都 市委/报告", "百" * 85, "%41",
    "a%2Fb", "x" * 255, "x" * 254 + "y", "dot.", "a~b", "t?*|<>\"", "1", "😀", ".staging", ".lock", "index.db",
]  # fmt: skip


def test_names_from_other_systems_stay_inside_and_apart(store: Store) -> None:
    for name in HARD_NAMES:
        store.add(name, name.encode(), captured=NOW)
    again = Store(store.folder)
    assert again.sources() == tuple(sorted(HARD_NAMES))
    for name in HARD_NAMES:
        (snapshot,) = again.snapshots(name)
        assert again.read(snapshot) == name.encode()
        assert again.path(snapshot).resolve().is_relative_to(store.folder.resolve())


@given(st.text(min_size=1, max_size=90), st.text(min_size=1, max_size=90))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_two_sources_never_share_a_folder(one: str, other: str) -> None:
    for name in (one, other):
        try:
            names.check_source(name)
        except UsageError:
            return
    assert (names.folder(one) == names.folder(other)) == (one == other)
    assert len(names.folder(one).encode()) <= names.LONGEST_FOLDER
    assert names.source(names.folder(one)) in (one, None)


def test_an_altered_file_is_not_read(store: Store) -> None:
    snapshot = store.add("report", b"one", captured=NOW).snapshot
    store.path(snapshot).write_bytes(b"two")
    with pytest.raises(StoreError, match="not as it was stored"):
        store.read(snapshot)
    store.path(snapshot).unlink()
    with pytest.raises(StoreError, match="restore it"):
        store.read(snapshot)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", 5),
        ("title", "\ud800"),
        ("size", "1"),
        ("sha256", None),
        ("id", "../x"),
        ("suffix", "/../../x"),
        ("x", 1),
    ],
)
def test_a_record_that_holds_what_none_does_is_named(store: Store, key: str, value: object) -> None:
    snapshot = store.add("report", b"one", captured=NOW).snapshot
    record = store.path(snapshot).with_suffix(".json")
    record.write_text(json.dumps(json.loads(record.read_bytes()) | {key: value}), encoding="utf-8")
    with pytest.raises(StoreError, match=snapshot.id):
        Store(store.folder).snapshots("report")
    record.write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(StoreError, match="nested too deeply"):
        Store(store.folder).snapshots("report")


def test_a_torn_record_is_named(store: Store) -> None:
    snapshot = store.add("report", b"one", captured=NOW).snapshot
    store.path(snapshot).with_suffix(".json").write_bytes(b'{"format": "tracker.snap')
    with pytest.raises(StoreError, match=snapshot.id):
        Store(store.folder).snapshots("report")


def test_a_copy_of_a_record_is_named_and_not_taken_for_a_version(store: Store) -> None:
    record = store.path(store.add("report", b"one", captured=NOW).snapshot).with_suffix(".json")
    copy = record.with_name(f"{record.stem} (conflicted copy).json")
    copy.write_bytes(record.read_bytes())
    with pytest.raises(StoreError, match=r"conflicted copy.*belongs to"):
        Store(store.folder).snapshots("report")


@pytest.mark.parametrize("encoding", ["nope", "rot13"])
def test_a_record_that_names_no_encoding_is_named(store: Store, encoding: str) -> None:
    record = store.path(store.add("report", b"one", captured=NOW).snapshot).with_suffix(".json")
    record.write_text(json.dumps(json.loads(record.read_bytes()) | {"encoding": encoding}), encoding="utf-8")
    with pytest.raises(StoreError, match=f"{record.stem}.*encoding"):
        Store(store.folder).snapshots("report")
