"""Verify: each way a store can be damaged is named with its remedy; kill -9 at any point loses nothing."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.errors import StoreError
from tracker.store import Store, verify

NOW = datetime(2026, 3, 1, 1, 2, 3, tzinfo=UTC)
ROOT = Path(__file__).parent.parent


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.create(tmp_path / "snapshots")
    for day in range(4):
        store.add("报告", f"第{day}版".encode(), captured=NOW + timedelta(days=day))
    store.add("other", b"one", captured=NOW)
    return store


def test_a_whole_store_has_no_fault(store: Store) -> None:
    assert verify.faults(store) == ()


def _truncate(record: Path) -> None:
    record.with_suffix(".txt").write_bytes(b"\xe7")


def _alter(record: Path) -> None:
    record.with_suffix(".txt").write_text("第九版", encoding="utf-8")


def _rewrite(record: Path) -> None:
    fields = json.loads(record.read_bytes())
    record.write_text(json.dumps(fields | {"published": "1999-01-01"}), encoding="utf-8")


def _drop_both(record: Path) -> None:
    record.with_suffix(".txt").unlink()
    record.unlink()


DAMAGES: list[tuple[Callable[[Path], object], str]] = [
    (_truncate, "truncated"),
    (_alter, "altered"),
    (lambda record: record.with_suffix(".txt").unlink(), "document is missing"),
    (lambda record: record.unlink(), "record of a stored document is missing"),
    (_drop_both, "record 2 of the chain is missing"),
    (_rewrite, "chain does not hold"),
    (lambda record: record.write_bytes(record.read_bytes()[:50]), "torn"),
    (lambda record: record.write_bytes(b"[]"), "torn"),
    (lambda record: record.rename(record.with_name("2020-01-01T000000Z-00000000.json")), "belongs to"),
    (lambda record: record.with_name("notes.txt").write_bytes(b"x"), "belongs to no snapshot"),
]


@pytest.mark.parametrize(("damage", "said"), DAMAGES)
def test_each_damage_is_named_with_its_remedy(store: Store, damage: Callable[[Path], object], said: str) -> None:
    damage(store.path(store.snapshots("报告")[1]).with_suffix(".json"))
    found = verify.faults(Store(store.folder))
    assert any(said in fault.what for fault in found), found
    assert all(fault.remedy for fault in found)
    assert not [fault for fault in found if fault.path.parent.name == "other"]


def test_repair_sets_strays_aside_and_touches_nothing_else(store: Store) -> None:
    record = store.path(store.snapshots("报告")[1]).with_suffix(".json")
    for place in (record.with_name("notes.txt"), store.folder / "notes.txt"):
        place.write_bytes(b"mine")
        before = {path: path.read_bytes() for path in store.folder.rglob("*") if path.is_file() and path != place}
        (aside,) = verify.repaired(store)
        assert aside.read_bytes() == b"mine"
        assert before.items() <= {p: p.read_bytes() for p in store.folder.rglob("*") if p.is_file()}.items()
        assert verify.faults(store) == ()


def test_a_document_without_its_record_is_left_where_it_is(store: Store) -> None:
    record = store.path(store.snapshots("报告")[1]).with_suffix(".json")
    record.unlink()
    assert verify.repaired(Store(store.folder)) == ()
    assert record.with_suffix(".txt").exists()


STORING = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tracker.store import Store

store, seed = Store.create(Path(sys.argv[1])), int(sys.argv[2])
print("ready", flush=True)
for i in range(10**6):
    def add(part):
        source = f"s{(i + part) % 3}"
        stored = store.add(source, f"{seed} {i} {part} ".encode() * 300, captured=datetime.now(UTC))
        return f"{source} {stored.snapshot.id}"
    if seed % 2:
        print(add(0), flush=True)
    else:
        with store.batch():
            told = [add(part) for part in range(20)]
        print("\\n".join(told), flush=True)
"""


def _killed(folder: Path, seed: int, after: float) -> list[str]:
    """Store in a process of its own, kill it after so many seconds; return what it was told to be stored."""
    command = [sys.executable, "-c", STORING, str(folder), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        return process.stdout.read().rpartition("\n")[0].splitlines()


def _kills(folder: Path, count: int) -> None:
    rng = random.Random(5)
    known: dict[str, bytes] = {}
    for seed in range(count):
        told = _killed(folder, seed, rng.uniform(0, 0.08))
        store = Store.open(folder)
        with store.locked():  # what the next command that stores does first
            pass
        faults = verify.faults(store)
        assert faults == (), faults
        now = {f"{s} {v.id}": store.read(v) for s in store.sources() for v in store.snapshots(s)}
        assert known.items() <= now.items()
        assert set(told) <= now.keys()
        known = now
    assert len(known) > count


def test_a_killed_process_loses_nothing(tmp_path: Path) -> None:
    _kills(tmp_path, 8)


@pytest.mark.slow
def test_two_hundred_killed_processes_lose_nothing(tmp_path: Path) -> None:
    _kills(tmp_path, 200)


CUT = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from tracker.store import Store

left = int(sys.argv[2])
WATCHED = {"open", "os.rename", "os.remove", "os.mkdir"}
def cut(event, arguments):
    global left
    if event in WATCHED and sys.argv[1] in str(arguments[0]):
        left -= 1
        if left < 0:
            os._exit(9)
sys.addaudithook(cut)
store = Store.create(Path(sys.argv[1]))
with store.batch():
    for i in range(2):
        store.add("cut", f"{i}".encode(), captured=datetime(2026, 3, 1, tzinfo=UTC))
"""


def test_a_crash_before_each_system_call_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    for calls in range(60):
        folder = tmp_path / f"{calls}"
        Store.create(folder).add("old", b"old", captured=NOW)
        done = subprocess.run([sys.executable, "-c", CUT, str(folder), str(calls)], cwd=ROOT, check=False)
        store = Store(folder)
        with store.locked():
            pass
        assert verify.faults(store) == ()
        assert [store.read(v) for v in store.snapshots("cut")] in ([], [b"0"], [b"0", b"1"])
        if done.returncode == 0:
            assert len(store.snapshots("cut")) == 2
            return
        assert done.returncode == 9
    pytest.fail("the batch never came to its end")


ADDING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tracker.store import Store

store = Store.create(Path(sys.argv[1]))
for i in range(40):
    store.add("shared", f"{sys.argv[2]} {i}".encode(), captured=datetime.now(UTC))
"""


def test_processes_that_store_at_once_all_store(tmp_path: Path) -> None:
    commands = [[sys.executable, "-c", ADDING, str(tmp_path), name] for name in "abc"]
    processes = [subprocess.Popen(command, cwd=ROOT) for command in commands]
    assert [process.wait() for process in processes] == [0, 0, 0]
    store = Store(tmp_path)
    assert verify.faults(store) == ()
    assert {store.read(v) for v in store.snapshots("shared")} == {f"{n} {i}".encode() for n in "abc" for i in range(40)}


def test_a_full_disk_stores_nothing_and_says_so(store: Store) -> None:
    before = store.snapshots("报告")
    # A limit on the size of files fails a write midway, as a full disk does.
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(StoreError, match="not stored"):
            store.add("报告", b"x" * 10_000, captured=NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert Store(store.folder).snapshots("报告") == before
    assert store.add("报告", b"x" * 10_000, captured=NOW + timedelta(days=9)).new
    assert verify.faults(store) == ()


READ_ONLY = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from tracker.errors import StoreError
from tracker.store import Store, verify

if os.getuid() == 0:
    os.setuid(65534)
store = Store.open(Path(sys.argv[1]))
assert store.read(store.newest("other")) == b"one"
assert verify.faults(store) == ()
try:
    store.add("other", b"two", captured=datetime.now(UTC))
except StoreError as error:
    print(error)
"""


def test_a_read_only_folder_is_read_and_says_that_nothing_can_be_stored(store: Store) -> None:
    (store.folder / ".lock").chmod(0o444)
    for folder in (store.folder, *(p for p in store.folder.rglob("*") if p.is_dir())):
        folder.chmod(0o555)
    # pytest keeps its folders to the user, and the child is another one; how deep they lie depends on its workers.
    for parent in store.folder.parents[:-2]:
        if parent.stat().st_uid == os.getuid():
            parent.chmod(parent.stat().st_mode | 0o055)
    try:
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", READ_ONLY, str(store.folder)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    finally:
        for folder in (store.folder, *(p for p in store.folder.rglob("*") if p.is_dir())):
            folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert "nothing can be stored here: Permission denied" in done.stdout
