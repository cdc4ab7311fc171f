"""One address to one answer, or to a trouble that says whether trying again may help."""

from __future__ import annotations

import http.client
import ssl
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import brotli
import urllib3
from urllib3 import exceptions as errors

from tracker.fetch import guard
from tracker.fetch.absence import NO_CONNECTION, SILENCE, Origin
from tracker.fetch.values import Limits
from tracker.fetch.watchdog import Watchdog

_CHUNK = 1 << 16
# Packed bytes at a time: a thousand times as many may come out of them.
_PACKED = 1 << 12
_GZIP, _GZIP_MARK = zlib.MAX_WBITS | 16, b"\x1f\x8b"
# Of IANA's content codings those that nobody was asked for. Others are servers' mistakes ("utf-8"), and pack nothing.
_FOREIGN = {"zstd", "dcz", "dcb", "compress", "x-compress", "exi", "aes128gcm", "pack200-gzip"}
_BODILESS = (204, 304)  # RFC 9112 6.3
_REDIRECTS = (301, 302, 303, 307, 308)

# Kept open to so many hosts at once; more are opened anew.
_HOSTS = 64


class Trouble(Exception):
    """An answer that is none: *transient* where it may be better in a moment, *wait* where the publisher said when.

    *absent* is how much it says that nobody is there (absence.py); *origin* then is who did not answer.
    """

    origin: Origin | None = None

    def __init__(self, reason: str, *, transient: bool = False, wait: str | None = None, absent: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.transient, self.wait, self.absent = reason, transient, wait, absent


class Answer(NamedTuple):
    """A status with its headers and body; *location* where it sends us on."""

    status: int
    reason: str
    headers: Mapping[str, str]
    data: bytes
    location: str | None


class Transport:
    """Connections that are kept open and shared by threads, behind one TLS context."""

    def __init__(self, limits: Limits, threads: int) -> None:
        self._limits = limits
        self._threads = threads
        self._watchdog = Watchdog()
        self._tls: ssl.SSLContext | None = None
        self._managers: dict[bool, urllib3.PoolManager] = {}
        self._lock = threading.Lock()

    @contextmanager
    def limited(self) -> Iterator[None]:
        """Give what this thread does within one deadline; Trouble where it passes."""
        with self._watchdog.limit(self._limits.total) as deadline:
            try:
                yield
            except Trouble:
                if not deadline.passed:
                    raise
            # A body that says nothing of its length just ends where it is cut off.
            if deadline.passed:
                raise Trouble(f"took longer than {self._limits.total:g} s in all", transient=True) from None

    def get(self, url: str, headers: Mapping[str, str], allow_private: bool, enough: int | None = None) -> Answer:
        """Return what the server of *url* answers, redirects included; Trouble where that is no answer.

        Of a body no more than *enough* is read, and the rest left; without it, one that is too large is a Trouble.
        """
        try:
            response = self._manager(allow_private).request(
                "GET", url, headers=headers, redirect=False, retries=False, preload_content=False
            )
            try:
                return self._read(url, response, enough)
            finally:
                # What was read to its end has gone back to its pool; the rest is closed, whatever is still to come.
                response.close()
                response.release_conn()
        except (errors.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            raise _told(error, self._limits) from None

    def close(self) -> None:
        """Close all connections."""
        for manager in self._managers.values():
            manager.clear()

    def _manager(self, allow_private: bool) -> urllib3.PoolManager:
        with self._lock:
            if allow_private not in self._managers:
                # What one kind of source may reach must not be reached by another over a connection left open.
                if self._tls is None:
                    self._tls = ssl.create_default_context()
                manager = urllib3.PoolManager(
                    num_pools=_HOSTS,
                    maxsize=self._threads,
                    timeout=urllib3.Timeout(connect=self._limits.connect, read=self._limits.read),
                    ssl_context=self._tls,
                )
                manager.pool_classes_by_scheme = guard.pools(allow_private, self._watchdog.watch, self._watchdog.leave)
                self._managers[allow_private] = manager
            return self._managers[allow_private]

    def _read(self, url: str, response: urllib3.BaseHTTPResponse, enough: int | None) -> Answer:
        largest = self._limits.size
        location = response.headers.get("location") if response.status in _REDIRECTS else None
        said = response.headers.get("content-length", "")
        if response.status in _BODILESS and said not in ("", "0") and response.connection is not None:
            response.connection.close()  # what comes all the same would be taken for the next answer
        if enough is None and said.isdecimal() and int(said) > largest:
            raise Trouble(_too_large(largest))
        parts, size = [], 0
        for chunk in _chunks(response):
            size += len(chunk)
            parts.append(chunk)
            if enough is not None and size >= enough:
                break
            if size > largest:
                raise Trouble(_too_large(largest))
        target = _joined(url, location) if location else None
        return Answer(response.status, response.reason or "", response.headers, b"".join(parts), target)


def _chunks(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    """Yield the body, unpacked, part by part; of what is packed, no more than a little before its reader can stop."""
    packed = response.headers.get("content-encoding", "").strip().lower()
    if _FOREIGN & {name.strip() for name in packed.split(",")}:
        raise errors.DecodeError(packed)
    # urllib3 takes a packed body that was cut off for a whole one.
    if packed == "br":
        return _unpacked(response)
    if packed in ("gzip", "x-gzip", "deflate"):
        return _inflated(response, gzip=packed != "deflate")
    return iter(lambda: response.read(_CHUNK), b"")


def _unpacked(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    unpacker, begun = brotli.Decompressor(), False
    try:
        while chunk := response.read(_PACKED, decode_content=False):
            begun = True
            yield unpacker.process(chunk, output_buffer_limit=_CHUNK)
            while not unpacker.can_accept_more_data():
                yield unpacker.process(b"", output_buffer_limit=_CHUNK)
    except brotli.error as error:
        raise errors.DecodeError(error) from None
    if begun and not unpacker.is_finished():
        raise http.client.IncompleteRead(b"")


def _inflated(response: urllib3.BaseHTTPResponse, *, gzip: bool) -> Iterator[bytes]:
    unpacker = None
    try:
        while chunk := response.read(_PACKED, decode_content=False):
            unpacker = unpacker or zlib.decompressobj(_GZIP if gzip else _window(chunk))
            yield unpacker.decompress(chunk)
            while unpacker.eof and unpacker.unused_data[:2] == _GZIP_MARK:
                chunk, unpacker = unpacker.unused_data, zlib.decompressobj(_GZIP)
                yield unpacker.decompress(chunk)
    except zlib.error as error:
        raise errors.DecodeError(error) from None
    if unpacker and not unpacker.eof:
        raise http.client.IncompleteRead(b"")


def _window(begin: bytes) -> int:
    """Return what zlib is told of a body called deflate: many servers leave out the head that it should begin with."""
    headed = begin[0] & 15 == zlib.DEFLATED and int.from_bytes(begin[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if headed else -zlib.MAX_WBITS


def origin(url: str) -> Origin:
    """Return scheme, host and port of *url*; Trouble where they are not those of a web address."""
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError:
        raise Trouble("it is no web address") from None
    if scheme not in ("http", "https") or not host:
        raise Trouble(f"{scheme or 'an address without a scheme'} is neither http nor https")
    return scheme, host, port or (443 if scheme == "https" else 80)


def _joined(url: str, location: str) -> str:
    # A header is bytes: 报告.html, written as it is in UTF-8 or GBK, is asked for as it was written.
    written = "".join(c if c.isascii() else f"%{ord(c):02X}" for c in location)
    try:
        return urljoin(url, written)
    except ValueError:
        raise Trouble("it is no web address") from None


def _too_large(largest: int) -> str:
    return f"it is larger than {largest / 1_000_000:g} MB (max_size)"


def _told(error: Exception, limits: Limits) -> Trouble:
    """Return what a reader is told: our own words, as the library's may hold addresses."""
    if isinstance(error, Trouble):
        return error
    if isinstance(error, guard.Forbidden):
        return Trouble(str(error))
    if isinstance(error, errors.NameResolutionError):
        return Trouble("its host name is not known", transient=True, absent=NO_CONNECTION)
    if isinstance(error, errors.NewConnectionError):
        cause = error.__cause__
        said = cause.strerror if isinstance(cause, OSError) and cause.strerror else "no connection"
        return Trouble(said.lower(), transient=True, absent=NO_CONNECTION)
    if isinstance(error, errors.ConnectTimeoutError):
        return Trouble(f"no connection within {limits.connect:g} s", transient=True, absent=NO_CONNECTION)
    if isinstance(error, errors.ReadTimeoutError | TimeoutError):
        return Trouble(f"nothing came for {limits.read:g} s", transient=True, absent=SILENCE)
    if isinstance(error, errors.SSLError | ssl.SSLError):
        return Trouble(f"its certificate or encryption is not in order: {_of_tls(error)}")
    if isinstance(error, errors.DecodeError):
        return Trouble("its body is packed in a way that cannot be unpacked", transient=True)
    if isinstance(error, errors.LocationValueError | http.client.InvalidURL):
        return Trouble("it is no web address")
    if any(isinstance(cause, http.client.IncompleteRead) for cause in (error, *error.args)):
        return Trouble("the body ended before its end", transient=True)
    return Trouble("the connection broke or what came is no HTTP", transient=True)


def _of_tls(error: Exception) -> str:
    inner = error.args[0] if error.args and isinstance(error.args[0], ssl.SSLError) else error
    if isinstance(inner, ssl.SSLCertVerificationError):
        return inner.verify_message
    return getattr(inner, "reason", None) or "it cannot be verified"
