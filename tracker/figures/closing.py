"""A numeral, with its unit or without one, to the quantity it is with the bounds around it, or to none."""

from __future__ import annotations

from tracker.figures import bounds, names, units, written
from tracker.figures.reading import Read, Reading
from tracker.figures.written import Number
from tracker.model import Bound, Kind
from tracker.numerals import EXACT
from tracker.patterns import later

_LEAST_TO_MOST = later("及?以上[至、,]?(?:不满|不足)?")
_UPPER = later("及?(?:以下|以内)|(?=的|有期|徒|,|。|[(]含)")
# 七个工作日内: what is counted by 个, and takes time, with its bound
PERIOD = later(
    "(工作日|交易日|会计年度|世纪)(?:(?P<at_most>以内|之内|内|以下)|(?P<at_least>以上)|(?P<about>左右))?",
    needs="工作日 交易日 会计年度 世纪",
)
_ENDS = frozenset(("", *",。;、:)!?|\n \t\u3000"))
# 由2.31缩小到2.24, 由上年的2.31缩小到2.24
_LONGEST_ORIGIN = 12
_COMES_FROM = later("[由从](?:[^,。;、0-9]{2,8}的)?$")
_LEADS_ON = later("[^,，。;；:：0-9]{1,8}(?:到|至|为)(?:了|约)?[0-9]")
_REST_OF_LINE = later(r"[ \t\-—]*(?:\n|$|、)")
_CODE = later("[A-Za-z0-9]*")


def with_unit(text: str, start: int, end: int, number: Number, unit: str, bound: Bound | None, floor: int) -> Read:
    """Return the quantity *number* of *unit*, whose words end at *end*; *bound* is what 余 and 多 say."""
    kind = _kind(unit)
    if number.high is None and number.end < end and (both := _from_to(text, start, end, number, unit)):
        return both
    begin, before = bounds.before(text, start, floor, number, unit)
    stop, after = _after(text, end, kind)
    if unit == "个" and (period := PERIOD.match(text, end)):
        kind, after = "duration", period.lastgroup or after  # type: ignore[assignment]
    if number.bare and not (bound or before) and not _may_be_bare(number, unit, kind, after):
        return (), end
    if text[begin - 1 : begin] == "每" and kind in ("count", "measure_unit") and not (bound or after):
        # 每10万人, 每50公斤: what something is counted by
        return (), end
    # 近3年: 近 is no bound; what stands behind may be one
    said = (bound or after or before) if before == "exact" else (before or bound or after)
    stop = _with_itself(text, start, end, stop)
    vague: Bound = "about" if number.high is not None and number.chinese else "exact"
    high, step = number.high, number.step
    return (Reading(begin, stop, number.value, high, unit or None, kind, said or vague, step),), stop


def alone(text: str, start: int, end: int, number: Number, more: bool, floor: int) -> Read:
    """Return a numeral without a unit: a quantity where it has a magnitude or a bound, or ends a phrase."""
    if both := _from_to(text, start, end, number, ""):
        return both
    bounded = bounds.after(text, end)[1] is not None
    leads_on = (
        _LEADS_ON.match(text, end) is not None
        and _COMES_FROM.search(text, max(0, start - _LONGEST_ORIGIN), start) is not None
    )
    ends = text[end : end + 1] in _ENDS or leads_on or text.startswith("大关", end)
    bound: Bound | None = "above" if more else None
    if number.chinese:
        big = len(number.text) > 1 and ("万" in number.text or "亿" in number.text)
        closed = ends and (big or number.high is not None)
        if number.bare or not (bounded or closed or (big and number.text[-1] in "万亿")):
            return (), end
        return with_unit(text, start, end, number, "", bound, floor)
    if number.power < 4 and not more and not bounded and (not ends or _is_code(text, end, number)):
        code = _CODE.match(text, end)
        return (), code.end() if code else end
    return with_unit(text, start, end, number, "", bound, floor)


def _kind(unit: str) -> Kind:
    if not unit:
        return "count"
    name, _, by = unit.partition("/")
    kind = units.KINDS[name]
    return "ratio" if by and kind != "money" else kind


def _after(text: str, end: int, kind: Kind) -> tuple[int, Bound | None]:
    """Return where the bound behind a figure ends, and which it is."""
    stop, bound = bounds.after(text, end)
    if bound:
        return stop, bound
    within = bounds.WITHIN.match(text, end) if kind == "duration" else None
    return (within.end(), "at_most") if within else (end, None)


def _with_itself(text: str, start: int, end: int, stop: int) -> int:
    """Return the end of a figure with the aside that says it is included: 3000元以下（含3000元）."""
    aside = f"(含{text[start:end]})"
    return stop + len(aside) if text.startswith(aside, stop) else stop


def _may_be_bare(number: Number, unit: str, kind: Kind, after: Bound | None) -> bool:
    """百亿元, 百万吨, 亿元以上 are quantities; 百姓, 万户 and 千家 are none."""
    if number.text[-1] not in "万亿" or unit in ("里", "方"):
        return False
    return kind == "money" and after is not None if len(number.text) == 1 else kind in ("money", "measure_unit")


def _from_to(text: str, start: int, end: int, number: Number, unit: str) -> Read | None:
    """五万元以上十万元以下: a range with both its ends (Civil Code, article 1259); the first may leave out its unit."""
    lower = _LEAST_TO_MOST.match(text, end)
    second = written.number(text, lower.end()) if lower else None
    if lower is None or second is None or second.high is not None:
        return None
    other = units.at(text, second.end, second.chinese)
    upper = _UPPER.match(text, second.end + len(other))
    # 六个月以上一年以下 is 6 to 12 months
    ratio = units.ratio(other, unit) if units.KINDS.get(unit) == "duration" else None
    if not other or upper is None or (other != (unit or other) and ratio is None):
        return None
    high = second.value if ratio is None else EXACT.multiply(second.value, ratio)
    if high < number.value:
        return None
    stop = _with_itself(text, lower.end(), second.end + len(other), upper.end())
    counted = other if ratio is None else unit
    reading = Reading(start, stop, number.value, high, counted, _kind(counted), "exact", number.step)
    return (reading,), stop


def _is_code(text: str, end: int, number: Number) -> bool:
    """Return whether bare digits are a year, a page, a number of something (表1) or a code."""
    digits = number.text
    if "." in digits or "," in digits:
        return False
    start = end - len(digits)
    if len(digits) > 6 or (len(digits) > 1 and digits[0] == "0") or (start and text[start - 1] in "([第/#表图件栏双前"):
        return True
    if len(digits) == 4 and digits[:2] in ("18", "19", "20"):
        return True
    # A number alone in its line is the number of a page.
    return _REST_OF_LINE.match(text, end) is not None and names.opens_line(text, start)
