"""The words before or after a figure to the act that it measures, where no noun names what it counts."""

from __future__ import annotations

from functools import lru_cache

from tracker import words
from tracker.figures import lexicon, nominal, nouns
from tracker.patterns import later

# 要求公司清偿债务或者提供相应的担保 is an act with its other case.
_LONGEST_ACT = 18
_OUGHT = later("^(?:应当|必须|可以|应|以书面(?:形式|方式))", needs="应 必须 可以 书面")
_FOR_WHOM = ("向", "由", "报", "给", "会同")
_WHOM = later(
    "机关|机构|部门|政府|法院|检察院|委员会|协会|企业|单位|社会|公众|申请人|当事人|债权人|投资者|股东|公安局|所在地"
)
# 将协议副本向主管部门备案, 将核查结果书面告知企业
_WHAT = later(
    "^[将把][^,，。;；:：向]{2,18}?(?=向|[通抄上呈]报|(?<![通抄上呈申])报(?!告)|送达|移送|书面|告知|通知|提交)",
    needs="将 把",
)
_MODAL = frozenset(("可以", "应当", "必须", "能", "可", "要", "应", "只能", "只"))
# 举行 alone says too little, 申请复议 says what is done.
_LEAST_ACT = 4
# 提高到现在, 分别提高到: how a figure came to the next
_COMES_TO = later("(?:分别|均)?(.{1,3}[到至为])", needs="到 至 为")


@lru_cache(maxsize=8192)
def behind(right: str) -> str:
    """Return the act that follows a figure which names no noun: 依规晋升职级 of 超4.5万人次依规晋升职级."""
    if right[:1] in nouns.CLOSED:
        return ""
    kept = ""
    for word in words.cut(_without_whom(nouns.led(_WHAT.sub("", right, 1)))[:20]):
        if not nominal.WORD.holds(word) or len(kept) + len(word) > _LONGEST_ACT:
            break
        kept += word
    kept = nouns.trimmed(_OUGHT.sub("", kept))
    # 增加到, 提高到现在: how it came to the next figure
    comes = _COMES_TO.match(kept)
    return kept if len(kept) > 1 and not (comes and {comes[1], comes[1][:-1]} & lexicon.BETWEEN) else ""


def _without_whom(clause: str) -> str:
    """Return *clause* without who does, or to whom is done, what it says: 备案 of 向省、市人民政府主管部门备案."""
    if clause.startswith("依法向"):
        clause = clause[len("依法") :]
    if not clause.startswith(_FOR_WHOM):
        return clause
    behind = [clause[whom.end() :] for whom in _WHOM.finditer(clause)]
    behind = [said for said in behind if len(said) > 1 and said[0] not in "或和"]
    acts = (said for said in behind if said[0] == "对" or words.tag(words.cut(said[:4])[0]).startswith("v"))
    # 备案 is a noun in the dictionary: else what stands behind the last of them
    return next(acts, behind[-1] if behind else clause)


def before(left: str) -> str:
    """Return the act that ends what stands before a figure that counts how often: 申请复议 of 可以申请复议一次."""
    kept = ""
    for word in reversed(words.cut(left[-12:].strip())):
        if not words.tag(word).startswith("v") or word in _MODAL:
            break
        kept = word + kept
    return kept if len(kept) >= _LEAST_ACT else ""
