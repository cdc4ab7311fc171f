"""Hosts that do not answer: two sources find out, the rest of a pass loses no time with them."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import publisher as pub
from tests.conftest import Tracker
from tests.publisher import Publisher
from tracker.errors import FetchError
from tracker.fetch import Client, Limits, Request, Turns


@pytest.fixture
def server() -> Iterator[Publisher]:
    with pub.publisher() as made:
        yield made


@pytest.fixture
def dead() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def reason(client: Client, url: str, robots: bool = False) -> str:
    """Return why nothing is to be had at *url*; "" where it is had."""
    try:
        client.get(Request(url, url, allow_private=True, robots=robots))
    except FetchError as error:
        return error.reason
    return ""


@pytest.mark.parametrize("robots", [False, True])
def test_a_host_that_takes_no_connection_costs_the_retries_of_two_sources(dead: int, robots: bool) -> None:
    pauses: list[float] = []
    client = Client(Limits(connect=1, retries=2), sleep=pauses.append)
    reasons = [reason(client, f"http://127.0.0.1:{dead}/{n}", robots) for n in range(50)]
    assert reasons[:2] == ["connection refused"] * 2
    assert set(reasons[2:]) == {
        "connection refused; 2 other sources failed so, and the host was not asked again in this pass"
    }
    assert len(pauses) == 4


def test_a_host_that_is_silent_is_given_up_after_five_sources(server: Publisher) -> None:
    server.answers |= {f"/{n}": pub.silent for n in range(7)}
    client = Client(Limits(read=0.1, total=1, retries=0))
    reasons = [reason(client, server.url(f"/{n}")) for n in range(7)]
    assert reasons[4] == "nothing came for 0.1 s"
    assert reasons[5].startswith("nothing came for 0.1 s; 5 other sources failed so")
    assert len(server.paths()) == 5


def test_an_answer_in_between_makes_good_what_was_not_answered(server: Publisher) -> None:
    server.answers |= {"/slow": pub.silent, "/ok": pub.plain("x"), "/gone": pub.status(404)}
    client = Client(Limits(read=0.1, total=1, retries=0))
    for path in ["/slow"] * 4 + ["/ok"] + ["/slow"] * 4 + ["/gone"] + ["/slow"] * 4:
        reason(client, server.url(path))
    assert reason(client, server.url("/ok")) == ""


def test_other_hosts_are_asked_all_the_same(server: Publisher, dead: int) -> None:
    server.answers["/ok"] = pub.plain("x")
    client = Client(Limits(connect=1, retries=0))
    for n in range(4):
        reason(client, f"http://127.0.0.1:{dead}/{n}")
    assert reason(client, server.url("/ok")) == ""
    server.answers["/away"] = pub.redirect(f"http://127.0.0.1:{dead}/x")
    assert "not asked again" in reason(client, server.url("/away"))
    assert reason(client, server.url("/ok")) == ""


def test_the_turns_of_an_absent_host_wait_for_nothing() -> None:
    turns = Turns([("a", n) for n in range(30)], per_host=1, delay=1000)
    turns.take()
    turns.done("a", absent=True)
    begun = time.monotonic()
    for _ in range(29):
        turns.take()
        turns.done("a")
    assert time.monotonic() - begun < 5


def test_a_pass_over_fifty_sources_of_a_dead_host_ends_soon(inside: Tracker, tmp_path: Path, dead: int) -> None:
    inside("init")
    tables = [f'[[sources]]\nid = "s{n}"\nurl = "http://127.0.0.1:{dead}/{n}"\nallow_private = true' for n in range(50)]
    (tmp_path / "tracker.toml").write_text("\n".join(["[check]", 'delay = "5s"', *tables]), encoding="utf-8")
    begun = time.monotonic()
    ran = inside("check")
    assert (ran.returncode, ran.stdout.split(b":")[0]) == (2, b"50 sources checked")
    assert ran.stderr.splitlines()[5:] == [b"tracker: ... and 45 more; `tracker status` names all"]
    # Each with its retries and its pause would take more than two minutes.
    assert time.monotonic() - begun < 40
