"""Deadlines of threads to sockets that are cut off when they pass: a body that drips keeps no thread busy for ever."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

# How late a deadline may be noticed, in seconds.
_TICK = 0.25


class Deadline:
    """The deadline of one thread's request."""

    def __init__(self, at: float) -> None:
        self.at = at
        self.passed = False
        self.socket: socket.socket | None = None
        self.left = False  # by its connection: what is still read from it must be cut off all the same


class Watchdog:
    """Cuts off the sockets of requests that are overdue. Its thread runs while there are any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._deadlines: dict[int, Deadline] = {}
        self._awake = threading.Event()
        self._thread: threading.Thread | None = None

    @contextmanager
    def limit(self, seconds: float) -> Iterator[Deadline]:
        """Let this thread's connections be cut off after *seconds*."""
        deadline = Deadline(time.monotonic() + seconds)
        with self._lock:
            self._deadlines[threading.get_ident()] = deadline
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True, name="watchdog")
                self._thread.start()
        self._awake.set()
        try:
            yield deadline
        finally:
            with self._lock:
                self._deadlines.pop(threading.get_ident(), None)
                _close(deadline)

    def watch(self, handle: socket.socket) -> None:
        """Cut off *handle*, should this thread's deadline pass."""
        with self._lock:
            deadline = self._deadlines.get(threading.get_ident())
            if deadline is not None and deadline.socket is not handle:
                _close(deadline)
                deadline.socket = handle

    def leave(self, handle: socket.socket) -> None:
        """Close *handle*, where it is watched not before that ends: a body may go on when its connection is left."""
        with self._lock:
            watching = next((one for one in self._deadlines.values() if one.socket is handle), None)
            if watching is None:
                handle.close()
            else:
                watching.left = True

    def _run(self) -> None:
        while True:
            with self._lock:
                now = time.monotonic()
                for deadline in self._deadlines.values():
                    if now > deadline.at:
                        _cut(deadline)
                if not self._deadlines:
                    self._awake.clear()
            self._awake.wait()
            time.sleep(_TICK)


def _cut(deadline: Deadline) -> None:
    deadline.passed = True
    if deadline.socket is not None:
        with suppress(OSError):  # closed already
            deadline.socket.shutdown(socket.SHUT_RDWR)


def _close(deadline: Deadline) -> None:
    """Close a socket that nobody else will close."""
    if deadline.left and deadline.socket is not None:
        deadline.socket.close()
        deadline.socket, deadline.left = None, False
