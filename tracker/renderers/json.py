"""Reports and documents to JSON, the machine face: tracker.report/1 and tracker.document/1.

One row a line, so that two results can be compared by any line diff. Numbers are written exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256
from json import JSONEncoder

from tracker import __version__
from tracker.model import Document, Figure, FigureChange, Report, Section, SectionChange, Segment, SegmentChange, Side
from tracker.patterns import later
from tracker.renderers import rewordings, tally

_plain = JSONEncoder(ensure_ascii=False, check_circular=False).encode
# C1 controls (U+009B opens an escape sequence on some terminals) may stand raw in JSON; DEL too. Lone surrogates
# (of a name that is no UTF-8) cannot be encoded.
_CONTROLS = later("[\x7f-\x9f\ud800-\udfff]")
CONFIDENCE_DIGITS = 4


def report(report: Report) -> bytes:
    """Return *report* as tracker.report/1."""
    return _written(
        ("format", _plain("tracker.report/1")),
        ("tool", _plain({"name": "tracker", "version": __version__})),
        ("old", _side(report.old_side, report.old)),
        ("new", _side(report.new_side, report.new)),
        ("summary", _plain(tally.counts(report))),
        ("sections", _rows(map(_section_change, report.sections))),
        ("segments", _rows(_segment_change(row, report) for row in report.segments)),
        ("figures", _figure_changes(report)),
        ("documents", _documents(report)),
        ("pins", _rows({"together": pin.together, "old": pin.old, "new": pin.new} for pin in report.pins)),
        ("rewordings", _rows(rewording._asdict() for rewording in rewordings.of(report))),
    )


def document(document: Document) -> bytes:
    """Return *document* as tracker.document/1."""
    return _written(
        ("format", _plain("tracker.document/1")),
        ("title", _plain(document.title)),
        ("sha256", _plain(_digest(document.text))),
        ("length", _plain(len(document.text))),
        ("sections", _rows(map(_section, document.sections))),
        ("segments", _rows(_segment(segment, document) for segment in document.segments)),
        ("figures", _figures(document)),
    )


def figures(document: Document) -> bytes:
    """Return the figures of *document* alone, as in tracker.document/1."""
    return _written(
        ("format", _plain("tracker.figures/1")),
        ("title", _plain(document.title)),
        ("sha256", _plain(_digest(document.text))),
        ("figures", _figures(document)),
    )


def number(value: Decimal | None) -> str:
    """Return *value* as a JSON number, exactly: no float noise, no exponent."""
    if value is None:
        return "null"
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def _written(*members: tuple[str, str]) -> bytes:
    text = "{\n" + ",\n".join(f'"{name}": {value}' for name, value in members) + "\n}\n"
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


def _rows(rows: Iterable[object]) -> str:
    return _listed(map(_plain, rows))


def _listed(rows: Iterable[str]) -> str:
    lines = ",\n".join(rows)
    return f"[\n{lines}\n]" if lines else "[]"


def _side(side: Side, document: Document) -> str:
    told: dict[str, object] = {
        "label": side.label,
        "title": document.title,
        "source": side.source,
        "snapshot": side.snapshot,
        "date": side.date,
        "sha256": _digest(document.text),
        "length": len(document.text),
    }
    return _plain(told | {"findings": side.findings} if side.findings else told)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _section(section: Section) -> dict[str, object]:
    return {
        "title": section.title,
        "number": section.number,
        "level": section.level,
        "parent": section.parent,
        "heading": section.heading,
        "span": section.span,
    }


def _segment(segment: Segment, document: Document) -> dict[str, object]:
    return {
        "role": segment.role,
        "section": segment.section,
        "paragraph": segment.paragraph,
        "span": segment.span,
        "text": segment.span.of(document.text),
    }


def _section_change(row: SectionChange) -> dict[str, object]:
    return {
        "status": row.status,
        "moved": row.moved,
        "renumbered": row.renumbered,
        "retitled": row.retitled,
        "old": row.old,
        "new": row.new,
        "elsewhere": row.elsewhere,
        "parted": row.parted,
    }


def _segment_change(row: SegmentChange, report: Report) -> dict[str, object]:
    return {
        "status": row.status,
        "moved": row.moved,
        "role": row.role,
        "matched_by": row.matched_by,
        "confidence": round(row.confidence, CONFIDENCE_DIGITS),
        "old": [_part(report.old.segments[index], report.old) for index in row.old],
        "new": [_part(report.new.segments[index], report.new) for index in row.new],
        "noise": row.noise,
        "edits": row.edits,
        "pinned": row.pinned,
    }


def _part(segment: Segment, document: Document) -> dict[str, object]:
    return {"span": segment.span, "text": segment.span.of(document.text), "section": segment.section}


def _figures(document: Document) -> str:
    return _listed(_figure_rows(document))


def _figure_rows(document: Document) -> list[str]:
    homes = document.homes()
    return [_figure(figure, document, home) for figure, home in zip(document.figures, homes, strict=True)]


def _figure(figure: Figure, document: Document, segment: int) -> str:
    return (
        f'{{"span": {_plain(figure.span)}, "text": {_plain(figure.span.of(document.text))}, '
        f'"value": {number(figure.value)}, "high": {number(figure.high)}, "unit": {_plain(figure.unit)}, '
        f'"kind": "{figure.kind}", "bound": "{figure.bound}", "role": "{figure.role}", '
        f'"subject": {_plain(figure.subject)}, "segment": {segment}, "leads_to": {_plain(figure.leads_to)}}}'
    )


def _figure_changes(report: Report) -> str:
    old, new = _figure_rows(report.old), _figure_rows(report.new)
    return _listed(_figure_change(row, report, old, new) for row in report.figures)


def _figure_change(row: FigureChange, report: Report, old: list[str], new: list[str]) -> str:
    return (
        f'{{"status": "{row.status}", "what": {_plain(row.what)}, '
        f'"subject": {_plain(tally.subject(row, report))}, "segment": {row.segment}, '
        f'"old": {"null" if row.old is None else old[row.old]}, '
        f'"new": {"null" if row.new is None else new[row.new]}, '
        f'"difference": {number(row.difference)}, "percent": {number(row.percent)}, "verdict": {_plain(row.verdict)}, '
        f'"again": {_repeated(row, old, new)}, "turned": {_plain(row.turned)}}}'
    )


def _repeated(row: FigureChange, old: list[str], new: list[str]) -> str:
    """Return the figure of the other side that an added or removed one repeats."""
    if row.again is None:
        return "null"
    return old[row.again] if row.old is None else new[row.again]


def _documents(report: Report) -> str:
    old, new = (_rows(map(_section, side.sections)) for side in (report.old, report.new))
    return f'{{"old": {{"sections": {old}}},\n"new": {{"sections": {new}}}}}'
