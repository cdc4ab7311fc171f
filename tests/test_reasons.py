"""Why a source failed is told in the language of the overview."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.conftest import ROOT
from tracker.renderers import reasons


@cache
def said_by_errors() -> str:
    """Return all texts of the program but those under test, with {} where something is put in."""
    texts = []
    for path in sorted((ROOT / "tracker").rglob("*.py")):
        if path.name == "reasons.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
                texts.append("".join(map(str, parts)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.append(re.sub(r"\{[a-z_]*\}", "{}", node.value))
    return "\n".join(texts)


@pytest.mark.parametrize(("reason", "chinese"), reasons.KNOWN)
def test_a_known_reason_is_one_that_errors_give(reason: str, chinese: str) -> None:
    longest = max(reason.split("{}"), key=len).strip(" ();:“”")
    assert longest in said_by_errors()
    assert reason.count("{}") == chinese.count("{}")


@pytest.mark.parametrize(("reason", "chinese"), reasons.KNOWN)
def test_a_known_reason_is_told_in_chinese(reason: str, chinese: str) -> None:
    assert reasons.told(reason.replace("{}", "7"), "zh") == chinese.replace("{}", "7")
    assert reasons.told(reason, "en") == reason


@pytest.mark.parametrize("name", ["formats/office.py", "formats/word/body.py", "formats/rtf/reading.py"])
def test_what_is_said_of_how_an_office_file_was_read_is_told_in_chinese(name: str) -> None:
    source = (ROOT / "tracker" / name).read_text("utf-8")
    said = re.findall(r'f?"([a-z ,]+ (?:left out|accepted|cut off there)[^"]*)"', source)
    assert said
    for finding in said:
        known = re.sub(r"\{[a-z]+\}", "7", finding)
        assert reasons.told(known, "zh") != known


@pytest.mark.parametrize(
    ("reason", "chinese"),
    [
        ("HTTP 404 Not Found", "网页不存在（HTTP 404）"),
        ("HTTP 503", "网站服务器出错（HTTP 503）"),
        ("HTTP 418 I'm a teapot", "HTTP 418 I'm a teapot"),
        ("tracker.toml: something else", "tracker.toml: something else"),
        (
            "its host name is not known; 3 other sources failed so, and the host was not asked again in this pass",
            "找不到该网站（域名无法解析）；另有 3 个来源同样失败，本次不再访问该网站",
        ),
        (
            "it is an error page, not a document: 404; 2 other sources failed so, and the host was not asked again in"
            " this pass",
            "是出错页面，不是文件：404；另有 2 个来源同样失败，本次不再访问该网站",
        ),
        (
            "its robots.txt cannot be had (HTTP 503 Service Unavailable), so nothing may be fetched;"
            " robots = false overrides",
            "取不到网站的 robots.txt（网站服务器出错（HTTP 503）），因此不抓取；确需抓取的，请设置 robots = false",
        ),
    ],
)
def test_reasons_are_told_with_what_varies(reason: str, chinese: str) -> None:
    assert reasons.told(reason, "zh") == chinese
