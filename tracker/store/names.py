"""Source ids and times to names of folders and files that every file system takes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

from tracker.errors import UsageError

RECORD = ".json"

# A second as it stands in a name: 2024-08-20T010203Z. No colon, which Windows and macOS do not take.
STAMP = "%Y-%m-%dT%H%M%SZ"
STAMP_LENGTH = 18

# Linux takes 255 bytes a name; some encrypting file systems only 143.
LONGEST_FOLDER = 140
_DIGITS = 16

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*%~]|^[. ]|[. ]$')
# What Windows keeps to itself, and what lies beside the folders.
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|index\.db.*")
_SHORTENED = re.compile(rf"~[0-9a-f]{{{_DIGITS}}}$")

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

# What a reference would read as "the one before" (report~1) or "newest at that date" (report@2024-08).
_SUFFIX = re.compile(r"~\d+$|@\d{4}(?:-\d\d){0,2}$")

_SUFFIXES = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/msword": ".doc",
    "application/vnd.ms-works": ".wps",
    "application/wps-office.wps": ".wps",
    "application/ofd": ".ofd",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def check_source(source: str) -> None:
    """Raise UsageError where *source* cannot name a source."""
    if not source or source != source.strip() or source.startswith("-"):
        raise UsageError(f"{source!r} cannot name a source: give a name without blanks at its ends and no leading -")
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in source):
        raise UsageError(f"{source!r} cannot name a source: it holds control characters or bytes that are no UTF-8")
    if len(source.encode()) > 255:
        raise UsageError(f"{source[:20]}… cannot name a source: it is longer than 255 bytes")
    if _SUFFIX.search(source):
        raise UsageError(f"{source} cannot name a source: its end would be read as a version (~1, @2024-08)")


def midnight(date: str) -> datetime:
    """Return the beginning of the day *date* (2024-08-20), in UTC; UsageError where it is none."""
    if _DATE.fullmatch(date):
        with suppress(ValueError):
            return datetime.fromisoformat(date).replace(tzinfo=UTC)
    raise UsageError(f"{date} is no date: write it as 2024-08-20")


def period(date: str) -> str:
    """Return *date* where it is a day, month or year (2024-08-20, 2024-08, 2024); UsageError where it is none."""
    try:
        midnight((date + "-01-01")[:10] if len(date) in (4, 7) else date)
    except UsageError:
        raise UsageError(f"{date} is no date: write it as 2024-08-20, 2024-08 or 2024") from None
    return date


def folder(source: str) -> str:
    """Return the name of the folder of *source*: itself where that is safe, else percent-encoded, else shortened."""
    if any("\ud800" <= character <= "\udfff" for character in source):
        source = source.encode(errors="replace").decode()  # which names nothing: no source is called so
    safe = _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), source)
    if _RESERVED.fullmatch(safe):
        safe = f"%{ord(safe[0]):02X}{safe[1:]}"
    if len(safe.encode()) <= LONGEST_FOLDER:
        return safe
    digest = hashlib.sha256(source.encode()).hexdigest()[:_DIGITS]
    return f"{_cut(safe, LONGEST_FOLDER - _DIGITS - 1)}~{digest}"


def source(folder: str) -> str | None:
    """Return the source whose folder is called so; None where only a record can tell (a shortened name)."""
    return None if _SHORTENED.search(folder) else unquote(folder)


def suffix(media_type: str) -> str:
    """Return how the name of a file of *media_type* ends."""
    return _SUFFIXES.get(media_type.partition(";")[0].strip().lower(), ".bin")


def stamp(moment: datetime) -> str:
    """Return *moment*, to the second, as it stands in a name."""
    return moment.astimezone(UTC).strftime(STAMP).rjust(STAMP_LENGTH, "0")


def moment(id: str) -> datetime:
    """Return the second that *id* begins with."""
    return datetime.fromisoformat(id[:STAMP_LENGTH])


def following(second: str) -> str:
    """Return the stamp of the second after *second*."""
    return stamp(moment(second) + timedelta(seconds=1))


def _cut(text: str, size: int) -> str:
    """Return as much of *text* as fits in *size* bytes, no character and no %XX cut in two."""
    kept = text.encode()[:size].decode(errors="ignore")
    return re.sub(r"%[0-9A-F]?$", "", kept)
