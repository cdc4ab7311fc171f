"""A text to another version of it with planted edits, and to where each of them was planted.

It shares no code with the engine that is measured by it: it reads a text as lines, sentences and comma-strung parts in
its own simple way, and leaves alone what that way cannot read (labels, repeated sentences, very short ones).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Literal, NamedTuple

Kind = Literal["removed", "added", "reworded", "moved", "split", "merged", "figure"]
KINDS: tuple[Kind, ...] = ("removed", "added", "reworded", "moved", "split", "merged", "figure")
Place = tuple[int, int]

_SENTENCE = re.compile(r"[^。；;！？]*(?:[。；;！？][”’）]*|$)")
_LABELLED = re.compile(r"\s*(?:第\S{1,8}[编章节条]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．是]|——|-)")
_NUMBER = re.compile(r"(?<![\d.,，“〔第年+])[1-9]\d{0,3}(?:\.\d)?(?=(?:个|家|项|名|人|万|亿|公里|%|套|所|件|户|亩|吨))")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_PART = re.compile(r"[，,]")
_BOUNDS = ("以上", "以下", "以内", "左右")
_BRACKETS = {"“": "”", "《": "》", "（": "）", "(": ")", "「": "」", "‘": "’"}
# A part that begins with one of these is a measure of its own where the next part does too.
_VERBS = (
    "制定", "出台", "建立", "健全", "完善", "推动", "推进", "加强", "深化", "实施", "开展", "构建", "打造", "优化",
    "提升", "促进", "鼓励", "引导", "培育", "扩大", "严格", "设立", "组建", "启动", "探索", "落实", "加快", "支持",
)  # fmt: skip
_OTHER_WORDS = {
    "推进": "推动", "推动": "推进", "加强": "强化", "完善": "健全", "加快": "加速", "建立": "设立", "提高": "提升",
    "保障": "保证", "促进": "带动", "扩大": "拓展", "深入": "全面", "大力": "着力", "支持": "扶持", "企业": "市场主体",
    "应当": "必须", "规定": "要求", "管理": "监管", "机关": "部门", "发展": "进步", "工作": "任务", "进行": "开展",
}  # fmt: skip
_LINKS = ("同时，", "在此基础上，", "此外，")
STRANGERS = (
    "建成智慧灯杆四千余根并接入城市照明平台。",
    "修订渔港经济区停泊收费目录。",
    "向偏远牧区配发卫星电话和应急药箱。",
    "试行博物馆夜间延时开放并公布客流承载上限。",
    "为独居老人安装燃气泄漏报警装置。",
    "清查城市古树名木并逐株挂牌建档。",
    "推广地铁站厅母婴室统一标识。",
    "在沿江泵站加装鱼类洄游通道。",
    "编印多语种急救手册免费发放给外籍游客。",
    "把废弃矿坑改造成攀岩训练基地。",
    "限制高层建筑外墙使用易燃保温材料。",
    "公开出租车计价器抽检结果。",
    "征集方言童谣并录制有声档案。",
    "对跨省迁徙候鸟佩戴环志开展追踪。",
    "给社区图书角配置盲文读物。",
    "统一冷链运输车厢温度记录格式。",
)


@dataclass
class _Unit:
    """Some words: where they stood, if anywhere, and the edits they are part of."""

    text: str
    old: Place | None
    events: tuple[int, ...] = ()


class Planted(NamedTuple):
    """One edit: where it was made, in the old and in the new text; *parts* are the pieces of a split or a merge."""

    kind: Kind
    old: Place | None
    new: Place | None
    parts: tuple[Place, ...] = ()


class Planting(NamedTuple):
    """Two versions with all that differs between them."""

    old: str
    new: str
    events: tuple[Planted, ...]


def plant(text: str, rate: float, seed: int, strangers: Sequence[str] = STRANGERS) -> Planting:
    """Return *text* with edits in about *rate* of its sentences; *strangers* are what is inserted."""
    return _Garden(text, Random(seed), strangers).planted(rate)


def sentences(text: str) -> list[str]:
    """Return the sentences of *text* that could be planted elsewhere."""
    units = (unit.text.strip() for line in _lines(text) for unit in line)
    return [words for words in units if 15 <= len(words) <= 80 and words[-1] == "。" and not _LABELLED.match(words)]


@dataclass
class _Garden:
    text: str
    random: Random
    strangers: Sequence[str]
    kinds: list[Kind] = field(default_factory=list)
    gone: dict[int, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = list(_lines(self.text))
        self.often = Counter(unit.text.strip() for line in self.lines for unit in line)
        self.left = [words for words in dict.fromkeys(self.strangers) if words not in self.text]
        self.random.shuffle(self.left)

    def planted(self, rate: float) -> Planting:
        free = [unit for line in self.lines for unit in line if self._is_free(line, unit)]
        wanted = max(1, round(rate * len(free)))
        self.random.shuffle(free)
        done = 0
        for unit in free:
            if done >= wanted:
                break
            deeds = [self._remove, self._insert, self._reword, self._move, self._split, self._merge, self._figure]
            self.random.shuffle(deeds)
            # Where a deed cannot be done to a sentence (no figure in it, nothing to split), another one is.
            done += not unit.events and any(deed(unit) for deed in deeds)
        return self._written()

    def _is_free(self, line: Sequence[_Unit], unit: _Unit) -> bool:
        words = unit.text.strip()
        return (
            len(words) >= 14
            and words[-1] in "。；;"
            and self.often[words] == 1
            and not (unit is line[0] and _LABELLED.match(words))
        )

    def _event(self, kind: Kind) -> int:
        self.kinds.append(kind)
        return len(self.kinds) - 1

    def _line(self, unit: _Unit) -> list[_Unit]:
        return next(line for line in self.lines if any(unit is other for other in line))

    def _replace(self, unit: _Unit, units: Sequence[_Unit]) -> None:
        line = self._line(unit)
        at = _index(line, unit)
        line[at : at + 1] = units

    def _remove(self, unit: _Unit) -> bool:
        assert unit.old
        part = self._measure(unit)
        line = self._line(unit)
        if part is None and len(line) < 3:
            return False
        event = self._event("removed")
        start, end = part or (0, len(unit.text))
        self.gone[event] = (unit.old[0] + start, unit.old[0] + end)
        self._replace(unit, _cut(unit, (0, start), (end, len(unit.text))))
        return True

    def _insert(self, unit: _Unit) -> bool:
        if not self.left:
            return False
        event = self._event("added")
        words, part = self.left.pop(), self._measure(unit)
        if part and _PART.search(words) is None:
            came = _Unit(words[:-1] + "，", None, (event,))
            pieces = _cut(unit, (0, part[0]), (part[0], len(unit.text)))
            self._replace(unit, (*pieces[:-1], came, pieces[-1]))
        else:
            unit.events = (-1,)
            self._replace(unit, (unit, _Unit(words, None, (event,))))
        return True

    def _reword(self, unit: _Unit) -> bool:
        return self._other_words(unit, self._event("reworded"))

    def _other_words(self, unit: _Unit, event: int) -> bool:
        """Put other words in one comma-strung part, in some cases in the whole sentence."""
        whole = self.random.random() < 0.4
        start, end = (0, len(unit.text)) if whole else self.random.choice(_parts(unit.text))
        words = unit.text[start:end]
        found = [word for word in _OTHER_WORDS if word in words]
        for word in self.random.sample(found, min(len(found), 2)):
            words = words.replace(word, _OTHER_WORDS[word], 1)
        if words == unit.text[start:end]:
            places = (k for k in range(len(words) // 2, len(words)) if _HAN.match(words[k - 1 : k + 1]))
            # Not 6个月以上2年有关以下: a bound that is parted from its figure makes it another one.
            at = next((k for k in places if not any(words.startswith(_BOUNDS, near) for near in (k - 1, k))), 0)
            words = words[:at] + "有关" + words[at:]
        pieces = _cut(unit, (0, start), (start, end), (end, len(unit.text)))
        place = unit.old and (unit.old[0] + start, unit.old[0] + end)
        middle = next(piece for piece in pieces if piece.old == place)
        middle.text, middle.events = words, (event,)
        self._replace(unit, pieces)
        return True

    def _move(self, unit: _Unit) -> bool:
        line = self._line(unit)
        if len(line) < 2 or len(unit.text) > 120:
            return False
        far = [other for other in self.lines if _ends(other) and self._far(line, other)]
        if not far:
            return False
        event = self._event("moved")
        del line[_index(line, unit)]
        target = self.random.choice(far)
        target.insert(self.random.choice(_ends(target)), unit)
        unit.events = (event,)
        if self.random.random() < 0.3:
            self._other_words(unit, self._event("reworded"))
            for piece in target:
                if piece.old and unit.old and unit.old[0] <= piece.old[0] < unit.old[1]:
                    piece.events = (*piece.events, event)
        return True

    def _far(self, line: Sequence[_Unit], other: Sequence[_Unit]) -> bool:
        """Return whether so much stands between two lines that it is the sentence that moved, not what is between."""
        places = [next(i for i, line_ in enumerate(self.lines) if line_ is side) for side in (line, other)]
        between = self.lines[min(places) + 1 : max(places)]
        return sum(len(unit.text) for passed in between for unit in passed) > 400

    def _split(self, unit: _Unit) -> bool:
        cuts = [start for start, end in _parts(unit.text)[1:] if start >= 10 and len(unit.text) - start >= 10]
        if not cuts:
            return False
        event = self._event("split")
        at = self.random.choice(cuts)
        first, second = _cut(unit, (0, at), (at, len(unit.text)))
        first.text = first.text.rstrip("，,") + "。"
        second.text = self.random.choice(_LINKS) + second.text
        first.events = second.events = (event,)
        self._replace(unit, (first, second))
        return True

    def _merge(self, unit: _Unit) -> bool:
        line = self._line(unit)
        at = _index(line, unit)
        other = line[at + 1] if at + 1 < len(line) else None
        if other is None or other.events or unit.text[-1] != "。" or not self._is_free(line, other):
            return False
        event = self._event("merged")
        unit.text = unit.text.rstrip("。") + "，并"
        unit.events = other.events = (event,)
        return True

    def _figure(self, unit: _Unit) -> bool:
        found = list(_NUMBER.finditer(unit.text))
        if not found:
            return False
        number = self.random.choice(found)
        pieces = _cut(unit, (0, number.start()), number.span(), (number.end(), len(unit.text)))
        place = unit.old and (unit.old[0] + number.start(), unit.old[0] + number.end())
        middle = next(piece for piece in pieces if piece.old == place)
        middle.text = _another(number.group(), self.random)
        middle.events = (self._event("figure"),)
        self._replace(unit, pieces)
        return True

    def _measure(self, unit: _Unit) -> Place | None:
        """Return a comma-strung measure of a sentence: it and what follows it begin with a verb."""
        parts = _parts(unit.text)
        fine = [
            part
            for part, after in itertools.pairwise(parts)
            if all(unit.text[start:].lstrip().startswith(_VERBS) for start in (part[0], after[0]))
            and part[1] - part[0] >= 8
        ]
        return self.random.choice(fine) if fine and self.random.random() < 0.6 else None

    def _written(self) -> Planting:
        olds: dict[int, list[Place]] = {event: [place] for event, place in self.gone.items()}
        news: dict[int, list[Place]] = {}
        out: list[str] = []
        at = 0
        for line in self.lines:
            for unit in line:
                for event in unit.events:
                    news.setdefault(event, []).append((at, at + len(unit.text)))
                    if unit.old:
                        olds.setdefault(event, []).append(unit.old)
                out.append(unit.text)
                at += len(unit.text)
        events = [
            Planted(kind, _hull(olds.get(k)), _hull(news.get(k)), tuple((news if kind == "split" else olds).get(k, ())))
            for k, kind in enumerate(self.kinds)
        ]
        return Planting(self.text, "".join(out), tuple(events))


def _lines(text: str) -> Iterator[list[_Unit]]:
    """Yield the sentences of each line; what stands between them (line breaks) is a unit by itself."""
    at = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        units = []
        for found in _SENTENCE.finditer(bare):
            if found.group():
                units.append(_Unit(found.group(), (at + found.start(), at + found.end())))
        if len(bare) < len(line):
            units.append(_Unit(line[len(bare) :], (at + len(bare), at + len(line))))
        yield units
        at += len(line)


def _parts(text: str) -> list[Place]:
    """Return the comma-strung parts of a sentence; commas in quotations and brackets string nothing."""
    cuts, closing = [0], ""
    for at, char in enumerate(text):
        if closing:
            closing = "" if char == closing else closing
        elif char in _BRACKETS:
            closing = _BRACKETS[char]
        elif _PART.match(char) and not text[at - 1 : at].isdigit():
            cuts.append(at + 1)
    cuts.append(len(text))
    return [(a, b) for a, b in itertools.pairwise(cuts) if a < b]


def _cut(unit: _Unit, *places: Place) -> list[_Unit]:
    """Return the pieces of a unit that stand at *places* of it, marked as touched."""
    assert unit.old
    start = unit.old[0]
    return [_Unit(unit.text[a:b], (start + a, start + b), unit.events or (-1,)) for a, b in places if a < b]


def _ends(line: Sequence[_Unit]) -> list[int]:
    """Return where in a line of running text another sentence may stand: not between the halves of a split one."""
    after = [*line[1:], _Unit("", None)]
    return [
        at
        for at, (unit, other) in enumerate(zip(line, after, strict=True), 1)
        if unit.text[-1] == "。" and not set(unit.events) & set(other.events) - {-1}
    ]


def _index(line: Sequence[_Unit], unit: _Unit) -> int:
    return next(index for index, other in enumerate(line) if other is unit)


def _another(number: str, random: Random) -> str:
    """Return another number of the same form."""
    whole, point, rest = number.partition(".")
    return f"{int(whole) + random.randint(1, 9)}{point}{rest}"


def _hull(places: Sequence[Place] | None) -> Place | None:
    return (min(a for a, _ in places), max(b for _, b in places)) if places else None
