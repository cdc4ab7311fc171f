"""The direction of imports, one door per dependency, and what a run must not load."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.conftest import ROOT, SEEDS
from tracker.cli import app
from tracker.commands import FAMILIES

# A module imports only from the rows above its own, a room's modules also from their room. docs/design.md says why.
ROWS: tuple[tuple[str, ...], ...] = (
    ("model", "errors", "patterns"),
    ("statutes",),
    ("characters", "words", "numerals", "folding", "cells", "order", "mirror", "ignoring", "indicators"),
    (
        "formats",
        "structure",
        "figures",
        "similarity",
        "edits",
        "pins",
        "provisions",
        "origins",
        "moments",
        "indicators",
    ),
    ("citations", "redline"),
    ("measures", "align", "noise"),
    ("changes", "steps"),
    ("compare", "timeline", "audit", "renderers"),
    ("disk", "secrets"),
    ("store", "fetch", "notify"),
    ("sources",),
    ("workspace", "references", "views", "zones"),
    ("schedule",),
    ("nightly", "indexing", "histories"),
    ("commands",),
    ("cli",),
    ("__main__",),
)
# Only this module, or room, imports that library.
DOORS = {
    "jieba": {"words"},
    "diff_match_patch": {"edits"},
    "sqlite_utils": {"store"},
    "typer": {"cli", "commands"},
    "click": {"cli", "commands"},
    "apprise": {"notify"},
    "charset_normalizer": {"formats"},
    "lxml": {"formats"},
    "pypdfium2": {"formats"},
    "cssselect": {"formats"},
    "tomlkit": {"sources"},
    "urllib3": {"fetch"},
    "protego": {"fetch"},
}
HEAVY = {"rich", "sqlite_utils", "sqlite3", "pydantic", "importlib.metadata", "numpy", "httpx",
         "trafilatura", "lxml", "docx", "asyncio", "jinja2", "apprise", "pypdfium2", "charset_normalizer", "zipfile",
         "xml", "html"}  # fmt: skip


def modules() -> Iterator[tuple[str, str, Path]]:
    """Yield the unit of the architecture, the full name and the file of each module."""
    for path in sorted((ROOT / "tracker").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        names = parts[:-1] if parts[-1] == "__init__" else parts
        if len(names) > 1:
            yield names[1], ".".join(names), path


def imported(path: Path) -> Iterator[str]:
    """Yield the dotted names that a module imports, wherever in it; those for the type checker alone are left out."""
    tree = ast.parse(path.read_text("utf-8"))
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def rank(unit: str) -> int:
    """Return the row of a unit."""
    found = [index for index, row in enumerate(ROWS) if unit in row]
    assert found, f"{unit} stands in no row: give it one in tests/test_architecture.py"
    return found[0]


def test_every_module_imports_only_from_the_rows_above_its_own() -> None:
    wrong = []
    for unit, name, path in modules():
        for target in imported(path):
            parts = target.split(".")
            if parts[0] != "tracker" or len(parts) < 2 or parts[1] in (unit, "__version__"):
                continue
            if rank(parts[1]) >= rank(unit):
                wrong.append(f"{name} imports {target}")
    assert not wrong


def test_each_dependency_has_one_door() -> None:
    wrong = [
        f"{name} imports {target}"
        for unit, name, path in modules()
        for target in imported(path)
        if unit not in DOORS.get(target.split(".")[0], {unit})
    ]
    assert not wrong


def test_the_core_has_no_clock_disk_network_or_print() -> None:
    forbidden = {"datetime", "time", "os", "pathlib", "socket", "urllib", "random", "locale", "subprocess", "tempfile"}
    core = {unit for row in ROWS[:7] for unit in row} - {"formats", "words"}
    wrong = [
        f"{name} imports {target}"
        for unit, name, path in modules()
        if unit in core
        for target in imported(path)
        if target.split(".")[0] in forbidden
    ]
    assert not wrong


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["diff", "--help"],
        ["diff", *sorted(str(path) for path in SEEDS.glob("00*.txt"))[:2], "--format", "markdown"],
        ["diff", *sorted(str(path) for path in SEEDS.glob("00*.txt"))[:2], "--format", "json"],
    ],
    ids=["version", "help", "diff help", "diff to markdown", "diff to json"],
)
def test_nothing_heavy_is_loaded(arguments: list[str]) -> None:
    loaded = loaded_by(arguments)
    assert "tracker" in loaded
    assert not {name for name in loaded if name in HEAVY or name.split(".")[0] in HEAVY - {"importlib.metadata"}}


def test_the_version_is_answered_without_a_command_line_library() -> None:
    assert not {"typer", "click", "jieba"} & loaded_by(["--version"])


@pytest.mark.parametrize("family", FAMILIES)
def test_a_command_loads_no_family_but_its_own(family: str) -> None:
    loaded = loaded_by([FAMILIES[family][0], "--help"])
    assert {name for name in FAMILIES if f"tracker.commands.{name}" in loaded} == {family}


def test_families_hold_the_commands_that_they_are_listed_with() -> None:
    for family, names in FAMILIES.items():
        group: Any = typer.main.get_command(app(names[0]))
        assert tuple(group.commands) == names, family


# Told at the very end; -X importtime would not tell what importlib.import_module loads.
_TELLING = """
import atexit, runpy, sys
atexit.register(lambda: sys.stderr.write(" ".join(name for name, module in sys.modules.items() if module)))
runpy.run_module("tracker", run_name="__main__", alter_sys=True)
"""


def loaded_by(arguments: list[str]) -> set[str]:
    """Return the names of the modules that a run loads."""
    ran = subprocess.run(
        [sys.executable, "-c", _TELLING, *arguments], capture_output=True, cwd=ROOT, timeout=120, check=True
    )
    return set(ran.stderr.decode().split())
