"""A duration to the window of time that it is, where it says when and not how long: 过去五年, 三年来."""

from __future__ import annotations

from tracker.figures.reading import Reading
from tracker.model import Figure
from tracker.patterns import later

_AHEAD = later("(?:过去|今后|未来|最近|近|这|此后|此前|(?<![提])前|头|新|经过)的?$")
_LAST = later("(?:过去|最近|近)的?$")
_BEHIND = later("以来|来|间(?!隔)|期间|中(?![央国期心小级])", needs="来 间 中")
# 投入五年累计872亿元
_WITHIN = later("累计|合计|共计|共(?![同产])", needs="累计 合计 共")
# 极不平凡的五年。, 五年全国水利建设投资…: what a sentence is about, or when all that follows it was
_ENDS_ATTRIBUTE = later("的$")
_YEARS = ("年", "个月", "月")


def words(text: str, reading: Reading, left: str, right: str) -> str:
    """Return the words of the window, nothing where the duration is a quantity; *left* and *right* stand around it."""
    if reading.kind != "duration" or reading.unit not in _YEARS:
        return ""
    written = text[reading.start : reading.end]
    ahead, behind = _AHEAD.search(left), _BEHIND.match(right)
    # 最近三年内 are the last ones; 三年内 is a term
    last = written.endswith("内") and (written.startswith("近") or _LAST.search(left))
    if reading.bound != "exact" and not last:
        return ""
    if ahead or behind or written.startswith("近"):
        return (ahead.group() if ahead else "") + written + (behind.group() if behind else "")
    if _WITHIN.match(right):
        return written
    alone = bool(_ENDS_ATTRIBUTE.search(left)) and not right
    return written if alone or (not left and right and right[0] not in "的以之及、期") else ""


def is_one(figure: Figure, text: str) -> bool:
    """Return whether *figure* says when, as its subject then tells."""
    return figure.kind == "duration" and figure.span.of(text) in figure.subject
