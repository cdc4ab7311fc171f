"""Words: joined they are the text, cut as jieba cuts them, with or without a cache."""

from __future__ import annotations

import importlib.util
import os
import random
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tracker import words

SEEDS = ROOT / "seeds"
TEXT = "健全村党组织领导的机制,选配14万名微网格员;A股B超IP地址 Hello world 3.5%。𠮷野家😀\r\n\u2028完"
PROGRAM = "import sys; from tracker import words; sys.stdout.buffer.write('|'.join(words.cut(sys.argv[1])).encode())"


JIEBA = "import jieba, sys; sys.stdout.buffer.write('|'.join(jieba.cut(sys.stdin.read(), HMM=False)).encode())"


def cut_elsewhere(cache: Path, environment: Path | None = None) -> str:
    """Cut TEXT in a process of its own, whose cache directory is *cache*; nothing may be said on standard error.

    *environment* is a folder whose packages come before the installed ones.
    """
    path = os.pathsep.join(filter(None, (str(environment or ""), os.environ.get("PYTHONPATH"))))
    run = subprocess.run(
        [sys.executable, "-W", "error", "-X", "utf8", "-c", PROGRAM, TEXT],
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache), "PYTHONPATH": path},
        capture_output=True,
        check=True,
    )
    assert run.stderr == b""
    return run.stdout.decode()


@settings(deadline=None)  # the first cut reads the dictionary
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_words_joined_are_the_text_again(text: str) -> None:
    assert "".join(words.cut(text)) == text


@settings(max_examples=30, deadline=None)
@given(st.text(st.sampled_from("健全完善制度机制干部人才发展改革中国家的一,。1a ")))
def test_a_text_is_cut_alike_each_time(text: str) -> None:
    assert words.cut(text) == words.cut(text)


def test_words_are_those_that_jieba_chooses() -> None:
    chance = random.Random(1)
    made = "".join(chance.choices("aXY019+#&._%-健全完善制度机制A股B超一。,的中国人民卡拉OK \u3000\t", k=5000))
    text = "".join(path.read_text("utf-8") for path in sorted(SEEDS.glob("00*.txt"))) + TEXT.replace("\r\n", "") + made
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-X", "utf8", "-c", JIEBA],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    assert run.stdout.decode() == "|".join(words.cut(text))


def test_words_are_those_of_the_dictionary() -> None:
    assert words.cut("健全年轻干部培养机制") == ("健全", "年轻干部", "培养", "机制")
    assert words.cut("研究生命的起源") == ("研究", "生命", "的", "起源")


@pytest.mark.parametrize(("word", "part"), [("制定", "v"), ("中国", "ns"), ("的", "uj"), ("", ""), ("qqqq", "")])
def test_a_tag_is_the_dictionary_s_or_nothing(word: str, part: str) -> None:
    assert words.tag(word) == part


def test_the_cache_changes_no_word(tmp_path: Path) -> None:
    first = cut_elsewhere(tmp_path)
    assert list((tmp_path / "tracker").glob("words-*.bin"))
    assert cut_elsewhere(tmp_path) == first == "|".join(words.cut(TEXT))


@pytest.mark.parametrize("keep", [0, 10, 60, 5_000, 300_000, 2_000_000])
def test_a_torn_cache_is_made_again(tmp_path: Path, keep: int) -> None:
    first = cut_elsewhere(tmp_path)
    (copy,) = (tmp_path / "tracker").glob("words-*.bin")
    whole = copy.read_bytes()
    copy.write_bytes(whole[:keep])
    assert cut_elsewhere(tmp_path) == first
    assert copy.read_bytes() == whole


def test_a_damaged_cache_is_not_believed(tmp_path: Path) -> None:
    first = cut_elsewhere(tmp_path)
    (copy,) = (tmp_path / "tracker").glob("words-*.bin")
    whole = copy.read_bytes()
    copy.write_bytes(whole[:200_000] + b"\0" * (len(whole) - 200_000))
    assert cut_elsewhere(tmp_path) == first


def test_environments_with_the_same_dictionary_share_the_cache(tmp_path: Path) -> None:
    first = cut_elsewhere(tmp_path)
    (copy,) = (tmp_path / "tracker").glob("words-*.bin")
    made = copy.stat()
    home = importlib.util.find_spec("jieba")
    assert home is not None
    assert home.origin is not None
    shutil.copytree(Path(home.origin).parent, tmp_path / "other" / "jieba", copy_function=shutil.copyfile)
    assert cut_elsewhere(tmp_path, tmp_path / "other") == first
    assert (copy.stat().st_mtime_ns, copy.stat().st_ino) == (made.st_mtime_ns, made.st_ino)
    dictionary = tmp_path / "other" / "jieba" / "dict.txt"
    # As long as it was, but with another word in it
    dictionary.write_bytes(dictionary.read_bytes().replace("\n网格 ".encode(), "\n网袼 ".encode(), 1))
    assert cut_elsewhere(tmp_path, tmp_path / "other") != first
    assert copy.stat().st_ino != made.st_ino


def test_no_cache_is_no_failure(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert cut_elsewhere(blocked) == "|".join(words.cut(TEXT))


def test_many_may_begin_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(cut_elsewhere, [tmp_path] * 4))) == 1
    assert len(list((tmp_path / "tracker").iterdir())) == 1
