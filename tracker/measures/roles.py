"""A sentence's words to whether they oblige, permit or forbid: then it is a measure, whoever acts."""

from __future__ import annotations

import re

from tracker import statutes
from tracker.patterns import later

_PROVISION = later(
    "应当|(?<!是否)可以|(?<![必无毋胡])须(?![知眉臾])|不得|禁止|必须|有权|有义务|责令|严禁|不予|予以|追究|适用|由[^。；，]{1,30}(?:负责|决定|规定|制定|批准|承担|管理|组织)"
    "|处[^。；，]{0,40}(?:罚款|拘留|徒刑)|给予[^。；，]{0,20}处分|给予[^。；，]{0,10}处罚|没收|吊销|(?:国家|国务院)[^。；，]{0,6}(?:保护|鼓励|支持|实行|建立|保障|允许|加强|发展)",
    needs="应当 可以 须 不得 禁止 有权 有义务 责令 严禁 不予 予以 追究 适用 由 罚款 拘留 徒刑 处分 处罚 没收 吊销 国",
)
_DEFINES = later("所称|是指|包括下列|自[^。]{1,20}起施行")
# 期限不超过3个月, 任期为三年, 最低限额为十万元: what a provision limits
_LIMITS = later(
    r"(?:不超过|不少于|不低于|不高于|不多于|(?:期限?|任期|年限|限额)(?:[均各]?为|最[长短])|任期每届为)"
    r"[^。；，的]{0,6}[0-9０-９一二三四五六七八九十百]",
    needs="不超过 不少于 不低于 不高于 不多于 为 最",
)
# … where it ends a clause: 不超过六个月的岗位 names something. Clause by clause, so that none is read twice.
_STRETCH = later("[^。；，的]+")
# （二）擅自变更运输车辆的； is a case that a provision names
_CASE = later(r"[（(][一二三四五六七八九十]+[）)].*的[；;。]?\s*$", re.DOTALL)
# （省发展改革委牵头，省财政厅等参与）, （责任单位：市教育局）: whose task it is
_ENDS_ASIDE = later("[)）][。；]?$")
_WHOSE = later(
    r"[（(](?:(?:责任|牵头|主办|协办|配合|承办)(?:单位|部门|科室)[：:].*"
    r"|[^（）()。；]{2,}(?:牵头|负责|参与|参加|配合|按职责分工|分工负责|落实)(?:[，,。；].*)?)[)）][。；]?$",
    re.DOTALL,
)
# 为了规范…，根据…，制定本条例。
_PURPOSE = later(r"制定本[\u4e00-\u9fff]{1,6}[。；]?\s*$")


def provides(words: str) -> bool:
    """Return whether a provision obliges, permits or forbids something."""
    return bool(_PROVISION.search(words)) and not _DEFINES.search(words)


def limits(words: str) -> bool:
    """Return whether a sentence of a law sets a limit, as no item of a list does: its list says what that is for."""
    if not _LIMITS.search(words) or _DEFINES.search(words) or statutes.ITEM.match(words):
        return False
    clauses = (part.span() for part in _STRETCH.finditer(words) if not words.startswith("的", part.end()))
    return any(_LIMITS.search(words, *clause) for clause in clauses)


def only_says(words: str) -> bool:
    """Return whether *words* are no measure whoever acts in them: a case, whose task it is, a question, a quotation."""
    return names_a_case(words) or names_whose(words) or asks(words) or quotes(words)


def names_a_case(words: str) -> bool:
    """Return whether an entry of a list only names a case to which a provision applies."""
    return words[:1] in ("（", "(") and _CASE.match(words) is not None and not _PROVISION.search(words)


def names_whose(words: str) -> bool:
    """Return whether *words* are an aside that only names the offices whose task something is."""
    # The end first: a long passage is looked through once for each office otherwise.
    if words[:1] not in ("（", "(") or not _ENDS_ASIDE.search(words[-2:]):
        return False
    return _WHOSE.match(words) is not None


def asks(words: str) -> bool:
    """Return whether *words* are a question: 问：中小企业可以享受哪些政策？"""
    return words.rstrip("”’）)」』")[-1:] in ("？", "?")


def quotes(words: str) -> bool:
    """Return whether *words* are a quotation as a whole."""
    closing = {"“": "”", "「": "」", "『": "』"}.get(words[0])
    return closing is not None and words.find(closing) >= len(words.rstrip("。！？；，,;!?")) - 1


def states_its_purpose(words: str) -> bool:
    """Return whether a sentence says why and on what grounds a text was made; it is never cut at commas."""
    return "制定本" in words and bool(_PURPOSE.search(words))
