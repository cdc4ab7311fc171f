"""The words before a figure to its role: a level that was reached, a change by so much, or a target."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker import characters
from tracker.figures import lexicon, plans
from tracker.figures.clauses import Surroundings
from tracker.figures.reading import Reading
from tracker.model import Figure, FigureRole
from tracker.patterns import later

_GROWS = (
    "增长|增加|新增|净增|增收|超收|短收|增产|增幅|增速|涨幅|降幅|减少|减收|减产|减排|减免|下降|降低|回落|回升|上升|提高|(?<!改造)(?<!优化)(?<!巩固)(?<!达标)提升|扩大|缩小|缩短|压缩|压减|调减|调增"
    "|上涨|上调|上浮|调高|调低|下调|下浮|下跌|下滑|缩减|收窄|放缓|加快|贬值|升值|降价|涨价|降准|降息|下行|上行|节约|节省|精简|削减|裁减|多增|少增|多出|增|降|减|(?<!提)升|涨"
)
# 增长5%, 同比增长了近5%, 增速为5%; but 增至, 增加到, 提高到 say what was reached
_CHANGE = later(
    rf"(?:{_GROWS})"
    r"(?:了|约|近|超|超过|逾|为|达|达到|分别|分别为|不低于|不少于|不超过|至少|在|保持在|控制在|由|从|[ 、])*$"
)
# … but 涨幅回落到2.6%: prices rise by so much
_FALLS_OR_RISES = later(
    "(?:(?P<falls>下降|减少|减收|减产|减排|减免|降低|回落|下调|下浮|调低|下跌|下滑|缩短|缩小|压缩|压减|削减|裁减|精简|调减|少增|贬值|下行|短收|缩减|放缓|降价|降幅|跌幅|降|减)"
    "|增长|增加|新增|净增|增收|增产|增幅|增速|涨幅|回升|上升|提高|提升|扩大|上涨|上调|上浮|调高|调增|多增|多出|上行|加快|超收|增|升|涨)(?![到至为])"
)
# So many characters before a change say whether it rises or falls.
_BEFORE = 20
# 比上年末多52亿立方米, 较去年少3.3万亿元, 比上月低0.02个百分点, 比9月末高5个基点; but 比全国平均水平高 is no change
_MORE_OR_LESS = later(
    "(?:同比|环比|(?:比|较)(?:上年|去年|前年|上一年|上个?月|上季|上期|同期|常年|多年|历年|年初|年末|期初|[0-9]{4}年|[0-9]{1,2}月|“)[^,。;]{0,8}?)"
    "偏?(?:高|快|多|(?P<less>低|慢|少))出?$"
)
# 同比少投放5114亿元
_MORE_DONE = later(
    "(?:同|环)比(?:多|(?P<less>少))(?:投放|投入|投资|发放|回笼|流入|流出|收入|支出|[收支贷缴])$", needs="比多 比少"
)
# … and 低于上月0.8个百分点
_THAN_BEFORE = later(
    "(?:高|快|多|(?P<less>低|慢|少))于(?:上年|去年|前年|上一年|上个?月|上季|上期|同期|常年|年初|年末|期初)"
    "(?:同期|末|底|同月)?$"
)
_MORE_OR_LESS_ENDING = ("多", "少", "高", "低", "快", "慢", "出", "年", "月", "季", "期", "末", "初", "底")
# 降幅收窄2个百分点 falls less
_NARROWS = later("收窄|(?:降|跌)幅(?:扩大|缩小)")
_REACHED = later(r"(?:到|至|为)(?:了|约|近|超|超过)*$", needs="到 至 为")
_RATE = later(r"(?:增幅|增速|涨幅|降幅)[^,。;]{0,6}$", needs="增幅 增速 涨幅 降幅")
# 城镇新增就业1100万人: the act stands before what it adds
_ADDED = later(
    "(?:新增|净增|多增|新设|新登记|增设|增发|减免|精简)[^,。;、的]{0,18}$",
    needs="新增 净增 多增 新设 新登记 增设 增发 减免 精简",
)
# 下调存款准备金率0.5个百分点: points that stand right behind their thing are what it moves by
_MOVED = later(
    "(?:下调|上调|调低|调高|调降|降低|提高|压减|压降|减少|增加|拉动)[^,。;、到至为达高低超]{2,16}(?:率|比重|比例)(?:了|约|近|超过|各|分别)*$"
    "|(?:下调|上调|调低|调高|调降|降低|提高)[^,。;到至为达]{2,30}(?:率|比重|比例)各$",
    needs="下调 上调 调低 调高 调降 降低 提高 压减 压降 减少 增加 拉动",
)
# 7%的增长, 以9.8%的速度递增
_OF_GROWTH = later(
    "的(?:年均|平均|年平均|较快|高速|速度|幅度)*(?:增长(?![点极])|增速|增幅|降幅|涨幅|跌幅|升幅|递增|下降|递减)"
)
# 向下拉动0.6个百分点
_PULLS = ("拉动", "拖累", "推升", "推高", "拉低")
_MEMBER = later("、[^,。;、达为至到总共计]{1,14}")
_AIM_OF_SENTENCE = later(
    "目标(?:任务)?(?:是|为|:|拟)|约束性指标|(?:力争|争取|确保)到?[0-9]{4}年[底末]?,",
    needs="目标 约束性指标 力争 争取 确保",
)
_AIM_OF_CLAUSE = later(
    "力争|争取(?!到位|上级|中央|各级)|(?<![于超出合])预期(?!寿命)|确保|(?<!完成年度)(?<!完成全年)(?<!完成)(?<!完成预期)目标|努力(?:实现|达到|使)|将达|保证达到|拟(?!定|制|订|态|人)|计划(?=要求|国|增长|新|安|建|投|完|开|实|到|发|培|引|增)|要达到|不突破",
    needs="力争 争取 预期 确保 目标 努力 将达 保证达到 拟 计划 要达到 不突破",
)
# 提出8%左右的国内生产总值增长目标
_IS_AIM = later("的[^,。;:、的\\d]{0,14}目标")
# 提出国内生产总值增长8%左右, 把居民消费价格涨幅控制在3.5%左右
_PROPOSED = later("提出[^,。;]*$|把[^,。;]*控制在$", needs="提出 把")
# 力争投资增长6%,消费增长7%: the aim goes on in a clause that says the like of another indicator
_GOES_ON = later(
    "(?:,?[^,。;:!?已0-9]{2,16})?,(?!实际|去年|上年|其中|同比|环比|比|较|累计|目前|现有|[0-9]{4}年)[^,。;:!?已]{2,24}(?:增长|下降|降低|提高|提升|上升|上涨|减少|增加|达|突破|超过|稳定|控制|保持|降|升|增)"
    "(?:率|幅)?(?:约|近|超|过|至|到|在|达|为)*"
)
# … and so in one that only bounds it: 空气质量优良天数320天以上
_ITEM = later(",(?!其中|同比|比|较|实际|目前|现有)[^\\W\\d]{4,14}")
# 主要预期目标, 目标如下: what a list under it tells
_AIM_OF_LIST = later("目标(?:任务)?(?:是|为|如下)?[:。]?[ ]*$", needs="目标")
_DASH = "——"
_AND = lexicon.LISTED | {",", "", "即"}
_FARTHEST = 400
# 新增就业1100万人, 新增铁路里程1.97万公里: of these, what is added is told, not what is reached.
_THINGS = frozenset(("count", "measure_unit", "money"))
# … and what grew is told by either of these: 分别增长51.4%和1.1倍
GROWTHS = frozenset(("percent", "multiple"))


def of_all(plain: str, readings: Sequence[Reading], nears: Sequence[Surroundings]) -> list[FigureRole]:
    """Return the role of each of *readings*; *plain* is the folded text."""
    found: list[FigureRole] = []
    previous: Reading | None = None
    planned = plans.spans(plain)
    for reading, near in zip(readings, nears, strict=True):
        listed = previous is not None and _may_be_listed(plain[near.left[0] : reading.start], previous, reading)
        role = _of(plain, reading, near, found[-1] if listed else None)
        if _is_proposed(plain, reading, role, near.clause):
            role = "target"
        aimed = bool(found) and found[-1] == "target" and near.same_sentence
        if (aimed and _goes_on(plain, reading, near.earlier[0])) or (
            planned and plans.covers(planned, plain, reading, role, near.left, listed=aimed)
        ):
            role = "target"
        found.append(role)
        previous = reading
    return found


def _is_proposed(plain: str, reading: Reading, role: FigureRole, clause: int) -> bool:
    """Return whether the words right before a figure speak of an aim that was set: 将超过55万亿元, 提出增长8%."""
    if reading.bound == "above" and plain.endswith("将", clause, reading.start):
        return True
    return reading.kind == "percent" and role == "change" and _PROPOSED.search(plain, clause, reading.start) is not None


def _may_be_listed(between: str, one: Reading, other: Reading) -> bool:
    """Return whether two figures with *between* them may be members of a list.

    经费减少35%,31个省份 are none, but 增加2.68万座、494.86万米, and 增长51.4%和1.1倍.
    """
    if one.kind == other.kind or between == "即":
        return True
    kinds = {one.kind, other.kind}
    return between in lexicon.LISTED and (kinds <= _THINGS or kinds <= GROWTHS)


def _of(plain: str, reading: Reading, near: Surroundings, before: FigureRole | None) -> FigureRole:
    """Return the role of a figure; *before* is that of the figure before where the two may be members of a list."""
    doubled = plain[reading.start] == "翻"
    if before and not doubled and near.same_sentence and plain[near.left[0] : reading.start].strip() in _AND:
        return before
    # 新增小巨人企业30家、单项冠军企业5家: both are added
    member = before == "change" and near.same_sentence and reading.kind in _THINGS
    if member and _MEMBER.fullmatch(plain, near.left[0], reading.start):
        return "change"
    # 预期目标是:…;…;…: an aim reaches over semicolons
    whole = max(plain.rfind(mark, max(0, reading.start - _FARTHEST), reading.start) for mark in "。\n") + 1
    whole = max(whole, reading.start - _FARTHEST)
    aim = _AIM_OF_CLAUSE.search(plain, near.clause, reading.start)
    # 发布拟注销公告满二十日: what is to be is none of the time
    if aim and aim.group() == "拟" and reading.kind == "duration":
        aim = None
    if aim or _AIM_OF_SENTENCE.search(plain, max(0, whole), reading.start):
        return "target"
    if reading.kind != "duration" and plain.startswith("的", reading.end) and _IS_AIM.match(plain, reading.end):
        return "target"
    if reading.kind == "rank":
        return "level"
    if _is_item_of_aims(plain, whole):
        return "target"
    if doubled:
        return "change"
    left = plain[near.left[0] : reading.start]
    if _more_or_less(left):
        return "change"
    if _CHANGE.search(left) or (_RATE.search(left) and reading.kind == "percent"):
        return "level" if _REACHED.search(left) and not _RATE.search(left) else "change"
    if reading.kind == "percent" and plain.startswith("的", reading.end) and _OF_GROWTH.match(plain, reading.end):
        return "change"
    if reading.kind == "percentage_point" and (left.endswith(_PULLS) or _MOVED.search(left)):
        return "change"
    return "change" if reading.kind in _THINGS and _ADDED.search(left) else "level"


def _goes_on(plain: str, reading: Reading, start: int) -> bool:
    """Return whether the words from *start* to a figure tell the next aim of a sentence."""
    if _GOES_ON.fullmatch(plain, start, reading.start):
        return True
    return reading.bound in ("at_least", "at_most") and _ITEM.fullmatch(plain, start, reading.start) is not None


def _is_item_of_aims(plain: str, sentence: int) -> bool:
    """Return whether the *sentence*, with its semicolons, opens an item behind a dash, of a list of aims."""
    if not plain.startswith(_DASH, sentence) or plain[sentence - 1 : sentence] not in ("", "\n"):
        return False
    above = plain[max(0, sentence - _FARTHEST) : sentence].split("\n")[:-1]
    head = next((line for line in reversed(above) if line.strip() and not line.startswith(_DASH)), "")
    return _AIM_OF_LIST.search(head) is not None


def _more_or_less(left: str) -> re.Match[str] | None:
    """Return where *left* ends in saying that there is more than before, or less."""
    if done := _MORE_DONE.search(left):
        return done
    if not left.endswith(_MORE_OR_LESS_ENDING):
        return None
    return _MORE_OR_LESS.search(left) or (_THAN_BEFORE.search(left) if "于" in left else None)


def falls(figure: Figure, text: str) -> bool | None:
    """Return whether a *figure* of *text* says by how much something falls; None where the words before do not say."""
    if figure.role != "change":
        return None
    start = figure.span.start
    before = characters.simplified(text[max(0, start - _BEFORE) : start].rpartition("\n")[2])
    if more := _more_or_less(before):
        return more["less"] is not None
    said = [] if _NARROWS.search(before) else [*_FALLS_OR_RISES.finditer(before)]
    return said[-1]["falls"] is not None if said else None
