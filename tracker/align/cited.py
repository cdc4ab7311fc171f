"""What segments say, with references to other articles as what they lead to.

Penalties are written on one pattern; what tells them apart is often the article alone that was broken. 第二十条 is
第二十二条 where the one became the other. (Of the passages that this pairs otherwise in 115 pairs of versions ten can
be judged: eight became right, or were wrong and are alone now; two became wrong, and are marked to be checked.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tracker import provisions
from tracker.model import Document, SectionMatch, paired

# One character stands for an article, so that it is rare as a word is; this many are free.
_FIRST, _FREE = 0xE000, 6400
# What is not known to be in both versions is the same as any other article.
_UNKNOWN = "第条"


def texts(said: Sequence[str], old: Document, new: Document, matched: Iterable[SectionMatch]) -> list[str]:
    """Return what the segments of both documents *said*, folded, with references by the *matched* sections."""
    known = paired(matched)
    split = len(old.segments)
    return [*_written(said[:split], old, known), *_written(said[split:], new, {j: j for j in known.values()})]


def _written(said: Iterable[str], document: Document, leads: Mapping[int, int]) -> list[str]:
    """Return what the segments of one document *said*; *leads* says which new section each of its sections is."""
    labels = provisions.labels(document.sections)
    return [_with_marks(text, provisions.cited(text, labels), leads) for text in said]


def _with_marks(text: str, cited: Iterable[provisions.Citation], leads: Mapping[int, int]) -> str:
    parts: list[str] = []
    at = 0
    for span, section in cited:
        parts += text[at : span.start], chr(_FIRST + leads[section] % _FREE) if section in leads else _UNKNOWN
        at = span.end
    return "".join([*parts, text[at:]])
