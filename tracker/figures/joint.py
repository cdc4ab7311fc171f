"""The last of several nouns to all of them, where they share one figure: 甲、乙排放量均下降5%."""

from __future__ import annotations

from tracker import words
from tracker.figures import endings, lexicon, nominal, nouns
from tracker.patterns import later

_JOINS = later("(?:、|以及|或者|[和及或])$")
_JOINING = frozenset("、和及或")
# 均下降5%, 都增长一成, 共1000万套: said of each, or of all
_EACH = later(
    "(?<![平年人月日户])均|都(?![市会城])|分别|(?<![公])共(?![同享建])|合计|总计", needs="均 都 分别 共 合计 总计"
)
# Nothing but what they share stands before the nouns, or when it was.
_OPENING = later("(?:其中|到?(?:[0-9０-９]{4}|[一二][〇○零一二三四五六七八九]{3})年[底末]?)?[,，:： ]?")
# 开工建设甲、乙共1000万套
_ACT = later("新?开工(?:建设)?|(?:基本|新)?建成|完成")
# 认真办理代表建议、委员提案
_DONE = later(f"(?:认真|依法|积极|及时)?(?:{'|'.join(sorted(lexicon.DONE))})", needs="办理 承办 主动公开 合计")
_LONGEST = 2 * nominal.LONGEST


def whole(left: str, noun: str) -> str:
    """Return *noun* with those that *left*, what stands before a figure, joins to it, or as it is."""
    if not noun or _JOINING.isdisjoint(left):
        return noun
    at = left.rfind(noun)
    end = at + len(noun)
    if at <= 0:
        return noun
    said = _EACH.search(left, end)
    if not left.endswith(noun, 0, len(endings.stripped(left[: said.start()] if said else left))):
        return noun
    first = at
    while joined := _JOINS.search(left, 0, first):
        item = nouns.before(left[: joined.start()])
        if joined.group() in "和及或" and (len(item) < 2 or endings.ends_word(left, joined.end())):
            # 惠及, 涉及, 总和
            break
        if not item or item in lexicon.WEAK or not left.endswith(item, 0, joined.start()) or _opens_with_act(item):
            return noun
        first = joined.start() - len(item)
    done = _DONE.match(left, first, at)
    if done:
        first = done.end()
    if said and (act := _ACT.match(left, first, at)):
        first = act.end()
    alone = done or said or _OPENING.fullmatch(left, 0, first) or left[:first] in lexicon.WEAK | lexicon.DONE
    return left[first:end] if alone and end - first <= _LONGEST else noun


def _opens_with_act(item: str) -> bool:
    """Return whether an act that the dictionary takes for a noun stands before a noun: 全力支持香港, 可减轻企业."""
    first = words.cut(item)[0]
    return 2 < len(first) < len(item) and words.tag(first[-2:]).startswith("v")
