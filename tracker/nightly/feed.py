"""Changes of many passes to an Atom feed (RFC 4287)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from tracker.nightly import overview
from tracker.nightly.record import Changed, Pass
from tracker.renderers.page import clean
from tracker.renderers.view import Lang

ENTRIES = 200


def atom(passes: Iterable[Pass], link: str | None, lang: Lang = "zh") -> bytes:
    """Return the feed of what changed, newest first; *link* is where the reports' folder is published."""
    rows = [(one, row) for one in sorted(passes, key=lambda one: -one.number) for row in one.changed][:ENTRIES]
    updated = rows[0][0].finished if rows else datetime(1970, 1, 1, tzinfo=UTC)
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">',
        "<title>tracker</title>",
        f"<id>{_id(link or 'reports')}</id>",
        f"<updated>{_time(updated)}</updated>",
        "<author><name>tracker</name></author>",
        *([f'<link rel="self" href={quoteattr(_join(link, "feed.xml"))}/>'] if link else []),
    ]
    return "\n".join([*head, *(_entry(one, row, link, lang) for one, row in rows), "</feed>", ""]).encode()


def _entry(one: Pass, row: Changed, link: str | None, lang: Lang) -> str:
    target = row.reports[0] if row.reports else f"{one.date}.md"
    return "\n".join(
        [
            "<entry>",
            f"<title>{_text(row.title)}</title>",
            # One version is told of once, however often the feed is written.
            f"<id>{_id(row.source, row.new)}</id>",
            f"<updated>{_time(one.finished)}</updated>",
            f"<link href={quoteattr(_join(link, target))}/>",
            f"<summary>{_text(overview.told(row, lang))}</summary>",
            "</entry>",
        ]
    )


def _join(link: str | None, path: str) -> str:
    return f"{link.rstrip('/')}/{quote(path)}" if link else quote(path)


def _id(*parts: str) -> str:
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"


def _text(text: str) -> str:
    return escape(clean(text))


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
