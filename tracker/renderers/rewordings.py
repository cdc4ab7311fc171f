"""One and the same change of words in several passages, which a reader would rather be told once.

What went and what came may say little (行政 → 农村), so both are told with the words around them that all of these
passages have in common: 农业行政主管部门 → 农业农村主管部门.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, takewhile
from typing import NamedTuple

from tracker import words
from tracker.measures import verbs
from tracker.model import RUNNING, Report, SegmentChange
from tracker.renderers import exchanges
from tracker.renderers.exchanges import Exchange, trimmed
from tracker.renderers.page import Block, Heading, Run, Table, clean, line
from tracker.renderers.phrases import Phrases

SEVERAL, MANY = 3, 6
# What only came or went (具体) is the same rewording where it stands beside the same word (具体行政行为), or where it
# is so long that it came again by no chance.
LONG = 5
# At most so many characters of the words around are told on either side, …
REACH = 6
# … and so many are cut into words.
NEAR = 20
# Parts of speech: of words that names consist of, and of those that say nothing alone (和, 由, 的).
_NAMING, _LEANING = frozenset("nvba"), frozenset("pcudy")
# … and of the adverbs that say little.
_STRESSING = frozenset("advt")
# Adverbs that a law puts in or takes out with consequence.
_BINDING = frozenset(("应当", "必须", "可以", "依法"))


class Rewording(NamedTuple):
    """Old words and the new ones in their place; in which rows of the report, how many of which changed so alone."""

    old: str
    new: str
    segments: tuple[int, ...]
    alone: int


def blocks(report: Report, say: Phrases) -> list[Block]:
    """Return the table of the rewordings that several passages share, under its heading."""
    header = tuple(line(say(name)) for name in ("old", "new", "passages", "only so"))
    rows = tuple(
        (line(_cell(old)), line(Run(_cell(new), "strong")), line(str(len(segments))), line(str(alone)))
        for old, new, segments, alone in of(report)
    )
    return [Heading(2, line(say("rewordings"))), Table(header, rows, (2, 3))] if rows else []


def of(report: Report) -> list[Rewording]:
    """Return the rewordings that several measures and statements share, those of most passages first."""
    rows = [at for at, row in enumerate(report.segments) if row.status == "changed" and row.role in RUNNING]
    # Most rows of a long report hold nothing that comes often.
    exchanged = [set(exchanges.roughly(report.segments[at].edits)) for at in rows]
    often = Counter(chain.from_iterable(exchanged))
    rows = [at for at, texts in zip(rows, exchanged, strict=True) if any(often[text] >= SEVERAL for text in texts)]
    if not rows:
        return []
    groups: dict[tuple[str, str], list[Exchange]] = {}
    for one in exchanges.between(report, rows):
        groups.setdefault((one.gone, one.come), []).append(one)
    told = [_told(alike, report) for group in groups.values() if _several(group) for alike in _alike(group)]
    return sorted(told, key=lambda rewording: _order(rewording, report))


def _cell(text: str) -> str:
    return clean(text) or "—"


def _order(told: Rewording, report: Report) -> tuple[int, int, list[str]]:
    """Return where a rewording is told: by its passages, then by where the first stands (on both sides)."""
    rows = (report.segments[at] for at in told.segments)
    return -len(told.segments), min(row.old[0] + row.new[0] for row in rows), sorted((told.old, told.new))


def _several(group: Iterable[Exchange]) -> bool:
    """Return whether several rows have one of *group*, and more than one shows it; elsewhere it may be by chance."""
    rows, clear = {one.row for one in group}, {one.row for one in group if one.clear}
    return len(rows) >= SEVERAL and len(clear) > 1


def _alike(group: Sequence[Exchange]) -> Iterator[Sequence[Exchange]]:
    """Yield those of *group*, which have the same words, that are one rewording."""
    short, long = sorted((group[0].gone, group[0].come), key=len)
    if not short:
        by_itself = sum(not char.isdigit() for char in long) >= LONG
        is_small = len(long) < 2 or _only_stresses(long)
    else:
        by_itself = len(long) > 1 and not (len(short) == 1 and _leans(short))
        is_small = (len(long) == 1 or not trimmed(short)) and (_leans(short) or _leans(long))
    if not is_small:
        yield from (group,) if by_itself else _beside(group)


def _beside(group: Sequence[Exchange]) -> Iterator[Sequence[Exchange]]:
    """Yield those of *group* that stand beside the same word, the word that most stand beside first.

    Where they are very many and stand beside many words, as 各级 before whatever there is, all are one.
    """
    groups: dict[tuple[int, str], list[Exchange]] = {}
    for one in group:
        for side, named in enumerate((_before(one), _after(one))):
            if named and not _leans(named[0]):
                groups.setdefault((side, named[0]), []).append(one)
    largest = max(map(len, groups.values()), default=0)
    is_word = any(len(trimmed(side)) > 1 for side in (group[0].gone, group[0].come))
    if is_word and 3 * largest < 2 * len(group) and len({one.row for one in group}) >= MANY:
        yield group
        return
    taken: set[Exchange] = set()
    for _, members in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        left = [one for one in members if one not in taken]
        if _several(left):
            yield left
            taken.update(left)


def _only_stresses(word: str) -> bool:
    """Return whether a word says how or when, and no more: 继续, 进一步, 今年."""
    return word in verbs.ADVERBS and word not in _BINDING and words.tag(word)[:1] in _STRESSING


def _leans(word: str) -> bool:
    """Return whether a word says nothing alone."""
    return words.tag(word)[:1] in _LEANING and word not in verbs.NOUNS_TOO


def _before(one: Exchange) -> Sequence[str]:
    """Return the words before an exchange, from it on backwards, up to a mark."""
    near = takewhile(str.isalpha, one.before[: -NEAR - 1 : -1])
    return words.cut("".join(near)[::-1])[::-1]


def _after(one: Exchange) -> Sequence[str]:
    """Return the words behind an exchange, up to a mark."""
    return words.cut("".join(takewhile(str.isalpha, one.after[:NEAR])))


def _told(group: Sequence[Exchange], report: Report) -> Rewording:
    """Return the rewording that *group* are, with the words around it that belong to its name in all of them."""
    gone, come = group[0].gone, group[0].come
    sides = _common(map(_before, group)), _common(map(_after, group))
    ahead, behind = (list(takewhile(_is_naming, side)) for side in sides)
    if not (ahead or behind or (gone and come)):
        # What only came or went is told by the word beside it, whatever that is.
        ahead, behind = ([], _beside_it(sides[1])) if sides[1] else (_beside_it(sides[0]), [])
    if not (gone and come):
        # One more of a list, 、农村 or 农村、, stands beside what is on the other side of its mark.
        opens, closes = (gone + come)[0].isalnum(), (gone + come)[-1].isalnum()
        ahead, behind = ahead if closes or behind else [], behind if opens or ahead else []
    old, new = (trimmed("".join((*reversed(ahead), text, *behind))) for text in (gone, come))
    found = Counter((one.row, one.of) for one in group)
    alone = sum(count == of and _stands(report.segments[row]) for (row, of), count in found.items())
    return Rewording(old, new, tuple(sorted(row for row, _ in found)), alone)


def _stands(row: SegmentChange) -> bool:
    """Return whether a passage is neither moved nor split nor merged."""
    return not row.moved and len(row.old) == len(row.new)


def _common(sides: Iterable[Sequence[str]]) -> list[str]:
    """Return the words that all of *sides* begin with, as many as are told."""
    shared = [said[0] for said in takewhile(lambda said: len(set(said)) == 1, zip(*sides, strict=False))]
    within = sum(end <= REACH for end in accumulate(map(len, shared)))
    return list(takewhile(lambda word: not _leans(word), shared[:within]))


def _beside_it(side: list[str]) -> list[str]:
    """Return the first word of *side* with what may go on its name; two where the first has one character."""
    first = 1 if side and len(side[0]) > 1 else 2
    return [*side[:first], *takewhile(_is_naming, side[first:])]


def _is_naming(word: str) -> bool:
    """Return whether a word may be part of a name: 行政, 监督, but not 责令."""
    part = words.tag(word)
    acts = word in verbs.ADVERBS or (word in verbs.ACTS and part != "vn" and word not in verbs.NOUNS_TOO)
    return len(word) > 1 and part[:1] in _NAMING and not acts
