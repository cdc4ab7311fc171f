"""References: each way to name a version, and what is said where it names none or several."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker import references
from tracker.errors import UsageError
from tracker.store import Store

NOW = datetime(2026, 3, 1, 1, 2, 3, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.create(tmp_path)
    for date, data in (("2023-05-06", "甲"), ("2024-08-20", "乙"), ("2024-08-31", "丙"), ("2025-01-02", "丁")):
        store.add("工作报告", data.encode(), captured=NOW, dated=date)
    store.add("other", "丁".encode(), captured=NOW, dated="2025-01-02")
    store.add("odd/name", b"x", captured=NOW)
    return store


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("工作报告", "丁"),
        ("工作报告~0", "丁"),
        ("工作报告~1", "丙"),
        ("工作报告~3", "甲"),
        ("工作报告@2024", "丙"),
        ("工作报告@2024-08", "丙"),
        ("工作报告@2024-08-30", "乙"),
        ("工作报告@2030-01-01", "丁"),
        ("2023-05", "甲"),
        ("2023", "甲"),
        ("2024-08-2", "乙"),
        ("工作报告/2025", "丁"),
        ("odd/name", "x"),
        ("odd/name/2026", "x"),
    ],
)
def test_a_reference_names_its_version(store: Store, reference: str, text: str) -> None:
    assert store.read(references.snapshot(store, reference)).decode() == text


def test_a_digest_or_its_beginning_names_its_version(store: Store) -> None:
    first = store.snapshots("工作报告")[0]
    for digest in (first.sha256, first.sha256[:8], first.sha256[:6], first.id):
        assert references.snapshot(store, digest) == first
    wrong = first.sha256[:20] + ("0" if first.sha256[20] != "0" else "1")
    with pytest.raises(UsageError, match="no such"):
        references.snapshot(store, wrong)


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("工作报靠", "nearest: 工作报告"),
        ("工作报告~4", "has 4 versions; the oldest is 工作报告~3, 2023-05-06"),
        ("工作报告@2022", "oldest version of 工作报告 is of 2023-05-06"),
        ("2024-08", "names 2 versions: 工作报告/2024-08-20"),
        ("2025-01-02", "names 2 versions: other/2025-01-02"),
        ("zzzzzzz", "`tracker list`"),
        ("x", "no such"),
        ("工作报告@2024-13", "2024-13 is no date"),
        ("工作报告@9999-99-99", "9999-99-99 is no date"),
        ("工作报告@２０２４", "no such"),
        ("工作报告~１", "no such"),
        ("工作报告\udce6", "no such"),
    ],
)
def test_what_names_no_version_or_several_says_the_nearest(store: Store, reference: str, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("`", ".")):
        references.snapshot(store, reference)


def test_an_empty_store_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing is stored yet"):
        references.snapshot(Store.create(tmp_path), "report")
