"""A store of many snapshots to what it costs: adding, reading the newest, log, references, search, reindex, size.

    python benchmarks/store.py [--snapshots 10000] [--sources 500] [--rounds 5]

The documents are built from the two of seeds/ with a fixed seed: about 10 KB each, a source's versions differ by a
handful of edits, no two sources share a sentence. Commands are timed as whole processes, medians of several rounds.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from timing import side_by_side

from tracker import workspace
from tracker.store import Store

ROOT = Path(__file__).resolve().parent.parent
SEED = next((ROOT / "seeds").glob("000_*.txt"))
TRACKER = [sys.executable, "-m", "tracker"]
SIZE = 10_000
DURABLE = 500
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--snapshots", type=int, default=10_000)
    arguments.add_argument("--sources", type=int, default=500)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--keep", action="store_true", help="leave the store where it is, and say where")
    asked = arguments.parse_args()
    os.environ["PYTHONPATH"] = str(ROOT)
    root = Path(tempfile.mkdtemp(prefix="tracker-store-"))
    # Modules are compiled once, as an installation does.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(root / "compiled")
    try:
        measure(root, asked.snapshots, asked.sources, asked.rounds)
    finally:
        if asked.keep:
            print(root)
        else:
            shutil.rmtree(root)


def measure(root: Path, snapshots: int, sources: int, rounds: int) -> None:
    workspace.created(root)
    store = Store.create(root / workspace.SNAPSHOTS)
    made = list(versions(sources, snapshots // sources))
    size = sum(len(data) for _, _, data in made)
    print(f"{len(made):,} snapshots of {sources} sources, {size / 1e6:.1f} MB")
    said("add, each flushed", DURABLE / seconds(lambda: one_by_one(root / "durable", made[:DURABLE])), "a second")
    said("add, one batch", len(made) / seconds(lambda: batch(store, made)), "a second")
    used = spent()
    taken = seconds(lambda: run(root, "reindex"))
    said("reindex", size / 1e6 / (spent() - used), f"MB a processor second ({taken:.1f} s)")
    said("index", (store.folder / "index.db").stat().st_size / size, "times the text")
    firsts = [seconds(partial(run, root, "log", f"source-{number:03}")) for number in range(5)]
    said("log of a source for the first time", statistics.median(firsts), "s")
    commands = {
        "(a bare Python)": [sys.executable, "-c", "pass"],
        "log SOURCE": [*TRACKER, "log", "source-007"],
        "show SOURCE@2021": [*TRACKER, "show", "source-008@2021", "--format", "text"],
        "show ID": [*TRACKER, "show", store.snapshots("source-009")[3].id, "--format", "text"],
        "diff SOURCE": [*TRACKER, "diff", "source-010"],
        "search 改革 (everywhere)": [*TRACKER, "search", "改革"],
        "search of a rare phrase": [*TRACKER, "search", "来源七的人才集团"],
        "search in SOURCE": [*TRACKER, "search", "制度", "--source", "source-011"],
        "list": [*TRACKER, "list"],
        "history --figure": [*TRACKER, "history", "source-012", "--figure", "微网格员"],
        "blame SOURCE": [*TRACKER, "blame", "source-012"],
    }
    for name, cost in side_by_side(commands, rounds, root).items():
        said(name, cost.wall, f"s ({cost.cpu:.2f} s of processor), {cost.memory:.0f} MB")
    said("verify", seconds(lambda: run(root, "verify")), "s")


def versions(sources: int, each: int) -> Iterator[tuple[str, datetime, bytes]]:
    """Yield source, time and bytes of every version, all sources of a day after one another."""
    text = SEED.read_text("utf-8")
    texts = [document(text, number) for number in range(sources)]
    chance = random.Random(1)
    for day in range(each):
        for number in range(sources):
            if day:
                texts[number] = edited(texts[number], chance)
            yield f"source-{number:03}", BEGINNING + timedelta(days=90 * day), texts[number].encode()


def document(text: str, number: int) -> str:
    """Return a document of SIZE bytes whose sentences are those of *text* in words of its own."""
    chance = random.Random(number)
    lines = text.split("\n")
    chance.shuffle(lines)
    own = "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))
    whole = "\n".join(line.replace("成都", f"来源{own}").replace("人才", f"{own}的人才") for line in lines)
    return whole.encode()[:SIZE].decode(errors="ignore")


def edited(text: str, chance: random.Random) -> str:
    for _ in range(6):
        at = chance.randrange(len(text) - 10)
        text = text[:at] + chance.choice(["稳步", "全面", "", "12", "推进改革"]) + text[at + chance.randrange(3) :]
    return text


def one_by_one(folder: Path, made: list[tuple[str, datetime, bytes]]) -> None:
    store = Store.create(folder)
    for source, at, data in made:
        store.add(source, data, captured=at)


def batch(store: Store, made: list[tuple[str, datetime, bytes]]) -> None:
    with store.batch():
        for source, at, data in made:
            store.add(source, data, captured=at)


def run(root: Path, *arguments: str) -> None:
    subprocess.run([*TRACKER, *arguments], cwd=root, stdout=subprocess.DEVNULL, check=True)


def seconds(work: object) -> float:
    assert callable(work)
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def spent() -> float:
    """Return the processor seconds of all processes that ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def said(what: str, value: float, unit: str) -> None:
    print(f"{what:36} {value:10.2f} {unit}", flush=True)


if __name__ == "__main__":
    main()
