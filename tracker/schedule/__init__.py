"""Passes that happen by themselves: jobs shown, installed and removed, for the scheduler that a machine has."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tracker import disk
from tracker.errors import UsageError
from tracker.schedule import jobs
from tracker.schedule.jobs import Job
from tracker.zones import named

__all__ = ["KINDS", "Job", "default", "files", "install", "remove"]

KINDS = ("systemd", "cron", "launchd", "github")

Run = Callable[[Sequence[str], bytes], "subprocess.CompletedProcess[bytes]"]


class File(NamedTuple):
    """A file that a scheduler reads; path None: lines of the crontab."""

    path: Path | None
    data: bytes


def default() -> str:
    """Return the kind of scheduler that this machine has."""
    if sys.platform == "darwin":
        return "launchd"
    return "systemd" if Path("/run/systemd/system").is_dir() else "cron"


def files(kind: str, job: Job, home: Path, now: datetime) -> tuple[File, ...]:
    """Return what a scheduler of *kind* is given; *home* is the user's folder."""
    if kind == "systemd":
        folder = home / ".config" / "systemd" / "user"
        units = ((".service", jobs.service(job)), (".timer", jobs.timer(job, named(job.timezone), now)))
        return tuple(File(folder / (job.name + end), text.encode()) for end, text in units)
    if kind == "launchd":
        return (File(home / "Library" / "LaunchAgents" / f"{jobs.agent_label(job)}.plist", jobs.agent(job)),)
    if kind == "github":
        root = _repository(Path(job.root))
        within = Path(job.root).relative_to(root).as_posix()
        text = jobs.workflow(job, named(job.timezone), now, within)
        return (File(root / ".github" / "workflows" / "tracker.yml", text.encode()),)
    return (File(None, jobs.crontab(job).encode()),)


def install(kind: str, job: Job, home: Path, now: datetime, run: Run | None = None) -> tuple[str, ...]:
    """Give the scheduler its files and switch the job on; return what was done. UsageError where that fails."""
    run = run or _run
    done = []
    for file in files(kind, job, home, now):
        if file.path is None:
            _crontab(job, file.data, run)
            done.append("added to the crontab")
        else:
            _write(file.path, file.data)
            done.append(f"written: {file.path}")
    for words in _switches(kind, job, home, on=True):
        _succeed(words, run)
        done.append(f"done: {' '.join(words)}")
    return tuple(done)


def remove(kind: str, job: Job, home: Path, now: datetime, run: Run | None = None) -> tuple[str, ...]:
    """Switch the job off and take its files away; return what was done."""
    run = run or _run
    done = []
    for file in files(kind, job, home, now):
        if file.path is None:
            _crontab(job, b"", run)
            done.append("taken out of the crontab")
        elif file.path.exists():
            if not done:
                for words in _switches(kind, job, home, on=False):
                    run(words, b"")  # what is not there any more need not be switched off
            file.path.unlink()
            done.append(f"removed: {file.path}")
    return tuple(done)


def _switches(kind: str, job: Job, home: Path, *, on: bool) -> list[list[str]]:
    if kind == "systemd":
        state = ["enable", "--now"] if on else ["disable", "--now"]
        return [["systemctl", "--user", "daemon-reload"], ["systemctl", "--user", *state, f"{job.name}.timer"]]
    if kind == "launchd":
        path = str(home / "Library" / "LaunchAgents" / f"{jobs.agent_label(job)}.plist")
        return [["launchctl", "load" if on else "unload", "-w", path]]
    return []


def _crontab(job: Job, lines: bytes, run: Run) -> None:
    """Put *lines* in the place of what is ours in the crontab; all else stays."""
    if shutil.which("crontab") is None:
        raise UsageError("there is no crontab here; install cron, or choose another scheduler with --for")
    listed = run(["crontab", "-l"], b"")
    # Without a crontab, crontab -l fails and says so.
    kept = without(listed.stdout if listed.returncode == 0 else b"", job)
    if kept and not kept.endswith(b"\n"):
        kept += b"\n"
    _succeed(["crontab", "-"], run, kept + lines)


def without(crontab: bytes, job: Job) -> bytes:
    """Return *crontab* without what is ours."""
    begin, end = (mark.encode() for mark in jobs.cron_marks(job))
    kept, ours = [], False
    for line in crontab.splitlines(keepends=True):
        ours = ours or line.rstrip() == begin
        if not ours:
            kept.append(line)
        ours = ours and line.rstrip() != end
    return b"".join(kept)


def _succeed(words: Sequence[str], run: Run, data: bytes = b"") -> None:
    try:
        ran = run(words, data)
    except OSError as error:
        raise UsageError(f"{words[0]} cannot be run: {error.strerror}") from None
    if ran.returncode:
        said = " ".join(ran.stderr.decode("utf-8", "replace").split())
        raise UsageError(f"{' '.join(words)} failed: {said or f'status {ran.returncode}'}")


def _run(words: Sequence[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(words, input=data, capture_output=True, check=False, timeout=60)


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        disk.put(path, data)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from None


def _repository(root: Path) -> Path:
    """Return the top of the repository around *root*, or *root* itself."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
