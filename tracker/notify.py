"""A message to one of the many services that apprise knows: the one door to it."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from pathlib import Path

from tracker.errors import UsageError

# The only thing of what a service says that is passed on: the rest may hold tokens.
_STATUS = re.compile(r"error=(\d{3})\b")


def send(address: str, title: str, body: str, attachments: Sequence[Path] = ()) -> str | None:
    """Send a message in Markdown; return why it could not be sent, None where it was.

    Raises UsageError where apprise is not installed.
    """
    try:
        import apprise
    except ImportError:
        raise UsageError("messages need apprise: install tracker[notify]") from None
    heard = _Heard()
    logger = logging.getLogger("apprise")
    logger.addHandler(heard)
    try:
        made = apprise.Apprise()
        if not made.add(address):
            return "apprise knows no such address"
        sent = bool(
            made.notify(
                title=title,
                body=body,
                body_format=apprise.NotifyFormat.MARKDOWN,
                attach=[str(path) for path in attachments if path.is_file()] or None,
            )
        )
    except (TypeError, OSError):  # what apprise raises for what its services cannot take
        sent = False
    finally:
        logger.removeHandler(heard)
    if sent:
        return None
    return f"the service answered HTTP {heard.status}" if heard.status else "the service did not take it"


class _Heard(logging.Handler):
    """Keeps apprise from writing on standard error, and the status that it complains of."""

    status: str | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if found := _STATUS.search(record.getMessage()):
            self.status = found[1]
