"""What of each changed passage went and what came in its place, with the words around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from tracker.model import Edit, Report
from tracker.renderers import redline

# Two exchanges that are never without each other are one where no more than this stands between them.
NEAR = 6
_MARKS = " ,，、;；。:：()（）《》“”"


class Exchange(NamedTuple):
    """What went and what came (either may be nothing) at one place of a row of the report, between words that stayed.

    ``clear``: a reader sees it so, in a redline. ``of``: how many the row has.
    """

    row: int
    before: str
    gone: str
    come: str
    after: str
    clear: bool
    of: int = 0


def between(report: Report, rows: Iterable[int]) -> list[Exchange]:
    """Return the exchanges of *rows* but for those of figures, which have tables of their own, and of bare marks."""
    figures: dict[int, set[str]] = {}
    for row in report.figures:
        for document, index in ((report.old, row.old), (report.new, row.new)):
            if index is not None and row.status != "unchanged":
                figures.setdefault(row.segment, set()).add(document.figures[index].span.of(document.text))
    found = map(_bare, _joined([_exchanges(report, at) for at in rows]))
    return [one for one in found if _says_something(one) and not _holds_any(one, figures.get(one.row, ()))]


def roughly(edits: Sequence[Edit]) -> Iterator[str]:
    """Yield what went and what came in *edits*, without what both have in common at an end, and without marks."""
    before = Edit("=", "")
    for edit in edits:
        if edit.op != "=" and (text := edit.text.strip(_MARKS)):
            yield text
            kept = before.text.strip(_MARKS) if before.op != "=" else ""
            short, long = sorted((kept, text), key=len)
            if short and (long.endswith(short) or long.startswith(short)):
                yield (long.removesuffix(short) if long.endswith(short) else long.removeprefix(short)).strip(_MARKS)
        before = edit


def trimmed(text: str) -> str:
    """Return *text* without marks at its ends."""
    ends = [at for at, char in enumerate(text) if char.isalnum()]
    return text[ends[0] : ends[-1] + 1] if ends else ""


def _says_something(one: Exchange) -> bool:
    return one.gone != one.come and any(map(str.isalnum, one.gone + one.come))


def _holds_any(one: Exchange, figures: Iterable[str]) -> bool:
    return any(figure in side for figure in figures for side in (one.gone, one.come))


def _exchanges(report: Report, at: int) -> list[Exchange]:
    edits = redline.shown(report.segments[at].edits)
    clear = redline.is_interleaved(edits)
    found: list[Exchange] = []
    before = gone = come = ""
    for op, text in (*edits, Edit("=", "")):
        if op == "-":
            gone = text
        elif op == "+":
            come = text
        else:
            if gone or come:
                found.append(Exchange(at, before, gone, come, text, clear))
            before, gone, come = text, "", ""
    return found


def _joined(rows: Sequence[Sequence[Exchange]]) -> Iterator[Exchange]:
    """Yield the exchanges of *rows*; two that are never without each other are one: 至少公告三次 → 公告."""
    single = Counter((one.gone, one.come) for one in chain.from_iterable(rows))
    pairs = Counter(_pair(*pair) for row in rows for pair in pairwise(row))
    for row in rows:
        found = [*row[:1]]
        for pair in pairwise(row):
            one, middle, other = both = _pair(*pair)
            if pairs[both] == single[one] == single[other] and _is_of_one_name(middle):
                found[-1] = _as_one(found[-1], pair[1])
            else:
                found.append(pair[1])
        yield from (one._replace(of=len(found)) for one in found)


def _pair(one: Exchange, other: Exchange) -> tuple[tuple[str, str], str, tuple[str, str]]:
    return (one.gone, one.come), other.before, (other.gone, other.come)


def _is_of_one_name(middle: str) -> bool:
    return len(middle) <= NEAR and middle.replace("、", "甲").isalnum()


def _as_one(one: Exchange, other: Exchange) -> Exchange:
    gone, come = (other.before.join(sides) for sides in ((one.gone, other.gone), (one.come, other.come)))
    return one._replace(gone=gone, come=come, after=other.after)


def _bare(one: Exchange) -> Exchange:
    """Return an exchange of words for words without the marks around them, and without what they have in common."""
    gone, come = trimmed(one.gone), trimmed(one.come)
    if not (gone and come):
        return one
    before = one.before if one.gone.startswith(gone) and one.come.startswith(come) else ""
    after = one.after if one.gone.endswith(gone) and one.come.endswith(come) else ""
    kept = min(gone, come, key=len)
    if gone.endswith(kept) and come.endswith(kept):
        gone, come, after = gone.removesuffix(kept), come.removesuffix(kept), kept + after
    elif gone.startswith(kept) and come.startswith(kept):
        gone, come, before = gone.removeprefix(kept), come.removeprefix(kept), before + kept
    return one._replace(before=before, gone=gone, come=come, after=after)
