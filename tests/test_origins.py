"""Where the words of articles that came stood before, and where those of articles that went stand now."""

from __future__ import annotations

from tracker import compare, renderers
from tracker.model import Report
from tracker.renderers import origins

OLD = """第一条 为了规范候车亭管理，制定本办法。
第二条 区人民政府可以规定候车亭的式样，报市交通部门备案。
街道办事处可以在候车亭内设置便民书架，并每周整理一次。
第三条 候车亭内禁止吸烟。
第四条 候车亭内禁止堆放货物、停放车辆。
第五条 本办法由市交通部门负责解释。
"""
NEW = """第一条 为了规范候车亭管理，制定本办法。
第二条 区人民政府可以规定候车亭的式样，报市交通部门备案。
第三条 街道办事处可以在候车亭内设置便民书架，并每周整理一次。
第四条 候车亭内禁止吸烟。
第五条 候车亭内禁止堆放货物、停放车辆。
第六条 本办法由市交通部门负责解释。
"""


def compared(old: str, new: str) -> Report:
    return compare.compare(compare.read(old), compare.read(new))


def test_an_article_split_off_another_is_told_with_where_it_stood() -> None:
    report = compared(OLD, NEW)
    assert list(origins.of_new(report).values()) == [("第二条",)]
    assert "第三条 的内容原在：第二条" in renderers.report(report, "markdown").decode()


def test_an_article_dissolved_in_another_is_told_with_where_it_stands() -> None:
    report = compared(NEW, OLD)
    assert list(origins.of_old(report).values()) == [("第二条",)]
    assert "第三条 的内容现在：第二条" in renderers.report(report, "markdown").decode()


def test_an_article_that_is_new_came_from_nowhere() -> None:
    report = compared(OLD, OLD.replace("第五条 本", "第五条 候车亭应当每日清扫。\n第六条 本"))
    assert [row.new for row in report.sections if row.status == "added"]
    assert not origins.of_new(report)
    assert not origins.of_old(report)


def test_what_moves_with_its_article_is_told_by_where_the_article_stood() -> None:
    old = """第一条 区人民政府可以规定候车亭的式样，报市交通部门备案。街道办事处每周整理一次书架。
第二条 候车亭内禁止吸烟，禁止堆放货物，禁止停放车辆。
第三条 养护企业应当每日巡查候车亭，并做好巡查记录。
第四条 顶棚应当每年检修一次，检修期间设置提示标志。
"""
    first, *others = old.splitlines()
    again = [line.replace(f"第{a}条", f"第{b}条") for line, a, b in zip(others, "二三四", "一二三", strict=True)]
    new = "\n".join([*again, first.replace("第一条", "第四条").replace("一次", "两次")])
    text = renderers.report(compared(old, new), "markdown").decode()
    assert "移动并修改" in text
    assert "  - 原在：第一条" in text
    assert "在本节内调换了位置" not in text
