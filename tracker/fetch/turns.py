"""Requests of many hosts to an order in which no host is hurried and no thread waits for one while another is free."""

from __future__ import annotations

import heapq
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """Items by host, handed out one by one: at most *per_host* of one host at a time, *delay* seconds apart."""

    def __init__(
        self,
        items: Iterable[tuple[str, T]],
        per_host: int,
        delay: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._waiting: dict[str, deque[T]] = {}
        for host, item in items:
            self._waiting.setdefault(host, deque()).append(item)
        self._per_host, self._delay, self._clock = per_host, delay, clock
        self._delays: dict[str, float] = {}
        self._absent: set[str] = set()
        self._running: defaultdict[str, int] = defaultdict(int)
        self._started: dict[str, float] = {}
        self._left = sum(map(len, self._waiting.values()))
        # The second field keeps hosts that are ready together in their order.
        self._ready = [(0.0, place, host) for place, host in enumerate(self._waiting)]
        self._place = len(self._ready)
        self._changed = threading.Condition()

    def take(self) -> tuple[str, T] | None:
        """Return the next item and its host as soon as one may go; None when none is left."""
        with self._changed:
            while self._left:
                wait = self._ready[0][0] - self._clock() if self._ready else None
                if wait is not None and wait <= 0:
                    return self._taken(heapq.heappop(self._ready)[2])
                self._changed.wait(wait)
            return None

    def done(self, host: str, delay: float | None = None, *, absent: bool = False) -> None:
        """Say that an item of *host* is through; from now on its items are at least *delay* apart.

        Where it is *absent*, nobody is there who could be hurried: its items wait no more.
        """
        with self._changed:
            if absent:
                self._absent.add(host)
            full = self._running[host] == self._per_host
            self._running[host] -= 1
            if delay is not None:
                self._delays[host] = max(delay, self._delay)
            if full and self._waiting[host]:
                self._queue(host)
            self._changed.notify_all()

    def stop(self) -> None:
        """Hand out nothing more."""
        with self._changed:
            self._left = 0
            self._changed.notify_all()

    def _taken(self, host: str) -> tuple[str, T]:
        item = self._waiting[host].popleft()
        self._left -= 1
        self._running[host] += 1
        self._started[host] = self._clock()
        if self._waiting[host] and self._running[host] < self._per_host:
            self._queue(host)
        if not self._left:
            self._changed.notify_all()
        else:
            self._changed.notify()
        return host, item

    def _queue(self, host: str) -> None:
        self._place += 1
        pause = 0.0 if host in self._absent else self._delays.get(host, self._delay)
        at = self._started[host] + pause
        heapq.heappush(self._ready, (at, self._place, host))
