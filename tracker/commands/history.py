"""History told: ``tracker log``, ``history``, ``blame``, ``audit`` and ``search``."""

from __future__ import annotations

import shlex
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tracker.commands import output, places, streams
from tracker.commands.options import FORMAT, LANG, OUTPUT, WIDTH, Lang, TableFormat
from tracker.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.commands.places import Place
    from tracker.histories import History
    from tracker.model import Section, Snapshot
    from tracker.store.finding import Hit, Run

SOURCE = typer.Argument(..., metavar="SOURCE", help="The source.")


def register(app: typer.Typer) -> None:
    """Add the commands that tell history to *app*."""
    app.command(epilog="Example: tracker log work-report")(log)
    app.command(epilog="Example: tracker history work-report --figure 城镇新增就业 --format csv")(history)
    app.command(epilog="Example: tracker blame work-report@2024")(blame)
    app.command(epilog="Example: tracker audit work-report")(audit)
    app.command(epilog='Example: tracker search "专精特新" 企业 --source work-report')(search)


def log(
    source: str = SOURCE, format: TableFormat = FORMAT, out: Path = OUTPUT, lang: Lang = LANG, width: int = WIDTH
) -> int:
    """List the versions of a source with what changed in each.

    The newest comes first; each is compared with the one before it.
    """
    from tracker import histories, indexing, references
    from tracker.histories import listings

    to = output.target(format, out)
    place = places.here()
    name = references.source(place.store, source)
    with output.bar("reading") as step, indexing.current(place.root, step, name) as index:
        found = histories.logged(name, place.store, index, step)
    _tell(found.troubles)
    output.listing(listings.log(name, found.rows, lang.value), to, lang, width)
    return 0


def history(
    source: str = SOURCE,
    figure: str = typer.Option(None, "--figure", metavar="INDICATOR", help="The values of this indicator."),
    measure: str = typer.Option(None, "--measure", metavar="WORDS", help="When what says so came and went."),
    format: TableFormat = FORMAT,
    out: Path = OUTPUT,
    lang: Lang = LANG,
    width: int = WIDTH,
) -> int:
    """Follow a figure or a measure over the versions of a source.

    Without --figure and --measure: a line a version, as `tracker log`.
    """
    from tracker import references
    from tracker.histories import listings
    from tracker.store import passages

    if figure is not None and measure is not None:
        raise UsageError("give --figure or --measure, not both")
    if figure is None and measure is None:
        return log(source, format, out, lang, width)
    wanted = figure if figure is not None else measure
    if not passages.holds_letters(wanted):
        # A mark alone would be found everywhere.
        raise UsageError("--figure and --measure need words to look for")
    to = output.target(format, out)
    place = places.here()
    name = references.source(place.store, source)
    told = _history(place, name, place.store.snapshots(name))
    make = listings.series if figure is not None else listings.lives
    output.listing(make(name, wanted, told, lang.value), to, lang, width)
    return 0


def blame(
    document: str = typer.Argument(..., metavar="VERSION", help="A stored version: SOURCE, SOURCE~1, SOURCE@2024-08."),
    format: TableFormat = FORMAT,
    out: Path = OUTPUT,
    lang: Lang = LANG,
    width: int = WIDTH,
) -> int:
    """Tell when each measure and figure of a version came in.

    Each is told with the version in which it came in, and that in which it was last changed.
    """
    from tracker import references
    from tracker.histories import listings

    to = output.target(format, out)
    place = places.here()
    chosen = references.snapshot(place.store, document)
    versions = [s for s in place.store.snapshots(chosen.source) if s.id <= chosen.id]
    told = _history(place, chosen.source, versions)
    if not told.versions or told.versions[-1].snapshot != chosen:
        raise UsageError(told.troubles[-1])
    output.listing(listings.blame(f"{chosen.source} {chosen.date}", told, lang.value), to, lang, width)
    return 0


def audit(
    source: str = SOURCE, format: TableFormat = FORMAT, out: Path = OUTPUT, lang: Lang = LANG, width: int = WIDTH
) -> int:
    """Find what contradicts an earlier version.

    What each version says of its own past is held against what was said then.
    """
    from tracker import references
    from tracker.histories import listings

    to = output.target(format, out)
    place = places.here()
    name = references.source(place.store, source)
    told = _history(place, name, place.store.snapshots(name))
    output.listing(listings.findings(name, told, lang.value), to, lang, width)
    return 0


def search(
    words: list[str] = typer.Argument(..., metavar="WORDS...", help="All of these; in quotes: as they stand."),
    source: str = typer.Option(None, "--source", metavar="SOURCE", help="In this source only."),
    since: str = typer.Option(None, "--since", metavar="DATE", help="In versions of this day, month, year or later."),
    until: str = typer.Option(None, "--until", metavar="DATE", help="In versions of this day, month, year or earlier."),
    limit: int = typer.Option(50, "--limit", min=1, help="At most so many rows."),
    format: TableFormat = FORMAT,
    out: Path = OUTPUT,
    lang: Lang = LANG,
    width: int = WIDTH,
) -> int:
    """Find words in all versions.

    They are found wherever they stand together in a passage. One that is the same in successive versions is told once,
    with the first and the last of them; in JSON and CSV it is a row for each version.
    """
    from tracker import indexing, references
    from tracker.renderers.tables import Listing
    from tracker.store import names, passages
    from tracker.store.finding import Run

    phrases = [part for word in words for part in _phrases(word)]
    if empty := [phrase for phrase in phrases or [""] if not passages.holds_letters(phrase)]:
        raise UsageError(f"{empty[0]!r} holds no letter or digit that could be found")
    for day in (since, until):
        if day is not None:
            names.period(day)
    to = output.target(format, out)
    place = places.here()
    name = None if source is None else references.source(place.store, source)
    with output.bar("reading") as step, indexing.current(place.root, step, name) as index:
        asked = (phrases, name, since, until, limit + 1)
        found = [Run(hit, hit.id) for hit in index.search(*asked)] if to.exact else index.runs(*asked)
        table = _hits(found[:limit], cache(index.sections))
    title = _found(" ".join(words), len(table[1]), len(found) > limit, lang)
    nothing = "No passage was found." if lang.value == "en" else "没有找到。"
    output.listing(Listing(title, *table, nothing), to, lang, width)
    return 0


def _history(place: Place, source: str, snapshots: Sequence[Snapshot]) -> History:
    from tracker import histories, indexing

    with output.bar("reading") as step, indexing.current(place.root, step, source) as index:
        told = histories.read(source, snapshots, index, step)
    _tell(told.troubles)
    if not told.versions:
        raise UsageError(f"no version of {source} can be read")
    return told


def _tell(troubles: Sequence[str]) -> None:
    for trouble in troubles:
        streams.tell(trouble)


def _hits(
    runs: Sequence[Run], sections: Callable[[str, str], tuple[Section, ...]]
) -> tuple[tuple[str, ...], tuple[tuple[str | int, ...], ...]]:
    """Return the columns and the rows of what was found; how many versions say it where one is said by several."""
    from tracker.renderers.places import headed

    rows = []
    several = any(run.versions > 1 for run in runs)
    for run in runs:
        hit = run.hit
        where = (run.first, hit.id, run.versions) if several else (hit.id, hit.date)
        rows.append((hit.source, *where, headed(sections(hit.source, hit.id), hit.section), _excerpt(hit)))
    versions = ("first_version", "last_version", "versions") if several else ("version", "date")
    return ("source", *versions, "section", "passage"), tuple(rows)


def _found(words: str, count: int, more: bool, lang: Lang) -> str:
    """Return how many passages are shown, and whether there are more."""
    if lang.value == "en":
        return f"“{words}”: " + (f"the first {count} passages; --limit shows more" if more else f"found {count} times")
    return f"检索“{words}”：" + (f"前 {count} 处，加 --limit 可看更多" if more else f"{count} 处")


def _phrases(word: str) -> list[str]:
    """Return the phrases of one argument: what stands in quotes is one, else each word is."""
    try:
        return shlex.split(word)
    except ValueError:
        return word.split()


# So much is shown around the first place that was found.
_AROUND = 40


def _excerpt(hit: Hit) -> str:
    """Return the passage around what was found, which stands in 【】."""
    from tracker.renderers import plain

    start = max(0, hit.marks[0][0] - _AROUND)
    end = min(len(hit.text), max(hit.marks[0][1] + _AROUND, start + 3 * _AROUND))
    parts, at = ["…" if start else ""], start
    for a, b in hit.marks:
        if b <= end:
            parts += hit.text[at:a], "【", hit.text[a:b], "】"
            at = b
    words = plain.said("".join([*parts[1:], hit.text[at:end]]), hit.text)
    return f"{parts[0]}{words}{'…' if end < len(hit.text) else ''}"
