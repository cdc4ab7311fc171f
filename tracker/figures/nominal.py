"""A run of words to the noun that it ends, or begins, with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker import words
from tracker.figures import compounds, lexicon
from tracker.patterns import Class

# A subject of more characters is cut at its words.
LONGEST = 18
# 选调生, 失业率: nouns, whatever jieba takes them for
_NOUN_ENDING = "生员者率量额数费款品物金工民师士"
_ARISE = frozenset(("发生", "产生"))
_NOUN_TAGS = ("n", "vn", "j", "l", "i", "s", "x", "v", "z", "an")
_STOP_TAGS = ("v", "p", "d", "c", "u", "r", "y", "m", "q", "x", "t", "f")
# Adverbs, conjunctions, pronouns, particles: no noun ends in one.
NOT_LAST = ("d", "c", "p", "r", "u", "y")
_NOT_BEFORE = ("p", "d", "c", "u", "r")
# 截然不同, 巨大: what something is like
_HOW_TAGS = frozenset(("i", "z", "a"))
_NO_NOUN = frozenset((*"时后前内外者等为以经头近这那实", "不实", "符合条件", "从今年起", "从明年起", "从去年起"))
# An act and the place for it are one name: 集聚区, 收费站.
_PLACES = frozenset("区站点所园库岗网馆室带群链队组")
# 三个园区占比, 31个省份本级收入, 9家全部: what is said of those that are counted
_SAYS_MORE = frozenset(("较", "方可", "占比", "本级", "全部", "全", "且", "书面", "免费"))
_NOT_WHO = frozenset(("避免", "造成", "导致", "包括", "需要", "属于", "具有", "具备"))
_NOT = frozenset(("不", "未", "无", "非"))
_WIDE = Class("０９", "Ａｚ")
WORD = Class("\u3400\u9fff", "AZ", "az", "09", "０９", "Ａｚ", *(mark * 2 for mark in "·“”「」《》‘’%+"))


def at_end(item: str) -> str:
    """Return the words from the end of *item* back to the last verb or particle."""
    parts = compounds.joined(words.cut(item))
    while parts and (words.tag(parts[-1]).startswith(NOT_LAST) or parts[-1].isdigit()):
        if _is_nominal(parts[-1], parts[-2] if len(parts) > 1 else "的"):
            break
        parts.pop()
    kept: list[str] = []
    size = 0
    for index in range(len(parts) - 1, -1, -1):
        word = parts[index]
        previous = parts[index - 1] if index else ""
        fits = size + len(word) <= LONGEST and _is_nominal(word, previous) and not _governs(word, previous, kept)
        if kept and _leads_to(word, kept):
            break
        if kept and not (fits or _joins(parts, index, kept, size)):
            # 公示期, 脱硝: one character is the end of a word that jieba does not know
            if size == 1 and WORD.holds(word) and words.tag(word).startswith(("n", "v", "a")):
                kept.append(word)
            break
        if kept and word in ("比例", "比重") and words.tag(kept[0]).startswith("n"):
            # 返还比例大型企业30%: whose it is stands behind it
            break
        kept.append(word)
        size += len(word)
    if len(kept) == 1 and _is_act(kept[0]):
        # 走访9000余户: the act alone is not what is counted
        return ""
    return "".join(reversed(kept))


def _joins(parts: Sequence[str], index: int, kept: Sequence[str], size: int) -> bool:
    """Return whether the word at *index* is of one name with the words *kept* behind it, the last one first."""
    word, behind = parts[index], kept[-1] if kept else ""
    return (
        # 国内生产总值的比重: two characters alone say too little
        (word == "的" and 0 < size <= 2 and index > 0)
        # 管理不规范金额, 无预算采购: without it the reverse were said
        or (word in _NOT and size > 0 and behind not in lexicon.WEAK)
        # 补助标准: of what, whether it is an act or not
        or (size > 0 and behind in lexicon.WEAK and word in lexicon.EITHER)
        # 原油开采能力: of what act
        or (size == 2 and behind in lexicon.OF_ACTS and len(word) == 2 and words.tag(word).startswith("v"))
        # 查证的时间, 赔偿的金额: of what act
        or (len(kept) == 2 and behind == "的" and kept[0] in lexicon.OF_ACTS and _is_act(word))
        # 销售人员, 遇险人员
        or (size == 2 and behind == "人员" and (word in lexicon.EITHER or _says_who(word)))
        # 漏损率, 养犬登记证: an act and its object that jieba does not know as one word
        or (size > 1 and _are_one(word, behind))
    )


def _are_one(act: str, thing: str) -> bool:
    return (
        act != "是"
        and len(thing) == 1
        and compounds.is_part(act)
        and words.tag(act).startswith("v")
        and words.tag(thing).startswith("n")
    )


def _says_who(word: str) -> bool:
    """Return whether an act before 人员 says who they are: 遇险人员, but 涉及人员17人."""
    return len(word) == 2 and words.tag(word) == "v" and word not in lexicon.BETWEEN | _NOT_WHO


def _leads_to(word: str, kept: Sequence[str]) -> bool:
    """Return whether a *word* that the dictionary takes for a noun says what is done with what is *kept* behind it."""
    if word == "支出":
        # 支出城市低保资金, but 支出总量, 支出预算
        return kept[0].endswith(("资金", "经费"))
    return word in lexicon.DONE and kept[-1] not in lexicon.OF_ACTS | lexicon.WEAK


def _governs(word: str, previous: str, kept: Sequence[str]) -> bool:
    """Return whether a *word* behind an act has what follows for its object: 引进培育高层次人才, but 实施改造项目."""
    return (
        sum(map(len, kept)) > 2
        and kept[-1] != "的"
        and kept[0] not in lexicon.OF_ACTS
        and word in lexicon.EITHER
        and word in lexicon.BETWEEN
        and previous not in lexicon.NOMINAL
        and (previous == "新" or previous in lexicon.BETWEEN or words.tag(previous) == "v")
    )


def _is_act(word: str) -> bool:
    return words.tag(word).startswith("v") and word not in lexicon.EITHER and not is_named(word)


def is_named(word: str) -> bool:
    """Return whether a word is, or ends as, a noun whatever jieba takes it for."""
    return word in lexicon.NOMINAL or (word[-1] in _NOUN_ENDING and word not in _ARISE)


def _is_nominal(word: str, previous: str) -> bool:
    if not WORD.holds(word) or word == "或者":
        # 国际/港澳台快递业务量
        return word in "()（）·.&" or (word == "/" and WORD.holds(previous))
    if word in lexicon.AGES or is_named(word):
        return True
    if word.isascii() or _WIDE.holds(word):
        # the 2 of M2, no number by itself
        latin = previous.isalpha() and (previous.isascii() or _WIDE.holds(previous))
        return not word.isdigit() or latin or previous == "."
    tag = words.tag(word)
    if word in lexicon.EITHER:
        return previous in lexicon.NOMINAL or (bool(previous) and not words.tag(previous).startswith(_NOT_BEFORE))
    return tag == "vn" or not tag.startswith(_STOP_TAGS)


def at_start(plain: str) -> str:
    """Return the words from the beginning of *plain* to the first verb or particle."""
    kept, previous = "", ""
    for word in _joined(compounds.joined(words.cut(plain[:24]))):
        if word in _SAYS_MORE:
            break
        described = kept == previous and words.tag(kept)[:1] in _HOW_TAGS
        if word in lexicon.DOES and kept.endswith(lexicon.WHO):
            break
        if word == "的" and kept and (kept[-1] == "性" or described or not told(kept)):
            # 优秀的教师, 全校性的运动会, 截然不同的主张: what stands after 的 is counted
            kept, previous = "", ""
            continue
        if (
            previous
            and words.tag(word).startswith("p")
            and words.tag(previous).startswith("v")
            and previous not in lexicon.NOMINAL
        ):
            # 专家人才活跃在: the act stands before its place
            return kept[: -len(previous)]
        if len(kept) + len(word) > LONGEST or not (
            _is_nominal(word, previous) or (not previous and word in lexicon.EITHER)
        ):
            break
        kept, previous = kept + word, word
        if word == "方面":
            # 向两个方面发展, 八个方面工作
            break
    # 专项资金支持85个项目: the act leads to the next figure
    return kept[: -len(previous)] if previous == "支持" and kept == plain and kept != previous else kept


def _joined(parts: Sequence[str]) -> Iterator[str]:
    """Yield words, an act with the place behind it as one (集聚区, 收费站), and what jieba does not know (运维)."""
    at = 0
    while at < len(parts):
        word, behind = parts[at], parts[at + 1] if at + 1 < len(parts) else ""
        at_its_place = behind in _PLACES and len(word) == 2 and words.tag(word).startswith("v")
        if at_its_place or (compounds.is_part(word) and compounds.is_part(behind)):
            word += behind
            at += 1
        at += 1
        yield word


def told(noun: str) -> str:
    """Return *noun* where it holds one at all: 新 or 最后 alone say nothing."""
    if noun in _NO_NOUN or not WORD.count(noun) or noun.isdigit():
        return ""
    if len(noun) > 3 or not noun:
        return noun
    return noun if any(_names(word) for word in compounds.joined(words.cut(noun))) else ""


def _names(word: str) -> bool:
    tag = words.tag(word)
    return tag.startswith(_NOUN_TAGS) or not tag or word in lexicon.NOMINAL
