"""A text to its figures; an alignment to what became of them."""

from __future__ import annotations

from dataclasses import replace

from tracker.figures import bounds, clauses, rates, roles, scan, subjects, transitions
from tracker.figures.pairing import pair
from tracker.figures.reading import Reading
from tracker.model import Figure, FigureRole, Per, Span

__all__ = ["find", "pair"]


def find(text: str) -> tuple[Figure, ...]:
    """Return the quantities of *text* in reading order; they never overlap."""
    plain = scan.folded(text)
    written = tuple(scan.readings(plain))
    nears = tuple(clauses.around(plain, written))
    pers = rates.of_all(plain, written, nears)
    readings = [_bounded(plain, *each) for each in zip(rates.priced(plain, written, pers), nears, strict=True)]
    counted = subjects.of_all(text, readings, nears)
    said = roles.of_all(plain, readings, nears)
    found = [_figure(*each) for each in zip(readings, said, counted, pers, strict=True)]
    if "|" in plain:
        from tracker.figures import tables

        return transitions.linked(plain, tables.read(text, found))
    return transitions.linked(plain, found)


def _bounded(plain: str, reading: Reading, near: clauses.Surroundings) -> Reading:
    bound = bounds.afar(plain, near.left, reading.kind) if reading.bound == "exact" else None
    return replace(reading, bound=bound) if bound else reading


def _figure(r: Reading, role: FigureRole, subject: str, per: Per | None) -> Figure:
    return Figure(Span(r.start, r.end), r.value, r.high, r.unit, r.kind, r.bound, role, subject, r.step, None, per)
