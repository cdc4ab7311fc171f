"""The units that figures are counted in: their kind, what follows them where they are none, what they convert to."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from tracker.model import Kind
from tracker.patterns import later


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_BY_KIND: dict[Kind, tuple[str, ...]] = {
    "percent": _words("% ‰"),
    "percentage_point": _words("个百分点 百分点 个千分点 千分点 个百分比 个基点 基点 个BP BP 个bp bp"),
    "multiple": _words("倍"),
    "money": _words(
        """
        毛 毛钱 分钱 角钱 元 圆 块钱 角 元人民币 人民币元 美元 欧元 日元 英镑 港元 港币 澳元 加元 澳门元 新台币 台币
        卢布 韩元 法郎 马克 瑞士法郎 泰铢 卢比 新加坡元 新元 美金
        """
    ),
    "duration": _words(
        """
        年 个月 天 日 周 星期 个星期 小时 个小时 分钟 秒 秒钟 毫秒 周岁 岁 个季度 季度 个学年 学年 学期 个学期
        昼夜 自然日 日历天 课时 学时 个课时 个学时 年度 个年度
        """
    ),
    "measure_unit": _words(
        """
        千牛 瓦时 戈瑞 毫戈瑞 微戈瑞 纳戈瑞 西弗 毫西弗 微西弗 V mV Ω kΩ MΩ
        吨 千吨 公吨 吨标准煤 吨标煤 吨煤 蒸吨 吨油当量 吨公里 载重吨 总吨 吨位 千克 公斤 市斤 克 毫克 微克 纳克 斤
        担 公里 千米 米 厘米 毫米 微米 纳米 海里 英里 华里 公里/小时 延米 延长米 车道公里 人公里 英尺 英寸
        平方米 平方公里 平方千米 平方厘米 平方毫米 平方英尺 平米 平方 亩 公顷 顷 市亩 立方米 立方 方 立方厘米
        立方公里 标准立方米 标立方米 标方 升 毫升 公升 加仑 蒲式耳 桶 桶油 磅 盎司 克拉 瓦 千瓦 兆瓦 吉瓦
        千瓦时 千瓦小时 度 度电 兆瓦时 吉瓦时 千伏 伏 伏安 千伏安 兆伏安 安 安培 毫安 马力 焦 焦耳 千焦 千卡
        大卡 卡路里 摄氏度 ℃ 华氏度 赫兹 赫 千赫 兆赫 吉赫 分贝 帕 千帕 兆帕 百帕 勒克斯 比特 字节 兆字节 兆
        吉字节 太字节 兆比特 贝克勒尔 标准箱 标箱 箱 国际标准箱 浮点 克标准煤 千克标准煤 公斤标准煤 吨标煤当量
        吨二氧化碳 吨二氧化碳当量 摩尔 km m cm mm μm nm km2 km² m2 m² m3 m³ hm2 hm² ha kg g mg μg t L l
        ml mL kW MW GW W kWh MWh GWh kW·h kV kVA Hz kHz MHz GHz dB kB KB MB GB TB PB Mbps Gbps Tbps MPa kPa Pa
        kJ kcal ppm ppb ㎡ ㎥ ㎞ ㎏ ㎜ ㎝ TEU teu μg/m3 μg/m³ mg/m3 mg/m³ mg/L mg/kg EFLOPS PFLOPS P EB ZB °C
        """
    ),
    "count": _words(
        """
        个 个次 名 人 人次 人份 人天 人日 人月 位 户 户次 家 家次 项 项次 件 件次 条 类 种 套 座 所 处 台 台套 台次
        辆 辆次 艘 艘次 架 架次 列 列次 班 班次 车次 航班 趟 次 次班 组次 批 批次 场 场次 期 轮 轮次 起 宗 例 例次
        笔 单 份 册 本 部 篇 首 幅 枚 颗 粒 株 棵 只 只次 羽 头 头只 匹 口 尾 支 枝 根 把 块 片 面 层 栋 幢 间
        间次 床 张 盏 门 节 堂 对 双 组 队 团 员 国 省 市 县 区 乡 镇 村 校 院 站 标段 门次 卷 字 词 页 步 环
        圈 道 关 束 味 剂 剂次 针 针次 针剂 滴 包 袋 瓶 盒 罐 杯 碗 顿 席 席次 桌 厂 矿 店 部门 孔 井 房 群 股
        遍 回 阶 尊 票 页次 点 点次 门类 大类 小类 中类 品种 机组 泊位 床位 席位 学位 车位 条次 段 枪 桩 节点
        床日 客位 标准组 座次 台班 集 人年 届 馆 园 拨 挺 张床 张床位 格 餐 餐次 档 档次 幕 出 盘 局 吨级 卷册 册次 分
        """
    ),
}
KINDS: dict[str, Kind] = {unit: kind for kind, names in _BY_KIND.items() for unit in names}
LONGEST = max(map(len, KINDS))
# What figures are counted by, beside these units: 元/月, 元/人·年
PER = frozenset(_words("月 人 万人 车 车公里 户 台时 人·年 人·月 人·日"))

# A unit is none where one of these follows: 5万家庭 counts no 家.
GUARDS: dict[str, str] = {
    "个": "性税",
    "人": "才口均工大民类体力士事社物们生心气造间格权防居文道行群马",
    "家": "庭乡长属国务畜禽具电里",
    "年": "度级龄轻代鉴报薪货画均味终检审制初末底",
    "日": "本常报均夜程子用志韩光元益",
    "天": "然津下空文气府山河地平赋",
    "周": "年边期到报末转知刊密围五六日一二三四",
    "分": "之别类级步期批布析工红局行部数支成阶段门层管税区解享流担权配散明离辨裂公歧",
    "元": "结化论方体素首旦件宵老帅月",
    "倍": "体增率",
    "米": "面粉饭",
    "升": "级至到学高幅温旗值息降入为格",
    "克": "服制隆里扣",
    "方": "面案向针法式便程",
    "位": "置于居列数移",
    "名": "称单额词录义字",
    "次": "会全代常大产党部中要数日年",
    "条": "例约件款文",
    "种": "植子养业类粮田质",
    "所": "有以得需属在谓示述能占",
    "处": "罚理分于置长以有级在境事死刑决暂警",
    "班": "子级长列",
    "批": "准复发评示量判",
    "场": "所地景馆合次面",
    "期": "间货限望待工项贷国",
    "起": "来草诉点步源止",
    "例": "如外行会子",
    "份": "额",
    "本": "地市省级科人月周届质来身土区法条报级次年",
    "部": "门委队分署长位件落属",
    "首": "先次席都批府要个届家创",
    "只": "有能要是需争为",
    "支": "持撑付出部援行配教农流委",
    "门": "类槛户店诊票",
    "口": "岸径碑号味粮腔",
    "台": "湾阶风胞州商资账海独",
    "套": "餐期利路",
    "间": "接隔断距谍歇作",
    "张": "家力贴扬某江",
    "层": "次面级",
    "节": "能约日目假水气省余点俭庆",
    "对": "外接口标内于比照策象应方话其我企全国",
    "组": "织成建合长团",
    "队": "伍员长",
    "团": "队结圆体员购",
    "员": "工",
    "国": "庆家际内有企产土务民道债外人军防籍两关王联共",
    "省": "级份内长委政部际市区外直",
    "市": "级场民长委政区直县内属域辖值容",
    "县": "级城域长委政区内",
    "列": "入为举席",
    "区": "级域块间县别划长内位",
    "乡": "村镇亲",
    "镇": "级村街",
    "村": "级民庄寨委",
    "校": "园长区企",
    "院": "士校长系",
    "站": "点位在台",
    "点": "多半钟整",
    "步": "骤伐行入走",
    "环": "境节保评",
    "道": "路德理",
    "关": "键于系注心怀联口爱",
    "字": "号",
    "块": "链",
    "面": "向对临积",
    "片": "区面",
    "回": "收归应升落来",
    "房": "屋产",
    "孔": "子庙",
    "段": "落时",
    "度": "假过",
    "安": "全徽置排",
    "伏": "击",
    "群": "众体团",
    "轮": "换船廓值胎",
    "单": "位元一独纯项品",
    "股": "份东权市票金",
    "把": "握",
    "卷": "烟入",
    "包": "括容含干机",
    "格": "局外",
    "档": "案",
    "出": "台口生入让现版资",
    "局": "面部限长势",
    "盘": "活",
    "兆": "头",
    "千牛": "羊",
    "担": "任负保当",
    "集": "体团中聚合群装约成资市镇训结散贸",
    "届": "全人中党三四五一二",
}
# 二元一次方程, but 50万元一次性奖励; 一个体工商户: no unit before these words, …
_NO_UNIT = {"元": ("一次方程", "一次不等式", "一次函数"), "个": ("体工商", "体户", "体经")}
# … and still one before these, whose first characters it is none before: 三名义务兵, 五种类别, 两支队伍.
_STILL_UNIT = {"名": "义务", "种": "类别", "支": "队伍"}
# After a Chinese numeral these are words of other kinds more often than units: 一线, 三面, 五级, 一度, 两岸, 三方.
NOT_AFTER_CHINESE = frozenset(
    _words(
        """
        集 把 面 头 方 度 点 分 步 期 届 国 省 市 县 区 乡 镇 村 校 院 站 部门 口 股 回 道 环 圈 关 段 对 团 队 组
        员 节 班 安 伏 瓦 兆 箱 包 味 字 层 列 单 票 房 井 孔 平方 立方 方 角 圆 克 升 担 尾 根 束 群 席 格 档
        出 局 盘 卷 首 阶 店 厂 矿 m g t L l W 滴 堂 页 大类 周 桶 馆 园 轮 本 碗 杯 双 枝 块 片 颗 粒 星期
        """
    )
)
# … but for these, behind a numeral of several characters (二十三省) or before a bound (五克以上) they are units.
_SELDOM = frozenset(
    _words("把 面 方 点 分 步 期 届 节 班 字 角 圆 格 档 出 局 盘 阶 段 道 环 圈 关 口 味 回 轮 度 单 席 列")
)
# 二千零三十亿度, 三百万担: of so many they are units.
_AFTER_MANY = frozenset(_words("度 担 瓦 兆瓦 箱 匹 头 尾 只 株 卷 本 双 枝 根 粒 块 片 平方 立方 升 桶 张"))
_MANY = ("万", "亿")
_DIGITS = frozenset("零一二三四五六七八九十百千万亿")
_BOUNDS = ("以上", "以下", "以内", "左右")
# After 一 these are an article more often than a quantity (一个, 一项, 一批): only before a mark or a bound.
NEVER_ONE = frozenset(
    _words(
        """
        年度 起 批 条 种 类 次 个 名 位 项 件 家 人 户 座 所 处 套 支 部 场 份 辆 张 台 本 只 门 篇 笔 例 期 轮 幅
        架 艘 间 栋 幢 颗 粒 棵 株 趟 首 枚
        """
    )
)

_BLANKS = later(r"[ \t\u3000\u2009\u202f\xa0]{1,4}")
# 研发人员全时当量达12万人年
_FULL_TIME = later("当量[^,，。;；、]{0,16}$")
_PER = later(
    r"(?:/|每)(?:[十百千]?[万亿]|[百千](?=[人户名])|百(?=平方公里|平方千米|公里|千米|米)"
    r"|[1-9][0-9]{0,3}(?=[毫微]?[克升]|公里|千米|公斤|千克))?"
)
# 至少一名, 不得超过两届: what is bounded is counted, and so is how often something is held.
_BOUNDED = ("至少", "最多", "至多", "不足", "少于", "超过", "低于", "不满", "未满")
_HELD = ("召开", "举行", "经")
# … and what is done so often: 每年至少组织一次演练
_SO_OFTEN = later(
    "每[^,。;、每次]{0,3}?(?:年度?|季度?|月|周|旬|日|天|小时|学期|星期)(?:至少|最多|应当)?[^,。;、每次]{2,4}$",
    needs="每",
)


def at(text: str, start: int, chinese: bool, one: bool = False, ahead: str = "") -> str:
    """Return the unit that begins at *start*, with what it is counted by (元/月), or nothing.

    *ahead* is what stands before its numeral.
    """
    counted = ahead.endswith(_BOUNDED)
    for length in range(min(LONGEST, len(text) - start), 0, -1):
        name = text[start : start + length]
        if name not in KINDS:
            continue
        sure = (counted and (name in NEVER_ONE or name == "届")) or (name == "次" and _is_how_often(ahead))
        if sure or _is_unit(name, text, start, chinese, one):
            return name + _denominator(text, start + length)
    return ""


def _is_how_often(ahead: str) -> bool:
    return ahead.endswith(_HELD) or _SO_OFTEN.search(ahead) is not None


def past_blank(text: str, at: int) -> int:
    """Return where the unit of a numeral that ends at *at* may begin: a printout may put a blank between."""
    found = _BLANKS.match(text, at) if text[at : at + 1].isspace() else None
    return found.end() if found else at


def _is_unit(name: str, text: str, start: int, chinese: bool, one: bool) -> bool:
    end = start + len(name)
    after = text[end : end + 1]
    if name == "P" and "算力" not in text[max(0, start - 16) : end + 4]:
        return False  # 1080P
    if name == "人年" and not _FULL_TIME.search(text, max(0, start - 20), start):
        return False  # 12万人年均增收
    if name[-1].isascii() and name[-1].isalpha():
        return not (after.isascii() and after.isalnum())
    if chinese and name in NOT_AFTER_CHINESE and not _follows_numeral(name, text, start, end):
        return False
    if name in _NO_UNIT and text.startswith(_NO_UNIT[name], end):
        return False
    if one and name == "年" and _is_this_year(text, end):
        return False
    if name in _STILL_UNIT and text.startswith(_STILL_UNIT[name], end):
        return True
    if after and after in GUARDS.get(name, ""):
        return False
    if one and name in ("批", "种", "类", "起"):
        return text[end : end + 2] in ("以上", "以下", "以内")
    if name == "点" and (start < 3 or not (text[start - 3 : start].isdigit() or "." in text[start - 3 : start])):
        return False
    if one and name in NEVER_ONE:
        return (
            not after
            or after in ",。;、:)!?\n及"
            or text[end : end + 2] in ("以上", "以下", "以内", "以及", "至两", "至三", "到两", "到三")
            or text.startswith(("工作日内", "工作日之内", "工作日以内"), end)
        )
    return True


def _follows_numeral(name: str, text: str, start: int, end: int) -> bool:
    """Return whether a word that is seldom a unit behind a numeral in characters is one here."""
    if name in _AFTER_MANY and text[start - 1 : start] in _MANY:
        return True
    several = start > 1 and text[start - 2] in _DIGITS and text[start - 1] in _DIGITS
    return name not in _SELDOM and (several or text.startswith(_BOUNDS, end))


def _is_this_year(text: str, end: int) -> bool:
    """过去一年, 新的一年, 一年来: no quantity."""
    return text[end : end + 1] in ("来", "里") or (end > 2 and text[end - 3] in "的去这新又那整头同全")


def _denominator(text: str, end: int) -> str:
    if text[end : end + 1] != "/":
        return ""
    found = _PER.match(text, end)
    if found is None:
        return ""
    for length in range(min(LONGEST, len(text) - found.end()), 0, -1):
        name = text[found.end() : found.end() + length]
        if name in KINDS or name in PER:
            tail = text[found.end() + length : found.end() + length + 2]
            return found.group() + name + (tail if tail in ("·年", "·月", "/年", "/月", "·日") else "")
    return ""


class Scale(NamedTuple):
    """What one of a unit is in the base unit of its dimension."""

    dimension: str
    factor: Decimal


def _scales() -> dict[str, Scale]:
    table = {
        "area": "平方米:1 平米:1 m2:1 m²:1 ㎡:1 亩:2000/3 市亩:2000/3 公顷:10000 hm2:10000 hm²:10000 ha:10000 "
        "平方公里:1000000 平方千米:1000000 km2:1000000 km²:1000000",
        "mass": "克:1 g:1 千克:1000 公斤:1000 kg:1000 ㎏:1000 斤:500 市斤:500 担:50000 "
        "吨:1000000 公吨:1000000 t:1000000 毫克:0.001 mg:0.001",
        "length": "米:1 m:1 厘米:0.01 cm:0.01 ㎝:0.01 毫米:0.001 mm:0.001 ㎜:0.001 "
        "千米:1000 公里:1000 km:1000 ㎞:1000 里:500 华里:500",
        "volume": "立方米:1 立方:1 方:1 m3:1 m³:1 ㎥:1 升:0.001 L:0.001 毫升:0.000001 mL:0.000001 ml:0.000001",
        "power": "瓦:1 W:1 千瓦:1000 kW:1000 兆瓦:1000000 MW:1000000 吉瓦:1000000000 GW:1000000000",
        "energy": "千瓦时:1 千瓦小时:1 kWh:1 度:1 度电:1 兆瓦时:1000 MWh:1000 吉瓦时:1000000",
        "yuan": "元:1 圆:1 块钱:1 角:0.1 角钱:0.1 毛:0.1 毛钱:0.1 分钱:0.01 元人民币:1 人民币元:1 人民币:1",
        "dollar": "美元:1 美金:1",
        "hkd": "港元:1 港币:1",
        "share": "%:1 ‰:0.1",
        "points": "个百分点:1 百分点:1 个千分点:0.1 千分点:0.1 个百分比:1 个基点:0.01 基点:0.01 "
        "BP:0.01 个BP:0.01 bp:0.01 个bp:0.01",
        "temperature": "摄氏度:1 ℃:1 °C:1",
        "days": "日:1 天:1 自然日:1 日历天:1 昼夜:1",
        "months": "个月:1 年:12 年度:12 个年度:12 个季度:3 季度:3",
        "hours": "小时:60 个小时:60 分钟:1",
        "weeks": "周:1 星期:1 个星期:1",
        "years of age": "周岁:1 岁:1",
        "boxes": "标准箱:1 标箱:1 国际标准箱:1 TEU:1 teu:1",
        "persons": "人:1 名:1",
        "coal": "吨标准煤:1 吨标煤:1",
    }
    found = {}
    for dimension, units in table.items():
        for entry in units.split():
            unit, _, factor = entry.partition(":")
            top, _, bottom = factor.partition("/")
            found[unit] = Scale(dimension, Decimal(top) / Decimal(bottom or 1))
    return found


SCALES = _scales()


def ratio(one: str, other: str) -> Decimal | None:
    """Return how many of the unit *other* one of *one* is, None where neither converts into the other."""
    mine, theirs = SCALES.get(one), SCALES.get(other)
    if mine is None or theirs is None or mine.dimension != theirs.dimension:
        return None
    return mine.factor / theirs.factor
