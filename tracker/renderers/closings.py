"""A document to the notes that close it: who signs, when, what is attached, to whom copies go, footnotes.

They stand behind the last section, and belong to the document as a whole.
"""

from __future__ import annotations

from collections.abc import Callable

from tracker.model import Document, Report, SegmentChange

# 附件1, 附录, 附件2：… as a title: what is attached has a close of its own, and the document that it is attached to
# ends before it.
_ATTACHED = ("附件", "附录", "附表")


def of(report: Report) -> Callable[[SegmentChange], bool]:
    """Return a function that says whether a row is about a note that closes a document, or what comes before 附件."""
    old, new = _paragraphs(report.old), _paragraphs(report.new)

    def closes(row: SegmentChange) -> bool:
        document, indexes, closing = (report.new, row.new, new) if row.new else (report.old, row.old, old)
        return row.role == "note" and document.segments[indexes[0]].paragraph in closing

    return closes


def _paragraphs(document: Document) -> frozenset[int]:
    """Return the paragraphs of notes, one after the other, at the end of *document* and before what is attached."""
    found: list[int] = []
    closes = True
    for index in range(len(document.paragraphs) - 1, -1, -1):
        paragraph = document.paragraphs[index]
        section = document.sections[paragraph.section]
        if paragraph.role == "note" and section.level:
            found += [index] if closes else []
        else:
            name = section.number or section.title
            closes = section.heading.start == paragraph.span.start and (name == "附" or name.startswith(_ATTACHED))
    return frozenset(found)
