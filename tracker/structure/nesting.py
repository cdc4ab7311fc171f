"""Where a heading stands among those that are open: order of first appearance, but for what has its fixed place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# 编 holds 章 holds 节 holds 条, whichever of them a document has and whenever they first appear.
RANKS = {"卷": 1, "部分": 1, "篇": 1, "编": 1, "分编": 2, "章": 3, "节": 4, "条": 5}
# Nothing is under a preface or an afterword; an attachment holds whatever follows.
SOLO, ATTACHED = "序言", "附件"
UNNUMBERED, BOLD = "", "**"


class Place(NamedTuple):
    """What a heading's level depends on: its kind (see labels) and the number of Markdown's #."""

    kind: str
    hashes: int = 0


def kept(stack: Sequence[Place], new: Place) -> int:
    """Return how many of the open headings *new* stands under."""
    if new.hashes:
        return _under_hashes(stack, new)
    if new.kind in (SOLO, ATTACHED):
        return 0
    for i in range(len(stack) - 1, -1, -1):
        if stack[i].kind == new.kind:
            return i
    if new.kind in RANKS:
        return next((i for i, old in enumerate(stack) if _gives_way(old, new)), len(stack))
    closed = ("条", SOLO) if new.kind in (UNNUMBERED, BOLD) else (SOLO,)
    return next((i for i, old in enumerate(stack) if old.kind in closed and not old.hashes), len(stack))


def _gives_way(old: Place, new: Place) -> bool:
    """Return whether an open heading ends where 第X章 or the like begins."""
    if old.kind in RANKS:
        return RANKS[old.kind] >= RANKS[new.kind]
    return (not old.hashes and old.kind != ATTACHED and RANKS[new.kind] <= RANKS["章"]) or old.kind == SOLO


def _under_hashes(stack: Sequence[Place], new: Place) -> int:
    """Return the same for a heading of Markdown: its # count, but a label tells more than they do.

    Converters write all headings of a page with the same number of # where the labels 一、 and (一) are nested.
    """
    for i, old in enumerate(stack):
        if not old.hashes or old.hashes > new.hashes:
            return i
        if old.hashes == new.hashes and (old.kind == new.kind or not _nested(old.kind, new.kind)):
            return i
    return len(stack)


def _nested(old: str, new: str) -> bool:
    """Return whether a label stands under another one that has as many #; an attachment stands under none."""
    if old in RANKS and new in RANKS:
        return RANKS[old] < RANKS[new]
    return _is_label(old) and _is_label(new) and new != ATTACHED


def _is_label(kind: str) -> bool:
    return kind not in (UNNUMBERED, BOLD, SOLO)
