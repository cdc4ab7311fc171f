"""A place in a text where a numeral may begin, to the end of the name, date or label that stands there instead."""

from __future__ import annotations

import re

from tracker.figures import dates, numbering
from tracker.figures.numbering import CHINESE, NUMERAL
from tracker.patterns import later

_N = NUMERAL
_KINDS = numbering.by_mark(
    # 30号  5号线  二十届  三中全会  500强  百强县; but 不得超过两届
    # Periods that name a plan, and years that name a school: 三年行动计划, 九年义务教育, 十年禁渔
    (
        "号届中强年天",
        rf"{_N}{{1,12}}(?:号|届(?<![过于足].届)|中全会|强(?!度|化)"
        r"|年(?:行动|规划|计划|攻坚|滚动|倍增|提升行动|发展规划|(?:免费)?义务教育|一贯|制|内乱|动乱|浩劫|禁渔|大变局|树木|自然灾害)"
        r"|[年天]期(?![限间满]))",
    ),
    # 五届人大二次会议; but 每年召开二次会议, 经三次常务委员会会议审议
    (
        "次",
        rf"(?<!召开)(?<!举行)(?<!经){_N}{{1,12}}次"
        r"(?:(?:全体|常委|常务|代表)?(?:会议|大会|全会)|(?:全国)?党代会)",
    ),
    # 十八大
    ("大", "(?:十[一二三四五六七八九]|二十)大(?!类)"),
    # 十四五时期  “十五”计划
    ("时期规末计以开", "(?:十[一二三四五]?)五(?=时期|期间|规划|末|计划|以来|开局)"),
    # 3+1  1+N  3+3+N
    ("+", r"[0-9]+(?:\+[0-9A-Za-z]+)+"),
    # 3.0版  90后  1.2.3
    (
        ".版后",
        r"[0-9.]+版|[0-9]0后|[0-9]+\.[0-9]+(?:\.[0-9]+)+"
        r"|(?<![率数值于过达])[0-9]\.0(?=$|[^0-9%‰\w]|时代|模式|计划|战略|改革|工程|升级)",
    ),
    # 12345热线  12315平台  211工程  863计划  104国道
    (
        "热平工计高国省会专服电举路医航线",
        r"[0-9]{3,6}(?:热线|平台|工程|计划|高校|国道|省道|会计|专线|服务热线|电话|举报)"
        r"|[0-9]+(?:路公交|医院|航班|线城市)",
    ),
    # 图1-2  表3.4; but 表3.4万只
    ("-.–—", r"(?<=[图表])[0-9]{1,3}(?:[-.–—][0-9]{1,3})+(?![0-9.万亿只块个%])"),
    # 千亿级  500亿级
    (".级", "(?:[0-9.]+|[一二三四五六七八九十百千]{1,4})?[十百千]?[万亿]级"),
    # 2型  5级  4代  一线  20国集团
    ("型级代线维元周边进国", rf"{_N}{{1,12}}(?:型|级|代|线|维|元化|周年|边形|进制|国集团)(?!产)"),
    # A number of things that everybody knows by it: 两个维护, 三个代表
    (
        "个",
        r"(?:[两二三四五六七八九十]个)(?:维护|确立|代表|意识|自信|全面|务必|毫不动摇|一百年|大局|结合|文明|区分开来|走在前列|有利于|必须|明确|坚持"
        r"|舍得|转变|凡是|基本点|适应|服从|面向|一律|到位|不得|革命|方面军|从严|倡导|重要思想|坚定不移|更加|不变|不动摇|先锋|融入|标志|统筹|清单|责任制|积极性)",
    ),
    # the last day, the day before: none of many
    ("年季个月", "(?<=[^以]上)一(?:年度?|季度|个?月)"),
    (
        "日天年次名位个批",
        "(?:(?<=关键)|(?<=重要))一年|(?<=最后)一[日天年次名位个批]|(?<=前)一[日天年次](?![以之])",
    ),
    ("条", "两条线(?!路)"),
    # 劣四类水质, 三类海水, 二套住房
    (
        "类套",
        "(?<=劣)[四五]类|[一二三四五六]类(?=、劣|海水|水质|水体|海域|水域|客车|货车|地?区(?!块))|二类|二套(?=住?房)",
    ),
    # 10万人生产安全事故死亡人数: of how many is part of the name
    ("人", "10万人(?=生产安全事故死亡)"),
    ("年", "千年(?!以上)"),
    # 15分钟社区生活圈, 1小时通勤圈: how wide it is
    ("分小", "[0-9一二三]{1,3}(?:分钟|小时)(?=[^,。;、0-9]{0,8}圈)"),
    # 日最大8小时平均浓度: part of a name
    ("小", "(?<=最大)[18]小时(?=滑动|平均)"),
    # 国三及以下排放标准, 国六b: a grade of emissions; but 全国三级医院
    (
        "及阶标排柴汽燃车、bB",
        "(?<=[^全我各本外多两美]国)[一二三四五六](?:及以[上下])?"
        "(?:[bB]|(?=阶段|标准|排放|柴油|汽油|燃油|车|、国[二三四五六]))",
    ),
    # 一次、二次管道: of which circuit, and not how often
    ("次", "(?:一次(?=[、和]二次)|(?<=一次[、和])二次)(?=(?:[、和]二次)?(?:管[道网]|设备|系统|侧|回路|配套))"),
    ("次", "一次[^性]?又一次"),
    ("角", "三角洲?"),
    ("分", "[万十]分(?![之钟])"),
    ("起", "一起(?!案|事故|事件)"),
    ("吨", "百万吨(?=[^,。]{0,4}死亡)"),
    # the page before this one, and the one behind it, whatever they are called
    ("篇条页", r"(?<=[上下])一[篇条页][ \u3000]*:[^\n]*"),
)
# 第3页 共12页
# 第三十二条  第14、15条  第二,  第五次会议 — but 第4位 and 第5名 are ranks; 摆在第一位
_ORDINAL = later(
    rf"第{_N}{{1,4}}页[ \t,/]{{0,3}}共[ \t]?{_N}{{1,4}}页"
    rf"|第(?!{_N}{{1,12}}[位名](?!委员|书记))(?:{_N}{{1,12}}[、和至到—-]?)+[届批次个条款项章节编部分]?"
    "|(?<=[放摆]在)第一位"
)
# 星期六  邮编100045  咨询电话:12345  公司代码:600999: told by what stands before, here by its last character
_TOLD_BEFORE: dict[str, re.Pattern[str]] = {
    "期": later("(?<=星期)[一二三四五六]"),
    **dict.fromkeys(
        "编码话线真:",
        later(
            "(?<=代码:)[0-9]+|(?:(?<=邮编)|(?<=邮编:)|(?<=邮政编码)|(?<=邮政编码:))[0-9]{6}"
            "|(?:(?<=电话)|(?<=电话:)|(?<=热线)|(?<=热线:)|(?<=传真)|(?<=传真:))[0-9]{3,12}(?![0-9.万亿个部条])"
        ),
    ),
}
# Words that begin as a numeral does, as they are looked up: by their first two characters.
_FIXED: dict[str, tuple[str, ...]] = {}
for _line in (
    "八项规定 十项规定 四项基本原则 五项原则 两个凡是 三项制度改革 两项制度 三个世界 六个为什么 两条腿",
    "三条控制线 三条保障线 两条保障线 四个现代化 三座大山 十滴水 一揽子 三天两头 三年五载 七七事变",
    "五四运动 二万五千里 十万火急 百万雄师 十万大山 一次性 一把手 一条龙 一体化 一口气 一家人 一年一度",
    "一代人 一件事 一张网 一套表 一本通 一张蓝图 一条心 一人一 一户一 一厂一 一校一 一县一 一企一",
    "一事一 一案一 一村一 一乡一 一家一 一个样 一种 一个个 一项项 一件件 一条条 一批批 一次次 一张张",
    "一座座 一天天 一年年 一步步 一辈子 一下子 一阵子 一会 一时 一日千里 二氧化 三氧化 四氧化 五角大楼",
    "四人帮 八国联军 六部委 百年 万里 千里 百分点 百分比 百分制 百分率 千分尺 半岛 半导体 半成品 半径",
    "半球 半决赛 一对一 一面 一级 二级 三级 一本 一生 一身 一手 一头 一门 一台戏 一盘棋 一席之地",
    "一票否决",
    "二次供水 二次污染 二次分配 二次装修 二次开发 二次利用 二次元 二次创业 二次加压 二次报销",
    "三门峡 三门县 三台县 三元区 三元里 五台县 五台山 五家渠 七台河 九台区",
):
    for _word in _line.split():
        _FIXED[_word[:2]] = (*_FIXED.get(_word[:2], ()), _word)

# What a quotation mark opens is a name as long as it is no sentence: “四个一”, “5个综合服务团+8类专项服务团”
_QUOTED = {
    "“": later(r"“[^“”\n,。;:!?]{1,24}”|“[^“”\n]{0,30}\+[^“”\n]{0,40}”"),
    "「": later(r"「[^「」\n,。;:!?]{1,24}」"),
    "『": later(r"『[^『』\n,。;:!?]{1,24}』"),
    "‘": later(r"‘[^‘’\n,。;:!?]{1,24}’"),
    '"': later(r'"[^"\n,。;:!?]{1,24}"'),
    "《": later(r"《[^《》\n]{1,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?》"),
    "〔": later(r"〔[0-9]{4}〕(?:第?[0-9]+号)?"),
}
# 位居全国第二, but 全国第二批
RANKED = later(rf"第({_N}{{1,12}})(?=$|[,。;、)\n的]|升|提升|上升|至)")
_RANKED_AFTER = "居列名位排国省市界球区县州部"
# 第一章 总则……12
_LEADERS, _PAGE = frozenset(".…·・"), later(r"[0-9]{1,4}[ \t]*(?=[)\n]|$)")
# 浏览次数:1025
_VISITS = later(r"(?:浏览|阅读|点击|访问)(?:次数|[量数])[:：]?[ \t\u3000]*$")
_VISITED, _LONGEST_VISITS = frozenset("数量:： \t\u3000"), 8
_COUNTER = later(r"[0-9][0-9,]*(?![0-9.万亿])")
# 人民日报1 9 8 2 1 2 1 4: a date of which every digit stands by itself
_APART = later("[0-9](?: [0-9](?![0-9.])){5,}")
# A label that opens a line: 1.  12、  三、  (1)  1), also before a year (1.2023年), and a number that a tab sets apart
_LINE_LABEL = later(
    rf"[0-9]{{1,3}}[、.)](?:(?![0-9])|(?=(?:19|20)[0-9]{{2}}年))|[0-9]{{1,3}}\t(?=[ \t]*[^\W0-9]{{2}})"
    rf"|[{CHINESE}]{{1,4}}、"
)


def end_of(text: str, at: int) -> int:
    """Return where the name that begins at *at* ends, or *at* where none begins.

    *text* is folded: full-width marks and digits are plain.
    """
    quoted = _QUOTED.get(text[at])
    if quoted is not None:
        found = quoted.match(text, at)
        return found.end() if found else at
    if text[at] == "第":
        found = _ORDINAL.match(text, at)
        return found.end() if found and not _is_rank(text, at) else at
    end = _named(text, at)
    if end > at:
        return end
    if fixed := next((word for word in _FIXED.get(text[at : at + 2], ()) if text.startswith(word, at)), ""):
        return at + len(fixed)
    if text[at + 1 : at + 2] == " " and (apart := _APART.match(text, at)):
        return apart.end()
    found = _on_page(text, at) or (_LINE_LABEL.match(text, at) if opens_line(text, at) else None)
    return found.end() if found else at


def _is_rank(text: str, at: int) -> bool:
    return RANKED.match(text, at) is not None and text[at - 1] in _RANKED_AFTER


def _named(text: str, at: int) -> int:
    """Return where the date or name ends that begins with the numeral at *at*, or *at*."""
    mark = numbering.mark(text, at)
    end = dates.end_of(text, at, mark)
    if end > at or text[at] == "前":
        return end
    if (pattern := _TOLD_BEFORE.get(text[at - 1 : at])) and (found := pattern.match(text, at)):
        return found.end()
    return numbering.end(_KINDS.get(mark, ()), text, at)


def _on_page(text: str, at: int) -> re.Match[str] | None:
    """Return the number at *at* that is of the page and not of what it says: in a table of contents, of its visits."""
    before = text[at - 1 : at]
    if before in _VISITED and _VISITS.search(text, max(0, at - _LONGEST_VISITS), at):
        return _COUNTER.match(text, at)
    led = text[max(0, at - 4) : at].rstrip()[-2:] if before in _LEADERS or before == " " else ""
    return _PAGE.match(text, at) if len(led) > 1 and _LEADERS.issuperset(led) else None


def opens_line(text: str, at: int) -> bool:
    """Return whether nothing but blanks, marks of Markdown or a parenthesis stands before *at* in its line."""
    while at and text[at - 1] in " \t\u3000#*>(-":
        at -= 1
    return not at or text[at - 1] == "\n"
