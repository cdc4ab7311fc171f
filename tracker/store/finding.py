"""Phrases to the passages of an index that hold them."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.store import passages

# A word that stands in more passages is looked up version by version, until as many were found as are shown: to put
# 180,000 places in order took as long as all the rest.
_COMMON = 4_000


class Hit(NamedTuple):
    """A passage that was found: where it stands, and the places of the words in it."""

    source: str
    id: str
    date: str
    section: int
    text: str
    marks: tuple[tuple[int, int], ...]


def hits(db: sqlite3.Connection, phrases: Sequence[str], asked: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Yield the passages of what is *asked* for that hold all *phrases*, in its order."""
    query = " AND ".join(passages.query(phrase) for phrase in phrases)
    for id in _ranked(db, query, asked):
        hit = _hit(db, id, phrases)
        if hit is not None:
            yield hit


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


def _hit(db: sqlite3.Connection, id: int, phrases: Sequence[str]) -> Hit | None:
    """Return the passage *id* where it does hold the *phrases*."""
    row = db.execute(
        "select s.source, s.id, s.date, p.section, substr(t.text, p.start + 1, p.end - p.start)"
        " from passages_ p join snapshots s on s.number = p.snapshot join texts t on t.snapshot = s.number"
        " where p.id = ?",
        [id],
    ).fetchone()
    marks = passages.places(row[4], phrases)
    return Hit(row[0], row[1], row[2], row[3], row[4], marks) if marks else None
