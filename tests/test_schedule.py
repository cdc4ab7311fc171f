"""Schedules: one pass each local date whatever the clocks do, and jobs that real schedulers take."""

from __future__ import annotations

import json
import os
import plistlib
import shlex
import shutil
import subprocess
import sys
import time as clock
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, Tracker
from tracker import schedule
from tracker.errors import UsageError
from tracker.nightly import health
from tracker.nightly.record import Known, State
from tracker.schedule import due, jobs, watch
from tracker.schedule.jobs import Job
from tracker.sources import Config, Schedule, Source

BERLIN, NEW_YORK, SHANGHAI = map(ZoneInfo, ("Europe/Berlin", "America/New_York", "Asia/Shanghai"))
NIGHT = (time(2, 30),)
NOW = datetime(2026, 3, 1, tzinfo=UTC)
JOB = Job(PurePosixPath("/srv/tracker office"), ("/usr/bin/python3", "-m", "tracker"), NIGHT, "Asia/Shanghai")

# The zone, and a year or more in which its clocks change. China had summer time from 1986 to 1991.
CHANGES = [(BERLIN, 2026), (NEW_YORK, 2026), *((SHANGHAI, year) for year in range(1986, 1992))]


def passes(zone: ZoneInfo, begin: datetime, end: datetime, at: Sequence[time], step: timedelta) -> list[datetime]:
    """Return when passes were begun by a clock that moves by *step*."""
    made: list[datetime] = []
    now = begin
    while now < end:
        if due.is_due(at, zone, made[-1] if made else None, now):
            made.append(now)
        now += step
    return made


@pytest.mark.parametrize(("zone", "year"), CHANGES)
@pytest.mark.parametrize("at", [time(0), time(2), time(2, 30), time(23, 59)])
def test_each_date_has_one_pass_whatever_the_clocks_do(zone: ZoneInfo, year: int, at: time) -> None:
    begin = due.moment(date(year, 1, 1), at, zone)
    made = passes(zone, begin, begin + timedelta(days=365), (at,), timedelta(hours=1))
    days = [moment.astimezone(zone).date() for moment in made]
    assert days == [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    late = [moment - due.moment(day, at, zone) for moment, day in zip(made, days, strict=True)]
    assert max(late) < timedelta(hours=1)


def test_a_time_that_is_skipped_comes_an_hour_later() -> None:
    assert due.moment(date(2026, 3, 29), time(2, 30), BERLIN).astimezone(BERLIN).time() == time(3, 30)
    assert due.moment(date(1986, 5, 4), time(2, 30), SHANGHAI).astimezone(SHANGHAI).time() == time(3, 30)


def test_a_time_that_is_repeated_comes_once_the_first_time() -> None:
    assert due.moment(date(2026, 10, 25), time(2, 30), BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    begin = datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert len(passes(BERLIN, begin, begin + timedelta(hours=20), NIGHT, timedelta(minutes=1))) == 2  # one is overdue


def test_a_missed_night_is_made_up_for_once() -> None:
    last = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
    back = last + timedelta(days=9, hours=5)
    assert due.is_due(NIGHT, SHANGHAI, last, back)
    assert not due.is_due(NIGHT, SHANGHAI, back, back + timedelta(hours=1))


def test_clocks_that_are_set_back_repeat_no_night() -> None:
    last = datetime(2026, 3, 1, 18, 30, 5, tzinfo=UTC)
    assert not due.is_due(NIGHT, SHANGHAI, last, last - timedelta(minutes=10))
    assert not due.is_due(NIGHT, SHANGHAI, last, last - timedelta(hours=3))


def test_a_pass_of_a_year_that_never_was_silences_nothing() -> None:
    assert due.is_due(NIGHT, SHANGHAI, datetime(2038, 1, 1, tzinfo=UTC), NOW)
    assert due.is_stale(NIGHT, SHANGHAI, timedelta(hours=2), datetime(2038, 1, 1, tzinfo=UTC), NOW)


zones = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Shanghai", "Asia/Kathmandu", "Pacific/Apia",
                         "Australia/Lord_Howe", "America/St_Johns", "UTC"])  # fmt: skip
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
moments = st.datetimes(datetime(1986, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))


@given(zones, st.lists(times, min_size=1, max_size=3), moments)
def test_the_latest_is_past_and_the_following_is_to_come(name: str, at: list[time], now: datetime) -> None:
    zone = ZoneInfo(name)
    latest, following = due.latest(at, zone, now), due.following(at, zone, now)
    assert latest is not None
    assert following is not None
    assert latest <= now < following
    assert following - latest <= timedelta(hours=49)
    assert due.is_due(at, zone, latest - timedelta(seconds=1), now)
    assert not due.is_due(at, zone, latest, now)


class Clock:
    """A clock that sleeping moves, and that jumps when it is told to."""

    def __init__(self, now: datetime, end: datetime, jumps: dict[datetime, timedelta] | None = None) -> None:
        self._now, self.end, self.jumps = now, end, dict(jumps or {})

    def now(self) -> datetime:
        return self._now

    def sleep(self, seconds: float) -> bool:
        self._now += timedelta(seconds=max(seconds, 1))
        for at in [at for at in self.jumps if at <= self._now]:
            self._now += self.jumps.pop(at)
        return self._now < self.end


def watched(zone: ZoneInfo, world: Clock, results: Sequence[bool] = ()) -> list[datetime]:
    """Return when passes were tried; *results* says which of the first ones came about."""
    made: list[datetime] = []
    tried: list[datetime] = []
    left = list(results)

    def run() -> bool:
        tried.append(world.now())
        if left and not left.pop(0):
            return False
        made.append(world.now())
        return True

    watch.watch(NIGHT, zone, lambda: made[-1] if made else None, run, world)
    return tried


@pytest.mark.parametrize(("zone", "day"), [
    (BERLIN, date(2026, 3, 27)), (BERLIN, date(2026, 10, 23)), (NEW_YORK, date(2026, 3, 6)),
    (NEW_YORK, date(2026, 10, 30)), (SHANGHAI, date(1986, 5, 2)), (SHANGHAI, date(1991, 9, 13)),
])  # fmt: skip
def test_watching_over_a_change_of_clocks_makes_one_pass_a_night(zone: ZoneInfo, day: date) -> None:
    begin = due.moment(day, time(12), zone)
    tried = watched(zone, Clock(begin, begin + timedelta(days=4)))
    # The first makes up for the night before.
    assert [moment.astimezone(zone).date() for moment in tried] == [
        day,
        *(day + timedelta(days=n) for n in (1, 2, 3, 4)),
    ]


@pytest.mark.parametrize("jump", [timedelta(hours=5), timedelta(hours=-5), timedelta(minutes=-20), timedelta(days=3)])
def test_watching_a_clock_that_jumps_makes_no_pass_twice(jump: timedelta) -> None:
    begin = datetime(2026, 3, 1, 12, tzinfo=UTC)
    jumps = {begin + timedelta(hours=6, minutes=40): jump}  # ten minutes after the pass of 02:30 in Shanghai
    tried = watched(SHANGHAI, Clock(begin, begin + timedelta(days=8), jumps))
    days = [moment.astimezone(SHANGHAI).date() for moment in tried]
    assert days == sorted(set(days))
    assert len(days) >= 8 - 3


def test_a_pass_that_could_not_be_made_is_tried_again_after_a_while() -> None:
    begin = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
    tried = watched(SHANGHAI, Clock(begin, begin + timedelta(hours=1)), [False, False, True])
    assert [moment - begin for moment in tried] == [timedelta(0), timedelta(minutes=15), timedelta(minutes=30)]


def test_health_tells_what_was_missed_and_what_fails() -> None:
    config = Config((Source("a"), Source("b")), schedule=Schedule(NIGHT, "Asia/Shanghai"))
    known = {"a": Known("", failing=NOW, trouble="failed", reason="HTTP 404"), "b": Known("")}
    kept = health.of(State(known, whole=NOW - timedelta(hours=5)), config, NOW)
    assert (kept.stale, [row.source for row in kept.failing]) == (False, ["a"])
    assert kept.next == datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
    assert health.of(State(known, whole=NOW - timedelta(hours=8)), config, NOW).stale
    assert health.of(State(), config, NOW).stale
    assert not health.of(State(), Config((Source("a"),)), NOW).stale


def test_the_units_are_what_systemd_takes(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    job = Job(tmp_path, (sys.executable, "-m", "tracker"), NIGHT, "Asia/Shanghai")
    unit, timer = tmp_path / "x.service", tmp_path / "x.timer"
    unit.write_text(jobs.service(job), encoding="utf-8")
    timer.write_text(jobs.timer(job, SHANGHAI, NOW), encoding="utf-8")
    ran = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(timer), str(unit)], capture_output=True, check=False
    )
    said = [line for line in ran.stderr.decode().splitlines() if str(tmp_path) in line or "x." in line]
    assert (ran.returncode, said) == (0, [])


@pytest.mark.parametrize(("zone", "base"), [(BERLIN, "2026-03-27"), (BERLIN, "2026-10-23"), (NEW_YORK, "2026-03-06")])
def test_systemd_wakes_us_when_a_pass_is_due(zone: ZoneInfo, base: str) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    now = datetime.fromisoformat(base).replace(tzinfo=UTC)
    lines = jobs.timer(Job(JOB.root, JOB.command, NIGHT, zone.key), zone, now).splitlines()
    woken: set[datetime] = set()
    for line in lines:
        if line.startswith("OnCalendar="):
            said = line.partition("=")[2]
            ran = subprocess.run(
                ["systemd-analyze", "calendar", "--iterations=5", f"--base-time={base} 00:00:00 UTC", said],
                capture_output=True, check=True, env={**os.environ, "TZ": "UTC", "LC_ALL": "C"},
            )  # fmt: skip
            told = [row.partition(": ")[2] for row in ran.stdout.decode().splitlines() if " UTC" in row and "20" in row]
            woken |= {datetime.strptime(row.strip()[-23:], "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC) for row in told}
    promised = {due.moment(now.date() + timedelta(days=n), NIGHT[0], zone) for n in (1, 2, 3)}
    assert promised <= woken


@pytest.mark.parametrize("word", ["a b", 'a"b', "a$b", "a%b", "a\\b", "a'b", "路 径"])
def test_odd_names_are_quoted_for_each_scheduler(word: str) -> None:
    job = Job(PurePosixPath("/srv") / word, (f"/opt/{word}/python", "-m", "tracker"), NIGHT)
    command = jobs.crontab(job).splitlines()[1].split(" * * * * ")[1].replace("\\%", "%")
    assert shlex.split(command)[:4] == ["cd", f"/srv/{word}", "&&", f"/opt/{word}/python"]
    assert plistlib.loads(jobs.agent(job))["WorkingDirectory"] == f"/srv/{word}"
    assert "%b" not in jobs.service(job).replace("%%", "")


def test_a_crontab_of_others_is_left_as_it_is() -> None:
    others = b"# mine\n0 1 * * * true\n"
    kept: list[bytes] = []
    listed = [others]

    def run(words: Sequence[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
        if words[-1] == "-":
            listed[0] = data
            kept.append(data)
        return subprocess.CompletedProcess(words, 0, listed[0], b"")

    if shutil.which("crontab") is None:
        pytest.skip("cron is not installed")
    schedule.install("cron", JOB, Path("/nowhere"), NOW, run)
    schedule.install("cron", JOB, Path("/nowhere"), NOW, run)
    assert kept[-1].startswith(others)
    assert kept[-1].count(b"check --due") == 1
    schedule.remove("cron", JOB, Path("/nowhere"), NOW, run)
    assert kept[-1] == others


def test_cron_wakes_us_in_whichever_zone_the_machine_is() -> None:
    assert jobs.minutes((time(2, 37),)) == (7, 22, 37, 52)
    assert jobs.minutes((time(2, 30), time(14, 0))) == (0, 15, 30, 45)


@pytest.mark.slow
def test_a_real_cron_runs_the_line(tmp_path: Path) -> None:
    cron = shutil.which("cron")
    if cron is None or not hasattr(os, "getuid") or os.getuid() != 0:
        pytest.skip("a minute job needs Debian's cron and root")
    if any(path.read_text("utf-8", "replace").strip() == "cron" for path in Path("/proc").glob("[0-9]*/comm")):
        pytest.skip("a cron is running here already")
    root = tmp_path / "an office 100%"
    (root / "in").mkdir(parents=True)
    (root / "in" / "a.txt").write_text("选配14万名微网格员。\n", encoding="utf-8")
    text = '[schedule]\nat = "00:00"\n[[sources]]\nid = "a"\npath = "in"\n'
    (root / "tracker.toml").write_text(text, encoding="utf-8")
    job = Job(root, ("/usr/bin/env", f"PYTHONPATH={ROOT}", sys.executable, "-m", "tracker"), (time(0),))
    line = jobs.crontab(job).splitlines()[1].split(" ", 5)[5]
    before = subprocess.run(["crontab", "-l"], capture_output=True, check=False)
    subprocess.run(["crontab", "-"], input=f"* * * * * {line}\n".encode(), check=True)
    daemon = subprocess.Popen([cron, "-f"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = clock.monotonic() + 100
        while not list(root.glob("reports/*.md")) and clock.monotonic() < deadline:
            clock.sleep(0.5)
        assert list(root.glob("reports/*.md"))
    finally:
        daemon.terminate()
        daemon.wait()
        if before.returncode == 0:
            subprocess.run(["crontab", "-"], input=before.stdout, check=True)
        else:
            subprocess.run(["crontab", "-r"], check=False)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", None])
@pytest.mark.parametrize("secrets", [(), ("TOKEN", "MAIL")])
def test_the_workflow_is_what_github_takes(tmp_path: Path, zone: str | None, secrets: tuple[str, ...]) -> None:
    pytest.importorskip("check_jsonschema")
    path = tmp_path / "tracker.yml"
    job = Job(PurePosixPath("/r/sub folder"), JOB.command, NIGHT, zone, secrets)
    path.write_text(jobs.workflow(job, ZoneInfo(zone or "UTC"), NOW, "sub folder"), encoding="utf-8")
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)]
    ran = subprocess.run(words, capture_output=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stdout
    text = path.read_text("utf-8")
    assert text.count("- cron:") == (2 if zone == "Europe/Berlin" else 1)
    assert all(f"${{{{ secrets.{name} }}}}" in text for name in secrets)
    # By its name alone pip would install another program.
    assert 'pip install "tracker[notify] @ $TRACKER"' in text
    assert "TRACKER: ${{ vars.TRACKER }}" in text


def test_installing_writes_files_switches_on_and_can_be_undone(tmp_path: Path) -> None:
    ran: list[list[str]] = []

    def run(words: Sequence[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
        ran.append([*words, data.decode()])
        return subprocess.CompletedProcess(words, 0, b"", b"")

    for kind in ("systemd", "launchd", "github"):
        job = Job(tmp_path, JOB.command, NIGHT, "Asia/Shanghai")
        schedule.install(kind, job, tmp_path / "home", NOW, run)
        files = [file.path for file in schedule.files(kind, job, tmp_path / "home", NOW)]
        assert all(path and path.is_file() for path in files)
        schedule.remove(kind, job, tmp_path / "home", NOW, run)
        assert not any(path and path.exists() for path in files)
    assert ["systemctl", "--user", "enable", "--now", f"{Job(tmp_path, (), ()).name}.timer", ""] in ran


def test_a_scheduler_that_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    def run(words: Sequence[str], _: bytes) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(words, 1, b"", b"Failed to connect to bus\nno medium")

    with pytest.raises(UsageError, match="Failed to connect to bus no medium"):
        schedule.install("systemd", JOB, tmp_path, NOW, run)


def test_the_command_line_notes_what_is_promised(tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "tracker.toml").write_text("# mine\n", encoding="utf-8")
    home = {"HOME": str(tmp_path / "home")}
    assert b"when? add --at" in tracker("schedule", "show", "--for", "cron").stderr
    ran = tracker("schedule", "install", "--for", "github", "--at", "2:30", "--timezone", "Asia/Shanghai", **home)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "tracker.toml").read_text("utf-8").startswith("# mine\n")
    shown = tracker("schedule", "show", "--for", "systemd", **home).stdout.decode()
    assert "OnCalendar=*-*-* 02:30:00 Asia/Shanghai" in shown
    assert b"is no time of day" in tracker("schedule", "show", "--at", "25:00").stderr
    removed = tracker("schedule", "remove", "--for", "github", **home)
    assert removed.returncode == 0
    assert b"still promises passes" in removed.stdout


def test_a_pass_that_is_due_is_made_once(tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("选配14万名微网格员。\n", encoding="utf-8")
    (tmp_path / "tracker.toml").write_text('[schedule]\nat = "00:00"\n[[sources]]\nid = "a"\npath = "a.txt"\n', "utf-8")
    first, second = tracker("check", "--due"), tracker("check", "--due")
    assert (first.returncode, second.returncode, second.stdout) == (0, 0, b"")
    assert first.stdout.startswith(b"1 source checked: 0 changed, 1 new, 0 failed")
    state = json.loads((tmp_path / "checks" / "state.json").read_bytes())
    assert state["last"]["number"] == 1


def test_check_says_with_its_status_what_happened(tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("选配14万名微网格员。\n", encoding="utf-8")
    (tmp_path / "tracker.toml").write_text('[[sources]]\nid = "a"\npath = "a.txt"\n', "utf-8")
    assert tracker("check", "--exit-code").returncode == 0
    (tmp_path / "a.txt").write_text("选配15万名微网格员。\n", encoding="utf-8")
    assert tracker("check", "--exit-code").returncode == 1
    (tmp_path / "a.txt").unlink()
    ran = tracker("check", "--exit-code")
    assert (ran.returncode, b" 1 failed," in ran.stdout) == (2, True)
    assert ran.stderr.startswith(b"tracker: a failed: there is no such file")
    assert ran.stderr.count(b"\n") == 1
    assert b"no such source or tag" in tracker("check", "b").stderr
    assert b"name them" in tracker("check", "--accept").stderr
    assert tracker("remove", "a").returncode == 0
    assert b"lists no such source" in tracker("remove", "a").stderr


def test_status_fails_where_a_pass_is_missing(tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("选配14万名微网格员。\n", encoding="utf-8")
    sources = '[[sources]]\nid = "a"\npath = "a.txt"\n[[sources]]\nid = "b"\npath = "b.txt"\n'
    (tmp_path / "tracker.toml").write_text(sources, "utf-8")
    ran = tracker("status")
    assert (ran.returncode, b"last pass: never" in ran.stdout) == (0, True)
    (tmp_path / "tracker.toml").write_text(f'[schedule]\nat = "00:00"\n{sources}', "utf-8")
    ran = tracker("status")
    assert (ran.returncode, b"promises one at 00:00" in ran.stderr) == (2, True)
    tracker("check")
    ran = tracker("status")
    assert ran.returncode == 0
    assert b"failed: b, since" in ran.stdout
    state = tmp_path / "checks" / "state.json"
    fields = json.loads(state.read_bytes())
    state.write_text(json.dumps(fields | {"whole": "2020-01-01T00:00:00Z"}), encoding="utf-8")
    assert tracker("status").returncode == 2


def test_watching_makes_a_pass_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("选配14万名微网格员。\n", encoding="utf-8")
    (tmp_path / "tracker.toml").write_text('[[sources]]\nid = "a"\npath = "a.txt"\n', "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", "watch", "--at", "00:00"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT), "TZ": "Asia/Shanghai"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        assert b"each day at 00:00 (Asia/Shanghai)" in process.stderr.readline()
        assert b"1 new" in process.stdout.readline()
        process.terminate()
        assert process.wait(20) == 130
    finally:
        process.kill()
        process.stdout.close()
        process.stderr.close()
