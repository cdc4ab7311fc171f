"""Nightly checks to what they cost: `tracker check` beside urlwatch 2.x over the same pages of a server on loopback.

    python benchmarks/nightly.py [--rounds 3] [--pages 1000] [--urlwatch PATH] [--large]

Four kinds of a night over pages of 10 KB: all new, unchanged with conditional requests, unchanged without, a tenth
changed. The two programs take turns; printed are medians of whole processes (CPU, wall, largest memory) and the ratio
of CPU. --urlwatch names the program, as in a virtual environment of its own; without it, it is looked for on the PATH,
and left out where there is none. --large adds how tracker grows to 5,000 sources.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from timing import Cost

ROOT = Path(__file__).resolve().parent.parent
TRACKER = [sys.executable, "-m", "tracker"]
SERVER = """
import asyncio, hashlib, sys
pages, conditional, changed = {}, True, 0
verbs = "推进 完善 建立 优化 强化 落实 规范 拓展 实施 深化 健全 培育".split()
objects = "人才发展 营商环境 基层治理 科技创新 公共服务 社会保障 生态环境 城市更新 数字经济 产业体系 乡村振兴".split()
ways = "体制机制 专项行动 实施方案 示范项目 评价体系 服务平台 监管办法 培训计划 试点工作 保障措施 责任清单".split()
def page(n, version):
    lines = ["第%d号报告" % n]
    for i in range(100):
        k = 31 * n + 7 * i
        said = verbs[k % 12] + objects[k // 3 % 11] + ways[k // 5 % 11]
        line = said + ",选配%d名工作人员,建成%d套公寓。" % (k + 14, i + 2)
        # A changed page: one line in twelve has another figure, one is new.
        if version and i % 12 == 3: line = line.replace("选配", "新增")[:-4] + "%d间房屋。" % (version + i)
        if version and i == 50: lines.append("制定第%d号条例。" % version)
        lines.append(line)
    return "\\n".join(lines).encode()
async def serve(reader, writer):
    global conditional, changed
    try:
        while True:
            head = await reader.readuntil(b"\\r\\n\\r\\n")
            path = head.split(b" ", 2)[1].decode()
            if path.startswith("/set/"):
                _, _, what, value = path.split("/")
                if what == "conditional": conditional = value == "1"
                else: changed = int(value)
                body, etag, status = b"ok", b"", b"200 OK"
            else:
                n = int(path[1:]); body = pages.setdefault((n, changed if n % 10 == 0 else 0), page(n, changed))
                etag = b'"%d-%d"' % (n, changed if n % 10 == 0 else 0)
                same = conditional and b"if-none-match: " + etag.lower() in head.lower()
                status, body = (b"304 Not Modified", b"") if same else (b"200 OK", body)
            tag = b"ETag: " + etag + b"\\r\\n" if conditional and etag else b""
            length = b"" if status[:3] == b"304" else b"Content-Length: %d\\r\\n" % len(body)
            kind = b"\\r\\nContent-Type: text/plain; charset=utf-8\\r\\n"
            writer.write(b"HTTP/1.1 " + status + kind + tag + length + b"\\r\\n" + body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""
URLWATCH = """\
display: {error: true, new: false, unchanged: false}
report:
  stdout: {enabled: true, color: false}
  text: {details: true, footer: false, line_length: 75, minimal: false}
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--pages", type=int, default=1000)
    arguments.add_argument("--urlwatch", default=shutil.which("urlwatch"))
    arguments.add_argument("--large", action="store_true", help="5,000 sources too")
    given = arguments.parse_args()
    with served() as server:
        nights(server, given.pages, given.rounds, given.urlwatch)
        if given.large:
            growth(server, given.pages, 5 * given.pages)


def nights(server: str, pages: int, rounds: int, urlwatch: str | None) -> None:
    """Print what each kind of night costs each program."""
    costs: dict[tuple[str, str], list[Cost]] = {}
    for round in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            programs = {"tracker": tracker(Path(folder) / "tracker", server, pages)}
            if urlwatch:
                programs["urlwatch"] = _urlwatch(Path(folder) / "urlwatch", server, pages, urlwatch)
            for night, conditional, changed in NIGHTS:
                tell(server, "conditional", conditional)
                tell(server, "changed", 2 * round + changed)
                for name, (command, place) in programs.items():
                    costs.setdefault((night, name), []).append(cost(command, place))
    print(f"{pages:,} pages of 10 KB, medians of {rounds}: CPU s, wall s, MB")
    for night, *_ in NIGHTS:
        told = {name: median(costs[night, name]) for name in ("tracker", "urlwatch") if (night, name) in costs}
        line = "; ".join(f"{name} {c.cpu:.2f} {c.wall:.2f} {c.memory:.0f}" for name, c in told.items())
        ratio = f"; CPU x {told['tracker'].cpu / told['urlwatch'].cpu:.2f}" if "urlwatch" in told else ""
        print(f"  {night}: {line}{ratio}")


NIGHTS = (
    ("all new, with validators", 1, 0),
    ("unchanged, conditional", 1, 0),
    ("unchanged, not conditional", 0, 0),
    ("a tenth changed, not conditional", 0, 1),
)


def growth(server: str, few: int, many: int) -> None:
    """Print how an unchanged night grows."""
    tell(server, "conditional", 1)
    told = []
    for pages in (few, many):
        with tempfile.TemporaryDirectory() as folder:
            command, place = tracker(Path(folder), server, pages)
            cost(command, place)
            told.append(cost(command, place))
            said = f"CPU {told[-1].cpu:.2f} s, wall {told[-1].wall:.2f}, {told[-1].memory:.0f} MB"
            print(f"  {pages:,} sources, unchanged: {said}")
    print(f"  {many // few} x the sources: {told[1].cpu / told[0].cpu:.2f} x the CPU")


def tracker(place: Path, server: str, pages: int) -> tuple[list[str], Path]:
    """Return how tracker is run over *pages* pages."""
    place.mkdir(exist_ok=True)
    head = '[check]\ndelay = "0s"\nper_host = 10\nthreads = 10\n'
    tables = (
        f'[[sources]]\nid = "s{n}"\nurl = "{server}/{n}"\nallow_private = true\nrobots = false\n' for n in range(pages)
    )
    (place / "tracker.toml").write_text(head + "".join(tables), encoding="utf-8")
    return [*TRACKER, "check"], place


def _urlwatch(place: Path, server: str, pages: int, program: str) -> tuple[list[str], Path]:
    """Return how urlwatch is run over the same pages; its ten workers are its own number."""
    place.mkdir()
    (place / "urls.yaml").write_text("\n---\n".join(f"name: s{n}\nurl: {server}/{n}" for n in range(pages)), "utf-8")
    (place / "config.yaml").write_text(URLWATCH, "utf-8")
    return [
        program,
        "--urls",
        "urls.yaml",
        "--config",
        "config.yaml",
        "--cache",
        "cache.db",
        "--hooks",
        "none.py",
    ], place


def cost(command: Sequence[str], place: Path) -> Cost:
    """Return what one run takes."""
    begun = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=place,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} ended with {process.returncode}: {said.decode()[-500:]}")
    return Cost(time.monotonic() - begun, used.ru_utime + used.ru_stime, _megabytes(used))


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))


def _megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


@contextmanager
def served() -> Iterator[str]:
    """Yield the address of a server of pages, in a process of its own."""
    process = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.terminate()
        process.wait()


def tell(server: str, what: str, value: int) -> None:
    """Tell the server how to behave."""
    with urlopen(f"{server}/set/{what}/{value}") as answer:
        answer.read()


if __name__ == "__main__":
    main()
