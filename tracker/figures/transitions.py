"""Figures in a row to those that lead to the next: 由7.34万元提升至10.26万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tracker.model import Figure
from tracker.patterns import later

_YEAR = r"[0-9０-９]{4}年(?:底|末)?的?"
# 由7.34万元, 从上年的12个, 从全国第13位, 从2007年的248亿美元
_FROM = later(rf"[由从自](?:{_YEAR})?[^,，。;；:：\d]{{0,8}}$", needs="由 从 自")
# 提升至, 增加到近, 调整为, 上升到2012年的
_TO = later(rf"[^,，。;；\d]{{0,10}}[至到为成](?:{_YEAR})?(?:约|近|超|超过|全国|全省|全市)?")
_BEFORE = 10


def linked(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return *figures*, those that rise or fall to the next one linked to its place."""
    return tuple(_linked(text, figures))


def _linked(text: str, figures: Sequence[Figure]) -> Iterator[Figure]:
    for figure, after in pairwise(figures):
        yield figure._replace(leads_to=after.span) if _leads(text, figure, after) else figure
    yield from figures[-1:]


def _leads(text: str, figure: Figure, after: Figure) -> bool:
    """Return whether *figure* is where something began that has come to *after*, of one kind and unit."""
    start, end = figure.span
    return (
        figure.kind == after.kind
        and (figure.unit == after.unit or figure.unit is None)
        and after.span.start - end <= 2 * _BEFORE
        and bool(_FROM.search(text, max(0, start - _BEFORE), start))
        and bool(_TO.fullmatch(text, end, after.span.start))
    )
