"""The words that open a measure: governing verbs, the adverbs before them, and the words that open a modifier."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


GOVERNING = _set(
    """
    健全 完善 制定 出台 推动 建立 选配 推进 加强 深化 强化 落实 实施 开展 构建 打造 优化 提升 提高 促进 支持 鼓励 引导
    坚持 巩固 扩大 拓展 改革 改进 创新 探索 建设 发展 培育 培养 加快 加大 规范 严格 控制 保障 保护 维护 统筹 协调 组织
    """
)
ADVERBS = _set("扎实 持续 依法 率先 坚决 进一步 继续 全面 大力 积极 深入 切实 着力 不断 有效 稳步 全力 认真 努力")
MODIFYING = (
    "以",
    "聚焦",
    "按照",
    "通过",
    "在",
    "围绕",
    "结合",
    "着眼",
    "紧扣",
    "根据",
    "依据",
    "为",
    "对照",
    "针对",
    "面向",
)


def governs(words: str) -> bool:
    """Return whether *words* open with a governing verb, after adverbs."""
    at = 0
    while (found := _word(words, at, ADVERBS)) is not None:
        at += len(found)
    return words.startswith(("把", "将", "对"), at) or _word(words, at, GOVERNING) is not None


def modifies(words: str) -> bool:
    """Return whether *words* open with a word that opens a modifier."""
    return words.startswith(MODIFYING)


def _word(words: str, at: int, known: frozenset[str]) -> str | None:
    return next((word for n in (4, 3, 2) if (word := words[at : at + n]) in known), None)
