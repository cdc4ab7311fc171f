"""Versions kept: ``tracker init``, ``add``, ``list``, ``export``, ``verify`` and ``reindex``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tracker.commands import output, places, streams
from tracker.commands.options import FORMAT, LANG, OUTPUT, WIDTH, Lang, TableFormat
from tracker.errors import FormatError, UsageError

if TYPE_CHECKING:
    from tracker.model import Decoded
    from tracker.sources import Source


def register(app: typer.Typer) -> None:
    """Add the commands that keep versions to *app*."""
    app.command(epilog="Example: tracker init policies")(init)
    app.command(epilog="Example: tracker add work-report 2024.docx --date 2024-03-05")(add)
    app.command("list", epilog="Example: tracker list --format csv")(list_)
    app.command(epilog="Example: tracker export work-report ./for-the-archive")(export)
    app.command(epilog="Example: tracker verify --repair")(verify)
    app.command(epilog="Example: tracker reindex")(reindex)


def init(
    folder: Path = typer.Argument(Path(), metavar="[DIR]", help="The folder; default: the current one."),
) -> int:
    """Make a workspace: a folder with tracker.toml and snapshots/."""
    from tracker import workspace

    made = workspace.created(folder)
    for path in made:
        streams.say(f"made {path}")
    if not made:
        streams.say(f"{folder} is a workspace already")
    return 0


def add(
    source: str = typer.Argument(..., metavar="SOURCE", help="What the document is called, from version to version."),
    file: str = typer.Argument(None, metavar="[FILE]", help="The version: a file, or - for standard input."),
    date: str = typer.Option(None, "--date", metavar="2024-08-20", help="Since when it stands; default: now."),
    title: str = typer.Option(None, "--title", help="What this version is called."),
    url: str = typer.Option(None, "--url", help="Follow this address from now on: `tracker check` fetches it."),
    encoding: str = typer.Option(None, "--encoding", metavar="NAME", help="Read the bytes as NAME (gb18030 ...)."),
) -> int:
    """Store a version of a source, or follow an address.

    What is stored already is not stored again.
    """
    if url is not None:
        if file is not None or date is not None:
            raise UsageError("--url is fetched by `tracker check`: give no FILE and no --date with it")
        return _follow(source, url, title, encoding)
    if file is None:
        raise UsageError("what is to be stored? give a FILE, - for standard input, or --url")
    return _store(source, file, date, title, encoding)


def list_(format: TableFormat = FORMAT, out: Path = OUTPUT, lang: Lang = LANG, width: int = WIDTH) -> int:
    """List the sources, each with its newest version."""
    from tracker.renderers.tables import Cell, Listing

    to = output.target(format, out)
    place = places.here()
    # From the names of the files: of ten thousand records only the newest of each source is read.
    ids: dict[str, list[str]] = {source.id: [] for source in place.config.sources}
    for name, id in place.store.identifiers():
        ids.setdefault(name, []).append(id)
    rows: list[tuple[Cell, ...]] = []
    for name, found in sorted(ids.items()):
        listed = place.config.source(name)
        newest = place.store.snapshot(name, max(found)) if found else None
        title = (listed and listed.title) or (newest.title if newest else None)
        rows.append((name, title, len(found), *((newest.id, newest.date) if newest else (None, None))))
    empty = "Nothing is stored yet: tracker add SOURCE FILE stores a version."
    columns = ("source", "title", "versions", "version", "date")
    heading = "Sources" if lang.value == "en" else "来源"
    output.listing(Listing(heading, columns, tuple(rows), empty), to, lang, width)
    return 0


def export(
    source: str = typer.Argument(..., metavar="SOURCE", help="The source."),
    folder: Path = typer.Argument(..., metavar="DIR", help="A new or empty folder."),
) -> int:
    """Write all versions of a source to a folder.

    Each as bytes and as text, with a manifest.
    """
    from tracker import references
    from tracker.commands import exporting

    place = places.here()
    name = references.source(place.store, source)
    count = exporting.export(name, place, folder)
    streams.say(f"{count} {'version' if count == 1 else 'versions'} of {name} in {folder}")
    return 0


def verify(
    repair: bool = typer.Option(False, "--repair", help="Do what loses nothing: finish, set strays aside, reindex."),
) -> int:
    """Check that no version was lost or altered.

    Every digest, the chain of records, stray and missing files and the index are checked.

    Exit status: 0 where all is well, 2 where a fault remains.
    """
    from tracker import indexing
    from tracker.store import verify as verifying

    place = places.here()
    if repair:
        for path in verifying.repaired(place.store):
            streams.say(f"set aside: {path}")
    faults = verifying.faults(place.store)
    for fault in faults:
        streams.say(f"{fault.path}: {fault.what}; {fault.remedy}")
    broken = indexing.fault(place.root, place.store)
    if broken and repair and not faults:
        indexing.rebuild(place.root)
        streams.say("the index was made anew")
        broken = None
    if broken:
        streams.say(f"{broken}")
    if faults or broken:
        sys.stdout.flush()
        count = len(faults) + bool(broken)
        raise UsageError(f"{count} {'fault' if count == 1 else 'faults'} found; what to do stands beside")
    count = len(place.store.identifiers())
    streams.say(f"all is well: {count} {'snapshot' if count == 1 else 'snapshots'}")
    return 0


def reindex(
    changes: bool = typer.Option(
        False, "--changes", help="Compare all neighbours too, which takes three times as long."
    ),
) -> int:
    """Make the index anew from the snapshots."""
    from tracker import histories, indexing

    place = places.here()
    with output.bar("reindex") as step:
        count = indexing.rebuild(place.root, step)
    if changes:
        names = place.store.sources()
        with output.bar("compare") as step, indexing.current(place.root) as index:
            for done, name in enumerate(names, 1):
                histories.logged(name, place.store, index, lambda _done, _all: None)
                step(done, len(names))
    where = indexing.path(place.store).relative_to(place.root)
    streams.say(f"{count} {'snapshot' if count == 1 else 'snapshots'} indexed in {where}")
    return 0


def _follow(source: str, url: str, title: str | None, encoding: str | None) -> int:
    from tracker import sources, workspace

    said = {"id": source, "title": title, "url": url, "encoding": encoding}
    made = sources.add(
        places.here().root / workspace.CONFIG, {key: value for key, value in said.items() if value is not None}
    )
    streams.say(f"{made.id} is followed: `tracker check {made.id}` fetches it")
    return 0


def _store(source: str, file: str, date: str | None, title: str | None, encoding: str | None) -> int:
    from datetime import UTC, datetime

    from tracker import sources, workspace
    from tracker.store import Noted, names

    place = places.here()
    names.check_source(source)
    if date is not None:
        names.midnight(date)
    name = "stdin" if file == "-" else output.shown(Path(file).name)
    known = place.config.source(source)
    data, decoded = _read(file, name, place.config.read_as(source), encoding)
    said = {key: value for key, value in (("id", source), ("title", title)) if value is not None}
    if known is None:
        sources.check(place.root / workspace.CONFIG, said)
    output.notes(name, decoded.findings)
    stored = place.store.add(
        source,
        data,
        captured=datetime.now(UTC),
        dated=date,
        noted=Noted(decoded.media_type, title, encoding=decoded.encoding, extractor=decoded.extractor),
    )
    if not stored.new:
        streams.say(f"{source}: nothing was stored, it is the same as {stored.snapshot.id}")
    else:
        streams.say(f"{source}: stored as {stored.snapshot.id}")
        output.notes(name, _warnings(date))
    if known is None:
        sources.ensure(place.root / workspace.CONFIG, said)
    return 0


def _read(file: str, name: str, source: Source, encoding: str | None) -> tuple[bytes, Decoded]:
    """Return the bytes of *file* and their text; UsageError or FormatError, which call it *name*, where it has none."""
    from tracker import formats, views
    from tracker.commands import documents
    from tracker.formats import kinds

    data = documents.read_bytes(file, formats.LARGEST + 1)
    try:
        decoded = views.text(data, source, (), "text/markdown" if kinds.is_markdown(file) else "", encoding)
    except FormatError as error:
        raise FormatError(f"{name}: {error}; nothing was stored") from None
    if not decoded.text.strip():
        raise UsageError(f"{name}: it holds no text; nothing was stored")
    return data, decoded


def _warnings(date: str | None) -> list[str]:
    """Return what somebody should know who gave a version this date."""
    from datetime import UTC, datetime, timedelta

    from tracker.store import names

    # A day ahead may be today already, further east.
    if date is None or names.midnight(date) <= datetime.now(UTC) + timedelta(days=1):
        return []
    return [f"{date} is still to come: versions stored without a date will stand behind it"]
