"""Versions of a document to what does not fit: what a version says of its own past against what was said then.

A finding is made only where both places speak of the same indicator and differ by more than they are rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tracker import folding, similarity
from tracker.model import Document, Figure, Span, paired
from tracker.patterns import later
from tracker.steps import Step

Kind = Literal["growth", "transition", "two values"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said: the version (an index), the sentence, the figure in it."""

    version: int
    sentence: Span
    figure: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Two places that do not fit: what follows from the *later* one, and what the *earlier* one says."""

    kind: Kind
    subject: str
    later: Place
    earlier: Place
    expected: Decimal
    said: Decimal
    unit: str | None


# A growth over the year before: 同比增长28.45万人, 比上年减少3个.
_OVER_A_YEAR = later(r"(?:同比|比上年|比去年|较上年|较去年|比上一年|较上一年)[^,,。;；]{0,8}$")
_LESS = later(r"(?:减少|下降|降低|回落|缩减|减)[^,,。;；]{0,4}$")
# Reports of two years are seldom out on the same day.
_A_YEAR = range(270, 460)
# Two clauses that differ in a number only, or nearly.
_SAME_CLAUSE = 0.8
_CLAUSE = later(r"[^,,。;；\n]+")


def findings(documents: Sequence[Document], steps: Sequence[Step], days: Sequence[int]) -> tuple[Finding, ...]:
    """Return what does not fit, version by version.

    ``steps[i]`` leads from version i to version i + 1, ``days[i]`` lie between them: a growth over the year before
    is held only against a version of about a year before.
    """
    found = [*_two_values(0, documents[0])] if documents else []
    for index, step in enumerate(steps):
        old, new = documents[index : index + 2]
        partners = {j: i for i, j in paired(step.figures).items()}
        if days[index] in _A_YEAR:
            found += _growths(index + 1, old, new, partners)
        found += _transitions(index + 1, old, new, partners)
        found += _two_values(index + 1, new)
    return tuple(found)


def _growths(version: int, old: Document, new: Document, partners: dict[int, int]) -> Iterator[Finding]:
    """Yield levels whose stated growth over the year before does not lead back to what was said then."""
    for index in range(1, len(new.figures)):
        level, change = new.figures[index - 1], new.figures[index]
        before = new.text[level.span.end : change.span.start]
        if not (_same_sentence(new, level, change) and _OVER_A_YEAR.search(before) and _comparable(level, change)):
            continue
        earlier = partners.get(index - 1)
        # The same level in both: two versions of one year's report, not two years.
        if earlier is None or old.figures[earlier].value == level.value or not _exact(old.figures[earlier]):
            continue
        sign = -1 if _LESS.search(before) else 1
        assert level.value is not None
        assert change.value is not None
        expected = level.value - sign * change.value
        yield from _differing(
            "growth", version, (new, index - 1), (old, earlier), expected, _step(level) + _step(change)
        )


def _transitions(version: int, old: Document, new: Document, partners: dict[int, int]) -> Iterator[Finding]:
    """Yield from-values (由…提升至…) that are not what the version before gave as the level."""
    for index in range(1, len(new.figures)):
        start, end = new.figures[index - 1], new.figures[index]
        earlier = partners.get(index)
        if (
            start.leads_to != end.span
            or earlier is None
            or start.value is None
            or old.figures[earlier].unit != start.unit
        ):
            continue
        # Where the version before told the same step, it is the same news, not the next.
        if old.figures[earlier].value == end.value or not _exact(old.figures[earlier]):
            continue
        yield from _differing("transition", version, (new, index - 1), (old, earlier), start.value, _step(start))


def _differing(
    kind: Kind,
    version: int,
    later: tuple[Document, int],
    earlier: tuple[Document, int],
    expected: Decimal,
    rounding: Decimal,
) -> Iterator[Finding]:
    document, index = later
    before, partner = earlier
    said = before.figures[partner]
    assert said.value is not None
    if abs(expected - said.value) > (rounding + _step(said)) / 2:
        yield Finding(
            kind,
            document.figures[index].subject or said.subject,
            Place(version, _sentence(document, document.figures[index]), index),
            Place(version - 1, _sentence(before, said), partner),
            expected,
            said.value,
            said.unit,
        )


def _two_values(version: int, document: Document) -> Iterator[Finding]:
    """Yield pairs of clauses of one document that say the same but for the number."""
    seen: dict[tuple[str, str | None, str, str], list[int]] = {}
    for index, figure in enumerate(document.figures):
        if not (figure.subject and _exact(figure)):
            continue
        key = (folding.words(figure.subject), figure.unit, figure.kind, figure.role)
        for other in seen.get(key, []):
            before = document.figures[other]
            # Within one sentence, a list gives one noun many numbers.
            if not _same_sentence(document, before, figure) and _contradict(document, before, figure):
                later = Place(version, _sentence(document, figure), index)
                earlier = Place(version, _sentence(document, before), other)
                assert before.value is not None
                assert figure.value is not None
                yield Finding("two values", figure.subject, later, earlier, figure.value, before.value, figure.unit)
                break
        seen.setdefault(key, []).append(index)


def _contradict(document: Document, one: Figure, other: Figure) -> bool:
    assert one.value is not None
    assert other.value is not None
    if abs(one.value - other.value) <= max(_step(one), _step(other)) / 2:
        return False
    mine, theirs = (folding.words(_clause(document, figure)) for figure in (one, other))
    return similarity.of_two(mine, theirs) >= _SAME_CLAUSE


def _clause(document: Document, figure: Figure) -> str:
    sentence = _sentence(document, figure)
    for found in _CLAUSE.finditer(document.text, sentence.start, sentence.end):
        if found.start() <= figure.span.start < found.end():
            return found.group()
    return figure.span.of(document.text)


def _comparable(level: Figure, change: Figure) -> bool:
    return level.unit == change.unit and level.kind == change.kind and _exact(level) and _exact(change)


def _exact(figure: Figure) -> bool:
    """Return whether a figure is one number that can be reckoned with."""
    return figure.value is not None and figure.high is None and figure.bound == "exact"


def _same_sentence(document: Document, one: Figure, other: Figure) -> bool:
    return _sentence(document, one) == _sentence(document, other)


def _sentence(document: Document, figure: Figure) -> Span:
    text = document.text
    start = max(text.rfind(mark, 0, figure.span.start) for mark in "。；;\n") + 1
    ends = [at for mark in "。；;\n" if (at := text.find(mark, figure.span.end)) >= 0]
    return Span(start, min(ends, default=len(text)))


def _step(figure: Figure) -> Decimal:
    return figure.step or Decimal(0)
