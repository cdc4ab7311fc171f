"""The pairs of figures to the figures left over that say again what a paired one says: a provision became several.

Each figure stands in one row of a report. Where a provision is split, its figures are paired with those of one of the
new provisions; those of the others would be told as new, though the old provision had them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from tracker.figures import likeness, verdicts
from tracker.figures.sides import Side
from tracker.model import Alignment, paired

# From which likeness on a figure says again what another says: one indicator, the same words before it.
_LEAST = 85
# In longer sections than this, figures are not compared each with each.
_MANY = 10_000


def of(alignment: Alignment, old: Side, new: Side, partner: Mapping[int, int]) -> tuple[dict[int, int], dict[int, int]]:
    """Return for removed figures the new one, and for added ones the old one, that says the same in another row.

    Only figures of sections that are linked are looked at.
    """
    taken = set(partner.values())
    ours, theirs = _by_section(old), _by_section(new)
    gone: dict[int, int] = {}
    come: dict[int, int] = {}
    for i, j in paired(alignment.sections).items():
        olds, news = ours.get(i, ()), theirs.get(j, ())
        gone.update(_again(old, olds, partner, new, news, taken))
        come.update(_again(new, news, taken, old, olds, partner))
    return gone, come


def _by_section(side: Side) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for index, section in enumerate(side.sections):
        found[section].append(index)
    return found


def _again(
    side: Side,
    figures: Sequence[int],
    paired: Collection[int],
    other: Side,
    others: Sequence[int],
    taken: Collection[int],
) -> dict[int, int]:
    """Return for figures of *side* that are not *paired* the one of *other* that is, and says the same."""
    found = {}
    single = [index for index in figures if index not in paired]
    told = [index for index in others if index in taken]
    if len(single) * len(told) > _MANY:
        return {}
    for index in single:
        scores = [(-_alike(side, index, other, at), at) for at in told]
        best = min(scores, default=(0, -1))
        if -best[0] >= _LEAST:
            found[index] = best[1]
    return found


def _alike(side: Side, i: int, other: Side, j: int) -> int:
    one, two = side.figures[i], other.figures[j]
    if one.bound != two.bound or not verdicts.same_value(one, two, side.quote(i), other.quote(j)):
        return 0
    return likeness.alike(side, i, other, j, 0, _LEAST)
