"""Commands to their times and memory: whole processes, in turn, medians of several rounds."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """What a whole process took: wall and processor seconds, and peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def side_by_side(commands: Mapping[str, Sequence[str]], rounds: int, cwd: Path) -> dict[str, Cost]:
    """Return the median cost of each command; they run in turn, so that a slow minute slows all of them.

    SystemExit where one fails.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for command in commands.values():
        _run(command, cwd)  # once, not counted: it writes caches and bytecode
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(_run(command, cwd))
    return {name: Cost(*map(statistics.median, zip(*found, strict=True))) for name, found in costs.items()}


def _run(command: Sequence[str], cwd: Path) -> Cost:
    """Return what *command* costs, started by a small process: a process counts the memory of what started it."""
    # A program that pip installed has its bytecode beside it; without it each run would compile all of its modules.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    starter = [sys.executable, __file__, *command]
    ran = subprocess.run(starter, cwd=cwd, env=environment, capture_output=True, text=True, check=True)
    status, *cost = json.loads(ran.stdout)
    # Git ends with 1 where two files differ.
    if status not in ((0, 1) if command[0] == "git" else (0,)):
        raise SystemExit(f"{' '.join(command)} ended with status {status}")
    return Cost(*cost)


def _measured(command: Sequence[str]) -> tuple[int, float, float, float]:
    """Return the status of *command*, and what it took."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(_measured(sys.argv[1:])))
