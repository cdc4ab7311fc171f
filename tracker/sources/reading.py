"""The text of tracker.toml to its values, or to a message that names the line, the key and the nearest known one."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from typing import Any, NoReturn

from tracker.errors import SourceError, UsageError
from tracker.sources import places
from tracker.sources.fields import SOURCE, TABLES, Reader
from tracker.sources.values import Config, Source


def config(text: str, name: str = "tracker.toml") -> Config:
    """Return what *text* says; SourceError, in one line, where it is wrong."""
    return _Reading(text, name).config()


class _Reading:
    """One text, so that each message can name its line."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = places.lines(text)
        try:
            self.data = tomllib.loads(text)
        except ValueError as error:  # of numbers too long, too, not of TOML alone
            raise SourceError(f"{name}: {_at_line(error, text)}") from None
        except RecursionError:
            raise SourceError(f"{name}: its values are nested too deeply") from None

    def config(self) -> Config:
        self.known((), self.data, ("sources", "check", "notify", "schedule"))
        tables = self.data.get("sources", [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.wrong(("sources",), "sources is a list of tables: begin each with [[sources]]")
        sources = tuple(self.source(i, table) for i, table in enumerate(tables))
        self.unique(sources)
        parts: dict[str, Any] = {}
        for key, (make, readers) in TABLES.items():
            table = self.data.get(key, {})
            if not isinstance(table, dict):
                self.wrong((key,), f"{key} is a table: write [{key}] on a line of its own")
            parts[key] = make(**self.values((key,), table, readers))
        return Config(sources, **parts)

    def source(self, index: int, table: Mapping[str, Any]) -> Source:
        path = ("sources", index)
        values = self.values(path, table, SOURCE)
        if "id" not in values:
            self.wrong(path, f"source {index + 1} has no id: give it a short name that stays")
        if "url" in values and "path" in values:
            self.wrong((*path, "path"), f"{values['id']} has a url and a path: a source appears in one place")
        if "path" in values and "headers" in values:
            self.wrong((*path, "headers"), f"{values['id']} has a path: headers are for a url")
        return Source(**values)

    def values(self, path: places.Path, table: Mapping[str, Any], readers: Mapping[str, Reader]) -> dict[str, Any]:
        self.known(path, table, tuple(readers))
        found: dict[str, Any] = {}
        for key, value in table.items():
            try:
                found[key] = readers[key](value)
            except (ValueError, UsageError) as error:
                self.wrong((*path, key), f"{key}: {error}")
        return found

    def known(self, path: places.Path, table: Mapping[str, Any], keys: tuple[str, ...]) -> None:
        for key in table:
            if key not in keys:
                close = difflib.get_close_matches(key, keys, n=1, cutoff=0.5)
                nearest = f"the nearest is {close[0]}" if close else f"known are {', '.join(keys)}"
                self.wrong((*path, key), f"{key} is no key here; {nearest}")

    def unique(self, sources: tuple[Source, ...]) -> None:
        first: dict[str, int] = {}
        for index, source in enumerate(sources):
            # Folders of snapshots are named by id, and some disks take A and a for the same.
            at = first.setdefault(source.id.casefold(), index)
            if at != index:
                line = self.line(("sources", at, "id"))
                self.wrong(("sources", index, "id"), f"id: {source.id} is also the source of line {line}")

    def wrong(self, path: places.Path, message: str) -> NoReturn:
        line = self.line(path)
        raise SourceError(f"{self.name}, line {line}: {message}" if line else f"{self.name}: {message}")

    def line(self, path: places.Path) -> int | None:
        """Return the line of *path*, or of the innermost thing around it that has one."""
        return next((self.lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.lines), None)


def _at_line(error: ValueError, text: str) -> str:
    said = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", str(error), re.DOTALL)
    if not said:
        return f"it is no TOML: {error}"
    return f"line {said[2] or len(text.rstrip().splitlines()) or 1}: it is no TOML there: {said[1]}"
