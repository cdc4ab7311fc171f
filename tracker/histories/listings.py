"""What was found in the versions of a source to the tables that are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from tracker import audit, timeline
from tracker.figures import Stretch, units
from tracker.histories.reading import History, Logged, Version
from tracker.model import Figure, Span
from tracker.renderers import columns, redline
from tracker.renderers.tables import Cell, Listing
from tracker.renderers.view import Lang

_EVENTS = {
    "came in": "出现",
    "reworded": "改写",
    "moved": "移动",
    "went out": "删除",
    "came back": "恢复",
}
# What a figure of each role says; that it is the level is what one expects.
_NATURES = {"level": ("", ""), "change": ("增减", "change"), "target": ("目标", "target")}
# … and that it is of one year as well.
_STRETCHES: Mapping[Stretch, tuple[str, str]] = {
    "": ("", ""),
    "one": ("", ""),
    "several": ("多年", "over years"),
    "mean": ("年均", "yearly average"),
}
_FINDINGS = {
    "growth": ("增长与前一版本的水平不符", "the growth does not lead back to the level said before"),
    "transition": ("起点与前一版本的数值不符", "it starts from another value than was said before"),
    "two values": ("同一文件中同一指标有两个数值", "one indicator has two values in one document"),
}
_WIDEST = 12


def log(source: str, rows: Sequence[Logged], lang: Lang) -> Listing:
    """Return a line a version, the newest first, with what changed since the one before."""
    header = ("version", "date", "title", *columns.COUNTS)
    made = tuple((row.snapshot.id, row.snapshot.date, row.snapshot.title, *_counts(row)) for row in reversed(rows))
    return Listing(_said(lang, f"版本记录：{source}", f"Versions of {source}"), header, made)


def _counts(row: Logged) -> Iterator[Cell]:
    for part, status in columns.COUNTS.values():
        yield None if row.counts is None else row.counts[part].get(status, 0)


def series(source: str, wanted: str, history: History, lang: Lang) -> Listing:
    """Return each value of each series of *wanted*, with its difference from the value before."""
    documents = history.documents
    found = timeline.series(documents, history.steps, wanted)
    rows: list[tuple[Cell, ...]] = []
    for number, one in enumerate(found, 1):
        rows += _series(number, one, history, lang)
    title = _said(lang, f"数据序列：{wanted}（{source}）", f"Series of {wanted} in {source}")
    header = (
        *("series", "indicator", "nature", "version", "date", "figure"),
        *("value", "high", "unit", "difference", "chart", "note"),
    )
    empty = _said(
        lang,
        f"没有哪个版本有“{wanted}”的数据；tracker show {source} --figures 列出各项指标。",
        f"No version has a figure of {wanted}; tracker show {source} --figures lists what there are figures of.",
    )
    return Listing(title, header, tuple(rows), empty)


def _series(number: int, one: timeline.Series, history: History, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    figures = {p.version: history.documents[p.version].figures[p.figure] for p in one.points}
    stretches = {p.version: p.stretch for p in one.points}
    last = figures[one.points[-1].version]
    measured = {v: f.value * (_factor(f, last) or 1) for v, f in figures.items() if f.value is not None}
    largest = max(map(abs, measured.values()), default=Decimal(0))
    reverts, before = timeline.reverts(one, history.documents), None
    for version in range(one.points[0].version, one.points[-1].version + 1):
        snapshot = history.versions[version].snapshot
        if version not in figures:
            note = _said(lang, "本版本未提及", "not in this version")
            yield number, one.subject, None, snapshot.id, snapshot.date, None, None, None, None, None, "", note
            continue
        figure = figures[version]
        notes = _notes(version, one, version in reverts, len(history.versions), lang)
        yield (
            number,
            figure.subject or one.subject,
            _nature(figure, stretches[version], lang),
            snapshot.id,
            snapshot.date,
            figure.span.of(history.documents[version].text),
            figure.value,
            figure.high,
            figure.unit,
            _difference(before, figure),
            _bar(measured.get(version), largest),
            _said(lang, "、", ", ").join(notes),
        )
        before = figure


def _nature(figure: Figure, stretch: Stretch, lang: Lang) -> str | None:
    """Return what a figure says that one would not expect: that it is an aim, or of several years."""
    return " · ".join(filter(None, (_said(lang, *_NATURES[figure.role]), _said(lang, *_STRETCHES[stretch])))) or None


def _notes(version: int, one: timeline.Series, revert: bool, versions: int, lang: Lang) -> Iterator[str]:
    if version == one.points[0].version:
        yield _said(lang, "首次出现", "first seen")
    if revert:
        yield _said(lang, "恢复为先前的数值", "back to an earlier value")
    if version == one.points[-1].version and version + 1 < versions:
        yield _said(lang, "最后出现", "last seen")


def _difference(before: Figure | None, figure: Figure) -> Decimal | None:
    """Return by how much *figure* is more than the one *before*, in its own unit; None where that cannot be told."""
    factor = _factor(before, figure) if before else None
    if before is None or factor is None or before.value is None or figure.value is None:
        return None
    by = _plain(figure.value - before.value * factor)
    if before.high is None and figure.high is None:
        return by
    # A range moves by a number only where both its ends do.
    if before.high is None or figure.high is None:
        return None
    return by if figure.high - before.high * factor == by else None


def _plain(number: Decimal) -> Decimal:
    """Return *number* without a nought at its end: 4.6 − 4.6 is 0.0, and 12500 kg in tonnes 12.500."""
    whole = number.to_integral_value()
    return whole or Decimal(0) if whole == number else number.normalize()


def _factor(one: Figure, other: Figure) -> Decimal | None:
    """Return what the value of *one* is to be multiplied by to be in the unit of *other*: 公斤, 万吨."""
    if one.unit == other.unit:
        return Decimal(1)
    return units.ratio(one.unit or "", other.unit or "") if one.per == other.per else None


def _bar(value: Decimal | None, largest: Decimal) -> str:
    """Return a bar as long as the value is large beside the largest one of its series."""
    if value is None or not largest:
        return ""
    return "█" * max(1, int((abs(value) / largest * _WIDEST).to_integral_value(ROUND_HALF_UP)))


def lives(source: str, wanted: str, history: History, lang: Lang) -> Listing:
    """Return what happened to each measure that holds *wanted*, in the order of the versions."""
    rows: list[tuple[Cell, ...]] = []
    for number, life in enumerate(timeline.lives(history.documents, history.steps, wanted), 1):
        for moment in life.moments:
            gone = moment.event == "went out"
            document = history.documents[moment.version - gone]
            snapshot = history.versions[moment.version].snapshot
            event = _said(lang, _EVENTS[moment.event], moment.event)
            rows.append((number, snapshot.id, snapshot.date, event, redline.alone(document.quote((moment.segment,)))))
    title = _said(lang, f"举措沿革：{wanted}（{source}）", f"History of {wanted} in {source}")
    empty = _said(lang, f"没有哪个版本提到“{wanted}”。", f"No version speaks of {wanted}.")
    return Listing(title, ("series", "version", "date", "event", "words"), tuple(rows), empty)


def blame(name: str, history: History, lang: Lang) -> Listing:
    """Return for each measure and figure of the last version where it came in and was last changed."""
    document = history.documents[-1]
    segments, figures = timeline.blame(history.documents, history.steps)
    homes: dict[int, list[int]] = {}
    for index, home in enumerate(document.homes()):
        homes.setdefault(home, []).append(index)
    rows: list[tuple[Cell, ...]] = []
    for row in segments:
        if document.segments[row.index].role == "measure":
            words = redline.alone(document.quote((row.index,)))
            role = _said(lang, "举措", "measure")
            rows.append((role, _dated(history, row.came), _dated(history, row.changed), words))
        for index in homes.get(row.index, []):
            told = figures[index]
            figure = document.figures[index]
            words = f"{figure.subject} {figure.span.of(document.text)}".strip()
            role = _said(lang, "数据", "figure")
            rows.append((role, _dated(history, told.came), _dated(history, told.changed), words))
    title = _said(lang, f"逐条溯源：{name}", f"Where each came in: {name}")
    empty = _said(lang, "没有举措，也没有数据。", "It has neither measures nor figures.")
    return Listing(title, ("role", "came_in", "last_changed", "words"), tuple(rows), empty)


def _dated(history: History, version: int) -> str:
    return history.versions[version].snapshot.id


def findings(source: str, history: History, lang: Lang) -> Listing:
    """Return what does not fit between the versions, and within them, both places quoted."""
    found = audit.findings(history.documents, history.steps, history.days())
    rows = tuple(
        (
            _said(lang, *_FINDINGS[row.kind]),
            row.subject,
            row.expected,
            row.said,
            row.unit,
            *_quoted(history.versions[row.later.version], row.later.sentence),
            *_quoted(history.versions[row.earlier.version], row.earlier.sentence),
        )
        for row in found
    )
    title = _said(lang, f"前后核对：{source}", f"Consistency of {source}")
    empty = _said(lang, "没有发现前后矛盾。", "Nothing contradicts what was said before.")
    columns = ("finding", "indicator", "expected", "said", "unit")
    places = ("later_version", "later", "earlier_version", "earlier")
    return Listing(title, (*columns, *places), rows, empty)


def _quoted(version: Version, sentence: Span) -> tuple[str, str]:
    return version.snapshot.id, sentence.of(version.document.text).strip()


def _said(lang: Lang, zh: str, en: str) -> str:
    return en if lang == "en" else zh
