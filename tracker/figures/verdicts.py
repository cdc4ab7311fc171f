"""An old figure and its new one to what became of it: unchanged, restated in other notation, or changed and how."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from tracker import folding
from tracker.figures import magnitudes, units
from tracker.model import Bound, Figure, FigureStatus, Per
from tracker.numerals import EXACT, ROUNDING
from tracker.patterns import later

What = Literal["value", "bound", "unit", "role", "subject"]
_CENT = Decimal("0.01")
# Two decimals of a percentage are told only of what a reader can still picture.
_LARGEST_RATE = Decimal(10) ** 9
# What is converted may have no end of decimals; documents write at most these.
_MOST_DECIMALS = 6
# The group that a rank or a batch is one of: a figure of another group is another quantity.
_GROUP = later(
    "全国|全省|全市|全区|全县|全球|世界|亚洲|国内|省内|市内|副省级城市|西部|中部|东部|首批|(?:第[一二三四五六七八九十0-9]+)批"
)
# 不少于, 不得超过: what shall be
_ASKED = later("不[得能应宜可]?(?:[少低高多大小长短]于|超过?|突破|下于)")
# Of one digit every twentieth other number is a rounding by chance: 6% and 5.5%.
_TELLING = 10
_LOWER: tuple[Bound, ...] = ("above", "at_least")
_UPPER: tuple[Bound, ...] = ("below", "at_most")


class Judged(NamedTuple):
    """What became of a figure that is on both sides."""

    status: FigureStatus
    what: tuple[What, ...]
    difference: Decimal | None
    percent: Decimal | None
    verdict: Literal["", "refined", "contradicted", "rounded"]
    turned: bool = False


def judge_turned(old: Figure, new: Figure, *, falls: bool) -> Judged:
    """Return what became of a change that turned: what fell by *old* rises by *new*, or it *falls* and had risen."""
    more: list[What] = [aspect for aspect in _aspects(old, new, equal=True) if aspect != "value"]
    return Judged("changed", ("value", *more), _turn(old, new, falls), None, "", turned=True)


def judge(old: Figure, new: Figure, old_words: str, new_words: str) -> Judged:
    """Return what became of *old*, written as *old_words*, in *new*."""
    equal = same_value(old, new, old_words, new_words)
    what = tuple(_aspects(old, new, equal))
    if "role" in what and _is_still_asked(old, new, old_words, new_words):
        what = tuple(aspect for aspect in what if aspect != "role")
    difference = _difference(old, new)
    if equal and difference:
        # 翻一番 and 增长1倍, 5.31亿吨 and 53082万吨 say the same, as far as they are written.
        difference = Decimal(0)
    if not what:
        status: FigureStatus = "unchanged" if old_words == new_words else "restated"
        return Judged(status, (), difference, None, "")
    told = None if difference is None else _rounded(difference)
    return Judged("changed", what, told, _rate(old, new, difference), _verdict(old, new, equal))


def same_value(old: Figure, new: Figure, old_words: str = "", new_words: str = "") -> bool:
    """Return whether two figures are the same quantity: in units that convert, within the written precision."""
    if old.kind == new.kind == "ratio" and old.unit is None and old_words:
        plain = [re.sub(r"[∶:比]", ":", folding.words(words)) for words in (old_words, new_words)]
        return plain[0] == plain[1] or _ends(old) == _ends(new)
    if old.value is None or new.value is None:
        return old.value == new.value and folding.words(old_words) == folding.words(new_words)
    if old.kind == new.kind == "multiple" and "change" in (old.role, new.role):
        # 增长1倍 makes two of one, as 增长到2倍 and 翻一番 do.
        return _times(old, old_words) == _times(new, new_words)
    if _ends(old) == _ends(new):
        # In units that do not convert it is the unit that changed.
        one, other = _factors(old, new)
        return not convertible(old, new) or one == other or _same_converted(old, new)
    return _same_converted(old, new) or _same_rescaled(old, new, old_words, new_words)


def convertible(old: Figure, new: Figure) -> bool:
    """Return whether the units of two figures are one, or convert into each other."""
    if None in (old.unit, new.unit) and old.kind == new.kind:
        return True
    return old.unit == new.unit or (_scale(old) == _scale(new) and _by(old, new))


def _times(figure: Figure, said: str) -> Decimal:
    assert figure.value is not None  # asked for only where there is one
    return figure.value + 1 if figure.role == "change" and "番" not in said else figure.value


def _ends(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    return figure.value, figure.high


def _scale(figure: Figure) -> str:
    if figure.kind == "ratio" and figure.unit is None:
        return "share"
    scale = _scales(figure)
    return scale.dimension if scale else _counted_in(figure)


def _factor(figure: Figure) -> Decimal:
    if figure.kind == "ratio" and figure.unit is None:
        return Decimal(100)
    scale = _scales(figure)
    return scale.factor if scale else Decimal(1)


def _scales(figure: Figure) -> units.Scale | None:
    if figure.unit == "分" and figure.kind == "money":
        return units.SCALES["分钱"]
    return units.SCALES.get(_counted_in(figure))


def _counted_in(figure: Figure) -> str:
    """Return the unit without what it is counted by: 元 of 元/月, which ``per`` holds."""
    unit = figure.unit or ""
    return unit.partition("/")[0] if figure.per is not None else unit


def _by(old: Figure, new: Figure) -> bool:
    """Return whether what two figures are counted by can be told in one another: 元/月, 每月…元, 每年…元."""
    slashes = sum("/" in (figure.unit or "") for figure in (old, new))
    if old.per is None or new.per is None:
        # 每 may stand elsewhere in the sentence; what is written with the unit is not left out.
        return not slashes
    return _commensurable(old.per, new.per) or not (slashes or (_measured(old.per) and _measured(new.per)))


def _factors(old: Figure, new: Figure) -> tuple[Decimal, Decimal]:
    """Return what the values of two figures are to be multiplied by to be told in one unit: 3分每斤, 3元每50公斤."""
    one, other = _factor(old), _factor(new)
    if old.per is None or new.per is None or old.per == new.per or not _commensurable(old.per, new.per):
        return one, other
    # Multiplied by the amount of the other side instead of divided by its own: exact.
    return EXACT.multiply(one, _amount(new.per)), EXACT.multiply(other, _amount(old.per))


def _commensurable(one: Per, other: Per) -> bool:
    return one.unit == other.unit or (_measured(one) is not None and _measured(one) == _measured(other))


def _measured(per: Per) -> str | None:
    scale = units.SCALES.get(per.unit)
    return scale.dimension if scale else None


def _amount(per: Per) -> Decimal:
    scale = units.SCALES.get(per.unit)
    return EXACT.multiply(per.number, scale.factor) if scale else per.number


def _same_converted(old: Figure, new: Figure) -> bool:
    if not convertible(old, new) or (old.unit == new.unit and old.kind == new.kind and old.per == new.per):
        return False
    return all(_close(a, b, old, new) for a, b in zip(_ends(old), _ends(new), strict=True))


def _same_rescaled(old: Figure, new: Figure, old_words: str, new_words: str) -> bool:
    """Return whether two figures differ by rounding into another magnitude alone: 5.31亿吨, 53082万吨."""
    if old_words == new_words or old.unit != new.unit or old.high is not None or new.high is not None:
        return False
    if magnitudes.of(old_words).size == magnitudes.of(new_words).size:
        return False
    return bool(_rounding(old, new))


def _close(one: Decimal | None, other: Decimal | None, old: Figure, new: Figure) -> bool:
    """Return whether two ends of figures in different units agree by half of the coarser written step.

    How often something is done is not rounded: once a year is not once in two years.
    """
    if one is None or other is None:
        return one is other
    factors = _factors(old, new)
    a, b = one * factors[0], other * factors[1]
    if all(figure.kind == "count" and figure.step == 1 for figure in (old, new)):
        return a == b
    steps = [abs((f.step or Decimal(0)) * factor) for f, factor in zip((old, new), factors, strict=True)]
    return abs(a - b) <= max(steps) / 2


def _aspects(old: Figure, new: Figure, equal: bool) -> list[What]:
    found: list[What] = []
    if not equal:
        found.append("value")
    if old.bound != new.bound:
        found.append("bound")
    if not convertible(old, new):
        found.append("unit")
    if old.role != new.role and not (equal and old.kind == "multiple"):
        found.append("role")
    if _groups(old) != _groups(new):
        found.append("subject")
    return found


def _is_still_asked(old: Figure, new: Figure, old_words: str, new_words: str) -> bool:
    """Return whether an aim is one on both sides, though one says so by its bound alone: 力争200个, 不少于300个."""
    said = [words for figure, words in ((old, old_words), (new, new_words)) if figure.role != "target"]
    return len(said) == 1 and _ASKED.search(said[0]) is not None


def _groups(figure: Figure) -> list[str]:
    return _GROUP.findall(figure.subject) if figure.kind == "rank" or "批" in figure.subject else []


def _difference(old: Figure, new: Figure) -> Decimal | None:
    """Return new − old in the unit of the new figure; None where they cannot be subtracted."""
    if (
        None in (old.value, new.value)
        or old.high is not None
        or new.high is not None
        or ("ratio" in (old.kind, new.kind) and not (old.unit and old.unit == new.unit))
    ):
        return None
    if not convertible(old, new) or (old.kind != new.kind):
        return None
    assert old.value is not None
    assert new.value is not None
    one, other = _factors(old, new)
    if one == other or None in (old.unit, new.unit):
        return EXACT.subtract(new.value, old.value)
    before = old.value * one / other
    return Decimal(0) if same_value(old, new) else new.value - before


def _rounded(difference: Decimal) -> Decimal:
    """Return *difference* without decimals that no document writes: once a quarter is 0.333… times a month."""
    if int(difference.as_tuple().exponent) >= -_MOST_DECIMALS:
        return difference
    # What would be rounded to nothing stays as it is.
    return ROUNDING.quantize(difference, _CENT) or difference


def _turn(old: Figure, new: Figure, falls: bool) -> Decimal | None:
    """Return by how much *new* is more than *old*, one of which is a fall: less than nothing."""
    if old.value is None or new.value is None or old.high is not None or new.high is not None:
        return None
    if not convertible(old, new) or old.kind != new.kind:
        return None
    one, other = _factors(old, new)
    both = EXACT.add(new.value, old.value if one == other else old.value * one / other)
    return both.copy_negate() if falls else both


def _rate(old: Figure, new: Figure, difference: Decimal | None) -> Decimal | None:
    # From less than nothing (-0.6 → 2.4) no share can be told.
    if not difference or not old.value or old.value < 0 or new.kind in ("percent", "percentage_point", "rank"):
        return None
    assert new.value is not None
    before = new.value - difference
    if not before:
        return None
    rate = difference * 100 / before
    return rate.quantize(_CENT, ROUND_HALF_UP) if abs(rate) < _LARGEST_RATE else None


def _verdict(old: Figure, new: Figure, equal: bool) -> Literal["", "refined", "contradicted", "rounded"]:
    if old.value is None or new.value is None or not convertible(old, new):
        return ""
    one, other = _factors(old, new)
    before, after = old.value * one, new.value * other
    if old.high is not None and old.bound == "about" and new.high is None and new.bound == "exact":
        return "refined" if before <= after <= old.high * one else "contradicted"
    if old.high is not None or new.high is not None:
        return ""
    if _excluded(old.bound, before, new.bound, after):
        return "contradicted"
    if new.bound == "exact" and old.bound in (*_LOWER, *_UPPER):
        return "refined"
    if old.bound == new.bound and old.unit == new.unit and not equal:
        return _rounding(old, new)
    return ""


def _excluded(old: Bound, before: Decimal, new: Bound, after: Decimal) -> bool:
    """Return whether the new figure breaks the old bound: 超30% → 28%, 近54万 → 超54万."""
    if old in _LOWER and (new == "exact" or new in _UPPER):
        return after < before or (after == before and (old == "above" or new == "below"))
    if old in _UPPER and (new == "exact" or new in _LOWER):
        return after > before or (after == before and (old == "below" or new == "above"))
    return False


def _rounding(old: Figure, new: Figure) -> Literal["", "refined", "rounded"]:
    if not old.step or not new.step or old.value is None or new.value is None or old.step == new.step:
        return ""
    coarse, fine = (new, old) if new.step > old.step else (old, new)
    assert coarse.step is not None
    assert coarse.value is not None
    assert fine.value is not None
    if abs(coarse.value) < _TELLING * coarse.step:
        return ""
    steps = ROUNDING.quantize(ROUNDING.divide(fine.value, coarse.step), Decimal(1))
    if ROUNDING.multiply(steps, coarse.step) != coarse.value:
        return ""
    return "rounded" if coarse is new else "refined"
