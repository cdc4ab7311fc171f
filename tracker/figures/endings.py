"""The words before a figure to the same without what ends them and is no part of a noun: 企业总数 of 企业总数达到."""

from __future__ import annotations

from tracker import folding, words
from tracker.figures import lexicon
from tracker.patterns import later

_LONGEST_BETWEEN = max(map(len, lexicon.BETWEEN))
# 比2009年, 较上年同期, 2012年的, 比年初计划, 前三季度: what a change is measured against, and when
_DATED = later(
    r"(?:(?:同?比|较|相当于|为)?"
    r"(?:上年度?|去年|前年|上一年度?|[上下]半年|同期|年初|上季度?|上个?月|上期|期初|常年|疫情前"
    r"|[0-9０-９](?: ?[0-9０-９]){3} ?年"
    r"|[一二][〇○零一二三四五六七八九]{3}年|上年末|年底){1,2}(?:同期|末|底)?"
    r"|[比较]?“[^“”]{1,6}”(?:时期|期间|末)|(?:[一二三四五六七八九]十|[0-9０-９]{2})年代"
    r"|比第?[一二三四五六七八九十]{1,3}个五年计划(?:时期|期间)?|今年[底末]|[去明]年[底末]"
    r"|比(?:上年|去年|[0-9０-９]{4}年)?(?:年初)?(?:预计数|执行数|预算执行数|[预决]算数?)|报告期(?:[内末初])?|(?:为|完成|相当于)(?:年初|全年|年度|调整|预期)?(?:预算数?|计划|目标(?:任务)?|任务)的"
    r"|比(?:年初?|年度)?(?:计划|预算|预期|目标)|[比较]?[前第]?[0-9０-９一二三四]{1,2}(?:[-—至到][0-9０-９]{1,2})?(?:季度|月份?)"
    r"|[比较](?:近|前|过去)[0-9０-９一二三四五六七八九十]{1,3}年(?:的?(?:均值|平均(?:值|水平)?|同期))?)的?$",
    needs="年 月 季 期 末 疫情 比 为 完成 相当于",
)
_DATED_ENDING = "数代间年期末底初的度月份划算标季前内值均平"
_LONGEST_DATED = 14
# 较换届前, 比督察时
_SINCE = later("[比较](?![例重率])[^,，。;；、0-9０-９的比较]{2,6}[时前后]$", needs="比 较")
_LONGEST_HOW, _LONGEST_ASIDE = 34, 22
# 比全国平均水平高, 在提高效益的基础上, 按可比价格计算, 屡创历史新高: how, or how good, and not of what
_HOW = later(
    "(?:(?:同比|环比)[多少](?:投放|投入|投资|发放|回笼|流入|流出|收入|支出|[收支贷缴])|(?:同比|环比)(?:高出?|低|快|慢|多|(?<![减至最不缺])少)|(?:比|较)(?:全[国省市区县]|世界|上年|去年|同期|年初|预期|计划|目标)[^,，。;；]{0,6}(?:高出?|低|快|慢|多|(?<![减至最不缺])少)|"
    "(?<![对之占])比(?![例重值率])[^,，。;；比]{2,18}(?:高出?|低|快|慢|多|(?<![减至最不缺])少)|"
    "(?:扣除|剔除)[^,，。;；]{2,10}因素|在[^,，。;；在]{2,24}的?(?:基础上|前提下|条件下|情况下)"
    "|按(?:[^,，。;；按]{2,8}(?:计算|口径)|(?:可比|不变|现行|当年)价格)"
    "|(?:再|又|屡|连)?创(?:历史|年度)?(?:新高|最高水平|纪录)"
    "|(?:跃|迈|再|又)上了?新?(?:的)?(?:一个)?新?台阶|取得(?:新|重要|重大|明显)?(?:的)?(?:进展|成绩|成效|突破))$"
)
_HOW_ENDING = "高低快慢多少出素上下高平录阶展绩效破算径格放入资笼收支贷缴"
# 小麦每50公斤: what the figure is counted by
_EACH = later(
    "每[0-9０-９,.．]{0,9}[十百千]?[万亿]?(?:斤|公斤|千克|吨|亩|公顷|人|户|度|千瓦时|立方米|平方米|升|股|次|天|日|月|年|生|学期|学年|套|间|床|车|辆|班|科|副|具|公里|张|头|只|课时|小时)$"
)
# 化肥（按有效成分计算）, 地区生产总值[2]: an aside, or the mark of a footnote
_ASIDE = later(rf"(?:[(（][^()（）]{{1,20}}[)）]|{folding.FOOTNOTE})$")
# Acts that are part of a name where a noun stands before them
_WORKS = frozenset(("建设", "重建", "改造", "投资", "补助", "培训"))
_NAMES = ("转移支付", "总投入", "教育投入", "资金投入", "资本投入", "经费投入", "研发投入", "科技投入")
# Acts that are things behind 的: 用于科技的投入
_THINGS = (lexicon.NOMINAL | lexicon.EITHER | {"投入", "贡献", "奖励"}) - {"可"}


def stripped(left: str) -> str:
    """Return *left* without the verbs, adverbs, dates and marks at its end."""
    end = len(left)
    while end and (earlier := _without_last(left, end)) < end:
        end = earlier
    return left[:end].strip()


def ends_word(left: str, end: int) -> bool:
    """Return whether the character before *end* is the end of a longer word: the 都 of 成都, the 由 of 理由."""
    if left[:end][-3:-1] == "占比":
        # 占比达, which the dictionary parts 占|比达
        return False
    return bool(words.tag(left[end - 2 : end])) and len(words.cut(left[max(0, end - 8) : end])[-1]) > 1


def _without_last(left: str, end: int) -> int:
    """Return where what ends at *end* and is no part of a noun begins, or *end*."""
    last = left[end - 1]
    if last in _DATED_ENDING and (dated := _DATED.search(left, max(0, end - _LONGEST_DATED), end)):
        return dated.start()
    if last in "时前后" and (since := _SINCE.search(left, max(0, end - _LONGEST_DATED), end)):
        return since.start()
    if (each := left.rfind("每", max(0, end - _LONGEST_DATED), end)) >= 0 and _EACH.match(left, each, end):
        return each
    if last in _HOW_ENDING and (how := _HOW.search(left, max(0, end - _LONGEST_HOW), end)):
        return how.start()
    if last in ")）]］〕" and (aside := _ASIDE.search(left, max(0, end - _LONGEST_ASIDE), end)):
        return aside.start()
    for length in range(min(_LONGEST_BETWEEN, end), 0, -1):
        word = left[end - length : end]
        if word in lexicon.BETWEEN and not (length == 1 and ends_word(left, end)):
            return end if _is_thing(word, left, end) else end - length
    return end - 1 if last.isspace() or last in "、,(（:：×" else end


def _is_thing(word: str, left: str, end: int) -> bool:
    """Return whether an act that ends at *end* is the name of a thing: 用于科技的投入, 转移支付."""
    start = end - len(word)
    before = left[max(0, start - 8) : start]
    if word in _WORKS and before and (last := words.cut(before)[-1]) not in lexicon.WEAK | lexicon.BETWEEN:
        # 生态建设, 灾后重建, 燃煤电厂脱硫改造
        return len(last) > 1 and words.tag(last).startswith(("n", "vn", "an"))
    return left.endswith(_NAMES, 0, end) or (word in _THINGS and before[-1:] == "的")
