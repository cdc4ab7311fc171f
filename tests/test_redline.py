"""Passages whose references followed a renumbering to word-level edits."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tracker import compare, redline
from tracker.model import Span


def wording(text: str, leads: Mapping[str, str]) -> redline.Wording:
    """Return a text whose references lead where *leads* says."""
    places = [(Span(text.index(name), text.index(name) + len(name)), to) for name, to in leads.items()]
    return redline.Wording(text, (), sorted(places))


def changed(old: redline.Wording, new: redline.Wording) -> list[str]:
    """Return what the edits take out and put in; that they replay both texts, and mirror, is taken for granted."""
    steps, back = redline.between(old, new), redline.between(new, old)
    assert "".join(text for op, text in steps if op != "+") == old.text
    assert "".join(text for op, text in steps if op != "-") == new.text
    assert [text for op, text in steps if op == "-"] == [text for op, text in back if op == "+"]
    return [op + text for op, text in steps if op != "="]


@pytest.mark.parametrize(
    ("old", "leads_old", "new", "leads_new", "edits"),
    [
        # By its numbers alone 第三条 is struck out, and 第八条 put in.
        (
            "违反第三条、第四条和第六条规定的，予以警告",
            {"第三条": "a", "第四条": "b", "第六条": "c"},
            "违反第四条、第六条和第八条规定的，处以罚款",
            {"第四条": "a", "第六条": "b", "第八条": "c"},
            ["-第三条", "+第四条", "-第四条", "+第六条", "-第六条", "+第八条", "-予以警告", "+处以罚款"],
        ),
        # One that is no more referred to, one that is new, and one whose article went.
        (
            "违反第三条、第四条、第九条规定的，予以警告",
            {"第三条": "a", "第四条": "b"},
            "违反第四条、第七条规定的，予以警告",
            {"第四条": "a", "第七条": "d"},
            ["-第三条", "+第四条", "-第四条、第九条", "+第七条"],
        ),
        # As no number means two articles, references are words like others.
        (
            "违反第三条、第四条规定的",
            {"第三条": "a", "第四条": "b"},
            "违反第四条规定的",
            {"第四条": "b"},
            ["-第三条、"],
        ),
        # What is written as before stays, wherever it leads.
        (
            "违反第三条、第四条规定的，予以警告",
            {"第三条": "a", "第四条": "b"},
            "违反第三条、第五条规定的，处以罚款",
            {"第三条": "c", "第五条": "b"},
            ["-第四条", "+第五条", "-予以警告", "+处以罚款"],
        ),
    ],
)
def test_references_that_followed_stand_opposite_each_other(
    old: str, leads_old: dict[str, str], new: str, leads_new: dict[str, str], edits: list[str]
) -> None:
    assert changed(wording(old, leads_old), wording(new, leads_new)) == edits


def test_two_references_of_one_passage_may_be_written_alike() -> None:
    old, new = "第二条第二款和第三条第二款", "第三条第二款和第四条第三款"
    places = [(0, "a"), (3, "b"), (7, "c"), (10, "d")]
    sides = (redline.Wording(text, (), [(Span(at, at + 3), leads) for at, leads in places]) for text in (old, new))
    assert changed(*sides) == ["-第二条", "+第三条", "-第三条第二款", "+第四条第三款"]


def test_a_document_that_uses_private_characters_is_told_as_it_is_written() -> None:
    old, new = "第三条、第四条\U00100000", "第四条、第五条\U00100000"
    leads = {"第三条": "a", "第四条": "b"}, {"第四条": "a", "第五条": "b"}
    assert changed(wording(old, leads[0]), wording(new, leads[1])) == ["-第三条、", "+、第五条"]


def test_a_penalty_of_a_renumbered_law_names_each_article_beside_its_new_number() -> None:
    duties = "公示收费标准", "每日巡查", "登记车辆"
    penalty = "第{}条 违反第{}条、第{}条、第{}条规定的，责令改正{}。\n"
    before = "".join(f"第{n}条 停车场应当{duty}。\n" for n, duty in zip("一二三", duties, strict=True))
    after = "".join(f"第{n}条 停车场应当{duty}。\n" for n, duty in zip("二三四", duties, strict=True))
    old = compare.read(before + penalty.format(*"四一二三", ""))
    new = compare.read("第一条 为了规范停车，制定本办法。\n" + after + penalty.format(*"五二三四", "，处五百元罚款"))
    (row,) = (row for row in compare.compare(old, new).segments if row.edits)
    gone, come = ([text for op, text in row.edits if op == mark] for mark in "-+")
    assert gone == ["第一条", "第二条", "第三条"]
    assert come == ["第二条", "第三条", "第四条", "，处五百元罚款"]
