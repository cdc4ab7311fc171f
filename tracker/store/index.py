"""The index: what all versions say, in tables that any SQLite tool reads, and a search through their passages.

Derived from the snapshots and rebuilt at any time; it keeps no fact of its own. The door to sqlite-utils.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from tracker import __version__
from tracker.errors import StoreError
from tracker.model import Document, Section
from tracker.store import finding, layout, rows
from tracker.store.finding import Hit, Run
from tracker.store.rows import Row

# Seconds to wait for another process that writes.
_PATIENCE = 60.0

# What helps where the file is not at fault.
_REMEDIES = {
    "SQLITE_FULL": "make room and try again: nothing that is stored is lost",
    "SQLITE_BUSY": "another process writes it; try again when that is done",
}

_PARTS = ("sections_", "segments_", "figures_")


class Entry(NamedTuple):
    """All that the index holds of one snapshot; ``trouble`` says why it could not be read, and has no text then."""

    source: str
    id: str
    date: str
    title: str | None
    sha256: str
    size: int
    read_as: str
    trouble: str | None
    rows: rows.Rows


class Compared(NamedTuple):
    """What changed between two neighbouring snapshots: counts and steps as JSON, and the changed rows."""

    old: str
    new: str
    counts: str
    steps: str
    changes: tuple[Row, ...] = ()


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
                passage += len(entry.rows.passages)

    def troubles(self, source: str) -> dict[str, str | None]:
        """Return of each snapshot of *source*, by id, oldest first, why it cannot be read; None where it can."""
        query = "select id, trouble from snapshots where source = ? order by id"
        return dict(self._db.execute(query, [source]).fetchall())

    def document(self, source: str, id: str) -> Document:
        """Return the document of a snapshot that is here."""
        number, text, title, first, last = self._db.execute(
            "select number, t.text, t.title, first_passage, last_passage from snapshots"
            " join texts t on t.snapshot = number where source = ? and id = ?",
            [source, id],
        ).fetchone()
        sections, segments, figures = (self._of(name, number) for name in _PARTS)
        paragraphs = [row[1:] for row in self._rows("passages_", first, last)]  # without the snapshot's number
        return rows.document(rows.Rows(text, title, sections, segments, figures, paragraphs))

    def compared(self, source: str) -> dict[tuple[str, str], Compared]:
        """Return what is kept of the neighbours of *source*, by (old id, new id), but for the changed rows."""
        found = self._db.execute(
            "select o.id, n.id, c.counts, c.steps from comparisons_ c join snapshots o on o.number = c.old"
            " join snapshots n on n.number = c.new where n.source = ?",
            [source],
        )
        return {row[:2]: Compared(*row) for row in found}

    def put_compared(self, source: str, compared: Iterable[Compared]) -> None:
        """Keep what was found between neighbours of *source*; those it does not know are left out.

        What was kept of versions that are neighbours no longer, as one was added between them, goes.
        """
        known = {id: number for (_, id), (number, _) in self.known(source).items()}
        readable = [id for id, trouble in self.troubles(source).items() if trouble is None]
        before = {known[old]: known[new] for old, new in pairwise(readable)}
        ours = set(known.values())
        with self._db:
            for old, new in self._db.execute("select old, new from comparisons_").fetchall():
                if old in ours and before.get(old) != new:
                    self._db.execute("delete from comparisons_ where old = ? and new = ?", (old, new))
                    self._db.execute("delete from changes_ where old = ? and new = ?", (old, new))
            for row in compared:
                if row.old not in known or row.new not in known:
                    continue
                pair = (known[row.old], known[row.new])
                self._many("comparisons_", "or replace ", [(*pair, row.counts, row.steps)])
                self._db.execute("delete from changes_ where old = ? and new = ?", pair)
                self._many("changes_", "", [(*pair, *change) for change in row.changes])

    def is_writable(self) -> bool:
        """Return whether anything can be kept here."""
        return not self._db.execute("pragma query_only").fetchone()[0]

    def search(
        self, phrases: Sequence[str], source: str | None, since: str | None, until: str | None, limit: int
    ) -> list[Hit]:
        """Return the passages that hold all *phrases*, newest versions first, in the order of their text.

        *since* and *until* are days, months or years, which count whole.
        """
        asked = finding.asked(self._db, source, since, until)
        return list(islice(finding.hits(self._db, phrases, asked), limit))

    def runs(
        self, phrases: Sequence[str], source: str | None, since: str | None, until: str | None, limit: int
    ) -> list[Run]:
        """Return what ``search`` finds, with a passage that is the same in successive versions told once."""
        query = "select source, id from snapshots where trouble is null and (?1 is null or source = ?1) order by 1, 2"
        before = {
            newer: older[1] for older, newer in pairwise(self._db.execute(query, [source])) if older[0] == newer[0]
        }
        found = finding.hits(self._db, phrases, finding.asked(self._db, source, since, until))
        return finding.runs(found, before, limit)

    def sections(self, source: str, id: str) -> tuple[Section, ...]:
        """Return the sections of a snapshot that is here."""
        (number,) = self._db.execute(
            "select number from snapshots where source = ? and id = ?", [source, id]
        ).fetchone()
        return rows.sections(self._of("sections_", number))

    def _of(self, table: str, number: int) -> list[Row]:
        """Return the rows of *table* of the snapshot of that *number*, without their ids."""
        return self._rows(table, number << layout.SHIFT, ((number + 1) << layout.SHIFT) - 1)

    def _rows(self, table: str, first: int, last: int) -> list[Row]:
        """Return the rows of *table* from one id to another, without their ids."""
        found = self._db.execute(f'select * from "{table}" where id between ? and ? order by id', (first, last))
        return [row[1:] for row in found]

    def _insert(self, number: int, passage: int, entry: Entry) -> None:
        own, start = entry.rows, number << layout.SHIFT
        self._many("snapshots", "", [(number, *entry[:8], passage, passage + len(own.passages) - 1)])
        self._many("texts", "", [(number, own.text, own.title)])
        for table, made in zip(_PARTS, (own.sections, own.segments, own.figures), strict=True):
            self._many(table, "", [(start + position, *row) for position, row in enumerate(made)])
        self._many("passages_", "", [(at, number, *row[:-1]) for at, row in enumerate(own.passages, passage)])
        words = [(at, row[-1]) for at, row in enumerate(own.passages, passage)]
        self._db.executemany("insert into passages_fts(rowid, words) values (?, ?)", words)

    def _many(self, table: str, how: str, made: Sequence[Row]) -> None:
        # insert_all of sqlite-utils makes a dict a row; for millions of rows that is most of the time.
        if made:
            marks = ", ".join("?" * len(made[0]))
            self._db.executemany(f'insert {how}into "{table}" values ({marks})', made)

    def lay_out(self) -> None:
        """Make the empty tables and views."""
        # Imported here alone: it takes longer to start than most commands take to answer.
        import sqlite_utils

        db: Any = sqlite_utils.Database(self._db)
        for name, columns in layout.TABLES.items():
            db[name].create(columns, pk=layout.KEYS.get(name))
        db["snapshots"].create_index(["source", "id"], unique=True)
        db["changes_"].create_index(["new", "old"])
        db.execute(
            "create virtual table passages_fts using fts5(words, content='', columnsize=0,"
            ' tokenize="unicode61 remove_diacritics 0")'
        )
        for name, query in layout.VIEWS.items():
            db.create_view(name, query)
        db["meta"].insert_all(
            [{"key": "tracker", "value": __version__}, {"key": "layout", "value": str(layout.VERSION)}]
        )

    def is_current(self) -> bool:
        """Return whether this tracker made the index, in the layout of today."""
        try:
            said = dict(self._db.execute("select key, value from meta").fetchall())
        except sqlite3.DatabaseError as error:
            if _is_busy(error):
                raise
            return False
        return said == {"tracker": __version__, "layout": str(layout.VERSION)}


class Busy(StoreError):
    """Another program keeps the index to itself."""


@contextmanager
def opened(path: Path, *, immutable: bool = False) -> Iterator[Index | None]:
    """Yield the index in the file *path*; None where there is none, or one that has to be made anew."""
    if not path.is_file():
        yield None
        return
    with _errors(path), closing(_connected(_address(path, immutable), uri=True)) as connection:
        if immutable:
            connection.execute("pragma query_only = on")
        index = Index(connection)
        yield index if index.is_current() else None


def damage(path: Path, *, immutable: bool = False) -> str | None:
    """Return the first thing that SQLite finds wrong with the file, reading all of it; None where it is whole.

    Raises StoreError where it is no database.
    """
    with _errors(path), closing(_connected(_address(path, immutable), uri=True)) as connection:
        (said,) = connection.execute("pragma integrity_check(1)").fetchone()
    return None if said == "ok" else " ".join(str(said).split())


def _address(path: Path, immutable: bool) -> str:
    return path.absolute().as_uri() + ("?mode=ro&immutable=1" if immutable else "")


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
        kind = Busy if _is_busy(error) else StoreError
        remedy = _REMEDIES.get(getattr(error, "sqlite_errorname", ""), "`tracker reindex` makes the index anew")
        raise kind(f"{path}: {error}; {remedy}") from None
    except OSError as error:
        raise StoreError(f"{path}: the index cannot be written: {error.strerror or error}") from None


def _is_busy(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")
