"""What reports say, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tracker.renderers.view import Lang

# One line a phrase: the Chinese, the English. {} are filled in by str.format.
_PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    "report": ("变更报告:{}", "Change report: {}"),
    "version": ("版本", "Version"),
    "old": ("旧版", "Old"),
    "new": ("新版", "New"),
    "name": ("名称", "Name"),
    "title": ("标题", "Title"),
    "date": ("日期", "Date"),
    "length": ("字符数", "Characters"),
    "sha": ("SHA-256", "SHA-256"),
    "identical": ("两个版本的内容完全相同,没有变化。", "The two versions are the same: nothing changed."),
    "only noise": (
        "没有实质变化;另有 {} 处非实质差异({})。",
        "Nothing of substance changed; {} differences without meaning ({}).",
    ),
    "only restated": (
        "没有实质变化;{} 项数据只是换了写法。",
        "Nothing of substance changed; {} figures are only written differently.",
    ),
    "contents": ("目录", "Contents"),
    "deleted": ("删去", "deleted"),
    "inserted": ("新增", "inserted"),
    "summary": ("摘要", "Summary"),
    "figures": ("数据", "Figures"),
    "measures": ("举措", "Measures"),
    "statements": ("陈述", "Statements"),
    "sections": ("章节", "Sections"),
    "added": ("新增", "Added"),
    "removed": ("删除", "Removed"),
    "changed": ("修改", "Changed"),
    "moved": ("移动", "Moved"),
    "unchanged": ("未变", "Unchanged"),
    "restated": ("换写法", "Restated"),
    "moved and changed": ("移动并修改", "Moved and changed"),
    "split": ("拆分", "Split"),
    "split of": ("一条拆为 {} 条", "one split into {}"),
    "merge": ("合并", "Merged"),
    "merge of": ("{} 条并为一条", "{} merged into one"),
    "regrouped": ("重组", "Regrouped"),
    "regrouped of": ("{} 条改为 {} 条", "{} became {}"),
    "block": ("移动(连续 {} 条)", "Moved ({} in a row)"),
    "from": ("原在:{}", "It stood in: {}"),
    "reordered": ("在本节内调换了位置", "It stands elsewhere in the same section"),
    "to check": ("待核对(配对把握 {})", "To be checked (match {} sure)"),
    "pinned": ("由读者指定配对", "Paired by the reader"),
    "pins": (
        "读者指定:{} 处应配对,{} 处应分开,报告已照此处理。",
        "Stated by the reader and honoured: {} passages belong together, {} apart.",
    ),
    "no section": ("(标题前)", "(before the first heading)"),
    "old section": ("{}(已删除)", "{} (removed)"),
    "moved section": ("{}(移动)", "{} (moved)"),
    "new section": ("{}(新增)", "{} (added)"),
    "figure changes": ("数据变化", "Figures changed"),
    "figures added": ("新增的数据", "Figures added"),
    "figures removed": ("删除的数据", "Figures removed"),
    "figures restated": ("仅换写法的数据", "Figures only written differently"),
    "indicator": ("指标", "Indicator"),
    "figure": ("数据", "Figure"),
    "difference": ("增减", "Difference"),
    "rate": ("幅度", "Rate"),
    "section": ("所在章节", "Section"),
    "context": ("原文", "Passage"),
    "value": ("数值", "Value"),
    "unit": ("单位", "Unit"),
    "kind": ("类别", "Kind"),
    "bound": ("界限", "Bound"),
    "role": ("性质", "Role"),
    "measure changes": ("举措变化", "Measures"),
    "statement changes": ("其他陈述的变化", "Other statements"),
    "heading changes": ("标题与附注的变化", "Headings and notes"),
    "section changes": ("章节变化", "Sections"),
    "renamed": ("改名", "Renamed"),
    "renumbered": ("仅编号变化", "Renumbered"),
    "noise": ("非实质差异", "Differences without meaning"),
    "noise count": (
        "另有 {} 处非实质差异,不改变意思:{}。",
        "{} more differences change no meaning: {}.",
    ),
    "all segments": ("未变的条目", "Unchanged"),
    "heading": ("小标题", "Heading"),
    "measure": ("举措", "Measure"),
    "statement": ("陈述", "Statement"),
    "note": ("附注", "Note"),
    "percentage points": ("个百分点", " pp"),
    "refined": ("明确为 {}", "now precisely {}"),
    "below the old bound": ("{}(低于原下限)", "{} (below the old lower bound)"),
    "above the old bound": ("{}(高于原上限)", "{} (above the old upper bound)"),
    "outside the old bound": ("{}(与原界限不符)", "{} (outside the old bounds)"),
    "rounded": ("{}(取整或补足位数)", "{} (rounded, or with more digits)"),
    "bound changed": ("界限:{} → {}", "bound: {} → {}"),
    "unit changed": ("单位:{} → {}", "unit: {} → {}"),
    "role changed": ("性质:{} → {}", "role: {} → {}"),
    "subject changed": ("所指:{} → {}", "what is counted: {} → {}"),
    "without unit": ("无", "none"),
    "and": (";", "; "),
    "list": ("、", ", "),
    "colon": (":", ": "),
    "stop": ("。", "."),
    "said": ("{} {} {} 项", "{} {} {}"),
    "top": ("变动较大的数据:{}。", "Largest changes: {}."),
    "arrow item": ("{} {} → {}({})", "{} {} → {} ({})"),
    "outline counts": (
        "{} 个章节,{} 条举措,{} 条陈述,{} 项数据,{} 个字符。",
        "{} sections, {} measures, {} statements, {} figures, {} characters.",
    ),
    "figures of": ("数据清单:{}", "Figures: {}"),
    "no figures": ("没有数据。", "There are no figures."),
    "untitled": ("(无标题)", "(untitled)"),
    # Kinds of noise.
    "whitespace": ("空白", "white space"),
    "width": ("全角半角", "width"),
    "punctuation": ("标点", "punctuation"),
    "variant": ("异体字", "variants"),
    "digits": ("数字写法", "notation of numbers"),
    "label": ("编号", "numbering"),
    "layout": ("分段与断句", "line and sentence breaks"),
    # Bounds, roles and kinds of figures.
    "exact": ("确数", "exact"),
    "about": ("约", "about"),
    "below": ("不足", "below"),
    "above": ("超过", "above"),
    "at_least": ("不少于", "at least"),
    "at_most": ("不超过", "at most"),
    "level": ("水平", "level"),
    "change": ("增减", "change"),
    "target": ("目标", "target"),
    "count": ("数量", "count"),
    "money": ("金额", "money"),
    "percent": ("百分比", "percent"),
    "percentage_point": ("百分点", "percentage points"),
    "ratio": ("比例", "ratio"),
    "multiple": ("倍数", "multiple"),
    "rank": ("位次", "rank"),
    "duration": ("时长", "duration"),
    "measure_unit": ("计量", "measure"),
    "other": ("其他", "other"),
}


class Phrases:
    """The phrases of one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._column = 0 if lang == "zh" else 1

    def __call__(self, name: str, *values: object) -> str:
        """Return the phrase *name*, filled in with *values*."""
        phrase = _PHRASES[name][self._column]
        return phrase.format(*values) if values else phrase
