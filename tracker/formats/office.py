"""A paragraph of an office file, its words and how they are set, to blocks; and what a reader is told of the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.formats.blocks import Block, Heading, Item, Paragraph, tidy
from tracker.formats.labels import BOLD_LEVEL, LONGEST_HEADING, attached, heading_like

BULLET = "-"


@dataclass(slots=True)
class Line:
    """The words of a paragraph so far, and whether any of them is not bold."""

    words: list[str] = field(default_factory=list)
    plain: bool = False

    def say(self, words: str | None, bold: bool) -> None:
        """Add *words*, if there are any."""
        if words is not None:
            self.words.append(words)
            self.plain = self.plain or not (bold or words.isspace())

    def texts(self) -> list[str]:
        """Return what stands between its line breaks, without what is blank."""
        return [text for text in map(tidy, "".join(self.words).split("\n")) if text]

    def blocks(self, level: int | None, mark: str = "", depth: int = 0) -> list[Block]:
        """Return its blocks, as of a heading of *level* or with the *mark* that it bears in a list."""
        texts = self.texts() if level is None else ["".join(self.texts())]
        return [_block(texts[0], level, not self.plain, mark, depth), *map(Paragraph, texts[1:])] if any(texts) else []


def _block(text: str, level: int | None, bold: bool, mark: str, depth: int) -> Block:
    written = text if mark in ("", BULLET) else attached(mark, text)
    if level is not None and len(written) <= 3 * LONGEST_HEADING:
        return Heading(level, written)
    if bold and mark != BULLET and heading_like(written):
        return Heading(BOLD_LEVEL, written)
    if mark == BULLET or (mark.endswith(".") and mark.isascii()):
        return Item(mark, text, depth)
    return Paragraph(written)


def notes(texts: Iterable[str]) -> list[Block]:
    """Return the footnotes that say *texts*, as they stand behind the body."""
    return [Paragraph(f"[^{number}]: {text}") for number, text in enumerate(texts, 1)]


def findings(insertions: int, deletions: int, comments: int) -> list[str]:
    """Return what a reader should know of a file with so many tracked changes and comments."""
    told = []
    if insertions or deletions:
        told.append(f"tracked changes are taken as accepted: {insertions} insertions, {deletions} deletions")
    return [*told, f"comments are left out: {comments}"] if comments else told
