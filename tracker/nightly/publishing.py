"""A pass that is done to what people see of it: the day's overview, the feed, a message in the outbox.

All of it follows from the pass and from what lies there already, and may be done twice.
"""

from __future__ import annotations

import json
from pathlib import Path

from tracker import disk, zones
from tracker.errors import StoreError
from tracker.nightly import feed, outbox, overview, record
from tracker.nightly.memory import Place
from tracker.nightly.record import Pass
from tracker.renderers.view import Lang
from tracker.sources import Config

FORMAT = "tracker.overview/1"

# The feed is made of so many of the newest days.
_DAYS = 60


def publish(one: Pass, config: Config, place: Place) -> None:
    """Write the overview of the pass's day, the feed, and the message that is to be sent."""
    reports, zone = place.reports, zones.named(config.schedule.timezone)
    reports.mkdir(parents=True, exist_ok=True)
    lang: Lang = "en" if config.check.language == "en" else "zh"
    path = reports / f"{one.date}.json"
    passes = [*(other for other in _passes(path) if other.number != one.number), one]
    passes.sort(key=lambda other: other.number)
    disk.put(path, record.written({"format": FORMAT, "date": one.date, "passes": [record.fields(p) for p in passes]}))
    disk.put(reports / f"{one.date}.md", overview.page(passes, zone, lang))
    days = sorted(reports.glob("[0-9]*-[0-9][0-9]-[0-9][0-9].json"))[-_DAYS:]
    disk.put(reports / "feed.xml", feed.atom([p for day in days for p in _passes(day)], config.notify.link, lang))
    message = overview.message(one, config.notify.send, config.notify.link, lang)
    if message:
        outbox.put(place.outbox, one.number, message, config.notify.urls, _attached(one, config, reports))


def _attached(one: Pass, config: Config, reports: Path) -> list[str]:
    """Return the paths, within the workspace, of what goes along with a message."""
    if not config.notify.attach:
        return []
    return [
        f"{reports.name}/{path}" for path in (f"{one.date}.md", *(path for row in one.changed for path in row.reports))
    ]


def _passes(path: Path) -> list[Pass]:
    try:
        fields = json.loads(path.read_bytes())
        return [record.passed(one) for one in fields["passes"]]
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError, OSError):
        raise StoreError(f"{path} is not what tracker wrote; restore it or remove it") from None
