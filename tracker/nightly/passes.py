"""One pass over the sources: what they have now, stored, compared, told.

A pass may be killed at any point; the next one completes it. Versions are stored first; what was told is remembered in
one atomic write (``checks/state.json``) together with the pass itself, from which all else that people see is made.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tracker import __version__, disk, notify, zones
from tracker.errors import FetchError, StoreError, UsageError
from tracker.fetch import Client, Limits
from tracker.nightly import memory, outbox, planning, publishing, telling
from tracker.nightly.checking import Checking
from tracker.nightly.collecting import collected
from tracker.nightly.memory import Place
from tracker.nightly.record import Changed, Known, Pass, State
from tracker.secrets import Unset, expanded
from tracker.sources import Check, Config, Source

Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Ask:
    """Which sources to check (none: all that are due), whether due or not, and whether oddities are accepted."""

    names: tuple[str, ...] = ()
    force: bool = False
    accept: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """What a pass has of the world: the network, the clock, the environment, and a way to send messages."""

    client: Client
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    send: outbox.Send = notify.send
    step: Step = lambda _what, _done, _all: None


class Outcome(NamedTuple):
    """A pass, and what of it could not be passed on to people."""

    passed: Pass
    troubles: tuple[str, ...]


class _Begun(NamedTuple):
    """A pass that begins."""

    number: int
    started: datetime
    whole: bool


class Busy(UsageError):
    """Another pass is under way."""


def client(check: Check) -> Client:
    """Return a client as patient as *check* says, that tells who asks."""
    limits = Limits(
        connect=check.connect_timeout.total_seconds(),
        read=check.read_timeout.total_seconds(),
        total=check.total_timeout.total_seconds(),
        size=check.max_size,
        retries=check.retries,
    )
    contact = f"; {check.contact}" if check.contact else ""
    return Client(limits, agent=f"tracker/{__version__} (follows published documents{contact})", threads=check.threads)


def run(place: Place, config: Config, ask: Ask, world: World) -> Outcome:
    """Check the sources that are due; return what was found.

    Raises Busy where another pass is under way, UsageError for a name that is no source.
    """
    with _alone(place):
        state = memory.remembered(place)
        if state.last and not state.published:
            state = _publish(state, config, place)
        begun = _Begun(state.last.number + 1 if state.last else 1, _moment(world), not ask.names)
        due = planning.due(config.sources, state.sources, begun.started, ask.names, ask.force or bool(ask.names))
        state = _beginning(state, config, place)
        checking = _checked(due, state, config, place, ask, world, begun.started)
        state = _tell(checking, state, config, place, world, begun)
        state = _publish(state, config, place)
        assert state.last is not None
        return Outcome(state.last, _pass_on(config, place, world))


@contextmanager
def _alone(place: Place) -> Iterator[None]:
    lock = place.checks / "lock"
    try:
        place.checks.mkdir(exist_ok=True)
        with disk.claimed(lock) as ours:
            if not ours:
                raise Busy(f"another pass is under way{_by_whom(lock)}; try again when it is done")
            for folder in (place.checks, place.reports):
                disk.sweep(folder)
            with suppress(OSError):  # Windows lets nobody write, or read, what is locked
                lock.write_text(f"process {os.getpid()}\n", encoding="utf-8")
            yield
    except OSError as error:
        raise StoreError(f"{error.filename or place.checks}: {error.strerror}") from None


def _by_whom(lock: Path) -> str:
    with suppress(OSError):
        said = lock.read_text("utf-8", "replace").strip()
        return f" ({said})" if said else ""
    return ""


def _beginning(state: State, config: Config, place: Place) -> State:
    """Remember of sources that are new which versions they have already: those count as told."""
    new = [source.id for source in config.sources if source.id not in state.sources]
    if not new:
        return state
    newest = dict(place.store.identifiers())  # of each source the last one, as they are sorted
    state = replace(state, sources={**state.sources, **{id: Known(newest.get(id, "")) for id in new}})
    memory.remember(state, place)
    return state


def _checked(
    due: Sequence[Source], state: State, config: Config, place: Place, ask: Ask, world: World, started: datetime
) -> Checking:
    checking = Checking(
        place.store, config, state.sources, place.checks / "aside", started, lambda: _moment(world), ask.accept
    )
    # What we know to have is asked for only if it changed; where the snapshots are gone, it is asked for again.
    have = set(place.store.sources())
    known = {id: known for id, known in state.sources.items() if id in have}
    try:
        for done, got in enumerate(collected(due, known, config.check, place.root, world.client, world.environment), 1):
            checking.receive(got)
            world.step("check", done, len(due))
    finally:
        # Interrupted or not: what came in is kept.
        checking.flush()
    return checking


def _tell(checking: Checking, state: State, config: Config, place: Place, world: World, begun: _Begun) -> State:
    untold = set(telling.untold(place.store, checking.known))
    sources = [source for source in config.sources if source.id in untold]
    told = telling.told(
        sources,
        checking.known,
        checking.notes,
        place,
        config,
        begun.started,
        lambda at: world.step("compare", at, len(sources)),
    )
    one = _pass(checking, told, config, begun, _moment(world))
    listed = {source.id for source in config.sources}
    known = {id: known for id, known in (checking.known | dict(told.known)).items() if id in listed}
    state = State(known, one, published=False, whole=begun.started if begun.whole else state.whole)
    memory.remember(state, place)
    return state


def _pass(checking: Checking, told: telling.Told, config: Config, begun: _Begun, finished: datetime) -> Pass:
    rows: tuple[Changed, ...] = told.rows
    changed = {row.source for row in rows}
    failed = (*checking.failed, *told.failed)
    lost = {row.source for row in failed}
    unchanged = [id for id in checking.fine if id not in changed and id not in lost]
    return Pass(
        number=begun.number,
        started=begun.started,
        finished=finished,
        date=begun.started.astimezone(zones.named(config.schedule.timezone)).date().isoformat(),
        changed=rows,
        failed=failed,
        unchanged=len(unchanged),
        noise=len(set(checking.stored) & set(unchanged)),
        checked=len({*checking.fine, *lost, *changed}),
        whole=begun.whole,
    )


def _publish(state: State, config: Config, place: Place) -> State:
    assert state.last is not None
    publishing.publish(state.last, config, place)
    state = replace(state, published=True)
    memory.remember(state, place)
    return state


def _pass_on(config: Config, place: Place, world: World) -> tuple[str, ...]:
    """Send what is to be sent, and say that we are alive; return what could not be."""
    said = config.notify
    troubles = list(outbox.deliver(place.outbox, place.root, said.urls, world.environment, world.send))
    if said.heartbeat:
        try:
            world.client.ping(expanded(said.heartbeat, world.environment, address=True).text, "[notify] heartbeat")
        except Unset as error:
            troubles.append(f"[notify] heartbeat: {error}")
        except FetchError as error:
            troubles.append(str(error))
    return tuple(troubles)


def _moment(world: World) -> datetime:
    return world.now().astimezone(UTC).replace(microsecond=0)
