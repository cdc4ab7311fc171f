"""A text to its figures; an alignment to what became of them."""

from __future__ import annotations

from collections.abc import Sequence

from tracker import cells, characters
from tracker.figures import bounds, clauses, closing, rates, roles, scan, subjects, transitions
from tracker.figures.ones import counted
from tracker.figures.pairing import pair
from tracker.figures.reading import Reading
from tracker.figures.roles import falls
from tracker.figures.stretches import Stretch, Stretches
from tracker.model import Figure, FigureRole, Per, Span

__all__ = ["Stretch", "Stretches", "counted", "falls", "find", "pair", "period", "unit"]

# So many characters from a figure stands what it counts.
_NEAR = 200
# No period with its bound is longer: 会计年度以内.
_PERIOD = 8


def find(text: str) -> tuple[Figure, ...]:
    """Return the quantities of *text* in reading order; they never overlap."""
    written = characters.simplified(text)
    simple = cells.barred(written)
    plain = scan.folded(simple)
    dealt = tuple(bounds.dealt(plain, scan.readings(plain)))
    nears = tuple(clauses.around(plain, dealt))
    pers = rates.of_all(plain, dealt, nears)
    readings = [_bounded(plain, *each) for each in zip(rates.priced(plain, dealt, pers), nears, strict=True)]
    counted = subjects.of_all(simple, readings, nears)
    said = roles.of_all(plain, readings, nears)
    made = [_figure(*each) for each in zip(readings, said, counted, pers, strict=True)]
    found: Sequence[Figure] = rates.counting(plain, made)
    if "|" in plain:
        from tracker.figures import tables

        found = tables.read(cells.settled(written), found)
    if written != text:
        found = [figure._replace(subject=_subject_as_written(figure, written, text)) for figure in found]
    return transitions.linked(plain, found)


def unit(figure: Figure, text: str) -> str:
    """Return what *figure* is counted in, in the characters of its *text*: 噸, or nothing."""
    said, name = figure.span.of(text), figure.unit or ""
    at = characters.simplified(said).rfind(name)
    return said[at : at + len(name)] if at >= 0 else name


def period(figure: Figure, text: str) -> tuple[str, str]:
    """Return what takes time behind a figure of so many 个, with its bound and without: 工作日内, 工作日."""
    if figure.kind != "duration" or figure.unit != "个":
        return "", ""
    behind = text[figure.span.end :][:_PERIOD]
    found = closing.PERIOD.match(characters.simplified(behind))
    return (behind[: found.end()], behind[: found.end(1)]) if found else ("", "")


def _subject_as_written(figure: Figure, simple: str, text: str) -> str:
    """Return the subject that was found in the *simple* characters in those of the *text*: 產量 for 产量."""
    return " ".join(_as_written(part, figure.span, simple, text) for part in figure.subject.split(" "))


def _as_written(words: str, place: Span, simple: str, text: str) -> str:
    at = simple.rfind(words, max(0, place.start - _NEAR), place.start)
    if at < 0:
        at = simple.find(words, place.end, place.end + _NEAR)
    if at < 0:
        # The head of a column stands further away.
        at = simple.rfind(words, 0, place.start)
    return text[at : at + len(words)] if at >= 0 else words


def _bounded(plain: str, reading: Reading, near: clauses.Surroundings) -> Reading:
    bound = bounds.afar(plain, near.left, reading.kind) if reading.bound == "exact" else None
    return reading._replace(bound=bound) if bound else reading


def _figure(r: Reading, role: FigureRole, subject: str, per: Per | None) -> Figure:
    return Figure(Span(r.start, r.end), r.value, r.high, r.unit, r.kind, r.bound, role, subject, r.step, None, per)
