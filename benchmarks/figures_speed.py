"""Texts to what finding their figures costs: characters a second, and growth with the length.

    python benchmarks/figures_speed.py [FILE ...]

Without files the two sample versions in seeds/ are read, repeated to a million characters.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tracker import figures  # noqa: E402

MILLION = 1_000_000


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path)
    given = arguments.parse_args()
    texts = [path.read_text("utf-8-sig") for path in given.files or sorted((ROOT / "seeds").glob("00*.txt"))]
    if not given.files:
        texts = [(text + "\n") * (MILLION // len(text) // len(texts)) for text in texts]
    figures.find(texts[0][:5000])  # the dictionary of words is read once
    size = sum(map(len, texts))
    found, spent = cost(texts)
    print(f"{size:,} characters, {found:,} figures, {size / spent:,.0f} characters a second (budget 1,000,000)")
    for piece in ("1,111,", "2019、", "一", "增长1%、", "|1|"):
        short, long = cost([piece * 2_000])[1], cost([piece * 20_000])[1]
        print(f"{piece!r}: ten times the text takes {long / max(short, 1e-4):.1f} times as long")


def cost(texts: list[str]) -> tuple[int, float]:
    """Return the number of figures and the seconds that finding them took."""
    start = time.process_time()
    found = sum(len(figures.find(text)) for text in texts)
    return found, time.process_time() - start


if __name__ == "__main__":
    main()
