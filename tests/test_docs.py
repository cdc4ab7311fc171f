"""README and docs against the command line: what they show was run, and gave what they show.

A fence called ``console`` holds commands behind ``$ `` and their output. The fences of one page are run one after the
other in a folder that holds seeds/; a line ``…`` stands for any lines, ``…`` inside a line for any words.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import typer

from tests.conftest import ROOT, SEEDS
from tracker.cli import app

ROOTS = (ROOT, ROOT / "tracker")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_FENCE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SHOWN = re.compile(r"`tracker ([a-z][a-z-]*)((?: [^`\n]*)?)`|^\$ tracker ([a-z][a-z-]*)(.*)$", re.MULTILINE)
_OPTION = re.compile(r"(?<= )--[a-z][a-z-]*")


def commands() -> dict[str, click.Command]:
    """Return the commands of the command line by name; those of a group as ``group name``."""
    found: dict[str, click.Command] = {}
    group: Any = typer.main.get_command(app())
    for name, command in group.commands.items():
        found[name] = command
        for inner, below in getattr(command, "commands", {}).items():
            found[f"{name} {inner}"] = below
    return found


def named(name: str, rest: str) -> str:
    """Return the full name of a shown command."""
    first = rest.split()[:1]
    return f"{name} {first[0]}" if first and f"{name} {first[0]}" in commands() else name


_PLACE = re.compile(r"`((?:tracker|tests|benchmarks|docs|seeds)/[A-Za-z0-9_./*-]*)`")
# A module of a room: `renderers/tally.py`
_OF_ROOM = re.compile(r"`([a-z]+/[a-z_]+\.py)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_files_that_exist(page: Path) -> None:
    said = page.read_text("utf-8")
    missing = [place for place in _PLACE.findall(said) if not any(ROOT.glob(place.rstrip("/")))]
    missing += [place for place in _OF_ROOM.findall(said) if not any(root.joinpath(place).exists() for root in ROOTS)]
    assert not missing


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = commands()[name]
    if hasattr(command, "commands"):
        return
    shown = command.get_help(click.Context(command, info_name=f"tracker {name}"))
    assert f"tracker {name}" in shown.split("Usage:")[1].partition("\n")[2], f"no example in the help of {name}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_commands_and_options_that_exist(page: Path) -> None:
    known = commands()
    for found in _SHOWN.finditer(page.read_text("utf-8")):
        name, rest = (found[1], found[2]) if found[1] else (found[3], found[4])
        if name in ("diff", "show", *known):
            full = named(name, rest)
            options = {option for parameter in known[full].params for option in (*parameter.opts, "--help")}
            secondary = {option for parameter in known[full].params for option in parameter.secondary_opts}
            wrong = [option for option in _OPTION.findall(rest.partition("|")[0]) if option not in options | secondary]
            assert not wrong, f"{page.name}: tracker {full} has no {wrong}"
        else:
            pytest.fail(f"{page.name} shows `tracker {name}`, which is no command")


def test_every_command_is_shown_in_readme_or_docs() -> None:
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    missing = [name for name, command in commands().items() if not hasattr(command, "commands")]
    missing = [name for name in missing if f"tracker {name}" not in text]
    assert not missing


@pytest.mark.parametrize("page", [p for p in PAGES if _FENCE.search(p.read_text("utf-8"))], ids=lambda page: page.name)
def test_what_a_page_shows_is_what_the_commands_print(page: Path, tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    for command, expected in shown(page):
        ran = subprocess.run(
            ["bash", "-c", re.sub(r"(?<![^ ])tracker\b(?= )", f'"{sys.executable}" -m tracker', command)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TZ": "UTC", "LC_ALL": "C.UTF-8", "COLUMNS": "100"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        printed = ran.stdout.decode()
        assert pattern(expected).fullmatch(printed.rstrip("\n") + "\n"), f"$ {command}\n{printed}"


def shown(page: Path) -> Iterator[tuple[str, str]]:
    """Yield each command that a page shows with the output it shows."""
    for fence in _FENCE.finditer(page.read_text("utf-8")):
        for block in re.split(r"^\$ ", fence[1], flags=re.MULTILINE)[1:]:
            command, _, output = block.partition("\n")
            yield command, output


def pattern(expected: str) -> re.Pattern[str]:
    """Return what the output must match."""
    lines = [line.rstrip() for line in expected.rstrip("\n").split("\n")] if expected.strip() else []
    parts = [
        r"(?:[^\n]*\n)*?" if line == "…" else ".*?".join(map(re.escape, line.split("…"))) + r"[ ]*\n" for line in lines
    ]
    return re.compile("".join(parts) or r"\n?")
