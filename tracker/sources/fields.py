"""One value of tracker.toml to what it means, or to a ValueError that says how to write it."""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import time, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tracker import ignoring
from tracker.renderers import REPORT_FORMATS
from tracker.secrets import masked
from tracker.sources.values import Check, Notify, Schedule
from tracker.store import names

Reader = Callable[[Any], Any]

FORMATS = tuple(format for format in REPORT_FORMATS if format != "terminal")
SCHEMES = ("http", "https")

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_LONGEST = 3653 * 86400
_DURATION = re.compile(r"(?:\d{1,6}[smhdw] ?)+")  # 30s, 1h 30m, 1d
_PART = re.compile(r"(\d+)([smhdw])")
_SIZE = re.compile(r"(\d{1,6}) ?(KB|MB|GB)")  # 50MB
_SIZES = {"KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")  # 02:30
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # a header's name, RFC 9110 5.6.2
_VARIABLE = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_]*\}")  # ${TOKEN}
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")  # zh, zh-CN, RFC 5646

# Headers that the request itself sets: written by hand they would break it or switch its limits off.
_OURS = {"host", "content-length", "transfer-encoding", "connection", "accept-encoding", "if-none-match",
         "if-modified-since", "range", "user-agent", "te", "upgrade", "expect"}  # fmt: skip


def duration(value: object) -> timedelta:
    """Return a length of time: "30s", "15m", "1h 30m", "1d", "1w"; ValueError where it is none."""
    if isinstance(value, str) and _DURATION.fullmatch(value.strip()):
        seconds = sum(int(number) * _UNITS[unit] for number, unit in _PART.findall(value))
        if seconds > _LONGEST:
            raise ValueError(f"{_shown(value)} is longer than ten years")
        return timedelta(seconds=seconds)
    raise ValueError(f'{_shown(value)} is no length of time; write "30s", "15m", "12h", "1d" or "1w"')


def _patience(value: object) -> timedelta:
    found = duration(value)
    if not timedelta(0) < found <= timedelta(days=1):
        raise ValueError(f"{_shown(value)} is no time to wait; write more than nothing, and a day at the most")
    return found


def _pause(value: object) -> timedelta:
    return _patience(value) if duration(value) else timedelta(0)


def clock(value: object) -> time:
    """Return a time of day: "02:30"; ValueError where it is none."""
    if isinstance(value, time) and value.tzinfo is None and not value.second and not value.microsecond:
        return value
    if isinstance(value, str) and (found := _TIME.fullmatch(value)):
        return time(int(found[1]), int(found[2]))
    raise ValueError(f'{_shown(value)} is no time of day; write "02:30"')


def zone(value: object) -> str:
    """Return the name of a time zone that this machine knows; ValueError where it is none."""
    if isinstance(value, str):
        with suppress(ZoneInfoNotFoundError, ValueError, OSError):
            ZoneInfo(value)
            return value
    raise ValueError(f'{_shown(value)} is no time zone; write "Asia/Shanghai" or "UTC"')


def address(value: object) -> str:
    """Return an address to fetch; ValueError where it is none, or neither http nor https."""
    text = _sent(value)
    if _UNPRINTABLE.search(text):
        raise ValueError("an address has no blanks; write them as %20")
    if _VARIABLE.match(text):
        return text  # the whole address may be secret
    bare = _VARIABLE.sub("1", text)  # what may stand in any part of it, the port too
    scheme = bare.partition(":")[0].lower()
    if "://" not in bare or scheme not in SCHEMES:
        raise ValueError(f"{_shown(text)} is neither http:// nor https://")
    try:
        parts = urlsplit(bare)
        if not parts.hostname or parts.port == 0:
            raise ValueError
    except ValueError:
        raise ValueError(f"{_shown(text)} names no host") from None
    return text


def _shown(value: object) -> str:
    text = masked(value) if isinstance(value, str) else repr(value)
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"' if isinstance(value, str) else text


def _text(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise ValueError(f"{_shown(value)} is no text" if value != "" else "it is empty")


def _sent(value: object) -> str:
    """Return a text with variables to be put in; ValueError where what looks like one would be sent as it is."""
    text = _text(value)
    if "${" in _VARIABLE.sub("", text):
        raise ValueError("after ${ comes the name of a variable, of letters, digits and _, and }")
    return text


def _line(value: object) -> str:
    text = _text(value)
    if not text.isprintable():
        raise ValueError("it is sent with each request, and holds line breaks or control characters")
    return text


def _identifier(value: object) -> str:
    names.check_source(_text(value))
    return _text(value)


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(f"{_shown(value)} is neither true nor false")


def _number(low: int, high: int) -> Reader:
    def read(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        raise ValueError(f"{_shown(value)} is no whole number from {low} to {high}")

    return read


def _size(value: object) -> int:
    if isinstance(value, str) and (found := _SIZE.fullmatch(value)):
        return int(found[1]) * _SIZES[found[2]]
    raise ValueError(f'{_shown(value)} is no size; write "500KB" or "50MB"')


def _encoding(value: object) -> str:
    try:
        "".encode(codecs.lookup(_text(value)).name)  # "rot13" is a codec, and none for bytes
    except (LookupError, ValueError):
        raise ValueError(f'{_shown(value)} is no encoding; write "utf-8" or "gb18030"') from None
    return _text(value)


def _language(value: object) -> str:
    if isinstance(value, str) and _LANGUAGE.fullmatch(value):
        return value
    raise ValueError(f'{_shown(value)} is no language; write "zh", "zh-CN" or "en"')


def _one_of(*allowed: str) -> Reader:
    def read(value: object) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        close = difflib.get_close_matches(str(value), allowed, n=1)
        hint = f"the nearest is {close[0]}" if close else f"known are {', '.join(allowed)}"
        raise ValueError(f"{_shown(value)} is not known; {hint}")

    return read


def _some(read: Reader) -> Reader:
    """Return a reader of one value or a list of them."""
    return lambda value: tuple(read(item) for item in (value if isinstance(value, list) else [value]))


def _pattern(value: object) -> str:
    try:
        ignoring.compiled(_text(value))
    except ValueError as error:
        raise ValueError(f"{_shown(value)} is no pattern: {error}") from None
    return _text(value)


def _selector(value: object) -> str:
    from tracker.formats import parts

    parts.check_selector(_text(value))
    return _text(value)


def _headers(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise ValueError(  # noqa: TRY004 one class for whatever is written wrong
            'headers are a table; write headers = { Cookie = "${COOKIE}" }'
        )
    for name, said in value.items():
        if not _TOKEN.fullmatch(name) or name.lower() in _OURS:
            raise ValueError(f"{name} cannot be set" if name.lower() in _OURS else f"{name!r} is no header's name")
        if not isinstance(said, str) or re.search(r"[\r\n\x00]", said):
            raise ValueError(f"{name} is no text on one line")
        if said:
            _sent(said)
    return tuple(value.items())


SOURCE: dict[str, Reader] = {
    "id": _identifier,
    "title": _text,
    "url": address,
    "path": _text,
    "select": _some(_selector),
    "drop": _some(_selector),
    "headers": _headers,
    "encoding": _encoding,
    "language": _language,
    "every": duration,
    "tags": _some(_text),
    "ignore": _some(_pattern),
    "allow_private": _flag,
    "robots": _flag,
    "shrunk_below": _number(0, 99),
}
CHECK: dict[str, Reader] = {
    "threads": _number(1, 64),
    "per_host": _number(1, 64),
    "delay": _pause,
    "connect_timeout": _patience,
    "read_timeout": _patience,
    "total_timeout": _patience,
    "retries": _number(0, 10),
    "max_size": _size,
    "contact": _line,
    "formats": _some(_one_of(*FORMATS)),
    "language": _one_of("zh", "en"),
    "ignore": _some(_pattern),
    "shrunk_below": _number(0, 99),
}
NOTIFY: dict[str, Reader] = {
    "urls": _some(_sent),
    "send": _some(_one_of("changed", "failed", "all")),
    "attach": _flag,
    "link": address,
    "heartbeat": address,
}
SCHEDULE: dict[str, Reader] = {"at": _some(clock), "timezone": zone, "grace": duration}

TABLES: dict[str, tuple[Callable[..., Any], dict[str, Reader]]] = {
    "check": (Check, CHECK),
    "notify": (Notify, NOTIFY),
    "schedule": (Schedule, SCHEDULE),
}
