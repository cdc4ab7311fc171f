"""Planted edits are told for what they are: each kind found, and nothing told that was not planted."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests import planting
from tests.conftest import SEEDS, SHARED
from tests.planting import KINDS, Kind, Place, Planted, Planting
from tracker import compare, renderers
from tracker.renderers.view import View

RATES = (0.05, 0.15, 0.30)
ENOUGH = 0.98
# Texts of every kind that is followed: reports, plans, communiqués, laws, regulations.
FAMILIES = (
    "gwr/*_2009.txt",
    "gwr/*_2013.txt",
    "cpc/*_2013.txt",
    "law/劳动合同法_2012.txt",
    "regulation/船员条例_2023*",
    "local/*",
)

Score = Counter[tuple[Kind, str]]


def score(planted: Planting) -> Score:
    """Return for each kind how many were planted, found, told, and told rightly."""
    report = _report(planted)
    found: Score = Counter()
    for event in planted.events:
        found[event.kind, "planted"] += 1
        found[event.kind, "found"] += _is_found(event, report)
    for row in report["segments"]:
        for kind, fine in _told(row, planted.events):
            found[kind, "told"] += 1
            found[kind, "right"] += fine
    for figure in report["figures"]:
        if "value" in figure["what"]:
            found["figure", "told"] += 1
            found["figure", "right"] += any(
                e.kind == "figure" and _meets(figure["old"]["span"], e.old) for e in planted.events
            )
    return found


def f1(found: Score, kind: Kind) -> float:
    """Return the harmonic mean of the shares of planted edits found and of told changes planted."""
    if not found[kind, "planted"]:
        return 1.0
    recall = found[kind, "found"] / found[kind, "planted"]
    precision = found[kind, "right"] / found[kind, "told"] if found[kind, "told"] else float(not found[kind, "planted"])
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


@pytest.mark.parametrize("rate", RATES)
def test_planted_edits_of_the_seeds_are_told(rate: float) -> None:
    total: Score = Counter()
    for path in sorted(SEEDS.glob("00*.txt")):
        for seed in range(6):
            total += score(planting.plant(path.read_text("utf-8"), rate, seed))
    _check(total)


@pytest.mark.parametrize("rate", RATES)
def test_planted_edits_of_official_documents_are_told(shared: Path, rate: float) -> None:
    total: Score = Counter()
    for seed, path in enumerate(documents(shared)):
        total += score(planting.plant(path.read_text("utf-8"), rate, seed, strangers(path, shared)))
    _check(total)


def documents(shared: Path) -> list[Path]:
    """Return some documents of every family."""
    found = [sorted((shared / "documents").glob(family))[-1:] for family in FAMILIES]
    return [path for paths in found for path in paths]


@cache
def strangers(path: Path, shared: Path) -> tuple[str, ...]:
    """Return sentences of documents of other families than that of *path*."""
    others = [p for p in documents(shared) if p.parent != path.parent]
    every = [words for other in others for words in planting.sentences(other.read_text("utf-8"))]
    random.Random(7).shuffle(every)
    return (*planting.STRANGERS, *every[:300])


def _check(total: Score) -> None:
    scores = {kind: round(f1(total, kind), 3) for kind in KINDS}
    assert all(value >= ENOUGH for value in scores.values()), f"{scores} {dict(total)}"


def _report(planted: Planting) -> Any:
    old, new = compare.read(planted.old), compare.read(planted.new)
    return json.loads(renderers.report(compare.compare(old, new), "json", View()))


def _is_found(event: Planted, report: Any) -> bool:
    rows = report["segments"]
    if event.kind in ("removed", "added"):
        side, place = ("old", event.old) if event.kind == "removed" else ("new", event.new)
        return _share(place, (p["span"] for row in rows if row["status"] == event.kind for p in row[side])) >= 0.5
    if event.kind == "figure":
        return any(
            row["status"] == "changed"
            and _meets(row["old"]["span"], event.old)
            and _meets(row["new"]["span"], event.new)
            for row in report["figures"]
        )
    here = [row for row in rows if row["new"] and any(_meets(part["span"], event.old) for part in row["old"])]
    there = [part["span"] for row in here for part in row["new"]]
    if event.kind == "reworded":
        return any(row["status"] == "changed" and any(_meets(p["span"], event.new) for p in row["new"]) for row in here)
    if event.kind == "moved":
        return _share(event.new, (p["span"] for row in here if row["moved"] for p in row["new"])) >= 0.5
    if event.kind == "split":
        return all(_share(part, there) >= 0.5 for part in event.parts)
    return all(
        _share(
            part,
            (p["span"] for row in rows if any(_meets(q["span"], event.new) for q in row["new"]) for p in row["old"]),
        )
        >= 0.5
        for part in event.parts
    )


def _told(row: Any, events: Sequence[Planted]) -> Iterable[tuple[Kind, bool]]:
    """Yield what a row says happened, and whether it was planted there."""
    touched = {
        e.kind
        for e in events
        if any(_meets(p["span"], e.old) for p in row["old"]) or any(_meets(p["span"], e.new) for p in row["new"])
    }
    if row["status"] in ("removed", "added"):
        yield row["status"], row["status"] in touched
        return
    if row["status"] == "changed":
        yield "reworded", bool(touched & {"reworded", "figure", "split", "merged", "removed", "added"})
    if row["moved"]:
        yield "moved", "moved" in touched
    if len(row["old"]) != len(row["new"]):
        kind: Kind = "split" if len(row["old"]) < len(row["new"]) else "merged"
        yield kind, bool(touched)


def _meets(span: Sequence[int], place: Place | None) -> bool:
    return place is not None and span[0] < place[1] and place[0] < span[1]


def _share(place: Place | None, spans: Iterable[Sequence[int]]) -> float:
    if place is None:
        return 0.0
    covered = sum(max(0, min(place[1], b) - max(place[0], a)) for a, b in spans)
    return covered / (place[1] - place[0])


if __name__ == "__main__":  # pragma: no cover
    for given in RATES:
        for path in [*sorted(SEEDS.glob("00*.txt")), *documents(SHARED)]:
            total: Score = Counter()
            for seed in range(3):
                total += score(planting.plant(path.read_text("utf-8"), given, seed, strangers(path, SHARED)))
            print(given, path.stem, {kind: round(f1(total, kind), 3) for kind in KINDS})
