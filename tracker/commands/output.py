"""Where results go: standard output or a file, in which format, how wide, with or without colour."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracker.commands import streams
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.commands.options import Lang, TableFormat
    from tracker.renderers.tables import Listing

# Below this many characters a comparison ends before a bar could be read.
LONG = 1_000_000
NARROWEST, DEFAULT_WIDTH = 40, 100


def format_of(asked: str | None, out: Path | None, formats: Sequence[str]) -> str:
    """Return which of *formats* to write: the one asked for, else by the file's ending, else by where output goes."""
    from tracker.renderers import SUFFIXES

    if asked:
        return asked
    if out is None:
        return "terminal" if sys.stdout.isatty() else "markdown"
    suffix = out.suffix.lower()
    if os.path.isdir(out):  # noqa: PTH112
        raise UsageError(f"{out} is a folder: name a file to write")
    if SUFFIXES.get(suffix) not in formats:
        endings = [ending for ending, format in SUFFIXES.items() if format in formats]
        said = f"the format {SUFFIXES[suffix]} is not for this" if suffix in SUFFIXES else "its ending names no format"
        raise UsageError(f"{out}: {said}; end it with {', '.join(endings)}, or add --format")
    return SUFFIXES[suffix]


def check(out: Path | None, inputs: Sequence[str]) -> None:
    """Raise UsageError where writing to *out* is impossible or would destroy one of *inputs*."""
    if out is None:
        return
    if str(out) == "-":
        raise UsageError("standard output is written where there is no -o: leave it out")
    # The functions of os.path answer no for names that no file can bear, too.
    if os.path.isdir(out):  # noqa: PTH112
        raise UsageError(f"{out} is a folder: name a file to write")
    if not os.path.isdir(out.absolute().parent):  # noqa: PTH112
        raise UsageError(f"{out}: there is no folder {out.absolute().parent}")
    for name in inputs:
        if name != "-" and _is_there(out) and _is_there(name) and out.samefile(name):
            raise UsageError(f"{out} is one of the documents: choose another file to write")


def write(data: bytes, format: str, out: Path | None) -> None:
    """Write *data* to *out*, a file by one atomic rename, or to standard output."""
    if out is not None:
        try:
            _put(out, data)
        except OSError as error:
            raise UsageError(f"{out}: cannot be written: {error.strerror or error}") from None
        return
    if format == "docx" and sys.stdout.isatty():
        raise UsageError("a Word document is not for a terminal: add -o FILE.docx")
    streams.write(_for_terminal(data) if format == "terminal" else data)


def shown(name: str) -> str:
    """Return a file's name as it is shown: bytes that the locale could not read as UTF-8, else replaced."""
    return os.fsencode(name).decode("utf-8", "replace")


class Target(NamedTuple):
    """Where a table goes, and as what."""

    format: str
    out: Path | None

    @property
    def exact(self) -> bool:
        """Return whether a program reads it, which wants each row by itself."""
        return self.format in ("json", "csv")


def target(format: TableFormat | None, out: Path | None) -> Target:
    """Return where a table goes that is asked for as *format* in *out*; UsageError where that is impossible."""
    from tracker.renderers import tables

    wanted = format_of(format and format.value, out, tables.FORMATS)
    check(out, ())
    return Target(wanted, out)


def listing(table: Listing, to: Target, lang: Lang, columns: int | None) -> None:
    """Write *table* where it goes."""
    from tracker.renderers import tables
    from tracker.renderers.view import View

    view = View(lang.value, width=width(columns), colour=colour(None, to.out))
    write(tables.written(table, to.format, view), to.format, to.out)


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Yield what is told how much is done of how much: a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(what, total=None, visible=False)
        yield lambda done, whole: shown.update(task, completed=done, total=whole, visible=whole > 1)


def notes(name: str, findings: Sequence[str]) -> None:
    """Tell on standard error, a line each, what a reader should know of how the document *name* was read."""
    for finding in findings:
        streams.tell(f"{name}: {finding}")


def width(asked: int | None) -> int:
    """Return how many columns the terminal view may use."""
    return asked or max(NARROWEST, shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns)


def colour(asked: bool | None, out: Path | None) -> bool:
    """Return whether to colour: as asked, else on a terminal that is not told otherwise (https://no-color.org)."""
    if asked is not None:
        return asked
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return out is None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def progress(steps: int, characters: int) -> Iterator[Callable[[str], None]]:
    """Yield a function that tells the next step; a bar on standard error, only on a terminal and for long work."""
    if characters < LONG or not sys.stderr.isatty():
        yield lambda _said: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=steps)
        begun = False

        def step(said: str) -> None:
            nonlocal begun
            bar.update(task, description=said, advance=1 if begun else 0)
            begun = True

        yield step


def _for_terminal(data: bytes) -> bytes:
    """Return *data* in the terminal's encoding; what it cannot show becomes a question mark, never a crash."""
    encoding = sys.stdout.encoding or "utf-8"
    return data if encoding.lower() in ("utf-8", "utf8") else data.decode().encode(encoding, "replace")


def _is_there(path: str | Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110


def _put(path: Path, data: bytes) -> None:
    """Write *data* to *path*: into a device or a pipe, which stays what it is, or as a whole file in its place."""
    if _is_there(path) and not path.is_file():
        with path.open("wb") as file:
            file.write(data)
        return
    if path.is_symlink():
        with suppress(FileNotFoundError):  # a link to a file that is yet to be made
            path.stat()  # an OSError for a link that leads back to itself
    from tracker import disk

    disk.put(path, data)
