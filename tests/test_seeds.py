"""The two sample versions: what was planted is reported, and the whole report is as it was read and approved."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any

import pytest

from tests.conftest import ROOT, SEEDS, Tracker
from tracker import compare
from tracker.model import Side
from tracker.renderers import json as as_json

OLD, NEW = sorted(SEEDS.glob("00*.txt"))
GOLDEN = ROOT / "tests" / "golden" / "seeds.md"
BASELINE = "63f6648a584caee45c4c5efd8a76ca706b5fc18218dbd28809c306e7f4be618c"

Row = dict[str, Any]


def planted(kind: str) -> list[Row]:
    """Return the entries of one kind in the list beside the samples."""
    rows: list[Row] = tomllib.loads((SEEDS / "planted.toml").read_text("utf-8"))[kind]
    return rows


@cache
def report() -> Row:
    """Return the report of the two samples, as programs read it."""
    old, new = (compare.read(path.read_text("utf-8")) for path in (OLD, NEW))
    made: Row = json.loads(as_json.report(compare.compare(old, new, Side(OLD.name), Side(NEW.name))))
    return made


def quoted(row: Row, side: str) -> str:
    """Return the words of one side of a row."""
    return "".join(part["text"] for part in row[side])


def about(entry: Row, role: str | None = None) -> Iterator[Row]:
    """Yield the rows that hold the words of *entry*."""
    for row in report()["segments"]:
        there = all(entry[side] in quoted(row, side) for side in ("old", "new") if side in entry)
        if there and role in (None, row["role"]):
            yield row


def test_the_baseline_is_byte_for_byte_what_was_handed_over() -> None:
    assert sha256(OLD.read_bytes()).hexdigest() == BASELINE


@pytest.mark.parametrize("entry", planted("figure"), ids=lambda e: f"{e.get('old', '')}-{e.get('new', '')}")
def test_planted_figures_are_reported(entry: Row) -> None:
    status = entry.get("status", "changed")
    rows = [
        row
        for row in report()["figures"]
        if row["status"] == status and all(row[s] and row[s]["text"] == entry[s] for s in ("old", "new") if s in entry)
    ]
    assert len(rows) == 1
    assert rows[0]["what"] == entry.get("what", [])
    assert entry.get("subject", "") in rows[0]["subject"]
    assert entry.get("verdict", "") == rows[0].get("verdict", "")


@pytest.mark.parametrize("entry", planted("measure"), ids=lambda e: e.get("new") or e["old"])
def test_planted_changes_of_measures_are_reported(entry: Row) -> None:
    (row,) = about(entry, "measure")
    assert (row["status"], row["moved"]) == (entry["status"], entry.get("moved", False))
    if "parts" in entry:
        assert [len(row["old"]), len(row["new"])] == entry["parts"]


@pytest.mark.parametrize("entry", planted("statement"), ids=lambda e: e["new"])
def test_planted_changes_of_statements_are_reported(entry: Row) -> None:
    (row,) = about(entry, "statement")
    assert row["status"] == entry["status"]


@pytest.mark.parametrize("entry", planted("section"), ids=lambda e: e["new"])
def test_planted_changes_of_sections_are_reported(entry: Row) -> None:
    titles = {side: [s["title"] for s in report()["documents"][side]["sections"]] for side in ("old", "new")}
    wanted = {s: titles[s].index(entry[s]) if s in entry else None for s in ("old", "new")}
    (row,) = [r for r in report()["sections"] if {"old": r["old"], "new": r["new"]} == wanted]
    assert row["status"] == entry["status"]
    assert row["retitled"] == ("old" in entry)


@pytest.mark.parametrize("entry", planted("noise"), ids=lambda e: e["new"])
def test_planted_noise_is_no_change(entry: Row) -> None:
    rows = list(about(entry))
    assert [row["status"] for row in rows] == ["unchanged"]
    assert entry["kind"] in rows[0]["noise"]


def test_nothing_but_what_was_planted_is_reported() -> None:
    counted = report()["summary"]
    changed = [e for e in planted("measure") if e["status"] == "changed"]
    with_figure = [e for e in planted("figure") if e.get("status", "changed") != "restated" and e.get("new") != "12条"]
    assert counted["measures"]["changed"] <= len(changed) + len(with_figure) + 1
    assert counted["measures"]["removed"] == sum(e["status"] == "removed" for e in planted("measure"))
    assert counted["sections"] == {"added": 1, "removed": 0, "changed": 4, "moved": 0, "unchanged": 1}


def test_the_whole_report_is_as_approved(tracker: Tracker) -> None:
    """After a change that is meant: ``tracker diff seeds/00* -f markdown > tests/golden/seeds.md``, and read it."""
    assert tracker("diff", OLD, NEW).stdout.decode() == GOLDEN.read_text("utf-8")
