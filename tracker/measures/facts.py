"""A piece of a sentence to whether it tells what is so, though it holds a verb: an indicator, a result, a reason."""

from __future__ import annotations

from tracker import words
from tracker.measures import verbs
from tracker.patterns import later

# 教育支出14.92亿元, 投资总规模6000多亿元, 登记失业率3.2%; and 参加养老保险人数320万人
_NUMBERED = (
    "(?:增长|增加|下降|减少|上升|提高|为|达到?|完成|突破|超过?|近|约|逾|共|仅|累计|预计|预算)*"
    "[0-9０-９〇一二三四五六七八九十百千万亿两]"
)
_INDICATES = later(
    rf"[^的，,、]{{0,4}}(?:支出|收入|总额|余额|金额|人数|总?规模|[业化盖]率|比重){_NUMBERED}",
    needs="支出 收入 总额 余额 金额 人数 规模 率 比重",
)
_PARTAKING = frozenset(("参加", "享受", "领取"))
_TAKES_PART = later(rf"[^，,]{{2,24}}(?:人数|人口|户数){_NUMBERED}", needs="人数 人口 户数")
# Behind a verb these make a name of it: 许可证, 研究生
_NAMING = frozenset("证生")
# 工业企业实现利润187.3亿元: earned, and done by nobody
_EARNS = later(
    "实现(?:利润|利税|增加值|总?产值|(?:销售|营业|经营|旅游)?总?收入|税收|营收|零售额|成交额|交易额)(?=[^，、]{0,8}[0-9０-９])",
    needs="实现",
)
# 完成预算的82%
_FULFILS = later(r"完成[^，、]{0,8}(?:预算|计划|任务|目标)(?:数|额)?的?[0-9０-９.．]+[%％]", needs="% ％")
# 这主要由于…, 主要原因是…; 主要是 also says what something consists in
_REASON = later(
    "(?:这|其|上述)?(?:主要)?原因是|(?:这|其)?主要(?:是|系)?(?:由于|因为|得益于|受)|这是?由于|主要是",
    needs="原因是 主要是 主要系 由于 主要因为 主要得益于 主要受",
)
_MOVED = later(
    "(?:增长|下降|减少|增加|上升|回落|降低|提高|减收|增收|增支|减支|短收|超收|较[大多快慢]|持平|预算的)"
    r"(?:了|近|约)?(?:[0-9０-９.．]+(?:%|％|[万亿]?元|个百分点))?$"
)


def names(body: str, at: int, end: int) -> bool:
    """Return whether the verb from *at* to *end* is a part of a name: 许可证有效期, 教育支出14.92亿元."""
    if body[end : end + 1] in _NAMING and words.tag(body[end - 2 : end + 1])[:1] == "n":
        return True
    if body.startswith("直接投资", max(0, at - 2)):
        return True
    verb = body[at:end]
    if verb in _PARTAKING:
        return _TAKES_PART.match(body, end) is not None
    return verb in verbs.MEASURED and _INDICATES.match(body, end) is not None


def earns(body: str, at: int) -> bool:
    """Return whether the verb at *at* says what was earned: 实现利润187.3亿元."""
    return _EARNS.match(body, at) is not None


def fulfils(body: str, at: int) -> bool:
    """Return whether the verb at *at* says how much of a plan was reached: 完成预算的82%."""
    return body.startswith("完成", at) and _FULFILS.match(body, at) is not None


def gives_reason(body: str, before: str) -> bool:
    """Return whether *body* begins to say why something is so: 主要原因是…, and 主要是… where *before* fell or rose."""
    found = _REASON.match(body)
    return found is not None and (found.group() != "主要是" or _MOVED.search(before) is not None)
