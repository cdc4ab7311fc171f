"""What is asked of the network and what comes back."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.secrets import Secret


@dataclass(frozen=True, slots=True)
class Limits:
    """How patient and how greedy a client is; times in seconds, of one try."""

    connect: float = 10
    read: float = 30
    total: float = 180
    size: int = 50_000_000
    retries: int = 2
    redirects: int = 10


@dataclass(frozen=True, slots=True)
class Request:
    """One address to fetch. *label* is the address as it may be shown; *secrets* are kept out of all that is said.

    *validators* (etag, last-modified) of the bytes we have make the request conditional.
    """

    url: str
    label: str
    headers: tuple[tuple[str, str], ...] = ()
    validators: tuple[tuple[str, str], ...] = ()
    secrets: tuple[Secret, ...] = ()
    allow_private: bool = False
    robots: bool = True


@dataclass(frozen=True, slots=True)
class Capture:
    """What a publisher answered: *data* is None where it says that the bytes we have are still right.

    *hops* are the addresses that it sent us on to, the last one the bytes' own; fit to be shown.
    """

    data: bytes | None
    media_type: str
    validators: tuple[tuple[str, str], ...]
    hops: tuple[str, ...] = ()
