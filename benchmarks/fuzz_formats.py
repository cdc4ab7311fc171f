"""Reads ten thousand damaged files of each format; prints what became of them, the slowest, and the memory used.

    python -m benchmarks.fuzz_formats [COUNT] [FORMAT ...]

A damaged file is read, or refused by a FormatError; anything else is a bug, and its file is kept in the current folder.
"""

from __future__ import annotations

import resource
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

from tests import mutations
from tracker import formats
from tracker.errors import FormatError

LONGEST, LARGEST_MB = 10.0, 500


def main() -> None:
    """Fuzz the formats named, or all."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seeds = mutations.seeds()
    bugs = 0
    print("| format | files | read | refused | bugs | slowest | memory |\n|---|---|---|---|---|---|---|")
    for name in sys.argv[2:] or seeds:
        bugs += fuzz(name, seeds[name], count)
    sys.exit(1 if bugs else 0)


def fuzz(name: str, seed: bytes, count: int) -> int:
    """Read *count* damaged copies of *seed*, print a row, return how many bugs were found."""
    ended: Counter[str] = Counter()
    slowest = 0.0
    for number in range(count):
        data = mutations.mutated(seed, Random(f"{name} {number}"))
        began = time.perf_counter()
        ending = _read(data, f"{name}-{number}")
        took = time.perf_counter() - began
        ended[ending if took <= LONGEST else "bug"] += 1
        slowest = max(slowest, took)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    bugs = ended["bug"] + (memory > LARGEST_MB)
    print(f"| {name} | {count:,} | {ended['read']:,} | {ended['refused']:,} | {bugs} | {slowest:.2f} s | {memory} MB |")
    sys.stdout.flush()
    return bugs


def _read(data: bytes, kept: str) -> str:
    try:
        formats.decode(data)
    except FormatError:
        return "refused"
    except Exception:  # whatever it is, it is what this program looks for
        traceback.print_exc()
        Path(f"fuzz-{kept}").write_bytes(data)
        return "bug"
    return "read"


if __name__ == "__main__":
    main()
