"""Helping processes: results in order; a command that is killed or interrupted leaves neither processes nor locks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS
from tracker import indexing, workspace
from tracker.store import processes

NOW = datetime(2025, 1, 1, tzinfo=UTC)
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
# What a shell starts in the background ignores Ctrl-C, and so does what that starts: these tests, and their commands.
INTERRUPTIBLE = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from tracker.__main__ import main; sys.exit(main())"
)
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups of POSIX")


def doubled(number: int) -> int:
    return 2 * number


def test_results_come_in_the_order_of_the_pieces() -> None:
    assert list(processes.mapped(doubled, range(100))) == [2 * number for number in range(100)]


def test_who_wants_no_more_waits_for_no_more() -> None:
    results = processes.mapped(doubled, iter(range(10**9)))
    assert [next(results), next(results)] == [0, 2]
    results.close()  # type: ignore[attr-defined]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace with so many versions that several processes read them."""
    workspace.created(tmp_path)
    store, text = workspace.store(tmp_path), next(SEEDS.glob("000*.txt")).read_text("utf-8")
    with store.batch():
        for number in range(300):
            store.add(f"s{number % 3}", f"{text}{number}".encode(), captured=NOW)
    return tmp_path


@pytest.fixture
def reindexing(root: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Yield a `tracker reindex` whose helping processes are at work, in a process group of its own."""
    command = [sys.executable, "-c", INTERRUPTIBLE, "reindex"]
    with subprocess.Popen(
        command, cwd=root, env=ENVIRONMENT, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        fresh = root / "snapshots" / "index.db.new"
        deadline = time.monotonic() + 60
        while not fresh.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.3)
        assert process.poll() is None
        yield process


def ends(group: int) -> bool:
    """Return whether the processes of *group* end soon."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
    return False


@posix
def test_a_killed_command_leaves_no_process_and_no_lock(reindexing: subprocess.Popen[bytes], root: Path) -> None:
    reindexing.kill()
    reindexing.communicate()
    with indexing.current(root) as index:  # at once, though helping processes may still be on their way out
        assert len(index.known()) == 300
    assert ends(reindexing.pid)


@posix
def test_an_interrupted_command_ends_in_silence(reindexing: subprocess.Popen[bytes], root: Path) -> None:
    os.killpg(reindexing.pid, signal.SIGINT)
    out, said = reindexing.communicate(timeout=60)
    assert (reindexing.returncode, out, b"Traceback" in said) == (130, b"", False)
    assert ends(reindexing.pid)
    assert not (root / "snapshots" / "index.db").exists()
