"""An address to what its publisher answers: the one door to the network."""

from __future__ import annotations

import http
import random
import re
import threading
import time
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

from tracker.errors import FetchError
from tracker.fetch import robots
from tracker.fetch.absence import Absence
from tracker.fetch.transport import Answer, Transport, Trouble, origin
from tracker.fetch.turns import Turns
from tracker.fetch.values import Capture, Limits, Request
from tracker.secrets import masked

__all__ = ["Capture", "Client", "Limits", "Request", "Turns"]

# What may be better in a moment, beside connections that break: RFC 9110 and what CDNs add.
_TRANSIENT = (408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524)
_TAKEN = (200, 203)

# The first pause before trying again, in seconds; it doubles.
_PAUSE = 1.0
# A publisher who asks for a longer one is asked again by the next pass.
_LONGEST_WAIT = 60.0

_LONGEST_VALIDATOR = 1000
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}")  # text/html, RFC 6838 4.2

_ACCEPT = "text/html,application/xhtml+xml,text/plain,application/pdf;q=0.9,*/*;q=0.8"


class Client:
    """What threads share to fetch: connections, what robots.txt says, patience."""

    def __init__(
        self,
        limits: Limits = Limits(),
        *,
        agent: str = "tracker",
        threads: int = 12,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._limits = limits
        # A header is bytes; what is not ASCII goes out as UTF-8.
        self._agent = agent.encode().decode("latin-1")
        self._transport = Transport(limits, threads)
        self._absence = Absence()
        self._sleep, self._now = sleep, now
        self._robots: dict[tuple[object, ...], tuple[threading.Lock, list[robots.Rules]]] = {}
        self._lock = threading.Lock()

    def get(self, request: Request) -> Capture:
        """Return what the publisher of *request* answers; FetchError, with no secret in it, where nothing is to be had.

        What is transient is tried again after a pause. A host that did not answer for several addresses, one after
        another, is not asked again.
        """
        for tried in range(self._limits.retries + 1):
            try:
                with self._transport.limited():
                    return self._followed(request)
            except Trouble as trouble:
                wait = self._wait(trouble, tried)
                if wait is None:
                    if trouble.origin is not None:
                        self._absence.note(trouble.origin, trouble.absent, trouble.reason)
                    raise FetchError(request.label, masked(trouble.reason, request.secrets)) from None
                self._sleep(wait)
        raise AssertionError("the last try returns or raises")

    def ping(self, url: str, label: str) -> None:
        """Fetch *url*, which may be private, for its effect; FetchError where it does not answer with success."""
        try:
            with self._transport.limited():
                answer = self._transport.get(url, self._headers(()), True, 0)
        except Trouble as trouble:
            raise FetchError(label, trouble.reason) from None
        if not 200 <= answer.status < 300:
            raise FetchError(label, _said(answer))

    def pause(self, url: str, allow_private: bool = False) -> float | None:
        """Return the seconds between requests that the host of *url* asks for, as far as that is known by now."""
        with self._lock:
            known = self._robots.get((*origin(url), allow_private))
        return known[1][0].pause() if known and known[1] else None

    def is_absent(self, url: str) -> bool:
        """Return whether the host of *url* is not asked any more, as it did not answer."""
        return self._absence.reason(origin(url)) is not None

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def _followed(self, request: Request) -> Capture:
        url = request.url
        hops: list[str] = []
        for _ in range(self._limits.redirects + 1):
            if request.robots and (refusal := self._rules(url, request.allow_private).refusal(url)):
                raise Trouble(refusal)
            # What was written for one origin, tokens above all, is sent to no other.
            ours = origin(url) == origin(request.url)
            headers = self._headers(request.headers if ours else (), request.validators)
            if ours:
                headers |= _login(url)
            answer = self._ask(_bare(url), headers, request.allow_private)
            if answer.location is None:
                return _captured(answer, request, tuple(hops))
            url = answer.location
            hops.append(masked(url, request.secrets))
            origin(url)
        raise Trouble(f"it sends us on more than {self._limits.redirects} times")

    def _ask(self, url: str, headers: dict[str, str], allow_private: bool, enough: int | None = None) -> Answer:
        """Return what the server of *url* answers; Trouble where it does not, or has not for a while."""
        place = origin(url)
        if gone := self._absence.reason(place):
            raise Trouble(gone)
        try:
            answer = self._transport.get(url, headers, allow_private, enough)
        except Trouble as trouble:
            if trouble.absent:
                trouble.origin = place
            raise
        self._absence.answered(place)
        return answer

    def _headers(
        self, own: tuple[tuple[str, str], ...], validators: tuple[tuple[str, str], ...] = ()
    ) -> dict[str, str]:
        headers = {"User-Agent": self._agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, br"}
        known = dict(validators)
        if "etag" in known:
            headers["If-None-Match"] = known["etag"]
        if "last-modified" in known:
            headers["If-Modified-Since"] = known["last-modified"]
        # A header is bytes; what is not ASCII goes out as UTF-8.
        return headers | {name: value.encode().decode("latin-1") for name, value in own}

    def _rules(self, url: str, allow_private: bool) -> robots.Rules:
        """Return what robots.txt of the origin of *url* says, asked once, by the first who comes."""
        place = (*origin(url), allow_private)
        with self._lock:
            lock, known = self._robots.setdefault(place, (threading.Lock(), []))
        with lock:
            if not known:
                known.append(robots.rules(self._ask_robots(url, allow_private)))
            return known[0]

    def _ask_robots(self, url: str, allow_private: bool) -> robots.Answer:
        parts = urlsplit(url)
        asked = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{robots.PATH}"
        for _ in range(5 + 1):  # RFC 9309 2.3.1.2: at least five redirects
            try:
                answer = self._ask(asked, self._headers(()), allow_private, robots.LARGEST)
                if answer.location is None:
                    return robots.Answer(answer.status, answer.data)
                asked = answer.location
                origin(asked)
            except Trouble as trouble:
                # Where nobody is there, that is what is told, and no rule is made of it.
                if not trouble.transient or trouble.absent:
                    raise
                return robots.Answer(0, b"")
        return robots.Answer(404, b"")

    def _wait(self, trouble: Trouble, tried: int) -> float | None:
        """Return how long to wait before trying again; None where trying again is of no use."""
        if not trouble.transient or tried == self._limits.retries:
            return None
        if trouble.wait:
            asked = _seconds(trouble.wait, self._now())
            if asked is not None:
                return asked if asked <= _LONGEST_WAIT else None
        # The jitter keeps many clients from coming back at the same moment.
        return _PAUSE * float(2**tried) * random.uniform(0.5, 1.5)


def _captured(answer: Answer, request: Request, hops: tuple[str, ...]) -> Capture:
    said = {name: answer.headers.get(name, "") for name in ("etag", "last-modified")}
    validators = tuple((name, value) for name, value in said.items() if _may_be_sent_back(value))
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    media_type = kind if _MEDIA_TYPE.fullmatch(kind) else ""
    if answer.status == 304 and request.validators:
        return Capture(None, media_type, validators or request.validators, hops)
    if answer.status not in _TAKEN:
        transient = answer.status in _TRANSIENT
        raise Trouble(_said(answer), transient=transient, wait=answer.headers.get("retry-after"))
    if not answer.data:
        raise Trouble("the body is empty", transient=True)
    return Capture(answer.data, media_type, validators, hops)


def _may_be_sent_back(validator: str) -> bool:
    """Return whether a publisher can be asked by *validator*: part of one, or one with control characters, is none."""
    return 0 < len(validator) <= _LONGEST_VALIDATOR and validator.isprintable()


def _said(answer: Answer) -> str:
    # A server's own phrase could hold anything; the standard's names are known.
    try:
        return f"HTTP {answer.status} {http.HTTPStatus(answer.status).phrase}"
    except ValueError:
        return f"HTTP {answer.status}"


def _seconds(said: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks to wait; None where it says nothing that can be read."""
    if said.strip().isdecimal():
        return float(said.strip()[:9])
    try:
        asked: datetime = parsedate_to_datetime(said)
    except (ValueError, TypeError, OverflowError):
        return None
    if asked.tzinfo is None:
        asked = asked.replace(tzinfo=UTC)
    return max((asked - now) / timedelta(seconds=1), 0.0)


def _login(url: str) -> dict[str, str]:
    """Return the header for a name and password that stand in *url*."""
    parts = urlsplit(url)
    if parts.username is None:
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": "Basic " + b64encode(pair.encode()).decode()}


def _bare(url: str) -> str:
    """Return *url* without name, password and fragment, its host in ASCII."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        host = host.encode("ascii").decode()
    except UnicodeEncodeError:
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            raise Trouble("its host is no name that can be looked up") from None
    netloc = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=netloc + (f":{parts.port}" if parts.port else ""), fragment="").geturl()
