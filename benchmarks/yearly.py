"""Passages of newly written reports, read by a person, to how many of them find the passage they come from.

    python benchmarks/yearly.py ../shared/documents

`yearly.json` holds, for pairs of successive documents, passages of the new one ([start, end) in its text) with the old
ones that say the same, or none. "drawn" ones are a random sample of what is not the same word by word and has some
likeness to something; "disputed" ones a random sample of what two states of the aligner paired otherwise; "read" ones
all of the parts that look ahead (of a communiqué, all), but for what is in doubt.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tracker import align, compare
from tracker.model import Document

Spans = Sequence[Sequence[int]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("documents", type=Path)
    documents = arguments.parse_args().documents
    print("| passages | found | right |\n|---|---:|---:|")
    for row in json.loads(Path(__file__).with_suffix(".json").read_text("utf-8")):
        wanted, found, paired = judged(row, documents)
        print(
            f"| {row['kind']} {Path(row['old']).stem} – {Path(row['new']).stem} | {found}/{wanted} | {found}/{paired} |"
        )


def judged(row: dict[str, Any], documents: Path) -> tuple[int, int, int]:
    """Return how many passages have an old one, for how many it is found, and how many are paired at all."""
    old, new = (compare.read((documents / row[side]).read_text("utf-8")) for side in ("old", "new"))
    matches = [
        (_spans(old, match.old), _spans(new, match.new))
        for match in align.align(old, new).matches
        if match.old and match.new
    ]
    wanted = found = paired = 0
    for passage, right in row["passages"]:
        length = passage[1] - passage[0]
        ours = next((mine for mine, theirs in matches if 2 * _overlap([passage], theirs) >= length), None)
        wanted += bool(right)
        paired += ours is not None
        found += ours is not None and _overlap(ours, right) > 0
    return wanted, found, paired


def _spans(document: Document, indexes: Sequence[int]) -> Spans:
    return [document.segments[k].span for k in indexes]


def _overlap(some: Spans, others: Spans) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in some for b in others)


if __name__ == "__main__":
    main()
