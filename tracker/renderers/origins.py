"""A report to where the words of sections that came stood before, and where those of sections that went stand now.

An article is often split off another one, or dissolved in it: its words are unchanged, and only its number is new.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from tracker.model import Report
from tracker.renderers.places import headed

# So much of a section must stand in others on the other side: less says little of where it comes from.
_MOST = 0.5
# From so much of it on, another section is named.
_MUCH = 0.25


def of_new(report: Report) -> Mapping[int, tuple[str, ...]]:
    """Return for the sections that came the paths of the old ones in which most of their words stood."""
    return _found(report, "new")


def of_old(report: Report) -> Mapping[int, tuple[str, ...]]:
    """Return for the sections that went the paths of the new ones in which most of their words stand."""
    return _found(report, "old")


def _found(report: Report, side: str) -> Mapping[int, tuple[str, ...]]:
    mine, theirs = (report.new, report.old) if side == "new" else (report.old, report.new)
    single = {row.new if side == "new" else row.old for row in report.sections if row.status in ("added", "removed")}
    sizes: Counter[int] = Counter()
    shared: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for row in report.segments:
        own, other = (row.new, row.old) if side == "new" else (row.old, row.new)
        for segment in (mine.segments[index] for index in own):
            if segment.section in single and segment.role in ("measure", "statement"):
                size = segment.span.end - segment.span.start
                sizes[segment.section] += size
                if other:
                    shared[segment.section][theirs.segments[other[0]].section] += size
    found = {}
    for section, others in sorted(shared.items()):
        if others.total() >= _MOST * sizes[section]:
            named = [at for at, size in sorted(others.items()) if size >= _MUCH * sizes[section]]
            found[section] = tuple(headed(theirs.sections, at) for at in named)
    return {section: paths for section, paths in found.items() if any(paths)}
