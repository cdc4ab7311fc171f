"""The words that bound a figure, before it (超, 近, 不低于) and after it (以上, 左右)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.figures import lexicon, units
from tracker.figures.numbering import NUMERAL
from tracker.figures.reading import Reading
from tracker.figures.written import BARE, Number
from tracker.model import Bound, Kind
from tracker.patterns import later

# 以上  及以上  (含)以下  左右; a printout may put a blank before it
_AFTER = later(
    r"[ \t]{0,2}(?:[(（]含[)）])?(?:(?P<about>左右|上下)|(?P<above>有余)"
    r"|[及含]?(?P<at_least>以上|起步)|[及含]?(?P<at_most>以下|以内|之内|封顶))"
)
WITHIN = later("内(?![容部外涵陆地需蒙]|在[的联质动因规价逻潜要])", needs="内")
_WORDS_BEFORE: dict[Bound, str] = {
    "below": "< 近 将近 接近 不足 不到 未满 不满 低于 少于 小于 未达 浅于 短于 轻于 窄于",
    "above": "> 超 超过 超过了 超出 逾 突破 突破了 高于 大于 多于 深于 长于 重于 宽于 过",
    "about": "约 大约 大概 约为 差不多",
    "at_least": "≥ 达到或超过 达到或者超过 等于或大于 大于或等于 大于等于 "
    "至少 最少 不少于 不低于 不小于 不短于 起码 上 不下 不下于 不得低于 不得少于 不得小于 不能低于 不能少于 不应低于 "
    "不应少于 不宜低于 不宜少于 不可低于 不可少于 最低 最低为 最短 最短为",
    "at_most": "≤ 不超过 不得超过 最多 至多 不高于 不多于 不大于 不超 不长于 不晚于 未超过 不能超过 不得高于 不得多于 "
    "未逾 不逾 等于或小于 小于或等于 小于等于 不突破 不得突破 不能突破 未突破 不应超过 不宜超过 不可超过 严禁超过 "
    "不能高于 不应高于 最高 最高为 封顶 封顶为 最长 最长为 最长可达",
}
BEFORE: dict[str, Bound] = {word: bound for bound, words in _WORDS_BEFORE.items() for word in words.split()}
_LONGEST_BOUND = max(map(len, BEFORE))
# 节约300亿元 saves, 最近5年 are the last ones
_NO_BOUND = {
    "约": "节条公合制集预签违契履特解守盟婉邀誓缔毁规大租",
    "近": "附最远亲邻临相靠逼贴走新",
    "上": "以之网线路街加早晚向海岸地身马会台船车面",
    "过": "经通超不渡路",
    "超": "高赶反",
    "低于": "不",
    "最高": "史",
    "最低": "史",
}
# 不得低于注册资本的百分之三十: what the figure is a part of stands between it and its bound
_AFAR = later(
    "(?:(?P<at_least>不(?:得|能|应)?(?:低于|少于|小于))|(?P<at_most>不(?:得|能|应)?(?:超过|高于|多于|大于)|(?:没有|未)超过))"
    "(?P<of>[^,。;:、0-9不]{2,32})$"
    "|(?<![不未得能应有])(?P<above>超过)[^,。;:、0-9不]{2,20}(?:的|总额|总数|总量|面积|资本|利率)$",
    needs="低于 少于 小于 超过 高于 多于 大于",
)
# 至少召开二次会议, 最多跑一次: only the act stands between
_BEFORE_ACT = later(
    "(?:(?P<at_least>至少|最少|起码)|(?P<at_most>最多|至多)|(?P<about>大约|约)(?=[占需有为计达在]+$))(?!.*每)[^\\W\\d]{1,4}$"
    "|(?P<capped>最高)(?:可|处|处以|给予|予以|可以|申请|申领|享受|奖励|奖补|奖|补助|补贴|补|资助|支持|扶持|贷款|授信|发放|达|得|加|扣){1,2}[^\\W\\d的]{0,6}$"
)
_ACTS_FOR, _LONGEST_ACT = frozenset("少多高码约"), 10
# 分别增长不低于8%和6%
_DEALS = later(r"分别[^,。;、0-9]{0,6}$")
_NUMERAL = later(f"{NUMERAL}|[几数]")
_MOVES = later("增长|增加|提高|提升|降低|下降|减少|达到|[至到为]$")
_PARTS = frozenset(("percent", "ratio", "multiple"))
_FARTHEST = 42


def afar(plain: str, left: tuple[int, int], kind: Kind) -> Bound | None:
    """Return the bound that stands farther before a figure in *left*: 不得低于注册资本的百分之三十."""
    near = plain[max(left[0], left[1] - _LONGEST_ACT) : left[1]]
    if not _ACTS_FOR.isdisjoint(near) and (act := _BEFORE_ACT.search(near)):
        return "at_most" if act["capped"] else act.lastgroup  # type: ignore[return-value]
    if kind not in _PARTS and kind != "duration":
        return None
    found = _AFAR.search(plain, max(left[0], left[1] - _FARTHEST), left[1])
    if found is None or _MOVES.search(found.group()):
        return None
    bound: Bound = found.lastgroup if found["above"] else "at_least" if found["at_least"] else "at_most"  # type: ignore[assignment]
    return bound if kind in _PARTS or found["of"] else None


def dealt(plain: str, readings: Iterable[Reading]) -> Iterator[Reading]:
    """Yield *readings*, all of a list with the bound that stands before its first one: 分别不低于80%和60%."""
    bound: Bound = "exact"
    last: Reading | None = None
    for reading in readings:
        listed = last and plain[last.end : reading.start] in lexicon.LISTED
        if listed and last and (last.kind, last.unit) == (reading.kind, reading.unit):
            last = reading._replace(bound=bound) if reading.bound == "exact" else reading
        else:
            bound = reading.bound if _is_dealt(plain, reading) else "exact"
            last = reading
        yield last


def _is_dealt(plain: str, reading: Reading) -> bool:
    """Return whether 分别 stands before the bound that *reading* begins with."""
    if _NUMERAL.match(plain, reading.start):
        return False
    return _DEALS.search(plain, max(0, reading.start - _LONGEST_ACT), reading.start) is not None


def after(text: str, end: int) -> tuple[int, Bound | None]:
    """Return where the bound behind a figure, which ends at *end*, ends itself, and which it is."""
    found = _AFTER.match(text, end)
    return (found.end(), found.lastgroup) if found else (end, None)  # type: ignore[return-value]


def before(text: str, start: int, floor: int, number: Number, unit: str) -> tuple[int, Bound | None]:
    """Return where a figure begins with the bound before it, which no earlier than *floor* does, and which it is."""
    for sign in ("人民币", "±"):
        # 不低于人民币5万元, 不超过±1%
        if start - len(sign) >= floor and text.endswith(sign, 0, start):
            begin, bound = before(text, start - len(sign), floor, number, unit)
            return (begin, bound) if bound else (start, None)
    for length in range(min(_LONGEST_BOUND, start - floor), 0, -1):
        word = text[start - length : start]
        bound = BEFORE.get(word)
        if bound is None:
            continue
        previous = text[start - length - 1 : start - length] if start - length > floor else ""
        if previous and previous in _NO_BOUND.get(word, ""):
            return start, None
        if word[:2] in ("最长", "最短") and units.KINDS.get(unit) != "duration":
            return start, None
        if word in ("上", "过") and not (number.text[0] in BARE or number.text == "一半"):
            return start, None
        if word == "近" and units.KINDS.get(unit) == "duration" and unit in ("年", "个月", "天", "周"):
            # 近3年: the last three years, not nearly three
            return start - length, "exact"
        return start - length, bound
    return start, None
