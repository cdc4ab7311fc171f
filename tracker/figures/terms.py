"""A duration with the words around it to what takes so long, is so old, or is to be done within the time."""

from __future__ import annotations

from tracker.figures import acts, closing, endings, nouns
from tracker.figures.clauses import Surroundings
from tracker.figures.reading import Reading
from tracker.patterns import later

# 并处…罚款, …以下的有期徒刑: what a law counts is named behind
NAMED_BEHIND = later(
    "(?:的?(?:标准|数额)(?:一次性)?(?:处以?|给予|发放|支付)?|的)?(?:一次性)?(罚款|罚金|拘留|有期徒刑|拘役|管制|赔偿金|违约金|补助|补贴|津贴|奖励|经济补偿"
    "|慰问金|救助金|抚恤金|工资|资金|贷款|投资|债券|保证金)",
    needs="罚款 罚金 拘留 有期徒刑 拘役 管制 赔偿金 违约金 补助 补贴 津贴 奖励 经济补偿 慰问金 救助金 抚恤金 工资 资金 "
    "贷款 投资 债券 保证金",
)
# 按每人1500元的标准发放一次性吸纳就业补贴, 每天50元给予生活费补贴: what is granted is named behind the act
_GRANTED = later(
    "(的?(?:标准|数额|额度)(?:[对向给为][^,，。;；:：、]{1,16}?)?)?(?:按[年月日])?(?:给予|发放|予以|享受|支付)(?:[^,，。;；:：、的]{1,8}(?=一次性))?"
    "(?:一次性(?=补助|补贴|津贴|奖励|奖金))?([^,，。;；:：、的和]{0,12}?(?:补助|补贴|津贴|奖励|奖金|补助金|慰问金|救助金))"
    "(?![^,，。;；:：、和及与])",
    needs="给予 发放 予以 享受 支付",
)
# … where it is said for whom, or how often, and not what is reached: 每增加税收100万元给予补贴
_FOR_EACH = later("(?:每.{1,2}|按照?|以)$", needs="每 按 以")
_STANDARD = ("标准", "的标准")
# 可申请最高30万元的创业担保贷款, 给予最高20万元的一次性开办补贴: so is what is applied for, whoever stands before it
_GRANTS = later(
    "(?:给予|发放|提供|申请|申领|享受|获得|领取|(?:补助|补贴|津贴|奖励)[和与及、])(?:最高|最多|额度|限额|总额|每[人户家年月])*$",
    needs="给予 发放 提供 申请 申领 享受 获得 领取 补助 补贴 津贴 奖励",
)
# 购房补贴和每月500元的租房补贴: what leads to the next amount
_LEADS_ON = later("(?:[和与及、]|每[人户家年月])+$")
_GRANT = ("补助", "补贴", "津贴", "奖励", "奖金", "贷款", "信贷", "补助金", "慰问金", "救助金")
# 罚款1万元以上的
FINE = later("(罚款|罚金|拘留)(?:数额|金额|总额)?[在达为]?$", needs="罚款 罚金 拘留")
# 自收到申请之日起六十日内组织审查: what a term is set for is said behind it
_TERM = later(
    "(?:之日起|时起|(?<![今此以最])[后前]|(?:应当?|必须|可以|并)[在于])$|之日起满$",
    needs="之日起 时起 后 前 应 必须 可以 并",
)
# 原告在六个月内又起诉; but 在三年内 of a plan says when
_IN = later("[在于]$")
# 应当在15日前向社会公布, but 比五年前增加
_AHEAD = later("[之以]?前(?!后)")
# 十日内，证券公司或者管理人应当提出申请
_BY_WHOM = later("^(?:[^,，。;；:：]{0,16}?(?:应当|必须|可以)|有权)(?=..)")
_EXTREMES = ("最长", "最短")
_PERIODS = ("期", "假", "期限", "时间", "合同", "培训")
# 应当保存五年, 可以延长半年
_LASTS = later(
    "(保存|留存|保留|保管|存放|延长|延期|顺延|持续|怀孕|休息|离岗|停留|居住|公示|试用|停业|停产|执行期满|任职|从业|执业)[满达]?$"
)
# 不少于三十日的适应调整期
_OF_A_PERIOD = later(
    "(?:的([^,，。;；、的]{2,8}期)|((?!放|的)[^,，。;；、的]{0,6}假))(?![^,，。;；、内])", needs="期 假"
)
# 质保期为验收合格之日起24个月
_RUNS = later(
    "(?:^|[,，。;；:：、])([^,，。;；:：]{1,10}期限?)(?:为|是|自|从)[^,，。;；]{2,24}(?:之日|之时|日)起满?$",
    needs="日起 时起",
)
# 3年以上相关工作经验: what takes years to have
_GAINED = later(
    "([^,，。;；:：、的或和]{0,10}(?:经历|经验|资历|工龄|党龄|军龄|教龄|年资))(?![^,，。;；、的])",
    needs="经历 经验 资历 工龄 党龄 军龄 教龄 年资",
)
# 每五年根据评估情况确定对名录进行调整: no short name of an act
_LONGEST_ACT = 8
_AT_LEAST = later("^(?:至少|最少|应当|必须)+")
_TO = later("^[^,，。;；]{0,6}[到至为](?:[0-9]{4}年[底末]?的)?$", needs="到 至 为")
_NEXT_CLAUSE = later("[,，](?![0-9０-９一二两三四五六七八九十])([^,，。;；:：\n未]{2,30})")
OF_AGE = ("岁", "周岁")
_LIMITS = ("at_most", "at_least")
# 拘留的期限，为十五日以下
_LIMITED = later(
    r"(?P<of>(?<![^,，。;；:：、\s])[^\W\d]{2,6}的)?(?:期限|期间|周期|时限|时长)", needs="期限 期间 周期 时限 时长"
)
# 培训期限为1至2年，特殊情况可延长到3年
_EXTENDED = later("[^,，。;；:：]{0,10}(?:延长|顺延|延期)[到至]", needs="延长到 延长至 顺延 延期")
# 暂停全部经营业务三个月
_SUSPENDED = later("((?:暂停|中止)[^,，。;；:：、0-9日满]{2,14})$", needs="暂停 中止")
# 签订1年以上劳动合同
_CONTRACT = later("期?(?:的)?([^,，。;；、的]{0,6}(?:合同|协议))(?![^,，。;；、的])", needs="合同 协议")
_BUT = ("", "但", "但是", "，", "，但")


def of(text: str, reading: Reading, near: Surroundings, before: str) -> str:
    """Return what a duration is of; *before* is what the figure before it counts, for a step that goes on."""
    left, right = text[slice(*near.left)], text[slice(*near.right)]
    period = closing.PERIOD.fullmatch(right)
    ends = not right and reading.unit not in OF_AGE and not left.endswith("满")
    follows = _following(text, near.right[1]) if period or ends else ""
    opens = near.left[0] == near.clause and left in ("", "在")
    if before and near.same_sentence and _EXTENDED.fullmatch(left):
        return before
    found = _named(left, right) or _of_time(reading, left, right + follows, opens=opens)
    if not found and reading.unit not in OF_AGE and reading.bound in _LIMITS and endings.stripped(left) in _BUT:
        found = _limited(text[slice(*near.earlier)])
    goes_on = _comes_from(left, near) or left.endswith(_EXTREMES) or text.startswith(_EXTREMES, reading.start)
    return before if found in ("", period and period[1]) and goes_on and before else found


def granted(text: str, near: Surroundings) -> str:
    """Return what is granted, paid out or lent, which is named behind its amount; nothing where no act says so."""
    left, right = text[slice(*near.left)], text[slice(*near.right)]
    # 按每人每月300元的标准，给予社会保险补贴
    act = _GRANTED.match(right + _following(text, near.right[1]) if right in _STANDARD else right)
    if act and (act[1] or _FOR_EACH.search(left)):
        return act[2]
    noun = nouns.after(right) if _GRANTS.search(left) else ""
    return noun if noun.endswith(_GRANT) and _LEADS_ON.sub("", right).endswith(noun) else ""


def _named(left: str, right: str) -> str:
    """Return the fine, the grant, the contract that is named right behind a duration, or what runs for so long."""
    named = NAMED_BEHIND.match(right) or _CONTRACT.match(right) or FINE.search(left) or _RUNS.search(left)
    named = named or _SUSPENDED.search(left)
    return named[1] if named else ""


def _of_time(reading: Reading, left: str, right: str, *, opens: bool) -> str:
    """Return what takes so long, or is so old, or is to be done within the time, which may *open* a clause."""
    if reading.unit in OF_AGE and left.endswith("满") and not right:
        # 已满16周岁未满18周岁的未成年人: the next figure says whose
        return ""
    # 未满十六周岁的未成年人, 15岁以上人口
    of_age = reading.unit in OF_AGE and (
        right[:1] == "的" or left.endswith("满") or reading.high is not None or reading.bound not in ("exact", "about")
    )
    if of_age and (whose := nouns.after(right)):
        return whose
    if adjusting := _OF_A_PERIOD.match(right):
        return adjusting[1] or adjusting[2]
    if right[:1] == "的" and (leave := nouns.after(right)).endswith(_PERIODS) and leave != "时间":
        # 不少于九十天的产假
        return leave
    if gained := _GAINED.match(right):
        return gained[1]
    period = closing.PERIOD.match(right)
    # 二十日内送达, 三年内不得再次申请; but 五年内 of a plan says when
    opens = opens and (reading.unit != "年" or right.startswith("不"))
    within = _TERM.search(left) or (reading.unit != "年" and _IN.search(left))
    term = left.endswith(("提前", "之日起满")) or (reading.bound == "at_most" and (opens or within))
    if term and right[:1] not in ("或", "和"):
        if act := acts.behind(_BY_WHOM.sub("", right[period.end() :] if period else right)):
            return act
        if period:
            return period[1]
    if term and right[:1] == "或" and left.endswith("日起"):
        # 应当在立案之日起三十日内或者公告期满后三十日内审结: what is done stands behind the other term
        return ""
    ahead = _AHEAD.match(right) if reading.unit != "年" else None
    return (
        nouns.before(left)
        or (acts.behind(right[ahead.end() :]) if ahead else "")
        or (period[1] if period else "")
        or (nouns.after(right) if reading.unit == "个" else "")
        or (lasts[1] if (lasts := _LASTS.search(left)) else "")
        or _given(reading, left, right)
    )


def _limited(earlier: str) -> str:
    """Return the period that the clauses before a limit speak of: 确定合理的护理期限，但最长不超过二十年."""
    periods = [*_LIMITED.finditer(earlier)]
    if not periods:
        return ""
    last = periods[-1]
    return last.group() if last["of"] else nouns.before(earlier[: last.end()])


def _given(reading: Reading, left: str, right: str) -> str:
    """Return what is to be done how often, or what so long a time is given for: 每三个月核验更新, 30分钟的休息."""
    if left.endswith("每"):
        act = acts.behind(_AT_LEAST.sub("", right))
        return act if len(act) <= _LONGEST_ACT else ""
    given = right[:1] == "的" and reading.unit != "年"
    return (nouns.after(right) or acts.behind(right[1:])) if given else ""


def _following(text: str, at: int) -> str:
    """Return the clause behind the comma at *at*: 六十日内，请求人民法院撤销."""
    found = _NEXT_CLAUSE.match(text, at)
    return found[1] if found else ""


def _comes_from(left: str, near: Surroundings) -> bool:
    """Return whether a figure is what the figure before came to: 由三个月延长到六个月."""
    return near.same_sentence and _TO.match(left.strip()) is not None
