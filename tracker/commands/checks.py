"""Sources checked: ``tracker check``, ``watch``, ``status`` and ``remove``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tracker.commands import places, streams
from tracker.errors import TrackerError, UsageError

if TYPE_CHECKING:
    from tracker.nightly.memory import Place
    from tracker.nightly.passes import Ask, Outcome
    from tracker.nightly.record import State
    from tracker.sources import Config

# So many failures are told one by one; the overview lists all.
_TOLD = 5


def register(app: typer.Typer) -> None:
    """Add ``check``, ``watch``, ``status`` and ``remove`` to *app*."""
    app.command(epilog="Example: tracker check --exit-code || cat reports/$(date +%F).md")(check)
    app.command(epilog="Example: tracker watch --at 02:30 --timezone Asia/Shanghai")(watch)
    app.command(epilog="Example: tracker status || echo 'look after the checks'")(status)
    app.command(epilog="Example: tracker remove old-report")(remove)


def check(
    names: list[str] = typer.Argument(None, metavar="[SOURCE]...", help="Sources or tags; default: all that are due."),
    force: bool = typer.Option(False, "--force", help="Also check sources whose interval has not gone by."),
    accept: bool = typer.Option(False, "--accept", help="You looked: what is suspicious is the new version after all."),
    due: bool = typer.Option(False, "--due", help="Only if [schedule] says that a pass is due; else do nothing."),
    exit_code: bool = typer.Option(False, "--exit-code", help="Exit with 1 if a source changed."),
) -> int:
    """Fetch the sources, store what is new, tell what changed.

    Exit status: 0; 1 with --exit-code where something changed; 2 where a source failed or a message was not sent.
    """
    place, config = _workspace()
    asked = tuple(names or ())
    if accept and not asked:
        raise UsageError("--accept is for sources that you looked at: name them")
    if due and not _is_due(place, config):
        return 0
    # Not before: cron asks --due every quarter of an hour.
    from tracker.nightly.passes import Ask, Busy

    try:
        outcome = _run(place, config, Ask(asked, force, accept))
    except Busy:
        if due:
            return 0  # the pass that is due is under way
        raise
    return _tell(outcome, exit_code)


def watch(
    at: list[str] = typer.Option(None, "--at", metavar="HH:MM", help="When; default: what [schedule] says."),
    timezone: str = typer.Option(None, "--timezone", metavar="ZONE", help="Of --at; default: [schedule]'s, or here."),
) -> int:
    """Make each pass when it is due.

    It stays in the foreground, as in a container; Ctrl-C ends it.
    """
    import signal

    from tracker import zones
    from tracker.nightly import memory
    from tracker.nightly.passes import Ask
    from tracker.schedule import watch as watching
    from tracker.sources import fields

    place, config = _workspace()
    try:
        times = tuple(fields.clock(time) for time in at) if at else config.schedule.at
        zone = zones.named(fields.zone(timezone) if timezone else config.schedule.timezone)
    except ValueError as error:
        raise UsageError(str(error)) from None
    if not times:
        raise UsageError('when? give --at 02:30, or say it in tracker.toml: [schedule] at = "02:30"')

    def run() -> bool:
        try:
            # Read anew: sources may have been added since.
            place, config = _workspace()
            _tell(_run(place, config, Ask()), False)
        except TrackerError as error:
            streams.tell(str(error))
            return False
        return True

    signal.signal(signal.SIGTERM, _interrupt)
    streams.tell(
        f"watching: a pass each day at {', '.join(f'{time:%H:%M}' for time in times)} ({zone}); Ctrl-C ends it"
    )
    watching.watch(times, zone, lambda: memory.remembered(place).whole, run, _Clock())
    return 0


def status() -> int:
    """Say what was checked when, what is due next, and what fails.

    Exit status: 2 where the last pass is older than [schedule] in tracker.toml promises.
    """
    from tracker import zones
    from tracker.nightly import health, memory, outbox

    place, config = _workspace()
    now, zone = datetime.now(UTC), zones.named(config.schedule.timezone)
    state = memory.remembered(place)
    found = health.of(state, config, now)
    followed = sum(bool(source.url or source.path) for source in config.sources)
    versions = len(place.store.identifiers())
    unsent = outbox.waiting(place.outbox)
    lines = [
        f"sources: {len(config.sources)}, of which {followed} are checked; versions stored: {versions}",
        f"last pass: {_when(found.last, now, zone)}",
        f"next pass: {_when(found.next, now, zone) if found.next else 'none is scheduled'}",
        *([f"not sent yet: {unsent} {'message' if unsent == 1 else 'messages'} ([notify])"] if unsent else ()),
        *(f"checked: {name}, {when}" for name, when in _checked(config, state, now, zone)),
        *(f"{row.trouble}: {row.source}, since {_when(row.since, now, zone)}: {row.reason}" for row in found.failing),
    ]
    streams.say(*lines)
    sys.stdout.flush()
    if found.stale:
        promised = ", ".join(f"{time:%H:%M}" for time in config.schedule.at)
        raise TrackerError(
            f"no pass since {_when(found.last, now, zone)}, though [schedule] promises one at {promised}"
        )
    return 0


def remove(
    source: str = typer.Argument(..., metavar="SOURCE", help="The id of the source."),
) -> int:
    """Take a source out of tracker.toml; its snapshots stay."""
    from tracker import sources, workspace

    root = workspace.root(Path.cwd())
    sources.remove(root / workspace.CONFIG, source)
    streams.say(f"{source} is followed no more; its snapshots stay")
    return 0


def _workspace() -> tuple[Place, Config]:
    from tracker.nightly import memory

    found = places.here()
    return memory.Place(found.root, found.store), found.config


def _is_due(place: Place, config: Config) -> bool:
    from tracker import zones
    from tracker.nightly import memory
    from tracker.schedule import due

    if not config.schedule.at:
        raise UsageError('--due needs a schedule in tracker.toml: [schedule] at = "02:30"')
    state: State = memory.remembered(place)
    return due.is_due(config.schedule.at, zones.named(config.schedule.timezone), state.whole, datetime.now(UTC))


def _run(place: Place, config: Config, ask: Ask) -> Outcome:
    import os

    from tracker.nightly import passes
    from tracker.sources import environment

    client = passes.client(config.check)
    with _bar() as step:
        world = passes.World(client, environment=environment.of(place.root, os.environ), step=step)
        try:
            return passes.run(place, config, ask, world)
        finally:
            client.close()


def _tell(outcome: Outcome, exit_code: bool) -> int:
    """Print one line that sums up, one for each of the first failures and for each message that was not sent.

    Return the exit status.
    """
    from tracker.nightly import overview
    from tracker.nightly.memory import REPORTS

    one = outcome.passed
    streams.say(f"{overview.line(one, 'en')}; {REPORTS}/{one.date}.md")
    sys.stdout.flush()
    for row in one.failed[:_TOLD]:
        streams.tell(f"{row.source} {row.trouble}: {row.reason}")
    if len(one.failed) > _TOLD:
        streams.tell(f"... and {len(one.failed) - _TOLD} more; `tracker status` names all")
    for trouble in outcome.troubles:
        streams.tell(trouble)
    if one.failed or outcome.troubles:
        return 2
    return 1 if exit_code and one.compared else 0


@contextmanager
def _bar() -> Iterator[Callable[[str, int, int], None]]:
    """Yield what is told of each step; on a terminal it moves a bar on standard error."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _all: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks = {what: bar.add_task(what, total=None, visible=False) for what in ("check", "compare")}
        yield lambda what, done, all: bar.update(tasks[what], completed=done, total=all, visible=True)


def _interrupt(*_: object) -> None:
    """End as Ctrl-C does: what came in is kept."""
    raise KeyboardInterrupt


def _checked(config: Config, state: State, now: datetime, zone: tzinfo) -> Iterator[tuple[str, str]]:
    """Yield each source that is checked, and when it last was."""
    for source in config.sources:
        if source.url or source.path:
            known = state.sources.get(source.id)
            yield source.id, _when(known.checked if known else None, now, zone)


def _when(moment: datetime | None, now: datetime, zone: tzinfo) -> str:
    """Return *moment* in *zone*, and how far it is from *now*."""
    if moment is None:
        return "never"
    hours, minutes = divmod(round(abs((now - moment).total_seconds()) / 60), 60)
    days, hours = divmod(hours, 24)
    far = f"{days} d {hours} h" if days else f"{hours} h {minutes} min" if hours else f"{minutes} min"
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M} ({f'{far} ago' if moment <= now else f'in {far}'})"


class _Clock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> bool:
        import time

        time.sleep(seconds)
        return True
