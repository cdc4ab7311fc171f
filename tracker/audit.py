"""Versions of a document to what does not fit: what a version says of its own past against what was said then.

A finding is made only where both places speak of the same indicator at the same time, of what was and not of what shall
be, and differ by more than they are rounded: a reader who looks up ten of them in vain looks up no more.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from tracker import folding, indicators, moments, similarity
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
_OVER_A_YEAR = later(r"(?:同比|比上年|比去年|较上年|较去年|比上一年|较上一年)[^,，。;；]{0,8}$")
_LESS = later(r"(?:减少|下降|降低|回落|缩减|减)[^,，。;；]{0,4}$")
# Reports of two years are seldom out on the same day.
_A_YEAR = range(270, 460)
# Two sentences that differ in a number only, or nearly.
_SAME_SENTENCE = 0.8
# Of hundreds of one name, which a table may hold, so many before a figure are looked at.
_NEAREST = 50
# A value that lies so far (of 1) from where a step began to where it led was passed on the way, in a year between.
_ON_THE_WAY = Decimal("0.1")


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
        if earlier is None or old.figures[earlier].value == level.value or level.role != "level":
            continue
        # What is planned grows over what was reached, and what was reached is seldom what had been planned.
        if moments.planned(new, level) or not _tells_level(old, old.figures[earlier], level):
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
        if start.leads_to != end.span or earlier is None or start.value is None or moments.over_years(new, start):
            continue
        said = old.figures[earlier]
        # Where the version before told the same step, it is the same news, not the next.
        if said.value == end.value or not _tells_level(old, said, end) or _on_the_way(start, end, said):
            continue
        yield from _differing("transition", version, (new, index - 1), (old, earlier), start.value, _step(start))


def _tells_level(document: Document, figure: Figure, later: Figure) -> bool:
    """Return whether *figure* tells the level, by then, of the very thing that *later* tells of."""
    names = [indicators.bare(folding.words(each.subject)) for each in (figure, later)]
    same = figure.unit == later.unit and names[0] == names[1]
    told = figure.role == "level" and figure.leads_to is None and _exact(figure)
    return same and told and not (moments.planned(document, figure) or moments.summed(document, figure))


def _on_the_way(start: Figure, end: Figure, said: Figure) -> bool:
    """Return whether what was *said* lies between the two ends of a step: it may be of several years."""
    if start.value is None or end.value is None or said.value is None or start.value == end.value:
        return False
    return _ON_THE_WAY <= (said.value - start.value) / (end.value - start.value) <= 1


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
            Place(version, moments.sentence(document, document.figures[index]), index),
            Place(version - 1, moments.sentence(before, said), partner),
            expected,
            said.value,
            said.unit,
        )


class _Saying(NamedTuple):
    """One number that a document gives for an indicator: the figure (an index), its value, where, in which words."""

    figure: int
    value: Decimal
    step: Decimal
    sentence: Span
    words: str


def _two_values(version: int, document: Document) -> Iterator[Finding]:
    """Yield pairs of sentences of one document that say the same of the same time, but for the number."""
    seen: defaultdict[Hashable, deque[_Saying]] = defaultdict(lambda: deque(maxlen=_NEAREST))
    for index, figure in enumerate(document.figures):
        # Where a step began is no second value: 由3.3%上升到4.1%.
        if not (figure.subject and _exact(figure)) or figure.leads_to or figure.value is None:
            continue
        sentence = moments.sentence(document, figure)
        saying = _Saying(index, figure.value, _step(figure), sentence, moments.words(document, figure))
        time = moments.spoken_of(document, figure), moments.planned(document, figure)
        # 第3街道建成4座 is of another one than 第5街道建成7座.
        before = document.text[moments.clause(document, figure).start : figure.span.start]
        whose = "".join(filter(str.isnumeric, before))
        others = seen[folding.words(figure.subject), figure.unit, figure.kind, figure.role, *time, whose]
        first = next((other for other in others if _contradict(other, saying)), None)
        if first:
            place = Place(version, sentence, index)
            earlier = Place(version, first.sentence, first.figure)
            yield Finding("two values", figure.subject, place, earlier, saying.value, first.value, figure.unit)
        others.append(saying)


def _contradict(one: _Saying, other: _Saying) -> bool:
    """Return whether two sayings differ in the number alone; within one sentence, a list gives one noun many."""
    if one.words == other.words or abs(one.value - other.value) <= max(one.step, other.step) / 2:
        return False
    return similarity.of_two(one.words, other.words) >= _SAME_SENTENCE


def _comparable(level: Figure, change: Figure) -> bool:
    return level.unit == change.unit and level.kind == change.kind and _exact(level) and _exact(change)


def _exact(figure: Figure) -> bool:
    """Return whether a figure is one number that can be reckoned with."""
    return figure.value is not None and figure.high is None and figure.bound == "exact"


def _same_sentence(document: Document, one: Figure, other: Figure) -> bool:
    return moments.sentence(document, one) == moments.sentence(document, other)


def _step(figure: Figure) -> Decimal:
    return figure.step or Decimal(0)
