"""A place to the two headings that a reader finds it under: the path of its section, and what is below that."""

from __future__ import annotations

from typing import NamedTuple

from tracker.model import Document, Report, SectionChange, chain
from tracker.renderers import redline, tally
from tracker.renderers.page import Line, Run, clean, line
from tracker.renderers.phrases import Phrases
from tracker.renderers.places import STEP, Place, Places, heading
from tracker.renderers.wholes import Wholes


class Path(NamedTuple):
    """The path of a section; articles, and the title of a paragraph, in it."""

    above: str
    below: Line


class Paths:
    """The paths of one report, told with what became of their sections."""

    def __init__(self, report: Report, places: Places, wholes: Wholes, say: Phrases) -> None:
        self._report, self._places, self._wholes, self._say = report, places, wholes, say
        self._rows = {("new", row.new): row for row in report.sections if row.new is not None}
        self._rows |= {("old", row.old): row for row in report.sections if row.old is not None and row.new is None}

    def of(self, place: Place) -> Path:
        """Return what *place* is told under."""
        document = self._places.document(place)
        steps = list(chain(document.sections, place.section))[::-1]
        at = self._cut(place, document, steps)
        above, below = steps[:at], steps[at:]
        path = STEP.join(heading(document.sections[index]) for index in above)
        headed = any(section.title or section.number for section in document.sections)
        said = self._told(path, place, above[-1]) if path else self._say("no section" if headed else "no headings")
        return Path(said, self._below(place, document, below))

    def _cut(self, place: Place, document: Document, steps: list[int]) -> int:
        """Return how many steps stand above: down to a section that is new or gone as a whole, else to the last title.

        Articles have a number only; with their chapter's path above them they stay short.
        """
        root = self._wholes.root(place)
        if root is not None and document.sections[root].title:
            return steps.index(root) + 1
        titled = [at for at, index in enumerate(steps) if document.sections[index].title]
        return titled[-1] + 1 if titled else 1

    def _below(self, place: Place, document: Document, below: list[int]) -> Line:
        inside = self._inside(place)
        steps: list[Line] = []
        for index in below:
            name = heading(document.sections[index])
            steps.append(line(name if inside else self._told(name, place, index)))
        if place.title:
            steps.append(line(place.title) if inside else self._title(place))
        return tuple(run for at, step in enumerate(steps) for run in (*line(*([STEP] if at else [])), *step))

    def _inside(self, place: Place) -> bool:
        """Return whether a heading above already says that all of this is new, or gone."""
        root = self._wholes.root(place)
        return root is not None and bool(self._places.document(place).sections[root].title)

    def _told(self, path: str, place: Place, index: int) -> str:
        """Return the path to a section, saying what became of it."""
        row = self._rows.get((place.side, index))
        if row is None:
            return path
        if row.old is None or row.new is None:
            return self._part(path, row) if row.parted else self._single(path, place, index)
        former = self._former(row)
        if former:
            return self._say("moved from" if row.moved else "formerly", path, former)
        return self._say("moved section", path) if row.moved else path

    def _part(self, path: str, row: SectionChange) -> str:
        """Return the path to a section that was split off another one, or merged into it."""
        name, document = ("part of old", self._report.old) if row.old is None else ("part of new", self._report.new)
        return self._say(name, path, heading(document.sections[row.elsewhere[0]]))

    def _single(self, path: str, place: Place, index: int) -> str:
        name = "old section" if place.side == "old" else "new section"
        if self._wholes.root(place) == index and self._inside(place):
            counted = tally.roles(self._wholes.under(place), self._say)
            return self._say(f"whole {name}", path, counted) if counted else self._say(name, path)
        return self._say(name, path)

    def _former(self, row: SectionChange) -> str:
        """Return the number that a section had, where it has another now."""
        if not row.renumbered or row.old is None:
            return ""
        return clean(self._report.old.sections[row.old].number or "")

    def _title(self, place: Place) -> Line:
        """Return the title sentence of a paragraph with what became of it."""
        row = self._places.title_row(place)
        if row is None or (row.status == "unchanged" and not row.moved):
            return line(place.title)
        if row.status == "changed":
            return redline.runs(row.edits)
        name = {"added": "new section", "removed": "old section"}.get(row.status, "moved section")
        return line(Run(self._say(name, place.title)))
