"""Two passages to the edits between them, in which references are words by what they lead to.

Where articles were renumbered, a list of references (第三条、第四条、第六条, now 第四条、第六条、第八条) shares numbers
that mean others: by its numbers alone it lost its first one and gained a last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tracker import edits
from tracker.model import Edit, Span

# A reference is one character of the last private plane, which hardly a document has a use for.
_FIRST = 0x100000


class Wording(NamedTuple):
    """A text with the places of its figures, and where its references lead (nowhere: "")."""

    text: str
    figures: Sequence[Span]
    references: Sequence[tuple[Span, str]]

    def leading(self) -> dict[str, str]:
        """Return where the references lead, by how they are written."""
        return {span.of(self.text): leads for span, leads in self.references if leads}


def between(old: Wording, new: Wording) -> tuple[Edit, ...]:
    """Return the steps from *old* to *new*, as ``edits.between`` does.

    Where one number means two articles, what leads to the same one is the same word.
    """
    mine, theirs = old.leading(), new.leading()
    if all(mine[name] == theirs[name] for name in mine.keys() & theirs.keys()) or _is_private(old.text + new.text):
        return edits.between(old.text, new.text, old.figures, new.figures)
    targets = {leads for side in (old, new) for _, leads in side.references if leads}
    marks = {leads: chr(_FIRST + k) for k, leads in enumerate(sorted(targets))}
    (one, whole_old), (other, whole_new) = _masked(old, marks), _masked(new, marks)
    steps = edits.between(one, other, whole_old, whole_new)
    written = list(edits.joined(_unmasked(steps, _numbers(old), _numbers(new), frozenset(marks.values()))))
    return tuple(edits.joined(_but_what_stays(written)))


def _is_private(text: str) -> bool:
    return max(text, default="") >= chr(_FIRST)


def _masked(side: Wording, marks: Mapping[str, str]) -> tuple[str, list[Span]]:
    """Return the text with its references as single characters, and the places that are not to be cut, these too."""
    places = [(span, marks[leads]) for span, leads in side.references if leads]
    places += [(span, "") for span in side.figures if not any(_overlap(span, cited) for cited, _ in places)]
    whole: list[Span] = []
    text, at = "", 0
    for span, mark in sorted(places):
        text += side.text[at : span.start]
        whole.append(Span(len(text), len(text) + len(mark or span.of(side.text))))
        text += mark or span.of(side.text)
        at = span.end
    return text + side.text[at:], whole


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _unmasked(steps: Iterable[Edit], old: Iterator[str], new: Iterator[str], marks: frozenset[str]) -> Iterator[Edit]:
    """Yield *steps* with the references as they are written, those of each side in order."""
    for op, text in steps:
        for part in _parted(text, marks):
            if part not in marks:
                yield Edit(op, part)
                continue
            gone, come = next(old) if op != "+" else "", next(new) if op != "-" else ""
            yield from (Edit("=", gone),) if gone == come else (Edit("-", gone), Edit("+", come))


def _numbers(side: Wording) -> Iterator[str]:
    return (span.of(side.text) for span, leads in side.references if leads)


def _parted(text: str, marks: frozenset[str]) -> Iterator[str]:
    """Yield the parts of a text that are a mark, and those between."""
    at = 0
    for place in [k for k, char in enumerate(text) if char in marks]:
        if at < place:
            yield text[at:place]
        yield text[place]
        at = place + 1
    if at < len(text):
        yield text[at:]


def _but_what_stays(steps: Sequence[Edit]) -> Iterator[Edit]:
    """Yield *steps* but for what goes and comes as the same words: a reference that is written as before."""
    at = 0
    while at < len(steps):
        step, behind = steps[at], steps[at + 1 : at + 2]
        stays = step.op == "-" and list(behind) == [Edit("+", step.text)]
        yield Edit("=", step.text) if stays else step
        at += 2 if stays else 1
