"""The index: what all versions say, in tables that any SQLite tool reads, and a search through their passages.

Derived from the snapshots and rebuilt at any time; it keeps no fact of its own. The door to sqlite-utils.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from tracker import __version__
from tracker.errors import StoreError
from tracker.model import Section, Span
from tracker.renderers.places import heading
from tracker.store import passages

# Another layout of the tables is another number; an index of another number or tracker is made anew.
_LAYOUT = 1
_PATIENCE = 60.0
"""Seconds to wait for another process that writes."""

# An id is the number of the snapshot, and the position in it, in one integer: so no table needs a second index.
_SHIFT = 24

_TABLES: Mapping[str, Mapping[str, Any]] = {
    "meta": {"key": str, "value": str},
    "snapshots": {
        "number": int,
        "source": str,
        "id": str,
        "date": str,
        "title": str,
        "sha256": str,
        "size": int,
        "read_as": str,
        "trouble": str,
    },
    "texts": {"snapshot": int, "text": str},
    "sections_": {
        "id": int,
        "parent": int,
        "level": int,
        "label": str,
        "title": str,
        "start": int,
        "end": int,
    },
    "segments_": {"id": int, "section": int, "role": str, "start": int, "end": int},
    "figures_": {
        "id": int,
        "segment": int,
        "start": int,
        "end": int,
        "value": str,
        "high": str,
        "unit": str,
        "kind": str,
        "bound": str,
        "role": str,
        "subject": str,
    },
    # These are numbered without gaps, which keeps the lists of the search short.
    "passages_": {"id": int, "snapshot": int, "section": int, "start": int, "end": int},
    "comparisons_": {"old": int, "new": int, "counts": str},
    "changes_": {
        "old": int,
        "new": int,
        "about": str,
        "status": str,
        "moved": int,
        "before": str,
        "after": str,
        "subject": str,
        "difference": str,
    },
}
_KEYS: Mapping[str, str | tuple[str, str]] = {
    "meta": "key",
    "snapshots": "number",
    "texts": "snapshot",
    "sections_": "id",
    "segments_": "id",
    "figures_": "id",
    "passages_": "id",
    "comparisons_": ("old", "new"),
}


def _in(table: str) -> str:
    """Return the condition that a row of *table* is of the snapshot ``s``."""
    return f"{table}.id between s.number << {_SHIFT} and (s.number << {_SHIFT}) + {(1 << _SHIFT) - 1}"


# Tables hold numbers and places; views say them for people.
_VIEWS: Mapping[str, str] = {
    "sources": """
        select source, count(*) as versions, min(date) as first, max(date) as newest from snapshots group by source""",
    "sections": f"""
        select s.source, s.id as snapshot, s.date, c.id & {(1 << _SHIFT) - 1} as position, c.level, c.label, c.title,
               p.title as under
        from snapshots s join sections_ c on {_in("c")}
        left join sections_ p on p.id = (s.number << {_SHIFT}) + c.parent""",
    "segments": f"""
        select s.source, s.id as snapshot, s.date, g.id & {(1 << _SHIFT) - 1} as position, g.role, c.title as section,
               substr(t.text, g.start + 1, g.end - g.start) as text
        from snapshots s join segments_ g on {_in("g")} join texts t on t.snapshot = s.number
        left join sections_ c on c.id = (s.number << {_SHIFT}) + g.section""",
    "measures": "select * from segments where role = 'measure'",
    "figures": f"""
        select s.source, s.id as snapshot, s.date, f.subject,
               substr(t.text, f.start + 1, f.end - f.start) as text, cast(f.value as real) as value,
               cast(f.high as real) as high, f.unit, f.kind, f.bound, f.role, c.title as section
        from snapshots s join figures_ f on {_in("f")} join texts t on t.snapshot = s.number
        left join segments_ g on g.id = (s.number << {_SHIFT}) + f.segment
        left join sections_ c on c.id = (s.number << {_SHIFT}) + g.section""",
    "changes": """
        select n.source, o.id as old, n.id as new, n.date, c.about, c.status, c.moved, c.before, c.after, c.subject,
               cast(c.difference as real) as difference
        from changes_ c join snapshots o on o.number = c.old join snapshots n on n.number = c.new""",
}

Row = tuple[Any, ...]


class Entry(NamedTuple):
    """All that the index holds of one snapshot; the rows are those of its tables without the snapshot's number."""

    source: str
    id: str
    date: str
    title: str | None
    sha256: str
    size: int
    read_as: str
    trouble: str | None
    text: str
    sections: tuple[Row, ...]
    segments: tuple[Row, ...]
    figures: tuple[Row, ...]
    passages: tuple[Row, ...]


class Compared(NamedTuple):
    """What changed between two neighbouring snapshots: counts as JSON, and the changed rows."""

    old: str
    new: str
    counts: str
    changes: tuple[Row, ...]


class Hit(NamedTuple):
    """A passage that was found: where it stands, and the places of the words in it."""

    source: str
    id: str
    date: str
    section: int
    text: str
    marks: tuple[tuple[int, int], ...]


class Index:
    """One index file, open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def known(self, source: str | None = None) -> dict[tuple[str, str], tuple[int, str]]:
        """Return the number, and how it was read, of each snapshot (of *source*) that is here by (source, id)."""
        query = "select source, id, number, read_as from snapshots"
        rows = self._db.execute(query) if source is None else self._db.execute(f"{query} where source = ?", [source])
        return {(source, id): (number, read_as) for source, id, number, read_as in rows}

    def put(self, entries: Iterable[Entry]) -> None:
        """Add *entries*; all of them, or where it fails none."""
        with self._db:
            last = self._db.execute("select coalesce(max(number), 0) from snapshots").fetchone()[0]
            passage = self._db.execute("select coalesce(max(id), 0) from passages_").fetchone()[0] + 1
            for number, entry in enumerate(entries, last + 1):
                self._insert(number, passage, entry)
                passage += len(entry.passages)

    def compared(self, source: str) -> dict[tuple[str, str], str]:
        """Return the counts, as JSON, of the neighbours of *source* that were compared before, by (old id, new id)."""
        rows = self._db.execute(
            "select o.id, n.id, c.counts from comparisons_ c join snapshots o on o.number = c.old"
            " join snapshots n on n.number = c.new where n.source = ?",
            [source],
        )
        return {(old, new): counts for old, new, counts in rows}

    def put_compared(self, source: str, rows: Iterable[Compared]) -> None:
        """Keep what was found between neighbours of *source*; those it does not know are left out.

        What was kept of versions that are neighbours no longer, as one was added between them, goes.
        """
        known = {id: number for (_, id), (number, _) in self.known(source).items()}
        before = dict(pairwise(known[id] for id in sorted(known)))
        with self._db:
            for old, new in self._db.execute("select old, new from comparisons_").fetchall():
                if old in known.values() and before.get(old) != new:
                    self._db.execute("delete from comparisons_ where old = ? and new = ?", (old, new))
                    self._db.execute("delete from changes_ where old = ? and new = ?", (old, new))
            for row in rows:
                if row.old not in known or row.new not in known:
                    continue
                pair = (known[row.old], known[row.new])
                self._many("comparisons_", "or replace ", [(*pair, row.counts)])
                self._db.execute("delete from changes_ where old = ? and new = ?", pair)
                self._many("changes_", "", [(*pair, *change) for change in row.changes])

    def is_writable(self) -> bool:
        """Return whether anything can be kept here."""
        return not self._db.execute("pragma query_only").fetchone()[0]

    def search(
        self, phrases: Sequence[str], source: str | None, since: str | None, until: str | None, limit: int
    ) -> list[Hit]:
        """Return the passages that hold all *phrases*, newest versions first, in the order of their text."""
        order = self._order(source, since, until)
        query = " AND ".join(passages.query(phrase) for phrase in phrases)
        # Numbers alone first: a common word stands in more passages than anybody wants to read.
        rows = self._db.execute(
            "select p.snapshot, p.id from passages_fts f join passages_ p on p.id = f.rowid where passages_fts match ?",
            [query],
        )
        found = sorted((order[number], id) for number, id in rows if number in order)
        hits: list[Hit] = []
        for _, id in found:
            hit = self._hit(id, phrases)
            if hit is not None:
                hits.append(hit)
                if len(hits) == limit:
                    break
        return hits

    def _order(self, source: str | None, since: str | None, until: str | None) -> dict[int, int]:
        """Return the snapshots that are asked for, by number, with their rank: by source, newest first."""
        rows = self._db.execute(
            "select number from snapshots where (?1 is null or source = ?1) and (?2 is null or date >= ?2)"
            " and (?3 is null or date <= ?3) order by source, id desc",
            (source, since, until),
        )
        return {number: rank for rank, (number,) in enumerate(rows)}

    def _hit(self, id: int, phrases: Sequence[str]) -> Hit | None:
        """Return the passage *id* where it does hold the *phrases*."""
        row = self._db.execute(
            "select s.source, s.id, s.date, p.section, substr(t.text, p.start + 1, p.end - p.start)"
            " from passages_ p join snapshots s on s.number = p.snapshot join texts t on t.snapshot = s.number"
            " where p.id = ?",
            [id],
        ).fetchone()
        marks = passages.places(row[4], phrases)
        return Hit(row[0], row[1], row[2], row[3], row[4], marks) if marks else None

    def path(self, source: str, id: str, section: int) -> tuple[str, ...]:
        """Return the headings down to a section of a snapshot."""
        rows = self._db.execute(
            f"select c.id & {(1 << _SHIFT) - 1}, c.parent, c.label, c.title from snapshots s join sections_ c"
            f" on {_in('c')} where s.source = ? and s.id = ?",
            [source, id],
        )
        by = {position: (parent, label, title) for position, parent, label, title in rows}
        steps: list[str] = []
        at: int | None = section
        while at is not None and at in by:
            parent, label, title = by[at]
            steps.append(heading(Section(title, label, 0, None, Span(0, 0), Span(0, 0))))
            at = parent
        return tuple(step for step in reversed(steps) if step)

    def _insert(self, number: int, passage: int, entry: Entry) -> None:
        first = number << _SHIFT
        self._many("snapshots", "", [(number, *entry[:8])])
        self._many("texts", "", [(number, entry.text)])
        for table, rows in (
            ("sections_", entry.sections),
            ("segments_", entry.segments),
            ("figures_", entry.figures),
        ):
            self._many(table, "", [(first + position, *row) for position, row in enumerate(rows)])
        places = [(at, number, *row[:3]) for at, row in enumerate(entry.passages, passage)]
        self._many("passages_", "", places)
        words = [(at, row[3]) for at, row in enumerate(entry.passages, passage)]
        self._db.executemany("insert into passages_fts(rowid, words) values (?, ?)", words)

    def _many(self, table: str, how: str, rows: Sequence[Row]) -> None:
        # insert_all of sqlite-utils makes a dict a row; for millions of rows that is most of the time.
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._db.executemany(f'insert {how}into "{table}" values ({marks})', rows)

    def lay_out(self) -> None:
        """Make the empty tables and views."""
        # Imported here alone: it takes longer to start than most commands take to answer.
        import sqlite_utils

        db: Any = sqlite_utils.Database(self._db)
        for name, columns in _TABLES.items():
            db[name].create(columns, pk=_KEYS.get(name))
        db["snapshots"].create_index(["source", "id"], unique=True)
        db["changes_"].create_index(["new", "old"])
        db.execute(
            "create virtual table passages_fts using fts5(words, content='', columnsize=0,"
            ' tokenize="unicode61 remove_diacritics 0")'
        )
        for name, query in _VIEWS.items():
            db.create_view(name, query)
        db["meta"].insert_all([{"key": "tracker", "value": __version__}, {"key": "layout", "value": str(_LAYOUT)}])

    def is_current(self) -> bool:
        """Return whether this tracker made the index, in the layout of today."""
        try:
            said = dict(self._db.execute("select key, value from meta").fetchall())
        except sqlite3.DatabaseError:
            return False
        return said == {"tracker": __version__, "layout": str(_LAYOUT)}


@contextmanager
def opened(path: Path, *, immutable: bool = False) -> Iterator[Index | None]:
    """Yield the index in the file *path*; None where there is none, or one that has to be made anew."""
    if not path.is_file():
        yield None
        return
    mode = "?mode=ro&immutable=1" if immutable else ""
    with _errors(path), closing(_connected(f"{path.absolute().as_uri()}{mode}", uri=True)) as connection:
        if immutable:
            connection.execute("pragma query_only = on")
        index = Index(connection)
        yield index if index.is_current() else None


@contextmanager
def made(path: Path) -> Iterator[Index]:
    """Yield an empty index that takes the place of the file *path* at the end, by one rename."""
    fresh = path.with_name(path.name + ".new")
    with _errors(path):
        for old in _files(fresh):
            old.unlink(missing_ok=True)
        with closing(_connected(str(fresh))) as connection:
            # It is worth nothing until it is whole: a crash leaves a file that the next one begins anew.
            connection.execute("pragma journal_mode = off")
            connection.execute("pragma synchronous = off")
            index = Index(connection)
            index.lay_out()
            yield index
            connection.commit()
            connection.execute("insert into passages_fts(passages_fts) values ('optimize')")
            connection.commit()
            connection.execute("vacuum")
        for old in _files(path)[1:]:
            old.unlink(missing_ok=True)
        fresh.replace(path)


def _connected(name: str, *, uri: bool = False) -> sqlite3.Connection:
    return sqlite3.connect(name, timeout=_PATIENCE, uri=uri)


def _files(path: Path) -> list[Path]:
    return [path, *(path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm"))]


@contextmanager
def _errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: {error}; `tracker reindex` makes the index anew") from None
    except OSError as error:
        raise StoreError(f"{path}: the index cannot be written: {error.strerror or error}") from None
