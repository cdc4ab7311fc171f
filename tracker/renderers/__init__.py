"""Reports and documents to what people and programs read: one format, one module, named in one registry."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from tracker.errors import UsageError
from tracker.model import Document, Report
from tracker.renderers.view import View


class _Renderer(Protocol):
    """What a format's module offers, as far as the registry below says so."""

    def report(self, report: Report, view: View) -> bytes:
        """Return a report in this format."""

    def document(self, document: Document, label: str, view: View) -> bytes:
        """Return a document in this format."""

    def figures(self, document: Document, label: str, view: View) -> bytes:
        """Return the figures of a document in this format."""


# Which module renders what; imported when asked for, as some carry heavy libraries.
REPORT_FORMATS = ("markdown", "terminal", "html", "docx", "json")
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
    return _named(format, REPORT_FORMATS).report(report, view)


def document(document: Document, format: str, label: str, view: View = View()) -> bytes:
    """Return *document*, named *label*, in one of DOCUMENT_FORMATS."""
    return _named(format, DOCUMENT_FORMATS).document(document, label, view)


def figures(document: Document, format: str, label: str, view: View = View()) -> bytes:
    """Return the figures of *document*, named *label*, in one of FIGURE_FORMATS."""
    return _named(format, FIGURE_FORMATS).figures(document, label, view)


def check(format: str, formats: tuple[str, ...]) -> None:
    """Raise UsageError where *format* is none of *formats*."""
    if format not in formats:
        raise UsageError(f"format {format} is none of {', '.join(formats)}")


def _named(format: str, formats: tuple[str, ...]) -> _Renderer:
    check(format, formats)
    return cast(_Renderer, import_module(f"tracker.renderers.{format}"))
