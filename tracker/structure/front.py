"""The lines before the text to the title: what stands above it, below it and between its halves are notes."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.patterns import later
from tracker.structure import contents, notes, plain
from tracker.structure.lines import LONGEST_HEADING, Line

# No title page has more lines than this.
_LONGEST_FRONT = 20
# The longest title, on however many lines.
_LONGEST_TITLE = 120
_MOST_LINES = 4
# A line as long as this is no name of a person or an office alone.
_LONGEST_NAME = 6
# 国务院文件: a letterhead is no title
_LETTERHEAD = later(r".{2,30}文件$")
# Below a title: 李某, 李 某, 某市统计局
_OFFICE = later(
    r"^[\u4e00-\u9fff·]{1,2}[ \u3000]{0,4}[\u4e00-\u9fff·]{1,2}$|(?:局|部|委|会|厅|院|府|处|室|组|总队|调查队)$"
)
# Who issues, and hardly what a heading ends with: 安平县财政局, not 完善…的委员会
_ISSUES = later(r"^[^的、，]{2,20}[市县区省州旗](?:[^的、，]{0,10}(?:局|厅|委员会|办公室|调查队|总队|人民政府))$")
# …的决定》修订
_DECIDED = later(rf"{notes.NAMED.pattern}|(?:通过|批准|公布|发布|修订|修正|施行|实施|印发)[)）]?$")
# （征求意见稿） below a title
_DRAFT = later(r"[(（][^()（）]{0,8}(?:征求意见稿?|草案|送审稿?|讨论稿|审议稿|初稿)[^()（）]{0,8}[)）]$", needs="( （")
_FOOTNOTE = later(rf"(?:{notes.FOOTNOTE})$")
# 政府工作报告——2024年1月…, not 计划（2026—2028年）
_SUBTITLE = later(
    r"\s*(?:[—－–]{1,3}(?=.*[0-9０-９])|——|-{2,3})"
    r"(?![—－–-]|(?:(?<=[0-9０-９年][—－–-])|(?<=[0-9０-９年][—－–-]{2}))[0-9０-９])\s*"
)


def read(found: Sequence[Line]) -> tuple[str | None, dict[int, str]]:
    """Return the title and the roles (by line) of the lines before the text: heading for the title's, else note."""
    front = _front(found)
    roles = {i: "note" for i in front if notes.in_front(found[i].words)}
    groups = _groups([i for i in front if i not in roles])
    title = next((g for g in groups if notes.NAMED.search(_words(found, g)) and not _letterhead(found, g)), None)
    title = title or next((g for g in groups if not _letterhead(found, g)), None)
    if title is None:
        return None, roles
    named = _whole(found, title)
    # Where no line says 条例 or 通知, a line below the first may as well be an office.
    certain = named if notes.NAMED.search(found[named[-1]].words) else named[:1]
    for group in groups:
        if group == groups[-1] and group is not title and _opens(found, group, front):
            continue
        again = _compact(_words(found, group)) in _compact(_words(found, title))
        # More lines are a list, not a title.
        for i in group if len(group) <= _MOST_LINES else named if group is title else ():
            names = again and (i in certain or not _OFFICE.search(found[i].words)) and not _DRAFT.match(found[i].words)
            roles[i] = "heading" if names else "note"
    return _FOOTNOTE.sub("", _SUBTITLE.split(_words(found, named))[0]) or None, roles


def _whole(found: Sequence[Line], group: Sequence[int]) -> Sequence[int]:
    """Return the lines of a title up to the one that ends it: 关于印发《…》 / 的通知, then perhaps a subtitle."""
    for k, i in enumerate(group[:_MOST_LINES]):
        if notes.NAMED.search(found[i].words):
            return group[: k + 1]
    return group if len(group) <= _MOST_LINES else group[:1]


def _opens(found: Sequence[Line], group: Sequence[int], front: Sequence[int]) -> bool:
    """Return whether the last line before the text may be its first heading rather than a name."""
    words = found[group[0]].words
    if len(group) > 1 or group[0] != front[-1] or len(words) < _LONGEST_NAME:
        return False
    return not (_DECIDED.search(words) or _ISSUES.search(words))


def _front(found: Sequence[Line]) -> list[int]:
    """Return the lines that stand before the text, from the first one on."""
    front: list[int] = []
    for i, line in enumerate(found[:_LONGEST_FRONT]):
        below = bool(front) and _is_subtitle(line)
        if below or notes.in_front(line.words) or (_may_be_title(line) and (not line.hashes or _is_only(found, line))):
            front.append(i)
        else:
            break
    return front


def _may_be_title(line: Line) -> bool:
    words = line.words
    if line.table or line.listed or line.final or len(words) > LONGEST_HEADING + 20 or line.label:
        return False
    return "。" not in words and not plain.is_known(words) and not contents.is_name(words)


def _is_subtitle(line: Line) -> bool:
    return line.words.startswith("——") and not line.final and len(line.words) <= LONGEST_HEADING


def _is_only(found: Sequence[Line], line: Line) -> bool:
    """Return whether no later heading of Markdown is as high, but for the same once more: a title, no chapter."""
    title = _compact(line.words)
    return all(not other.hashes or other.hashes > line.hashes or _compact(other.words) in title for other in found)


def _groups(indexes: Sequence[int]) -> list[list[int]]:
    """Return the runs of lines that follow one another."""
    groups: list[list[int]] = []
    for i in indexes:
        if groups and groups[-1][-1] == i - 1:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _words(found: Sequence[Line], group: Sequence[int]) -> str:
    return "".join(found[i].words.replace("\n", "") for i in group).strip()[:_LONGEST_TITLE]


def _compact(words: str) -> str:
    return "".join(words.split())


def _letterhead(found: Sequence[Line], group: Sequence[int]) -> bool:
    return _LETTERHEAD.match(_words(found, group)) is not None
