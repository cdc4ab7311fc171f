"""The nouns of a list to the figures of the list that follows it: 城镇和农村居民收入分别增长8.4%和11.4%."""

from __future__ import annotations

from collections.abc import Sequence

from tracker import words
from tracker.figures import endings, lexicon, nouns, roles, terms
from tracker.figures.clauses import Surroundings
from tracker.figures.reading import Reading
from tracker.patterns import later

# Without 分别 a single character is hardly an indicator of its own.
_LEAST = 2
# So long may a member be that only 分别 says to be one.
_LONGEST_MEMBER = 6
# …和持平
_LEVEL = later("[、,，]?(?:和|与|及)?(?:基本)?持平", needs="持平")
_CLAUSE_END = later("[,，:：]")
_PARTING = lexicon.LISTED | {",", "，"}
# 分别增长2.6%、下降0.6%和增长1.4%
_AND_MOVES = later("[、,，]?(?:和|与|及|以及)?(?:同比)?(?:增长|增加|下降|减少|提高|降低|上升|上涨|下跌|回落|达到?|为)")
# 第一、二、三产业用电量分别为
_INDUSTRIES = later("第一、第?二、第?三(产业[^、]*)$", needs="三产业")
# 1年期和5年期以上LPR, 三级、二级、一级医疗机构支付比例, 东、中、西部地区业务量: labels share what is behind the last
_LABEL = "(?:[一二三四]级(?:及以[上下])?|[0-9]{1,2}年期(?:以上)?)"
_LABELLED = (
    later(f"((?:{_LABEL}[、和])+{_LABEL})([^、和\\W\\d]{{2,16}})$", needs="级 年期"),
    later("([东中西](?:[、和][东中西])+)(部[^、和\\W\\d]{1,15})$", needs="部"),
)
_AND = later("[、和]")


def dealt(text: str, readings: Sequence[Reading], nears: Sequence[Surroundings], subjects: Sequence[str]) -> list[str]:
    """Return *subjects*, what *readings* count each by itself, with the nouns of a list dealt out to one of figures.

    城镇和农村居民收入分别增长8.4%和11.4%: the first figure is the towns', the second the villages'.
    """
    found = [*subjects]
    first = 0
    while first < len(readings):
        last = first
        said = "分别" in text[slice(*nears[first].left)]
        while last + 1 < len(readings) and _is_listed(text, readings[last], readings[last + 1], said):
            last += 1
        if last > first:
            near, count = nears[first], last - first + 1
            # 分别增长8.4%、3.2%和持平: the last of the list says no figure
            count += bool(said and _LEVEL.match(text, readings[last].end))
            clause = _CLAUSE_END.split(text[slice(*near.earlier)])[-1]
            items = _items(text[slice(*near.left)], clause, count) or _told_before(
                text, readings, near, found, first, count
            )
            if not items:
                left, members = text[slice(*near.left)], readings[first : last + 1]
                right = text[slice(*nears[last].right)]
                items = _shared(left, right, members, found[first : last + 1])
            for offset, item in enumerate(items[: last - first + 1]):
                found[first + offset] = item
        first = last + 1
    return found


def _is_listed(text: str, one: Reading, other: Reading, said: bool) -> bool:
    """Return whether two figures are of one list; where 分别 is *said*, each may have a verb of its own."""
    between = text[one.end : other.start].strip()
    # 分别上升51.4%和1.1倍
    alike = one.kind == other.kind or (said and {one.kind, other.kind} == roles.GROWTHS)
    return alike and (between in lexicon.LISTED or (said and _AND_MOVES.fullmatch(between) is not None))


def _items(left: str, earlier: str, count: int) -> list[str]:
    """Return the members of the list of nouns before the first figure, none where they are not *count*."""
    said = "分别" in left
    plain = endings.stripped(left[: left.rfind("分别")] if said else left) or endings.stripped(earlier)
    if count == len("一二三") and (industries := _INDUSTRIES.search(plain)):
        return [f"第{number}{industries[1]}" for number in "一二三"]
    labelled = next(filter(None, (pattern.search(plain) for pattern in _LABELLED)), None)
    if labelled and len(labels := _AND.split(labelled[1])) == count:
        return [label + labelled[2] for label in labels]
    if left.endswith("等") and not said:
        # 甲、乙等234种和1类: what 等 closes are examples
        return []
    # 普及率, 总和: no list is parted within a word
    plain = plain.removeprefix("其中")
    parts = "".join("、" if word in _PARTING else word for word in words.cut(plain)).split("、")
    parts = [part for part in parts if part]
    if len(parts) != count:
        return []
    # 高级、中级、初级岗位分别为: said to be members, whatever the dictionary takes them for
    found = [
        nouns.before(part)
        or (part if said and len(part) <= _LONGEST_MEMBER and part.isalpha() and "年" not in part else "")
        for part in parts
    ]
    return found if all(len(noun) >= (1 if said else _LEAST) for noun in found) else []


def _told_before(
    text: str, readings: Sequence[Reading], near: Surroundings, subjects: Sequence[str], first: int, count: int
) -> list[str]:
    """Return what the figures before count where 分别 speaks of them: 甲达到3元，乙达到2元，分别增长9%和6%.

    Of two in the same unit that stand right before it goes without saying: 甲3元，乙2元，实际增长9%和6%.
    """
    ahead, said, _ = text[slice(*near.left)].partition("分别")
    if not (said or _follow_each(readings, near, first, count)):
        return []
    if endings.stripped(ahead) or first < count or readings[first - count].start < near.sentence:
        # 两项收入分别增长8%和10%: of what is said before 分别
        return []
    # 甲5件、乙6件，比前五年分别上升3%和4%: a period between counts nothing
    told = [at for at in range(first) if readings[at].kind != "duration" or readings[first].kind == "duration"]
    found = [subjects[at] for at in told[-count:]]
    return found if all(found) and len(set(found)) == count else []


def _follow_each(readings: Sequence[Reading], near: Surroundings, first: int, count: int) -> bool:
    """Return whether rates stand behind as many amounts of one unit as there are of them, and nothing else between."""
    told = readings[max(0, first - count) : first]
    alike = len({(one.kind, one.unit) for one in told}) == 1 and told[0].kind != readings[first].kind
    return len(told) == count and alike and readings[first].kind == "percent" and near.same_sentence


def _shared(left: str, right: str, members: Sequence[Reading], subjects: Sequence[str]) -> list[str]:
    """Return what all figures of a list count: 给予50万元、100万元奖励, 收入突破1亿元、5亿元的企业."""
    if len({member.unit for member in members}) > 1:
        return []
    if not nouns.before(left) or (members[0].kind == "money" and terms.NAMED_BEHIND.match(right)):
        # 分别处10万元、8万元罚款
        return [subjects[-1] or subjects[0]] * len(members)
    return [] if members[0].counts_what_follows else [subjects[0]] * len(members)
