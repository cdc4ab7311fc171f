"""The command line's families: each module registers its commands on the app, and is read only where it is asked."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

# The module of each family and its commands, in the order of the help.
FAMILIES = {
    "documents": ("show", "diff"),
    "keeping": ("init", "add", "list", "export", "verify", "reindex"),
    "history": ("log", "history", "blame", "audit", "search"),
    "checks": ("check", "watch", "status", "remove"),
    "schedules": ("schedule",),
}


def register(app: typer.Typer, asked: str = "") -> None:
    """Add to *app* the family that the command *asked* is of; all of them where it is of none."""
    holding = [family for family, commands in FAMILIES.items() if asked in commands]
    for family in holding or FAMILIES:
        import_module(f"tracker.commands.{family}").register(app)
