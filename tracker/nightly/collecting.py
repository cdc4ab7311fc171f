"""Sources to what each has now, by many threads at once, in the order in which they come."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tracker.errors import FetchError
from tracker.fetch import Client, Turns
from tracker.nightly import taking
from tracker.nightly.record import Known
from tracker.sources import Check, Source

# So many seconds a thread that finds no room for its result waits before it looks whether it is to stop.
_PATIENCE = 0.2


class Got(NamedTuple):
    """What came of a source: its bytes, or why there are none."""

    source: Source
    taken: taking.Taken | Exception


def collected(
    sources: Sequence[Source],
    known: Mapping[str, Known],
    check: Check,
    root: Path,
    client: Client,
    environment: Mapping[str, str],
) -> Iterator[Got]:
    """Yield what each of *sources* has. Whoever stops early leaves requests on their way, and gets no more."""
    turns = Turns(((taking.host(s), s) for s in sources), check.per_host, check.delay.total_seconds())
    # Bounded, so that publishers who are faster than our reading do not fill the memory.
    results: queue.Queue[Got] = queue.Queue(2 * check.threads)
    stopped = threading.Event()

    def work() -> None:
        while (turn := turns.take()) is not None:
            host, source = turn
            got = Got(source, _taken(source, known.get(source.id), root, client, environment, check.max_size))
            turns.done(host, _pause(source, client), absent=_is_absent(source, client))
            while not stopped.is_set():
                try:
                    results.put(got, timeout=_PATIENCE)
                    break
                except queue.Full:
                    continue

    threads = [threading.Thread(target=work, daemon=True, name=f"fetch {n}") for n in range(check.threads)]
    for thread in threads[: len(sources)]:
        thread.start()
    try:
        for _ in sources:
            yield results.get()
    finally:
        stopped.set()
        turns.stop()


def _taken(
    source: Source, known: Known | None, root: Path, client: Client, environment: Mapping[str, str], largest: int
) -> taking.Taken | Exception:
    try:
        return taking.taken(source, known, root, client, environment, largest)
    except FetchError as error:
        return error
    except Exception as error:  # a bug met at one source is told of that source and stops no other
        return error


def _pause(source: Source, client: Client) -> float | None:
    if source.url is None or not source.robots or "${" in source.url:
        return None
    return client.pause(source.url, source.allow_private)


def _is_absent(source: Source, client: Client) -> bool:
    return source.url is not None and "${" not in source.url and client.is_absent(source.url)
