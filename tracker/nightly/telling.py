"""Versions that nobody was told of to reports beside one another, and to rows of the overview."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import NamedTuple

from tracker import disk, renderers, views, zones
from tracker.errors import TrackerError
from tracker.model import Decoded, Report, Side, Snapshot
from tracker.nightly.memory import Place
from tracker.nightly.record import Changed, Failed, Known
from tracker.renderers import tally
from tracker.renderers.view import Lang, View
from tracker.sources import Config, Source
from tracker.store import Store, names


class Told(NamedTuple):
    """The rows, what is known of each source from now on, and what could not be compared."""

    rows: tuple[Changed, ...]
    known: Mapping[str, Known]
    failed: tuple[Failed, ...]


def untold(store: Store, known: Mapping[str, Known]) -> tuple[str, ...]:
    """Return the sources that have versions after the one that was told of last."""
    newest = dict(store.identifiers())  # of each source the last one, as they are sorted
    return tuple(source for source in known if newest.get(source, "") > known[source].told)


def told(
    sources: Sequence[Source],
    known: Mapping[str, Known],
    notes: Mapping[str, tuple[str, ...]],
    place: Place,
    config: Config,
    now: datetime,
    step: Callable[[int], None] = lambda _: None,
) -> Told:
    """Compare each untold version of *sources* with the one before, and write a report of each that differs.

    *notes* is what a reader should know of how the newest versions were read. A version in which only ignored words
    differ stays untold: what it hides is told once the rule that hides it goes.
    """
    rows: list[Changed] = []
    failed: list[Failed] = []
    now_known: dict[str, Known] = {}
    for done, source in enumerate(sources):
        step(done)
        before = known[source.id].told
        try:
            made, last = _of_source(source, before, notes.get(source.id, ()), place, config)
        except Exception as error:  # also a bug: met at one source it stops no other, and is tried again
            what = error if isinstance(error, TrackerError) else f"{type(error).__name__}: {error}"
            reason = f"its versions cannot be compared: {what}"
            failed.append(Failed(source.id, source.name, "failed", " ".join(reason.split()), now))
            continue
        rows += made
        now_known[source.id] = replace(known[source.id], told=last)
    return Told(tuple(sorted(rows, key=weight)), now_known, tuple(failed))


def weight(row: Changed) -> tuple[object, ...]:
    """Return what rows are ordered by: figures changed, measures gone and come, other words, first versions."""
    return (
        not row.old,
        -row.count("figures", "changed"),
        -row.count("measures", "removed", "added"),
        -row.count("measures", "changed"),
        -row.count("figures", "added", "removed"),
        -row.count("statements", "changed", "added", "removed"),
        row.title,
        row.new,
    )


def _of_source(
    source: Source, before: str, notes: tuple[str, ...], place: Place, config: Config
) -> tuple[list[Changed], str]:
    """Return the rows of one source, and the version that was told of last."""
    versions = place.store.snapshots(source.id)
    earlier = [version for version in versions if version.id <= before]
    base = earlier[-1] if earlier else None
    rows: list[Changed] = []
    for version in versions[len(earlier) :]:
        if base is None:
            rows.append(Changed(source.id, source.name, "", version.id, url=version.url, notes=notes))
        else:
            old, new = views.of(base, place.store, config, lenient=True), views.of(version, place.store, config)
            if old.text == new.text:
                continue
            report = _compared(source, base, version, old, new)
            if tally.anything_changed(report):
                written = _write(report, source, version, versions, place, config)
                counts = tally.counts(report)
                top = renderers.highlights(report, View(_language(source, config)))
                news = tuple(finding for finding in new.findings if finding not in old.findings)
                row = Changed(source.id, source.name, base.id, version.id, counts, written, version.url, top, news)
                rows.append(row)
        base = version
    return rows, base.id if base else before


def _compared(source: Source, base: Snapshot, version: Snapshot, old: Decoded, new: Decoded) -> Report:
    # Only now, and once: most nights compare nothing, and loading it costs as much as 300 sources.
    from tracker import compare

    before, after = (
        Side(source.name, source.id, snapshot.id, snapshot.date, decoded.findings)
        for snapshot, decoded in ((base, old), (version, new))
    )
    return compare.compare(compare.read(old.text), compare.read(new.text), before, after)


def _write(
    report: Report,
    source: Source,
    version: Snapshot,
    versions: Sequence[Snapshot],
    place: Place,
    config: Config,
) -> tuple[str, ...]:
    """Write *report* in each format that is asked for; return the paths within the folder of reports.

    Where it lies follows from the version alone: a pass that was killed and is done again writes the same files.
    """
    zone = zones.named(config.schedule.timezone)
    date = _date(version, zone)
    same_day = [other for other in versions if _date(other, zone) == date]
    number = same_day.index(version) + 1
    name = names.folder(source.id) + (f"~{number}" if number > 1 else "")
    view = View(_language(source, config))
    folder = place.reports / date
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for format in config.check.formats:
        path = folder / (name + renderers.suffix(format))
        disk.put(path, renderers.report(report, format, view))
        paths.append(f"{date}/{path.name}")
    return tuple(paths)


def _language(source: Source, config: Config) -> Lang:
    """Return the language of a source's reports: its own where reports can be told in it."""
    own = (source.language or "")[:2].lower()
    return "en" if own == "en" or (own != "zh" and config.check.language == "en") else "zh"


def _date(version: Snapshot, zone: tzinfo) -> str:
    return version.captured.astimezone(zone).date().isoformat()
