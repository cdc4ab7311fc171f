"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum

import typer


class Lang(StrEnum):
    """The language that a report is told in; what it quotes stays as it is."""

    zh = "zh"
    en = "en"


class TableFormat(StrEnum):
    """What a table can be written as."""

    terminal = "terminal"
    markdown = "markdown"
    csv = "csv"
    json = "json"
    html = "html"
    docx = "docx"


FORMAT = typer.Option(None, "--format", "-f", help="Default: terminal on a terminal, by FILE's ending, else markdown.")
OUTPUT = typer.Option(None, "--output", "-o", metavar="FILE", help="Write to FILE instead of standard output.")
LANG = typer.Option(Lang.zh, "--lang", help="The language of what is told.")
WIDTH = typer.Option(None, "--width", min=40, max=500, help="Columns of the terminal view.")
