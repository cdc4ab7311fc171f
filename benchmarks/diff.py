"""Two versions to what comparing them costs: `tracker diff` beside git, redlines and difflib, in one run.

    python benchmarks/diff.py [--rounds 5] [--large]

Prints medians of whole processes, and ratios of their processor times: those stay what they are on a machine that
others use too. The 1 MB and 10 MB pairs (the latter with --large) are built from seeds/ with a fixed seed: once with
edits scattered over a tenth of the characters, once with a tenth of the paragraphs revised, dropped, added or moved.
What is not installed (redlines) is left out and said so.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from timing import Cost, side_by_side

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("00*.txt"))
TRACKER = [sys.executable, "-m", "tracker"]
GIT = ["git", "diff", "--no-index", "--word-diff"]
# A word to git is what stands between blanks: in Chinese a whole line, which is cheap and tells little. By characters
# it tells what tracker's redline tells.
GIT_CHARACTERS = ["git", "diff", "--no-index", "--word-diff-regex=."]
DIFFLIB = (
    "import difflib,sys; a,b=(open(p,encoding='utf-8').read() for p in sys.argv[1:]); "
    "print(difflib.SequenceMatcher(None,a,b,autojunk=False).get_opcodes())"
)
MB = 1_000_000


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--large", action="store_true", help="the 10 MB pairs too (some minutes)")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _baseline(given.rounds)
        costs = {}
        for size in (1, 10) if given.large else (1,):
            for kind, made in (("scattered", scattered), ("revised", revised)):
                pair = _pair(Path(folder), size, kind, made)
                costs[size, kind] = _large(size, kind, pair, given.rounds if size == 1 else 2)
        for kind in ("scattered", "revised") if given.large else ():
            print(f"growth from 1 to 10 MB, {kind}: {costs[10, kind].cpu / costs[1, kind].cpu:.1f} x (budget 15)")


def scattered(text: str, random: random.Random) -> str:
    """Return *text* with a tenth of its characters in runs that are dropped, doubled or replaced."""
    parts, at = [], 0
    while at < len(text):
        step = random.randint(20, 60)
        parts.append(text[at : at + step])
        at += step
        length = random.randint(2, 6)
        was = text[at : at + length]
        if "\n" not in was:
            parts.append(random.choice(("", was + was, text[(start := random.randrange(len(text))) : start + length])))
            at += length
    return "".join(parts)


def revised(text: str, random: random.Random) -> str:
    """Return *text* with a tenth of its paragraphs revised, dropped, added or moved."""
    lines = text.split("\n")
    out: list[str] = []
    moved: list[str] = []
    for line in lines:
        deed = random.randrange(40)
        if deed == 0:
            continue
        if deed == 1:
            moved.append(line)
            continue
        out.append(scattered(line, random) if deed == 2 else line)
        if deed == 3:
            out.append("".join(random.sample(line, len(line))))
    for line in moved:
        out.insert(random.randrange(len(out)), line)
    return "\n".join(out)


def _baseline(rounds: int) -> None:
    pair = list(map(str, SEEDS))
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "tracker diff": [*TRACKER, "diff", *pair],
        "git diff --word-diff": [*GIT, *pair],
        "git, word-diff-regex=.": [*GIT_CHARACTERS, *pair],
        "difflib over characters": [sys.executable, "-c", DIFFLIB, *pair],
    }
    if shutil.which("redlines"):
        commands["redlines"] = ["redlines", "markdown", *pair]
    costs = side_by_side(commands, rounds, ROOT)
    bare = costs["python -c pass"].cpu
    print(f"baseline pair ({SEEDS[0].stat().st_size} bytes), {rounds} rounds")
    for name, cost in costs.items():
        told = f"{cost.wall:7.3f} s  {cost.cpu:7.3f} s of processor  {cost.memory:6.0f} MB"
        print(f"  {name:26} {told}  {cost.cpu / bare:6.1f} x python -c pass")
    if "redlines" not in costs:
        print("  redlines                   not installed here: left out")
    print("  budget: tracker diff at most 20 x python -c pass, under 120 MB; 1 MB scattered at most 8 x git")


def _large(size: int, kind: str, pair: Sequence[str], rounds: int) -> Cost:
    commands = {"tracker": [*TRACKER, "diff"], "git --word-diff": GIT, "git --word-diff-regex=.": GIT_CHARACTERS}
    costs = side_by_side({name: [*command, *pair] for name, command in commands.items()}, rounds, ROOT)
    mine = costs.pop("tracker")
    beside = ", ".join(f"{name} {cost.cpu:.2f} s ({mine.cpu / cost.cpu:.1f} x)" for name, cost in costs.items())
    print(
        f"{size} MB {kind}: tracker {mine.cpu:.2f} s ({mine.wall:.2f} s by the clock), {mine.memory:.0f} MB; {beside}"
    )
    return mine


def _pair(folder: Path, size: int, kind: str, made: object) -> Sequence[str]:
    chance = random.Random(20240820)
    base = SEEDS[0].read_text("utf-8")
    old = _grown(base, size * MB, chance)
    assert callable(made)
    paths = [folder / f"{size}-{kind}-{name}.txt" for name in ("old", "new")]
    for path, text in zip(paths, (old, made(old, chance)), strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    return [str(path) for path in paths]


def _grown(base: str, size: int, chance: random.Random) -> str:
    """Return *base* again and again, each sentence's words in another order of clauses, until it is *size* bytes."""
    parts, have = [], 0
    while have < size:
        for line in base.split("\n"):
            clauses = line.split(",")
            chance.shuffle(clauses)
            varied = ",".join(clauses).replace("成都", chance.choice("甲乙丙丁戊己庚辛壬癸") + "市")
            parts.append(varied + f"第{chance.randrange(10**6)}号" * (len(varied) > 40))
            have += len(varied.encode())
    return "\n".join(parts)


if __name__ == "__main__":
    main()
