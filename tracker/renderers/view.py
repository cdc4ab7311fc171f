"""What a reader asked to see of a report or a document."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class View(NamedTuple):
    """The language; whether noise, restated figures and unchanged segments are listed; a terminal's width, colour."""

    lang: Lang = "zh"
    noise: bool = False
    restated: bool = False
    unchanged: bool = False
    width: int = 100
    colour: bool = False
