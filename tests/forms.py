"""What the tests of all formats share: documents to be written in a form, and what a comparison found of it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tests.conftest import SEEDS, SHARED
from tests.pages import Line, lines
from tests.planting import STRANGERS
from tracker import compare, formats
from tracker.model import Report

_NUMBER = re.compile(r"(?<![\d.,])[1-9]\d{0,3}(?=[.\d]*(?:个|家|项|名|人|万|亿|%|％|所|户))")


class Sample(NamedTuple):
    """A document: its title, and its lines below that."""

    title: str
    body: list[Line]

    @property
    def plain(self) -> str:
        return "\n".join([self.title, *(line.text for line in self.body)]) + "\n"


REPORT = """示例市2025年政府工作报告
各位代表：
现在，我代表市人民政府向大会报告工作，请予审议。
一、2024年工作回顾
全市地区生产总值达到1.27万亿元，增长5.6%；一般公共预算收入650.77亿元，同口径增长3.2%。
（一）产业发展提质增效
制定出台先进制造业集群培育方案，新增规模以上工业企业186家。建成国家级创新平台12个，落户青年人才7.4万人。
（二）民生福祉持续改善
全年新增城镇就业11.3万人，城镇调查失业率保持在5.5%以内。
新建改建学校36所，新增学位4.2万个；改造老旧小区410个，惠及居民超过9万户。
二、2025年重点工作
今年经济社会发展的主要预期目标是：地区生产总值增长5.5%左右，居民收入增长与经济增长同步。
（一）着力扩大有效需求
实施提振消费专项行动，安排以旧换新资金8.5亿元。
1.优化消费供给。培育特色商圈5个，引进品牌首店300家以上。
2.扩大有效投资。实施重点项目720个，完成投资2400亿元。
（二）深化重点领域改革
健全国有企业现代治理制度，完善统一的要素市场规则。
各位代表，让我们同心同德、真抓实干，奋力谱写现代化建设新篇章！
"""

LAW = """示例市公园绿地保护条例
第一章 总则
第一条 为了保护公园绿地，改善生态环境，根据有关法律法规，结合本市实际，制定本条例。
第二条 本市行政区域内公园绿地的规划、建设、保护和管理，适用本条例。
第二章 规划和建设
第三条 市园林主管部门应当会同有关部门编制公园绿地规划，报市人民政府批准。
公园绿地规划不得擅自变更；确需变更的，依照第一款规定的程序办理。
第四条 新建居住区的绿地率不得低于百分之三十五。
第三章 法律责任
第五条 违反本条例第三条第二款规定的，责令限期改正，处一万元以上五万元以下罚款：
（一）擅自变更规划的；
（二）擅自占用绿地的。
第四章 附则
第六条 本条例自2025年3月1日起施行。
"""


def samples() -> dict[str, Sample]:
    """Return the documents by name: an invented report, the baseline article, work reports where they are at hand."""
    baseline = next(SEEDS.glob("000_*.txt")).read_text("utf-8")
    found = {"invented": _sample(REPORT), "law": _sample(LAW), "baseline": _sample("党的建设制度改革综述\n" + baseline)}
    for year in (1999, 2012, 2014):
        path = SHARED / "documents" / "gwr" / f"国务院政府工作报告_{year}.txt"
        if path.exists():
            text = path.read_text("utf-8")
            found[str(year)] = _sample(f"政府工作报告\n{text}" if text.startswith("各位代表") else text)
    return found


def _sample(text: str) -> Sample:
    title, *body = lines(text)
    return Sample(title.text, body)


def compared(sample: Sample, data: bytes, name: str = "") -> Report:
    """Return what changed from the plain document to *data*."""
    return compare.compare(compare.read(sample.plain), compare.read(formats.decode(data, name).text))


def edited(sample: Sample) -> Sample:
    """Return a later version: twenty paragraphs get another after them, another number, or another word."""
    places = [i for i, line in enumerate(sample.body) if not line.level and len(line.text) > 12]
    chosen = places[:: max(1, len(places) // 20)][:20]
    body: list[Line] = []
    for i, line in enumerate(sample.body):
        kind = chosen.index(i) % 3 if i in chosen else None
        if kind is None:
            body.append(line)
        elif kind == 0:
            body += [line, Line(0, STRANGERS[len(body) % len(STRANGERS)])]
        elif kind == 1:
            body.append(Line(0, _NUMBER.sub(lambda n: str(int(n.group()) + 1), line.text, count=1)))
        else:
            body.append(Line(0, line.text.replace("发展", "进步", 1).replace("改革", "革新", 1)))
    return Sample(sample.title, body)


def differences(report: Report) -> list[str]:
    """Return all that a report tells but noise, each in a line: empty where the documents say the same."""
    found = [
        f"segment {s.status}{' moved' * s.moved}: {report.old.quote(s.old)} → {report.new.quote(s.new)}"
        for s in report.segments
        if s.status != "unchanged" or s.moved
    ]
    found += [
        f"section {s.status}: {_title(report, s.old, 0)} → {_title(report, s.new, 1)}"
        for s in report.sections
        if s.status != "unchanged" or s.moved or s.renumbered or s.retitled
    ]
    return found + [f"figure {f.status}" for f in report.figures if f.status != "unchanged"]


def noise(report: Report) -> Counter[str]:
    """Return how many segments differ in which kind of noise."""
    return Counter(kind for segment in report.segments for kind in segment.noise)


def told(sample: Sample, data: bytes, name: str = "") -> list[str]:
    """Return what is told of *data* against *sample*, without the marks of Markdown and the blanks between lines."""
    return [re.sub(r"#+ |\s+", "", line) for line in differences(compared(sample, data, name))]


def _title(report: Report, index: int | None, side: int) -> str:
    return "" if index is None else (report.old, report.new)[side].sections[index].title


def write(folder: Path, name: str, data: bytes) -> Path:
    """Return the file *name* with *data* in it."""
    path = folder / name
    path.write_bytes(data)
    return path
