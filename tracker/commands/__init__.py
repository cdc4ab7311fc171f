"""The command line's families: each module registers its commands on the app."""

from __future__ import annotations

from collections.abc import Callable

import typer

from tracker.commands import checks, documents, history, keeping, schedules

FAMILIES: tuple[Callable[[typer.Typer], None], ...] = (
    documents.register,
    keeping.register,
    history.register,
    checks.register,
    schedules.register,
)
