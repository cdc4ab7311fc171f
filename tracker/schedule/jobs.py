"""A schedule to what each scheduler is given: units of systemd, lines of cron, an agent of launchd, a workflow.

cron, launchd and hosted workflows know one zone alone, and neither catch up on a night that they missed nor agree, with
systemd or one another, on what to do when clocks change. They wake ``tracker check --due`` more often, which knows when
a pass is due.
"""

from __future__ import annotations

import hashlib
import json
import plistlib
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from pathlib import PurePath

from tracker.schedule import due

# All offsets between zones, today, are multiples of so many minutes.
_QUARTER = 15
_PLAIN = re.compile(r"[^A-Za-z0-9]+")
_BARE = re.compile(r"[A-Za-z0-9_@%+=:,./-]+")


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be run, where, and when; *timezone* None: the machine's."""

    root: PurePath
    command: tuple[str, ...]
    at: tuple[time, ...]
    timezone: str | None = None
    secrets: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return a name that no other workspace's job has."""
        digest = hashlib.sha256(str(self.root).encode()).hexdigest()[:6]
        return f"tracker-{_PLAIN.sub('-', self.root.name).strip('-').lower() or 'workspace'}-{digest}"


def service(job: Job) -> str:
    """Return the systemd service."""
    return f"""\
[Unit]
Description=tracker: check the sources of {_specified(str(job.root))}

[Service]
Type=oneshot
WorkingDirectory={_specified(str(job.root))}
ExecStart={" ".join(_quoted(word) for word in (*job.command, "check", "--due"))}
"""


def timer(job: Job, zone: tzinfo, now: datetime) -> str:
    """Return the systemd timer; Persistent: a night that the machine slept through is caught up.

    systemd leaves out a day on which clocks skip the time (02:30 in Berlin, once a year); so where they may, it also
    wakes us at the time that comes in its place, and ``--due`` makes it do nothing on all other days.
    """
    told = f" {job.timezone}" if job.timezone else ""
    lines = "".join(f"OnCalendar=*-*-* {at:%H:%M}:00{told}\n" for at in local_times(job.at, zone, now))
    return f"""\
[Unit]
Description=tracker: when the sources of {_specified(str(job.root))} are checked

[Timer]
{lines}AccuracySec=1min
Persistent=true

[Install]
WantedBy=timers.target
"""


def crontab(job: Job) -> str:
    """Return the lines of a crontab, between two marks by which they are found again."""
    words = shlex.join((*job.command, "check", "--due"))
    command = f"cd {shlex.quote(str(job.root))} && {words}".replace("%", "\\%")
    begin, end = cron_marks(job)
    return f"{begin}\n{','.join(str(minute) for minute in minutes(job.at))} * * * * {command}\n{end}\n"


def cron_marks(job: Job) -> tuple[str, str]:
    """Return the first and the last line of what is ours in a crontab."""
    return f"# {job.name}: `tracker schedule remove` takes this out", f"# {job.name}: end"


def minutes(at: Sequence[time]) -> tuple[int, ...]:
    """Return the minutes of each hour at which it may be one of *at*, in whatever zone."""
    return tuple(sorted({(time.minute + n * _QUARTER) % 60 for time in at for n in range(4)}))


def agent(job: Job) -> bytes:
    """Return launchd's property list."""
    return plistlib.dumps(
        {
            "Label": agent_label(job),
            "ProgramArguments": [*job.command, "check", "--due"],
            "WorkingDirectory": str(job.root),
            "StartCalendarInterval": [{"Minute": minute} for minute in minutes(job.at)],
            # Missed while the machine slept or was off: made up for when it is back.
            "RunAtLoad": True,
            "StandardErrorPath": str(job.root / "checks" / "launchd.log"),
        }
    )


def agent_label(job: Job) -> str:
    """Return the name that launchd knows the job by."""
    return f"org.{job.name}"


def workflow(job: Job, zone: tzinfo, now: datetime, folder: str = ".") -> str:
    """Return a GitHub Actions workflow that checks and commits what was found.

    Hosted cron knows UTC alone: a time of a zone that changes its clocks stands there twice, and ``--due`` makes the
    wrong one of the two do nothing.
    """
    lines = "".join(f'    - cron: "{at.minute} {at.hour} * * *"\n' for at in _in_utc(job.at, zone, now))
    told = f" ({job.timezone})" if job.timezone else ""
    secrets = "".join(f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in job.secrets)
    return f"""\
name: tracker
on:
  schedule:
    # {", ".join(f"{at:%H:%M}" for at in job.at)}{told}
{lines}  workflow_dispatch:
permissions:
  contents: write
concurrency:
  group: tracker
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 120
    defaults:
      run:
        working-directory: {json.dumps(folder)}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      # Where tracker is installed from says the variable TRACKER of this repository (Settings, Variables):
      # git+https://... of its repository. The `tracker` of PyPI is another program.
      - run: python -m pip install "tracker[notify] @ $TRACKER"
        env:
          TRACKER: ${{{{ vars.TRACKER }}}}
      - name: Check the sources
        run: tracker check ${{{{ github.event_name == 'schedule' && '--due' || '' }}}}
{f"        env:{chr(10)}{secrets}" if secrets else ""}      - name: Keep what was found
        if: always()
        run: |
          git config user.name "tracker"
          git config user.email "tracker@users.noreply.github.com"
          for folder in snapshots reports checks; do if [ -d "$folder" ]; then git add -A -- "$folder"; fi; done
          git diff --cached --quiet || git commit -m "Check of $(date -u +%Y-%m-%d)"
          git pull --rebase --quiet
          git push --quiet
"""


def local_times(at: Sequence[time], zone: tzinfo, now: datetime) -> tuple[time, ...]:
    """Return *at*, and what stands in their place where clocks skip them within the next years."""
    today = now.astimezone(zone).date()
    days = [today + timedelta(days=n) for n in range(3 * 366)]
    return tuple(sorted({due.moment(day, time, zone).astimezone(zone).time() for day in days for time in at}))


def _in_utc(at: Sequence[time], zone: tzinfo, now: datetime) -> list[time]:
    """Return the times of day, in UTC, that *at* may be in the year from *now* on."""
    today = now.astimezone(zone).date()
    found = {
        due.moment(today + timedelta(days=n), time, zone).astimezone(UTC).time() for n in range(366) for time in at
    }
    return sorted(found)


def _specified(text: str) -> str:
    """Return *text* for a line of a unit file, where % begins a specifier."""
    return text.replace("%", "%%")


def _quoted(word: str) -> str:
    """Return *word* for a unit's command line (systemd.syntax(7), systemd.service(5))."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return _specified(escaped if _BARE.fullmatch(escaped) else f'"{escaped}"')
