"""Matches with their confidence, against read pairs, to how often those of each confidence are right.

    python benchmarks/confidence.py ../shared/gold/changes ../shared/documents

Reads the gold of what really changed (a JSON file a pair of documents, with spans) where it is at hand. A match counts
where its new side lies in a passage of which the gold says where it comes from, or that it is new.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tracker import compare
from tracker.model import Document

Spans = Sequence[Sequence[int]]
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("documents", type=Path)
    given = arguments.parse_args()
    found: dict[float, list[bool]] = defaultdict(list)
    for path in sorted(given.gold.glob("*.json")):
        for confidence, right in judged(json.loads(path.read_text("utf-8")), given.documents):
            found[max(low for low in BINS if low <= confidence)].append(right)
    print("| confidence | matches | right |\n|---|---:|---:|")
    for low in reversed(BINS):
        if rows := found[low]:
            name = "1" if low == 1 else f"{low:.1f}–{BINS[BINS.index(low) + 1]:.1f}"
            print(f"| {name} | {len(rows)} | {sum(rows) / len(rows):.2f} |")


def judged(gold: dict[str, Any], documents: Path) -> Iterator[tuple[float, bool]]:
    """Yield (confidence, right) of the matches that *gold* says something of."""
    old, new = (compare.read((documents / gold[side]).read_text("utf-8")) for side in ("old", "new"))
    known = list(_known(gold))
    for row in compare.compare(old, new).segments:
        if row.old and row.new and row.role != "heading":
            ours, theirs = _spans(old, row.old), _spans(new, row.new)
            come = next((a for a, b in known if _share(theirs, b) >= 0.5), None)
            if come is not None:
                yield row.confidence, any(_overlap(x, y) for x in ours for y in come)


def _known(gold: dict[str, Any]) -> Iterator[tuple[Spans, Spans]]:
    """Yield (old spans, new spans) of passages that belong together; no old ones where the new one was added."""
    for row in gold.get("clauses", []):
        if row.get("new_spans"):
            yield row.get("old_spans") or [], row["new_spans"]
    for pair in gold.get("renumbered_spans", []):
        yield [pair["old_span"]], [pair["new_span"]]
    for article in gold.get("articles", []):
        if article["fate"] == "added":
            yield [], article["new_spans"]
        for paragraph in article.get("paragraphs", []):
            if paragraph.get("new_spans"):
                yield paragraph.get("old_spans") or [], paragraph["new_spans"]


def _spans(document: Document, indexes: Sequence[int]) -> Spans:
    return [document.segments[k].span for k in indexes]


def _overlap(one: Sequence[int], other: Sequence[int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _share(part: Spans, whole: Spans) -> float:
    length = sum(end - start for start, end in part)
    return sum(_overlap(a, b) for a in part for b in whole) / length if length else 0.0


if __name__ == "__main__":
    main()
