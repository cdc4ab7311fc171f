"""An alignment to what became of the figures of both sides: paired by what they count, not by where they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Literal

from tracker import mirror, statutes
from tracker.figures import likeness, repeats, roles, sides, units, verdicts
from tracker.figures.sides import Side
from tracker.model import Alignment, FigureChange, paired

# From which share on two figures are paired: inside matched segments, inside a paragraph or section, anywhere.
# Fitted on the edited reports: below 50 figures of other indicators are paired, above 60 reworded ones are lost.
_IN_ROW, _ALONE_IN_ROW, _IN_GAP, _NEARBY, _ANYWHERE, _BY_NAME = 52, 38, 60, 55, 72, 65
# What grew may fall now: the words before it are others.
_TURNED = 7
_AGE = units.SCALES["周岁"].dimension
# A row that is so sure is an edited copy of what stood there.
_COPIED = 0.9
# So many characters of a subject name an indicator: 城镇新增就业, not 罚款.
_NAMED = 5
# More pairs than this are not all looked at: only those at about the same place of the row.
_MANY = 40_000
# So far around that place, and less far where thousands of figures stand in one row.
_WINDOW, _NARROWEST, _LOOKS = 60, 8, 120_000


def pair(alignment: Alignment) -> tuple[FigureChange, ...]:
    """Return what became of each figure of both sides, each exactly once, in the order of the alignment's rows."""
    one_text = sides.are_one_text(alignment)
    old, new = (sides.of(alignment, which, one_text=one_text) for which in (0, 1))
    if alignment.new.text < alignment.old.text:
        # One canonical order of the sides, so that swapping them swaps the pairs and nothing else.
        turned = mirror.mirrored(alignment)
        partner = {i: j for j, i in _paired(turned, *sides.of_mirrored(turned, old, new))}
    else:
        partner = dict(_paired(alignment, old, new))
    taken = set(partner.values())
    rows = [_change(i, j, old, new, one_text=one_text) for i, j in sorted(partner.items())]
    gone, come = repeats.of(alignment, old, new, partner)
    rows += [_single("removed", old.rows[i], i, None, gone) for i in range(len(old.figures)) if i not in partner]
    rows += [_single("added", new.rows[j], None, j, come) for j in range(len(new.figures)) if j not in taken]
    return tuple(sorted(rows, key=_order))


def _single(
    status: Literal["added", "removed"], segment: int, old: int | None, new: int | None, again: Mapping[int, int]
) -> FigureChange:
    at = old if new is None else new
    assert at is not None  # one of the two sides has it
    return FigureChange(status, (), segment, old, new, again=again.get(at))


def _order(row: FigureChange) -> tuple[int, bool, int, int]:
    return row.segment, row.new is None, row.new if row.new is not None else -1, row.old if row.old is not None else -1


def _paired(alignment: Alignment, old: Side, new: Side) -> Iterator[tuple[int, int]]:
    """Yield the pairs: by full names, inside rows, inside paragraphs and sections that rows link, then anywhere."""
    left, right = set(range(len(old.figures))), set(range(len(new.figures)))
    for stage in (_by_name, _in_rows, _in_gaps, _in_paragraphs, _in_sections, _anywhere):
        pairs = list(stage(alignment, old, new, sorted(left), sorted(right)))
        left.difference_update(i for i, _ in pairs)
        right.difference_update(j for _, j in pairs)
        yield from pairs


def _by_name(
    _: Alignment, old: Side, new: Side, left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of figures that alone on each side have their indicator's full name: they may stand anywhere."""
    ours, theirs = _alone_by_name(old, left), _alone_by_name(new, right)
    for name in sorted(ours.keys() & theirs.keys()):
        i, j = ours[name], theirs[name]
        averages = old.stretches[i] == "mean", new.stretches[j] == "mean"
        turned = old.figures[i].role == "change" and averages[0] == averages[1]
        least = _BY_NAME - _TURNED if turned else _BY_NAME
        if likeness.alike(old, i, new, j, likeness.PLACE, least) >= least:
            yield i, j


def _alone_by_name(side: Side, indexes: Iterable[int]) -> dict[tuple[str, ...], int]:
    """Return the figures that alone have their name, or alone of those that are of one year, of several, on average."""
    found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in indexes:
        figure, subject = side.figures[index], side.words[index][2]
        if len(subject) >= _NAMED and figure.kind != "duration":
            found[subject, figure.unit or "", figure.kind, figure.role].append(index)
    alone = {name: _alone_of_one_year(side, members) for name, members in found.items()}
    return {name: index for name, index in alone.items() if index is not None}


def _alone_of_one_year(side: Side, members: Sequence[int]) -> int | None:
    """Return the only one of *members*, or the only one that is of no more than a year."""
    if len(members) == 1:
        return members[0]
    yearly = [index for index in members if side.stretches[index] in ("", "one")]
    return yearly[0] if len(yearly) == 1 else None


def _in_rows(
    alignment: Alignment, old: Side, new: Side, left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    ours, theirs = _by(old.rows, left), _by(new.rows, right)
    for row, match in enumerate(alignment.matches):
        a, b = ours.get(row, []), theirs.get(row, [])
        if not (a and b):
            continue
        if match.how == "identical" and len(a) == len(b):
            yield from zip(a, b, strict=True)
            continue
        # 增速比上半年加快0.1个百分点 says of anything that it grows faster: moved, it is of something else.
        copied = match.confidence >= _COPIED and not match.moved
        pairs = list(_best(a, b, old, new, _IN_ROW, copied))
        yield from pairs
        yield from _alone(a, b, old, new, pairs, copied)


def _alone(
    a: Sequence[int], b: Sequence[int], old: Side, new: Side, pairs: Sequence[tuple[int, int]], copied: bool
) -> Iterator[tuple[int, int]]:
    """Yield pairs of figures left of a row that are alone with their kind and unit on both sides."""
    ours, theirs = (
        _by_indicator(old, set(a) - {i for i, _ in pairs}),
        _by_indicator(new, set(b) - {j for _, j in pairs}),
    )
    for key in sorted(ours.keys() & theirs.keys()):
        # What something rose from is no new value of what it had risen to.
        reached = [
            [k for k in found[key] if not side.figures[k].leads_to] for side, found in ((old, ours), (new, theirs))
        ]
        if [len(found) for found in reached] == [1, 1]:
            yield from _best(reached[0], reached[1], old, new, _ALONE_IN_ROW, copied)


def _by(keys: Sequence[int], indexes: Iterable[int]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for index in indexes:
        found[keys[index]].append(index)
    return found


def _in_gaps(
    alignment: Alignment, old: Side, new: Side, left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of removed and added passages that stand side by side: one may have taken the other's place."""
    gap_of: list[int] = []
    gap = 0
    for match in alignment.matches:
        gap += bool(match.old and match.new)
        gap_of.append(-1 if match.old and match.new else gap)
    ours = _by([gap_of[row] for row in old.rows], left)
    theirs = _by([gap_of[row] for row in new.rows], right)
    for key in sorted(ours.keys() & theirs.keys() - {-1}):
        yield from _best(ours[key], theirs[key], old, new, _IN_GAP)


def _in_paragraphs(
    alignment: Alignment, old: Side, new: Side, left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs inside paragraphs that most of their rows link."""
    votes: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for match in alignment.matches:
        for j in match.new:
            votes[new.document.segments[j].paragraph].update(old.document.segments[i].paragraph for i in match.old)
    linked = {paragraph: min(found, key=lambda p: (-found[p], p)) for paragraph, found in votes.items() if found}
    yield from _in_linked(alignment, linked, _by(old.paragraphs, left), _by(new.paragraphs, right), old, new)


def _in_sections(
    alignment: Alignment, old: Side, new: Side, left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    linked = {j: i for i, j in paired(alignment.sections).items()}
    yield from _in_linked(alignment, linked, _by(old.sections, left), _by(new.sections, right), old, new)


def _in_linked(
    alignment: Alignment,
    linked: Mapping[int, int],
    ours: Mapping[int, list[int]],
    theirs: Mapping[int, list[int]],
    old: Side,
    new: Side,
) -> Iterator[tuple[int, int]]:
    taken: set[int] = set()
    for key, b in sorted(theirs.items()):
        a = [i for i in ours.get(linked.get(key, -1), []) if i not in taken]
        if a:
            pairs = [
                (i, j)
                for i, j in _best(a, b, old, new, _NEARBY)
                if not _are_of_two_provisions(alignment, old, i, new, j) or _is_known(old, i, new, j)
            ]
            taken.update(i for i, _ in pairs)
            yield from pairs


def _are_of_two_provisions(alignment: Alignment, old: Side, i: int, new: Side, j: int) -> bool:
    """Return whether two figures of laws stand in two provisions that both have their counterpart."""
    one, other = alignment.matches[old.rows[i]], alignment.matches[new.rows[j]]
    return _is_article(old, i) and _is_article(new, j) and bool(one.new and other.old) and one is not other


def _is_known(old: Side, i: int, new: Side, j: int) -> bool:
    """Return whether two figures are so alike that one is the other wherever it stands: 起运前1天, 起运前1日."""
    return likeness.alike(old, i, new, j, likeness.PLACE, _ANYWHERE) >= _ANYWHERE


def _is_article(side: Side, index: int) -> bool:
    """Return whether a figure stands in an article."""
    return statutes.is_article(side.document.sections[side.sections[index]].number)


def _anywhere(
    alignment: Alignment, old: Side, new: Side, left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of figures with a subject; without one too little speaks for a pair across a document.

    What an article sets (罚款) is set for its own case: one that has its counterpart has nothing to do with another.
    """
    kept = paired(alignment.sections)
    ours = _by_indicator(old, _with_subject(old, _loose(old, left, set(kept))))
    theirs = _by_indicator(new, _with_subject(new, _loose(new, right, set(kept.values()))))
    for key in sorted(ours.keys() & theirs.keys()):
        olds, news = _by_ending(old, ours[key]), _by_ending(new, theirs[key])
        for ending in sorted(olds.keys() & news.keys()):
            yield from _best(olds[ending], news[ending], old, new, _ANYWHERE)


def _loose(side: Side, indexes: Iterable[int], kept: Set[int]) -> Iterator[int]:
    """Yield the figures that stand in no article, or in one that is not among the *kept* sections."""
    return (index for index in indexes if side.sections[index] not in kept or not _is_article(side, index))


def _with_subject(side: Side, indexes: Iterable[int]) -> list[int]:
    return [index for index in indexes if side.words[index][2]]


def _by_ending(side: Side, indexes: Iterable[int]) -> dict[str, list[int]]:
    """Return figures by the end of what they count, where a noun phrase has its noun."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for index in indexes:
        found[side.words[index][2][-2:]].append(index)
    return found


def _by_indicator(side: Side, indexes: Iterable[int]) -> dict[tuple[str, str, bool], list[int]]:
    """Return figures by the dimension of their unit and their role: others are never paired across a document."""
    found: defaultdict[tuple[str, str, bool], list[int]] = defaultdict(list)
    for index in sorted(indexes):
        figure = side.figures[index]
        scale = units.SCALES.get(figure.unit or "")
        dimension = scale.dimension if scale else figure.unit or ""
        if figure.kind == "duration" and dimension != _AGE:
            # 十五日内, 十个工作日内, 三个月: of what takes time there is mostly one in a row
            dimension = "time"
        found[dimension, figure.kind, figure.role == "change"].append(index)
    return found


def _best(
    a: Sequence[int], b: Sequence[int], old: Side, new: Side, least: int, copied: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield the best pairs of the figures *a* and *b*, no figure twice, all at least *least* alike."""
    if len(a) == len(b) and all(likeness.same(old, i, new, j) for i, j in zip(a, b, strict=True)):
        yield from zip(a, b, strict=True)
        return
    scored = []
    for x, i in enumerate(a):
        for y, j in _candidates(x, len(a), b):
            apart = abs(x * len(b) - y * len(a)) * likeness.PLACE // (len(a) * len(b))
            score = likeness.alike(old, i, new, j, apart, least, copied)
            if score >= least:
                scored.append((-score, abs(x - y), i, j))
    scored.sort()
    done_old: set[int] = set()
    done_new: set[int] = set()
    for _, _, i, j in scored:
        if i not in done_old and j not in done_new:
            done_old.add(i)
            done_new.add(j)
            yield i, j


def _candidates(x: int, size: int, b: Sequence[int]) -> Iterator[tuple[int, int]]:
    if size * len(b) <= _MANY:
        yield from enumerate(b)
        return
    middle = x * len(b) // size
    window = max(_NARROWEST, min(_WINDOW, _LOOKS // size))
    for y in range(max(0, middle - window), min(len(b), middle + window)):
        yield y, b[y]


def _change(i: int, j: int, old: Side, new: Side, *, one_text: bool) -> FigureChange:
    """Return what became of a figure; whether it keeps what was said before is asked of *one_text* alone.

    Of the next year's report, 33.5万亿元 is not what 超过30万亿元 turned out to be.
    """
    one, other = old.figures[i], new.figures[j]
    fell, falls = roles.falls(one, old.document.text), roles.falls(other, new.document.text)
    if None not in (fell, falls) and fell != falls:
        judged = verdicts.judge_turned(one, other, falls=bool(falls))
    else:
        judged = verdicts.judge(one, other, old.quote(i), new.quote(j))
    return FigureChange(
        judged.status,
        judged.what,
        new.rows[j],
        i,
        j,
        judged.difference,
        judged.percent,
        judged.verdict if one_text else "",
        turned=judged.turned,
    )
