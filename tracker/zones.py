"""A time zone by name, or the machine's own with its rules of clock changes."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Zone = tzinfo

_LOCALTIME = Path("/etc/localtime")


def named(name: str | None) -> Zone:
    """Return the zone called *name*; None: the machine's."""
    return ZoneInfo(name) if name else machine()


def machine() -> Zone:
    """Return the machine's zone; where its name cannot be told, the offset that it has now."""
    with suppress(ZoneInfoNotFoundError, ValueError, OSError):
        if told := os.environ.get("TZ", "").lstrip(":"):
            return ZoneInfo(told)
        # A link to /usr/share/zoneinfo/Asia/Shanghai, or a copy of that file.
        name = str(_LOCALTIME.resolve()).partition("/zoneinfo/")[2]
        if name:
            return ZoneInfo(name)
        with _LOCALTIME.open("rb") as file:
            return ZoneInfo.from_file(file, key=datetime.now().astimezone().tzname())
    offset = datetime.now().astimezone().tzinfo
    assert offset is not None
    return offset
