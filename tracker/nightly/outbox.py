"""Messages to those who asked for them, at least once: what could not be sent lies on disk until it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tracker import disk
from tracker.errors import UsageError
from tracker.nightly.overview import Message
from tracker.nightly.record import written
from tracker.secrets import Unset, expanded

Send = Callable[[str, str, str, Sequence[Path]], str | None]

# Of one message; mailboxes and chats refuse more.
_ATTACHED = 20


def put(outbox: Path, number: int, message: Message, urls: Sequence[str], attachments: Sequence[str]) -> None:
    """Put the message of pass *number* to *urls* into *outbox*; one that is there already is not put again."""
    if not urls:
        return
    outbox.mkdir(parents=True, exist_ok=True)
    fields = {
        "number": number,
        "title": message.title,
        "body": message.body,
        "attachments": list(attachments[:_ATTACHED]),
        # By digest: an address may hold a token, and this folder may be committed.
        "targets": [_digest(url) for url in urls],
    }
    disk.put(outbox / f"{number:08}.json", written(fields))


def waiting(outbox: Path) -> int:
    """Return how many messages could not be sent yet."""
    return sum(1 for _ in outbox.glob("*.json"))


def deliver(
    outbox: Path, root: Path, urls: Sequence[str], environment: Mapping[str, str], send: Send
) -> tuple[str, ...]:
    """Send what lies in *outbox*, oldest first; return what could not be sent, which stays there."""
    troubles: dict[str, None] = {}
    for path in sorted(outbox.glob("*.json")):
        fields = _read(path)
        left = []
        for digest in fields["targets"]:
            at = next((i for i, url in enumerate(urls) if _digest(url) == digest), None)
            if at is None:
                continue  # an address that tracker.toml lists no more
            trouble = _sent(urls[at], fields, root, environment, send)
            if trouble:
                left.append(digest)
                troubles[
                    f"[notify] urls, number {at + 1}{_kind(urls[at])}: {trouble}; it is sent with the next pass"
                ] = None
        if left:
            disk.put(path, written(fields | {"targets": left}))
        else:
            path.unlink()
    return tuple(troubles)


def _sent(url: str, fields: dict[str, Any], root: Path, environment: Mapping[str, str], send: Send) -> str | None:
    try:
        address = expanded(url, environment, address=True).text
        return send(address, fields["title"], fields["body"], [root / path for path in fields["attachments"]])
    except (Unset, UsageError) as error:
        return str(error)


def _read(path: Path) -> dict[str, Any]:
    with suppress(ValueError, OSError):
        fields = json.loads(path.read_bytes())
        if isinstance(fields, dict) and {"targets", "title", "body", "attachments"} <= fields.keys():
            return fields
    return {"targets": [], "title": "", "body": "", "attachments": []}


def _kind(url: str) -> str:
    """Return how an address begins, in brackets, where that is no variable: (mailto)."""
    scheme = url.partition("://")[0]
    return f" ({scheme})" if scheme.isalnum() else ""


def _digest(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:16]
