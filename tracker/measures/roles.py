"""A segment's words to its role: does it say that somebody did, does or shall do a certain thing?"""

from __future__ import annotations

import re
from typing import Literal

from tracker.measures import verbs

_PROVISION = re.compile("应当|可以|不得|禁止|必须|有权|有义务|处.{0,40}罚款|责令|严禁|由.{1,30}负责")


def of(words: str) -> Literal["measure", "statement", "note"]:
    """Return the role of one segment of running text."""
    if not any(c.isalnum() for c in words):
        return "note"
    if verbs.governs(words) or _PROVISION.search(words):
        return "measure"
    return "statement"
