"""What several tests share: where things are, how the command line is run, and hypothesis settings."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tracker import cli, compare
from tracker.model import Document

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SEEDS = ROOT / "seeds"

# The same examples on every machine, and no deadline: other work may slow a run down.
settings.register_profile("tracker", deadline=None, derandomize=True, database=None)
settings.load_profile("tracker")

Ran = subprocess.CompletedProcess[bytes]
Tracker = Callable[..., Ran]
Official = Callable[..., list[Document]]


@pytest.fixture
def tracker(tmp_path: Path) -> Tracker:
    """Return a function that runs the command line in an empty folder."""

    def run(*arguments: str | Path, input: bytes = b"", timeout: float = 300, **environment: str) -> Ran:
        return subprocess.run(
            [sys.executable, "-m", "tracker", *map(str, arguments)],
            input=input,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            timeout=timeout,
            check=False,
        )

    return run


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tracker:
    """Return a function that runs the command line in an empty folder within this process, which is quicker."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, input: bytes = b"") -> Ran:
        streams = {name: io.TextIOWrapper(io.BytesIO(), "utf-8", "surrogateescape") for name in ("stdout", "stderr")}
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(input), "utf-8"))
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            status = cli.run([str(argument) for argument in arguments])
        for stream in streams.values():
            stream.flush()
        out, err = (stream.buffer.getvalue() for stream in streams.values())
        return subprocess.CompletedProcess(arguments, status, out, err)

    return run


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of documents and gold that some checkouts have beside them."""
    if not (SHARED / "documents").is_dir():
        pytest.skip("the shared documents are not beside this checkout")
    return SHARED


@pytest.fixture
def official(shared: Path) -> Official:
    """Return a function that reads official documents by their paths: law/公司法_2004.txt."""
    return lambda *names: [compare.read((shared / "documents" / name).read_text("utf-8-sig")) for name in names]
