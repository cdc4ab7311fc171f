"""The environment that ``${NAME}`` is filled in from: the process's own, and what a workspace's .env adds to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tracker.errors import SourceError

FILE = ".env"

_LINE = re.compile(r"""\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|(.*?))\s*$""")  # A="b c"


def of(root: Path, own: Mapping[str, str]) -> dict[str, str]:
    """Return *own* over what ``.env`` in *root* says, as schedulers start jobs with next to nothing in theirs.

    Raises SourceError, which quotes nothing of the file, for a line that says nothing.
    """
    try:
        text = (root / FILE).read_text("utf-8-sig")
    except FileNotFoundError:
        return dict(own)
    except (OSError, UnicodeDecodeError):
        raise SourceError(f"{FILE} cannot be read as text") from None
    found: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        said = _LINE.match(line)
        if said is None:
            raise SourceError(f"{FILE}, line {number}: write NAME=value")
        found[said[1]] = next((value for value in said.groups()[1:] if value is not None), "")
    return {**found, **own}
