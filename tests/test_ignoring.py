"""What is ignored goes, whole lines whole; a pattern that never comes to an end is told."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.conftest import Tracker
from tracker import ignoring
from tracker.errors import SourceError
from tracker.ignoring import without


def test_words_go_and_a_line_of_which_nothing_is_left_goes_whole() -> None:
    text = "一、改革\n浏览次数:12\n增长5%，浏览次数:13。\n"
    assert without(text, [r"浏览次数:\d+"]) == "一、改革\n增长5%，。\n"


@pytest.mark.parametrize(
    "pattern", ["(?i)page views: \\d+", "(?x) [Pp]age\\ views:\\ \\d+ # how often it was read", "(?s)(?i)PAGE.{6}: 5"]
)
def test_flags_at_the_beginning_of_a_pattern_count(pattern: str) -> None:
    assert without("一、改革\nPage views: 5\n改革。Page views: 5。\n", [pattern]) == "一、改革\n改革。。\n"


needs_timer = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="nothing can be interrupted here")


@needs_timer
@pytest.mark.parametrize("pattern", [r"(a+)+b", r"(a|a)*b", r"(?:a*)*b"])
def test_a_pattern_that_takes_for_ever_is_told(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ignoring, "_SECONDS", 0.1)
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(SourceError, match="takes longer than"):
        without("a" * 60 + "\n", [pattern])
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


@needs_timer
def test_it_is_one_line_for_the_user(tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一、改革\n" + "啊" * 60 + "\n", encoding="utf-8")
    tracker("init")
    tracker("add", "a", "a.txt")
    (tmp_path / "tracker.toml").write_text("[[sources]]\nid = \"a\"\nignore = '(啊+)+b'\n", encoding="utf-8")
    told = tracker("show", "a")
    assert told.returncode == 2
    assert told.stderr.count(b"\n") == 1
    assert b"takes longer than" in told.stderr
