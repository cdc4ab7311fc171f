"""The robots.txt of an origin to what may be fetched there (RFC 9309)."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from protego import Protego

AGENT = "tracker"
PATH = "/robots.txt"

# RFC 9309 asks for at least 500 KiB.
LARGEST = 512 * 1024

# A longer pause is a way to say "not at all"; a pass of a night would not end.
LONGEST_PAUSE = 30.0


class Answer(NamedTuple):
    """What became of asking for robots.txt: the status of the answer (0: none came) and its bytes."""

    status: int
    data: bytes


class Rules(Protocol):
    """What may be fetched."""

    def refusal(self, url: str) -> str | None:
        """Return why *url* must not be fetched, None where it may be."""

    def pause(self) -> float | None:
        """Return the seconds between requests that are asked for, None where nothing is."""


def rules(answer: Answer) -> Rules:
    """Return the rules that *answer* states: none where there is no file, all refused where it cannot be reached."""
    if answer.status == 0 or answer.status >= 500 or answer.status == 429:
        said = f"HTTP {answer.status}" if answer.status else "no answer"
        return _Everything(
            f"its robots.txt cannot be had ({said}), so nothing may be fetched; robots = false overrides"
        )
    if 200 <= answer.status < 300:
        return _Parsed(Protego.parse(_read(answer.data).decode("utf-8-sig", "replace")))
    return _Everything(None)


def _read(data: bytes) -> bytes:
    """Return as many whole lines as are read: part of one would forbid more than it does."""
    return data if len(data) < LARGEST else data[:LARGEST].rpartition(b"\n")[0]


class _Everything(NamedTuple):
    """One answer for all addresses."""

    reason: str | None

    def refusal(self, url: str) -> str | None:  # noqa: ARG002
        return self.reason

    def pause(self) -> float | None:
        return None


class _Parsed:
    def __init__(self, parsed: Protego) -> None:
        self._parsed = parsed

    def refusal(self, url: str) -> str | None:
        if self._parsed.can_fetch(url, AGENT):
            return None
        return "its robots.txt asks not to fetch it; robots = false overrides"

    def pause(self) -> float | None:
        asked = self._parsed.crawl_delay(AGENT)
        return None if asked is None else min(float(asked), LONGEST_PAUSE)
