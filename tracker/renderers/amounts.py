"""The change of a figure to the words of a report: in the document's own scale, with its sign and arrow."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from tracker import figures
from tracker.figures import english, magnitudes
from tracker.model import Figure, FigureChange, Report
from tracker.numerals import EXACT
from tracker.patterns import later
from tracker.renderers.page import clean
from tracker.renderers.phrases import Phrases

# A number in a column that has its unit at the head: 1200, 3,500.5.
_BARE = later(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_SPREAD = later(r"(?<![A-Za-z]) (?![A-Za-z])")
# Of each word that bounds an amount, one character
_BOUNDED = frozenset("不最至以内≤≥封起上达于")
# 每季度, 每半年: how the numbers are spoken by which something is counted
_SPOKEN = {"1": "", "0.5": "半"}
UP, DOWN = "↑", "↓"


class Told(NamedTuple):
    """The cells of a changed figure: old, new, difference with its arrow, rate."""

    old: str
    new: str
    difference: str
    rate: str


def told(row: FigureChange, report: Report, say: Phrases) -> Told:
    """Return how the change of a paired figure is told."""
    old, new = sides(row, report)
    before, after = named(old, report.old.text, say), named(new, report.new.text, say)
    if old.bound == new.bound and old.bound in ("at_least", "at_most") and _is_bounded(before) != _is_bounded(after):
        # 最高给予50万元 → 给予最高80万元: both are bounded, whatever stands between
        before, after = (said if _is_bounded(said) else say(f"{old.bound} of", said) for said in (before, after))
    if _counted_otherwise(old, new):
        before, after = (_per(figure) + said for figure, said in ((old, before), (new, after)))
    if row.turned:
        before, after = (
            said if fell else say("up by", said)
            for said, fell in ((before, _fell(old, report.old.text)), (after, _fell(new, report.new.text)))
        )
    return Told(before, _verdict(row, old, after, new, say), difference(row, report, say), _rate(row))


def sides(row: FigureChange, report: Report) -> tuple[Figure, Figure]:
    """Return the two figures of a *row* that has both."""
    assert row.old is not None
    assert row.new is not None
    return report.old.figures[row.old], report.new.figures[row.new]


def quoted(figure: Figure, text: str) -> str:
    """Return a figure as it is written, without the blanks that old texts set between digits: 7 4 7 7 2 亿元.

    Of 10个工作日内 the figure is 10个; it is told whole.
    """
    return _SPREAD.sub("", clean(figure.span.of(text))) + figures.period(figure, text)[0]


def _is_bounded(said: str) -> bool:
    """Return whether a figure's own words bound it: 最高80万元, 30日内."""
    return not _BOUNDED.isdisjoint(said)


def _counted_otherwise(old: Figure, new: Figure) -> bool:
    """Return whether two figures are counted by different things: 每季度1次 is no 每月1次, though both are 1次."""
    return old.per is not None and new.per is not None and old.per != new.per


def _per(figure: Figure) -> str:
    """Return what a figure is counted by, 每季度, where its own words do not say it: 元/月."""
    if figure.per is None or "/" in (figure.unit or ""):
        return ""
    number = plain(figure.per.number)
    return f"每{_SPOKEN.get(number, number)}{figure.per.unit}"


def unit(figure: Figure, text: str) -> str:
    """Return what a figure is counted in: 名, 个工作日."""
    return clean(figures.unit(figure, text)) + figures.period(figure, text)[1]


def _fell(figure: Figure, text: str) -> bool:
    return figures.falls(figure, text) is True


def named(figure: Figure, text: str, say: Phrases) -> str:
    """Return a figure as it is written, with what is said of it elsewhere: a fall, or the unit of its column.

    减5% of 下降5%, 1200（万元） of a column 投资额（万元）.
    """
    said, counted_in = quoted(figure, text), unit(figure, text)
    said = f"{said}（{_magnitude(figure, text).name}{counted_in}）" if _BARE.fullmatch(said) and counted_in else said
    return say("down by", said) if _fell(figure, text) else said


def difference(row: FigureChange, report: Report, say: Phrases) -> str:
    """Return ``↑ +1.2万名``, or what else changed of the figure, or a dash."""
    said = [_signed(row.difference, row, report, say)] if row.difference else _ends(row, report, say)
    # Where the verdict tells of the bound, the new value says it already: 明确为 32.6%.
    known = ("value", "bound") if said and row.verdict in ("refined", "contradicted") else ("value",)
    said += [_aspect(what, row, report, say) for what in row.what if what not in known]
    return say("and").join(said) or "—"


def bound(figure: Figure, say: Phrases) -> str:
    """Return how a value bounds what is counted: 约, 不少于; a range bounds it on both sides."""
    return say("range" if figure.high is not None and figure.bound == "exact" else figure.bound)


def plain(value: Decimal) -> str:
    """Return *value* in digits with thousands separated, without an exponent or trailing zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rate(row: FigureChange) -> str:
    return "—" if row.percent is None else f"{_sign(row.percent)}{plain(abs(row.percent))}%"


def _ends(row: FigureChange, report: Report, say: Phrases) -> list[str]:
    """Return by how much the ends of a range moved: 一万元以上十万元以下 → 五万元以上五十万元以下."""
    old, new = sides(row, report)
    if (old.high is None and new.high is None) or "unit" in row.what:
        return []
    if "ratio" in (old.kind, new.kind):
        return []  # 5:1 is no range
    ends = zip(("low end", "high end"), _range(old), _range(new), strict=True)
    known = ((name, a, b) for name, a, b in ends if a is not None and b is not None)
    moved = ((name, EXACT.subtract(after, before)) for name, before, after in known)
    return [say(name, _signed(by, row, report, say)) for name, by in moved if by]


def _range(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    """Return both ends of a range; what is only bounded has one: 五十万元以下."""
    if figure.high is not None:
        return figure.value, figure.high
    return (figure.value if figure.bound == "at_least" else None), (figure.value if figure.bound == "at_most" else None)


def _signed(by: Decimal, row: FigureChange, report: Report, say: Phrases) -> str:
    old, new = sides(row, report)
    per = _per(new) if _counted_otherwise(old, new) else ""
    return f"{UP if by > 0 else DOWN} {per}{_sign(by)}{_scaled(by, row, report, say)}"


def _scaled(by: Decimal, row: FigureChange, report: Report, say: Phrases) -> str:
    """Return the size of a difference in the smaller magnitude of the two writings, with the unit."""
    old, new = sides(row, report)
    if new.kind in ("percent", "percentage_point"):
        return plain(by.copy_abs()) + say("percentage points")
    both = (_magnitude(old, report.old.text), _magnitude(new, report.new.text))
    smaller = min(both, key=lambda magnitude: magnitude.size)
    return plain(by.copy_abs().scaleb(-smaller.power, EXACT)) + smaller.name + unit(new, report.new.text)


def _magnitude(figure: Figure, text: str) -> magnitudes.Magnitude:
    """Return the magnitude that a figure is written in: in its own words, or by the head of its column."""
    # 9/10万, 300元/万元: what something is counted by has a magnitude of its own
    said = figure.span.of(text).partition("/")[0]
    if power := english.power(said):
        return magnitudes.below(power)
    if not _BARE.fullmatch(said) or not figure.value:
        return magnitudes.of(said)
    written = Decimal(said.replace(",", ""))
    return next((each for each in magnitudes.ALL if written * each.size == figure.value), magnitudes.ALL[-1])


def _sign(value: Decimal) -> str:
    return "−" if value < 0 else "+"


def _verdict(row: FigureChange, old: Figure, after: str, new: Figure, say: Phrases) -> str:
    if row.verdict == "contradicted":
        return say(_broken_bound(old, new), after)
    if row.verdict == "refined" and old.bound == new.bound and old.high is None:
        return after  # 30万亩 → 30.2万亩: said with more digits, or another number; the bound says the same
    return say(row.verdict, after) if row.verdict else after


def _broken_bound(old: Figure, new: Figure) -> str:
    """Return how a new value contradicts the old bound."""
    if old.value is None or new.value is None:
        return "outside the old bound"
    if new.value <= old.value and old.bound in ("above", "at_least", "exact", "about"):
        return "below the old bound"
    return "above the old bound" if new.value >= (old.high or old.value) else "outside the old bound"


def _aspect(what: str, row: FigureChange, report: Report, say: Phrases) -> str:
    old, new = sides(row, report)
    if what == "unit":
        before = unit(old, report.old.text) or say("without unit")
        after = unit(new, report.new.text) or say("without unit")
    elif what == "subject":
        before, after = clean(old.subject), clean(new.subject)
    elif what == "bound":
        before, after = bound(old, say), bound(new, say)
    else:
        before, after = say(getattr(old, what)), say(getattr(new, what))
    return say(f"{what} changed", before, after)
