"""The words of policy documents that say the same in another form, to one of them.

One line a group; its first word stands for all. Kept as plain lists, for people to check and extend: full names beside
short ones, old names beside new ones, and compounds that differ by a particle. Only what means the same in any policy
document belongs here; what is merely about the same matter does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

_FIELDS = (
    # growth, prices, public money
    """
    国内生产总值 GDP 地区生产总值 生产总值 国民生产总值
    单位国内生产总值能耗 单位GDP能耗 万元国内生产总值能耗 能源消耗强度 能耗强度
    居民消费价格 居民消费价格指数 居民消费价格总水平 消费价格指数 CPI
    物价总水平 价格总水平 物价水平 市场物价
    通胀 通货膨胀
    内需 国内需求
    固定资产投资 全社会固定资产投资
    社会消费品零售总额 消费品零售总额
    规模以上工业增加值 规上工业增加值
    财政收入 公共财政收入 公共预算收入 一般公共预算收入 地方财政收入
    财政支出 公共财政支出 公共预算支出 一般公共预算支出 地方财政支出
    财政赤字 预算赤字
    财税体制改革 财税改革 财政体制改革
    税制改革 税收制度改革
    个税 个人所得税
    房地产税 房产税
    国债 建设国债 长期建设国债
    营改增 营业税改征增值税 营业税改增值税
    减税降费 减税减费 减轻税费负担 减轻企业税负 税费减免 减费让利 清费减税
    地方政府债务 地方政府性债务 地方债务 政府性债务
    三公经费 因公出国出境公务用车公务接待费
    中央和地方 中央与地方
    """,
    # enterprises, market, science, industry
    """
    小微企业 小型微型企业 小型和微型企业 小企业 微型企业
    民营企业 非公有制企业 私营企业 非公企业
    民营经济 非公有制经济 非公经济 私营经济 个体私营经济
    民间资本 社会资本 民间资金 社会资金
    民间投资 社会投资 民营投资
    国企 国有企业 国有及国有控股企业 国有大中型企业
    国资 国有资产
    国企改革 国有企业改革 国资国企改革
    股份制改革 股份制改造
    混合所有制 混合所有制经济
    市场准入 准入门槛
    市场主体 经营主体
    兼并重组 并购重组 联合重组
    行政审批 行政审批事项 行政许可
    简政放权 放管服
    商事制度 工商登记制度 注册资本登记制度
    负面清单 市场准入负面清单
    权力清单 权责清单
    营商环境 投资环境
    事中事后监管 后续监管
    诚信 信用
    科技 科学技术
    科技体制改革 科技改革
    研发 研究开发 研究与试验发展 研究与开发
    产学研 产学研用
    科技成果转化 成果转化
    创业创新 创新创业 双创 大众创业万众创新
    高新技术产业 高技术产业
    战略性新兴产业 新兴产业
    服务业 第三产业
    生产性服务业 面向生产的服务业 生产服务业
    生活性服务业 面向生活的服务业 生活服务业
    两化融合 信息化和工业化融合 工业化和信息化融合 信息化与工业化融合 工业化与信息化融合
    产能过剩 过剩产能
    去产能 化解过剩产能 化解产能过剩 压减过剩产能
    落后产能 落后生产能力
    转型升级 改造升级 改造提升 优化升级
    经济发展方式 经济增长方式 发展方式
    电子商务 电商
    跨境电商 跨境电子商务
    三网融合 电信网广播电视网互联网融合
    高铁 高速铁路
    轨道交通 城市轨道交通 地铁
    公交 公共交通 城市公共交通
    农网 农村电网
    """,
    # banks, money, trade
    """
    货币供应量 广义货币 广义货币供应量 M2
    贷款 信贷
    汇率 人民币汇率
    利率市场化 利率改革
    资本项目可兑换 资本项目开放
    系统性风险 系统性金融风险 系统性区域性金融风险 系统性和区域性金融风险
    金融监管 金融业监管
    金融体制改革 金融改革
    政策性银行 政策性金融机构 政策性金融
    农信社 农村信用社
    存款保险 存款保险制度
    保险业 保险市场
    资本市场 证券市场
    债券市场 债市
    新股发行 股票发行 IPO
    外资 外商投资 外商直接投资 国外资金 境外资金
    外商 外国投资者 境外投资者
    利用外资 使用外资 吸收外资 引进外资
    外贸 对外贸易 进出口贸易
    进出口总额 对外贸易总额 外贸进出口总额 外贸进出口 进出口总值
    对外投资 境外投资
    对外承包工程 对外工程承包
    对外援助 援外
    自贸区 自由贸易区
    自贸试验区 自由贸易试验区
    一带一路 丝绸之路经济带和21世纪海上丝绸之路 丝绸之路经济带和海上丝绸之路
    世贸组织 世界贸易组织
    多边贸易体制 多边贸易体系
    贸易摩擦 经贸摩擦 贸易争端
    保护主义 贸易保护主义
    """,
    # country and town, regions
    """
    三农 农业农村农民 农业农村和农民
    农民工 农业转移人口 进城务工人员 外来务工人员 务工农民 进城农民 农村转移劳动力
    市民化 转变为城镇居民 转为城镇居民 变为城镇居民 落户城镇 在城镇落户
    农村富余劳动力 农村剩余劳动力 农业富余劳动力
    新农村 社会主义新农村
    农村基本经营制度 家庭承包经营 家庭承包经营责任制 统分结合的双层经营体制
    土地承包经营权 承包经营权
    农民合作社 农民专业合作社 农民合作组织 农民专业合作组织 农业合作社
    农业产业化 农业产业化经营
    农业机械化 农机化
    农业保险 政策性农业保险
    种业 种子产业 现代种业
    种粮补贴 种粮农民补贴 粮食直补 对种粮农民的补贴 对种粮农民直接补贴
    粮食产量 粮食总产量
    粮食生产能力 粮食综合生产能力 农业综合生产能力
    耕地红线 耕地保护红线
    高标准农田 高标准基本农田 旱涝保收高标准农田
    农田水利 农田水利设施
    良种 优良品种
    农技 农业技术 农业科技
    动物疫病 动植物疫病 动物疫情
    农产品质量安全 农产品质量
    饮水安全 安全饮水
    农民收入 农民增收
    供销社 供销合作社
    城镇化 城市化
    城乡一体化 城乡发展一体化 城乡融合 城乡融合发展
    统筹城乡 城乡统筹
    户籍 户口
    户籍制度 户籍管理制度
    流动人口 外来人口
    西部大开发 西部开发
    东北振兴 振兴东北 东北地区等老工业基地振兴 振兴东北地区等老工业基地 东北等老工业基地振兴 振兴东北等老工业基地
    中部崛起 中部地区崛起
    东部率先 东部地区率先发展 东部率先发展
    京津冀协同发展 京津冀一体化
    长三角 长江三角洲
    珠三角 珠江三角洲
    老少边穷地区 革命老区民族地区边疆地区贫困地区 革命老区民族地区边疆地区和贫困地区 老少边地区 老少边贫地区
    扶贫 脱贫 扶贫开发 脱贫攻坚 扶贫攻坚 减贫 消除贫困
    贫困地区 集中连片特殊困难地区 特困地区 连片特困地区
    """,
    # nature
    """
    节能减排 节能降耗 节能降碳
    节能 节约能源 能源节约
    节约资源 资源节约 资源节约集约利用 集约节约利用资源 节约集约利用资源
    循环经济 循环利用 资源循环利用 资源综合利用
    环保 环境保护 保护环境 生态环保
    生态保护 生态建设 生态修复 生态保护和修复 生态环境保护
    污染防治 污染治理
    细颗粒物 PM2.5
    大气污染 空气污染
    新能源 可再生能源
    退耕还林 退耕还林还草
    植树造林 造林绿化 国土绿化 绿化造林
    天然林保护 天然林资源保护
    荒漠化 沙化
    防灾减灾 防灾减灾救灾 防灾救灾减灾 防灾抗灾
    灾后重建 灾后恢复重建
    """,
    # work, income, social security, health, housing
    """
    高校毕业生 大学毕业生 大学生
    职业培训 职业技能培训 技能培训 就业培训
    就业困难人员 就业困难群体
    公共就业服务 就业服务
    就业岗位 工作岗位
    下岗职工 下岗人员 下岗失业人员
    退役军人 转业军人 军队转业干部 复员退伍军人 退伍军人
    劳动者权益 职工权益 劳动者合法权益 职工合法权益
    拖欠工资 欠薪
    最低工资 最低工资标准
    收入分配体制 收入分配制度
    收入差距 收入分配差距 分配差距 贫富差距
    中等收入者 中等收入群体
    人均可支配收入 居民可支配收入
    医保 医疗保险 基本医疗保险 基本医保 医疗保障
    新农合 新型农村合作医疗 农村合作医疗
    居民医保 城镇居民医保 城镇居民医疗保险 城镇居民基本医疗保险 城乡居民医疗保险
    新农保 新型农村社会养老保险
    养老金 养老保险金 离退休费 退休金 离退休人员养老金
    养老保险 社会养老保险 基本养老保险
    社保 社会保险
    低保 最低生活保障 居民最低生活保障
    五保 五保供养 特困人员 特困人员供养
    社会救助 困难群众救助 社会救济
    困难群众 困难群体 弱势群体 低收入群众 低收入群体 生活困难群众
    社会福利 福利事业
    养老服务 社会养老服务
    老龄事业 老龄工作
    计划生育 计生
    妇女儿童 妇女和儿童 妇女和未成年人 妇女未成年人
    大病保险 大病医疗保险 重特大疾病保障 大病保障 重大疾病保障 重特大疾病医疗保障
    医改 医药卫生体制改革 医药卫生事业改革 医疗卫生体制改革 医疗卫生改革
    社会办医 民办医院 社会力量办医 民间资本办医 民营医院
    基层医疗卫生 基层医疗 基层卫生 城乡基层医疗卫生
    疾病预防控制 疾控 疾病防控
    医务人员 医务工作者 医护人员
    中医药 中医
    非典 非典型肺炎
    房地产 楼市 住房市场
    房价 住房价格 商品住房价格
    投机投资性需求 投机性需求 投机性购房 投资投机性需求 投机性住房需求
    保障房 保障性住房 保障性安居工程
    公租房 公共租赁住房
    廉租房 廉租住房
    经济适用房 经济适用住房
    棚改 棚户区改造
    危房改造 危旧房改造
    """,
    # schools, culture
    """
    高校 高等学校 高等院校 普通高等学校 普通高校
    职业教育 职业技术教育 现代职业教育
    学前教育 幼儿教育
    中小学 中小学校
    义务教育 九年义务教育
    教育体制改革 教育综合改革 教育改革 教育领域综合改革
    家庭经济困难学生 贫困生 困难学生 贫困家庭学生
    民办教育 社会力量办学
    减轻学生负担 减轻学生课业负担 减轻学生过重课业负担
    文化事业 公益性文化事业
    文化产业 经营性文化产业
    公共文化 公共文化服务
    文艺 文学艺术
    哲学社会科学 社会科学
    非遗 非物质文化遗产
    全民健身活动 全民健身运动 全民健身
    核心价值观 核心价值体系 社会主义核心价值体系 社会主义核心价值观
    """,
    # order, government
    """
    社会治安 治安
    社会管理 社会治理
    社会组织 民间组织
    应急管理 突发事件应对 突发事件应急管理 应急处置
    矛盾纠纷 社会矛盾
    安全生产 生产安全
    重特大事故 重特大安全事故 重大特大事故 重大特大安全事故 特大事故 特别重大事故 重大安全事故
    违法犯罪 刑事犯罪
    基层自治 村民自治 居民自治 基层群众自治 群众自治
    依法治国 全面依法治国
    政府职能 政府职能转变
    行政体制改革 行政管理体制改革
    机构改革 政府机构改革 国务院机构改革
    公务员 国家工作人员 政府工作人员
    政务公开 政府信息公开
    服务型政府 服务政府
    反腐倡廉 廉政建设 党风廉政建设 反腐败 反对腐败 惩治腐败 反腐败斗争 廉政 廉洁建设
    反腐倡廉建设 党风廉政建设和反腐败斗争 廉政建设和反腐败斗争 廉政建设和反腐败
    厉行节约 勤俭节约 勤俭办事 勤俭办一切事业
    统一战线 爱国统一战线
    民族工作 民族政策
    宗教工作 宗教政策
    侨务工作 侨务政策
    侨胞 海外侨胞 归侨侨眷 海外侨胞和归侨侨眷 海外侨胞归侨侨眷
    """,
    # forces, Hong Kong and Macao, Taiwan, the world
    """
    军队 人民军队 人民解放军 部队
    武警 武装警察 武装警察部队 武警部队
    军民融合 军民结合寓军于民
    港澳 香港澳门 香港和澳门 香港特别行政区和澳门特别行政区
    两岸 海峡两岸
    台胞 台湾同胞
    祖国统一 和平统一 祖国和平统一
    国际形势 国际局势
    世界经济 全球经济
    国际金融危机 全球金融危机
    周边国家 邻国 周边邻国
    发展中国家 广大发展中国家
    和平发展道路 和平发展
    全面建成小康社会 全面建设小康社会
    中国梦 中华民族伟大复兴 中华民族伟大复兴的中国梦
    """,
)


_ROWS = tuple(tuple(line.split()) for field in _FIELDS for line in field.strip().split("\n"))
WORDS = tuple(word for row in _ROWS for word in row)


def _by_beginning() -> dict[str, tuple[str, ...]]:
    """Return the words by the two characters they begin with, the longest first: 保障性住房 before 保障房."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(WORDS, key=len, reverse=True):
        found[word[:2]].append(word)
    return {beginning: tuple(words) for beginning, words in found.items()}


_BY_BEGINNING = _by_beginning()


def folded(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the texts of both sides, all folded, with words of their own exchanged for those that the other side has.

    What both sides say stays as it is.
    """
    held = [list(_held(text)) for text in (*old, *new)]
    mine, theirs = ({word for row in side for _, word in row} for side in (held[: len(old)], held[len(old) :]))
    both = mine & theirs
    chosen: dict[str, str] = {}
    for row in _ROWS:
        if mine.intersection(row) and theirs.intersection(row):
            shared = next((word for word in row if word in both), row[0])
            chosen.update((word, shared) for word in row if word not in both)
    return [_exchanged(text, words, chosen) for text, words in zip((*old, *new), held, strict=True)]


def _held(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words in *text* with their places; none lies in another."""
    end = 0
    for at in range(len(text) - 1):
        for word in _BY_BEGINNING.get(text[at : at + 2], ()) if at >= end else ():
            if text.startswith(word, at):
                yield at, word
                end = at + len(word)
                break


def _exchanged(text: str, words: Iterable[tuple[int, str]], chosen: Mapping[str, str]) -> str:
    parts: list[str] = []
    end = 0
    for at, word in words:
        parts += text[end:at], chosen.get(word, word)
        end = at + len(word)
    return "".join([*parts, text[end:]]) if parts else text
