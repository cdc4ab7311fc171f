"""A comma-parted piece of a sentence to how it stands to its neighbours, by the words it opens with.

Only the piece's own words decide, never its neighbours', so that an insertion beside it does not change its cut.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from tracker import words
from tracker.measures import verbs

Kind = Literal["open", "lead", "tail"]


class Opening(NamedTuple):
    """Whether a piece opens a part of its own, leads into the next piece or trails behind the last.

    ``acts`` tells whether it says that somebody does something; a piece that is none of the three things for sure
    trails, but waits for the next one where it stands first.
    """

    kind: Kind
    acts: bool


# Fewer characters are no measure of their own
_SHORT = 3
# A name of up to five characters alone is a topic: 今年，  各级政府，
_TOPIC = 5
# 提高1.2个百分点 goes on; 降低900多万家企业的税负 does not
_AMOUNT = 9
# A result is told by itself from this many characters on: 机构职能更加清晰
_RESULT = 8

# 一是, 二要, （一）, 1., ①, ——, - before the words
_LABEL = re.compile(
    r"\s*(?:[-*+•·●◆■]\s+|—+)?(?:第?[一二三四五六七八九十]+(?:是|要|，|、)|[(（][一二三四五六七八九十0-9０-９]+[)）]"
    r"|[0-9０-９]{1,2}[.．、)）](?![0-9０-９])|[①-⑳⑴-⒇])*\s*"
)
_MARKS = re.compile(r"[\s，,。；;：:！!？?、]+$")
_HAN = re.compile(r"[\u3400-\u9fff0-9０-９A-Za-z]")
# 的 and words of place and time close what waits for its main clause; 过程中, 基础上, 之后
_WAITS = re.compile(
    r"(?:的|时|(?<![落先今滞延])后|(?<![目当提超空])前|以来|之际|过程中|同时|(?:基础|征程|道路|形势|背景|前提|情况|条件|领导|指导|指引|支持|努力|帮助)[上下]"
    r"|方面|来说|而言|来讲|[年月日]起|之日起|[0-9０-９〇一二三四五六七八九十][年月日](?:底|末|初)?)$"
)
# …方面, …中, …上: only where no verb opens
_PLACE = re.compile(r"(?:之外|以外|期间|时期|来看|(?<!以)[上中下里内间])$")
_NAMED = re.compile(r"的[\u4e00-\u9fff]{1,4}$")
# 线上以…为主体: somebody's or something's modifier
_FRAME = re.compile(r"[\u4e00-\u9fff]{0,6}?以[^，,]+为[^，,]{1,8}$")
_JUDGES = re.compile(r"(?<![别其凡于但而或求先还])是(?![否非])")
_NUMBER = re.compile(r"(?:了|到|至|近|约|超过?|逾|不足|将近)*[0-9０-９一二三四五六七八九十百千万亿两]")
# 今年年底前, 到2025年, 2019年以来, 上半年
_WHEN = re.compile(
    r"(?:到|截至|自|从)?(?:今年|明年|去年|本年度?|[0-9０-９〇○一二三四五六七八九十]{2,4}年|[0-9一二三四五六七八九十]{1,2}月)"
    r"(?:年?[底初末中]|[上下]半年|[0-9一二三四五六七八九十]{1,2}月)?(?:以来|之?前|以?内|起|[底初末])?"
)
# 全体党员要…, 各级政府必须…
_SHALL = re.compile(
    r"[^的是、，]{2,10}(?:必须|应当|一定要|务必|决不|(?<![主重需只纲概紧摘首])要(?![素求点闻员塞目害领件]))"
)
# …水平不断提高, but not …的有效供给
_RESULTS = re.compile(f"(?<![的以和与、及可])(?:{'|'.join(verbs.DEGREES)})[\u4e00-\u9fff]{{1,4}}$")
# 以…为抓手推进, 在…方面开展: the modifier and its verb in one piece
_COMPLETED = re.compile(
    r"(?:方面|领域|重点|抓手|契机|载体|平台|基础|导向|牵引|引领|主线|目标|中心|突破口|切入点|先导|主体|支撑|依托|纽带|核心|关键|等)(?=(..))"
)
# 以开放促改革, 以政务诚信带动商务诚信
_BY = re.compile(r"以[^为，,]{1,12}?(?:促进|带动|推动|引领|换取|代替|促|带|换|补|养)[^，,]")

_HAPPENED = re.compile(
    f"(?<![的以和与、及])(?:{'|'.join((*verbs.DEGREES, *verbs.MANNERS))})[\u4e00-\u9fff]{{1,4}}(?:、|$)"
)


@lru_cache(maxsize=1 << 16)
def read(piece: str, figure: bool) -> Opening:
    """Return how *piece* stands in its sentence; *figure* tells whether it carries a figure of its own."""
    body = _MARKS.sub("", piece[_label(piece) :])
    if not body:
        return Opening("tail", False)
    if body == "其中":
        return Opening("lead", False)
    first = _first(body)
    if first in verbs.TRAILING or _goes_on(body):
        return Opening("tail", False)
    if first in verbs.LEADING or _FRAME.match(body):
        return _modifier(body, first, figure)
    if body[0] == "是":
        return Opening("tail", False)
    if body.endswith(verbs.SAYING) and len(body) <= 2 * _TOPIC:
        return Opening("lead", False)
    at = _after_adverbs(body)
    if at and (first := _first(body[at:])) in verbs.LEADING:
        return _modifier(body[at:], first, figure)
    acts = governs(body)
    if _waits(body) or (not acts and _PLACE.search(body)):
        return Opening("lead", acts and not body.endswith("的"))
    if acts:
        return Opening("open" if _length(body) > _SHORT else "tail", True)
    return _clause(body, figure)


def governs(body: str) -> bool:
    """Return whether *body* opens with a governing verb, after adverbs, and goes on as one."""
    at = _after_adverbs(body)
    verb = verbs.ACTS.at(body, at)
    end = at + len(verb)
    if _JUDGES.search(body, end):
        return False
    if not verb or (verb in verbs.NOUNS_TOO and _named_first(body, at) and _nominal(body, at, end)):
        return _shall(body, at) or _takes_object(body, at) or _acts_before(body, at) or _unlisted_adverb(body, end)
    return verb in verbs.CAUSING or not _RESULTS.search(body, end)


def is_topic(piece: str) -> bool:
    """Return whether a piece that stands first waits for what is said of it."""
    return _length(piece) <= _TOPIC


def _label(piece: str) -> int:
    found = _LABEL.match(piece)
    return found.end() if found else 0


def _first(body: str) -> str:
    """Return the word of the modifying or trailing ones that *body* opens with, or nothing."""
    for length in (4, 3, 2):
        word = body[:length]
        if word in verbs.LEADING or (word in verbs.TRAILING and body[length : length + 1] not in _NOUN_ENDS):
            return word
    single = body[:1]
    if single in verbs.LEADING or single in verbs.TRAILING:
        # 经济, 居民, 和平, 及时 are words of their own
        return "" if words.tag(body[:2]) and body[:2] not in _STILL_TWO else single
    return ""


# 覆盖率, 增长点, 突破口 are names
_NOUN_ENDS = tuple("率面点口量额幅值度力极")
# Pairs that the dictionary holds as one word and that in policy texts are nearly always two
_STILL_TWO = frozenset(("为人", "以人", "为民", "为国", "为期", "以此", "以党", "在党", "在全", "从中", "在此"))


def _waits(body: str) -> bool:
    # 是…的 judges and does not wait
    return bool(_WAITS.search(body)) and not (body.endswith("的") and _JUDGES.search(body))


def _goes_on(body: str) -> bool:
    at = _after_adverbs(body)
    verb = verbs.GOING_ON.at(body, at) or (body[at : at + 1] if body[at : at + 1] in verbs.GOING_ON else "")
    number = _NUMBER.match(body, at + len(verb)) if verb else None
    return number is not None and len(body) - number.end() <= _AMOUNT


def _modifier(body: str, first: str, figure: bool) -> Opening:
    """Return how a piece stands that opens with a modifier: it may hold the verb too (在全国率先实施…)."""
    if not (_FRAME.match(body) or _waits(body)):
        if _BY.match(body) or any(verbs.ACTS.at(found[1], 0) for found in _COMPLETED.finditer(body, 2)):
            return Opening("open", True)
        if (len(first) == 1 and figure) or (_may_hold_verb(body, first) and _adverb_and_verb(body)):
            return Opening("open", _verb_inside(body))
    return Opening("lead", _verb_inside(body))


def _may_hold_verb(body: str, first: str) -> bool:
    return len(first) == 1 or (first in verbs.GROUNDS and not body.endswith(verbs.GROUNDS_END))


def _clause(body: str, figure: bool) -> Opening:
    """Return how a piece stands that opens with the name of something."""
    if _names_and_modifies(body):
        return Opening("lead", False)
    result = _length(body) >= _RESULT and bool(_HAPPENED.search(body) or body.endswith(verbs.PREDICATES))
    if not result and _somebody_acts(body):
        return Opening("open", True)
    if _NAMED.search(body) and not _JUDGES.search(body):
        return Opening("lead", False)
    return Opening("open" if figure or result or _achieves(body) else "tail", False)


def _achieves(body: str) -> bool:
    return any(verbs.ACHIEVES.at(body, at) for at in range(2, min(len(body) - 3, 14)))


def _names_and_modifies(body: str) -> bool:
    """Return whether a name and a modifier stand before what is said: 全市围绕…目标."""
    return any(body[at : at + 2] in verbs.LEADING for at in range(2, 6)) and not _JUDGES.search(body)


def _somebody_acts(body: str) -> bool:
    """Return whether *body* names somebody and says what they do: 市县两级组建…, 各地要加强…."""
    if _SHALL.match(body) and not _JUDGES.search(body):
        return True
    for at in range(1, min(len(body) - 2, 16)):
        object_ = _takes_object(body, at)
        verb = body[at] if object_ else verbs.ACTS.at(body, at)
        if not verb or at + len(verb) + 1 >= len(body):
            continue
        if body[at - 1] == "的" or body[at + len(verb)] == "的":
            continue
        before = body[:at]
        if _ends_with_adverb(before) or (verb not in verbs.NOUNS_TOO and before.endswith(verbs.ACTORS)):
            return not _JUDGES.search(body)
    return False


def _adverb_and_verb(body: str) -> bool:
    for at in range(3, min(len(body) - 3, 24)):
        verb = verbs.ACTS.at(body, at)
        if verb and at + len(verb) + 1 < len(body) and _ends_with_adverb(body[:at], single=False):
            return True
    return False


def _verb_inside(body: str) -> bool:
    return any(verbs.ACTS.at(body, at) for at in range(2, min(len(body) - 2, 24)))


def _ends_with_adverb(before: str, single: bool = True) -> bool:
    if single and before[-1:] in verbs.MODAL and not words.tag(before[-2:]):
        return True
    before = before.removesuffix("地")
    tails = [before[-length:] for length in (4, 3, 2) if len(before) >= length]
    return any(tail in verbs.ADVERBS and tail not in verbs.SUBJECTS for tail in tails)


def _shall(body: str, at: int) -> bool:
    """Return whether the last word before *at* says that something shall be done, or takes what it is done to."""
    return at > 0 and (body[at - 1] in "要须将" or any(body[at - n : at] in verbs.NORMS for n in (4, 3, 2) if at >= n))


def _named_first(body: str, at: int) -> bool:
    """Return whether nothing but somebody's name stands before *at*."""
    return not at or any(body[at - length : at] in verbs.SUBJECTS for length in (4, 3, 2) if at >= length)


def _nominal(body: str, at: int, after: int) -> bool:
    """Return whether the words behind a verb that is also a noun show that it is one: 发展仍是…, 投资的…."""
    rest = body[after:]
    if (verb := verbs.ACTS.at(rest, 0)) and verb not in verbs.NOUNS_TOO:
        return False
    # 清洁能源…, 服务业…
    if any(words.tag(body[at : after + more])[:1] in ("n", "b") for more in (1, 2) if after + more < len(body)):
        return True
    if verbs.TRAILING.at(rest, 0) or verbs.GOING_ON.at(rest, 0):
        return True
    if rest[:1] in "的是在、" or (rest[:1] in "仍已正更还有不只" and "的" not in rest):
        return True
    if rest[:1] in "和与" and not verbs.ACTS.at(rest, 1):
        return True
    return bool(_RESULTS.search(rest))


def _takes_object(body: str, at: int) -> bool:
    takers = ("把", "将", "对", "让", "使") if at else ("把", "将", "对")
    return body[at : at + 1] in takers and not words.tag(body[at : at + 2])


def _acts_before(body: str, end: int) -> bool:
    """Return whether one of the adverbs before *end* is a verb too: 加快农村危房改造."""
    at = 0
    while at < end:
        word = verbs.ADVERBS.at(body, at)
        if word in verbs.ACTS:
            return True
        at += len(word) or 1
    return False


_ADVERBIAL = frozenset(("d", "ad", "vd", "v", "a", "i", "l", "b"))


def _unlisted_adverb(body: str, at: int) -> bool:
    """Return whether a word that may say how stands straight before a verb with its object: 接续推进…."""
    for length in (4, 3, 2):
        if words.tag(body[at : at + length]) in _ADVERBIAL and at + length + 3 < len(body):
            verb = verbs.ACTS.at(body, at + length)
            return bool(verb) and verb not in verbs.NOUNS_TOO
    return False


def _after_adverbs(body: str) -> int:
    when = _WHEN.match(body)
    at = _past_adverbs(body, when.end() if when else 0)
    end = body.find("地", at + 2, at + 9) + 1
    if end and verbs.ACTS.at(body, end):
        return end
    while body[at : at + 1] in verbs.MODAL and body[at : at + 1] and not words.tag(body[at : at + 2]):
        at = _past_adverbs(body, at + 1)
    return at


def _past_adverbs(body: str, at: int) -> int:
    while word := verbs.ADVERBS.at(body, at):
        at += len(word)
        if (body[at : at + 1] == "地" and not words.tag(body[at : at + 2])) or (
            body[at : at + 1] == "、" and verbs.ADVERBS.at(body, at + 1)
        ):
            at += 1
    return at


def _length(body: str) -> int:
    return len(_HAN.findall(body))
