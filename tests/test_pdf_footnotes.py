"""Footnotes of a PDF: raised marks stay in their line, notes at a page's foot do not part the text above them."""

from __future__ import annotations

from collections.abc import Sequence

from tests.test_pdf_layout import COLUMNS, LEFT, LONG, NEXT, SIZE, glyphs, sheet
from tracker.formats import pdf
from tracker.formats.pdf.sheet import Glyph

SMALL = 0.6 * SIZE


def marked(text: str, y: float) -> list[Glyph]:
    """Return the characters of a line; what stands in {} is raised."""
    found: list[Glyph] = []
    x = LEFT
    for at, part in enumerate(text.replace("}", "{").split("{")):
        size = SMALL if at % 2 else SIZE
        found += glyphs(part, y + 0.35 * SIZE * (at % 2), x, size)
        x += sum(size if ord(character) > 0x2000 else size / 2 for character in part)
    return found


def text(*pages: Sequence[Sequence[Glyph]]) -> str:
    return pdf.of_sheets([sheet(*page) for page in pages], "application/pdf", "pdf/1").text


def test_a_raised_mark_stays_in_its_line_and_the_note_stands_behind_the_text() -> None:
    page = [
        *(glyphs(line, y) for line, y in ((NEXT[:COLUMNS], 796), (NEXT[COLUMNS:], 768))),
        marked("　　粮食综合生产能力{1}达到12万吨，高标准农田{[2]}达到30万亩。", 740),
        glyphs("　　守住耕地红线。", 712),
        marked("{1}指一定时期内可以稳定达到的", 110),
        marked("产量。", 90),
        marked("{2}指集中连片的农田。", 70),
    ]
    assert text(page) == (
        f"{NEXT.strip('　')}\n\n粮食综合生产能力[1]达到12万吨，高标准农田[2]达到30万亩。\n\n守住耕地红线。\n\n"
        "[1]指一定时期内可以稳定达到的产量。\n\n[2]指集中连片的农田。\n"
    )


def test_a_paragraph_goes_on_over_a_page_with_a_note_at_its_foot() -> None:
    first = [
        glyphs(NEXT[:COLUMNS], 740),
        glyphs(NEXT[COLUMNS:], 712),
        marked(f"　　坚持底线思维{{1}}{LONG[2 : COLUMNS - 7]}", 684),
        glyphs("1 指从最坏处着想。", 80),
    ]
    second = [glyphs(LONG[COLUMNS - 7 :][:COLUMNS], 740), glyphs("　　守住耕地红线。", 684)]
    assert "坚持底线思维[1]推动重点领域改革" in text(first, second)
    assert LONG[COLUMNS - 12 : COLUMNS + 10] in text(first, second)
    assert text(first, second).endswith("\n\n[1]指从最坏处着想。\n")


def test_what_is_raised_behind_a_letter_or_leads_nowhere_is_no_note() -> None:
    page = [
        marked("　　新建绿地30km{2}，森林蓄积量{3}增长。", 740),
        glyphs("1. 建设公园。", 712),
        glyphs("3 月底前完成。", 684),
    ]
    said = text(page)
    assert "km[2]" not in said
    assert "森林蓄积量[3]增长" in said
    assert "[3]月底" not in said
