"""The index in a real datasette: its views answer with what people look for."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.conftest import SEEDS, Tracker
from tracker import workspace

NOW = datetime(2025, 9, 1, tzinfo=UTC)
Ask = Callable[..., bytes]


@pytest.fixture
def ask(inside: Tracker, tmp_path: Path) -> Iterator[Ask]:
    """Return a function that asks a datasette which shows the index of a workspace of two versions."""
    if importlib.util.find_spec("datasette") is None:
        pytest.skip("datasette is not installed: pip install '.[test]'")
    workspace.created(tmp_path)
    for date, path in zip(("2024-08-20", "2025-08-20"), sorted(SEEDS.glob("00*.txt")), strict=True):
        workspace.store(tmp_path).add("成都", path.read_bytes(), captured=NOW, dated=date)
    assert inside("reindex", "--changes").returncode == 0
    command = [sys.executable, "-m", "datasette", "snapshots/index.db", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            said = (re.search(r"running on (http://127\.0\.0\.1:\d+)", line) for line in process.stderr)
            address = next(found[1] for found in said if found)
            opener = build_opener(ProxyHandler({}))

            def answer(path: str, **query: str) -> bytes:
                with opener.open(f"{address}/{path}?{urlencode(query)}", timeout=30) as response:
                    data: bytes = response.read()
                return data

            yield answer
        finally:
            process.terminate()


def test_the_views_answer(ask: Ask) -> None:
    def rows(view: str, **query: str) -> list[dict[str, Any]]:
        data = ask(f"index/{view}.json", _shape="array", _size="max", **query)
        found: list[dict[str, Any]] = json.loads(data)
        return found

    assert [(row["source"], row["versions"]) for row in rows("sources")] == [("成都", 2)]
    assert any("深化党的基层组织建设制度改革" in row["title"] for row in rows("sections"))
    assert all(row["role"] == "measure" and row["text"] for row in rows("measures"))
    figures = rows("figures", subject="微网格员")
    assert [(row["text"], row["value"], row["unit"]) for row in figures] == [
        ("14万名", 140_000, "名"),
        ("15.2万名", 152_000, "名"),
    ]
    (change,) = rows("changes", about="figure", subject="微网格员")
    assert (change["before"], change["after"], change["difference"]) == ("14万名", "15.2万名", 12_000)


def test_people_see_the_views_and_a_query_of_their_own_answers(ask: Ask) -> None:
    page = ask("index").decode()
    assert all(f'href="/index/{view}"' in page for view in ("sources", "sections", "measures", "figures", "changes"))
    assert "微网格员" in ask("index/figures", subject="微网格员").decode()
    query = "select count(*) from figures where unit = '名' and value > 100000"
    assert json.loads(ask("index.json", sql=query, _shape="arrays"))["rows"][0][0] >= 2
