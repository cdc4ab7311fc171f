"""Two segments' texts to whether they say the same, and to the kinds of what differs all the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tracker import cells, folding, origins
from tracker.citations import Citations
from tracker.model import Alignment, Document, Figure, Match, Noise, Span
from tracker.patterns import later
from tracker.structure import contents

_SENTENCE_MARKS = later(r"[,、;。:]")
_SPACES = later(r"[^\S\n]+")


class Passage(NamedTuple):
    """The segments of one side of a match, read together: their text, their figures, and where references lead.

    The running number of a table's row leads nowhere, nor do the page that a table of contents names and the mark of a
    footnote.
    """

    text: str
    figures: tuple[tuple[Span, Figure], ...]
    references: tuple[tuple[Span, str], ...]

    def rewritten(self) -> str:
        """Return the text with figures written by their value, and references by what they lead to."""
        return _replaced(self.text, sorted([*((s, _canonical(f)) for s, f in self.figures), *self.references]))

    def citing(self, exact: Iterable[tuple[Span, str]]) -> Passage:
        """Return the passage with what its *exact* references lead to, instead of what was known of these."""
        return self._replace(references=tuple(sorted((dict(self.references) | dict(exact)).items())))

    def without_figures(self) -> str:
        """Return the text without its figures, whose commas and points are no marks."""
        return _replaced(self.text, [(span, "") for span, _ in self.figures])


def say_the_same(pairs: Iterable[tuple[Passage, Passage]]) -> list[bool]:
    """Return of each pair of passages whether the two say the same words about the same things.

    The label of its own that a passage begins with says nothing.
    """
    texts = [(old.rewritten(), new.rewritten()) for old, new in pairs]
    # Most are equal as they are; the others are folded in one go, which takes a third of the time of one by one.
    said = iter(folding.words_of(text for pair in texts if pair[0] != pair[1] for text in pair))
    return [old == new or next(said) == next(said) for old, new in texts]


def _replaced(text: str, places: Sequence[tuple[Span, str]]) -> str:
    """Return *text* with other words at *places*, of those that overlap at the first."""
    parts: list[str] = []
    at = 0
    for span, instead in places:
        if span.start >= at:
            parts += text[at : span.start], instead
            at = span.end
    return "".join([*parts, text[at:]])


class Reader:
    """Reads passages of both sides of an alignment; references are followed through its sections, *parted* ones too."""

    def __init__(self, alignment: Alignment, parted: origins.Origins) -> None:
        self._alignment = alignment
        self._sides = alignment.old, alignment.new
        self._starts = tuple([f.span.start for f in d.figures] for d in self._sides)
        self._citations = Citations(alignment, parted)

    def passage(self, side: int, indexes: Sequence[int]) -> Passage:
        """Return the segments at *indexes* of the old (0) or new (1) side."""
        document = self._sides[side]
        text = document.quote(indexes)
        figures = tuple(self._figures(document, self._starts[side], indexes))
        labels = (
            *self._citations.sections(side, text),
            *self._numbers_of_rows(side, indexes),
            *self._pages_listed(side, indexes),
            # Which number a footnote has says nothing; what it says is told by itself.
            *((mark, "") for mark in folding.footnotes(text)),
        )
        return Passage(text, figures, labels)

    def closely(self, match: Match, old: Passage, new: Passage) -> tuple[Passage, Passage] | None:
        """Return two passages with references read down to the paragraph or item; None where they lead to the same.

        Only what differs otherwise asks for it: 本条第二款 that became 本条第三款 as a paragraph was put in before it.
        """
        one = self._citations.paragraphs(0, old.text, match.old[0])
        other = self._citations.paragraphs(1, new.text, match.new[0])
        return (old.citing(one), new.citing(other)) if one and other else None

    def goes_on_otherwise(self, match: Match) -> bool:
        """Return whether a provision ends in ；on one side and in 。on the other as something else follows it there.

        An item appended to a list makes the 。of the last one a ；and is told itself.
        """
        ends = [side.segments[part[-1]].span.of(side.text).rstrip()[-1:] for side, part in self._both(match)]
        if sorted(map(folding.width, ends)) != [";", "。"]:
            return False
        on = ends.index("。") == 0
        (document, part), (_, closed) = self._both(match)[on], self._both(match)[not on]
        after = part[-1] + 1
        if after >= len(document.segments) or document.segments[after].section != document.segments[after - 1].section:
            return False
        return self._partner[on].get(after) != closed[-1] + 1

    def _both(self, match: Match) -> tuple[tuple[Document, Sequence[int]], tuple[Document, Sequence[int]]]:
        return (self._sides[0], match.old), (self._sides[1], match.new)

    @cached_property
    def _partner(self) -> tuple[dict[int, int], dict[int, int]]:
        """The first partner of each old segment among the new ones, and of each new one among the old ones."""
        pairs = [match for match in self._alignment.matches if match.old and match.new]
        return {i: m.new[0] for m in pairs for i in m.old}, {j: m.old[0] for m in pairs for j in m.new}

    def _numbers_of_rows(self, side: int, indexes: Sequence[int]) -> Iterator[tuple[Span, str]]:
        """Yield the running numbers (序号) of rows of tables among the segments at *indexes*: they say nothing."""
        spans, numbers = [self._sides[side].segments[index].span for index in indexes], self._numbers[side]
        at = 0
        for start, end in spans if numbers else ():
            for place in numbers[bisect_left(numbers, (start,)) : bisect_left(numbers, (end,))]:
                yield Span(place.start - start + at, place.end - start + at), ""
            at += end - start

    @cached_property
    def _numbers(self) -> tuple[Sequence[Span], Sequence[Span]]:
        if not any(cells.may_hold(side.text) for side in self._sides):
            return (), ()
        from tracker.figures import tables  # which most documents do without

        old, new = (tables.running_numbers(side.text) for side in self._sides)
        return old, new

    def _pages_listed(self, side: int, indexes: Sequence[int]) -> Iterator[tuple[Span, str]]:
        """Yield the page that the line of a table of contents names: it says nothing."""
        entry = self._entries[side].get(indexes[0]) if len(indexes) == 1 else None
        if entry:
            start = self._sides[side].segments[indexes[0]].span.start
            yield Span(entry.start - start, entry.end - start), ""

    @cached_property
    def _entries(self) -> tuple[Mapping[int, Span], Mapping[int, Span]]:
        return contents.entries(self._sides[0]), contents.entries(self._sides[1])

    def _figures(
        self, document: Document, starts: Sequence[int], indexes: Sequence[int]
    ) -> Iterator[tuple[Span, Figure]]:
        at = 0
        for index in indexes:
            span = document.segments[index].span
            for figure in document.figures[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
                shift = at - span.start
                yield Span(figure.span.start + shift, min(figure.span.end, span.end) + shift), figure
            at += span.end - span.start


def kinds(old: Passage, new: Passage) -> tuple[Noise, ...]:
    """Return the kinds of difference between two passages that say the same.

    A kind is there where what its folding takes away is not the same on both sides.
    """
    if old.text == new.text:
        return ()
    return tuple(kind for kind, differs in _DIFFERS.items() if differs(old, new))


def marks_exchanged(old: Passage, new: Passage, but_last: bool = False) -> bool:
    """Return whether one sentence mark stands where another stood: ，→、 or ；→：, but not ，→, and none more or less.

    *but_last* leaves out the mark at the end.

    In a provision that is an amendment of its own: the 1999 amendment of the constitution made 各尽所能，按劳分配 into
    各尽所能、按劳分配. In running text it is a matter of style.
    """
    one, other = (_SENTENCE_MARKS.findall(folding.width(p.text)) for p in (old, new))
    if but_last:
        one, other = one[:-1], other[:-1]
    return len(one) == len(other) and one != other


def _spaces(passage: Passage) -> object:
    return _SPACES.findall(folding.MARKUP.sub("", cells.shown(passage.text)))


def _width(old: Passage, new: Passage) -> bool:
    """Return whether the same characters, or the same marks, stand in another width."""
    (one, marks), (other, others) = _by_width(old), _by_width(new)
    return one != other or (marks != others and _marks(old) == _marks(new))


def _by_width(passage: Passage) -> tuple[list[str], list[str]]:
    """Return the characters that have another width, letters and numbers apart from marks."""
    wide = [c for c in passage.text if not c.isascii() and not c.isspace() and folding.width(c) != c]
    return [c for c in wide if c.isalnum()], [c for c in wide if not c.isalnum()]


def _marks(passage: Passage) -> object:
    plain = folding.width(folding.MARKUP.sub("", passage.without_figures()))
    return [c for c in plain if not c.isspace() and not folding.words(c)]


def _variants(passage: Passage) -> object:
    return folding.VARIANTS.found(passage.text)


def _digits(passage: Passage) -> object:
    return ["".join(folding.width(span.of(passage.text)).split()) for span, _ in passage.figures]


def _label(passage: Passage) -> object:
    own = folding.words(folding.label(passage.text))
    return [own, *(folding.words(span.of(passage.text)) for span, _ in passage.references)]


def _layout(passage: Passage) -> object:
    return passage.text.count("\n"), folding.MARKUP.findall(cells.shown(passage.text))


def _by(taken: Callable[[Passage], object]) -> Callable[[Passage, Passage], bool]:
    return lambda old, new: taken(old) != taken(new)


_DIFFERS: Mapping[Noise, Callable[[Passage, Passage], bool]] = {
    "whitespace": _by(_spaces),
    "width": _width,
    "punctuation": _by(_marks),
    "variant": _by(_variants),
    "digits": _by(_digits),
    "label": _by(_label),
    "layout": _by(_layout),
}


def _canonical(figure: Figure) -> str:
    value, high = (None if n is None else n.normalize() for n in (figure.value, figure.high))
    return f"¥{value}={high}={figure.unit}={figure.bound}¥"
