"""Many versions of a document to the history in them: series of figures, lives of measures, where each came in.

Identity over versions comes from the steps between neighbours, chained: what is paired with what is paired is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import heappop, heappush
from itertools import pairwise
from typing import Literal, NamedTuple, TypeVar

from tracker import folding, indicators, moments, similarity
from tracker.figures import Stretch, Stretches, units
from tracker.model import Document, Figure, paired
from tracker.steps import Step

Event = Literal["came in", "reworded", "moved", "went out", "came back"]

# A series that stops and one that begins later are one where they count the same with so much of their words.
_SAME_SUBJECT = 0.75
# 人均国内生产总值 and 国内生产总值 are two indicators.
_PARTS = ("人均", "单位", "中央", "地方", "城镇", "农村")


@dataclass(frozen=True, slots=True)
class Point:
    """One version's value in a series: indexes of the version and of the figure in it.

    ``stretch`` tells of how long a time it is: of one year, of several, or of each of them on average.
    """

    version: int
    figure: int
    stretch: Stretch = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator over the versions: its points in order, at most one a version; versions between may lack it."""

    subject: str
    points: tuple[Point, ...]

    def gaps(self) -> tuple[int, ...]:
        """Return the versions between the first and the last point that have none."""
        have = {point.version for point in self.points}
        return tuple(v for v in range(self.points[0].version, self.points[-1].version) if v not in have)


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened to a measure in a version; ``segment`` is an index there, or in the version before it went out."""

    version: int
    event: Event
    segment: int


@dataclass(frozen=True, slots=True)
class Life:
    """One measure over the versions: what it says where it was last there, and what happened to it."""

    words: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Blame:
    """Of a segment, or a figure, of the last version: the versions (indexes) it came in and was last changed in."""

    index: int
    came: int
    changed: int


# A node of a chain: (version, index of a segment or figure in it).
_Node = tuple[int, int]


class _Counted(NamedTuple):
    """What a figure counts: what its unit measures, and how it is meant, and the words of its subject."""

    unit: str | None
    kind: str
    role: str
    starts: bool
    stretch: Stretch
    subject: str


_Key = TypeVar("_Key", bound=Hashable)


def series(documents: Sequence[Document], steps: Sequence[Step], wanted: str) -> tuple[Series, ...]:
    """Return the series of the figures that count *wanted*, longest first.

    ``steps[i]`` leads from ``documents[i]`` to ``documents[i + 1]``. A series belongs here where in any version its
    subject holds the words of *wanted*, or, if none does, where they stand before it in its sentence, or else behind it
    there: 按每人1500元的标准发放就业补贴.
    """
    chains = _chains([len(d.figures) for d in documents], [paired(step.figures) for step in steps])
    key = folding.words(wanted)
    found = [chain for chain in chains if any(key in folding.words(_figure(documents, n).subject) for n in chain)]
    for words in (_ahead, _around) if key else ():
        if not found:
            found = [chain for chain in chains if any(key in words(documents, n) for n in chain)]
    stretches = [Stretches(document, document.homes(), "one") for document in documents]
    counted = {n: _counted(_figure(documents, n), stretches[n[0]][n[1]]) for chain in found for n in chain}
    found = _rejoined(found, lambda n: counted[n], _same)
    found = _rejoined(found, lambda n: _of_a_year(counted[n]), _same)
    made = [
        Series(
            _figure(documents, chain[-1]).subject or wanted,
            tuple(Point(version, index, stretches[version][index]) for version, index in chain),
        )
        for chain in found
    ]
    return tuple(sorted(made, key=lambda row: (-len(row.points), row.points[0].version, row.points[0].figure)))


def reverts(series: Series, documents: Sequence[Document]) -> tuple[int, ...]:
    """Return the versions in which a value is what it was two values before, having been another meanwhile."""
    values = [(p.version, _quantity(documents[p.version].figures[p.figure])) for p in series.points]
    distinct = [values[0]] if values else []
    for version, value in values[1:]:
        if value != distinct[-1][1]:
            distinct.append((version, value))
    return tuple(
        version
        for at, (version, value) in enumerate(distinct)
        if at > 1 and value in [v for _, v in distinct[: at - 1]]
    )


def lives(documents: Sequence[Document], steps: Sequence[Step], wanted: str) -> tuple[Life, ...]:
    """Return the lives of the measures and statements that hold the words of *wanted* in any version."""
    key = folding.words(wanted)
    chains = _chains([len(d.segments) for d in documents], [_segment_links(step) for step in steps])
    found = [chain for chain in chains if any(key in folding.words(_words(documents, node)) for node in chain)]
    found = _rejoined(found, lambda node: _words_of(documents, node))
    told = [_events(step) for step in steps]
    return tuple(Life(_words(documents, chain[-1]), tuple(_moments(chain, told, len(documents)))) for chain in found)


def blame(documents: Sequence[Document], steps: Sequence[Step]) -> tuple[tuple[Blame, ...], tuple[Blame, ...]]:
    """Return, for each segment and for each figure of the last version, where it came in and was last changed."""
    segments = _blamed(len(documents[-1].segments), [_segment_rows(step) for step in steps])
    figures = _blamed(len(documents[-1].figures), [_figure_rows(step) for step in steps])
    return segments, figures


def _blamed(size: int, steps: Sequence[Mapping[int, tuple[int, bool]]]) -> tuple[Blame, ...]:
    """Walk each one back: *steps* gives, between neighbours, its partner before and whether it was changed."""
    found = []
    for index in range(size):
        at, came, changed = index, len(steps), -1
        for step in reversed(range(len(steps))):
            if at not in steps[step]:
                break
            before, touched = steps[step][at]
            if touched and changed < 0:
                changed = step + 1
            at, came = before, step
        found.append(Blame(index, came, max(changed, came)))
    return tuple(found)


def _segment_rows(step: Step) -> dict[int, tuple[int, bool]]:
    return {
        j: (row.old[min(at, len(row.old) - 1)], row.status == "changed")
        for row in step.segments
        if row.old
        for at, j in enumerate(row.new)
    }


def _figure_rows(step: Step) -> dict[int, tuple[int, bool]]:
    return {
        row.new: (row.old, row.status == "changed")
        for row in step.figures
        if row.old is not None and row.new is not None
    }


def _segment_links(step: Step) -> dict[int, int]:
    return {i: row.new[min(at, len(row.new) - 1)] for row in step.segments if row.new for at, i in enumerate(row.old)}


def _events(step: Step) -> dict[int, Event]:
    """Return what happened to each segment (by its index in the new document) that has a partner."""
    found: dict[int, Event] = {}
    for row in step.segments:
        if row.old and (row.moved or row.status == "changed"):
            found.update(dict.fromkeys(row.new, "reworded" if row.status == "changed" else "moved"))
    return found


def _chains(sizes: Sequence[int], links: Sequence[Mapping[int, int]]) -> list[tuple[_Node, ...]]:
    """Return the nodes of all versions as chains of partners, in the order in which they begin."""
    chains: list[list[_Node]] = []
    before: dict[int, list[_Node]] = {}
    for version, size in enumerate(sizes):
        going: dict[int, list[_Node]] = {}
        for index, chain in sorted(before.items()):
            after = links[version - 1].get(index)
            if after is not None and after not in going:
                chain.append((version, after))
                going[after] = chain
        for index in range(size):
            if index not in going:
                going[index] = [(version, index)]
                chains.append(going[index])
        before = going
    return [tuple(chain) for chain in chains]


def _rejoined(
    chains: Iterable[tuple[_Node, ...]],
    key: Callable[[_Node], _Key | None],
    same: Callable[[_Key, _Key], bool] | None = None,
) -> list[tuple[_Node, ...]]:
    """Join a chain that begins after another has ended, with versions between that have neither.

    The *key* of the last node of one has to be that of the first node of the other, or the *same* in a wider sense;
    where it is None, a chain stands alone. Of several that have ended, the last that was found goes on.
    """
    found: list[tuple[_Node, ...]] = []
    # By their keys, the chains that may go on (the last first), and by their last versions, those that may soon
    ended: defaultdict[_Key, list[int]] = defaultdict(list)
    ending: defaultdict[int, list[int]] = defaultdict(list)
    for chain in sorted(chains, key=lambda c: c[0]):
        for version in [v for v in ending if v < chain[0][0] - 1]:
            for at in ending.pop(version):
                if (last := key(found[at][-1])) is not None:
                    heappush(ended[last], -at)
        begun = key(chain[0])
        keys = [begun] if same is None else [k for k in ended if begun is not None and same(k, begun)]
        going = min((k for k in keys if k is not None and ended.get(k)), key=lambda k: ended[k][0], default=None)
        at = len(found) if going is None else -heappop(ended[going])
        if going is None:
            found.append(chain)
        else:
            found[at] += chain
        ending[chain[-1][0]].append(at)
    return found


def _counted(figure: Figure, stretch: Stretch) -> _Counted | None:
    """Return what a figure counts, and how; None where nothing says it, or not of what it is: 占国内生产总值的比重."""
    subject = folding.words(figure.subject)
    if not subject or subject.startswith("占"):
        return None
    scale = units.SCALES.get(figure.unit or "")
    dimension = scale.dimension if scale else figure.unit
    return _Counted(dimension, figure.kind, figure.role, figure.leads_to is not None, stretch, subject)


def _of_a_year(counted: _Counted | None) -> _Counted | None:
    """Return what was reached, of which no time is said (达到3251亿美元), as of the year that others are said to be."""
    return counted._replace(stretch=counted.stretch or "one") if counted else None


@cache
def _same(one: _Counted, other: _Counted) -> bool:
    if one[:-1] != other[:-1]:
        return False
    if indicators.bare(one.subject) == indicators.bare(other.subject):
        return True
    alone = {word for word in _PARTS if (word in one.subject) != (word in other.subject)}
    return not alone and similarity.of_two(one.subject, other.subject) >= _SAME_SUBJECT


def _moments(chain: Sequence[_Node], told: Sequence[Mapping[int, Event]], versions: int) -> Iterator[Moment]:
    first, last = chain[0], chain[-1]
    yield Moment(first[0], "came in", first[1])
    for (before, was), (version, index) in pairwise(chain):
        if version > before + 1:
            yield Moment(before + 1, "went out", was)
            yield Moment(version, "came back", index)
        elif index in told[version - 1]:
            yield Moment(version, told[version - 1][index], index)
    if last[0] + 1 < versions:
        yield Moment(last[0] + 1, "went out", last[1])


def _figure(documents: Sequence[Document], node: _Node) -> Figure:
    return documents[node[0]].figures[node[1]]


def _words(documents: Sequence[Document], node: _Node) -> str:
    return documents[node[0]].quote((node[1],))


def _words_of(documents: Sequence[Document], node: _Node) -> str:
    return folding.words(folding.unlabelled(_words(documents, node)))


def _ahead(documents: Sequence[Document], node: _Node) -> str:
    return folding.words(moments.ahead(documents[node[0]], _figure(documents, node)))


def _around(documents: Sequence[Document], node: _Node) -> str:
    return moments.words(documents[node[0]], _figure(documents, node))


def _quantity(figure: Figure) -> object:
    return figure.value, figure.high, figure.unit, figure.bound
