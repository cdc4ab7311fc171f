"""Where a segment stands: the path of headings that a reader would follow to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from tracker.model import Document, Report, Section, SegmentChange, chain, paired
from tracker.patterns import later
from tracker.renderers import leading, plain
from tracker.renderers.page import clean, shortened

STEP = " › "
# In tables, a heading is cut to this many characters; lists show it whole.
LONGEST_STEP = 18
# What ends a title that is a sentence of its own, in bold of Markdown too.
STOPS = "。.:：*_"
_BARE_CHINESE = later("[一二三四五六七八九十百]+")
_BARE_DIGITS = later("[0-9]+")

# A short title spread out for looks: 总 则, 附 则.
_SPREAD = later(r"^(\w) +(\w)$")


class Place(NamedTuple):
    """A section (its index in the old or the new document), and the title sentence of a paragraph in it, or ""."""

    side: str
    section: int
    title: str


class Places:
    """The places of one report; both sides of a matched section are one place.

    ``restated`` are the figures that say the same in other words, by their words in both texts; ``references`` tells
    those that lead to another article now.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._new_of = paired(report.sections)
        self._moved = {row.new for row in report.sections if row.moved}
        self._titles = (paragraph_titles(report.old), paragraph_titles(report.new))
        self._renamed = _renamed_titles(report)
        self._rows = {self.of(row): row for row in report.segments if row.role == "heading"}
        self.restated = frozenset(_restated(report))
        self.references = leading.References(report)
        self._leaders = _leaders(report)

    def of(self, row: SegmentChange) -> Place:
        """Return the place of a row, in the new document where it is there."""
        return self.of_new(row.new[0]) if row.new else self.of_old(row.old[0])

    def leader(self, row: SegmentChange) -> SegmentChange:
        """Return the first of the rows that moved in one block with *row*: the block stood after what was before it."""
        return self._leaders[row.new[0]]

    def title_row(self, place: Place) -> SegmentChange | None:
        """Return what became of the title sentence of *place*."""
        return self._rows.get(place) if place.title else None

    def of_new(self, index: int) -> Place:
        """Return the place of a segment of the new document."""
        segment = self._report.new.segments[index]
        return Place("new", segment.section, self._titles[1].get(segment.paragraph, ""))

    def of_old(self, index: int) -> Place:
        """Return the place of a segment of the old document, in the new one where its section is still there."""
        segment = self._report.old.segments[index]
        title = self._titles[0].get(segment.paragraph, "")
        section = self._new_of.get(segment.section)
        if section is None:
            return Place("old", segment.section, title)
        return Place("new", section, self._renamed.get(title, title))

    def rank(self, place: Place) -> tuple[int, int]:
        """Return what sorts places as the new document has its sections, with those that are gone where they stood.

        What stood before one that is gone may have moved, into another chapter too: that does not take it along.
        """
        if place.side == "new":
            return place.section, -1
        return self._before[place.section], place.section

    @cached_property
    def _before(self) -> list[int]:
        """For each old section the new one that the last before it is which is still there, in its place; or -1."""
        before = [-1]
        for section in range(len(self._report.old.sections)):
            there = self._new_of.get(section)
            before.append(before[-1] if there is None or there in self._moved else there)
        return before

    def is_moved(self, place: Place) -> bool:
        """Return whether the section of *place*, or one that it is in, has moved as a whole."""
        return place.side == "new" and not self._moved.isdisjoint(chain(self._report.new.sections, place.section))

    def as_written(self, index: int) -> str:
        """Return the path of a segment of the old document as the old document writes it."""
        document = self._report.old
        segment = document.segments[index]
        return joined(document, segment.section, self._titles[0].get(segment.paragraph, ""))

    def path(self, place: Place, longest: int | None = None) -> str:
        """Return the headings of *place*, each cut to *longest* characters."""
        return joined(self.document(place), place.section, place.title, longest)

    def document(self, place: Place) -> Document:
        """Return the document that *place* is in."""
        return self._report.new if place.side == "new" else self._report.old


def joined(document: Document, section: int, title: str, longest: int | None = None) -> str:
    """Return the path of headings to a section and a paragraph's title sentence in it."""
    steps = [*headings(document.sections, section), *([title] if title else [])]
    return STEP.join(shortened(step, longest) if longest else step for step in steps)


def headings(sections: Sequence[Section], index: int) -> list[str]:
    """Return the headings from the outermost of *sections* down to the one at *index*; none where there are none."""
    steps = [heading(sections[at]) for at in chain(sections, index)]
    return [step for step in reversed(steps) if step]


def headed(sections: Sequence[Section], index: int) -> str:
    """Return the headings down to the section at *index* in one line."""
    return STEP.join(headings(sections, index))


def heading(section: Section) -> str:
    """Return a section's heading in one line, its number set off as documents do."""
    number, title = clean(section.number or ""), _SPREAD.sub(r"\1\2", clean(section.title))
    if not (number and title):
        return number or title
    if _BARE_CHINESE.fullmatch(number):
        return f"{number}、{title}"
    if _BARE_DIGITS.fullmatch(number):
        return f"{number}. {title}"
    return f"{number}{title}" if number[-1] in ")）" else f"{number} {title}"


def paragraph_titles(document: Document) -> dict[int, str]:
    """Return the title sentences of running paragraphs (by paragraph), which are headings but no sections."""
    headings_of_sections = {section.heading for section in document.sections}
    labels = {section.heading.start for section in document.sections}
    return {
        segment.paragraph: _title(segment.span.of(document.text))
        for segment in document.segments
        if segment.role == "heading"
        and segment.span not in headings_of_sections
        and segment.span.start not in labels
        and document.paragraphs[segment.paragraph].role == "text"
    }


def _renamed_titles(report: Report) -> dict[str, str]:
    """Return for the old title sentences that were reworded what they are now."""
    return {
        _title(report.old.quote(row.old)): _title(report.new.quote(row.new))
        for row in report.segments
        if row.role == "heading" and row.old and row.new
    }


def _title(text: str) -> str:
    """Return the words of a title sentence."""
    return clean(plain.said(text)).lstrip("*_").rstrip(STOPS)


def _restated(report: Report) -> Iterator[tuple[str, str]]:
    for row in report.figures:
        if row.status == "restated" and row.old is not None and row.new is not None:
            old, new = report.old.figures[row.old], report.new.figures[row.new]
            yield old.span.of(report.old.text), new.span.of(report.new.text)


def _leaders(report: Report) -> dict[int, SegmentChange]:
    """Return for each row that moved, by its first new segment, the first row of the block that it moved in."""
    row_of_old = {index: row for row in report.segments for index in row.old}
    found: dict[int, SegmentChange] = {}
    for row in report.segments:
        if row.moved and row.old and row.new:
            at = before(row.old[0], report.old)
            ahead = None if at is None else row_of_old[at]
            follows = (
                ahead is not None and ahead.moved and ahead.new and before(row.new[0], report.new) == ahead.new[-1]
            )
            # The rows stand in the order of the new document: the one ahead has its leader.
            found[row.new[0]] = found[ahead.new[0]] if ahead is not None and follows else row
    return found


def before(index: int, document: Document) -> int | None:
    """Return the segment before *index* in its section, headings left out."""
    section = document.segments[index].section
    at = index - 1
    while at >= 0 and document.segments[at].role == "heading":
        at -= 1
    return at if at >= 0 and document.segments[at].section == section else None
