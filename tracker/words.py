"""A text to its words, with their parts of speech: the door to jieba, to its dictionary and its way of choosing words.

jieba reads its whole dictionary (350,000 words) before the first cut, which costs more than all the rest of a
comparison; here a sorted copy of it is read only for the pairs of characters that a text holds. The copy lies in the
user's cache directory; without one that can be written it is made in memory each time. Of the ways to cut a run of
characters jieba chooses the one whose words are most frequent, and so does this module, word for word, in half the
time and without what importing jieba costs. New words are not guessed (no hidden Markov model): the same text is always
cut alike.
"""

from __future__ import annotations

import mmap
import os
import re
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, lru_cache
from importlib.util import find_spec
from math import inf, log
from pathlib import Path
from typing import NamedTuple

from tracker.patterns import later

_MAGIC = b"tracker words 2\n"
_HEADER = struct.Struct("<16sQQIIIII")
"""Magic, size and time of jieba's dictionary, sum of frequencies (two halves), counts, checksum."""

# Longer texts are cut in pieces, so that what is known of a piece stays small.
_LONGEST_PIECE = 1 << 16
# What jieba looks for words in, and how it parts the rest: 健全A股3.5%, and by itself each mark, blank or line break.
_RUN = later(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+")
_SINGLE = later(r"\r\n|.", re.DOTALL)
# No word goes over a mark, so that a clause is cut by itself as it is in its sentence: 制定办法，|完善机制。
_BEHIND_MARK = re.compile("(?<=[，。；、：])")
# Longer clauses hardly ever come again.
_LONGEST_KEPT = 64

# Lines of the sorted dictionary that begin with the same character: "中 1 f\n中东 2 ns\n…".
_BUCKET = re.compile(rb"([\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*)[^\n]*\n(?:\1[^\n]*\n)*")
_FREQUENCY = re.compile(rb" (\d+) ")


def cut(text: str) -> tuple[str, ...]:
    """Return the words of *text*, marks and blanks included: joined they are the text again."""
    return tuple(word for piece in _pieces(text) for word in (_known if len(piece) <= _LONGEST_KEPT else _cut)(piece))


def tag(word: str) -> str:
    """Return the part of speech that the dictionary gives *word* (v, n, ad …), or "" for an unknown one."""
    return _lexicon().tag(word)


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), _LONGEST_PIECE):
        yield from filter(None, _BEHIND_MARK.split(text[start : start + _LONGEST_PIECE]))


def _cut(piece: str) -> tuple[str, ...]:
    found: list[str] = []
    at = 0
    for run in _RUN.finditer(piece):
        found += _SINGLE.findall(piece, at, run.start())
        found += _likeliest(run.group())
        at = run.end()
    return (*found, *_SINGLE.findall(piece, at))


def _likeliest(run: str) -> Iterator[str]:
    """Yield the words of *run* that are most likely together; letters and digits that are none are joined."""
    ends = _ends(run)
    begin = at = 0
    while at < len(run):
        end = ends[at]
        if end > at + 1 or not (run[at].isascii() and run[at].isalnum()):
            if begin < at:
                yield run[begin:at]
            yield run[at:end]
            begin = end
        at = end
    if begin < at:
        yield run[begin:]


def _ends(run: str) -> list[int]:
    """Return for each place of *run* where the word that begins there ends, if one begins there at all."""
    lexicon, size = _lexicon(), len(run)
    best, ends = [0.0] * (size + 1), [0] * size
    for at in range(size - 1, -1, -1):
        top, chosen, end = -inf, at + 1, at + 1
        while end <= size and (score := lexicon[run[at:end]]) < inf:
            # Of two ways that are as likely, jieba takes the one with the longer word.
            if score > -inf and score + best[end] >= top:
                top, chosen = score + best[end], end
            end += 1
        best[at] = top if top > -inf else lexicon.unknown + best[at + 1]
        ends[at] = chosen
    return ends


# What changed in a sentence leaves most of its clauses as they were: the other version's need not be cut again.
_known = lru_cache(maxsize=1 << 14)(_cut)


class _Sorted(NamedTuple):
    """The dictionary sorted by code point: ``characters[i]`` begins the lines at ``ends[i - 1] : ends[i]``.

    The first line is at ``start`` of ``lines``.
    """

    characters: str
    ends: tuple[int, ...]
    checks: tuple[int, ...]
    lines: bytes | mmap.mmap
    total: int
    start: int = 0


class _Lexicon(dict[str, float]):
    """How likely each text is as a word (a logarithm), looked up in the dictionary when it is first asked for.

    What is no word but begins one is not likely at all (minus infinity); plus infinity marks what begins none.
    """

    def __init__(self, source: _Sorted) -> None:
        super().__init__()
        self.unknown = -log(source.total)
        self._source = source
        self._tags: dict[str, str] = {}
        # The lines that begin with one or two characters, with a line break before each.
        self._known: dict[str, bytes] = {}

    def __missing__(self, text: str) -> float:
        lines = self._beginning(text[:2])
        frequency, _ = _entry(lines, text)
        if frequency:
            score = log(int(frequency)) + self.unknown
        else:
            score = -inf if lines and b"\n" + text.encode("utf-8", "surrogatepass") in lines else inf
        self[text] = score
        return score

    def tag(self, word: str) -> str:
        if word not in self._tags:
            self._tags[word] = _entry(self._beginning(word[:2]), word)[1] if word else ""
        return self._tags[word]

    def _beginning(self, beginning: str) -> bytes:
        lines = self._known.get(beginning)
        if lines is None:
            lines = self._with(beginning) if len(beginning) > 1 else b"\n" + self._lines(beginning)
            # Pairs that begin no word are many, and asked for once.
            if lines:
                self._known[beginning] = lines
        return lines

    def _with(self, pair: str) -> bytes:
        lines, key = self._beginning(pair[0]), b"\n" + pair.encode("utf-8", "surrogatepass")
        first = lines.find(key)
        return lines[first : lines.find(b"\n", lines.rfind(key) + 1) + 1] if first >= 0 else b""

    def _lines(self, character: str) -> bytes:
        at = self._source.characters.find(character)
        if at < 0:
            return b""
        start, ends = self._source.start, self._source.ends
        lines = self._source.lines[start + (ends[at - 1] if at else 0) : start + ends[at]]
        if zlib.crc32(lines) != self._source.checks[at]:
            self._source = _read_dictionary()
            return self._lines(character)
        return lines


def _entry(lines: bytes, word: str) -> tuple[str, str]:
    """Return the frequency and the tag of *word* as they are written in *lines*, or nothing."""
    key = b"\n" + word.encode("utf-8", "surrogatepass") + b" "
    at = lines.find(key)
    # A blank parts a word from its frequency: 的 3188252 is no word.
    if at < 0 or " " in word:
        return "", ""
    frequency, tag = lines[at + len(key) : lines.find(b"\n", at + 1)].decode().split(" ")
    return frequency, tag


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon(_load())


def _load() -> _Sorted:
    directory, stamp = _cache_directory(), _stamp()
    if directory is None:
        return _read_dictionary()
    path = directory / f"words-{stamp[0]}.bin"
    # Of its five megabytes a text needs a small part: mapped, no more than that is read. ValueError: it is empty.
    with suppress(OSError, ValueError), path.open("rb") as file:
        if (found := _unpacked(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), stamp)) is not None:
            return found
    fresh = _read_dictionary()
    # The copy only saves time: where it cannot be written, go without.
    with suppress(OSError):
        _store(path, _packed(fresh, stamp))
    return fresh


def _dictionary() -> Path:
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba", name="jieba")
    return Path(spec.origin).with_name("dict.txt")


def _stamp() -> tuple[int, int]:
    """What the copy was made of: another dictionary makes another copy."""
    state = _dictionary().stat()
    return state.st_size, state.st_mtime_ns


def _read_dictionary() -> _Sorted:
    lines = sorted(_dictionary().read_bytes().splitlines())
    whole = b"\n".join(lines).lstrip(b"\n") + b"\n"
    buckets = [(m.group(1), m.end(), zlib.crc32(m.group())) for m in _BUCKET.finditer(whole)]
    total = sum(map(int, _FREQUENCY.findall(whole)))
    characters = b"".join(c for c, _, _ in buckets).decode()
    return _Sorted(
        characters, tuple(end for _, end, _ in buckets), tuple(check for _, _, check in buckets), whole, total
    )


def _packed(source: _Sorted, stamp: tuple[int, int]) -> bytes:
    names, count = source.characters.encode(), len(source.ends)
    index = names + struct.pack(f"<{2 * count}I", *source.ends, *source.checks)
    halves = divmod(source.total, 1 << 32)
    return _HEADER.pack(_MAGIC, *stamp, *halves, len(names), count, zlib.crc32(index)) + index + source.lines[:]


def _unpacked(data: mmap.mmap, stamp: tuple[int, int]) -> _Sorted | None:
    """Return what *data* holds; None if it is of another make, torn or damaged (each bucket is checked when read)."""
    if len(data) < _HEADER.size:
        return None
    magic, size, time, high, low, named, count, check = _HEADER.unpack_from(data)
    start = _HEADER.size + named
    stop = start + 8 * count
    if magic != _MAGIC or (size, time) != stamp or zlib.crc32(data[_HEADER.size : stop]) != check:
        return None
    numbers = struct.unpack_from(f"<{2 * count}I", data, start)
    if not count or len(data) - stop != numbers[count - 1]:
        return None
    return _Sorted(
        data[_HEADER.size : start].decode(), numbers[:count], numbers[count:], data, (high << 32) + low, stop
    )


def _cache_directory() -> Path | None:
    """Return the user's own cache directory: never one that others can write to."""
    if given := os.environ.get("XDG_CACHE_HOME" if sys.platform != "win32" else "LOCALAPPDATA"):
        return Path(given) / "tracker"
    with suppress(RuntimeError):
        return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "tracker"
    return None


def _store(path: Path, data: bytes) -> None:
    """Write beside the place, then rename: who reads at the same time sees the old file or the new one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
