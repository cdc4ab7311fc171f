"""The words around a figure to what it counts: a short phrase of the text, before the figure or after it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker import words
from tracker.figures import acts, endings, joint, lexicon, lists, next_to, nominal, nouns, terms, windows
from tracker.figures.clauses import Surroundings
from tracker.figures.reading import Reading
from tracker.patterns import later

# So much of what ranks is told where it names no group.
_SHORT = 6
# What an aside stands behind is no further away.
_FAR = 40
# So many clauses before a figure may say what it counts.
_CLAUSES = 3
# 全国, 全省副省级城市
_GROUP = later("(?:全|本|我|各)?(?:国内|国|省|市|县|区|州|世界|全球|亚洲|西部|东部|中部|沿海)(?!家)[^,。;]{0,6}$")
# 在确保质量的前提下, 三年来, 扣除价格因素: a clause about how and when, that names nothing
_CIRCUMSTANCE = later(
    "(?:下|中|后|时|来|方面|同时|基础上|相比|持平|此外|年|期间|以来|起|,)$"
    "|^(?:扣除|剔除|考虑|按|不含|不包括|比|同比|其中|经过|通过|根据)"
)
# 粮食总产量在上年大幅度增长的基础上: what stands before says of what
_BEFORE_CIRCUMSTANCE = later("^(.{2,14}?)(?:在|按|经过?|通过)(?=.)")
_CLAUSE_END = later("[,，:：]")
# 比上年增长…: a sentence that leaves its subject to the sentence before
_GROWS = later("比|同比|环比|增|减(?![贫排负灾])|升|降|提高|回落|其中")
_OR_WITHIN = later("或[^,，。;；:：\n]{0,16}后", needs="或")
_OPENING, _CLOSING = "（(", "）)"
# 与2018年末（普查年份，下同）相比: an aside says nothing of what is counted
_ASIDE = later("[(（][^()（）]*[)）]", needs=") ）")
# 迈上5万亿元台阶, 突破万亿元大关: a mark that is passed is not what is counted, before it or behind
_MARK_PASSED = later("(?:[新大]|[一二两三四五]大)*(?:台阶|大关|关口)(?:$|[,，;；、])")
# 建筑面积2160平方米，高15.6米
_SIZES = frozenset("高长宽深厚重")
# 原生垃圾填埋占比: an act or not
_PART = later("[^\\W\\d]{2,10}占比$", needs="占比")
# 职工不足20人的企业
_MEMBERS = ("人", "名", "户", "家")
# 107项改革任务完成率达97.2%: the rate is the next figure's
_RATE = later("(?<=[^\\W\\d]{2})(?![利税汇费频概效]率)[^\\W\\d]{1,2}率$", needs="率")
# 剩余155处计划2025年底前完成, 由45项精简为28项: when it is done, and how it came to the next figure
_WHEN = ("", "计划", "拟", "预计", "力争", "确保")
_COMES_TO = later("([^\\W\\d]{2})[为到至](?:了|约|近)?", needs="为 到 至")
_TIMES = ("次", "遍", "回")
# 党员大会一般每季度召开1次: who meets is told by how often
_MEETS = later("(?:一般|应当?|可以)?每(?:半年|年|季度|月|周)(?:至少|应当?)?(?:召开|举行)$", needs="召开 举行")
# 7%的速度: nothing that has parts
_NO_PART = frozenset(("", "基础", "速度", "水平", "目标", "幅度", "比例", "办法", "规模", "标准", "要求", "增速"))
_WHOLES = ("全国", "世界", "全省", "全市", "全区", "全县", "全球", "我国")
# 会议由过半数的董事出席
_HAS = ("由", "有", "经", "须")
# 车桩比降至5:1
_RATIO = later(
    "(?:^|[的、])(?:其中)?([\u4e00-\u9fff]{2,12}比(?:例|率|值)?)(?:由|从|缩小|降低|下降|提高|控制|调整|达|降|升|为|是|在|到|至)*$"
)
# 比第六次全国人口普查的3.10人减少0.48人: the same, at another time
_COMPARED = later("[比较](?!例|重|率)[^,，。;；]{2,24}的")
_COMPARED_WITH = later("[与同和][^,，。;；与同]{2,30}$")
# 利用3592小时，比上年同期减少101小时
_LASTS_LONGER = later("(?:增加|减少|下降|降低|缩短|延长|压缩|提高|上升|增长)了?$")
# 低于3%左右的预期目标: of what is said before
_AIM_BEHIND = later("的(?:年度|全年|年初|预期|既定|规划|增长|调控|控制)*(?:目标|指标)", needs="目标 指标")
# 人才1280名，是改革前的2.4倍; 人均水平仅相当于全国的83%: as much as what, and not of what
_AS_MUCH_AS = later("(?:[是为](?!.*[为占])|相当于)[^,，。;；:：、0-9]{2,12}的$", needs="是 为 相当于")
# 救助金额不超过低保标准的6倍: what is bounded, and not what it is a part of
_LIMIT_OF = later(
    "不(?:得|能|应)?(?:低于|少于|超过|高于|多于|大于)[^,，。;；:：、0-9]{2,20}的?$",
    needs="低于 少于 超过 高于 多于 大于",
)
# 高出全省平均水平1.2个百分点: than what, and not of what
_THAN = later(
    "(?:高出|高于|低于|快于|慢于|优于|好于|领先)[^,，。;；]{2,18}$|超(?:出|过)?[^,，。;；]{0,6}(?:计划|进度|目标|预算)$"
)
# 位列国内, 从全省
_RANK_VERB = later(
    "^(?:(?:由|从|在|上年|去年|均|都|分别|稳|仍|跃升[到至]|上升[到至]|位列|位居|位|跃居|居|列|进入|排名?|名列)(?=.))+"
)
_LEADING_GROUP = later("^(?:的|等|各|为|将|在|其中|[、和与及或,。(（])+")
_ADDED = later("^(?:全国|全省|全市)?(?:新增|净增|新设|新建)(?=..)")
# Whose act comes first in their name: 返乡创业青年, 参保企业
_WHO = later(
    "[^,，。;；、的]{0,8}?(?:青年|人员|企业|学生|农民|干部|群众|家庭|儿童|老人|老年人|职工|教师|医生|群体|项目|工程|机构|困难户)",
    needs="青年 人员 企业 学生 农民 干部 群众 家庭 儿童 老人 老年人 职工 教师 医生 群体 项目 工程 机构 困难户",
)


def of_all(text: str, readings: Sequence[Reading], nears: Sequence[Surroundings]) -> list[str]:
    """Return what each of *readings* counts, or nothing where the text does not say."""
    found: list[str] = []
    before, named, sentence = "", "", -1
    prior: Reading | None = None
    for index, (reading, near) in enumerate(zip(readings, nears, strict=True)):
        # 比五年前增加3亿元: the figure between counts nothing, what was named before it in the sentence is meant
        named = named if near.sentence == sentence else ""
        if (opened := _aside_before(text, near)) >= 0:
            # 支出27万亿元（含预备费500亿元），增长5.6%: what grows is not what the aside tells of
            before = named = _told_until(text, opened, readings, found, near.sentence)
            prior = None
        if window := windows.words(text, reading, text[slice(*near.left)], text[slice(*near.right)]):
            found.append(window)
            # 教育支出五年累计32亿元
            before = nouns.before(text[slice(*near.left)]) if text.startswith("累计", near.right[0]) else ""
            prior = reading
            continue
        if next_to.goes_on(text, readings, index, near):
            # 处理垃圾4000吨，配置4台750吨机组: what stands behind the next figure, and not what was told before
            found.append("")
            before, prior = "", reading
            continue
        if prior is not None and prior.kind == "rank" != reading.kind:
            # 居全国第5位，增加160公里: of what, and not among whom
            before = named
        found.append(_with_age(text, _of(text, reading, near, before or named), near, prior))
        if prior is not None and prior.unit in terms.OF_AGE and reading.kind == "money":
            found[-1] = next_to.of_that_age(text, readings, index) or found[-1]
        if reading.kind not in ("rank", "duration"):
            found[-1] = joint.whole(text[slice(*near.left)], found[-1])
        before, prior = next_to.without_share(found[-1], readings, index, named), reading
        named, sentence = (before if reading.kind != "rank" else "") or named, near.sentence
    for index in range(len(found) - 2, -1, -1):
        # 9类318项高频事项: both count what stands behind the second
        # … and so do both of 两个或者两个以上行政机关
        # … and two terms, 应当在立案之日起三十日内或者公告期满后三十日内审结
        between = text[readings[index].end : readings[index + 1].start]
        since = text.endswith("日起", 0, readings[index].start)
        if not found[index] and (between in ("", "或", "或者") or (since and _OR_WITHIN.fullmatch(between))):
            found[index] = found[index + 1]
    return lists.dealt(text, readings, nears, found)


def _of(text: str, reading: Reading, near: Surroundings, before: str) -> str:
    """Return what a figure counts; *before* is what the figure before it counts, for a clause that leaves it out."""
    left, right = text[slice(*near.left)], text[slice(*near.right)]
    right = "" if _MARK_PASSED.match(right) or _leads_on(right) else right
    if reading.kind == "rank":
        # 前五名客户销售额: of whom stands behind it
        return _ranked(left) or (nouns.after(right) if reading.bound == "at_most" and not left else "") or before
    if reading.kind == "duration":
        moved = near.same_sentence and "每" not in text[near.clause : reading.start] and _LASTS_LONGER.search(left)
        return terms.of(text, reading, near, before) or (before if moved else "")
    if left.endswith("、") and near.left[0] > near.clause and right:
        # 安排7亿元支持甲、3亿元支持乙: what stands before the mark belongs to the figure before it
        left, before = "", "" if acts.behind(right) else before
    if right.startswith("相比"):
        # 全国人口与第六次普查的1339724852人相比: of what is compared, and not of what with
        left = _COMPARED_WITH.sub("", left)
    if before and near.same_sentence and next_to.is_share_of_last(text, reading, near, left):
        return before
    if before and near.same_sentence and (_COMPARED.fullmatch(left) or _AIM_BEHIND.match(right)):
        return before
    granted = terms.granted(text, near) if reading.kind == "money" else ""
    if named := granted or _named_behind(reading, left, right) or _share(reading, left):
        return named
    left = _without_comparison(reading, left)
    if reading.unit is None and reading.kind == "count" and left.endswith("人口") and right[:1] == "的":
        # 城市人口50万以上的城市: of whom, and not how many towns
        return nouns.before(left)
    if part := _part(reading, left, right):
        return part
    return _by_nouns(text, reading, near, before, left, right)


def _share(reading: Reading, left: str) -> str:
    """Return the ratio, or the share, that stands before a figure: 车桩比, 占财政收入."""
    if reading.unit is None and reading.kind in ("ratio", "count") and (ratio := _RATIO.search(left)):
        return ratio[1]
    return nouns.share(left) if reading.kind in ("percent", "ratio") else ""


def _without_comparison(reading: Reading, left: str) -> str:
    """Return what stands before a figure without what it is held against."""
    if reading.kind == "percentage_point":
        left = _THAN.sub("", left)
    return _AS_MUCH_AS.sub("", left) if reading.kind == "multiple" or "相当于" in left else left


def _part(reading: Reading, left: str, right: str) -> str:
    """Return what a part of something is told of where the words around say so: 全国40%的县, 减按15%的税率."""
    if reading.kind in next_to.PART_KINDS and (limited := _limited(left)):
        return limited
    part = nouns.after(right) if _is_shared(reading, right) else ""
    if part and (left.endswith((*_WHOLES, *_HAS)) or part.endswith("率")):
        return part
    if reading.kind == "percent" and left.endswith(("按", "适用")) and (rate := nouns.after(right)).endswith("率"):
        return rate
    return ""


def _is_shared(reading: Reading, right: str) -> bool:
    """Return whether a figure is the share of what stands behind it: 40%的县."""
    return reading.kind in ("percent", "ratio") and right[:1] == "的"


def _by_nouns(text: str, reading: Reading, near: Surroundings, before: str, left: str, right: str) -> str:
    """Return the noun, or the act, around a figure that it counts: the nearest that says anything."""
    counts = reading.counts_what_follows
    if reading.unit in _TIMES and not right:
        left = _MEETS.sub("", left)
    found = (_counted(reading, left, right) if counts else "") or nouns.before(left)
    if found == "占比" and (told := _PART.search(endings.stripped(left))):
        return told.group()
    if found == "占比" and before and near.same_sentence and not text[slice(*near.earlier)].strip("，, "):
        # 税收收入30亿元，占比77%: of what was told right before, as in a table
        return before if before.endswith(found) else f"{before} {found}"
    if found and (found not in lexicon.WEAK or (found == "部分" and right[:1] != "的")):
        return found
    if _is_shared(reading, right) and (part := nouns.after(right)) not in _NO_PART:
        return part
    if reading.unit in _TIMES and (act := acts.before(left)):
        return act
    if counts and (act := _who(right) or acts.behind(right)):
        return _whose(act) if reading.unit not in _TIMES else act
    earlier = _earlier(text[slice(*near.earlier)])
    if found in lexicon.WEAK:
        # 新增企业20户，总量突破150万户: the whole is not what is added
        earlier, before = _ADDED.sub("", earlier), _ADDED.sub("", before)
    # 超过100万元但不超过300万元的部分: says nothing of what
    behind = "" if right.startswith("的部分") else nouns.after(right)
    return (
        earlier
        or behind
        or (before if near.same_sentence else "")
        or acts.behind(right)
        or found
        or (before if _GROWS.search(left) and not endings.stripped(left) else "")
    )


def _limited(left: str) -> str:
    """Return what is bounded by a part of something else: 救助金额不超过低保标准的6倍."""
    limit = _LIMIT_OF.search(left)
    noun = nouns.before(left[: limit.start()]) if limit else ""
    return noun if noun not in lexicon.WEAK else ""


def _leads_on(right: str) -> bool:
    """Return whether what follows a figure is how it came to the next, or when it is done: 精简为, 2025年底前完成."""
    year = right.find("年", 4, 9) - 4
    if year >= 0 and right[year : year + 4].isdigit() and right[:year].rstrip("在于到") in _WHEN:
        return True
    found = _COMES_TO.fullmatch(right)
    return found is not None and (words.tag(found[1]).startswith("v") or found[1] in lexicon.BETWEEN)


def _counted(reading: Reading, left: str, right: str) -> str:
    """Return what stands behind a number of it, or before one that is bounded, and tells whose: 职工不足20人的企业."""
    if right[:1] == "的" and reading.bound not in ("exact", "about") and reading.unit in _MEMBERS:
        noun = nouns.before(left)
        if noun and noun not in lexicon.WEAK and left.endswith(noun):
            return noun
    noun = nouns.after(right)
    rate = _RATE.search(noun) if reading.unit and right.startswith(noun) else None
    return noun[: rate.start()] if rate else noun


def _whose(act: str) -> str:
    """Return who, or what, an *act* behind a number is of: 受到不实举报的干部, 贫困人口全部脱贫."""
    return (nouns.after(act.partition("的")[2]) if "的" in act else "") or act.partition("全部")[0] or act


def _aside_before(text: str, near: Surroundings) -> int:
    """Return where the aside opens that ends between a figure and the one before it, or -1 where none does."""
    behind = text[near.earlier[0] : near.left[1]] if near.same_sentence else ""
    closed = min((at for mark in _CLOSING if (at := behind.find(mark)) >= 0), default=-1)
    if closed < 0 or any(behind.rfind(mark, 0, closed) >= 0 for mark in _OPENING):
        return -1
    return max(text.rfind(mark, near.sentence, near.earlier[0]) for mark in _OPENING)


def _told_until(text: str, end: int, readings: Sequence[Reading], found: Sequence[str], sentence: int) -> str:
    """Return what is named right before *end*, or else counted by the last figure of the *sentence* before it."""
    last = next((at for at in range(len(found) - 1, -1, -1) if readings[at].end <= end), -1)
    counted = last >= 0 and readings[last].start >= sentence
    noun = nouns.before(text[readings[last].end if counted else max(sentence, end - _FAR) : end])
    return noun if noun or not counted or readings[last].kind == "rank" else found[last]


def _with_age(text: str, noun: str, near: Surroundings, prior: Reading | None) -> str:
    """Return *noun* with the age that stands right before it: 65岁及以上人口, and not all of them."""
    if prior is None or prior.unit not in terms.OF_AGE or prior.end != near.left[0] or not noun:
        return noun
    return text[prior.start : prior.end] + noun if text.startswith(noun, prior.end) else noun


def _named_behind(reading: Reading, left: str, right: str) -> str:
    """Return what is named right behind a figure that otherwise counts what stands before it."""
    if reading.kind not in ("money", "multiple", "measure_unit") and not (reading.kind == "ratio" and reading.unit):
        return ""
    if reading.kind == "measure_unit" and left.strip("、，,") in _SIZES:
        return left.strip("、，,")
    if reading.kind == "money" and (fine := terms.FINE.search(left)):
        return fine[1]
    if reading.kind in ("money", "multiple") and (named := terms.NAMED_BEHIND.match(right)):
        return named[1]
    if not nouns.opens_with_noun(right):
        return ""
    # 增发1000亿元国债, 改造2亿平方米旧房, 医疗费用和30公斤行李: no noun between the act, or the mark, and the figure
    given = left.endswith(next_to.AND) or any(left[-length:] in lexicon.GIVEN for length in (2, 3, 4))
    given = given or not nouns.before(left)
    noun = nouns.after(right) if given else ""
    return noun if len(noun) > 1 and noun not in lexicon.WEAK else ""


def _who(right: str) -> str:
    found = _WHO.match(nouns.led(right)) if right[:1] not in "（(" else None
    return found.group() if found else ""


def _earlier(clauses: str) -> str:
    """Return what the last of the clauses before a figure speaks of that speaks of anything."""
    for clause in reversed(_CLAUSE_END.split(_ASIDE.sub("", clauses))[-_CLAUSES:]):
        if not _CIRCUMSTANCE.search(clause):
            found = nouns.of_clause(clause)
        else:
            head = _BEFORE_CIRCUMSTANCE.match(clause)
            found = nouns.before(head[1]) if head else ""
        if found and found not in lexicon.WEAK and not _MARK_PASSED.match(found):
            return found
    return ""


def _ranked(left: str) -> str:
    """Return the group that ranks: 总量居全国 of 总量居全国第4位."""
    plain = endings.stripped(left)
    if len(plain) <= nominal.LONGEST:
        return _LEADING_GROUP.sub("", _RANK_VERB.sub("", plain))
    found = _GROUP.search(plain)
    return found.group() if found else plain[-_SHORT:]
