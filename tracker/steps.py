"""A report to what a history needs of it: which passages and figures are which, and which of them were touched."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from tracker.model import Document, FigureChange, FigureStatus, Report, Status


class SegmentStep(NamedTuple):
    """What became of segments (indexes) from one version to the next."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    status: Status
    moved: bool


class FigureStep(NamedTuple):
    """What became of a figure (indexes) from one version to the next."""

    old: int | None
    new: int | None
    status: FigureStatus


class Step(NamedTuple):
    """What became of all segments and figures: each of both versions is in exactly one row."""

    segments: tuple[SegmentStep, ...]
    figures: tuple[FigureStep, ...]


def of(report: Report, old: Document, new: Document) -> Step:
    """Return what *report*, made of *old* and *new*, says of which is which.

    Its figures are those of the two by themselves: one that is a figure only beside the other version (一名, where the
    other writes 两名) is none in a history, in which each version stands beside two others.
    """
    mine, theirs = _own(report.old, old), _own(report.new, new)
    return Step(
        tuple(SegmentStep(row.old, row.new, row.status, row.moved) for row in report.segments),
        tuple(_figure_steps(report.figures, mine, theirs)),
    )


def _own(document: Document, by_itself: Document) -> Sequence[int | None]:
    """Return for each figure of a report's *document* which it is of the one that was compared."""
    at = {figure.span: index for index, figure in enumerate(by_itself.figures)}
    return [at.get(figure.span) for figure in document.figures]


def _figure_steps(
    rows: Iterable[FigureChange], mine: Sequence[int | None], theirs: Sequence[int | None]
) -> Iterator[FigureStep]:
    for row in rows:
        old = None if row.old is None else mine[row.old]
        new = None if row.new is None else theirs[row.new]
        if old is not None and new is not None:
            yield FigureStep(old, new, row.status)
        elif old is not None:
            yield FigureStep(old, None, "removed")
        elif new is not None:
            yield FigureStep(None, new, "added")


def written(step: Step) -> str:
    """Return *step* as JSON; what runs on unchanged, as most of a document does, is one entry [old, new, count]."""
    segments = _runs(step.segments, _plain_segment, lambda row: [row.old, row.new, row.status, int(row.moved)])
    figures = _runs(step.figures, _plain_figure, lambda row: [*row, 0])
    return json.dumps([list(segments), list(figures)], separators=(",", ":"))


def read(said: str) -> Step:
    """Return the step that was written as *said*."""
    segments, figures = json.loads(said)
    return Step(tuple(_segments(segments)), tuple(_figures(figures)))


def _plain_segment(row: SegmentStep) -> tuple[int, int] | None:
    if row.status == "unchanged" and not row.moved and len(row.old) == len(row.new) == 1:
        return row.old[0], row.new[0]
    return None


def _plain_figure(row: FigureStep) -> tuple[int, int] | None:
    return (row.old, row.new) if row.status == "unchanged" and row.old is not None and row.new is not None else None


def _runs(
    rows: Iterable[Any], plain: Callable[[Any], tuple[int, int] | None], exact: Callable[[Any], list[Any]]
) -> Iterator[list[Any]]:
    run: list[int] = []
    for row in rows:
        pair = plain(row)
        if pair and run and pair == (run[0] + run[2], run[1] + run[2]):
            run[2] += 1
            continue
        if run:
            yield run
        run = [*pair, 1] if pair else []
        if pair is None:
            yield exact(row)
    if run:
        yield run


def _segments(rows: Iterable[list[Any]]) -> Iterator[SegmentStep]:
    for row in rows:
        if len(row) == 3:
            yield from (SegmentStep((row[0] + k,), (row[1] + k,), "unchanged", False) for k in range(row[2]))
        else:
            yield SegmentStep(tuple(row[0]), tuple(row[1]), row[2], bool(row[3]))


def _figures(rows: Iterable[list[Any]]) -> Iterator[FigureStep]:
    for row in rows:
        if len(row) == 3:
            yield from (FigureStep(row[0] + k, row[1] + k, "unchanged") for k in range(row[2]))
        else:
            yield FigureStep(*row[:3])
