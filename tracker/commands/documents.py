"""Documents shown and compared: ``tracker show`` and ``tracker diff``."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from tracker.commands import output, places
from tracker.commands.options import FORMAT, LANG, OUTPUT, WIDTH, Lang
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.model import Document, Pin, Report, Side


class ReportFormat(StrEnum):
    """What a report can be written as."""

    markdown = "markdown"
    terminal = "terminal"
    html = "html"
    docx = "docx"
    json = "json"
    csv = "csv"


class DocumentFormat(StrEnum):
    """What a document, or its figures, can be written as."""

    terminal = "terminal"
    markdown = "markdown"
    html = "html"
    docx = "docx"
    json = "json"
    text = "text"
    csv = "csv"


class Loaded(NamedTuple):
    """A document's text, and how a report names it."""

    text: str
    side: Side


ENCODING = typer.Option(None, "--encoding", metavar="NAME", help="Read the bytes as NAME (gb18030, utf-16 ...).")
PIN = typer.Option(None, "--pin", metavar="PINS.toml", help="Passages that you say belong together or apart.")
COLOUR = typer.Option(None, "--color/--no-color", help="Colours in the terminal view; default: on a terminal.")
# What is said of an address where a file is asked for
_FOLLOWED = "; a page is followed with `tracker add SOURCE --url ADDRESS`, and fetched by `tracker check`"


def register(app: typer.Typer) -> None:
    """Add ``show`` and ``diff`` to *app*."""
    app.command(epilog="Example: tracker show report.docx --figures --format csv")(show)
    app.command(epilog="Example: tracker diff 2023.txt 2024.txt -o changes.docx")(diff)


def load(reference: str, encoding: str | None = None) -> Loaded:
    """Return the document that *reference* names: a file, - for standard input, or a stored version.

    Raises UsageError where there is nothing to read, FormatError where it cannot be read as text.
    """
    from tracker import formats
    from tracker.model import Side

    if _is_stored(reference):
        found = _stored(reference)
        snapshot = found.snapshot
        output.notes(snapshot.id, found.findings)
        label = snapshot.title or snapshot.source
        return Loaded(found.text, Side(label, snapshot.source, snapshot.id, snapshot.date, found.findings))
    name = "stdin" if reference == "-" else Path(reference).name
    decoded = formats.decode(read_bytes(reference, formats.LARGEST + 1), name, encoding)
    output.notes(name, decoded.findings)
    return Loaded(decoded.text, Side(name, findings=decoded.findings))


def read_bytes(reference: str, most: int) -> bytes:
    """Return at most *most* bytes of a file, or of standard input (-); UsageError where there is none to read."""
    if not reference:
        raise UsageError("the name of a file is empty")
    if reference == "-":
        return sys.stdin.buffer.read(most)
    try:
        with Path(reference).open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise UsageError(f"{reference}: there is no such file{_FOLLOWED if _is_address(reference) else ''}") from None
    except IsADirectoryError:
        raise UsageError(f"{reference} is a folder: name a file in it") from None
    except OSError as error:
        raise UsageError(f"{reference}: {error.strerror or error}") from None


def show(
    document: str = typer.Argument(..., metavar="DOC", help="A file, - for standard input, or a stored version."),
    format: DocumentFormat = FORMAT,
    figures: bool = typer.Option(False, "--figures", help="List the figures alone."),
    out: Path = OUTPUT,
    encoding: str = ENCODING,
    lang: Lang = LANG,
    width: int = WIDTH,
    color: bool = COLOUR,
) -> int:
    """Show a document's outline with its measures and figures."""
    from tracker import renderers
    from tracker.renderers.view import View

    formats = renderers.FIGURE_FORMATS if figures else renderers.DOCUMENT_FORMATS
    wanted = output.format_of(format and format.value, out, formats)
    renderers.check(wanted, formats)
    render = renderers.figures if figures else renderers.document
    output.check(out, [document])
    loaded = load(document, encoding)
    view = View(lang.value, width=output.width(width), colour=output.colour(color, out))
    output.write(render(_read(loaded), wanted, loaded.side.label, view), wanted, out)
    return 0


def diff(
    old: str = typer.Argument(..., metavar="OLD", help="The earlier version: a file, -, or SOURCE~1."),
    new: str = typer.Argument(None, metavar="[NEW]", help="The later version; left out: OLD and the one before it."),
    format: ReportFormat = FORMAT,
    out: Path = OUTPUT,
    lang: Lang = LANG,
    everything: bool = typer.Option(False, "--all", help="List unchanged segments, noise and restated figures too."),
    noise: bool = typer.Option(False, "--noise", help="List what differs without a change of meaning."),
    restated: bool = typer.Option(False, "--restated", help="List figures that are the same in other notation."),
    exit_code: bool = typer.Option(False, "--exit-code", help="Exit with 1 if anything but noise changed."),
    pin: Path = PIN,
    encoding: str = ENCODING,
    width: int = WIDTH,
    color: bool = COLOUR,
) -> int:
    """Tell what changed between two versions.

    A version is a file, - for standard input, or one that is stored: SOURCE (the newest), SOURCE~1 (the one before),
    SOURCE@2024-08 (the newest then), or the beginning of its id.
    """
    from tracker import renderers
    from tracker.renderers import tally
    from tracker.renderers.view import View

    wanted = output.format_of(format and format.value, out, renderers.REPORT_FORMATS)
    renderers.check(wanted, renderers.REPORT_FORMATS)
    if new is None:
        old, new = places.with_the_one_before(old)
    output.check(out, [old, new])
    if old == new == "-":
        raise UsageError("standard input holds one document: give OLD or NEW as a file")
    before, after = load(old, encoding), load(new, encoding)
    if old != new and before.side.snapshot is not None and before.side.snapshot == after.side.snapshot:
        # SOURCE@2020 and SOURCE@2021, where nothing was stored between: that is not that nothing changed.
        output.notes(f"{old}, {new}", (f"both are the version {after.side.snapshot}",))
    report = _compared(before, after, pin)
    view = View(
        lang.value,
        noise=noise or everything,
        restated=restated or everything,
        unchanged=everything,
        width=output.width(width),
        colour=output.colour(color, out),
    )
    output.write(renderers.report(report, wanted, view), wanted, out)
    return 1 if exit_code and tally.anything_changed(report) else 0


def _is_stored(reference: str) -> bool:
    """Return whether *reference* can only be a stored version: a file of that name, or a pipe, goes before it."""
    if reference in ("", "-") or _is_address(reference):
        return False
    # os.path answers no for a name that no file can bear, too.
    there = os.path.exists(reference) and not os.path.isdir(reference)  # noqa: PTH110, PTH112
    return not there and places.is_workspace()


def _is_address(reference: str) -> bool:
    return reference.startswith(("http://", "https://", "www."))


def _stored(reference: str) -> places.Found:
    try:
        return places.stored(reference)
    except UsageError:
        if os.path.isdir(reference):  # noqa: PTH112
            raise UsageError(f"{reference} is a folder: name a file in it") from None
        raise


def _read(loaded: Loaded) -> Document:
    from tracker import compare

    return compare.read(loaded.text)


def _compared(old: Loaded, new: Loaded, pin: Path | None) -> Report:
    """Return the report, with a progress bar on a terminal where the documents are long."""
    from tracker import compare

    pins = _pins(pin, old, new) if pin else ()
    with output.progress(3, len(old.text) + len(new.text)) as step:
        step("reading OLD")
        before = compare.read(old.text)
        step("reading NEW")
        after = before if new.text == old.text else compare.read(new.text)
        step("comparing")
        return compare.compare(before, after, old.side, new.side, pins)


def _pins(path: Path, old: Loaded, new: Loaded) -> tuple[Pin, ...]:
    from tracker import pins

    try:
        stated = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not written in UTF-8") from None
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from None
    return pins.read(stated, path.name, old.text, new.text)
