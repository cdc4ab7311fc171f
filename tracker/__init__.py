"""tracker follows how Chinese reform reports and policy documents change."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.align import align_texts as align_texts
    from tracker.numerals import parse_numeral as parse_numeral

__version__ = "0.1.0"

# Public names and the modules that hold them: read when they are asked for, so that --version stays quick.
_HOMES = {"align_texts": "tracker.align", "parse_numeral": "tracker.numerals"}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
