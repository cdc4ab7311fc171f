"""Phrases to the passages of an index that hold them."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from tracker.store import passages

# A word that stands in more passages is looked up version by version, until as many were found as are shown: to put
# 180,000 places in order took as long as all the rest.
_COMMON = 4_000

_PASSAGE = 'select snapshot, section, start, "end" from passages_ where id = ?'
_VERSION = "select source, id, date, text from snapshots join texts on snapshot = number where number = ?"


class _Version(NamedTuple):
    source: str
    id: str
    date: str
    text: str


class Hit(NamedTuple):
    """A passage that was found: where it stands, and the places of the words in it."""

    source: str
    id: str
    date: str
    section: int
    text: str
    marks: tuple[tuple[int, int], ...]


class Run(NamedTuple):
    """A passage that is the same in successive versions: the hit in the newest, the id of the oldest, how many."""

    hit: Hit
    first: str
    versions: int = 1


def runs(hits: Iterable[Hit], before: Mapping[tuple[str, str], str], limit: int) -> list[Run]:
    """Return the first *limit* of the runs that *hits* make, which come by source, newest versions first.

    *before* is the version before each, by source and id. A passage that stands in a version twice makes two runs.
    """
    found: list[Run] = []
    at: dict[tuple[str, str, int], int] = {}
    for (source, id), here in groupby(hits, lambda hit: (hit.source, hit.id)):
        told: Counter[str] = Counter()
        more = False
        for hit in here:
            told[hit.text] += 1
            key = (source, hit.text, told[hit.text])
            known = at.get(key)
            if known is not None and before.get((source, found[known].first)) == id:
                found[known] = found[known]._replace(first=id, versions=found[known].versions + 1)
            elif len(found) < limit:
                at[key] = len(found)
                found.append(Run(hit, id))
            else:
                continue
            more = True
        if not more:
            break
    return found


def hits(db: sqlite3.Connection, phrases: Sequence[str], asked: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Yield the passages of what is *asked* for that hold all *phrases*, in its order."""
    query = " AND ".join(passages.query(phrase) for phrase in phrases)
    number, version = -1, _Version("", "", "", "")
    marked: dict[str, tuple[tuple[int, int], ...]] = {}  # versions of a source have most passages in common
    for id in _ranked(db, query, asked):
        snapshot, section, start, end = db.execute(_PASSAGE, [id]).fetchone()
        if snapshot != number:
            number, version = snapshot, _Version(*db.execute(_VERSION, [snapshot]).fetchone())
        words = version.text[start:end]
        if words not in marked:
            marked[words] = passages.places(words, phrases)
        if marked[words]:
            yield Hit(version.source, version.id, version.date, section, words, marked[words])


def asked(db: sqlite3.Connection, source: str | None, since: str | None, until: str | None) -> list[tuple[int, int]]:
    """Return the first and last passage of each snapshot that is asked for: by source, newest first."""
    return db.execute(
        "select first_passage, last_passage from snapshots where (?1 is null or source = ?1)"
        " and (?2 is null or date >= ?2) and (?3 is null or substr(date, 1, length(?3)) <= ?3)"
        " order by source, id desc",
        (source, since, until),
    ).fetchall()


def _ranked(db: sqlite3.Connection, query: str, asked: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield the passages that *query* finds in what is *asked* for, in its order."""
    matching = "select rowid from passages_fts where passages_fts match ?"
    found = [id for (id,) in db.execute(f"{matching} limit ?", [query, _COMMON])]
    if len(found) == _COMMON:
        for first, last in asked:
            within = f"{matching} and rowid between ? and ? order by rowid"
            yield from (id for (id,) in db.execute(within, [query, first, last]).fetchall())
        return
    if not asked:
        return
    ranks = sorted((first, last, rank) for rank, (first, last) in enumerate(asked))
    starts = [first for first, _, _ in ranks]
    places = [(ranks[bisect_right(starts, id) - 1], id) for id in found]
    yield from (id for _, id in sorted((rank, id) for (first, last, rank), id in places if first <= id <= last))
