"""A publisher on loopback that behaves well or badly, by path; what it was asked is kept."""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import brotli

PAGE = "<!DOCTYPE html><html><head><title>报告</title></head><body><nav>首页</nav><div id='c'>{}</div></body></html>"
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by the publisher's paths."""

    protocol_version = "HTTP/1.1"
    server: Publisher

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        path = self.path.partition("?")[0]
        answer = self.server.answers.get(path)
        try:
            if answer is None:
                self.send(404, b"not here")
            else:
                answer(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_POST = do_GET

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Send a whole answer; an underscore in a header's name stands for a hyphen."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self) -> None:
        """Break the connection."""
        self.close_connection = True
        self.connection.close()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Publisher(ThreadingHTTPServer):
    """The server; *answers* by path can be changed at any time."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.stopping = threading.Event()

    def url(self, path: str) -> str:
        """Return the address of *path*."""
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def paths(self) -> list[str]:
        """Return the paths that were asked for."""
        return [path for path, _ in self.asked]

    def page(self, path: str, text: str) -> None:
        """Answer *path* with a page that holds *text*."""
        self.answers[path] = lambda handler: handler.send(200, PAGE.format(text).encode(), Content_Type="text/html")

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of connections that the other side breaks."""


@contextmanager
def publisher() -> Iterator[Publisher]:
    """Yield a running publisher."""
    server = Publisher()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def plain(text: str, **headers: str) -> Answer:
    """Return an answer of some plain text."""
    return lambda handler: handler.send(200, text.encode(), **({"Content_Type": "text/plain"} | headers))


def status(code: int, **headers: str) -> Answer:
    """Return an answer of a bare status."""
    return lambda handler: handler.send(code, b"<h1>oh</h1>", **headers)


def redirect(target: str, code: int = 302) -> Answer:
    """Return an answer that sends on."""
    return lambda handler: handler.send(code, b"", Location=target)


def versioned(text: str, etag: str) -> Answer:
    """Return an answer that honours conditional requests."""

    def answer(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == etag:
            handler.send_response(304)
            handler.send_header("ETag", etag)
            handler.end_headers()
        else:
            handler.send(200, text.encode(), Content_Type="text/plain", ETag=etag)

    return answer


def in_turn(*answers: Answer) -> Answer:
    """Return an answer that is another one each time, at last always the same."""
    left = list(answers)
    lock = threading.Lock()

    def answer(handler: Handler) -> None:
        with lock:
            chosen = left.pop(0) if len(left) > 1 else left[0]
        chosen(handler)

    return answer


def packed(text: str, how: str) -> Answer:
    """Return an answer packed with gzip, br, deflate, or deflate without head."""
    name, _, headless = how.partition(" ")
    data = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress}[name](text.encode())
    body = data[2:-4] if headless else data
    return lambda handler: handler.send(200, body, Content_Encoding=name, Content_Type="text/plain")


def bomb(how: str, size: int = 300_000_000) -> Answer:
    """Return an answer that is small on the way and unpacks to *size* bytes."""
    zeros = bytes(1_000_000)
    if how == "gzip":
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        data = b"".join(packer.compress(zeros) for _ in range(size // len(zeros))) + packer.flush()
    else:
        writer = brotli.Compressor(quality=5)
        data = b"".join(writer.process(zeros) for _ in range(size // len(zeros))) + writer.finish()
    return lambda handler: handler.send(200, data, Content_Encoding=how)


def announcing(size: int) -> Answer:
    """Return an answer that says it is *size* bytes long."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(size))
        handler.end_headers()
        handler.wfile.write(b"x")
        handler.server.stopping.wait(5)

    return answer


def endless(handler: Handler) -> None:
    """Send a body that does not end."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while not handler.server.stopping.is_set():
        handler.wfile.write(b"10000\r\n" + bytes(0x10000) + b"\r\n")


def dripping(handler: Handler) -> None:
    """Send a body a byte at a time."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.server.stopping.is_set():
        handler.wfile.write(b"x")
        time.sleep(0.05)


def dripping_without_length(handler: Handler) -> None:
    """Send a body a byte at a time that ends where the connection does."""
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not handler.server.stopping.is_set():
        handler.wfile.write(b"x")
        time.sleep(0.05)


def dripping_headers(handler: Handler) -> None:
    """Send headers a byte at a time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.server.stopping.is_set():
        handler.wfile.write(b"x")
        time.sleep(0.05)


def silent(handler: Handler) -> None:
    """Send nothing."""
    handler.server.stopping.wait(20)
    handler.hang_up()


def truncated(handler: Handler) -> None:
    """Break off in the middle of a body."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"half")
    handler.wfile.flush()
    handler.hang_up()


def no_http(handler: Handler) -> None:
    """Answer with something that is no HTTP."""
    handler.wfile.write(b"\x00\x01\x02 hello\r\n\r\n")
    handler.hang_up()


def raw(data: bytes) -> Answer:
    """Return an answer of just these bytes."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(data)
        handler.hang_up()

    return answer


def many_headers(handler: Handler) -> None:
    """Send headers without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % i for i in range(5000)) + b"\r\n")
    handler.hang_up()
