"""What the passes of a day found, to the page that a reader opens in the morning, and to the few words of a message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple
from urllib.parse import quote

from tracker.nightly.record import Changed, Failed, Pass
from tracker.renderers import reasons
from tracker.renderers.markdown import escaped
from tracker.renderers.page import clean, shortened
from tracker.renderers.view import Lang

_WORDS: dict[str, tuple[str, str]] = {
    "overview": ("检查概览", "Overview of checks"),
    "earlier": ("当日更早的检查", "Earlier passes of the day"),
    "pass": ("第 {} 次检查", "Pass {}"),
    "counts": (
        "共检查 {}：有变化 {} 个，首次收录 {} 个，检查失败 {} 个，未变 {} 个",
        "{} checked: {} changed, {} new, {} failed, {} unchanged",
    ),
    "one source": ("{} 个来源", "{} source"),
    "sources": ("{} 个来源", "{} sources"),
    "noise": (
        "（其中 {} 个有新版本，但只有非实质差异或已忽略的差异）",
        " ({} of them with a new version that differs in nothing of substance)",
    ),
    "changed": ("有变化", "Changed"),
    "first": ("首次收录", "New"),
    "failed": ("检查失败", "Failed"),
    "suspicious": ("存疑，未入库", "suspicious, kept aside"),
    "source": ("来源", "Source"),
    "reason": ("原因", "Reason"),
    "since": ("起始时间", "Since"),
    "counted": ("{}（{}）", "{} ({})"),
    "when": ("检查时间：{}（{}）", "{} ({})"),
    "versions": ("{} → {}", "{} → {}"),
    "figures": ("数据", "figures"),
    "measures": ("举措", "measures"),
    "statements": ("陈述", "statements"),
    "sections": ("章节", "sections"),
    "row changed": ("修改", "changed"),
    "row added": ("新增", "added"),
    "row removed": ("删除", "removed"),
    "row moved": ("移动", "moved"),
    "more": ("另有 {} 项，详见概览", "and {} more, see the overview"),
    "note": ("注意：{}", "note: {}"),
    "original": ("原文", "original"),
    "report": ("报告", "report"),
    "list": ("、", ", "),
    "and": ("；", "; "),
    "colon": ("：", ": "),
    "stop": ("。", "."),
    "quiet": ("没有变化，也没有失败", "nothing changed, nothing failed"),
}
_PARTS = ("figures", "measures", "statements", "sections")
_STATUSES = ("changed", "added", "removed", "moved")

# Some services take no more than 4,096 bytes of a message; a Chinese character is three of them.
_LONGEST_MESSAGE = 1_200
# A reason is one line; what a server wrote of itself may be pages.
_LONGEST_REASON = 300


class Message(NamedTuple):
    """What people are told of a pass: plain words and Markdown."""

    title: str
    body: str


def page(passes: Sequence[Pass], zone: tzinfo, lang: Lang = "zh") -> bytes:
    """Return the overview of one day as Markdown: the newest pass first. Links are relative to the reports' folder."""
    newest, *earlier = sorted(passes, key=lambda one: -one.number)
    blocks = [f"# {_say(lang, 'overview')} {newest.date}", *_pass(newest, zone, lang)]
    if earlier:
        blocks.append(f"## {_say(lang, 'earlier')}")
    for one in earlier:
        blocks += [f"### {_say(lang, 'pass', one.number)}", *_pass(one, zone, lang, level=4)]
    return ("\n\n".join(blocks) + "\n").encode()


def line(one: Pass, lang: Lang = "zh") -> str:
    """Return one line that sums a pass up."""
    sources = _say(lang, "one source" if one.checked == 1 else "sources", f"{one.checked:,}")
    counts = (len({row.source for row in one.compared}), len(one.first), len(one.failed), one.unchanged)
    said = _say(lang, "counts", sources, *(f"{count:,}" for count in counts))
    return said + (_say(lang, "noise", one.noise) if one.noise else "")


def message(one: Pass, send: Sequence[str], link: str | None, lang: Lang = "zh") -> Message | None:
    """Return what people are told of a pass who want to hear of *send*; None where there is nothing of it."""
    everything = "all" in send
    changed = one.changed if everything or "changed" in send else ()
    failed = one.failed if everything or "failed" in send else ()
    if not (changed or failed or everything):
        return None
    said = [line(one, lang) + _say(lang, "stop")]
    said += [f"- {_named(row)}{_say(lang, 'colon')}{escaped(told(row, lang))}" for row in changed]
    said += [
        f"- {_say(lang, row.trouble)}{_say(lang, 'colon')}{escaped(clean(row.title))} — {_why(row, lang)}"
        for row in failed
    ]
    if not (one.changed or one.failed):
        said.append(_say(lang, "quiet") + _say(lang, "stop"))
    if link:
        said.append(f"{link.rstrip('/')}/{one.date}.md")
    return Message(f"tracker {one.date}: {_headline(one, lang)}", "\n".join(_fitting(said, bool(link), lang)))


def _headline(one: Pass, lang: Lang) -> str:
    counts = {
        "changed": len({row.source for row in one.compared}),
        "first": len(one.first),
        "failed": len(one.failed),
    }
    said = [f"{_say(lang, name)} {count}" for name, count in counts.items() if count]
    return _say(lang, "list").join(said) or _say(lang, "quiet")


def _fitting(lines: Sequence[str], linked: bool, lang: Lang) -> list[str]:
    """Return as many *lines* as a message holds; the last, a link, always."""
    first, *rows = lines[:-1] if linked else lines
    kept, size = [first], len(first)
    for at, row in enumerate(rows):
        size += len(row)
        if size > _LONGEST_MESSAGE:
            kept.append(_say(lang, "more", len(rows) - at))
            break
        kept.append(row)
    return [*kept, *(lines[-1:] if linked else ())]


def _pass(one: Pass, zone: tzinfo, lang: Lang, level: int = 2) -> list[str]:
    marks = "#" * level
    times = "–".join(dict.fromkeys((_time(one.started, zone), _time(one.finished, zone))))
    blocks = [f"{line(one, lang)}{_say(lang, 'stop')} {_say(lang, 'when', times, _zone(one.started, zone))}"]
    for name, rows in (("changed", one.compared), ("first", one.first)):
        if rows:
            blocks.append(f"{marks} {_say(lang, 'counted', _say(lang, name), len(rows))}")
            blocks.append("\n".join(f"{at}. {_row(row, lang)}" for at, row in enumerate(rows, 1)))
    if one.failed:
        blocks.append(f"{marks} {_say(lang, 'counted', _say(lang, 'failed'), len(one.failed))}")
        blocks.append(_failures(one.failed, zone, lang))
    return blocks


def _row(row: Changed, lang: Lang) -> str:
    links = [f"[{_say(lang, 'report')} {path.rpartition('.')[2]}]({quote(path)})" for path in row.reports[1:]]
    title = _named(row)
    head = f"**[{title}]({quote(row.reports[0])})**" if row.reports else f"**{title}**"
    dates = " → ".join(dict.fromkeys(id[:10] for id in (row.old, row.new) if id))
    told = " · ".join(part for part in (head, counted(row, lang), dates, *links) if part)
    notes = (_say(lang, "note", reasons.told(note, lang)) for note in row.notes)
    return "\n   - ".join([told, *(escaped(clean(said)) for said in (row.top, *notes) if said)])


def _named(row: Changed) -> str:
    return escaped(clean(row.title))


def told(row: Changed, lang: Lang) -> str:
    """Return the counts of what changed, and the figures that changed most, in one line of plain words."""
    return counted(row, lang) + (
        f"{_say(lang, 'stop')}{' ' if lang == 'en' else ''}{clean(row.top)}" if row.top else ""
    )


def counted(row: Changed, lang: Lang) -> str:
    """Return the counts of what changed, in words."""
    parts = []
    for part in _PARTS:
        said = [
            f"{_say(lang, f'row {status}')} {row.count(part, status)}"
            for status in _STATUSES
            # A section counts as changed wherever anything in it did: that is no news.
            if row.count(part, status) and (part, status) != ("sections", "changed")
        ]
        if said:
            parts.append(f"{_say(lang, part)} {_say(lang, 'list').join(said)}")
    return _say(lang, "and").join(parts) or _say(lang, "changed" if row.old else "first")


def _failures(rows: Sequence[Failed], zone: tzinfo, lang: Lang) -> str:
    header = f"| {_say(lang, 'source')} | {_say(lang, 'reason')} | {_say(lang, 'since')} |\n|---|---|---|"
    lines = [
        f"| {escaped(clean(row.title))} | "
        f"{_say(lang, 'suspicious') + _say(lang, 'colon') if row.trouble == 'suspicious' else ''}{_why(row, lang)} | "
        f"{row.since.astimezone(zone):%Y-%m-%d %H:%M} |"
        for row in sorted(rows, key=lambda row: (row.since, row.title), reverse=False)
    ]
    return "\n".join([header, *lines])


def _why(row: Failed, lang: Lang) -> str:
    return escaped(shortened(clean(reasons.told(row.reason, lang)), _LONGEST_REASON))


def _time(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).strftime("%H:%M")


def _zone(moment: datetime, zone: tzinfo) -> str:
    return getattr(zone, "key", None) or moment.astimezone(zone).strftime("UTC%z")


def _say(lang: Lang, name: str, *values: object) -> str:
    return _WORDS[name][0 if lang == "zh" else 1].format(*values)
