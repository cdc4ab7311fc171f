"""Sections that were split or merged, and where the words of those that came or went stood, or stand."""

from __future__ import annotations

from tracker import compare, renderers
from tracker.model import Report
from tracker.renderers import partings, tally

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


def told(report: Report) -> str:
    return renderers.report(report, "markdown").decode()


def test_an_article_that_becomes_two_is_told_as_split() -> None:
    report = compared(OLD, NEW)
    assert partings.of(report) == [partings.Parting((1,), (1, 2))]
    assert "**章节：拆分 1 节。**" in told(report)
    assert "- **拆分：** 第二条 → 第二条、第三条" in told(report)
    assert "新增：" not in told(report)


def test_two_articles_that_become_one_are_told_as_merged() -> None:
    report = compared(NEW, OLD)
    assert partings.of(report) == [partings.Parting((1, 2), (1,))]
    assert "**章节：合并 1 处。**" in told(report)
    assert "- **合并：** 第二条、第三条 → 第二条" in told(report)


def test_what_is_new_in_an_article_that_was_split_off_stands_under_its_origin() -> None:
    report = compared(OLD, NEW.replace("整理一次。", "整理一次。禁止带走。"))
    assert "### 第三条（自原第二条分出）" in told(report)


def test_an_article_of_which_a_part_stood_elsewhere_is_told_with_where() -> None:
    more = "每周整理一次。沿线商户应当协助街道办事处看护书架并及时报告损坏。"
    report = compared(OLD, NEW.replace("每周整理一次。", more))
    assert not partings.of(report)
    assert "新版第三条的内容，旧版在：第二条" in told(report)


def test_an_article_that_is_new_came_from_nowhere() -> None:
    report = compared(OLD, OLD.replace("第五条 本", "第五条 候车亭应当每日清扫。\n第六条 本"))
    assert [row.new for row in report.sections if row.status == "added"]
    assert not any(row.elsewhere for row in report.sections)


def test_a_reference_to_a_merged_article_is_only_renumbered() -> None:
    penalty = "第{} 违反本办法第{}规定的，由市交通部门责令改正。\n"
    old = NEW + penalty.format("七条", "三条")
    new = OLD + penalty.format("六条", "二条")
    rows = [row for row in compared(old, new).segments if row.role != "heading"]
    assert {row.status for row in rows} == {"unchanged"}


CHAPTERS = """第一章 候车亭的建设
第一条 候车亭应当设置顶棚。
第二条 候车亭应当设置座椅。
第二章 候车亭的养护
第三条 养护企业应当每日巡查候车亭，并做好巡查记录，发现损坏的及时修复。
第四条 顶棚应当每年检修一次，检修期间设置提示标志，并提前三日公告。
第五条 候车亭内禁止吸烟，禁止堆放货物，禁止停放车辆。
第三章 附则
第六条 本办法由市交通部门负责解释。
"""


def test_a_chapter_that_takes_in_the_next_keeps_its_name_and_its_articles_their_place() -> None:
    report = compared(CHAPTERS, CHAPTERS.replace("第二章 候车亭的养护\n", "").replace("第三章", "第二章"))
    assert "- **合并：** 第一章 候车亭的建设、第二章 候车亭的养护 → 第一章 候车亭的建设" in told(report)
    assert not tally.counts(report)["sections"]["moved"]
    assert not any(row.retitled for row in report.sections)


def test_articles_that_move_with_their_chapter_are_not_listed_among_the_sections() -> None:
    first, second, third = CHAPTERS.index("第一章"), CHAPTERS.index("第二章"), CHAPTERS.index("第三章")
    new = CHAPTERS[second:third] + CHAPTERS[first:second] + CHAPTERS[third:]
    text = told(compared(CHAPTERS, new))
    listed = text[text.index("## 章节变化") :]
    assert listed.count("**移动：**") == 1
    assert "- **移动：** 第一章 候车亭的建设\n" in listed


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


def test_what_moved_in_one_block_is_told_by_what_stood_before_the_block() -> None:
    moved = "建立诉求闭环办理制度，办结率不低于98%。完善惠企政策兑现机制，兑现时间缩短到30天以内。"
    kept = [
        "过去一年新设经营主体4.2万户。",
        "今年要全面推行“一网通办”，网办率达到95%以上，优化窗口布局，增加自助设备，延长服务时间，提高服务质量。",
    ]
    new = moved.replace("98%", "99%").replace("30天", "20天")
    report = compared("\n".join([kept[0], moved, kept[1]]), "\n".join([*kept, new]))
    text = renderers.report(report, "markdown").decode()
    assert text.count("**移动并修改：**") > 1
    assert text.count("**移动") == text.count("原在“过去一年新设经营主体4.2万户。”之后")


def test_a_section_that_came_is_told_with_how_many_stand_under_it() -> None:
    old = "第一章 总则\n第一条 为了规范养犬，制定本办法。\n第二章 附则\n第二条 本办法自公布之日起施行。\n"
    chapter = "第二章 免疫\n第二条 犬只应当每年接种疫苗。\n第三条 导盲犬免收费用。\n"
    new = old.replace("第二章 附则\n第二条", chapter + "第三章 附则\n第四条")
    text = renderers.report(compared(old, new), "markdown").decode()
    assert "- **新增：** 第二章 免疫（连同其下 2 节）\n" in text


def test_a_provision_may_be_split_into_two_articles() -> None:
    whole = "养犬人应当在期满前三十日内申请延续登记{}的，由公安机关注销登记证，并责令限期改正。"
    old = "\n".join(
        ["第一条 养犬应当办理登记。", f"第二条 {whole.format('，逾期不申请')}", "第三条 禁止携犬进入医院。"]
    )
    split = whole.format("。\n第三条 逾期不申请延续登记")
    new = "\n".join(["第一条 养犬应当办理登记。", f"第二条 {split}", "第四条 禁止携犬进入医院。"])
    text = renderers.report(compared(old, new), "markdown").decode()
    assert "一条拆为 2 条：** 养犬人应当在期满前三十日内申请延续登记 ~~，~~ **。** 逾期不申请 **延续登记** 的" in text
    assert "  - 其中一部分现在：第三条" in text
    assert "## 新增内容中的数据" not in text
    text = renderers.report(compared(new, old), "markdown").decode()
    assert "2 条并为一条：**" in text
    assert "  - 原在：第二条、第三条" in text
