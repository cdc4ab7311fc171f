"""Paragraphs to the title sentences that they begin with: 健全精准科学的选贤任能制度。 before the text on it.

One short sentence proves nothing; in a section whose paragraphs begin alike it is a title.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Literal, NamedTuple

from tracker import statutes, words
from tracker.model import Paragraph, Section, Span
from tracker.patterns import later

# As much as the title (half of an enumerated one), and so much in all, must follow for a sentence to be a title.
_FEWEST_AFTER = 16
# So many paragraphs of a section that begin alike show that their first sentences are titles.
_FEWEST = 2
# Of the enumerated paragraphs of a section, one in so many at least begins with a title where they have titles.
_SHARE = 2

# ——经济持续较快增长。 一是扩大消费。 第一,加强领导。
_PREFIX = later(
    r"(?:[-*+•·●◆■□]\s+|[—－–]{1,3}\s*)?(?:[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十]{1,3}[，,、]"
    r"|其[一二三四五六七八九][，,、]|首先[，,]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d))?\s*"
)
_SENTENCE = later(r"(\*\*|__)?([^。!?！？；;：:*_]{4,45})。(?:\1)?")
_LONGEST_FREE = 30
# What opens a statement, not a title.
_STATEMENT = later(
    r"要|必须|应|我们|我国|我省|我市|我区|我县|他们|这|那|该|其|去年|今年|明年|近年|当前|目前|过去|现在|同时|此外|因此|所以|但|而|截至"
    r"|全[国省市区县州]认真|各位|同志们|本[法条章办报规决意方]|会议|全会|一年来|五年来"
)
# What a title does not say: 是, 必须, 了
_SAYS = later("是|，这|必须|应当|(?<!为)了(?!解)")
# The first words of a title, adverbs and verb, need no more characters.
_OPENING = 12
_ADVERB = ("d", "ad", "vd")
# Verbs that the dictionary takes for something else.
_GOVERNING = "健全 构建 打造 强化 优化 深化 完善 做好 抓好 抓实 做实 压实 树牢 夯实 筑牢 用好 加大 加快 盘活 做强"
_VERBS = frozenset(_GOVERNING.split())
# One verb alone in its section is a title where it is as short as this.
_SHORT = 16

_Form = Literal["bold", "enumerated", ""]


class _First(NamedTuple):
    """The first sentence of a paragraph: how it is set apart, its words, and all that would be the title."""

    form: _Form
    words: Span
    whole: Span


def mark(text: str, paragraphs: Sequence[Paragraph], sections: Sequence[Section]) -> tuple[Paragraph, ...]:
    """Return the paragraphs with the title sentences among their labels."""
    found = dict(_candidates(text, paragraphs, sections))
    strength = {i: _strength(first.words.of(text), first.form) for i, first in found.items()}
    short = {i for i, first in found.items() if len(first.words.of(text)) <= _SHORT}
    listed = [_is_listed(text, paragraph.span) for paragraph in paragraphs]
    chosen = _chosen(paragraphs, strength, short, listed)
    return tuple(
        paragraph._replace(labels=(found[i].whole,)) if i in chosen else paragraph
        for i, paragraph in enumerate(paragraphs)
    )


def _candidates(
    text: str, paragraphs: Sequence[Paragraph], sections: Sequence[Section]
) -> Iterator[tuple[int, _First]]:
    """Yield the paragraphs (indexes) of running text that begin with a short sentence, and which."""
    provisions = statutes.within_articles(sections)
    for i, paragraph in enumerate(paragraphs):
        if paragraph.role != "text" or paragraph.labels or paragraph.section in provisions:
            continue
        start = paragraph.span.start
        head = text[start : min(paragraph.span.end, start + 80)]
        prefix = _PREFIX.match(head)
        at = prefix.end() if prefix else 0
        sentence = _SENTENCE.match(head, at)
        if sentence is None:
            continue
        after = paragraph.span.end - start - sentence.end()
        bold = sentence[1] is not None and sentence.group().endswith(sentence[1])
        fewest = len(sentence[2]) if not at else len(sentence[2]) // 2
        if bold or (after >= max(_FEWEST_AFTER, fewest) and _whole(sentence[2])):
            words_ = Span(start + sentence.start(2), start + sentence.end(2))
            form: _Form = "bold" if bold else "enumerated" if at else ""
            yield i, _First(form, words_, Span(start, start + sentence.end()))


def _whole(sentence: str) -> bool:
    return sentence.count("“") == sentence.count("”")


def _is_listed(text: str, span: Span) -> bool:
    """Return whether a paragraph is enumerated: 一是…, ——…."""
    prefix = _PREFIX.match(text[span.start : min(span.end, span.start + 20)])
    return prefix is not None and prefix.end() > 0


def _strength(title: str, form: _Form) -> str:
    """Return what speaks for a sentence being a title."""
    if form:
        return form
    outside = re.sub("“[^”]*”", "", title)
    if (
        len(title) > _LONGEST_FREE
        or any(c.isdigit() for c in outside)
        or _STATEMENT.match(title)
        or _SAYS.search(title)
    ):
        return ""
    if _begins_with_verb(title):
        return "verb"
    return "other" if "，" not in title and "," not in title and len(title) <= 20 else ""


def _begins_with_verb(title: str) -> bool:
    """Return whether a sentence begins as a measure does: a verb, an adverb and a verb."""
    after_adverb = False
    for word in words.cut(title[:_OPENING]):
        part = words.tag(word)
        # 改革 is a verb after an adverb, and else a subject: 改革取得新的进展.
        if word in _VERBS or part == "v" or (after_adverb and part == "vn"):
            return True
        if part not in _ADVERB:
            return False
        after_adverb = True
    return False


def _chosen(
    paragraphs: Sequence[Paragraph], strength: Mapping[int, str], short: Set[int], listed: Sequence[bool]
) -> set[int]:
    kinds: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    running: dict[int, int] = defaultdict(int)
    counted: dict[int, int] = defaultdict(int)
    for i, paragraph in enumerate(paragraphs):
        if paragraph.role == "text":
            running[paragraph.section] += 1
            counted[paragraph.section] += listed[i]
            if strength.get(i):
                kinds[paragraph.section][strength[i]].append(i)
    all_verbs = sum(len(kind["verb"]) for kind in kinds.values())
    any_others = any(len(kind["other"]) >= _FEWEST for kind in kinds.values())
    chosen: set[int] = set()
    for section, kind in kinds.items():
        enumerated, verbs, others = kind["enumerated"], kind["verb"], kind["other"]
        chosen.update(kind["bold"])
        if len(enumerated) >= _FEWEST and _SHARE * len(enumerated) >= counted[section]:
            chosen.update(enumerated)
        if len(verbs) >= _FEWEST or (all_verbs > _FEWEST and short >= set(verbs)):
            chosen.update(verbs)
        alike = 2 * len(verbs + others) >= running[section] and len(others) > len(verbs)
        if any_others and alike:
            chosen.update(others)
    return chosen
