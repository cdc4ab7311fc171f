"""Lines to the headings among them: labels are judged by the series that they stand in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from tracker.patterns import later
from tracker.structure import labels, nesting, plain
from tracker.structure.labels import Label
from tracker.structure.lines import FINAL, LONGEST_HEADING, Line
from tracker.structure.nesting import Place

# A title sentence before running text is no longer than this: 坚持深化改革开放,不断完善有利于科学发展的体制机制。
_LONGEST_TITLE = 45

Form = Literal["line", "sentence", "title", "item", "text"]
"""What follows a label: a title on its own line, a sentence alone, a title before text, a clause of a list, text."""

# 加强组织领导。各地要…
_TITLE = later(rf"[^。!?！？；;：:]{{2,{_LONGEST_TITLE}}}。(?=.)", re.DOTALL)
# 指导思想:以…为指导
_COLON = later(r"(?![将把对在按依])[^。；;，,：:“”]{2,12}(?<![为下定加是列有括如])[：:](?=[^“\s])")
# 4.【合同的效力】
_BRACKETED = later(r"【[^】]{1,30}】(?=.)")
# 深化企业改革和扩大开放 长期稳定发展…: a blank in the place of the mark
_GAP = later(r"[^\s。；;：:]{4,44}[\u4e00-\u9fff”》）)][ \u3000]+(?=[\u4e00-\u9fff“《])")
# 第五条【适用范围】
_NAMED = later(r"[【\[〔（(][^】\]〕）)]{1,30}[】\]〕）)]")
_OPEN_COLON = later(r"(?![将把对在按依])[^。；;，,：:]{2,18}(?<![为下定加是列有括如的])[：:]$")
_INNER = later("[。；;!?！？]")
# A label without a blank after it is an article where the last one is so few before it.
_LEAP = 3
_PARTS = frozenset(("卷", "部分", "篇", "编"))
# What running heads name
_RUNNING = _PARTS | {"章"}
# Labels of lists, where nothing else tells.
_LOW = frozenset(("(一)", "1", "(1)", "1)", "①", "Ⅰ", "I", "A", "1.1", "1.1.1", "1.1.1.1"))


class Heading(NamedTuple):
    """The heading that a line begins with: *length* of its words, the whole line where it is alone there."""

    place: Place
    number: str | None
    title: str
    length: int


class _Entry:
    """A line that may open a section."""

    __slots__ = ("content", "form", "index", "label", "length", "place")

    def __init__(self, index: int, place: Place, label: Label | None, form: Form, length: int) -> None:
        self.index, self.place, self.label, self.form, self.length = index, place, label, form, length
        self.content = False

    @property
    def value(self) -> int:
        """Return the number that the label says."""
        return self.label.value if self.label else 0


class _Series:
    """Labels that follow one another under the same heading."""

    __slots__ = ("entries", "goes_on", "kind", "top")

    def __init__(self, kind: str, top: bool, *entries: _Entry) -> None:
        self.kind, self.top, self.entries = kind, top, [*entries]
        self.goes_on = False

    @property
    def first(self) -> int:
        """Return the number of its first label."""
        return self.entries[0].value

    @property
    def last(self) -> int:
        """Return the number of its last label."""
        return self.entries[-1].value


def repeated(found: Sequence[Line], roles: Mapping[int, str]) -> dict[int, str]:
    """Return the role of the lines (by index) that say a heading once more.

    The line above is said twice, or a page's running head names the part or chapter that is open: 第一编 总则.
    """
    again: dict[int, str] = {}
    parts: dict[str, str] = {}
    for i, line in enumerate(found):
        label = line.label if i not in roles else None
        if label is None:
            continue
        if i and found[i - 1].words == line.words:
            again[i] = "heading"
        elif label.kind in _RUNNING and not line.final and label.length < len(line.words):
            if parts.get(label.kind) == line.words:
                again[i] = "note"
            elif label.kind in _PARTS:
                # 第一章 may be called the same in each of them.
                parts.pop("章", None)
            parts[label.kind] = line.words
    return again


def choose(found: Sequence[Line], roles: Mapping[int, str]) -> dict[int, Heading]:
    """Return the headings by the index of their line, in order."""
    marked = dict(_labels(found, roles))
    entries = list(_entries(found, roles, marked))
    items: set[int] = set()
    bare: set[int] = set()
    for series in _series(entries):
        opens = _opens(series)
        if opens != "titles":
            (bare if opens == "labels" else items).update(entry.index for entry in series.entries)
    return {e.index: _heading(found[e.index], e, bare=e.index in bare) for e in entries if e.index not in items}


def _labels(found: Sequence[Line], roles: Mapping[int, str]) -> Iterator[tuple[int, Label]]:
    """Yield the labels that lines begin with, without mere mentions: 第三条规定的情形….

    Behind a long line that does not end, 第五十二条 以及… out of turn is a mention too, cut off by a broken line.
    """
    article = 0
    for i, line in enumerate(found):
        if i in roles or line.table:
            continue
        label = line.label
        if label is None:
            continue
        if label.kind == "条":
            broken = i > 0 and not found[i - 1].final and len(found[i - 1].words) > LONGEST_HEADING
            if (broken or not label.apart) and article and not article < label.value <= article + _LEAP:
                continue
            article = label.value
        elif label.kind == nesting.ATTACHED:
            article = 0
        yield i, label


def _entries(found: Sequence[Line], roles: Mapping[int, str], marked: Mapping[int, Label]) -> Iterator[_Entry]:
    unnumbered = plain.find(found, roles, marked)
    for i, line in enumerate(found):
        entry: _Entry | None = None
        if i in unnumbered:
            entry = _Entry(i, Place(unnumbered[i], line.hashes), None, "line", len(line.words))
        elif i in marked:
            form, length = _form(line.words, marked[i])
            length += 2 * line.words.startswith(("**", "__"), length)
            entry = _Entry(i, Place(marked[i].kind, line.hashes), marked[i], form, length)
        if entry is None:
            continue
        after = i + 1
        entry.content = after < len(found) and after not in marked and after not in unnumbered
        if _eligible(line, entry):
            yield entry


def _eligible(line: Line, entry: _Entry) -> bool:
    """Return whether a line can open a section at all."""
    kind, form = entry.place.kind, entry.form
    if entry.label is None or line.hashes:
        return True
    if kind == "条":
        return True
    if kind in nesting.RANKS or kind in (nesting.ATTACHED, "专栏"):
        return form == "line"
    if kind == "第一":
        return form == "line" or (form == "sentence" and entry.content)
    return form == "line" or entry.label.apart


def _form(words: str, label: Label) -> tuple[Form, int]:
    """Return what follows the label, and how long the heading is."""
    rest = words[label.length :]
    bare = len(words[: label.length].rstrip())
    if label.kind == "条":
        return _article(rest, label, bare)
    if not rest:
        return "line", bare
    short = len(rest) <= LONGEST_HEADING
    if short and not _ends(rest) and not _INNER.search(rest):
        return "line", len(words)
    if short and _OPEN_COLON.match(rest):
        return "line", len(words)
    if rest[-1] in "；;，,、":
        return "item", bare
    head = rest[: LONGEST_HEADING + 1]
    for pattern in (_BRACKETED, _TITLE, _COLON, _GAP):
        if (title := pattern.match(head)) and title.group().count("“") == title.group().count("”"):
            return "title", label.length + len(title.group().rstrip())
    if short and rest[-1] == "。" and "。" not in rest[:-1]:
        return "sentence", len(words)
    return "text", bare


def _article(rest: str, label: Label, bare: int) -> tuple[Form, int]:
    """Return the form of an article: its label alone is the heading, or with its name in brackets or on the line."""
    if (named := _NAMED.match(rest)) and labels.of(rest) is None:
        return "title", label.length + named.end()
    if len(rest) <= 30 and not _ends(rest) and not _INNER.search(rest):
        return "line", label.length + len(rest)
    return "text", bare


def _ends(words: str) -> bool:
    return words.rstrip("”’」』）)》】")[-1:] in FINAL


def _series(entries: Sequence[_Entry]) -> list[_Series]:
    """Return the series of labels; those under an article are its items whatever they look like."""
    made: list[_Series] = []
    stack: list[_Entry] = []
    together: dict[tuple[int, str], list[_Entry]] = {}
    for entry in entries:
        kind = entry.place.kind
        depth = nesting.kept([other.place for other in stack], entry.place)
        if entry.label and kind not in nesting.RANKS and kind != nesting.ATTACHED and not entry.place.hashes:
            if any(other.place.kind == "条" for other in stack[:depth]):
                made.append(_Series("条", False, entry))
                continue
            together.setdefault((stack[depth - 1].index if depth else -1, kind), []).append(entry)
        if depth:
            stack[depth - 1].content = True
        del stack[depth:]
        stack.append(entry)
    attached = {-1} | {entry.index for entry in entries if entry.place.kind == nesting.ATTACHED}
    for (parent, kind), members in together.items():
        made.extend(_runs(kind, parent in attached, members))
    _chain(made)
    return made


def _chain(made: Sequence[_Series]) -> None:
    """Note which series go on from one heading to the next: (1) (2), then (3) under another."""
    latest: dict[str, _Series] = {}
    for series in made:
        before = latest.get(series.kind)
        if before and series.first > 1 and before.last == series.first - 1:
            series.goes_on = before.goes_on = True
        latest[series.kind] = series


def _runs(kind: str, top: bool, members: Sequence[_Entry]) -> list[_Series]:
    """Return the series that labels of one kind under one heading make; in 一 二 (一 二) 三 one is inner.

    Where the outer series goes on after the inner one, the inner one's members stand a level deeper.
    """
    made: list[_Series] = []
    open_: list[_Series] = []
    # Where in open_ the series stand whose last label has a value; the innermost last.
    at: dict[int, list[int]] = defaultdict(list)
    for entry in members:
        value = entry.value
        outer = at[value - 1][-1] if at[value - 1] else None
        if outer is None and open_ and value > open_[-1].last:
            outer = len(open_) - 1
        if outer is None:
            outer = len(open_)
            open_.append(_Series(kind, top))
            made.append(open_[-1])
        for inner in open_[outer + 1 :]:
            at[inner.last].pop()
            _deepen(inner)
        del open_[outer + 1 :]
        if open_[outer].entries:
            at[open_[outer].last].pop()
        open_[outer].entries.append(entry)
        at[value].append(outer)
    return made


def _deepen(series: _Series) -> None:
    for entry in series.entries:
        entry.place = entry.place._replace(kind=entry.place.kind + "·")


def _opens(series: _Series) -> Literal["titles", "labels", "nothing"]:
    """Return what of the members of a series heads sections: titles, labels alone, or nothing, as in a list."""
    if series.kind == "条":
        return "nothing"
    members = series.entries
    forms = [entry.form for entry in members]
    # What follows the last member may belong to what the whole list stands in.
    content = sum(entry.content for entry in members[: max(1, len(members) - 1)])
    if not all(entry.label and entry.label.apart for entry in members):
        counted = [entry.value for entry in members] == list(range(1, len(members) + 1))
        return "titles" if counted and len(members) > 1 and content > 0 else "nothing"
    if forms.count("item") * 2 >= len(members):
        return "nothing"
    if series.kind in _LOW and not content and "title" not in forms and not series.goes_on:
        return "nothing"
    titles = sum(e.form in ("line", "title") or (e.form == "sentence" and e.content) for e in members)
    if titles * 2 >= len(members):
        return "titles"
    # Numbered paragraphs: the label alone is the heading, as an article's.
    if series.goes_on or content * 2 >= len(members) or (series.kind == "一" and series.top and len(members) > 1):
        return "labels"
    return "nothing"


def _heading(line: Line, entry: _Entry, *, bare: bool) -> Heading:
    """Return what *entry* heads; *bare* where its label alone does, though one sentence stands behind it."""
    label = entry.label
    length = entry.length
    if entry.place.hashes:
        length = len(line.words)
    if entry.form in ("text", "item") and label:
        return Heading(entry.place, label.number, "", length)
    if entry.form == "sentence" and (bare or not entry.content) and label:
        return Heading(entry.place, label.number, "", len(line.words[: label.length].rstrip()))
    title = line.words[label.length if label else 0 : length]
    return Heading(entry.place, label.number if label else None, _bare(title), length)


def _bare(title: str) -> str:
    """Return a title without what ends it, on one line."""
    title = title.replace("\n", "").replace("**", "").replace("__", "").strip().rstrip("。：: ")
    return title[1:-1] if title[:1] in "【[〔（(" and title[-1:] in "】]〕）)" else title
