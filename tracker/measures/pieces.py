"""A piece of a sentence to its words, and to whether as a whole it judges, waits, or opens a frame."""

from __future__ import annotations

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
# 在…，…的形势下: what opens with 在 may go on over commas
_OPENS_FRAME = later("在|当(?!前|年|地|代|日|下|天|事|中)", needs="在 当")
_CLOSES_FRAME = later("(?:[下时中后上]|之际|同时|方面)$")


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


def goes_on_to_a_case(piece: str) -> bool:
    """Return whether *piece* names a case that something applies to: 涉及外商投资的，"""
    return piece.startswith("涉及") and piece[-1:] in "，," and piece[-2:-1] == "的"


def is_place(body: str) -> bool:
    """Return whether *body* ends in a word of place or time."""
    return bool(_PLACE.search(body))


def is_name(body: str) -> bool:
    """Return whether *body* ends as the name of a thing: 新提拔的干部."""
    _, named, words_ = body[-_LONGEST_NAME - 1 : -1].rpartition("的")
    return bool(named) and _HAN.holds(words_ + body[-1]) and not judges(body)


def opens_frame(body: str) -> bool:
    """Return whether *body* opens a frame of place or time that it does not close: 在外部环境趋紧，…的形势下."""
    return bool(_OPENS_FRAME.match(body)) and not closes_frame(body)


def closes_frame(body: str) -> bool:
    """Return whether *body* may close such a frame."""
    return bool(_CLOSES_FRAME.search(body))
