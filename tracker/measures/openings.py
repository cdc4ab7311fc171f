"""A comma-parted piece of a sentence to how it stands to its neighbours, by the words it opens with.

Only the piece's own words decide, never its neighbours', so that an insertion beside it does not change its cut.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from tracker import words
from tracker.measures import facts, pieces, verbs, wording
from tracker.patterns import Class, later

Kind = Literal["open", "lead", "tail"]

# Fewer characters are no measure of their own.
_SHORTEST = 4
# A name of up to five characters alone is a topic: 今年，
_TOPIC = 5
# … and so is a longer one in which nothing is said: 高新技术产业开发区，
_LONG_TOPIC = 20
# A result is told by itself from this many characters on: 机构职能更加清晰
_RESULT = 8
# A judgement is one from more characters on: 守好粮食安全底线至关重要, not 领导核心至关重要
_JUDGED = 10

# 面上以…为引领: a frame, with or without what it is set on
_FRAME = later(r"以[^，,]+为[^，,]{1,8}$")
_BEFORE_FRAME, _HAN = 6, Class("\u4e00\u9fff")
# 以…为抓手推进, 在…方面开展: the modifier and its verb in one piece
_COMPLETED = later(
    r"(?:方面|领域|重点|抓手|契机|载体|平台|基础|导向|牵引|引领|主线|目标|中心|突破口|切入点|先导|主体|支撑|依托|纽带|核心|关键|等)(?=(..))"
)
# 以开放促改革, 以政务诚信带动商务诚信
_BY = later(
    r"以[^为，,]{1,12}?(?:促进|带动|推动|引领|换取|代替|促|带|换|补|养)[^，,]", needs="促 带 推动 引领 换 代替 补 养"
)
# 都要…, 就能…, 才能…, 由35个增加到100个: what they are said of stands before; 就业, 都市, 均衡 are other words
_SAID_OF_BEFORE = later(
    r"都(?![市江匀])|均(?![衡价等])|就(?![业地近医读诊职餐])|才(?![华干])|便(?![利民捷于])|则|却|将(?:会|在|于|是|有|更|进一步)"
    r"|[由从][0-9０-９一二三四五六七八九十百千万]",
    needs="都 均 就 才 便 则 却 将 由 从",
)
# 按投资额的10%给予补助, 对推进不力的予以通报
_GIVES = later("(?:给予|予以)(?=[^的])")
# 坚持房子是用来住的定位: what is held to may itself say what something is
_HELD_TO = later("的(?:定位|原则|方针|理念|要求|思想|方向|目标|导向|总基调|思路)$")
# 采取有力措施，稳定物价: that steps are taken says nothing without what they are for
_TAKES_STEPS = later(r"[^，,]{0,6}采取(?!了|过)[^，,]{0,8}(?:措施|办法|步骤)")
# 覆盖率, 增长点, 突破口 are names
_NAMES_END = "率面点口量额幅值度力极"
# Pairs that the dictionary holds as one word and that in policy texts are nearly always two
_STILL_TWO = frozenset(("为人", "以人", "为民", "为国", "为期", "以此", "以党", "在党", "在全", "从中", "在此"))


class Opening(NamedTuple):
    """Whether a piece opens a part of its own, leads into the next piece, or trails behind the last.

    ``acts`` tells whether it says that somebody does something.
    """

    kind: Kind
    acts: bool


@lru_cache(maxsize=1 << 16)
def read(piece: str, figure: bool) -> Opening:
    """Return how *piece* stands in its sentence; *figure* tells whether it carries a figure of its own."""
    body = pieces.body(piece)
    if not body:
        return Opening("tail", False)
    if body == "其中":
        return Opening("lead", False)
    if len(body) > _JUDGED and body.endswith(verbs.JUDGEMENTS):
        return Opening("open", False)
    first = _first(body)
    if first in verbs.TRAILING or body[0] == "是" or wording.goes_on(body):
        return Opening("tail", False)
    if _leads_on(piece, body, figure) or (_TAKES_STEPS.fullmatch(body) and piece.rstrip()[-1] in "，,"):
        return Opening("lead", False)
    if (first in verbs.LEADING and not _SAID_OF_BEFORE.match(body)) or _is_frame(body):
        return _modifier(body, first, figure)
    if body.endswith(verbs.SAYING) and len(body) <= 2 * _TOPIC:
        return Opening("lead", False)
    at = wording.after_adverbs(body)
    if _SAID_OF_BEFORE.match(body):
        return Opening("tail", wording.shall(body, at))
    if at and (first := _first(body[at:])) in verbs.LEADING:
        # 切实为企业减负 says what is done, and so does 适时在全省推广。 at the end; 必须按照要求 does not
        if first == "在" and wording.ends_with_act(body) and piece.rstrip()[-1] not in "，,":
            return Opening("open", True)
        said = first in "为向对给" and not pieces.waits(body) and not wording.ends_with_subject(body[:at])
        return Opening("open", True) if said else _modifier(body[at:], first, figure)
    acts = _governs(body, at)
    if pieces.waits(body) or (not acts and not figure and pieces.is_place(body)):
        return Opening("lead", acts and body[-1] != "的")
    if acts:
        return Opening("open" if pieces.length(body) >= _SHORTEST else "tail", not wording.tells_effect(body, at))
    return _clause(body, figure)


def is_topic(piece: str) -> bool:
    """Return whether a piece that stands first and opens nothing waits for what is said of it: 今年，  基础研究，"""
    return pieces.length(piece) <= _TOPIC or (len(piece) <= _LONG_TOPIC and wording.is_only_named(pieces.body(piece)))


def _first(body: str) -> str:
    """Return the word of the modifying or trailing ones that *body* opens with, or nothing."""
    for size in (4, 3, 2):
        word = body[:size]
        if word in verbs.LEADING or (word in verbs.TRAILING and body[size : size + 1] not in _NAMES_END):
            return word
    single = body[:1]
    if single in verbs.LEADING or single in verbs.TRAILING:
        # 经济, 居民, 和平, 及时 are words of their own
        longer = words.tag(body[:2]) or words.tag(body[:3]) or verbs.ADVERBS.at(body, 0) or verbs.ACTS.at(body, 0)
        return "" if longer and body[:2] not in _STILL_TWO else single
    return ""


def _is_frame(body: str) -> bool:
    at = body.find("以", 0, _BEFORE_FRAME + 1)
    return at >= 0 and _HAN.count(body[:at]) == at and _FRAME.match(body, at) is not None


def _modifier(body: str, first: str, figure: bool) -> Opening:
    """Return how a piece stands that opens with a modifier: it may hold the verb too (在全国率先实施…)."""
    if first == "对" and (wording.takes_object(body, 0) or _GIVES.search(body, 2)) and not pieces.waits(body):
        return Opening("open", True)
    if not (_is_frame(body) or pieces.waits(body)):
        if _BY.match(body) or any(verbs.ACTS.at(found[1], 0) for found in _COMPLETED.finditer(body, 2)):
            return Opening("open", True)
        if (len(first) == 1 and figure) or (_may_hold_verb(body, first) and wording.adverb_and_verb(body)):
            return Opening("open", wording.holds_verb(body))
    return Opening("lead", wording.holds_verb(body))


def _leads_on(piece: str, body: str, figure: bool) -> bool:
    """Return whether a piece joins a measure that a modifier of two characters leads into: 并聚焦重点产业，制定规划.

    并在全国推广 goes on about the measure before it, and so does what ends a sentence.
    """
    if body[0] != "并" or piece.rstrip()[-1] not in "，,":
        return False
    first = _first(body[1:])
    return len(first) > 1 and first in verbs.LEADING and _modifier(body[1:], first, figure).kind == "lead"


def _may_hold_verb(body: str, first: str) -> bool:
    return len(first) == 1 or (first in verbs.GROUNDS and not body.endswith(verbs.GROUNDS_END))


def _governs(body: str, at: int) -> bool:
    """Return whether a governing verb opens *body* at *at*, behind its adverbs, and goes on as one."""
    verb = verbs.ACTS.at(body, at)
    end = at + len(verb)
    if pieces.judges(body, end) and not (verb in verbs.CAUSING and _HELD_TO.search(body)):
        return False
    if verb and facts.names(body, at, end):
        return wording.shall(body, at) or wording.acts_before(body, at)
    if verb and not wording.is_noun(body, at, end):
        return verb in verbs.CAUSING or not wording.results(body, verbs.DEGREES, end)
    return (
        wording.shall(body, at)
        or wording.takes_object(body, at)
        or wording.acts_before(body, at)
        or wording.unlisted_adverb(body, end)
    )


def _clause(body: str, figure: bool) -> Opening:
    """Return how a piece stands that opens with the name of something."""
    if _GIVES.search(body, 2) and not pieces.waits(body):
        return Opening("open", True)
    if _names_and_modifies(body):
        return Opening("lead", False)
    if (after := wording.after_duty(body)) and (first := _first(body[after:])) in verbs.LEADING:
        # 要向农村倾斜 is said whole, 应当按照原则 is not
        return Opening("open" if first in "向对给由" else _modifier(body[after:], first, figure).kind, True)
    result = pieces.length(body) >= _RESULT and _tells_result(body)
    if not result and wording.somebody_acts(body):
        return Opening("open", True)
    if pieces.is_name(body):
        return Opening("lead", False)
    return Opening("open" if figure or result or _achieves(body) else "tail", False)


def _tells_result(body: str) -> bool:
    if body.endswith(verbs.PREDICATES):
        return True
    return any(
        wording.results(body, manners) or wording.half_results(body, manners)
        for manners in (verbs.DEGREES, verbs.MANNERS)
    )


def _names_and_modifies(body: str) -> bool:
    """Return whether a name and a modifier stand before what is said: 全市围绕…目标."""
    for at in range(2, 6):
        if verbs.ACTS.at(body, at - 1):
            return False
        if body[at : at + 2] in verbs.LEADING:
            return not pieces.judges(body)
    return False


def _achieves(body: str) -> bool:
    return any(verbs.ACHIEVES.at(body, at) for at in range(2, min(len(body) - 3, 14)))
