"""A table for programs to those that a person reads: versions by their dates, counts in one column, series apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from typing import NamedTuple

Cell = str | int | Decimal | bool | None
Row = tuple[Cell, ...]


class Part(NamedTuple):
    """A table under a heading of its own, "" where it has none."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


# Columns that name a version by its id: 2024-08-20T000000Z-63f6648a.
_VERSIONS = (
    "version", "came_in", "last_changed", "later_version", "earlier_version", "first_version", "last_version",
)  # fmt: skip
# How much of an id is shown: its day, its second, all of it; each is a name of the version wherever one is asked for.
_LENGTHS = (len("2024-08-20"), len("2024-08-20T000000Z"), None)
_PARTS, _STATUSES = ("figures", "measures", "statements"), ("added", "removed", "changed")
# Columns of counts, by the part and the status that they count; those of a part are shown in one column.
COUNTS = {f"{part}_{status}": (part, status) for part in _PARTS for status in _STATUSES}


def parts(columns: Sequence[str], rows: Sequence[Row]) -> tuple[Part, ...]:
    """Return what a person reads of a table: one table, or one for each series of figures."""
    rows = _dated(columns, rows)
    if not {"series", "indicator"} <= set(columns):
        return (_part("", columns, rows),)
    numbers = dict.fromkeys(row[columns.index("series")] for row in rows)
    return tuple(_series(number, columns, rows) for number in numbers)


def _series(number: Cell, columns: Sequence[str], rows: Sequence[Row]) -> Part:
    mine = [row for row in rows if row[columns.index("series")] == number]
    # A version between that has no figure says nothing.
    telling = [row for row in mine if "figure" not in columns or row[columns.index("figure")] is not None]
    said = {
        name: Counter(row[columns.index(name)] for row in reversed(telling))
        for name in ("indicator", "nature")
        if name in columns
    }
    # The name that most versions use, of several the last; how it is meant where all mean it so
    told = [names.most_common(1)[0][0] for name, names in said.items() if name == "indicator" or len(names) == 1]
    gone = ["series", *(name for name, names in said.items() if len(names) <= 1)]
    return _part(f"{number}. {' · '.join(str(name) for name in told if name)}", *_without(columns, mine, gone))


def _part(heading: str, columns: Sequence[str], rows: Sequence[Row]) -> Part:
    columns, rows = _counted(columns, rows)
    return Part(heading, *_without(columns, rows, tuple(_needless(columns, rows))))


def _dated(columns: Sequence[str], rows: Sequence[Row]) -> list[Row]:
    """Return *rows* with versions named by as little of their ids as tells those of one source apart."""
    places = [at for at, name in enumerate(columns) if name in _VERSIONS]
    source = columns.index("source") if "source" in columns else None
    length = _telling_apart(
        {(source is not None and row[source], str(row[at])) for row in rows for at in places if row[at] is not None}
    )
    return [
        tuple(str(cell)[:length] if at in places and cell is not None else cell for at, cell in enumerate(row))
        for row in rows
    ]


def named(ids: Sequence[str]) -> list[str]:
    """Return as little of the ids of versions as tells them apart: their days, their seconds, all of them."""
    length = _telling_apart({("", id) for id in ids})
    return [id[:length] for id in ids]


def _telling_apart(ids: Set[tuple[Cell, str]]) -> int | None:
    """Return how much is shown of *ids*, each with its source."""
    return next(length for length in _LENGTHS if len({(of, id[:length]) for of, id in ids}) == len(ids))


def _counted(columns: Sequence[str], rows: Sequence[Row]) -> tuple[Sequence[str], Sequence[Row]]:
    """Return the table with what was added, removed and changed of one part in one column: 9 / 5 / 10."""
    for part in _PARTS:
        names = [name for name, (counted, _) in COUNTS.items() if counted == part]
        if not set(names) <= set(columns):
            continue
        first, *others = (columns.index(name) for name in names)
        merged = [
            tuple(
                _said([row[first], *(row[at] for at in others)]) if at == first else cell for at, cell in enumerate(row)
            )
            for row in rows
        ]
        renamed = [part if at == first else name for at, name in enumerate(columns)]
        columns, rows = _without(renamed, merged, names[1:])
    return columns, rows


def _said(counts: Sequence[Cell]) -> Cell:
    return None if None in counts else " / ".join(map(str, counts))


def _needless(columns: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    """Yield the columns that say nothing more: empty ones, the date of a version, a unit beside its figure."""
    for at, name in enumerate(columns):
        cells = [row[at] for row in rows]
        if name != "figure" and all(cell in (None, "") for cell in cells):
            yield name
        elif name == "date" and "version" in columns:
            if cells == [row[columns.index("version")] for row in rows]:
                yield name
        elif name == "unit" and "figure" in columns:
            yield name


def _without(
    columns: Sequence[str], rows: Sequence[Row], gone: Sequence[str]
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    kept = [at for at, name in enumerate(columns) if name not in gone]
    return tuple(columns[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in rows)
