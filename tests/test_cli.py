"""The command line from outside: what it answers, where, and with which status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests import office
from tests.conftest import ROOT, SEEDS, Ran, Tracker

OLD = "一、人才工作\n选配14万名微网格员,组建市人才发展集团。\n落户青年人才74.7万人。\n"
NEW = "一、人才工作\n选配15.2万名微网格员,组建市人才发展集团。\n落户青年人才74.7万人。\n"
BASELINE = next(SEEDS.glob("000_*.txt"))


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Return two files in the folder that the command line runs in."""
    old, new = tmp_path / "旧 版.txt", tmp_path / "new.txt"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return old, new


def one_line(ran: Ran) -> str:
    """Return the only line of standard error of an expected failure."""
    assert ran.returncode == 2
    assert ran.stdout == b""
    (line,) = ran.stderr.decode().splitlines()
    assert line.startswith("tracker: ")
    return line


def test_a_change_of_a_figure_is_told(tracker: Tracker, pair: tuple[Path, Path]) -> None:
    ran = tracker("diff", *pair)
    assert ran.returncode == 0
    assert ran.stderr == b""
    text = ran.stdout.decode()
    assert "| 微网格员 | 14万名 | **15.2万名** | ↑ +1.2万名 | +8.57% |" in text
    assert "选配 ~~14万名~~ **15.2万名** 微网格员" in text


def test_the_exit_status_tells_of_changes_only_where_asked(tracker: Tracker, pair: tuple[Path, Path]) -> None:
    old, new = pair
    assert tracker("diff", old, new, "--exit-code").returncode == 1
    assert tracker("diff", old, old, "--exit-code").returncode == 0
    assert tracker("diff", old, new).returncode == 0


def test_noise_alone_is_no_change(tracker: Tracker, tmp_path: Path, pair: tuple[Path, Path]) -> None:
    (tmp_path / "wide.txt").write_text(OLD.replace(",", "\uff0c").replace("\n", "\r\n"), encoding="utf-8")
    ran = tracker("diff", pair[0], "wide.txt", "--exit-code")
    assert ran.returncode == 0
    assert "没有实质变化" in ran.stdout.decode()


def test_one_document_may_come_from_standard_input(tracker: Tracker, pair: tuple[Path, Path]) -> None:
    ran = tracker("diff", "-", pair[1], "--format", "json", input=OLD.encode())
    assert json.loads(ran.stdout)["old"]["label"] == "stdin"
    assert "standard input" in one_line(tracker("diff", "-", "-", input=OLD.encode()))


@pytest.mark.parametrize("arguments", [["diff", "absent.txt", "new.txt"], ["show", "absent.txt"]])
def test_a_missing_file_is_named(tracker: Tracker, arguments: list[str]) -> None:
    assert "absent.txt" in one_line(tracker(*arguments))


def test_a_folder_is_no_document(tracker: Tracker, tmp_path: Path) -> None:
    assert "folder" in one_line(tracker("show", tmp_path))


def test_a_folder_is_no_file_to_write(tracker: Tracker, tmp_path: Path, pair: tuple[Path, Path]) -> None:
    assert f"{tmp_path.name} is a folder" in one_line(tracker("diff", *pair, "-o", tmp_path))


def test_a_folder_is_no_document_in_a_workspace_either(tracker: Tracker, tmp_path: Path) -> None:
    tracker("init")
    (tmp_path / "notices").mkdir()
    assert "notices is a folder" in one_line(tracker("show", "notices"))


@pytest.mark.parametrize(
    "arguments",
    [["diff"], ["diff", "a"], ["diff", "a", "b", "--format", "pdf"], ["nonsense"], ["show", "a", "--nonsense"]],
)
def test_wrong_usage_is_one_line(tracker: Tracker, arguments: list[str]) -> None:
    one_line(tracker(*arguments))


def test_a_result_never_replaces_a_document(tracker: Tracker, pair: tuple[Path, Path]) -> None:
    old, new = pair
    assert "choose another file" in one_line(tracker("diff", old, new, "-o", new, "--format", "markdown"))
    assert new.read_text("utf-8") == NEW


def test_a_file_is_written_whole_in_the_format_of_its_ending(
    tracker: Tracker, tmp_path: Path, pair: tuple[Path, Path]
) -> None:
    for name, opening in (("r.md", b"# "), ("r.html", b"<!DOCTYPE"), ("r.json", b"{"), ("r.docx", b"PK")):
        ran = tracker("diff", *pair, "-o", name)
        assert (ran.returncode, ran.stdout) == (0, b""), ran.stderr
        assert (tmp_path / name).read_bytes().startswith(opening)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["new.txt", "旧 版.txt", "r.md", "r.html", "r.json", "r.docx"]
    )
    assert "ending" in one_line(tracker("diff", *pair, "-o", "r.pdf"))
    assert one_line(tracker("diff", *pair, "-o", "r.txt")).endswith(
        ".md, .markdown, .html, .htm, .docx, .json, .csv, or add --format"
    )
    assert "csv" in one_line(tracker("show", pair[0], "-o", "r.csv"))
    assert tracker("show", pair[0], "--figures", "-o", "r.csv").returncode == 0
    assert "there is no folder" in one_line(tracker("diff", *pair, "-o", "no/r.md"))


LOCALES = (
    {"PYTHONIOENCODING": "gbk"},
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)


@pytest.mark.parametrize("environment", LOCALES)
@pytest.mark.parametrize("format", ["markdown", "json", "terminal", "html"])
def test_no_locale_breaks_a_report(
    tracker: Tracker, pair: tuple[Path, Path], format: str, environment: dict[str, str]
) -> None:
    ran = tracker("diff", *pair, "--format", format, **environment)
    assert (ran.returncode, ran.stderr) == (0, b"")
    if format != "terminal":
        assert "15.2万名" in ran.stdout.decode()


def test_colours_are_for_terminals_or_on_request(tracker: Tracker, pair: tuple[Path, Path]) -> None:
    assert b"\x1b[" not in tracker("diff", *pair, "--format", "terminal").stdout
    assert b"\x1b[" in tracker("diff", *pair, "--format", "terminal", "--color").stdout
    assert b"\x1b[" in tracker("diff", *pair, "--format", "terminal", FORCE_COLOR="1").stdout
    assert b"\x1b[" not in tracker("diff", *pair, "--format", "terminal", FORCE_COLOR="1", NO_COLOR="1").stdout


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals here")
def test_a_terminal_gets_the_terminal_view(pair: tuple[Path, Path]) -> None:
    ours, theirs = os.openpty()
    ran = subprocess.Popen(
        [sys.executable, "-m", "tracker", "diff", *map(str, pair)],
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "90"},
    )
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    os.close(ours)
    assert ran.wait(60) == 0
    assert ran.stderr
    assert ran.stderr.read() == b""
    ran.stderr.close()
    assert b"\x1b[" in shown
    assert "15.2万名" in shown.decode()
    assert "**" not in shown.decode()


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # how Linux tells the end of a pseudo-terminal
        return b""


def test_a_reader_who_stops_reading_is_no_error(pair: tuple[Path, Path]) -> None:
    command = f'"{sys.executable}" -m tracker diff "{pair[0]}" "{pair[1]}" --format json | head -c 10'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        ["bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"], capture_output=True, env=environment, check=False
    )
    assert ran.stderr == b""
    assert ran.returncode in (0, 141)


def test_a_bug_ends_with_its_own_status(tmp_path: Path) -> None:
    broken = (
        "import sys, tracker.compare; from tracker.cli import run\n"
        "tracker.compare.read = lambda text: 1 / 0\n"
        "sys.exit(run(['show', sys.argv[1]]))"
    )
    document = tmp_path / "a.txt"
    document.write_text(OLD, encoding="utf-8")
    quiet, loud = (
        subprocess.run(
            [sys.executable, "-c", broken, str(document)],
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TRACKER_DEBUG": debug},
            check=False,
        )
        for debug in ("", "1")
    )
    assert (quiet.returncode, loud.returncode) == (3, 3)
    assert len(quiet.stderr.splitlines()) == 1
    assert b"Traceback" in loud.stderr


def test_the_version_is_told(tracker: Tracker) -> None:
    from tracker import __version__

    assert tracker("--version").stdout.decode() == f"tracker {__version__}\n"
    assert tracker("-V").stdout == tracker("--version").stdout


@pytest.mark.parametrize("arguments", [["show", BASELINE, "--format", "text"], ["show", "-", "--format", "text"]])
def test_the_text_is_shown_as_it_was_read(tracker: Tracker, arguments: list[str]) -> None:
    ran = tracker(*arguments, input=BASELINE.read_bytes())
    assert ran.stdout == BASELINE.read_bytes()


def schema(name: str) -> Draft202012Validator:
    """Return a validator of a published schema."""
    content = json.loads((ROOT / "tracker" / "schemas" / f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(content)
    return Draft202012Validator(content)


def test_json_follows_the_published_schemas(tracker: Tracker) -> None:
    later = next(SEEDS.glob("001_*.txt"))
    for name, arguments in {
        "document": ["show", BASELINE],
        "figures": ["show", BASELINE, "--figures"],
        "report": ["diff", BASELINE, later],
    }.items():
        data = json.loads(tracker(*arguments, "--format", "json").stdout)
        schema(name).validate(data)
        assert data["format"] == f"tracker.{name}/1"


def test_a_report_says_that_tracked_changes_were_accepted(inside: Tracker, pair: tuple[Path, Path]) -> None:
    run, old = "<w:r><w:t>{}</w:t></w:r>", pair[0]
    body = f"<w:p>{run.format('选配')}<w:ins>{run.format('15.2万名')}</w:ins>{run.format('微网格员。')}</w:p>"
    new = old.with_name("新.docx")
    new.write_bytes(office.word(body))
    ran = inside("diff", old, new, "--format", "markdown")
    assert "\n\n新版读取说明：修订按已接受读取：插入 1 处，删除 0 处。\n\n## 摘要\n" in ran.stdout.decode()
    data = json.loads(inside("diff", old, new, "--format", "json").stdout)
    schema("report").validate(data)
    assert data["new"]["findings"] == ["tracked changes are taken as accepted: 1 insertions, 0 deletions"]
    assert "findings" not in data["old"]


def test_figures_open_in_a_spreadsheet(tracker: Tracker, pair: tuple[Path, Path]) -> None:
    rows = tracker("show", pair[0], "--figures", "--format", "csv").stdout.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("subject,text,value,high,unit,kind,bound,role,section,passage")
    assert rows[1].startswith("微网格员,14万名,140000,,名,count,exact,level,")


def test_json_is_byte_identical_under_any_hash_seed_and_locale(tracker: Tracker) -> None:
    later = next(SEEDS.glob("001_*.txt"))
    runs = [
        tracker("diff", BASELINE, later, "--format", "json", **environment).stdout
        for environment in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C"})
    ]
    assert runs[0]
    assert runs[0] == runs[1]


def test_what_each_command_is_for_is_told_whole(tracker: Tracker) -> None:
    listed = tracker("--help").stdout.decode().partition("Commands:")[2]
    assert len(listed.splitlines()) > 15
    assert "..." not in listed


@pytest.mark.parametrize("name", ["missing\x1b[31m.txt", "line\nbreak\x07.txt", "\x9b31m\u202etxt"])
@pytest.mark.parametrize("command", [["show"], ["show", "-f"], ["diff"], ["show", "a.txt", "--encoding"], []])
def test_a_name_gives_a_terminal_no_command(inside: Tracker, tmp_path: Path, name: str, command: list[str]) -> None:
    (tmp_path / "a.txt").write_text(OLD, encoding="utf-8")
    assert one_line(inside(*command, name)).isprintable()


def test_a_name_that_no_file_can_bear_is_an_expected_error(inside: Tracker, pair: tuple[Path, Path]) -> None:
    for arguments in (["show", "a" * 300], ["show", ""], ["diff", *pair, "-o", "a" * 300 + ".md"]):
        one_line(inside(*arguments))


def test_a_device_or_a_pipe_stays_what_it_is(tracker: Tracker, pair: tuple[Path, Path], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        assert tracker("diff", *pair, "-o", pipe).returncode == 0
        assert reader.communicate()[0].decode().startswith("# 变更报告")
    assert pipe.is_fifo()


def test_a_link_that_leads_to_itself_is_not_written(inside: Tracker, pair: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    assert "cannot be written" in one_line(inside("diff", *pair, "-o", tmp_path / "a.md"))
    assert (tmp_path / "a.md").is_symlink()


@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        ("diff {old} {new} >&-", 2, "standard output cannot be written"),
        ("diff {old} {new} -o report.md >&-", 0, ""),
        ("diff {old} {new} >/dev/full", 2, "standard output cannot be written"),
        ("--help >/dev/full", 2, "No space left"),
        ("show - <&-", 2, "it is empty"),
        ("show missing 2>&-", 2, ""),
        ("diff {old} {new} | true", 0, ""),
        ("--help | true", 0, ""),
        ("--version >/dev/full", 2, "standard output cannot be written"),
        ("--version | true", 0, ""),
        ("--version >&-", 2, "standard output cannot be written"),
        ("show missing 2>/dev/full", 2, ""),
        ("2>/dev/full", 2, ""),
    ],
)
@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no device that is always full")
def test_streams_that_are_closed_or_full(
    tmp_path: Path, pair: tuple[Path, Path], command: str, status: int, said: str
) -> None:
    line = command.format(old=f'"{pair[0]}"', new=f'"{pair[1]}"')
    ran = subprocess.run(
        ["bash", "-c", f'"{sys.executable}" -m tracker {line}; exit ${{PIPESTATUS[0]}}'],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (ran.returncode, len(ran.stderr.splitlines())) == (status, bool(said))
    assert said in ran.stderr.decode()
