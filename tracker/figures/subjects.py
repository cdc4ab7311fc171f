"""The words around a figure to what it counts: a short phrase of the text, before the figure or after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tracker import words
from tracker.figures import lexicon
from tracker.figures.clauses import Surroundings
from tracker.figures.reading import Reading
from tracker.patterns import Class, later

_LONGEST_BETWEEN = max(map(len, lexicon.BETWEEN))
# 选调生, 失业率: nouns, whatever jieba takes them for
_NOUN_ENDING = "生员者率量额数费款品物金工民师士"
_STOP_TAGS = ("v", "p", "d", "c", "u", "r", "y", "m", "q", "x", "t", "f")
# A subject of more characters is cut at its words.
LONGEST = 14
_SHORT = 6
# 全国, 全省副省级城市
_GROUP = later("(?:全|本|我|各)?(?:国内|国|省|市|县|区|州|世界|全球|亚洲|西部|东部|中部|沿海)(?!家)[^,。;]{0,6}$")
# 比2009年, 较上年同期, 2012年的: what a change is measured against, and when
_DATED = later(
    r"(?:同?比|较|相当于)?(?:上年|去年|前年|上一年|同期|年初|[0-9０-９]{4}年|上年末|年底){1,2}(?:同期|末|底)?的?$"
)
# 在确保质量的前提下, 三年来: a clause about how and when, that names nothing
_CIRCUMSTANCE = later("(?:下|中|后|时|来|方面|同时|基础上|此外|年|期间|以来|起|,)$")
# 比上年增长…: a sentence that leaves its subject to the sentence before
_GROWS = later("比|同比|环比|增|减|升|降|提高|回落|其中")
# 首批确定26个
_BATCH = later("首批|第[一二三四五六七八九十0-9]+批")
# 并处…罚款, …以下的有期徒刑: what a law counts is named behind
_NAMED_BEHIND = later(
    "的?(罚款|罚金|拘留|有期徒刑|拘役|管制|赔偿金|违约金|补助|补贴|奖励|经济补偿|工资|资金|贷款|投资|债券|保证金)"
)
_NOUN_TAGS = ("n", "vn", "j", "l", "i", "s", "x", "v", "z")
# 位列国内, 从全省
_RANK_VERB = later("^(?:由|从|在|位列|位居|位|跃居|居|列|进入|排名?|名列)(?=.)")
# Whose act comes first in their name: 返乡创业青年, 参保企业
_WHO = later(
    "[^,，。;；、的]{0,8}?(?:青年|人员|企业|学生|农民|干部|群众|家庭|儿童|老人|老年人|职工|教师|医生|群体|项目|工程|机构|困难户)"
)
# What may stand between a figure and the noun behind it, or between a mark and the noun before it
_LEADING = later("^(?:的|等|以上|以下|左右|各类|各|全部|所有|为|将|把|对|以|在|使|让|其中|等等|[、和与及或,。(（])+")
_LEADING_LEFT = later("^(?:的|等|其中|或者|以及|并且|且|但|并处|处以?(?!理|置|方|分)|者|[、和与及或,。(（)）])+")
_TRAILING = later("(?:的|等|和|与|及|以及|或|[、,。(（])+$")
_QUOTE = later("[“「《‘][^“”「」《》‘’]{1,30}[”」》’]$")
_RIGHT_END = later('[、()（）"—]|以上|以下|左右|以内|之内|内(?![容部])|和(?=$)|的(?=$)')
_WORD = Class("\u3400\u9fff", "AZ", "az", "09", *(mark * 2 for mark in "·“”「」《》‘’%+"))


def of_all(text: str, readings: Sequence[Reading], nears: Sequence[Surroundings]) -> list[str]:
    """Return what each of *readings* counts, or nothing where the text does not say."""
    found: list[str] = []
    for reading, near in zip(readings, nears, strict=True):
        found.append(_of(text, reading, near, found[-1] if found else ""))
    for index in range(len(found) - 2, -1, -1):
        # 9类318项高频事项: both count what stands behind the second
        if not found[index] and readings[index].end == readings[index + 1].start:
            found[index] = found[index + 1]
    _deal(text, readings, nears, found)
    # The dash of a list item is no name.
    return [subject if any(map(str.isalnum, subject)) else "" for subject in found]


def _of(text: str, reading: Reading, near: Surroundings, before: str) -> str:
    """Return what a figure counts; *before* is what the figure before it counts, for a clause that leaves it out."""
    if reading.kind == "rank":
        return _ranked(text[slice(*near.left)]) or before
    left, right = text[slice(*near.left)], text[slice(*near.right)]
    if reading.kind in ("money", "duration", "multiple") and (named := _NAMED_BEHIND.match(right)):
        return named[1]
    counts = _counts_what_follows(reading)
    found = (_right(right) if counts else "") or _left(left)
    if reading.kind == "duration":
        return found or (_right(right) if reading.unit == "个" else "")
    if found and found not in lexicon.WEAK:
        return found
    if counts and (act := _who(right) or _act(right)):
        return act
    return (
        _earlier(text[slice(*near.earlier)])
        or _right(right)
        or (before if near.same_sentence else "")
        or _act(right)
        or found
        or (before if _GROWS.search(left) else "")
    )


def _counts_what_follows(reading: Reading) -> bool:
    return reading.kind in ("count", "other") or reading.unit is None


def _deal(text: str, readings: Sequence[Reading], nears: Sequence[Surroundings], subjects: list[str]) -> None:
    """Deal the nouns of a list out to the figures of the list that follows it, in order.

    城镇和农村居民收入分别增长8.4%和11.4%: the first figure is the towns', the second the villages'.
    """
    first = 0
    while first < len(readings):
        last = first
        while last + 1 < len(readings) and _is_listed(text, readings[last], readings[last + 1]):
            last += 1
        if last > first:
            items = _items(text[slice(*nears[first].left)] or "", text[slice(*nears[first].earlier)], last - first + 1)
            for offset, item in enumerate(items):
                subjects[first + offset] = item
        first = last + 1


def _is_listed(text: str, one: Reading, other: Reading) -> bool:
    return one.kind == other.kind and text[one.end : other.start] in ("、", "和", "与", "及", "以及")


def _items(left: str, earlier: str, count: int) -> list[str]:
    """Return the last *count* members of the list of nouns before the first figure, none where there are fewer."""
    said = "分别" in left
    nouns = _stripped(left[: left.rfind("分别")] if said else left) or _stripped(earlier)
    parts = [part for part in re.split("[、,，]|和|与|以及|及", nouns) if part]
    if len(parts) != count:
        return []
    found = [_left(part) for part in parts]
    # Without 分别 only names long enough to be indicators of their own.
    return found if all(len(noun) >= (1 if said else _SHORT) for noun in found) else []


def _who(right: str) -> str:
    found = _WHO.match(_LEADING.sub("", right))
    return found.group() if found else ""


def _earlier(clause: str) -> str:
    return "" if _CIRCUMSTANCE.search(clause) else _left(clause)


def _ranked(left: str) -> str:
    """Return the group that ranks: 总量居全国 of 总量居全国第4位."""
    plain = _stripped(left)
    if len(plain) <= LONGEST:
        return _LEADING.sub("", _RANK_VERB.sub("", plain))
    found = _GROUP.search(plain)
    return found.group() if found else plain[-_SHORT:]


def _stripped(left: str) -> str:
    """Return *left* without the verbs, adverbs and marks at its end."""
    end = len(left)
    while end:
        if left[end - 1] in "年期末底初的" and (dated := _DATED.search(left, max(0, end - 14), end)):
            end = dated.start()
            continue
        for length in range(min(_LONGEST_BETWEEN, end), 0, -1):
            # The 都 of 成都, the 均 of 人均 belong to their word.
            own = length == 1 and left[end - 1] in lexicon.AMBIGUOUS and words.tag(left[end - 2 : end])
            if left[end - length : end] in lexicon.BETWEEN and not own:
                end -= length
                break
        else:
            if left[end - 1].isspace() or left[end - 1] in "、,(（:：":
                end -= 1
                continue
            break
    return left[:end].strip()


@lru_cache(maxsize=8192)
def _left(left: str) -> str:
    """Return the noun that ends what stands before a figure: 行业党委 of 市县两级组建行业党委."""
    plain = _stripped(left)
    if not plain:
        return ""
    if plain[-1] == "批" and (batch := _BATCH.search(plain)):
        return batch.group()
    quoted = _QUOTE.search(plain)
    if quoted:
        return quoted.group() if len(quoted.group()) <= 2 * LONGEST else ""
    item = re.split("[、:：]", plain)[-1] or plain
    opened = max(item.rfind("“"), item.rfind("「"))
    noun = (
        item[opened:]
        if opened >= 0 and len(item) - opened <= 2 * LONGEST and _closes(item[opened:])
        else _noun_at_end(item)
    )
    return _told(_TRAILING.sub("", _LEADING_LEFT.sub("", noun)))


def _closes(item: str) -> bool:
    return item.count("“") == item.count("”") and item.count("「") == item.count("」")


def _told(noun: str) -> str:
    """Return *noun* where it holds one at all: 新 or 最后 alone say nothing."""
    if len(noun) > 3 or not noun:
        return noun
    return (
        noun if any(words.tag(word).startswith(_NOUN_TAGS) or not words.tag(word) for word in words.cut(noun)) else ""
    )


def _noun_at_end(item: str) -> str:
    """Return the words from the end of *item* back to the last verb or particle."""
    parts = words.cut(item)
    kept: list[str] = []
    size = 0
    for index in range(len(parts) - 1, -1, -1):
        word = parts[index]
        # 国内生产总值的比重: two characters alone say too little
        joins = word == "的" and 0 < size <= 2 and index > 0
        if (
            kept
            and not joins
            and (size + len(word) > LONGEST or not _is_nominal(word, parts[index - 1] if index else ""))
        ):
            # 公示期: one character is the end of a word that jieba does not know
            if size == 1 and len(word) > 1 and _WORD.holds(word) and words.tag(word).startswith(("n", "v", "a")):
                kept.append(word)
            break
        kept.append(word)
        size += len(word)
    if len(kept) == 1 and words.tag(kept[0]).startswith("v") and kept[0] not in lexicon.NOMINAL | lexicon.EITHER:
        # 走访9000余户: the act alone is not what is counted
        return ""
    return "".join(reversed(kept))


def _is_nominal(word: str, before: str) -> bool:
    if not _WORD.holds(word):
        return word in "()（）·."
    if word in lexicon.NOMINAL or word in lexicon.AGES or word[-1] in _NOUN_ENDING or word.isascii():
        return True
    tag = words.tag(word)
    if word in lexicon.EITHER:
        return bool(before) and not words.tag(before).startswith(("p", "d", "c", "u", "r"))
    return tag == "vn" or not tag.startswith(_STOP_TAGS)


@lru_cache(maxsize=8192)
def _right(right: str) -> str:
    """Return the noun that begins what follows a figure: 微网格员 of 微网格员和."""
    plain = _LEADING.sub("", right.strip()) if right[:1] not in ",。;、:)）" else ""
    found = _RIGHT_END.search(plain)
    plain = plain[: found.start()] if found else plain
    if not plain:
        return ""
    if plain[0] in "“「《":
        closing = next((plain.find(c) for c in "”」》" if c in plain), -1)
        if closing >= 0:
            rest = _nouns_at_start(plain[closing + 1 :])
            return plain[: closing + 1] + rest
    return _told(_TRAILING.sub("", _nouns_at_start(plain)))


def _nouns_at_start(plain: str) -> str:
    kept, before = "", ""
    for word in words.cut(plain[:24]):
        if word == "的" and kept and not _told(kept):
            # 优秀的教师: what stands after 的 is counted
            kept, before = "", ""
            continue
        if (
            before
            and words.tag(word).startswith("p")
            and words.tag(before).startswith("v")
            and before not in lexicon.NOMINAL
        ):
            # 专家人才活跃在: the act stands before its place
            return kept[: -len(before)]
        if len(kept) + len(word) > LONGEST or not (
            _is_nominal(word, before) or (not before and word in lexicon.EITHER)
        ):
            break
        kept, before = kept + word, word
    return kept


@lru_cache(maxsize=8192)
def _act(right: str) -> str:
    """Return the act that follows a figure which names no noun: 依规晋升职级 of 超4.5万人次依规晋升职级."""
    if right[:1] in ",。;、:)）|":
        return ""
    kept = ""
    for word in words.cut(_LEADING.sub("", right.strip())[:16]):
        if not _WORD.holds(word) or len(kept) + len(word) > 10:
            break
        kept += word
    return kept if len(kept) > 1 else ""
