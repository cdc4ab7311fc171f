"""The text of tracker.toml to the text with a source more or less; all else, comments too, stays as it was written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from tracker.errors import SourceError, UsageError
from tracker.sources import places, reading

# Where TOML ends a line; splitlines() would also split at U+2028 within a comment.
_LINE_END = re.compile(r"(?<=\n)")


def with_source(text: str, fields: Mapping[str, Any], name: str = "tracker.toml") -> str:
    """Return *text* with a source of *fields* at its end.

    Raises UsageError where the source is there already, SourceError where *text* or a field is wrong.
    """
    import tomlkit

    id = fields.get("id")
    if reading.config(text, name).source(str(id)):
        raise UsageError(f"{id} is a source already; edit {name} to change it")
    if _written_inline(text):
        document = tomlkit.parse(text)
        document["sources"].append(dict(fields))
        made = tomlkit.dumps(document)
    else:
        # At the end a table is always allowed, and nothing above it needs to be touched.
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        made = text + gap + tomlkit.dumps({"sources": [dict(fields)]})
    try:
        reading.config(made, name)
    except SourceError as error:  # the line that it names is not in the file
        raise SourceError(
            f"{id} was not added: {re.sub(rf'^{re.escape(name)}, line [0-9]+: ', '', str(error))}"
        ) from None
    return made


def with_settings(text: str, table: str, fields: Mapping[str, Any], name: str = "tracker.toml") -> str:
    """Return *text* with *fields* set in [table]; SourceError where one is wrong."""
    import tomlkit

    reading.config(text, name)
    document = tomlkit.parse(text)
    if table not in document:
        if text and not text.endswith("\n"):
            text += "\n"
        made = text + ("\n" if text else "") + tomlkit.dumps({table: dict(fields)})
    else:
        for key, value in fields.items():
            document[table][key] = value
        made = tomlkit.dumps(document)
    reading.config(made, name)
    return made


def without_source(text: str, id: str, name: str = "tracker.toml") -> str:
    """Return *text* without the source *id*; comments outside its table stay.

    Raises UsageError where there is no such source, SourceError where *text* is wrong.
    """
    import tomlkit

    ids = [source.id for source in reading.config(text, name).sources]
    if id not in ids:
        raise UsageError(f"{id}: {name} lists no such source; it lists {', '.join(ids[:5]) or 'none'}")
    if _written_inline(text):
        document = tomlkit.parse(text)
        document["sources"].remove(document["sources"][ids.index(id)])
        made = tomlkit.dumps(document)
    else:
        made = _cut(text, ids.index(id))
    left = [source.id for source in reading.config(made, name).sources]
    if left != [other for other in ids if other != id]:
        raise SourceError(f"{name}: {id} cannot be taken out of it; take it out by hand")
    return made


def _written_inline(text: str) -> bool:
    """Return whether the sources are one list of tables on a key, not tables of their own."""
    return bool(tomllib.loads(text).get("sources")) and ("sources", 0) not in places.lines(text)


def _cut(text: str, index: int) -> str:
    """Return *text* without the lines of a source's table, up to what is said of the next."""
    lines = _LINE_END.split(text)
    tables = {path: at for path, at in places.lines(text).items() if lines[at - 1].lstrip().startswith("[")}
    start = tables[("sources", index)] - 1
    ends = sorted(line - 1 for path, line in tables.items() if line - 1 > start and path[:2] != ("sources", index))
    end = ends[0] if ends else len(lines)
    while end > start + 1 and _says_of_the_next(lines[end - 1]):
        end -= 1
    # The blank lines before it go along, so that as many stay as there were between its neighbours.
    while end < len(lines) and not lines[end].strip():
        end += 1
    if not ends and end == len(lines):
        while start and not lines[start - 1].strip():
            start -= 1
    return "".join(lines[:start] + lines[end:])


def _says_of_the_next(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
