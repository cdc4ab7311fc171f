"""A text to its words, with their parts of speech: the door to jieba.

jieba reads its whole dictionary (350,000 words) before the first cut, which costs more than all the rest of a
comparison. Here its tokenizer is handed the same frequencies, read from a sorted copy of the same dictionary, only for
the pairs of characters that a text holds. The copy lies in the user's cache directory; without one that can be written
it is made in memory each time. New words are not guessed (no hidden Markov model): the same text is always cut alike.
"""

from __future__ import annotations

import importlib
import mmap
import os
import re
import struct
import sys
import tempfile
import threading
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

_MAGIC = b"tracker words 2\n"
_HEADER = struct.Struct("<16s16sQQIIIIII")
"""Magic, jieba's version, its dictionary's size, time and checksum, sum of frequencies (halves), counts, checksum."""

# No word goes over a mark, so that a clause is cut by itself as it is in its sentence: 制定办法，|完善机制。
# jieba keeps the graph of a whole clause in memory; one longer than this many characters is cut in pieces.
_LONGEST_PIECE = 1 << 16
_PIECE = re.compile(f"[^，。；、：]{{1,{_LONGEST_PIECE}}}[，。；、：]?|[，。；、：]")
# Longer clauses hardly ever come again.
_LONGEST_KEPT = 64

# Lines of the sorted dictionary that begin with the same character: "中 1 f\n中东 2 ns\n…".
_BUCKET = re.compile(rb"([\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*)[^\n]*\n(?:\1[^\n]*\n)*")
_FREQUENCY = re.compile(rb" (\d+) ")


def cut(text: str) -> tuple[str, ...]:
    """Return the words of *text*, marks and blanks included: joined they are the text again."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        found += _known(piece) if len(piece) <= _LONGEST_KEPT else _cut(piece)
    return tuple(found)


def tag(word: str) -> str:
    """Return the part of speech that the dictionary gives *word* (v, n, ad …), or "" for an unknown one."""
    return _lexicon().tag(word)


def _cut(piece: str) -> tuple[str, ...]:
    return tuple(_tokenizer().cut(piece, HMM=False))


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


class _Lexicon:
    """Frequencies and tags, read pair of characters by pair of characters as they are asked for."""

    def __init__(self, source: _Sorted) -> None:
        self.total = source.total
        self.frequencies: dict[str, int] = {}
        self._tags: dict[str, str] = {}
        self._source = source
        self._buckets: dict[str, bytes] = {}
        self._read: set[str] = set()

    def tag(self, word: str) -> str:
        if word[:2] not in self._read:
            self.read(word[:2])
        return self._tags.get(word, "")

    def read(self, text: str) -> None:
        """Make known all words that begin with two neighbouring characters of *text*."""
        pairs = {text[i : i + 2] for i in range(len(text))} - self._read
        for pair in pairs:
            self._read_pair(pair)
        self._read |= pairs

    def _read_pair(self, pair: str) -> None:
        bucket = self._bucket(pair[0]) if pair else b""
        if len(pair) == 2:
            key = b"\n" + pair.encode("utf-8", "surrogatepass")
            first = bucket.find(key)
            if first >= 0:
                last = bucket.find(b"\n", bucket.rfind(key) + 1)
                self._learn(bucket[first + 1 : last].decode().split("\n"))

    def _bucket(self, character: str) -> bytes:
        known = self._buckets.get(character)
        if known is None:
            known = self._buckets[character] = b"\n" + self._lines(character)
            if len(known) > 1:
                # The character by itself: a word, or at least the beginning of some.
                self.frequencies.setdefault(character, 0)
                key = b"\n" + character.encode() + b" "
                if (at := known.find(key)) >= 0:
                    self._learn([known[at + 1 : known.find(b"\n", at + 1)].decode()])
        return known

    def _lines(self, character: str) -> bytes:
        at = self._source.characters.find(character)
        if at < 0:
            return b""
        start, ends = self._source.start, self._source.ends
        lines = self._source.lines[start + (ends[at - 1] if at else 0) : start + ends[at]]
        if zlib.crc32(lines) != self._source.checks[at]:
            self._source = _read_dictionary(_module())
            return self._lines(character)
        return lines

    def _learn(self, entries: list[str]) -> None:
        for entry in entries:
            word, frequency, part = entry.split(" ")
            for length in range(2, len(word)):
                self.frequencies.setdefault(word[:length], 0)
            self.frequencies[word] = int(frequency)
            self._tags[word] = part


@cache
def _tokenizer() -> Any:
    lexicon = _lexicon()
    tokenizer: Any = _module().Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = lexicon.frequencies, lexicon.total, True
    graph = tokenizer.get_DAG

    def get_graph(sentence: str) -> Any:
        lexicon.read(sentence)
        return graph(sentence)

    tokenizer.get_DAG = get_graph
    return tokenizer


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon(_load(_module()))


_IMPORTING = threading.Lock()


@cache
def _module() -> ModuleType:
    """Return jieba, imported without what costs most of its start-up, and without its warnings.

    pkg_resources only finds a file beside it, and the model of new words is not used here.
    """
    with _IMPORTING, _absent("pkg_resources"), _later("jieba.finalseg"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module("jieba")


@contextmanager
def _absent(name: str) -> Iterator[None]:
    """Let ``import name`` fail; jieba asks for pkg_resources only to find a file beside itself."""
    before = sys.modules.get(name)
    sys.modules[name] = None  # type: ignore[assignment]  # the documented way to block an import
    try:
        yield
    finally:
        del sys.modules[name]
        if before is not None:
            sys.modules[name] = before


@contextmanager
def _later(name: str) -> Iterator[None]:
    """Let ``import name`` succeed without reading the module; it is read when somebody uses it."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = _Unread(name)
    try:
        yield
    finally:
        del sys.modules[name]


class _Unread(ModuleType):
    """A module that is imported when it is first asked for something."""

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return getattr(importlib.import_module(self.__name__), attribute)


def _load(jieba: ModuleType) -> _Sorted:
    directory, stamp = _cache_directory(), _stamp(jieba)
    if directory is None:
        return _read_dictionary(jieba)
    path = directory / f"words-{jieba.__version__}.bin"
    # Of its five megabytes a text needs a small part: mapped, no more than that is read. ValueError: it is empty.
    with suppress(OSError, ValueError), path.open("rb") as file:
        if (found := _unpacked(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), stamp, jieba)) is not None:
            return found
    fresh = _read_dictionary(jieba)
    # The copy only saves time: where it cannot be written, go without.
    with suppress(OSError):
        _store(path, _packed(fresh, stamp, _checksum(jieba)))
    return fresh


def _dictionary(jieba: ModuleType) -> Path:
    return Path(str(jieba.__file__)).with_name("dict.txt")


def _stamp(jieba: ModuleType) -> tuple[bytes, int, int]:
    """What the copy was made of: another jieba or another dictionary makes another copy."""
    state = _dictionary(jieba).stat()
    return str(jieba.__version__).encode()[:16].ljust(16, b"\0"), state.st_size, state.st_mtime_ns


def _checksum(jieba: ModuleType) -> int:
    return zlib.crc32(_dictionary(jieba).read_bytes())


def _read_dictionary(jieba: ModuleType) -> _Sorted:
    lines = sorted(_dictionary(jieba).read_bytes().splitlines())
    whole = b"\n".join(lines).lstrip(b"\n") + b"\n"
    buckets = [(m.group(1), m.end(), zlib.crc32(m.group())) for m in _BUCKET.finditer(whole)]
    total = sum(map(int, _FREQUENCY.findall(whole)))
    characters = b"".join(c for c, _, _ in buckets).decode()
    return _Sorted(
        characters, tuple(end for _, end, _ in buckets), tuple(check for _, _, check in buckets), whole, total
    )


def _packed(source: _Sorted, stamp: tuple[bytes, int, int], checksum: int) -> bytes:
    names, count = source.characters.encode(), len(source.ends)
    index = names + struct.pack(f"<{2 * count}I", *source.ends, *source.checks)
    halves = divmod(source.total, 1 << 32)
    header = _HEADER.pack(_MAGIC, *stamp, checksum, *halves, len(names), count, zlib.crc32(index))
    return header + index + source.lines[:]


def _unpacked(data: mmap.mmap, stamp: tuple[bytes, int, int], jieba: ModuleType) -> _Sorted | None:
    """Return what *data* holds; None if it is of another make, torn or damaged (each bucket is checked when read).

    Two environments have the same dictionary with other times: then what it holds decides.
    """
    if len(data) < _HEADER.size:
        return None
    magic, version, size, time, checksum, high, low, named, count, check = _HEADER.unpack_from(data)
    start = _HEADER.size + named
    stop = start + 8 * count
    if magic != _MAGIC or (version, size) != stamp[:2] or zlib.crc32(data[_HEADER.size : stop]) != check:
        return None
    if time != stamp[2] and checksum != _checksum(jieba):
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
