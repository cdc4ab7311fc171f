"""A piece of a sentence to what its wording shows: where its verb is, whether it judges, waits, or tells a result.

Chinese marks none of this by form; what is read here is where words of the lists in ``verbs`` stand.
"""

from __future__ import annotations

from tracker import words
from tracker.measures import facts, verbs
from tracker.patterns import Class, later

# 一是, 二要, （一）, 1., ①, ——, - before the words
_LABEL = later(
    r"\s*(?:[-*+•·●◆■]\s+|[▲△▶◇★☆※➢▪]\s*|—+)?(?:第?[一二三四五六七八九十]+(?:是|(?=要)|，|、)|[(（][一二三四五六七八九十0-9０-９]+[)）]"
    r"|[0-9０-９]{1,2}[.．、)）](?![0-9０-９])|[①-⑳⑴-⒇])*\s*"
)
_LABELS_BEGIN = frozenset(
    " \t\n\u3000\xa0-*+•·●◆■▲△▶◇★☆※➢▪—第一二三四五六七八九十(（0123456789０１２３４５６７８９"
) | frozenset(map(chr, range(0x2460, 0x2488)))
# Also the signs of Markdown around cells and words in bold
_MARKS = "*_`~| \t\n\u3000\xa0，,。；;：:！!？?、｡"
_BREAK = later(r"[^\S\n]*\n\s*")
_WORDS = Class("\u3400\u9fff", "09", "０９", "AZ", "az")
_HAN = Class("\u4e00\u9fff")

# 是 that says what something is, not 特别是, 尤其是, 凡是, 于是, 但是, 而是, 或是, 实事求是, 先是, 还是, 是否
_JUDGES = later("(?<![别其凡于但而或求先还])是(?![否非])")
# 保护耕地，是每个公民的义务: says what somebody shall do
_OBLIGES = later("是(?:一切|每|全体|任何|所有|全社会|单位|公民)[^，、]{0,20}的[^，、的]{0,6}(?:职责|义务|责任)[。；]?$")
# 的, and words of time, place and condition, close what waits for its main clause: 过程中, 基础上, 完成后
_WAITS = later(
    r"(?:的|时|(?<![落先今滞延])后|(?<![目当提超空])前|以来|之际|过程中|同时"
    r"|(?:基础|征程|道路|形势|背景|前提|情况|条件|领导|指导|指引|支持|努力|帮助)[上下]|方面|来说|而言|来讲|[年月日]起|之日起"
    r"|[0-9０-９〇一二三四五六七八九十][年月日](?:底|末|初)?)$"
)
_WAITS_END = frozenset("的时后前来际中上下面说言讲起年月日底末初")
# In a piece without a verb before it, also any other place or time: 新时代新征程上
_PLACE = later(r"(?:之外|以外|期间|时期|来看|(?<!以)[上中下里内间])$")
_LONGEST_NAME = 4
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
# 在…，…的形势下: what opens with 在 may go on over commas
_OPENS_FRAME = later("在|当(?!前|年|地|代|日|下|天|事|中)", needs="在 当")
_CLOSES_FRAME = later("(?:[下时中后上]|之际|同时|方面)$")

# 提高1.2个百分点 goes on; 降低900多万家企业的税负 does not.
_LONGEST_AMOUNT = 9
# 增加值, 利用率
_NAMES_AMOUNT = frozenset("值率量额")
# Whoever acts, and the verb, stand within the first characters of a piece.
_NEAR, _FAR = 16, 24


def body(piece: str) -> str:
    """Return *piece* without the label it begins with, the marks it ends with, and line breaks amid its words."""
    # Nearly all pieces begin with a word: no need to look for a label.
    found = _LABEL.match(piece) if piece[:1] in _LABELS_BEGIN else None
    words_ = (piece[found.end() :] if found else piece).strip(_MARKS)
    return _BREAK.sub("", words_) if "\n" in words_ else words_


def length(piece: str) -> int:
    """Return how many characters of *piece* are words."""
    return len(piece) if piece.isalnum() else _WORDS.count(piece)


def judges(body: str, start: int = 0) -> bool:
    """Return whether *body* says what something is."""
    if body.find("是", start) < 0:
        return False
    # What stands behind a colon is said, not the saying: 修改为：“劳动是…”
    said = max(body.find("：", start), body.find(":", start))
    return bool(_JUDGES.search(body, start, said if said > 0 else len(body)))


def says_of_it(piece: str) -> bool:
    """Return whether *piece* judges what was named before it: 建设统一市场，是改革的基础; 办好这件事，关键在党."""
    if not piece.startswith(("是", "关键在")) or piece.startswith(("是否", "是非")):
        return False
    return _OBLIGES.match(piece) is None


def waits(body: str) -> bool:
    """Return whether *body* ends as what waits for its main clause does: …的, …时, …基础上."""
    # 是…的 judges and does not wait
    return body[-1:] in _WAITS_END and bool(_WAITS.search(body)) and not (body[-1] == "的" and judges(body))


def names_a_case(piece: str) -> bool:
    """Return whether *piece* goes on to a case that something applies to: 涉及外商投资的，"""
    return piece.startswith("涉及") and piece[-1:] in "，," and piece[-2:-1] == "的"


def is_place(body: str) -> bool:
    """Return whether *body* ends in a word of place or time."""
    return bool(_PLACE.search(body))


def is_name(body: str) -> bool:
    """Return whether *body* ends as the name of a thing: 新提拔的干部."""
    _, named, words_ = body[-_LONGEST_NAME - 1 : -1].rpartition("的")
    return bool(named) and _HAN.holds(words_ + body[-1]) and not judges(body)


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


def opens_frame(body: str) -> bool:
    """Return whether *body* opens a frame of place or time that it does not close: 在外部环境趋紧，…的形势下."""
    return bool(_OPENS_FRAME.match(body)) and not closes_frame(body)


def closes_frame(body: str) -> bool:
    """Return whether *body* may close such a frame."""
    return bool(_CLOSES_FRAME.search(body))


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
    if judges(body):
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
