"""What a reader asked to see of a report or a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class View:
    """The language; whether noise, restated figures and unchanged segments are listed; a terminal's width, colour."""

    lang: Lang = "zh"
    noise: bool = False
    restated: bool = False
    unchanged: bool = False
    width: int = 100
    colour: bool = False
