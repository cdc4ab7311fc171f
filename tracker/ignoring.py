"""A text and the patterns of what does not count in it, to the text without; SourceError where one takes too long."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from types import FrameType

from tracker.errors import SourceError

# Of processor time, for one pattern in one text. The longest text that is read (15 million characters) takes patterns
# like 浏览次数:\d+ or .*责任编辑.* about a second; (a+)+b never comes to an end in a line of 40 letters.
_SECONDS = 5.0
# (?i) and the like, which Python takes at the beginning of a whole pattern alone
_FLAGS = re.compile(r"(?:\(\?[aimsux]+\))*")


def without(text: str, patterns: Sequence[str]) -> str:
    """Return *text* without what the *patterns* match; a line of which nothing is left goes whole."""
    for pattern in patterns:
        whole, part = compiled(pattern)
        with _limited(pattern):
            text = part.sub("", whole.sub("", text))
    return text


@cache
def compiled(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds lines that *pattern* matches whole, and what finds it anywhere; ValueError where it is none."""
    try:
        part = re.compile(pattern, re.MULTILINE)
        # A verbose pattern may end with a comment. The line break of a line that is matched whole goes along with it.
        bare = _FLAGS.sub("", pattern, count=1) + ("\n" if part.flags & re.VERBOSE else "")
        return re.compile(rf"^[^\S\n]*(?:{bare})[^\S\n]*(?:\n|\Z)", part.flags), part
    except re.error as error:
        raise ValueError(str(error)) from None
    except OverflowError:
        raise ValueError("it repeats something too often") from None
    except RecursionError:
        raise ValueError("its groups are nested too deeply") from None


class _Overdue(Exception):
    """The time is up."""


@contextmanager
def _limited(pattern: str) -> Iterator[None]:
    """Bound what is done within by processor time, so that a busy machine changes nothing.

    Only the main thread can be interrupted, and not on Windows; elsewhere it takes as long as it takes.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _ring)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
        yield
    except _Overdue:
        raise SourceError(
            f"the ignore pattern {pattern!r} takes longer than {_SECONDS:g} s in one text: "
            "write it without repeats within repeats"
        ) from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise _Overdue
