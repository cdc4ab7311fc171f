"""A store of many snapshots to what its commands cost.

    python benchmarks/store.py [--snapshots 10000] [--sources 500] [--folder DIR]

Builds versions of 10 KB from seeds/ with a fixed seed, and prints what adding, `log`, a reference, `search` and
`reindex` take, and how large the index is beside the text.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from timing import side_by_side

from tracker import workspace

ROOT = Path(__file__).resolve().parent.parent
BASE = next((ROOT / "seeds").glob("000*.txt")).read_text("utf-8")
ONE_BY_ONE = 300
DAY = datetime(2024, 1, 1, tzinfo=UTC)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--snapshots", type=int, default=10_000)
    arguments.add_argument("--sources", type=int, default=500)
    arguments.add_argument("--folder", type=Path, help="Where to build it; default: a temporary folder.")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        os.environ["PYTHONPATH"] = str(ROOT)
        root = Path(folder)
        workspace.created(root)
        text = _add(root, given.snapshots, given.sources)
        _reindex(root, text)
        _commands(root)


def _add(root: Path, snapshots: int, sources: int) -> int:
    store = workspace.store(root)
    made = list(_versions(snapshots, sources))
    begun = time.perf_counter()
    for source, data, day in made[:ONE_BY_ONE]:
        store.add(source, data, captured=DAY, dated=day)
    each = time.perf_counter() - begun
    begun = time.perf_counter()
    with store.batch():
        for source, data, day in made[ONE_BY_ONE:]:
            store.add(source, data, captured=DAY, dated=day)
    batch = time.perf_counter() - begun
    print(f"add, each flushed: {ONE_BY_ONE / each:.0f}/s (goal 100)")
    print(f"add, one batch of {len(made) - ONE_BY_ONE}: {(len(made) - ONE_BY_ONE) / batch:.0f}/s (goal 1,000)")
    return sum(len(data) for _, data, _ in made)


def _reindex(root: Path, text: int) -> None:
    begun = time.perf_counter()
    costs = os.times()
    if os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", _IN, str(root), "reindex"]):
        raise SystemExit("reindex failed")
    wall = time.perf_counter() - begun
    after = os.times()
    cpu = after.children_user + after.children_system - costs.children_user - costs.children_system
    size = (root / "snapshots" / "index.db").stat().st_size
    print(
        f"reindex: {wall:.0f} s for {text / 1e6:.0f} MB, {text / 1e6 / cpu:.2f} MB/s a core (goal 1); "
        f"index {size / 1e6:.0f} MB, {size / text:.1f} x the text (goal 3)"
    )


def _commands(root: Path) -> None:
    commands = {
        "log": ["log", "source 7"],
        "show SOURCE~3": ["show", "source 7~3", "--format", "text"],
        "show by id": ["show", "source 7/2024-01-0", "--format", "text"],
        "search": ["search", "微网格员", "甲市"],
        "search, nothing": ["search", "没有的词"],
    }
    lines = {name: [sys.executable, "-c", _IN, str(root), *command] for name, command in commands.items()}
    for name, cost in side_by_side(lines, 5, root, (0, 2)).items():
        print(f"{name}: {cost.wall:.2f} s, {cost.memory:.0f} MB (goal 0.4 s)")


_IN = "import os,sys; os.chdir(sys.argv[1]); from tracker.cli import run; sys.exit(run(sys.argv[2:]))"


def _versions(snapshots: int, sources: int) -> Iterator[tuple[str, bytes, str]]:
    """Yield (source, bytes, date), version by version of all sources in turn."""
    chance = random.Random(20240820)
    lines = BASE.split("\n")
    texts = [[line.replace("成都", f"{chance.choice('甲乙丙丁戊己庚辛')}市") for line in lines] for _ in range(sources)]
    for number in range(snapshots):
        source = number % sources
        current = texts[source]
        at = chance.randrange(1, len(current) - 1)
        current[at] = current[at] + f"新增措施{number}项。" if chance.random() < 0.8 else lines[at]
        day = date(2024, 1, 1) + timedelta(days=number // sources)
        yield f"source {source}", "\n".join(current).encode(), day.isoformat()


if __name__ == "__main__":
    main()
