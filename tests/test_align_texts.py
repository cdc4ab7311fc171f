"""Ready-made lists of sentences, in any language, are aligned by the same engine."""

from __future__ import annotations

import subprocess
import sys

import pytest

import tracker
from tests.conftest import ROOT
from tracker.model import Match

OLD = [
    "The city opened two new libraries in 2019.",
    "Residents can borrow up to ten books at a time.",
    "The libraries are closed on Mondays.",
    "A mobile library visits the outer villages every week.",
    "Entry is free for everyone.",
    "The council will review the opening hours next year.",
]
NEW = [
    "A mobile library now visits the outlying villages each week.",
    "Three new libraries were opened by the city in 2021.",
    "Residents may borrow up to fifteen books at once.",
    "On Mondays the libraries stay closed.",
    "Entry is free.",
    "This holds for everyone, visitors included.",
    "Reading clubs meet on Thursday evenings.",
]
GERMAN = (
    [
        "Die Stadt fördert den Bau neuer Radwege.",
        "Der Zuschuss beträgt höchstens 500 Euro.",
        "Anträge sind schriftlich zu stellen.",
    ],
    [
        "Anträge müssen schriftlich gestellt werden.",
        "Den Bau von neuen Radwegen fördert die Stadt.",
        "Höchstens 800 Euro beträgt der Zuschuss.",
    ],
)


def pairs(matches: tuple[Match, ...]) -> set[tuple[int, int]]:
    return {(i, j) for match in matches for i in match.old for j in match.new}


def test_english_sentences_are_paired_though_reworded_and_moved() -> None:
    alignment = tracker.align_texts(OLD, NEW)
    assert {(0, 1), (1, 2), (2, 3), (3, 0), (4, 4)} <= pairs(alignment.matches)
    assert [match.old for match in alignment.matches if match.moved] == [(3,)]
    assert (5,) in [match.old for match in alignment.matches if not match.new]
    assert (6,) in [match.new for match in alignment.matches if not match.old]


def test_inflected_words_are_found() -> None:
    assert pairs(tracker.align_texts(*GERMAN).matches) == {(0, 1), (1, 2), (2, 0)}


def test_the_same_list_is_all_identical() -> None:
    alignment = tracker.align_texts(OLD, OLD)
    assert [(m.old, m.new, m.how, m.moved) for m in alignment.matches] == [
        ((k,), (k,), "identical", False) for k in range(6)
    ]


@pytest.mark.parametrize(("old", "new"), [([], []), (["One."], []), ([], ["One."]), ([""], ["One.", ""])])
def test_every_sentence_is_in_one_match(old: list[str], new: list[str]) -> None:
    matches = tracker.align_texts(old, new).matches
    assert sorted(i for m in matches for i in m.old) == list(range(len(old)))
    assert sorted(j for m in matches for j in m.new) == list(range(len(new)))


def test_swapping_the_lists_mirrors_the_pairs() -> None:
    forth, back = tracker.align_texts(OLD, NEW), tracker.align_texts(NEW, OLD)
    assert pairs(forth.matches) == {(i, j) for j, i in pairs(back.matches)}


def test_other_languages_load_no_word_cutter_for_chinese() -> None:
    program = (
        "import sys, tracker; tracker.align_texts(['A first one.'], ['A second one.']); print('jieba' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=ROOT, timeout=60, check=True)
    assert ran.stdout.split() == [b"False"]


def test_an_unknown_name_is_told_as_python_does() -> None:
    with pytest.raises(AttributeError, match="no attribute 'align_books'"):
        tracker.align_books  # noqa: B018
