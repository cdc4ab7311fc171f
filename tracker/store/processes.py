"""Pieces of work to their results, by all processors; the helping processes end when this one does."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

from tracker import disk

Piece = TypeVar("Piece")
Result = TypeVar("Result")

# So many pieces for each processor are under way or waiting: all of them at once would be held in memory.
_AHEAD = 4


def mapped(work: Callable[[Piece], Result], pieces: Iterable[Piece]) -> Iterator[Result]:
    """Yield what *work*, a function of a module, makes of each piece, in their order."""
    workers = os.cpu_count() or 1
    pool = ProcessPoolExecutor(workers, initializer=_begin)
    try:
        left = iter(pieces)
        under_way = [pool.submit(work, piece) for piece in islice(left, _AHEAD * workers)]
        while under_way:
            yield under_way.pop(0).result()
            under_way += [pool.submit(work, piece) for piece in islice(left, 1)]
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Begin a helping process: it holds no lock of the one that asks, leaves Ctrl-C to it, and ends when it ends.

    Else a command that was killed would leave processes behind that wait for work, and hold its locks, for ever.
    """
    disk.let_go()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
