"""What tracker.toml says, as values: the sources, and how they are checked, told of and scheduled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Literal

Told = Literal["changed", "failed", "all"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that is followed, where it appears and how it is read; without *url* and *path* it is added by hand.

    *url* and *headers* are as written, with their ``${NAME}``: what is secret is put in at the request alone.
    """

    id: str
    title: str | None = None
    url: str | None = None
    path: str | None = None
    select: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    encoding: str | None = None
    language: str | None = None
    every: timedelta | None = None
    tags: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    allow_private: bool = False
    robots: bool = True
    shrunk_below: int | None = None

    @property
    def name(self) -> str:
        """Return what a reader calls the source."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class Check:
    """How a pass goes: how wide, how patient, how polite; what it writes."""

    threads: int = 12
    per_host: int = 2
    delay: timedelta = timedelta(seconds=1)
    connect_timeout: timedelta = timedelta(seconds=10)
    read_timeout: timedelta = timedelta(seconds=30)
    total_timeout: timedelta = timedelta(minutes=3)
    retries: int = 2
    max_size: int = 50_000_000
    contact: str | None = None
    formats: tuple[str, ...] = ("markdown",)
    language: str = "zh"
    ignore: tuple[str, ...] = ()
    shrunk_below: int = 30


@dataclass(frozen=True, slots=True)
class Notify:
    """Who is told of what: apprise addresses and a heartbeat, with their ``${NAME}`` as written."""

    urls: tuple[str, ...] = ()
    send: tuple[Told, ...] = ("changed", "failed")
    attach: bool = True
    link: str | None = None
    heartbeat: str | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """When passes are promised: times of day in a time zone (None: the machine's); late by *grace* is too late."""

    at: tuple[time, ...] = ()
    timezone: str | None = None
    grace: timedelta = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Config:
    """A whole tracker.toml."""

    sources: tuple[Source, ...] = ()
    check: Check = field(default_factory=Check)
    notify: Notify = field(default_factory=Notify)
    schedule: Schedule = field(default_factory=Schedule)

    def source(self, id: str) -> Source | None:
        """Return the source called *id*, None where the file lists none."""
        return next((source for source in self.sources if source.id == id), None)

    def read_as(self, id: str) -> Source:
        """Return the source called *id*, or where the file lists none one of which it says nothing."""
        return self.source(id) or Source(id)
