"""Lines of pages to paragraphs: what is joined, what is not, and what is a page's and not the document's."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.formats.blocks import Block, Heading, Paragraph, Table
from tracker.formats.pdf import furniture, paragraphs
from tracker.formats.pdf.layout import laid_out
from tracker.formats.pdf.sheet import Glyph, Grid, Page, Rule, Sheet

SIZE = 16.0
LEFT, COLUMNS = 80.0, 28


def glyphs(text: str, y: float, x: float = LEFT, size: float = SIZE, bold: bool = False) -> list[Glyph]:
    """Return the characters of a line: full-width ones one size wide, others half."""
    found = []
    for character in text:
        width = size if ord(character) > 0x2000 else size / 2
        if character != "　":
            found.append(Glyph(character, x, x + width, y, size, bold))
        x += width
    return found


def sheet(*placed: Sequence[Glyph], rules: Sequence[Rule] = ()) -> Sheet:
    return Sheet(595, 842, tuple(glyph for line in placed for glyph in line), tuple(rules), False)


def set_out(*texts: str, head: str = "", foot: str = "", step: float = 28.0) -> Sheet:
    """Return a page of paragraphs set line by line as a typesetter would."""
    found = [glyphs(head, 800, size=9)] if head else []
    y = 740.0
    for text in texts:
        for start in range(0, len(text), COLUMNS):
            found.append(glyphs(text[start : start + COLUMNS], y))
            y -= step
    return sheet(*found, *([glyphs(foot, 50, x=290, size=9)] if foot else []))


def read(*sheets: Sheet) -> list[Block]:
    return paragraphs.read(furniture.without([laid_out(s) for s in sheets]))


LONG = "　　推动重点领域改革取得新的进展，健全与高质量发展相适应的体制机制，完善统一的市场规则，加快建设现代化产业。"
NEXT = "　　持续优化营商环境，全面落实各项惠企政策，让企业有更多获得感。"


def test_lines_are_joined_without_blanks_and_indents_part_paragraphs() -> None:
    assert read(set_out(LONG, NEXT)) == [Paragraph(LONG.strip("　")), Paragraph(NEXT.strip("　"))]


def test_a_paragraph_goes_on_over_the_page_and_numbers_are_left_out() -> None:
    first = set_out(NEXT, LONG[:COLUMNS], head="某市人民政府文件", foot="— 1 —")
    second = set_out(LONG[COLUMNS:], NEXT, head="某市人民政府文件", foot="— 2 —")
    said = [NEXT, LONG, NEXT]
    assert read(first, second) == [Paragraph(text.strip("　")) for text in said]


def test_a_number_within_the_text_is_no_page_number() -> None:
    page = sheet(glyphs("下列数字之和为", 400), glyphs("12", 372), glyphs("，不含其他。", 344))
    assert "12" in "".join(block.text for block in read(page) if isinstance(block, Paragraph))


def test_a_full_line_may_end_a_paragraph_where_the_next_is_indented() -> None:
    full = "　　" + "改" * (COLUMNS - 3) + "。"
    assert read(set_out(full, NEXT)) == [Paragraph(full.strip("　")), Paragraph(NEXT.strip("　"))]


def test_large_letters_are_headings_by_their_size() -> None:
    page = sheet(
        glyphs("某市人民政府", 780, x=200, size=26),
        glyphs("关于深化改革的意见", 745, x=160, size=26),
        glyphs("总体要求", 700, size=20),
        *(glyphs(LONG[i : i + COLUMNS], 660 - i) for i in range(0, len(LONG), COLUMNS)),
        glyphs("保障措施", 560, bold=True),
        *(glyphs(LONG[i : i + COLUMNS], 530 - i) for i in range(0, len(LONG), COLUMNS)),
    )
    assert read(page)[:4] == [
        Heading(1, "某市人民政府关于深化改革的意见"),
        Heading(2, "总体要求"),
        Paragraph(LONG.strip("　")),
        Heading(3, "保障措施"),
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [glyphs("左栏的话连着说下去不分段", 740 - 20 * i, x=60) for i in range(10)]
    right = [glyphs("右栏的话连着说下去不分段", 740 - 20 * i, x=320) for i in range(10)]
    mixed = [line for pair in zip(left, right, strict=True) for line in pair]
    text = "".join(block.text for block in read(sheet(*mixed)) if isinstance(block, Paragraph))
    assert text.index("右") > text.rindex("左")


def frame(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    return [Rule(x, ys[0], x, ys[-1]) for x in xs] + [Rule(xs[0], y, xs[-1], y) for y in ys]


def table_page(*rows: Sequence[str], top: float = 700) -> Page:
    """Return a page with one ruled table."""
    ys = [top - 30 * i for i in range(len(rows), -1, -1)]
    placed = [
        glyphs(cell, top - 30 * (i + 1) + 8, x=85 + 150 * j) for i, row in enumerate(rows) for j, cell in enumerate(row)
    ]
    return laid_out(sheet(*placed, rules=frame([80, 230, 380], ys)))


def test_a_table_goes_on_over_the_page_and_its_head_is_said_once() -> None:
    first, second = table_page(("指标", "数值"), ("企业", "5")), table_page(("指标", "数值"), ("学校", "6"))
    assert paragraphs.read([first, second]) == [Table((("指标", "数值"), ("企业", "5"), ("学校", "6")))]


def test_a_cell_that_is_broken_over_pages_is_one() -> None:
    def page(*rows: tuple[str, ...]) -> Page:
        return Page(842, (Grid(rows, 700, (80, 180, 330, 430)),))

    first = page(("单位", "项目", "投资"), ("市农业农村局", "数字乡村服务", "3200"))
    second = page(("", "平台", ""), ("市大数据局", "算力中心", "860"))
    rows = (("单位", "项目", "投资"), ("市农业农村局", "数字乡村服务平台", "3200"), ("市大数据局", "算力中心", "860"))
    assert paragraphs.read([first, second]) == [Table(rows)]


def statistics(*lines: tuple[float, Sequence[str]], ruled: Sequence[float] = (200, 320)) -> list[Block]:
    """Return what is read of a table that is ruled above, under its head and below, and open at both sides."""
    xs = (90, 210, 330)
    placed = [glyphs(cell, y, x=x, size=10) for y, cells in lines for x, cell in zip(xs, cells, strict=True) if cell]
    bottom = min(y for y, _ in lines) - 10
    rules = [Rule(x, bottom, x, 700) for x in ruled] + [Rule(80, y, 450, y) for y in (700, 660, bottom)]
    return read(sheet(glyphs("表1", 720), *placed, rules=rules))


HEAD = (675.0, ("指标", "2024年", "增长（%）"))


def test_a_table_that_is_open_at_its_sides_and_has_no_rules_between_its_rows_is_one() -> None:
    assert statistics(
        HEAD,
        (640, ("地区生产总值", "12,345.6", "5.3")),
        (620, ("其中：", "", "")),
        (600, ("第一产业", "321.5", "-2.1")),
        (580, ("第二产业", "4,567.8", "—")),
    )[-1] == Table(
        (
            ("指标", "2024年", "增长（%）"),
            ("地区生产总值", "12,345.6", "5.3"),
            ("其中：", "", ""),
            ("第一产业", "321.5", "-2.1"),
            ("第二产业", "4,567.8", "—"),
        )
    )


def test_a_name_over_two_lines_is_of_one_row() -> None:
    assert statistics(
        HEAD,
        (640, ("地区生产总值", "12,345.6", "5.3")),
        (616, ("规模以上工业", "", "")),
        (610, ("", "3,210.5", "4.1")),
        (604, ("企业增加值", "", "")),
        (580, ("固定资产投资", "987.6", "2.0")),
    )[-1] == Table(
        (
            ("指标", "2024年", "增长（%）"),
            ("地区生产总值", "12,345.6", "5.3"),
            ("规模以上工业企业增加值", "3,210.5", "4.1"),
            ("固定资产投资", "987.6", "2.0"),
        )
    )


def test_a_table_with_level_rules_alone_is_one() -> None:
    rows = [(640.0 - 20 * n, (f"第{n}产业", f"{n}21.5", f"{n}.4")) for n in range(4)]
    told = [tuple(cells) for _, cells in (HEAD, *rows)]
    assert statistics(HEAD, *rows, ruled=())[-1] == Table(tuple(told))


def test_running_text_between_rules_is_no_table() -> None:
    lines = [
        (640.0 - 20 * n, ("各区财政收入增长情况表明", "经济运行总体平稳有序", "质量效益有新的提高")) for n in range(4)
    ]
    assert not any(isinstance(block, Table) for block in statistics(HEAD, *lines, ruled=()))


def test_words_broken_over_lines_stay_one_row() -> None:
    (table,) = statistics(
        HEAD, (640, ("实施方案", "由市发展改", "2024")), (626, ("", "革委牵头会", "")), (612, ("", "同财政局", ""))
    )[1:]
    assert isinstance(table, Table)
    assert table.rows[1] == ("实施方案", "由市发展改革委牵头会同财政局", "2024")


def test_characters_drawn_twice_to_look_bold_are_read_once() -> None:
    line = [glyph for one in glyphs("重点工作", 700) for glyph in (one, one._replace(x0=one.x0 + 0.3, x1=one.x1 + 0.3))]
    assert read(sheet(line)) == [Paragraph("重点工作")]


def test_latin_words_keep_their_blanks() -> None:
    page = sheet(glyphs("World", 700), glyphs("Bank", 700, x=LEFT + 5 * 8 + 6), glyphs("2024", 672))
    assert read(page) == [Paragraph("World Bank 2024")]
