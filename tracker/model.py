"""Every value that flows through tracker; all of them frozen.

Text is ``str``; places in it are half-open code-point spans, so that whatever is said of a document can be quoted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Protocol

    class Row(Protocol):
        """What has an index on either side, or on one of them."""

        @property
        def old(self) -> int | None: ...
        @property
        def new(self) -> int | None: ...


Role = Literal["heading", "measure", "statement", "note"]
Kind = Literal[
    "count", "money", "percent", "percentage_point", "ratio", "multiple", "rank", "duration", "measure_unit", "other"
]
Bound = Literal["exact", "about", "below", "above", "at_least", "at_most"]
FigureRole = Literal["level", "change", "target"]
How = Literal["identical", "text", "context", "label"]
Status = Literal["unchanged", "changed", "added", "removed"]
FigureStatus = Literal["unchanged", "restated", "changed", "added", "removed"]
Noise = Literal["whitespace", "width", "punctuation", "variant", "digits", "label", "layout"]
# The roles of running text.
RUNNING: tuple[Role, ...] = ("measure", "statement")


class Span(NamedTuple):
    """A place in a text: code points from *start* up to, not including, *end*."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that stand at this place of *text*."""
        return text[self.start : self.end]


class Section(NamedTuple):
    """A heading with what is under it; ``number`` is the label as written, ``title`` is the heading without it."""

    title: str
    number: str | None
    level: int
    parent: int | None
    heading: Span
    span: Span


class Paragraph(NamedTuple):
    """One paragraph of running text: the section (index) it stands in, and what in it is heading or note.

    ``labels`` are the places inside ``span`` that are headings by themselves: an article's label, a title sentence.
    A paragraph whose ``role`` is heading or note is one segment as a whole.
    """

    span: Span
    section: int
    role: Literal["heading", "note", "text"] = "text"
    labels: tuple[Span, ...] = ()


class Outline(NamedTuple):
    """How a text is laid out: its sections and paragraphs in reading order, and the title that it gives itself.

    Each character that is not white space lies in exactly one paragraph, each paragraph in exactly one section.
    """

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None


class Segment(NamedTuple):
    """The smallest unit that is aligned: *section* and *paragraph* are indexes in reading order."""

    role: Role
    section: int
    paragraph: int
    span: Span


class Per(NamedTuple):
    """What a quantity is counted by: 50 公斤 of 每50公斤, one 个月 of 元/月."""

    unit: str
    number: Decimal


class Figure(NamedTuple):
    """A quantity: ``value`` (and ``high`` for a range) in base units, exact; ``subject`` is what is counted.

    ``step`` is the written precision in base units (66.7万 → 1000); None where nothing can be said. ``leads_to`` is
    the place of the figure that it rose or fell to: 由7.34万元 leads to 10.26万元. ``per`` is what it is counted by.
    """

    span: Span
    value: Decimal | None
    high: Decimal | None
    unit: str | None
    kind: Kind
    bound: Bound
    role: FigureRole
    subject: str
    step: Decimal | None = None
    leads_to: Span | None = None
    per: Per | None = None


class Document(NamedTuple):
    """A text with its sections, paragraphs, segments and figures, each in reading order."""

    text: str
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    segments: tuple[Segment, ...]
    figures: tuple[Figure, ...]
    title: str | None = None

    def homes(self) -> list[int]:
        """Return for each figure the index of the segment that it stands in."""
        starts = [segment.span.start for segment in self.segments]
        return [max(0, bisect_right(starts, figure.span.start) - 1) for figure in self.figures]

    def quote(self, indexes: Sequence[int]) -> str:
        """Return the text of the segments at *indexes*, joined."""
        return "".join(self.segments[i].span.of(self.text) for i in indexes)


class Pin(NamedTuple):
    """What a reader states of two passages: that they belong together, or apart."""

    together: bool
    old: Span
    new: Span


class Match(NamedTuple):
    """One pair, group or gap of the alignment: indexes of segments on both sides; one side may be empty.

    ``confidence`` is the estimated probability that the match is right: 1 for identical words in their place.
    ``pinned``: a reader stated that the two sides belong together.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    how: How
    confidence: float
    moved: bool = False
    pinned: bool = False


class SectionMatch(NamedTuple):
    """One pair or gap of sections (indexes)."""

    old: int | None
    new: int | None
    moved: bool = False


class Alignment(NamedTuple):
    """The pairing of two documents: each segment and each section of both sides is in exactly one match.

    Matches stand in the order of the new document, those without a new side where the old one stood.
    """

    old: Document
    new: Document
    matches: tuple[Match, ...]
    sections: tuple[SectionMatch, ...]
    pins: tuple[Pin, ...] = ()


class Edit(NamedTuple):
    """One step of the script between two texts."""

    op: Literal["=", "-", "+"]
    text: str


class SegmentChange(NamedTuple):
    """What became of one match: the row of a report. ``old`` and ``new`` are indexes of segments."""

    status: Status
    moved: bool
    role: Role
    matched_by: How
    confidence: float
    old: tuple[int, ...]
    new: tuple[int, ...]
    noise: tuple[Noise, ...] = ()
    edits: tuple[Edit, ...] = ()
    pinned: bool = False


class FigureChange(NamedTuple):
    """What became of one figure; ``old`` and ``new`` are indexes of figures, ``segment`` is the row it stands in.

    ``difference`` is new − old in the base unit, ``percent`` relative to old, half up to two decimals.
    ``verdict`` says more of a changed one: refined or contradicted (of a bound), rounded, or "". ``again`` is the
    figure of the other side that an added or removed one repeats and that stands in another row: a provision was split.
    ``turned`` says that what fell now rises, or the reverse: ``difference`` counts a fall as less than nothing.
    """

    status: FigureStatus
    what: tuple[Literal["value", "bound", "unit", "role", "subject"], ...]
    segment: int
    old: int | None
    new: int | None
    difference: Decimal | None = None
    percent: Decimal | None = None
    verdict: Literal["", "refined", "contradicted", "rounded"] = ""
    again: int | None = None
    turned: bool = False


class SectionChange(NamedTuple):
    """What became of one section (indexes); ``changed`` where anything in it changed, was added or removed.

    ``elsewhere`` are, for one that came or went, the sections of the other side in which most of its words stand;
    ``parted`` says that it was split off the one named there, or merged into it.
    """

    status: Status
    moved: bool
    renumbered: bool
    retitled: bool
    old: int | None
    new: int | None
    elsewhere: tuple[int, ...] = ()
    parted: bool = False


class Side(NamedTuple):
    """How a report names one of its documents; ``findings`` are what a reader should know of how it was read."""

    label: str
    source: str | None = None
    snapshot: str | None = None
    date: str | None = None
    findings: tuple[str, ...] = ()


class Report(NamedTuple):
    """The changes between two documents: each section, segment and figure of both sides is in exactly one row."""

    old: Document
    new: Document
    sections: tuple[SectionChange, ...]
    segments: tuple[SegmentChange, ...]
    figures: tuple[FigureChange, ...]
    old_side: Side = Side("old")
    new_side: Side = Side("new")
    pins: tuple[Pin, ...] = ()


class Decoded(NamedTuple):
    """What a file's bytes say: text as it is, or the Markdown that an extractor wrote (its name and version beside).

    ``encoding`` is None where the format keeps its own; ``findings`` are what a reader should know of the reading.
    ``cut`` says that the bytes seem not to be whole, as they lack the end that such a file has; one of the findings
    then says so too.
    """

    text: str
    media_type: str
    encoding: str | None
    extractor: str
    findings: tuple[str, ...] = ()
    cut: bool = False


class Snapshot(NamedTuple):
    """One stored version of a source: what its record says.

    ``id`` begins with the second from which on the version stands (when it was captured, or the date given by hand),
    so that ids sort as the versions follow one another. ``number`` counts the snapshots of a source as they were
    stored, from 1; ``previous`` is the digest of the bytes stored before, ``chain`` that of this record and all before.
    """

    source: str
    id: str
    captured: datetime
    sha256: str
    size: int
    media_type: str
    number: int
    previous: str | None
    chain: str
    suffix: str = ".txt"
    dated: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    encoding: str | None = None
    extractor: str | None = None
    validators: tuple[tuple[str, str], ...] = ()

    @property
    def date(self) -> str:
        """Return the day from which on this version stands: 2024-08-20."""
        return self.id[:10]


def chain(sections: Sequence[Section], index: int) -> Iterator[int]:
    """Yield the section at *index* and all that it is under, the innermost first; nothing where there are none."""
    at: int | None = index if sections else None
    while at is not None:
        yield at
        at = sections[at].parent


def paired(rows: Iterable[Row]) -> dict[int, int]:
    """Return the new index of each of *rows* that has both, by the old one."""
    return {row.old: row.new for row in rows if row.old is not None and row.new is not None}
