"""The standard streams: lines of words to them, whatever the words hold and whatever the streams are."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import IO

from tracker.errors import UsageError


def opened() -> None:
    """Make streams of those that were closed before the start: nothing is read, nothing can be written."""
    if sys.stdin is None:
        sys.stdin = _nowhere(os.O_RDONLY, "r")
    if sys.stdout is None:
        # Open for reading alone: that output is lost is an error, but only where there is any.
        sys.stdout = _nowhere(os.O_RDONLY, "w")
    if sys.stderr is None:
        sys.stderr = _nowhere(os.O_WRONLY, "w")
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A name that the locale cannot spell is no reason to stop.
        sys.stdout.reconfigure(errors="backslashreplace")


def closed() -> str | None:
    """Hand on what was printed; return why that cannot be, None where it can or where the reader has enough."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        drop()
    except OSError as error:
        drop()
        return _unwritable(error)
    return None


def write(data: bytes) -> None:
    """Print *data* as it is; UsageError where standard output takes it not."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        drop()
        raise UsageError(_unwritable(error)) from None


def drop() -> None:
    """Let what was printed, and is not handed on yet, go nowhere: its reader (head, less) has gone."""
    _lose(sys.stdout)


def say(*lines: str) -> None:
    """Print *lines*."""
    sys.stdout.write("".join(f"{_harmless(line)}\n" for line in lines))


def tell(line: str) -> None:
    """Print *line* on standard error, as ours."""
    complain(f"tracker: {_harmless(line)}\n")


def complain(words: str) -> None:
    """Print *words* on standard error; where nobody can be told, the exit status still says what it has to."""
    try:
        sys.stderr.write(words)
        sys.stderr.flush()
    except OSError:
        _lose(sys.stderr)


def _unwritable(error: OSError) -> str:
    return f"standard output cannot be written: {error.strerror}"


def _lose(stream: IO[str]) -> None:
    # Python flushes the streams once more at exit; it must find open files.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _nowhere(flags: int, mode: str) -> IO[str]:
    return os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8")


def _harmless(line: str) -> str:
    """Return *line* as one line; names of files and words of servers in it reach no terminal as commands."""
    from tracker.renderers.page import clean

    with suppress(UnicodeEncodeError):
        # Bytes of a name that the locale could not read may well be UTF-8.
        line = line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return clean(line).strip()
