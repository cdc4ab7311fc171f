"""A text to its figures; an alignment to what became of them."""

from __future__ import annotations

from dataclasses import replace

from tracker import characters
from tracker.figures import bounds, clauses, rates, roles, scan, subjects, transitions
from tracker.figures.pairing import pair
from tracker.figures.reading import Reading
from tracker.figures.roles import falls
from tracker.model import Figure, FigureRole, Per, Span

__all__ = ["falls", "find", "pair"]

# So many characters from a figure stands what it counts.
_NEAR = 200


def find(text: str) -> tuple[Figure, ...]:
    """Return the quantities of *text* in reading order; they never overlap."""
    simple = characters.simplified(text)
    plain = scan.folded(simple)
    written = tuple(scan.readings(plain))
    nears = tuple(clauses.around(plain, written))
    pers = rates.of_all(plain, written, nears)
    readings = [_bounded(plain, *each) for each in zip(rates.priced(plain, written, pers), nears, strict=True)]
    counted = subjects.of_all(simple, readings, nears)
    if simple != text:
        counted = [_as_written(*each, simple, text) for each in zip(counted, readings, strict=True)]
    said = roles.of_all(plain, readings, nears)
    found = [_figure(*each) for each in zip(readings, said, counted, pers, strict=True)]
    if "|" in plain:
        from tracker.figures import tables

        return transitions.linked(plain, tables.read(text, found))
    return transitions.linked(plain, found)


def _as_written(subject: str, reading: Reading, simple: str, text: str) -> str:
    """Return a *subject* found in the *simple* characters in those of the *text*: 常住人口 as 常住人口數."""
    at = simple.rfind(subject, max(0, reading.start - _NEAR), reading.start)
    if at < 0:
        at = simple.find(subject, reading.end, reading.end + _NEAR)
    return text[at : at + len(subject)] if at >= 0 else subject


def _bounded(plain: str, reading: Reading, near: clauses.Surroundings) -> Reading:
    bound = bounds.afar(plain, near.left, reading.kind) if reading.bound == "exact" else None
    return replace(reading, bound=bound) if bound else reading


def _figure(r: Reading, role: FigureRole, subject: str, per: Per | None) -> Figure:
    return Figure(Span(r.start, r.end), r.value, r.high, r.unit, r.kind, r.bound, role, subject, r.step, None, per)
