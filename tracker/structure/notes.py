"""Lines to the notes among them: marks of pages, bylines, datelines, captions, attachments, footnotes, signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker import folding
from tracker.patterns import later
from tracker.structure.lines import Line

# Longer is a paragraph, whatever it begins with.
_LONGEST = 160
_NUMERAL = "0-9０-９〇零○一二三四五六七八九十"
# 2024年3月5日, ２０２４年３月５日, 二〇二四年三月五日, 1 9 9 8 年3 月5 日
DATE = rf"(?! )[{_NUMERAL} ]{{2,9}}年[{_NUMERAL} ]{{1,4}}月(?:[{_NUMERAL} ]{{1,4}}日)?"

# 统计公报[1], 公报①: the mark of a footnote
FOOTNOTE = rf"{folding.FOOTNOTE}|[①-⑩]"
# What a document calls itself: …条例, …的决定, …规划纲要(草案), 政 府 工 作 报 告
NAMED = later(
    r"(?:法|条例|办法|规定|规则|细则|决定|决议|解释|批复|意见|通知|通告|公告|公报|报告|纲要|规划|计划|方案|宪法|修正案|章程|准则|守则"
    rf"|讲话|说明|白皮书|建议|措施|制度|目录|清单|标准|指南|要点|总结|函|令)(?:\s*[(（].{{0,40}}[)）])?(?:{FOOTNOTE})?$"
    r"|^关于|政府工作报告|政\s*府\s*工\s*作\s*报\s*告"
)
# 首页 > 新闻中心 » 部门动态
_STEP = r"(?:>{1,2}|＞|»|›|→|&gt;|[/|-])"
# Each with what it cannot do without.
_ANYWHERE = tuple(
    later("|".join(sources), needs=needs)
    for needs, *sources in (
        # 上接01版, (下转第3版)
        ("版", r"[(（]?(?:上接|下转|紧接|转)第?.{0,12}版[)）]?$"),
        # 第2页 共10页
        ("页", rf"第?\s*[{_NUMERAL}]{{1,4}}\s*页(?:.{{0,3}}共\s*[{_NUMERAL}]{{1,4}}\s*页)?$"),
        # — 3 —
        ("- — – － ·", r"[-—–－·]+\s*\d{1,4}\s*[-—–－·]+$"),
        # 2024-03-05 07:31
        ("19 20", r"[(（]?(?:19|20)\d\d([-/.])[01]?\d\1[0-3]?\d(?:[ \u3000T]+\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?[)）]?$"),
        (
            "月",
            # 2024年3月5日, (2024年3月5日)
            rf"[(（]?{DATE}(?:[ \u3000]*\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?)?[)）]?$",
            # 某市人民政府办公室 2024年3月5日印发; a PDF may lose the blank
            rf"[^。,，;；:：]{{2,30}}(?:[ \u3000]|办公[室厅]|秘书[局处]|政府|委员会){DATE}[ \u3000]*印发$",
        ),
        # 成都日报锦观新闻记者 李世芳; 本报记者 王某 通讯员 李某; (记者 王某)
        (
            "记者 通讯员 撰稿 摄影 评论员",
            # but not the paragraph behind it: 本报讯(记者 王某)昨日，全市大会召开。
            r"[(（]?[^。,，;；:：\s]{0,16}(?:记者|通讯员|撰稿|摄影|特约评论员|评论员)[ \u3000:：/／|][^。！？]{0,60}$",
        ),
        (
            "首页 位置",
            # 首页 > 新闻中心 > 部门动态, 当前位置：首页»政务公开: where a page stands
            r"(?:您|你)?(?:现在|当前)?的?(?:所在)?(?:的)?位置[ \u3000]*[:：][^。]{1,80}$",
            rf"(?:网站)?首页(?:[ \u3000]*{_STEP}[ \u3000]*(?:(?!{_STEP})[^ \u3000。，；]){{2,30}}){{1,6}}[ \u3000]*$",
        ),
        (
            "打印 关闭 分享 收藏 返回顶部",
            # 【打印本页】【关闭窗口】, 打印 关闭
            r"(?:[【\[(（]?[ \u3000]*(?:打印|关闭|分享|收藏|返回顶部)(?:本页|本文|窗口|到|至)?[ \u3000]*"
            r"[】\])）:：]?[ \u3000|]*){1,5}$",
        ),
        (
            ": ：",
            # 来源:人民日报
            r"(?:信息来源|文章来源|稿件来源|来源|发布时间|发布日期|发布机构|日期|作者|编辑|责任编辑|责编|校对|审核|编审|监制"
            r"|终审|索引号|主题词|主题分类|文号|发文字号|发文机关|成文日期|有效性|(?:浏览|阅读|点击|访问)(?:次数|量|数)|字号|抄送|抄报|分送|信息公开选项|公开属性|签发人|签发)"
            r"[ \u3000]*[:：].{0,80}$",
            # 联系人：李某，电话：0123-4567890, （联系人及电话：李某，0123-4567890）
            r"[(（]?(?:联[ \u3000]*系[ \u3000]*(?:人|电话|方式)|(?:咨询|监督|举报)电话)"
            r"(?:[及和、](?:联系)?(?:电话|方式))?[ \u3000]*[:：][^。；]{1,60}。?$",
            # 单位:亿元
            r"(?:单位|资料来源|数据来源|注|制图|图为.{0,60})[ \u3000]*[:：].{0,120}$",
            # what a page says of itself and of others: 【字体：大 中 小】, 上一篇：…
            r"[【\[(（]?字体[ \u3000]*[:：].{0,40}$",
            r"(?:上一[篇条]|下一[篇条]|相关(?:链接|文章|稿件|阅读|解读))[ \u3000]*[:：].{0,80}$",
            r"(?:版权所有|网站标识码)[ \u3000]*[:：].{0,80}$",
        ),
        (
            "号",
            # 国发〔2021〕12号, 中华人民共和国国务院令第273号, 第3号
            r"[^。,，;；:：]{0,20}[〔\[［(（]\d{4}[〕\]］)）][ \u3000]*第?[ \u3000]*[0-9０-９]{1,5}[ \u3000]*号$",
            # 某ICP备05001234号
            r".{0,60}(?:ICP备[ \u3000]?[0-9]{5,10}号|公网安备[ \u3000]?[0-9]{8,16}号)",
        ),
        # 表1 主要指标; 图 2-1 布局
        ("图 表", rf"[图表]\s*[{_NUMERAL}]{{1,3}}(?:[-—.．][0-9]{{1,3}})?[ \u3000:：].{{0,60}}$"),
        # rules of Markdown, pictures
        ("", r"[-=_*＊~—\s]{3,}$"),
        ("![", r"!\[[^\]]{0,100}\]\([^)]{0,300}\)$"),
        # (此件公开发布)
        (
            "( （",
            r"[(（](?:此件|共印|新华社|来源|完|本文|图片|摄影|编辑|记者|根据|节选|摘要|略|续)[^()（）]{0,60}[)）]$",
        ),
    )
)
# (2024年3月5日第十四届全国人民代表大会第二次会议通过), 2018年3月19日 《…的决定》修订; amendments make them long
_DATED_FIRST = later(rf"[(（]?(?:根据|自)?{DATE}", needs="月")
_DECIDED = later(r"(?:通过|批准|公布|发布|修订|修正|修改|施行|实施|印发|会议|制定|报告|公告|起草|令)[)）。；;,，]*$")
# What was amended many times says so of each time; that it was decided stands at the end.
_LONGEST_DECIDED = 1000
_LONGEST_ENDING = 12
# ——2011年3月5日在…会议上, 国务院总理 李某
_FRONT = later(
    "|".join(
        (
            r"[(（][^()（）]{0,80}会议[^()（）]{0,120}[)）]$",
            r"[-—－–]{1,3}.{0,100}(?:上|会议|大会|年|日)[)）]?$",
            r"在.{2,40}(?:会议|大会)上$",
            # 时间:2024年1月5日, above the minutes of a meeting
            r"(?:会议)?(?:时间|地点|主持人?|(?:出席|参加|列席)(?:人员)?|记录人?)[ \u3000]*[:：].{1,100}$",
            # 标　　题:某市人民政府关于…的意见, above the text of a page
            r"(?:标[ \u3000]*题|名[ \u3000]*称|信息名称|文[ \u3000]*号|关键词|生成日期|生效日期|公文种类|体裁分类"
            r"|公开(?:方式|日期|形式|类型))"
            r"[ \u3000]*[:：].{0,100}$",
            r"[^。,，;；:：]{0,30}第?[0-9０-９一二三四五六七八九十百]{1,6}号(?:公告|令)?$",
        )
    ),
    needs="会议 大会 上 年 日 : ： 号 - — － –",
)
_DATED_FRONT = later(
    "|".join(
        (
            rf"[(（]?(?:根据|自)?{DATE}.{{0,120}}[)）]$",
            rf"{DATE}[ \u3000]+[^。，；：]{{2,30}}$",
            rf"[^。，；：]{{1,30}}{DATE}起?(?:施行|实施|生效|公布|发布)[)）。]?$",
            rf"[(（][^()（）]{{0,80}}{DATE}[^()（）]{{0,120}}[)）]$",
        )
    ),
    needs="月",
)
# Asked only where an officer may be named: it is slow to compile.
_OFFICER = later(
    r"[^。,，;；:：]{0,30}(?:总理|省长|市长|主席|主任|区长|县长|州长|盟长|旗长|部长|院长|检察长|书记|局长|厅长|司长)(?!令)"
    r"[ \u3000]{0,4}[\u4e00-\u9fff·]{1,4}(?:[ \u3000][\u4e00-\u9fff]{1,2})?$"
)
_OFFICES = frozenset("理长席任记")
# 12
_NUMBER = later(r"\d{1,3}$")
# Running text around a page's number is longer than a cell.
_RUNNING = 12
# 附件:1.重点任务分工方案, 附　件：1.任务分解表
_ATTACHED = later(r"附[ \u3000]*(?:件|录|表)?[ \u3000]*[:：].{1,80}$", needs="附")
_DATED = later(rf"[(（]?{DATE}[)）]?$", needs="月")
# [1]本公报数据均为初步统计数。 [^1]: 2025年为初步核算数。
_EXPLAINS = later(
    r"[\[［〔][0-9０-９]{1,2}[\]］〕](?=[ \u3000]*[\u4e00-\u9fff“《])|\[\^[0-9]{1,3}\]: ", needs="[ ［ 〔"
)
_SOURCES = later(r"(?:资料|数据)来源(?:说明)?[ \u3000]*[:：]$", needs="来源")
_FOOTNOTES = later(r"(?:注释?|说明|附注|(?:资料|数据)来源(?:说明)?)[ \u3000]*[:：]$", needs=": ：")
# 附件2：主要指标
NUMBERED = later(r"(?:附件|附录|附表)[ \u3000]*[0-9０-９一二三四五六七八九十]{1,3}[ \u3000]*[：:].{1,80}$", needs="附")


def anywhere(words: str) -> bool:
    """Return whether *words* are a note wherever they stand."""
    if words[0] in "(（" and words[-1] in ")）" and decided(words):
        return True
    return len(words) <= _LONGEST and _is_of_any_kind(words)


def in_front(words: str) -> bool:
    """Return whether *words* are a note where they stand before the text: a dateline, who reports, who decided."""
    if decided(words):
        return True
    if len(words) > _LONGEST:
        return False
    return (
        _FRONT.match(words) is not None
        or _is_of_any_kind(words)
        or _DATED_FRONT.match(words) is not None
        or (not _OFFICES.isdisjoint(words) and _OFFICER.match(words) is not None)
    )


def _is_of_any_kind(words: str) -> bool:
    return any(kind.match(words) for kind in _ANYWHERE)


def decided(words: str) -> bool:
    """Return whether *words* say when a law was passed and amended."""
    if len(words) > _LONGEST_DECIDED or not _DATED_FIRST.match(words):
        return False
    return _DECIDED.search(words[-_LONGEST_ENDING:]) is not None


def dated(words: str) -> bool:
    """Return whether *words* are a date alone."""
    return _DATED.match(words) is not None


def pages(found: Sequence[Line], roles: Mapping[int, str]) -> dict[int, str]:
    """Return the role of the lines (by index) that are a page's number between running text, and no table's cell."""
    return {
        i: "note"
        for i in range(1, len(found) - 1)
        if i not in roles
        and _NUMBER.match(found[i].words)
        and min(len(found[i - 1].words), len(found[i + 1].words)) >= _RUNNING
    }


def attachments(found: Sequence[Line], roles: Mapping[int, str]) -> dict[int, str]:
    """Return the role of the lines (by index) that list what is attached, at the end of a notice.

    附件1：… is of a list where 附件2：… follows at once, else the heading of what is attached.
    """
    listed: dict[int, str] = {}
    numbered = [NUMBERED.match(line.words) is not None for line in found]
    for i, line in enumerate(found):
        if i in roles or line.final:
            continue
        label = line.label
        goes_on = i - 1 in listed and ((label is not None and label.kind == "1") or numbered[i])
        if _ATTACHED.match(line.words) or goes_on or (numbered[i] and any(numbered[i + 1 : i + 2])):
            listed[i] = "note"
    return listed


def footnotes(found: Sequence[Line], roles: Mapping[int, str]) -> dict[int, str]:
    """Return the role of the lines (by index) that explain the marks of footnotes: [1]…, below 注释: or without it.

    The line below 资料来源: tells where the numbers are from.
    """
    explained: dict[int, str] = {}
    for i, line in enumerate(found):
        if i in roles or line.table or line.hashes:
            continue
        sourced = i > 0 and line.label is None and _SOURCES.match(found[i - 1].words) is not None
        if _EXPLAINS.match(line.words) or (_FOOTNOTES.match(line.words) and i + 1 < len(found)) or sourced:
            explained[i] = "note"
    return explained


def signatures(found: Sequence[Line], roles: Mapping[int, str]) -> dict[int, str]:
    """Return the role of the lines (by index) that say who signs, above a date that stands alone."""
    signed: dict[int, str] = {}
    for i in range(1, len(found)):
        above = found[i - 1]
        if roles.get(i) != "note" or not dated(found[i].words) or i - 1 in roles or above.hashes:
            continue
        finished = i < 2 or found[i - 2].final or found[i - 2].table or roles.get(i - 2) == "note"
        if finished and len(above.words) <= 40 and not above.final and above.label is None:
            signed[i - 1] = "note"
    return signed
