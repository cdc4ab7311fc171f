"""Messages through apprise itself, to a service on loopback."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import publisher as pub
from tests.publisher import Publisher
from tracker import notify
from tracker.errors import UsageError
from tracker.nightly import outbox
from tracker.nightly.overview import Message

apprise = pytest.importorskip("apprise", reason="tracker[notify] is not installed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


class Service:
    """What takes messages, and keeps them."""

    def __init__(self, server: Publisher) -> None:
        self.server = server
        self.taken: list[dict[str, Any]] = []
        self.status = 200

    def address(self) -> str:
        return f"json://127.0.0.1:{self.server.server_address[1]}/hook?secret=tok-1234"

    def answer(self, handler: pub.Handler) -> None:
        self.taken.append(json.loads(handler.rfile.read(int(handler.headers["Content-Length"]))))
        handler.send(self.status, b"no, tok-1234")


@pytest.fixture
def service() -> Iterator[Service]:
    with pub.publisher() as server:
        made = Service(server)
        server.answers["/hook"] = made.answer
        yield made


def test_a_message_arrives_with_its_report(service: Service, tmp_path: Path) -> None:
    report = tmp_path / "报告.md"
    report.write_text("# 变更", encoding="utf-8")
    assert notify.send(service.address(), "标题", "正文 **15.2万名**", [report, tmp_path / "absent.md"]) is None
    (message,) = service.taken
    assert message["title"] == "标题"
    assert "15.2万名" in message["message"]
    assert len(message["attachments"]) == 1


def test_a_service_that_fails_is_told_without_its_words(service: Service, capfd: pytest.CaptureFixture[str]) -> None:
    service.status = 500
    assert notify.send(service.address(), "t", "b") == "the service answered HTTP 500"
    assert capfd.readouterr() == ("", "")


def test_a_service_that_is_not_there_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert notify.send("json://127.0.0.1:9/hook", "t", "b") == "the service did not take it"
    assert notify.send("nonsense", "t", "b") == "apprise knows no such address"
    assert capfd.readouterr() == ("", "")


def test_without_apprise_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(UsageError, match=r"install tracker\[notify\]"):
        notify.send("json://127.0.0.1/", "t", "b")


def test_each_address_is_told_once_and_the_others_again(service: Service, tmp_path: Path) -> None:
    urls = [service.address(), "json://127.0.0.1:9/hook", "${UNSET}"]
    outbox.put(tmp_path / "outbox", 7, Message("t", "b"), urls, [])
    troubles = outbox.deliver(tmp_path / "outbox", tmp_path, urls, {}, notify.send)
    assert [trouble.partition(":")[0] for trouble in troubles] == [
        "[notify] urls, number 2 (json)",
        "[notify] urls, number 3",
    ]
    assert "tok-1234" not in (tmp_path / "outbox" / "00000007.json").read_text("utf-8")
    outbox.deliver(tmp_path / "outbox", tmp_path, urls, {}, notify.send)
    assert len(service.taken) == 1
    # Addresses that are listed no more are waited for no longer.
    assert outbox.deliver(tmp_path / "outbox", tmp_path, urls[:1], {}, notify.send) == ()
    assert list((tmp_path / "outbox").iterdir()) == []
