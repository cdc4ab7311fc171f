"""Newly written texts to the same without their formulas: words that say how anything is done, or how it matters.

对外开放具有十分重要的意义 and 民族团结具有十分重要的意义 have much in common, and nothing of what they are about. The
list is kept for people to check and extend; only what may be said of any matter in any policy document belongs here.
"""

from __future__ import annotations

from collections.abc import Iterable

from tracker.patterns import later

_LIST = """
具有(?:十分|非常|极其|极为|特别)?(?:重要|重大|深远|积极)的?(?:现实|历史|战略|政治)?意义
坚定不移地? 毫不动摇 毫不松懈地? 坚持不懈地? 持之以恒地? 始终不渝地? 一如既往地? 千方百计地? 扎扎实实地?
从实际出发 因地制宜 实事求是地? 任何时候都?
引起(?:我们的?|各级领导)?(?:高度|严重|足够)?(?:重视|注意) (?:高度|十分|特别|更加|充分)(?:重视|注重)
清醒地?(?:看到|认识到) 充分认识到?
采取(?:坚决|积极|更加|切实)?(?:有力|有效|得力|果断)?的?措施
多种形式的? 各种形式的? 多种方式
在(?:中国共产)?党(?:中央)?的?(?:坚强|正确)?领导下
各级(?:人民)?政府 各地区各?部门 各地各部门 各有关部门 有关部门
根本利益 共同愿望 共同努力
(?:十分|相当|非常|更为)?艰巨的?(?:任务)? 任务(?:十分|相当|非常|依然)?(?:艰巨|繁重)
(?:发挥|起)了?(?:它们|自己|自身)?应?有?的?(?:更大|重要|积极|重大)?的?作用
创造了?(?:更加|更)?(?:良好|有利|好)?的?(?:外部|宏观|社会)?(?:环境|条件)(?:和条件|和环境)?
(?:打下|奠定)了?(?:坚实|良好)?的?基础
认真贯彻(?:落实|执行)? 贯彻(?:落实|执行) 狠?抓落实 抓好落实
取得了?(?:新|显著|重大|积极|明显|重要|优异|很大)?的?(?:进展|成就|成绩|成效|成果|突破|胜利)
迈出了?(?:新|重要|坚实|重大|较大|更大|决定性)?的?步伐
认真?总结经验 (?:开拓|锐意)(?:创新|进取) 扎实工作 求真务实 与时俱进 艰苦奋斗 勤勉尽责 恪尽职守 奋发有为 团结奋斗
重要内容 重要条件 重要组成部分 重要途径 重要保证 必要条件 关键环节 重中之重 突出问题 突出矛盾
关系.{0,12}全局 新形势新任务 新情况新问题
"""
_FORMULAS = later("|".join(_LIST.split()))
# No text holds it: it stands for any formula, and tells as little as what is in every other text.
_ANY = "\ue000"
# With fewer characters left, a text is a formula as a whole.
_LEAST = 3


def without(folded: Iterable[str]) -> list[str]:
    """Return *folded* texts without their formulas, but for those that say nothing else."""
    return [_bare(text) for text in folded]


def _bare(text: str) -> str:
    bare = _FORMULAS.sub(_ANY, text)
    return bare if len(bare) - bare.count(_ANY) >= _LEAST else text
