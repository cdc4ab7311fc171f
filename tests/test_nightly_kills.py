"""kill -9 at random points of passes: the next one completes, nothing is lost, nothing is told twice."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests import publisher as pub
from tests.conftest import ROOT
from tracker.store import Store, verify

SOURCES = 12
KILLS = 100

# One process that has loaded all there is; each pass is a child of it, so that kills fall into passes, not imports.
DRIVER = """
import os, random, signal, sys, time, urllib.request
from pathlib import Path
from tracker import compare, sources, views, words
from tracker.nightly import passes
from tracker.nightly.memory import Place
from tracker.nightly.passes import Ask, World
from tracker.renderers import html, json, markdown
from tracker.store import Store

root, kills, bump = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
config = sources.load(root / "tracker.toml")
random.seed(7)
compare.compare(compare.read("一、标题\\n选配14万名网格员。"), compare.read("一、标题\\n选配15万名网格员。"))

def check():
    place = Place(root, Store.create(root / "snapshots"))
    client = passes.client(config.check)
    passes.run(place, config, Ask(), World(client, send=lambda *_: None))

def child():
    pid = os.fork()
    if pid == 0:
        try:
            check()
        except BaseException as error:
            print(type(error).__name__, error, file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    return pid

def changed():
    urllib.request.urlopen(bump).read()

changed()
begun = time.monotonic()
assert os.waitstatus_to_exitcode(os.waitpid(child(), 0)[1]) == 0
whole = time.monotonic() - begun
killed = 0
while killed < kills:
    changed()
    pid = child()
    time.sleep(random.uniform(0, 1.1 * whole))
    os.kill(pid, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert status in (0, -9), status
    killed += status == -9
assert os.waitstatus_to_exitcode(os.waitpid(child(), 0)[1]) == 0
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed")
def test_a_pass_that_is_killed_anywhere_is_completed_by_the_next(tmp_path: Path) -> None:
    version = [0]
    with pub.publisher() as server:

        def page(number: int) -> pub.Answer:
            # Each source changes with every third bump.
            return lambda h: h.send(200, _text(number, (version[0] + number) // 3).encode(), Content_Type="text/plain")

        def bump(handler: pub.Handler) -> None:
            version[0] += 1
            handler.send(200, b"ok")

        server.answers |= {f"/{n}": page(n) for n in range(SOURCES)} | {"/bump": bump}
        head = (
            '[check]\ndelay = "0s"\nper_host = 8\nformats = ["markdown", "html"]\n[notify]\nurls = ["json://e.org"]\n'
        )
        tables = [
            f'[[sources]]\nid = "s{n}"\nurl = "{server.url(f"/{n}")}"\nallow_private = true\nrobots = false\n'
            for n in range(SOURCES)
        ]
        (tmp_path / "tracker.toml").write_text(head + "".join(tables), encoding="utf-8")
        ran = subprocess.run(
            [sys.executable, "-c", DRIVER, str(tmp_path), str(KILLS), server.url("/bump")],
            cwd=ROOT, capture_output=True, timeout=240, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr.decode()[-2000:]
        now = {f"s{n}": _text(n, (version[0] + n) // 3) for n in range(SOURCES)}

    store = Store.open(tmp_path / "snapshots")
    assert verify.faults(store) == ()
    told = Counter(
        (row["source"], row["new"])
        for day in sorted(tmp_path.glob("reports/*.json"))
        for one in json.loads(day.read_bytes())["passes"]
        for row in one["changed"]
    )
    assert max(told.values()) == 1
    assert set(told) == set(store.identifiers())
    for source, text in now.items():
        newest = store.newest(source)
        assert newest is not None
        assert store.read(newest).decode() == text
    assert list(tmp_path.rglob("*.part")) == []
    assert len(list((tmp_path / "checks" / "outbox").glob("*.json"))) == 0


def _text(number: int, version: int) -> str:
    return f"一、人才工作\n选配{number * 1000 + version}名微网格员。\n" + "统筹推进各项改革任务。\n" * 10
