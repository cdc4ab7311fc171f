"""Fetching from a publisher that misbehaves: what is had, what is refused, what is tried again, what is never said."""

from __future__ import annotations

import contextlib
import gzip
import random
import resource
import socket
import ssl
import subprocess
import threading
import time
import urllib.parse
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import publisher as pub
from tests.publisher import Publisher
from tracker.errors import FetchError
from tracker.fetch import Client, Limits, Request, Turns, guard, robots
from tracker.secrets import Secret

NOW = datetime(2026, 3, 1, 1, 2, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[Publisher]:
    with pub.publisher() as made:
        yield made


@pytest.fixture(autouse=True)
def _fresh(server: Publisher) -> None:
    server.asked.clear()
    server.answers.clear()


def client(pauses: list[float] | None = None, **limits: float) -> Client:
    """Return a client in a hurry; what it would sleep is put into *pauses*."""
    made = {"connect": 2, "read": 1, "total": 1.5, "retries": 0} | limits
    slept = pauses if pauses is not None else []
    return Client(Limits(**made), sleep=slept.append, now=lambda: NOW)  # type: ignore[arg-type]


def request(server: Publisher, path: str, **more: object) -> Request:
    """Return a request for *path* that may reach loopback."""
    url = server.url(path)
    return Request(url, **({"label": url, "allow_private": True, "robots": False} | more))  # type: ignore[arg-type]


def refused(made: Client, asked: Request) -> str:
    """Return the reason why nothing was had."""
    with pytest.raises(FetchError) as caught:
        made.get(asked)
    return caught.value.reason


def test_a_page_comes_with_its_type_and_validators(server: Publisher) -> None:
    server.answers["/a"] = pub.plain("报告", ETag='"1"', Last_Modified="Sun, 01 Mar 2026 00:00:00 GMT")
    capture = client().get(request(server, "/a"))
    assert capture.data == "报告".encode()
    assert capture.media_type == "text/plain"
    assert dict(capture.validators) == {"etag": '"1"', "last-modified": "Sun, 01 Mar 2026 00:00:00 GMT"}
    headers = server.asked[0][1]
    assert headers["User-Agent"] == "tracker"
    assert "br" in headers["Accept-Encoding"]


def test_a_page_that_we_have_is_not_sent_again(server: Publisher) -> None:
    server.answers["/a"] = pub.versioned("报告", '"1"')
    first = client().get(request(server, "/a"))
    again = client().get(request(server, "/a", validators=first.validators))
    assert (again.data, again.validators) == (None, first.validators)
    assert client().get(request(server, "/a", validators=(("etag", '"0"'),))).data == "报告".encode()


def test_not_modified_without_having_been_asked_is_no_answer(server: Publisher) -> None:
    server.answers["/a"] = pub.status(304)
    assert "304" in refused(client(), request(server, "/a"))


@pytest.mark.parametrize("how", ["gzip", "br", "deflate", "deflate without head"])
def test_packed_bodies_are_unpacked(server: Publisher, how: str) -> None:
    server.answers["/a"] = pub.packed("报告" * 1000, how)
    assert client().get(request(server, "/a")).data == ("报告" * 1000).encode()


@pytest.mark.parametrize("how", ["gzip", "br"])
def test_a_bomb_is_refused_before_it_is_unpacked(server: Publisher, how: str) -> None:
    server.answers["/a"] = pub.bomb(how)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "larger than 1 MB" in refused(client(total=20, read=20, size=1_000_000), request(server, "/a"))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000


SAID = "公示停车场收费标准，开放学校操场。".encode()
BROKEN = [
    (pub.endless, "larger than 1 MB"),
    (pub.dripping, "took longer than 1.5 s in all"),
    (pub.dripping_without_length, "took longer than 1.5 s in all"),
    (pub.dripping_headers, "took longer than 1.5 s in all"),
    (pub.silent, "nothing came for 1 s"),
    (pub.truncated, "the body ended before its end"),
    (pub.no_http, "no HTTP"),
    (pub.many_headers, "no HTTP"),
    (pub.Handler.hang_up, "connection broke"),
    (pub.status(404), "HTTP 404 Not Found"),
    (pub.status(403), "HTTP 403 Forbidden"),
    (pub.status(500), "HTTP 500 Internal Server Error"),
    (pub.status(412), "HTTP 412 Precondition Failed"),
    (pub.status(202), "HTTP 202 Accepted"),
    (pub.status(999), "HTTP 999"),
    (pub.plain(""), "the body is empty"),
    (lambda handler: handler.send(200, b"not packed", Content_Encoding="gzip"), "cannot be unpacked"),
    (lambda handler: handler.send(200, gzip.compress(b"x" * 99)[:-9], Content_Encoding="gzip"), "before its end"),
    (lambda handler: handler.send(200, brotli.compress(SAID)[:-9], Content_Encoding="br"), "before its end"),
    (lambda handler: handler.send(200, zlib.compress(SAID)[:-9], Content_Encoding="deflate"), "before its end"),
    (lambda handler: handler.send(200, b"not packed", Content_Encoding="br"), "cannot be unpacked"),
    (lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nx"), "no HTTP"),
    (pub.plain("(/", Content_Encoding="gzip, zstd"), "cannot be unpacked"),
    (pub.announcing(99_999_999), "larger than 1 MB"),
    (lambda handler: handler.send(200, b"x", Content_Length="7"), "no HTTP"),
    (pub.redirect("file:///etc/passwd"), "file is neither http nor https"),
    (pub.redirect("gopher://x/"), "neither http nor https"),
    (pub.redirect("javascript:alert(1)"), "neither http nor https"),
    (pub.redirect("http://[::1"), "no web address"),
    (pub.redirect("/a"), "sends us on more than 10 times"),
]


@pytest.mark.parametrize(("answer", "reason"), BROKEN)
def test_what_goes_wrong_is_told_in_our_words(server: Publisher, answer: pub.Answer, reason: str) -> None:
    server.answers["/a"] = answer
    begun = time.monotonic()
    assert reason in refused(client(size=1_000_000), request(server, "/a"))
    assert time.monotonic() - begun < 4


def test_a_host_that_is_not_there_is_told() -> None:
    url = "http://nothing.invalid/"
    assert refused(client(), Request(url, url, robots=False)) == "its host name is not known"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    assert refused(client(), Request(url, url, robots=False, allow_private=True)) == "connection refused"


def test_redirects_are_followed_and_recorded(server: Publisher) -> None:
    server.answers |= {"/a": pub.redirect("/b", 301), "/b": pub.redirect("c?x=1"), "/c": pub.plain("报告")}
    capture = client().get(request(server, "/a"))
    assert capture.data == "报告".encode()
    assert capture.hops == (server.url("/b"), server.url("/c?x=1"))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_where_a_redirect_leads_is_asked_for_as_it_is_written(server: Publisher, encoding: str) -> None:
    written = "/报告.html".encode(encoding).decode("latin-1")
    asked = urllib.parse.quote("/报告.html", encoding=encoding)
    server.answers |= {"/a": pub.redirect(written), asked: pub.plain("报告")}
    assert client().get(request(server, "/a")).hops == (server.url(asked),)


def test_a_coding_that_packs_nothing_is_passed_over(server: Publisher) -> None:
    server.answers["/a"] = pub.plain("报告", Content_Encoding="utf-8")
    assert client().get(request(server, "/a")).data == "报告".encode()


@pytest.mark.parametrize("etag", ['"' + "x" * 2000 + '"', '"a\x01"', '"a\tb"', ""])
def test_what_cannot_be_sent_back_is_no_validator(server: Publisher, etag: str) -> None:
    server.answers["/a"] = pub.plain("报告", ETag=etag)
    assert client().get(request(server, "/a")).validators == ()


def test_what_follows_an_answer_that_has_no_body_is_none(server: Publisher) -> None:
    server.answers |= {"/a": lambda handler: handler.send(304, b"HTTP/1.1 200 OK\r\n\r\njunk"), "/b": pub.plain("报告")}
    made = client(retries=0)
    for _ in range(2):
        assert made.get(request(server, "/a", validators=(("etag", '"1"'),))).data is None
        assert made.get(request(server, "/b")).data == "报告".encode()


def test_what_is_transient_is_tried_again_after_growing_pauses(server: Publisher) -> None:
    server.answers["/a"] = pub.in_turn(pub.status(503), pub.Handler.hang_up, pub.plain("报告"))
    pauses: list[float] = []
    random.seed(1)
    assert client(pauses, retries=2).get(request(server, "/a")).data == "报告".encode()
    first, second = pauses
    assert 0.5 <= first <= 1.5
    assert 1.0 <= second <= 3.0


def test_what_will_not_get_better_is_not_tried_again(server: Publisher) -> None:
    server.answers["/a"] = pub.status(404)
    refused(client(retries=3), request(server, "/a"))
    assert len(server.asked) == 1


@pytest.mark.parametrize("said", ["7", format_datetime(NOW + timedelta(seconds=7), usegmt=True)])
def test_a_publisher_who_says_when_is_waited_for(server: Publisher, said: str) -> None:
    server.answers["/a"] = pub.in_turn(pub.status(429, Retry_After=said), pub.plain("报告"))
    pauses: list[float] = []
    client(pauses, retries=1).get(request(server, "/a"))
    assert pauses == [7.0]


def test_a_publisher_who_says_much_later_is_left_alone(server: Publisher) -> None:
    server.answers["/a"] = pub.status(503, Retry_After="3600")
    assert "503" in refused(client(retries=3), request(server, "/a"))
    assert len(server.asked) == 1


@pytest.mark.parametrize("said", ["soon", "1 Jan 99999999999999999999 00:00:00 +0000", "1 Jan 2030 00:00:00 -9900"])
def test_a_pause_that_cannot_be_read_is_our_own(server: Publisher, said: str) -> None:
    server.answers["/a"] = pub.in_turn(pub.status(503, Retry_After=said), pub.plain("报告"))
    pauses: list[float] = []
    client(pauses, retries=1).get(request(server, "/a"))
    assert 0.5 <= pauses[0] <= 1.5


PRIVATE = [
    "127.0.0.1", "127.255.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1",
    "fec0::1", "2001:db8::1", "240.0.0.1", "192.0.2.1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_known(address: str) -> None:
    assert not guard.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_a_public_address_is_known(address: str) -> None:
    assert guard.is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]", "127.1", "0"]
)
def test_loopback_is_not_reached_however_it_is_written(server: Publisher, host: str) -> None:
    url = f"http://{host}:{server.server_address[1]}/a"
    server.answers["/a"] = pub.plain("secret")
    assert refused(client(), Request(url, url, robots=False)) in (
        "its address is not public; allow_private = true lets this source reach it",
        "its host name is not known",
    )
    assert server.asked == []


def test_a_public_host_that_sends_us_to_loopback_is_not_followed(
    server: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    server.answers["/a"] = pub.redirect(f"http://127.0.0.2:{server.server_address[1]}/b")
    assert "not public" in refused(client(), request(server, "/a", allow_private=False))
    assert server.paths() == ["/a"]


def test_a_name_that_is_rebound_is_checked_where_it_is_connected_to(
    server: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["127.0.0.1", "127.0.0.2"])
    asked: list[str] = []

    def rebinding(_: str, port: int, **__: object) -> list[tuple[object, ...]]:
        asked.append(next(answers))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (asked[-1], port))]

    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    server.answers["/a"] = lambda handler: handler.send(200, b"public", Connection="close")
    url = f"http://rebinding.example:{server.server_address[1]}/a"
    made = client()
    assert made.get(Request(url, url, robots=False)).data == b"public"
    assert "not public" in refused(made, Request(url, url, robots=False))
    assert (asked, len(server.asked)) == (["127.0.0.1", "127.0.0.2"], 1)


def test_a_connection_that_one_source_may_use_serves_no_other(server: Publisher) -> None:
    server.answers["/a"] = pub.plain("intern")
    made = client()
    assert made.get(request(server, "/a")).data == b"intern"
    assert "not public" in refused(made, request(server, "/a", allow_private=False))


def test_one_connection_serves_many_requests(server: Publisher) -> None:
    ports: set[int] = set()

    def answer(handler: pub.Handler) -> None:
        ports.add(handler.client_address[1])
        handler.send(200, b"x")

    server.answers["/a"] = answer
    made = client()
    for _ in range(5):
        made.get(request(server, "/a"))
    assert len(ports) == 1


def test_headers_stay_with_the_origin_they_were_written_for(server: Publisher) -> None:
    with pub.publisher() as other:
        other.answers["/b"] = pub.plain("x")
        server.answers["/a"] = pub.redirect(other.url("/b"))
        url = server.url("/a").replace("http://", "http://name:pass%21@")
        client().get(Request(url, "label", (("Cookie", "k=v"),), allow_private=True, robots=False))
        assert server.asked[0][1]["Cookie"] == "k=v"
        assert server.asked[0][1]["Authorization"] == "Basic bmFtZTpwYXNzIQ=="
        assert not {"Cookie", "Authorization"} & set(other.asked[0][1])


def test_no_secret_is_in_what_is_said(server: Publisher) -> None:
    secret = Secret("TOKEN", "p@ss wörd/秘密")
    server.answers["/a"] = pub.redirect(
        "/b?t=p%40ss%20w%C3%B6rd/%E7%A7%98%E5%AF%86&u=p@ss+wörd".encode().decode("latin-1")
    )
    server.answers["/b"] = pub.plain("x")
    capture = client().get(request(server, "/a", secrets=(secret,)))
    assert "${TOKEN}" in capture.hops[0]
    assert "p%40ss" not in capture.hops[0]


ROBOTS = "User-agent: *\nDisallow: /\nCrawl-delay: 3\n\nUser-agent: tracker\nDisallow: /t*x$\nCrawl-delay: 5\n"


def test_robots_txt_is_respected_and_asked_once(server: Publisher) -> None:
    server.answers |= {"/robots.txt": pub.plain(ROBOTS), "/ok": pub.plain("x"), "/tax": pub.plain("x")}
    made = client()
    assert made.get(request(server, "/ok", robots=True)).data == b"x"
    assert "robots.txt asks not to" in refused(made, request(server, "/tax", robots=True))
    assert made.get(request(server, "/tax", robots=False)).data == b"x"
    assert server.paths().count("/robots.txt") == 1
    assert made.pause(server.url("/ok"), True) == 5.0


def test_of_a_long_robots_txt_the_beginning_counts(server: Publisher) -> None:
    said = "User-agent: *\nDisallow: /no\n"
    # Of the line where reading ends, "Disallow: /" would be left.
    long = said + "#" * (robots.LARGEST - len(said) - 12) + "\nDisallow: /x\n" * 200_000
    server.answers |= {"/robots.txt": pub.plain(long), "/ok": pub.plain("x"), "/no": pub.plain("x")}
    made = client(size=1_000_000)
    assert made.get(request(server, "/ok", robots=True)).data == b"x"
    assert "robots.txt asks not to" in refused(made, request(server, "/no", robots=True))


def test_robots_txt_that_is_not_there_forbids_nothing(server: Publisher) -> None:
    server.answers["/ok"] = pub.plain("x")
    assert client().get(request(server, "/ok", robots=True)).data == b"x"


@pytest.mark.parametrize("answer", [pub.status(503), pub.Handler.hang_up])
def test_robots_txt_that_cannot_be_had_forbids_all(server: Publisher, answer: pub.Answer) -> None:
    server.answers |= {"/robots.txt": answer, "/ok": pub.plain("x")}
    assert "robots.txt cannot be had" in refused(client(), request(server, "/ok", robots=True))
    assert "/ok" not in server.paths()


def test_robots_txt_counts_where_a_redirect_leads(server: Publisher) -> None:
    server.answers |= {"/robots.txt": pub.plain(ROBOTS), "/a": pub.redirect("/tax"), "/tax": pub.plain("x")}
    assert "robots.txt" in refused(client(), request(server, "/a", robots=True))


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "k", "-out", "c", "-days", "2",
         "-subj", "/CN=localhost"], cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl is not installed")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "c", tmp_path / "k")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_shake_hands, args=(listening, context), daemon=True).start()
        url = f"https://localhost:{listening.getsockname()[1]}/"
        reason = refused(client(), Request(url, url, allow_private=True, robots=False))
    assert "certificate" in reason


def _shake_hands(listening: socket.socket, context: ssl.SSLContext) -> None:
    made, _ = listening.accept()
    try:
        context.wrap_socket(made, server_side=True).close()
    except OSError:
        made.close()


def test_a_handshake_that_drips_is_cut_off() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        stop = threading.Event()

        def drip() -> None:
            made, _ = listening.accept()
            with made:
                while not stop.wait(0.1):
                    try:
                        made.sendall(b"\x16\x03\x03\x40\x00"[:1])
                    except OSError:
                        return

        threading.Thread(target=drip, daemon=True).start()
        url = f"https://127.0.0.1:{listening.getsockname()[1]}/"
        begun = time.monotonic()
        refused(client(), Request(url, url, allow_private=True, robots=False))
        stop.set()
    assert time.monotonic() - begun < 4


def test_many_threads_share_a_client(server: Publisher) -> None:
    server.answers["/a"] = pub.versioned("报告", '"1"')
    made = client(total=20, read=10)
    got: list[bytes | None] = []
    work = [
        threading.Thread(target=lambda: got.extend(made.get(request(server, "/a")).data for _ in range(20)))
        for _ in range(8)
    ]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert got == ["报告".encode()] * 160


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_hosts_take_turns_and_none_is_hurried() -> None:
    clock = Clock()
    turns = Turns([("a", 1), ("a", 2), ("a", 3), ("b", 4), ("b", 5), ("c", 6)], per_host=1, delay=2, clock=clock)
    order: list[tuple[float, int]] = []
    while len(order) < 6:
        taken = turns.take() if any(at <= clock.now for at, _, _ in turns._ready) else None
        if taken is None:
            clock.now += 0.5
            continue
        order.append((clock.now, taken[1]))
        turns.done(taken[0])
    assert order == [(0, 1), (0, 4), (0, 6), (2, 2), (2, 5), (4, 3)]
    assert turns.take() is None


def test_a_pause_that_a_host_asks_for_is_kept() -> None:
    clock = Clock()
    turns = Turns([("a", 1), ("a", 2)], per_host=1, delay=1, clock=clock)
    assert turns.take() == ("a", 1)
    turns.done("a", 5.0)
    assert turns._ready[0][0] == 5.0


def test_a_slow_host_blocks_no_other() -> None:
    turns = Turns([*(("slow", n) for n in range(50)), *((f"h{n}", n) for n in range(50))], per_host=2, delay=0)
    taken = [turns.take() for _ in range(52)]
    assert sum(host == "slow" for host, _ in filter(None, taken)) == 2


def test_all_items_are_handed_out_once_to_many_threads() -> None:
    turns = Turns([(f"h{n % 7}", n) for n in range(300)], per_host=2, delay=0.0005)
    seen: list[int] = []

    def work() -> None:
        while (taken := turns.take()) is not None:
            seen.append(taken[1])
            turns.done(taken[0])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(seen) == list(range(300))


def test_stopping_ends_the_waiting() -> None:
    turns = Turns([("a", 1), ("a", 2)], per_host=1, delay=1000)
    turns.take()
    ended: list[object] = []
    waiting = threading.Thread(target=lambda: ended.append(turns.take()))
    waiting.start()
    turns.stop()
    waiting.join(5)
    assert ended == [None]


VALID = b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nTransfer-Encoding: chunked\r\nLocation: /b\r\nETag: x\r\n"


def test_whatever_a_server_sends_is_an_answer_or_one_error(server: Publisher) -> None:
    chance = random.Random(5)
    made = client(read=0.3, total=0.6)
    for _ in range(150):
        data = bytearray(
            VALID % chance.choice([b"gzip", b"br", b"identity", b"nonsense"]) + b"\r\n5\r\nhello\r\n0\r\n\r\n"
        )
        for _ in range(chance.randrange(8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        raw = bytes(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)
        server.answers["/a"] = pub.raw(raw)
        with contextlib.suppress(FetchError):
            assert isinstance(made.get(request(server, "/a")).data, bytes)


@given(st.text(max_size=30))
def test_whatever_an_address_is_it_is_fetched_or_one_error(text: str) -> None:
    made = client(connect=0.1, read=0.1, total=0.2)
    for url in (text, f"http://127.0.0.1:9/{text}", f"http://127.0.0.1:9{text}", f"http://[{text}]/"):
        with contextlib.suppress(FetchError):
            made.get(Request(url, "label", allow_private=False, robots=False))
