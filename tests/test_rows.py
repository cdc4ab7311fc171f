"""A document as rows, and what became of it as steps: both are read back as they were."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SEEDS
from tracker import compare, steps
from tracker.model import Document, Figure, Paragraph, Per, Segment, Span
from tracker.store import rows

TABLE = "\n| 指标 | 数值 |\n|---|---|\n| 人口 | 1.5万人 |\n"
HEADS = ["# 工作报告\n", "一、人才工作\n", "第三条 ", "(一)"]
PARTS = [
    "选配14万名微网格员,",
    "由7.34万元提升至10.26万元。",
    "约3~5%",
    "收购价每50公斤3元,月薪796元/月。",
    "健全机制;",
    "增强透明度。",
    "x",
    "\n",
    "\n\n",
    TABLE,
]
PIECES = st.lists(st.sampled_from([*HEADS, *PARTS]), max_size=25).map("".join)


def restored(text: str) -> bool:
    """Return whether the document of *text* is the same when it was made rows and these a document."""
    document = compare.read(text)
    made = rows.of(document)
    return rows.document(made._replace(passages=[row[:-1] for row in made.passages])) == document


@pytest.mark.parametrize("path", sorted(SEEDS.glob("00*.txt")), ids=lambda path: path.name[:3])
def test_the_samples_are_read_back(path: Path) -> None:
    assert restored(path.read_text("utf-8"))


def test_no_part_of_a_figure_is_left_out() -> None:
    whole = Figure(
        *(
            Span(0, 1),
            Decimal("1.50"),
            Decimal(2),
            "元",
            "money",
            "about",
            "target",
            "价格",
            Decimal("0.01"),
            Span(3, 4),
        ),
        Per("公斤", Decimal(50)),
    )
    assert None not in whole
    text = Document("每50", (), (Paragraph(Span(0, 3), 0),), (Segment("statement", 0, 0, Span(0, 3)),), (whole,))
    made = rows.of(text)
    assert rows.document(made._replace(passages=[row[:-1] for row in made.passages])) == text


@given(PIECES)
def test_any_document_is_read_back(text: str) -> None:
    assert restored(text)


@given(PIECES, PIECES)
def test_the_steps_between_two_versions_are_read_back(old: str, new: str) -> None:
    pair = compare.read(old), compare.read(new)
    made = steps.of(compare.compare(*pair), *pair)
    assert steps.read(steps.written(made)) == made


def test_what_stays_is_written_as_runs() -> None:
    text = "一、人才工作\n" + "完善人才评价机制。\n健全流动机制。\n" * 40
    document = compare.read(text)
    assert len(steps.written(steps.of(compare.compare(document, document), document, document))) < 60
