"""What aligning costs as texts grow, and how long its redlines are.

    python benchmarks/align.py [--large] [--documents FOLDER]

Each case runs in a process of its own. Sentences are those of seeds/, told apart by a number in words, with a fortieth
of them dropped, a fortieth edited and a fortieth added. --large adds 100,000 sentences a side and growth.
Redlines keep figures and names whole, so they mark more than the shortest script by characters; FOLDER holds official
pairs (PAIRS.json).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from tracker import align, compare

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("00*.txt"))
SENTENCE = re.compile(r"[^。;\n]+[。;]?")
DIGITS = "甲乙丙丁戊己庚辛壬癸"
MB = 1024
# Seconds and megabytes that each case may take.
BUDGETS = {"10000": (2, 1200), "100000": (15, 1200), "alike": (15, 800), "line": (60, 1200)}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--large", action="store_true", help="100,000 sentences a side, and growth")
    arguments.add_argument("--documents", type=Path, help="measure the redlines of the pairs in FOLDER/PAIRS.json too")
    arguments.add_argument("--case", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.case:
        run(given.case)
        return
    took = {}
    for case in ("10000", *(("100000", "alike", "line") if given.large else ())):
        ran = subprocess.run([sys.executable, __file__, "--case", case], capture_output=True, text=True, check=True)
        took[case], memory = map(float, ran.stdout.split())
        seconds, megabytes = BUDGETS[case]
        print(f"{case}: {took[case]:.2f} s (budget {seconds}), {memory:.0f} MB (budget {megabytes})")
    if given.large:
        print(f"growth for ten times the text: {took['100000'] / took['10000']:.1f} x (budget 12)")
    print(f"redlines of the seeds: {redline([(SEEDS[0], SEEDS[1])]):.3f} of the shortest by characters")
    if given.documents:
        pairs = json.loads((given.documents / "PAIRS.json").read_text("utf-8"))
        paths = [(given.documents / pair["old"], given.documents / pair["new"]) for pair in pairs[::4]]
        print(f"redlines of {len(paths)} official pairs: {redline(paths):.3f} (budget 1.15)")


def run(case: str) -> None:
    """Align the texts of a case and print seconds and megabytes."""
    if case == "line":
        old, new = (compare.read(text) for text in one_line())
        start = time.perf_counter()
        compare.compare(old, new)
    else:
        mine, theirs = alike(100_000) if case == "alike" else sentences(int(case))
        start = time.perf_counter()
        align.align_texts(mine, theirs)
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB)


def sentences(size: int) -> tuple[list[str], list[str]]:
    """Return so many sentences, and an edited version of them."""
    chance = random.Random(1)
    known = [found.group() for path in SEEDS for found in SENTENCE.finditer(path.read_text("utf-8"))]
    old = [named(known[k % len(known)], k) for k in range(size)]
    new: list[str] = []
    for sentence in old:
        deed = chance.randrange(40)
        if deed == 0:
            continue
        at = chance.randrange(len(sentence))
        new.append(f"{sentence[:at]}有关{sentence[at:]}" if deed == 1 else sentence)
        if deed == 2:
            new.append("".join(chance.sample(sentence, len(sentence))))
    return old, new


def named(sentence: str, number: int) -> str:
    """Return a sentence about place *number*: no two are the same, as in a real text of that length."""
    name = "".join(DIGITS[int(digit)] for digit in str(number))
    return f"{name}镇{sentence}"


def alike(size: int) -> tuple[list[str], list[str]]:
    """Return lines that differ in a number alone, and the same with a tenth of them gone."""
    old = [f"第{k % 997}号地块按规定完成整治,面积{k % 13}亩。" for k in range(size)]
    return old, [line for k, line in enumerate(old) if k % 10]


def one_line() -> tuple[str, str]:
    """Return a text of 1 MB that is a single line, and an edited version of it."""
    old, new = sentences(12_000)
    return "".join(old), "".join(new)


def redline(pairs: Iterable[tuple[Path, Path]]) -> float:
    """Return how many characters the reports of *pairs* mark for each that a shortest script would mark."""
    marked = shortest = 0
    for paths in pairs:
        old, new = (compare.read(path.read_text("utf-8")) for path in paths)
        for row in compare.compare(old, new).segments:
            if row.status == "changed":
                marked += sum(len(text) for op, text in row.edits if op != "=")
                shortest += distance(old.quote(row.old), new.quote(row.new))
    return marked / shortest


def distance(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many characters a shortest script deletes and inserts."""
    common = [0] * (len(new) + 1)
    for one in old:
        before = 0
        for j, other in enumerate(new, 1):
            before, common[j] = common[j], before + 1 if one == other else max(common[j], common[j - 1])
    return len(old) + len(new) - 2 * common[-1]


if __name__ == "__main__":
    main()
