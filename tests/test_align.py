"""Aligning is the same on any machine, bounded on odd texts, and sure where it may be."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT, SEEDS, Official
from tracker import align, compare

PROGRAM = """
import sys
from pathlib import Path
from tracker import align, compare
old, new = (compare.read(Path(name).read_text("utf-8")) for name in sys.argv[1:])
print(align.align(old, new).matches)
"""


def test_the_order_of_sets_makes_no_difference() -> None:
    seeds = [str(path) for path in sorted(SEEDS.glob("00*.txt"))]
    runs = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, *seeds],
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": number},
            timeout=120,
            check=True,
        ).stdout
        for number in ("0", "1", "2")
    }
    assert len(runs) == 1


def test_identical_words_are_certain_and_others_more_or_less() -> None:
    old, new = (compare.read(path.read_text("utf-8")) for path in sorted(SEEDS.glob("00*.txt")))
    matches = [match for match in align.align(old, new).matches if match.old and match.new]
    assert {match.confidence for match in matches if match.how == "identical"} == {1.0}
    assert min(match.confidence for match in matches) < 1
    assert all(0 < match.confidence <= 1 for match in matches)


@pytest.mark.parametrize("size", [3_000])
def test_lines_that_are_nearly_all_alike_end_in_bounded_time(size: int) -> None:
    old = [f"第{k % 97}号地块按规定完成整治。" for k in range(size)]
    start = time.process_time()
    align.align_texts(old, [line for k, line in enumerate(old) if k % 10])
    assert time.process_time() - start < 20


def test_a_single_long_line_ends_in_bounded_time() -> None:
    text = "".join(path.read_text("utf-8").replace("\n", "") for path in sorted(SEEDS.glob("00*.txt"))) * 8
    start = time.process_time()
    compare.compare(compare.read(text), compare.read(text[: len(text) // 2] + "新建看台。" + text[len(text) // 2 :]))
    assert time.process_time() - start < 60


def test_a_section_of_a_yearly_plan_is_not_that_of_a_review() -> None:
    old = compare.read("一、上年工作回顾\n改造老旧管网。\n二、今年工作任务\n改造老旧管网九十公里。\n")
    new = compare.read("一、今年工作任务\n改造老旧管网。\n")
    pairs = [(row.old, row.new) for row in align.align(old, new).sections]
    assert (1, 0) in pairs
    assert (0, None) in pairs


def test_the_rule_of_a_table_is_the_same_where_the_lines_around_it_are() -> None:
    old = "# 要点\n\n开展培训{}次。\n\n| 指标 | 数值 |\n| --- | --- |\n| 学位 | 600个 |\n"
    found = compare.compare(compare.read(old.format(12)), compare.read(old.format(15)))
    assert [row.status for row in found.segments if row.role == "note"] == ["unchanged"]


def test_what_was_planned_and_done_is_paired_with_the_new_plan_first() -> None:
    old = compare.read("一、上年工作回顾\n修建环城水渠。\n二、今年工作任务\n开展古树名木认养试点工作。\n")
    new = compare.read(
        "一、上年工作回顾\n开展古树名木认养试点工作。\n二、今年工作任务\n加快推进古树名木认养试点工作。\n"
    )
    pairs = {match.old: match.new for match in align.align(old, new).matches}
    planned = next(i for i, s in enumerate(old.segments) if "古树" in s.span.of(old.text))
    assert "加快" in new.segments[pairs[(planned,)][0]].span.of(new.text)


def test_of_two_that_passed_each_other_the_one_that_left_its_section_has_moved() -> None:
    stays = ["一、队伍", "二、服务", "建设社区生活圈，配齐养老托育设施。"]
    moves = "实施社区工作者培养工程，每万人配备社区工作者18人，薪酬待遇逐年提高。"
    old = compare.read("\n".join([stays[0], "选派第一书记。", *stays[1:], moves]))
    new = compare.read("\n".join([stays[0], "选派第一书记。", moves, *stays[1:]]))
    moved = [old.quote(match.old) for match in align.align(old, new).matches if match.moved]
    assert "".join(moved) == moves


def test_a_stray_line_break_changes_nothing() -> None:
    old = compare.read("一、转移群众\n对低洼地带的1200户居民，做到应转尽转。\n二、值守\n确保24小时值班。")
    new = compare.read("一、转移群众\n对低洼地带的1200户居民，做到\n应转尽转。\n二、值守\n确保24小时值班。")
    report = compare.compare(old, new)
    assert {row.status for row in report.segments} == {"unchanged"}
    assert ["layout"] in [list(row.noise) for row in report.segments]


def test_a_sentence_of_many_articles_is_found_in_its_own() -> None:
    old = compare.read(_permits("市工商行政管理部门", "排污 取水 采砂 捕捞 采伐 狩猎 放牧 拆迁 爆破 航行 通行 占道"))
    new = compare.read(_permits("市监管机构负责人", "占道 采砂 爆破 通行 狩猎 排污 航行 采伐 捕捞 取水 拆迁 放牧"))
    assert [match for match in align.align(old, new).matches if not (match.old and match.new)] == []


def _permits(authority: str, kinds: str) -> str:
    """Return a law with one article for each kind of permit; all end in the same sentence about an *authority*."""
    numbers = [*"一二三四五六七八九十", "十一", "十二"]
    extension = f"有特殊情况需要延长的，经{authority}批准，可以延长三个月，并应当书面告知申请人延长的理由和期限。"
    return "\n".join(
        f"第{number}条 {kind}许可证由市政府向{kind}申请人发放，{kind}的期限由市政府另行规定，并向社会公布。{extension}"
        for number, kind in zip(numbers, kinds.split(), strict=True)
    )


def test_penalties_are_told_apart_by_the_article_that_was_broken() -> None:
    old, new = compare.read(FAIR), compare.read(FAIR_AMENDED)
    found = {new.quote(match.new): old.quote(match.old) for match in align.align(old, new).matches if match.new}
    here = next(text for text in found if text.startswith("管理员违反本办法第三条、第五条"))
    assert "管理员违反本办法第二条、第三条规定的" in found[here]
    another = next(text for text in found if text.startswith("开办者、管理员违反本办法第四条"))
    assert not found[another]


FAIR = """第一条 为了规范集市管理，制定本办法。
第二条 管理员应当在集市的显著位置公示价格，并每周核对一次。
第三条 管理员应当每日检查场地，及时清运垃圾。
第四条 集市由街道办事处负责日常巡查，巡查情况应当记录。
第五条 开办者违反本办法第四条规定的，由市商务部门处五百元罚款。
管理员违反本办法第二条、第三条规定的，由市商务部门给予警告；情节严重的，可以由市商务部门暂停其执业或者吊销证书。
"""
FAIR_AMENDED = """第一条 为了规范集市管理，制定本办法。
第二条 市商务部门应当制定集市布局规划，报市人民政府批准。
第三条 管理员应当在集市的显著位置公示价格，并每周核对一次。
第四条 开办者、管理员应当如实提供有关资料，不得拒绝检查。
第五条 管理员应当每日检查场地，及时清运垃圾。
第六条 集市由街道办事处负责日常巡查，巡查情况应当记录。
第七条 开办者违反本办法第六条规定的，由市商务部门处五百元罚款。
管理员违反本办法第三条、第五条规定的，依照前款关于责任人员的规定处理，情节严重的，暂停其执业一个月至六个月或者吊销其证书。
第八条 开办者、管理员违反本办法第四条规定的，由市商务部门责令限期改正，给予警告、通报批评，可以并处二千元以下的罚款；\
情节严重的，处二千元以上一万元以下的罚款。
"""


def test_of_sections_with_one_name_those_at_the_same_place_are_tried() -> None:
    from tracker.align.sections import _equal

    names = ["其他"] * 3000
    tried = _equal(names, names[:2999])
    assert (2999, 2998) in tried
    assert len(tried) < 130_000


def test_a_label_in_common_makes_no_pair_of_two_titled_sections() -> None:
    old = compare.read("一、今年工作任务\n（一）开拓市场\n举办消费节。\n（二）抗击疫病\n设置隔离病房。\n")
    new = compare.read("一、今年工作任务\n（一）开拓市场\n再办消费节。\n（二）增产粮食\n修复高标准农田。\n")
    found = align.align(old, new).sections
    titles = {
        (old.sections[s.old].title, new.sections[s.new].title) for s in found if s.old is not None and s.new is not None
    }
    assert titles == {("今年工作任务",) * 2, ("开拓市场",) * 2}


def test_in_yearly_reports_titles_tell_sections_and_parts_join_what_they_say_together(official: Official) -> None:
    old, new = official("gwr/国务院政府工作报告_2009.txt", "gwr/国务院政府工作报告_2010.txt")
    found = align.align(old, new)
    titles = {
        (old.sections[s.old].title[:8], new.sections[s.new].title[:8])
        for s in found.sections
        if s.old is not None and s.new is not None
    }
    assert ("加快转变发展方式", "加快转变经济发展") in titles
    assert any("境外资源合作" in old.quote(m.old) and "境外资源互利" in new.quote(m.new) for m in found.matches)
