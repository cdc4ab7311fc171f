"""Passes that happen by themselves: ``tracker schedule show``, ``install`` and ``remove``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tracker.commands import streams
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.schedule import Job
    from tracker.sources import Config


class Kind(StrEnum):
    """The schedulers that can be given a job."""

    systemd = "systemd"
    cron = "cron"
    launchd = "launchd"
    github = "github"


FOR = typer.Option(None, "--for", help="Default: systemd, else cron; on a Mac launchd.")
AT = typer.Option(None, "--at", metavar="HH:MM", help="Time of day, more than once if wanted; default: [schedule]'s.")
ZONE = typer.Option(
    None, "--timezone", metavar="ZONE", help="Asia/Shanghai ...; default: [schedule]'s, or the machine's."
)


def register(app: typer.Typer) -> None:
    """Add ``schedule`` to *app*."""
    family = typer.Typer(
        help="Have the sources checked every night.", no_args_is_help=True, rich_markup_mode=None,
        epilog="Example: tracker schedule install --at 02:30 --timezone Asia/Shanghai",
    )  # fmt: skip
    family.command(epilog="Example: tracker schedule show --for cron --at 02:30")(show)
    family.command(epilog="Example: tracker schedule install --at 02:30 --timezone Asia/Shanghai")(install)
    family.command(epilog="Example: tracker schedule remove")(remove)
    app.add_typer(family, name="schedule")


def show(kind: Kind = FOR, at: list[str] = AT, timezone: str = ZONE) -> int:
    """Print what the scheduler would be given; nothing is changed."""
    from tracker import schedule

    job, name = _job(at, timezone), _kind(kind)
    for file in schedule.files(name, job, Path.home(), datetime.now(UTC)):
        sys.stdout.write(f"# {file.path or 'crontab'}\n{file.data.decode()}\n")
    return 0


def install(kind: Kind = FOR, at: list[str] = AT, timezone: str = ZONE) -> int:
    """Give the job to the scheduler, and note it in tracker.toml."""
    from tracker import schedule, sources, workspace

    job, name = _job(at, timezone), _kind(kind)
    fields: dict[str, object] = {"at": [f"{time:%H:%M}" for time in job.at]}
    if job.timezone:
        fields["timezone"] = job.timezone
    if at or timezone:
        sources.settle(workspace.root(Path.cwd()) / workspace.CONFIG, "schedule", fields)
    for line in schedule.install(name, job, Path.home(), datetime.now(UTC)):
        streams.say(line)
    if name == "systemd":
        streams.say("so that it runs while nobody is logged in: loginctl enable-linger")
    if name == "github":
        streams.say("its variable TRACKER says where tracker is installed from: git+https://... of its repository")
    return 0


def remove(kind: Kind = FOR) -> int:
    """Take the job away from the scheduler."""
    from tracker import schedule, sources, workspace

    done = schedule.remove(_kind(kind), _job(["00:00"], None), Path.home(), datetime.now(UTC))
    streams.say(*(done or ("there was no such job",)))
    if done and sources.load(workspace.root(Path.cwd()) / workspace.CONFIG).schedule.at:
        streams.say("[schedule] in tracker.toml still promises passes: take it out where nothing else makes them")
    return 0


def _kind(kind: Kind | None) -> str:
    from tracker import schedule

    return kind.value if kind else schedule.default()


def _job(at: list[str] | None, timezone: str | None) -> Job:
    from tracker import secrets, sources, workspace
    from tracker.schedule import Job
    from tracker.sources import fields

    root = workspace.root(Path.cwd())
    config: Config = sources.load(root / workspace.CONFIG)
    try:
        times = tuple(fields.clock(time) for time in at) if at else config.schedule.at
        zone = fields.zone(timezone) if timezone else config.schedule.timezone
    except ValueError as error:
        raise UsageError(str(error)) from None
    if not times:
        raise UsageError("when? add --at 02:30")
    said = [source.url or "" for source in config.sources]
    said += [value for source in config.sources for _, value in source.headers]
    said += [*config.notify.urls, config.notify.heartbeat or ""]
    names = dict.fromkeys(name for text in said for name in secrets.names(text))
    return Job(root, (sys.executable, "-m", "tracker"), times, zone, tuple(names))
