"""A TOML text to the line on which each of its tables and keys stands."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")  # [check], [[sources]]
_KEY = re.compile(r"""\s*([A-Za-z0-9_-]+|"[^"]*"|'[^']*')\s*(?:\.[^=]*)?=""")  # url =, "url" =, headers.Cookie =
_LONG = re.compile(r'"""|\'\'\'')


def lines(text: str) -> dict[Path, int]:
    """Return the line, from 1, of each table ("sources", 0) and key ("sources", 0, "url"); inline ones are left out."""
    found: dict[Path, int] = {}
    table: Path = ()
    counts: dict[str, int] = {}
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):  # as TOML does: splitlines() also splits at U+2028
        if inside:
            inside = "" if inside in line else inside
            continue
        if header := _HEADER.match(line):
            table = _table(header[1] == "[[", header[2], counts)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, key[1].strip("\"'")), number)
            inside = _opened(line)
    return found


def _table(many: bool, name: str, counts: dict[str, int]) -> Path:
    parts = tuple(part.strip().strip("\"'") for part in name.split("."))
    if many:
        counts[name] = counts.get(name, -1) + 1
        return (*parts, counts[name])
    # A table within the newest of several: [sources.headers].
    return (parts[0], counts[parts[0]], *parts[1:]) if parts[0] in counts else parts


def _opened(line: str) -> str:
    """Return the mark of the long string that *line* leaves open, "" where it leaves none."""
    marks = _LONG.findall(line)
    return marks[0] if marks and marks.count(marks[0]) % 2 else ""
