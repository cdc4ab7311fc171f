"""A report to the sentences that stand for it in an overview: which figures changed most, what went and what came."""

from __future__ import annotations

from tracker.model import RUNNING, Report, SegmentChange
from tracker.renderers import redline, telling
from tracker.renderers.page import shortened
from tracker.renderers.phrases import Phrases

# Of more passages that came or went, to name a few would say nothing of the others.
FEW = 6
# So many of each are named, with so many characters.
_NAMED, _LONGEST = 2, 40


def of(report: Report, say: Phrases) -> str:
    """Return the sentences; "" where no figure changed that compares, and passages are none or too many."""
    told = [telling.top(report, say)]
    rows = [row for row in report.segments if row.role in RUNNING and row.status in ("removed", "added", "changed")]
    single = [row for row in rows if row.status != "changed"]
    if len(single) <= FEW:
        told += [_told(status, single, report, say) for status in ("removed", "added")]
    if not any(told) and len(rows) <= FEW:
        told.append(_told("changed", rows, report, say))
    return ("" if say.lang == "zh" else " ").join(filter(None, told))


def _told(status: str, rows: list[SegmentChange], report: Report, say: Phrases) -> str:
    """Return the first of *rows* with *status* in their words, how many there are else, or nothing."""
    mine = [row for row in rows if row.status == status]
    quoted = [shortened(redline.alone(_words(row, report)).rstrip("。."), _LONGEST) for row in mine[:_NAMED]]
    return f"{say(status)}{say('colon')}{say('and').join(quoted)}{say('stop')}" if quoted else ""


def _words(row: SegmentChange, report: Report) -> str:
    return report.new.quote(row.new) if row.new else report.old.quote(row.old)
