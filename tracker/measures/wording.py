"""A piece of a sentence to what its wording shows: where its verb is, who acts, whether it tells a result.

Chinese marks none of this by form; what is read here is where words of the lists in ``verbs`` stand.
"""

from __future__ import annotations

from tracker import words
from tracker.measures import facts, pieces, verbs
from tracker.patterns import later

_NUMBER = later(r"(?:了|到|至|近|约|超过?|逾|不足|将近)*[0-9０-９一二三四五六七八九十百千万亿两]")
# 粮食产量198.4万吨，减产1.6%
_GAINS = later("(?:[增减][产收支]|[多少]增)(?:近|约|将近)?[0-9０-９]", needs="增 减 多 少")
# 研发经费投入达到2.8%
_AMOUNTS_TO = later(
    r"(?:达到?|增长|下降|上升|增至|降至|占|突破|超过|居)[^的，]{0,4}[0-9０-９]",
    needs="达 增长 下降 上升 增至 降至 占 突破 超过 居",
)
# 今年年底前, 到2025年, 2019年以来, 2024年6月底前
_WHEN = later(
    r"(?:到|截至|自|从)?(?:今年|明年|去年|本年度?|[0-9０-９〇○一二三四五六七八九十]{2,4}年|[0-9一二三四五六七八九十]{1,2}月)"
    r"(?:年?[底初末中]|[上下]半年|[0-9一二三四五六七八九十]{1,2}月[底初末中]?)?(?:以来|之?前|以?内|起|[底初末])?"
)
# 全体党员要…, 各级政府必须…; 主要, 需要, 要求 are other words
_SOMEBODY_SHALL = later(
    r"[^的是、，]{2,10}(?:必须|应当|一定要|务必|决不|(?<![主重需只纲概紧摘首之])要(?![素求点闻员塞目害领件]))(?=..)",
    needs="必须 应当 要 务必 决不",
)
# A result before another: 竣工投产项目21个
_NO_MANNER = frozenset(("竣工", "出现", "得到", "受到", "属于", "符合", "成为"))
_ADVERBIAL = frozenset(("d", "ad", "vd", "v", "a", "i", "b"))
# 提高1.2个百分点 goes on; 降低900多万家企业的税负 does not.
_LONGEST_AMOUNT = 9
# 增加值, 利用率
_NAMES_AMOUNT = frozenset("值率量额")
# Whoever acts, and the verb, stand within the first characters of a piece.
_NEAR, _FAR = 16, 24


def is_only_named(body: str) -> bool:
    """Return whether all words of *body* are names, or verbs that are names as often: 高新技术研究."""
    return all(
        words.tag(word)[:1] in ("n", "b", "j", "s", "f") or word in "的和与及、" or word in verbs.NOUNS_TOO
        for word in words.cut(body)
    )


def goes_on(body: str) -> bool:
    """Return whether *body* says by how much what was said before changed: 提高1.2个百分点."""
    at = after_adverbs(body)
    if _GAINS.match(body, at):
        return True
    verb = verbs.GOING_ON.at(body, at) or (body[at : at + 1] if body[at : at + 1] in verbs.GOING_ON else "")
    number = _NUMBER.match(body, at + len(verb)) if verb else None
    return number is not None and len(body) - number.end() <= _LONGEST_AMOUNT


def results(body: str, manners: verbs.Words, start: int = 0) -> bool:
    """Return whether *body* ends in how something is or went: …水平不断提高."""
    return _ends_in(body, manners, start, len(body))


def half_results(body: str, manners: verbs.Words) -> bool:
    """Return whether the first half of *body*, before 、, ends so: 机构职能更加清晰、运行更加高效."""
    half = body.find("、")
    return half > 0 and _ends_in(body, manners, 0, half)


def _ends_in(body: str, manners: verbs.Words, start: int, end: int) -> bool:
    # Straight behind a verb such a word belongs to its object: 取得明显成效.
    for at in range(max(start + (start > 0), end - 7), end - 2):
        word = manners.at(body, at)
        # not …的有效供给, 阶段性和总体…
        if word and at < end - len(word) <= at + 4 and (at == 0 or body[at - 1] not in "的以和与、及可"):
            return True
    return False


def after_adverbs(body: str) -> int:
    """Return where, after words of time, manner and modality, the verb of *body* stands if it opens with one."""
    when = _WHEN.match(body)
    at = _past_adverbs(body, when.end() if when else 0)
    end = body.find("地", at + 2, at + 9) + 1
    if end and verbs.ACTS.at(body, end):
        return end
    while _is_modal(body, at):
        at = _past_adverbs(body, at + 1)
    return at


def _is_modal(body: str, at: int) -> bool:
    """Return whether 要, 应, 将 … stands at *at*: in 要强化监管 too, though 要强 is a word, and not in 应用, 将军."""
    if body[at : at + 1] not in verbs.MODAL:
        return False
    return not words.tag(body[at : at + 2]) or (body[at] == "要" and bool(verbs.ACTS.at(body, at + 1)))


def _past_adverbs(body: str, at: int) -> int:
    while word := verbs.ADVERBS.at(body, at):
        at += len(word)
        next_ = body[at : at + 1]
        if (next_ == "地" and not words.tag(body[at : at + 2])) or (next_ == "、" and verbs.ADVERBS.at(body, at + 1)):
            at += 1
    return at


def takes_object(body: str, at: int) -> bool:
    """Return whether 把, 将, 对 (after adverbs also 让, 使) stands at *at*."""
    takers = "把将对让使" if at else "把将对"
    if at >= len(body) or body[at] not in takers or words.tag(body[at : at + 2]):
        return False
    return body[at] != "对" or body.endswith("负责") or _holds_act(body, at + 2)


def _holds_act(body: str, start: int) -> bool:
    """Return whether a verb with its object, that is no name's, stands in *body*: not in 对工作的支持."""
    for at in range(start, len(body) - 3):
        verb = verbs.ACTS.at(body, at)
        if verb and verb not in verbs.NOUNS_TOO and body[at - 1] != "的" and at + len(verb) + 1 < len(body):
            return True
    return False


def shall(body: str, at: int) -> bool:
    """Return whether the words before *at* say that something shall be done, or take what it is done to."""
    if not at:
        return False
    before = body[:at]
    return "要" in before or "须" in before or before[-1] == "将" or any(before[-n:] in verbs.NORMS for n in (4, 3, 2))


def acts_before(body: str, end: int) -> bool:
    """Return whether one of the adverbs before *end* is a verb too: 加快农村危房改造."""
    at = 0
    while at < end:
        word = verbs.ADVERBS.at(body, at)
        if word in verbs.ACTS:
            return True
        at += len(word) or 1
    return False


def unlisted_adverb(body: str, at: int) -> bool:
    """Return whether a word that may say how stands straight before a verb with its object: 接续推进…."""
    for size in (4, 3, 2):
        manner = body[at : at + size]
        if words.tag(manner) in _ADVERBIAL and manner not in _NO_MANNER and at + size + 3 < len(body):
            verb = verbs.ACTS.at(body, at + size)
            return bool(verb) and verb not in verbs.NOUNS_TOO and not body.startswith("的", at + size + len(verb))
    return False


def ends_with_subject(before: str) -> bool:
    """Return whether one of those who act ends *before*: 我们, 各地."""
    return any(before[-size:] in verbs.SUBJECTS for size in (4, 3, 2) if len(before) >= size)


def tells_effect(body: str, at: int) -> bool:
    """Return whether the verb at *at* tells what came of something, not what somebody did: 促进了…, 取得进展."""
    if facts.fulfils(body, at):
        return not shall(body, at)
    verb = verbs.ACTS.at(body, at)
    if verb not in verbs.EFFECTS or shall(body, at):
        return False
    if facts.earns(body, at):
        return True
    return verb in verbs.OUTCOMES or body[at + len(verb) : at + len(verb) + 1] == "了"


def is_noun(body: str, at: int, end: int) -> bool:
    """Return whether the verb from *at* to *end*, that may be a noun too, is one here: 发展仍是…, 服务业…."""
    if body[at:end] in verbs.TRADE and body[end : end + 1].isdecimal():
        return True
    if (at and not ends_with_subject(body[:at])) or body[at:end] not in verbs.NOUNS_TOO:
        return False
    rest = body[end:]
    if (verb := verbs.ACTS.at(rest, 0)) and verb not in verbs.NOUNS_TOO:
        return False
    if any(words.tag(body[at : end + more])[:1] in ("n", "b") for more in (1, 2) if end + more < len(body)):
        return True
    # 我国发展进入新阶段
    if rest.startswith(("进入", "步入")) or verbs.TRAILING.at(rest, 0) or verbs.GOING_ON.at(rest, 0):
        return True
    if rest.endswith(("等领域", "等方面", "等环节")):
        return True
    if rest[:1] in "的是在、" or (rest[:1] in "仍已正更还有不只" and "的" not in rest):
        return True
    if rest[:1] in "和与" and not verbs.ACTS.at(rest, 1):
        return True
    return bool(_AMOUNTS_TO.search(rest)) or results(rest, verbs.DEGREES)


def after_duty(body: str) -> int:
    """Return where, behind somebody who shall, it is said what: 用工单位应当按照…; 0 where nobody shall."""
    found = _SOMEBODY_SHALL.match(body)
    return found.end() if found else 0


def somebody_acts(body: str) -> bool:
    """Return whether *body* names somebody and says what they do or shall do: 市县两级组建…, 各地要加强…."""
    if pieces.judges(body):
        return False
    if after_duty(body):
        return True
    for at in range(1, min(len(body) - 2, _NEAR)):
        verb = body[at] if takes_object(body, at) else verbs.ACTS.at(body, at)
        after = at + len(verb)
        if not verb or after + 1 >= len(body) or body[at - 1] == "的" or body[after] == "的":
            continue
        if facts.names(body, at, after):
            continue
        if (verb in verbs.TRAILING or verb in verbs.GOING_ON) and _NUMBER.match(body, after):
            continue
        if facts.earns(body, at) and not shall(body, at):
            continue
        if body[after] in _NAMES_AMOUNT and words.tag(body[at : after + 1])[:1] == "n":
            # 国有控股企业增加值: an indicator
            continue
        before = body[:at]
        if _ends_with_adverb(before) or (verb not in verbs.NOUNS_TOO and before.endswith(verbs.ACTORS)):
            return True
    return False


def adverb_and_verb(body: str) -> bool:
    """Return whether a verb with its object stands, behind an adverb, in *body*: 在全国率先探索…."""
    for at in range(3, min(len(body) - 3, _FAR)):
        verb = verbs.ACTS.at(body, at)
        if verb and at + len(verb) + 1 < len(body) and _ends_with_adverb(body[:at], single=False):
            return True
    return False


def holds_verb(body: str) -> bool:
    """Return whether any verb stands in *body*, behind its first word."""
    return any(verbs.ACTS.at(body, at) for at in range(2, min(len(body) - 2, _FAR)))


def ends_with_act(body: str) -> bool:
    """Return whether *body* closes with what is done: 在全省推广; not 影响更加扩大, 得到普遍的采用."""
    closes = body[-2:] in verbs.ACTS and body[-2:] not in verbs.NOUNS_TOO
    return closes and body[-3:-2] != "的" and "不可能" not in body and not results(body, verbs.DEGREES)


def _ends_with_adverb(before: str, single: bool = True) -> bool:
    if single and before[-1:] in verbs.MODAL and not words.tag(before[-2:]):
        return True
    before = before.removesuffix("地")
    tails = [before[-size:] for size in (4, 3, 2) if len(before) >= size]
    return any(tail in verbs.ADVERBS and tail not in verbs.SUBJECTS for tail in tails)
