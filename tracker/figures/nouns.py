"""The words before or after a figure to the noun that they name: a short phrase of the text, or nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker import folding, statutes, words
from tracker.figures import endings, lexicon, nominal
from tracker.patterns import later

# So long may 研发支出占国内生产总值比重 be.
_LONGEST_SHARE = 24
_PREDICATE = (*nominal.NOT_LAST, "v", "a", "z", "m")
# Behind these nothing more is said of a figure.
CLOSED = frozenset(("", *",，。;；、:：)）|(（\n"))
_JOINED = frozenset("和与及或但而")
# 第十六条 年满18周岁
_ARTICLE = later(f"^{statutes.provision('条')}[ \\t\u3000]*", needs="条 條")
# 首批确定26个
_BATCH = later("首批|第[一二三四五六七八九十0-9]+批")
# 研发支出占国内生产总值比重, 占一般公共预算收入的: of what, and of how much
_SHARE_OF = later("(?:^|[,，。;；:：、]|等)([^,，。;；:：、]{0,14}占[^,，。;；:：占]{2,14}(?:比重|比例|份额))$")
# 服务业增加值在国内生产总值中的比重, 农业所占比重: the share alone does not say of what
_SHARE_IN = later(
    "([^,，。;；:：]{2,24}?)((?:在[^,，。;；:：在]{2,14}中)?(?:所占的?|的)?(?:比重|比例|占比|份额))$",
    needs="比重 比例 占比 份额",
)
_PART_OF = later("(?:^|[,，。;；:：、]|等)([^,，。;；:：、占]{0,30})(占(?!比)[^,，。;；:：占由从]{1,14})的$")
# 批发和零售业增加值, 社会保障和就业支出
_CLASSED = later(
    f"(?:{'|'.join(sorted(lexicon.CLASSES, key=len, reverse=True))})[^的等,，。;；:：、 ]{{0,6}}$",
    needs="渔业 供应业 零售业 餐饮业 服务业 邮政业 管理业 娱乐业 制造业 加工业 社会工作 港澳台 "
    "保障和就业 节能环保 与传媒 应急管理 气象等 信息等",
)
# 研发经费与国内生产总值之比
_RATIO_TO = later("(?:^|[,，。;；:：、])([^,，。;；:：、与]{0,14}与[^,，。;；:：、与]{2,14}(?:之比|的比[率例值重]))$")
_YEAR = later("^(?:[0-9０-９]{4}年(?:底|末)?|[今去上全明]年)(?:计划)?")
# 每万人口高价值发明专利拥有量, 万元工业增加值用水量, 10年期国债收益率: of how much belongs to the name
_OF_SO_MUCH = later(
    "(?:每(?:[十百千]?万|[百千])(?:(?:农业|农村|城镇|常住|户籍|老年)?人口|人|名|户)|[万亿]元(?:国内|地区)?(?:生产总值|GDP|工业增加值)"
    "|[0-9０-９一三五七十]{1,3}(?:年|天|个月)期(?:以上)?(?!间|限)"
    "|(?:基本|稀释)?每股(?=收益|净资产|股利|红利|现金|经营|未分配|资本公积)"
    "|每?(?:[0-9０-９]{0,2}万[人车户]|百万吨)(?=[^,，]{0,6}(?:拥有|死亡))"
    # 臭氧日最大8小时平均第90百分位数浓度
    "|(?:臭氧|一氧化碳|[A-Z][A-Z0-9]{1,3}|[(（][A-Z0-9]{2,4}[)）])+"
    "(?:日均值?|日最大8小时(?:滑动)?平均值?|24小时平均值?)第[0-9]{2}百分位).{2,12}$",
    needs="每 生产总值 GDP 工业增加值 年期 天期 月期 拥有 死亡 百分位",
)
# Ⅰ～Ⅲ类水质断面, 劣Ⅴ类水质断面: of what grade
_GRADE = later("(?:劣?[Ⅰ-Ⅻ]+(?:[～~—–-][Ⅰ-Ⅻ]+)?|劣?[一二三四五])类$", needs="类")
# 每半年评估一次
_EACH = later("每(?:半年|[年月周天]|季度)度?(?=评估|检查|通报|调度|报告|报送|开展)", needs="每")
# 三大粮食作物, 吨钢综合能耗
_A_FEW = frozenset("两三四五六七八九十")
# 第二阶梯, 第1档
_STEPS = later("第[一二三四五六七八九十0-9]{1,2}$", needs="第")
# 10G-PON端口
_MODEL = later("[0-9A-Za-z]{1,6}-$", needs="-")
_CONSUMED = ("成本", "能耗", "电耗", "水耗", "煤耗", "油耗", "取水量", "耗水量")
_OR_BETTER = later("(?:地表水|地下水|海水)?(?:达到[或和])?[好优]于$", needs="好于 优于")
# 27个省、自治区、直辖市, 8个县（市、区）
_TERRITORY = "(?:自治区|直辖市|计划单列市|自治州|自治县|市辖区|省|市|县|区|州|盟|旗|乡|镇|街道)"
_TERRITORIES = later(
    f"{_TERRITORY}(?:[（(]{_TERRITORY}(?:、{_TERRITORY})*[）)]|(?:、{_TERRITORY})+(?:[和及](?:{_TERRITORY}|新疆生产建设兵团))?)"
)
# What may stand between a figure and the noun behind it, or between a mark and the noun before it
_LEADING = later(
    "^(?:的|者(?=..)|等(?![级次额值])|以上|以下|左右|各类|各|全部|所有|为|将|把|对(?![外口象比接])|以|在(?![校职建编岗册线读途押]|先权)"
    "|使(?![用馆命])|让|其中|等等|或者|[、和与及或,。(（])+"
)
_LEADING_LEFT = later(
    "^(?:投[运用](?=..)|含(?=新)|健全(?=制度|机制|体系)|依法(?=提起|审结|办理|查处)|计划(?=建|新|完成|安排|开工|改造|实施|培训|招|国内|地区|全社会|基本)|月份|季度|力争|争取|预计|预定|要使|使得|把|将|指(?![数标导战挥])|惠及|的|等(?![级次额值])|其中|或者|以及|并且|且|但|及以[上下]|派?发(?=现金红利)|经(?![济营费过验历常典办理纪销])|并处|处以?(?!理|置|方|分)|者|和(?!美)|[、与及或,。.()（）])+"
)
_INVESTED = "完成投资"
_TRAILING = later("(?:的|等|和|与|及|以及|或者|或|[、,。(（])+$")
_QUOTE = later("[“「《‘][^“”「」《》‘’]{1,30}[”」》’]$")
_RIGHT_END = later(
    '[、()（）"—]|(?<!及)以上|以下|左右|以内|之内|(?<![国境市省县区室院校海])内(?![容部在需])|和(?=$)|的(?=$)'
)


@lru_cache(maxsize=8192)
def before(left: str) -> str:
    """Return the noun that ends what stands before a figure: 行业党委 of 市县两级组建行业党委."""
    noun = _before(left)
    if noun == "投资" and left.endswith(_INVESTED):
        # 电网工程完成投资: in what
        work = _before(left[: -len(_INVESTED)])
        return work + _INVESTED if work and work not in lexicon.WEAK and left.endswith(work + _INVESTED) else noun
    if noun in lexicon.WEAK:
        # 试点范围扩大到全国: the place says of itself nothing
        wider = _before(left[: left.rfind(noun)])
        return wider if wider and wider not in lexicon.WEAK else noun
    return noun


def _before(left: str) -> str:
    # 高技术制造业[8]增加值: the mark of a footnote within a name
    plain = folding.CITES_FOOTNOTE.sub("", _ARTICLE.sub("", endings.stripped(left)))
    if not plain:
        return ""
    if plain[-1] == "批" and (batch := _BATCH.search(plain)):
        return batch.group()
    if plain[-1] in "重例额" and (share := _SHARE_OF.search(plain)) and len(share[1]) <= _LONGEST_SHARE:
        of, _, rest = _YEAR.sub("", share[1]).partition("占")
        return _LEADING_LEFT.sub("", f"{of}占{rest}" if endings.stripped(of) else f"占{rest}")
    if plain[-1] in "重例比额" and (part := _share_in(plain)):
        return part
    quoted = _QUOTE.search(plain)
    if quoted:
        return quoted.group() if len(quoted.group()) <= 2 * nominal.LONGEST else ""
    if (known := _CLASSED.search(plain)) and len(known.group()) <= _LONGEST_SHARE:
        return known.group()
    item = re.split("[、:：]", plain)[-1] or plain
    if each := _OF_SO_MUCH.search(item):
        return nominal.told(trimmed(each.group()))
    opened = max(item.rfind("“"), item.rfind("「"))
    quoted_last = opened >= 0 and len(item) - opened <= 2 * nominal.LONGEST and _closes(item[opened:])
    noun = item[opened:] if quoted_last else nominal.at_end(item)
    bare = noun.lstrip("（")
    if "）" in bare and "（" not in bare:
        noun = _with_aside(item, bare)
    if noun.count("（") > noun.count("）"):
        # 重卡（总质量≥31吨）
        noun = noun.rpartition("（")[2]
    if grade := _GRADE.search(item, 0, len(item) - len(noun)):
        better = _OR_BETTER.search(item, 0, grade.start())
        noun = (better.group() if better else "") + grade.group() + noun
    return nominal.told(trimmed(_LEADING_LEFT.sub("", _with_number(item, noun))))


def _with_number(item: str, noun: str) -> str:
    """Return *noun* with what says of how many, or of how much (三大粮食作物, 吨钢综合能耗), without how often."""
    at = len(item) - len(noun)
    if noun[:1] == "每" and (each := _EACH.match(noun)):
        return noun[each.end() :]
    if noun[:1] == "大" and item[at - 1 : at] in _A_FEW and item.endswith(noun):
        return item[at - 1 :]
    if noun.startswith(("阶梯", "梯队", "档")) and (step := _STEPS.search(item, 0, at)):
        # 第二阶梯, and not the first
        return item[step.start() :]
    if noun[:1] == "年" and item[at - 1 : at].isdigit():
        # 2019年发电量, which the dictionary takes for 年发电量, and 2018/19年度开支
        return noun.removeprefix("年度") if noun.startswith("年度") else noun[1:]
    if noun.endswith(_CONSUMED) and item[at - 1 : at] == "吨" and not item[:at][-2:-1].isnumeric():
        return item[at - 1 :]
    if noun[:1].isascii() and (model := _MODEL.search(item, 0, at)):
        return item[model.start() :]
    return noun


def _with_aside(item: str, noun: str) -> str:
    """Return *noun*, that was cut within an aside, with what the aside is of: 化肥（折纯）产量, and not 纯）产量."""
    head = item[: item.rfind("（", 0, len(item) - len(noun))] if "（" in item else ""
    part = nominal.told(nominal.at_end(head))
    return item[len(head) - len(part) :] if part.isalpha() and head.endswith(part) else noun.rpartition("）")[2]


def _share_in(plain: str) -> str:
    """Return what has the share that ends *plain*, with it: 农业所占比重; nothing without 所占 or 在…中."""
    found = _SHARE_IN.search(plain)
    if found is None or not found[2].startswith(("在", "所")):
        return ""
    part = _before(found[1])
    told = part + found[2]
    return told if part and part not in lexicon.WEAK and found[1].endswith(part) and len(told) <= _LONGEST_SHARE else ""


def share(left: str) -> str:
    """Return of what, and of how much, a share before 的 is: 税收占财政收入, or 占财政收入; nothing where none is."""
    if "与" in left and "比" in left and (ratio := _RATIO_TO.search(endings.stripped(left))):
        return ratio[1]
    if "占" not in left:
        return ""
    found = _PART_OF.search(left if left.endswith("的") else _without_verbs(left) + "的")
    if found is None:
        return ""
    part = _before(found[1]) if found[1] else ""
    return found[2] if part in lexicon.WEAK or not found[1].endswith(part) else part + found[2]


def _without_verbs(left: str) -> str:
    """Return what stands before a share without the verbs behind it: 占总里程 of 占总里程约; nothing of 占比重."""
    plain = endings.stripped(left)
    whole = plain.rpartition("占")[2]
    # 占世界五分之一: the place says of itself nothing
    return "" if whole in lexicon.WEAK or whole.endswith(("比重", "比例", "份额", "比", "率")) else plain


def of_clause(clause: str) -> str:
    """Return what a clause speaks of that says no figure: 固定资产投资 of 固定资产投资增长显著加快."""
    parts = list(words.cut(endings.stripped(clause)))
    while parts and words.tag(parts[-1]).startswith(_PREDICATE) and not nominal.is_named(parts[-1]):
        parts.pop()
    return before("".join(parts))


@lru_cache(maxsize=8192)
def after(right: str) -> str:
    """Return the noun that begins what follows a figure: 微网格员 of 微网格员和."""
    # 鉴定两次以上的或者以营利为目的的: what 的 closes goes on with another case
    closed = right[:1] in CLOSED or right[:1] in _JOINED or (right[:1] == "的" and right[1:2] in _JOINED)
    plain = "" if closed else led(right)
    if territories := _TERRITORIES.match(plain):
        return territories.group()
    found = _RIGHT_END.search(plain)
    plain = plain[: found.start()] if found else plain
    if not plain:
        return ""
    if plain[0] in "“「《":
        closing = next((plain.find(c) for c in "”」》" if c in plain), -1)
        if closing >= 0:
            rest = nominal.at_start(plain[closing + 1 :])
            return plain[: closing + 1] + rest
    noun = nominal.at_start(plain)
    # 支持“两重”建设: an act with what it is for
    # 两种制度”的原则: a quotation that ends
    return nominal.told(trimmed(noun)) if _closes(noun) else nominal.told(noun.partition("”")[0]) if "”" in noun else ""


def opens_with_noun(right: str) -> bool:
    """Return whether a noun stands right behind a figure: 1000亿元国债."""
    if right[:1] in CLOSED:
        return False
    first = words.cut(right[:12])[0]
    if first in lexicon.BETWEEN:
        return False
    return words.tag(first).startswith(("n", "vn", "j", "b", "l")) or first in lexicon.NOMINAL


def led(right: str) -> str:
    """Return what follows a figure without what may lead to its noun: 的, 以上, 为."""
    return _LEADING.sub("", right.strip())


def _closes(item: str) -> bool:
    return item.count("“") == item.count("”") and item.count("「") == item.count("」")


def trimmed(noun: str) -> str:
    """Return *noun* without 和, 等, 的 at its end, but 普及 as it is."""
    found = _TRAILING.search(noun)
    if found is None or (found.end() - found.start() == 1 and endings.ends_word(noun, len(noun))):
        return noun
    return noun[: found.start()]
