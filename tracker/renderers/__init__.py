"""Reports and documents to what people and programs read: one format, one module, named in one registry."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from tracker.errors import UsageError
from tracker.model import Document, Report
from tracker.renderers.page import Page
from tracker.renderers.phrases import Phrases
from tracker.renderers.view import View

if TYPE_CHECKING:
    from typing import Protocol

    class _Writer(Protocol):
        """A format that people read: its module writes whatever stands on a page."""

        def written(self, page: Page, view: View) -> bytes:
            """Return *page* in this format."""

    class _Exact(Protocol):
        """A format that programs read, as far as the registry below says so."""

        def report(self, report: Report) -> bytes:
            """Return a report in this format."""

        def document(self, document: Document) -> bytes:
            """Return a document in this format."""

        def figures(self, document: Document) -> bytes:
            """Return the figures of a document in this format."""


# Which module renders what; imported when asked for, as some carry heavy libraries.
_PAGED = ("markdown", "terminal", "html", "docx")
REPORT_FORMATS = ("markdown", "terminal", "html", "docx", "json", "csv")
DOCUMENT_FORMATS = ("terminal", "markdown", "html", "docx", "json", "text")
FIGURE_FORMATS = ("terminal", "markdown", "html", "docx", "json", "csv")
SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".json": "json",
    ".csv": "csv",
    ".txt": "text",
}


def report(report: Report, format: str, view: View = View()) -> bytes:
    """Return *report* in one of REPORT_FORMATS."""
    check(format, REPORT_FORMATS)
    if format not in _PAGED:
        return _exact(format).report(report)
    from tracker.renderers import telling

    return written(telling.page(report, view), format, view)


def highlights(report: Report, view: View = View()) -> str:
    """Return in a few sentences which figures changed most, and what went and came where that is little."""
    from tracker.renderers import gist

    return gist.of(report, Phrases(view.lang))


def document(document: Document, format: str, label: str, view: View = View()) -> bytes:
    """Return the outline of *document*, named *label*, with its measures and figures, in one of DOCUMENT_FORMATS."""
    check(format, DOCUMENT_FORMATS)
    if format not in _PAGED:
        return _exact(format).document(document)
    from tracker.renderers import listing

    return written(listing.outline(document, label, view), format, view)


def figures(document: Document, format: str, label: str, view: View = View()) -> bytes:
    """Return the figures of *document*, named *label*, as a table in one of FIGURE_FORMATS."""
    check(format, FIGURE_FORMATS)
    if format not in _PAGED:
        return _exact(format).figures(document)
    from tracker.renderers import listing

    return written(listing.figures(document, label, view), format, view)


def written(page: Page, format: str, view: View) -> bytes:
    """Return *page* in one of the formats that people read."""
    return cast("_Writer", import_module(f"tracker.renderers.{format}")).written(page, view)


def check(format: str, formats: tuple[str, ...]) -> None:
    """Raise UsageError where *format* is none of *formats*."""
    if format not in formats:
        raise UsageError(f"format {format} is none of {', '.join(formats)}")


def suffix(format: str) -> str:
    """Return how the name of a file in *format* ends."""
    return next(ending for ending, name in SUFFIXES.items() if name == format)


def _exact(format: str) -> _Exact:
    return cast("_Exact", import_module(f"tracker.renderers.{format}"))
