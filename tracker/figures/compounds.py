"""The words of a phrase to the same words, those as one that the dictionary takes apart: 托位数, 服判率."""

from __future__ import annotations

from collections.abc import Sequence

from tracker import words
from tracker.figures import lexicon

_LONGEST = 4
# A measure of an act has no name without it: 适用率, 受理量, 立案数; nor has a trade or a kind: 供应业, 民事类.
_MEASURES = frozenset("率量数额业类")
_PARTS = frozenset(("v", "n", "ng", "vg", "nr", "ns", "j", "a", "ag", "zg", "b"))
_OPEN_TAGS = ("n", "v", "a", "j", "l", "s", "zg")


def joined(parts: Sequence[str]) -> list[str]:
    """Return the words of *parts*, those as one that together are a name."""
    found = list(parts)
    for size in range(_LONGEST, 1, -1):
        for at in range(len(found) - size, -1, -1):
            if (whole := "".join(found[at : at + size])) in lexicon.COMPOUNDS:
                found[at : at + size] = [whole]
    for at in range(len(found) - 1, 0, -1):
        if found[at] in _MEASURES and words.tag(found[at - 1]).startswith(_OPEN_TAGS):
            found[at - 1 : at + 1] = [found[at - 1] + found[at]]
    for at in range(len(found) - 1, 0, -1):
        # 服判率, 不捕率: one character before 率 is seldom the whole act
        if len(found[at]) == 2 and found[at][1] == "率" and not words.tag(found[at]) and is_part(found[at - 1]):
            found[at - 1 : at + 1] = [found[at - 1] + found[at]]
    for at in range(len(found) - 2, 0, -1):
        # 养老金月最低标准, but 3月最低气温, 前两个月贷款
        if (
            found[at] == "月"
            and not found[at - 1].isdigit()
            and found[at - 1][-1] != "个"
            and words.tag(found[at + 1]).startswith(("n", "j"))
        ):
            found[at : at + 2] = [found[at] + found[at + 1]]
    for at in range(len(found) - 1, 0, -1):
        # A级旅游景区, 5A级旅游景区
        if found[at] == "级" and found[at - 1].isascii() and found[at - 1][-1:].isalpha():
            found[at - 1 : at + 1] = [found[at - 1] + found[at]]
    if "强" in found[1:] and found[(at := found.index("强", 1)) - 1].isdigit():
        # 世界500强企业
        found[at - 1 : at + 1] = ["".join(found[at - 1 : at + 1])]
    return found


def is_part(word: str) -> bool:
    """Return whether *word* is a single character that is as well a part of a word that jieba does not know."""
    return len(word) == 1 and word != "有" and words.tag(word) in _PARTS
