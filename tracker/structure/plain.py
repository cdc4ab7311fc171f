"""Lines to the unnumbered headings among them: short, without a final mark, set off between paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.patterns import Class, later
from tracker.structure import nesting, notes
from tracker.structure.labels import Label
from tracker.structure.lines import Line

# The longest in the articles that were looked at has 37 characters.
_LONGEST, _SHORTEST = 45, 4
# What follows a heading is no mere 各位代表:.
_FEWEST_AFTER = 6
# So many headings of Markdown, and a document marks its headings with them.
_MARKED = 2

_SOLO = frozenset(
    ("序", "序言", "前言", "引言", "导言", "绪论", "结语", "结束语", "后记", "摘要", "内容提要", "编者按", "编制说明")
)
_CHAPTERS = frozenset(("总则", "分则", "附则", "罚则", "总纲"))
_ATTACHED = frozenset(("附", "附件", "附录", "附表"))
_HAN = Class("\u4e00\u9fff")
_INNER = later("[。；;!?！？|\t]|https?:")
# 王某某 李某 欧阳某某: names set apart by blanks
_NAMES = later(r"(?:[\u4e00-\u9fff·]{2,5}[ \u3000]+)+[\u4e00-\u9fff·]{2,5}$")
# A question that is answered in the line below it
_ASKS, _ANSWERS = later(r"问[ \u3000]*[:：].{2,60}[？?]$", needs="问"), later(r"答[ \u3000]*[:：]", needs="答")
_SPOKEN = later(r"各位|同志们|女士们|尊敬的|谢谢")


def is_known(words: str) -> bool:
    """Return whether *words* are a heading by themselves: 序言, 总则."""
    return _known(words) is not None


def _known(words: str) -> str | None:
    if len(words) > 12:
        return None
    name = "".join(words.split()).rstrip("：:")
    if name in _SOLO:
        return nesting.SOLO
    if name in _ATTACHED:
        return nesting.ATTACHED
    return "章" if name in _CHAPTERS else None


def find(found: Sequence[Line], roles: Mapping[int, str], marked: Mapping[int, Label]) -> dict[int, str]:
    """Return the kinds of the unnumbered headings by the index of their line; *marked* are the lines with labels."""
    kinds: dict[int, str] = {}
    by_signs = sum(line.hashes > 0 for line in found) >= _MARKED
    article = False
    for i, line in enumerate(found):
        if i in marked:
            kind = marked[i].kind
            article = kind == "条" or (article and kind != nesting.ATTACHED)
            continue
        if i in roles:
            continue
        kind_ = _kind(found, i, roles, marked, kinds, article, by_signs)
        if kind_ is not None:
            kind_ = nesting.ATTACHED if notes.NUMBERED.match(line.words) else kind_
            kinds[i] = kind_
            article = article and kind_ != nesting.ATTACHED
    return kinds


def _kind(
    found: Sequence[Line],
    i: int,
    roles: Mapping[int, str],
    marked: Mapping[int, Label],
    kinds: Mapping[int, str],
    article: bool,
    by_signs: bool,
) -> str | None:
    line = found[i]
    known = _known(line.words)
    if line.hashes:
        return known or nesting.UNNUMBERED
    if known:
        return known if i + 1 < len(found) else None
    if i + 1 < len(found) and _ASKS.match(line.words) and _ANSWERS.match(found[i + 1].words):
        return nesting.UNNUMBERED
    if line.bold and len(line.words) <= _LONGEST and not _INNER.search(line.words[:-1]):
        return nesting.BOLD if i + 1 < len(found) else None
    if by_signs or not _looks(line) or not _follows(found, i, roles, marked, kinds):
        return None
    if i + 1 < len(found) and _is_document(found, i, marked, article or i - 1 in roles):
        return nesting.ATTACHED
    if _is_title_again(found, i, roles, marked):
        return nesting.ATTACHED
    after = marked.get(i + 1)
    if i - 1 in marked and after is not None and after.kind not in nesting.RANKS and after.value > 1:
        # (1)稳定面积 / 播种面积稳定在50万亩以上 / (2)提升单产: all that is said under the heading before
        return None
    if article:
        return nesting.UNNUMBERED if after is not None and after.kind == "条" and len(line.words) <= 20 else None
    return nesting.UNNUMBERED if after is not None or _precedes(found, i, roles, marked) else None


def _is_document(found: Sequence[Line], i: int, marked: Mapping[int, Label], closed: bool) -> bool:
    """Return whether a line is the title of a document that is attached: its date or first chapter follows.

    *closed* says that what stands before is done: signed, or a decision with articles of its own.
    """
    if not notes.NAMED.search(found[i].words):
        return False
    after = marked.get(i + 1)
    starts = after is not None and after.kind in ("编", "章", "条") and after.value == 1 and closed
    return starts or notes.in_front(found[i + 1].words)


def _is_title_again(found: Sequence[Line], i: int, roles: Mapping[int, str], marked: Mapping[int, Label]) -> bool:
    """Return whether a line says the title once more, behind the notes on a list, above its table or first label.

    What is said on every page is a running head.
    """
    words = found[i].words
    if not any(role == "heading" and found[k].words == words for k, role in roles.items()):
        return False
    after = found[i + 1] if i + 1 < len(found) else None
    starts = after is not None and (after.table or (i + 1 in marked and marked[i + 1].value == 1))
    return starts and sum(line.words == words for line in found) == 2


def _looks(line: Line) -> bool:
    """Return whether a line by itself may be a heading."""
    words = line.words
    if not _SHORTEST <= len(words) <= _LONGEST or line.final or line.listed or line.table:
        return False
    if _INNER.search(words) or _SPOKEN.match(words) or _are_names(words):
        return False
    return 2 * _HAN.count(words) > len(words)


def _are_names(words: str) -> bool:
    return (" " in words or "\u3000" in words) and _NAMES.match(words) is not None


def _follows(
    found: Sequence[Line], i: int, roles: Mapping[int, str], marked: Mapping[int, Label], kinds: Mapping[int, str]
) -> bool:
    """Return whether what stands before a line is finished."""
    if i == 0 or i - 1 in roles or i - 1 in marked or found[i - 1].final:
        return True
    return i - 1 in kinds and i - 2 not in kinds


def _precedes(found: Sequence[Line], i: int, roles: Mapping[int, str], marked: Mapping[int, Label]) -> bool:
    """Return whether running text follows a line, or another such line and then running text."""
    for after in (i + 1, i + 2):
        if after >= len(found) or after in roles:
            return False
        if after in marked or found[after].final or len(found[after].words) > _LONGEST:
            return after in marked or len(found[after].words) >= _FEWEST_AFTER
        if found[after].hashes or not _looks(found[after]):
            return False
    return False
