"""A report to its counts, and a document's figures to the segments they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tracker.model import RUNNING, FigureChange, Report, Role, SegmentChange
from tracker.renderers.phrases import Phrases

STATUSES = ("added", "removed", "changed", "moved", "unchanged")
FIGURE_STATUSES = ("added", "removed", "changed", "restated", "unchanged")


def counts(report: Report) -> dict[str, dict[str, int]]:
    """Return how many rows of each part have each status; a moved row counts as moved beside its status."""
    return {
        "sections": _counted((row.status, row.moved) for row in report.sections),
        "measures": of_roles(report, "measure"),
        "statements": of_roles(report, "statement"),
        "figures": _ordered(Counter(row.status for row in report.figures), FIGURE_STATUSES),
    }


def of_roles(report: Report, *roles: Role) -> dict[str, int]:
    """Return how many passages of *roles* have each status."""
    return _counted((row.status, row.moved) for row in report.segments if row.role in roles)


def noise(report: Report) -> dict[str, int]:
    """Return how many segments differ by noise of each kind, the most frequent first."""
    found = Counter(kind for row in report.segments if row.status == "unchanged" for kind in row.noise)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def noisy(report: Report) -> int:
    """Return how many segments differ by noise alone."""
    return sum(row.status == "unchanged" and bool(row.noise) for row in report.segments)


def anything_changed(report: Report) -> bool:
    """Return whether anything but noise changed."""
    return (
        any(row.status != "unchanged" or row.moved for row in report.segments)
        or any(row.status in ("added", "removed") or row.moved or row.retitled for row in report.sections)
        or any(row.status in ("added", "removed", "changed") for row in report.figures)
    )


def roles(rows: Iterable[SegmentChange], say: Phrases) -> str:
    """Return how many measures and statements there are among *rows*, in words."""
    found = Counter(row.role for row in rows)
    return say("list").join(say(f"{role} count", found[role]) for role in RUNNING if found[role])


def subject(row: FigureChange, report: Report) -> str:
    """Return what the figure of a row counts, in the new document's words where it has any."""
    new = report.new.figures[row.new].subject if row.new is not None else ""
    return new or (report.old.figures[row.old].subject if row.old is not None else "")


def _counted(rows: Iterable[tuple[str, bool]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for status, moved in rows:
        found[status] += 1
        found["moved"] += moved
    return _ordered(found, STATUSES)


def _ordered(found: Counter[str], names: tuple[str, ...]) -> dict[str, int]:
    return {name: found[name] for name in names}
