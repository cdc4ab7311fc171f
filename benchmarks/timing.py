"""Commands to their times and memory: whole processes, in turn, medians of several rounds."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

# A program that pip installed has its bytecode beside it; without it each run would compile all of its modules.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Cost(NamedTuple):
    """What a whole process took: wall and processor seconds, and peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def side_by_side(
    commands: Mapping[str, Sequence[str]], rounds: int, cwd: Path, statuses: Sequence[int] = (0, 1)
) -> dict[str, Cost]:
    """Return the median cost of each command; they run in turn, so that a slow minute slows all of them."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for command in commands.values():
        _run(command, cwd, statuses)  # once, not counted: it writes caches and bytecode
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(_run(command, cwd, statuses))
    return {name: Cost(*map(statistics.median, zip(*found, strict=True))) for name, found in costs.items()}


def _run(command: Sequence[str], cwd: Path, statuses: Sequence[int]) -> Cost:
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, env=_ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in statuses:
        raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
