"""Pages without a PDF: whatever a table holds, nothing is lost, torn, overlaid or outside; heads and ends stay."""

from collections import Counter
from itertools import pairwise, takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms.paper.flow import pages_of
from app.forms.paper.fonts import face
from app.forms.paper.marks import Page, Rule, Words, frame_of
from app.forms.paper.typeset import SMALLEST, Look, Type, fitted
from app.forms.sheet import Block, Cell, Gap, Pairs, Row, Sheet, Signatures, Table, Text

PROSE = "甲方每月对乙方的服务质量进行考核，得分低于 80 分的，每低 1 分扣减当月服务费 1%；"


def laid(*blocks: Block, landscape: bool = False, letter: bool = False) -> list[Page]:
    return pages_of(Sheet("表", "", blocks, landscape=landscape, letter=letter))


def said(page: Page) -> list[str]:
    return [words.text for words in page.words]


def where(text: str, pages: list[Page]) -> list[int]:
    """The pages on which a text stands."""
    return [at for at, page in enumerate(pages) if any(text in one for one in said(page))]


Box = tuple[int, int, int, int]


def box(words: Words) -> Box:
    """Left, top, right, bottom of its letters."""
    kind = Type(face(words.face), words.size)
    return words.x, words.y - 88 * words.size, words.x + kind.width(words.text), words.y + 12 * words.size


def is_crossed(one: Box, rule: Rule) -> bool:
    left, top, right, bottom = one[0] + 20, one[1] + 20, one[2] - 20, one[3] - 20
    across = max(left, rule.x) < min(right, rule.to_x) or left < rule.x == rule.to_x < right
    return across and (max(top, rule.y) < min(bottom, rule.to_y) or top < rule.y == rule.to_y < bottom)


def faults(page: Page, landscape: bool = False) -> list[object]:
    """Words outside the frame, over each other, or crossed by a rule."""
    frame = frame_of(landscape, False)
    boxes = sorted(map(box, page.words), key=lambda one: one[1])
    inner = frame.width - frame.right + 1
    found: list[object] = [
        one for one in boxes if one[0] < frame.left or one[2] > inner or one[1] < frame.top or one[3] > frame.end
    ]
    for at, one in enumerate(boxes):
        below = takewhile(lambda other: other[1] < one[3] - 20, boxes[at + 1 :])  # noqa: B023  # taken at once
        found += [(one, other) for other in below if min(one[2], other[2]) - max(one[0], other[0]) > 20]
    rules = [mark for mark in page.marks if isinstance(mark, Rule)]
    return [*found, *((one, rule) for one in boxes for rule in rules if is_crossed(one, rule))]


def column_texts(pages: list[Page]) -> list[str]:
    """What stands in each column, from above to below over all pages, without blanks."""
    found: dict[int, str] = {}
    for page in pages:
        edges = sorted({mark.x for mark in page.marks if isinstance(mark, Rule) and mark.x == mark.to_x})
        for words in sorted(page.words, key=lambda one: one.y) if edges else ():
            if not words.text.startswith(("头", "在")):
                column = sum(edge <= words.x for edge in edges)
                found[column] = found.get(column, "") + "".join(words.text.split())
    return [found[at] for at in sorted(found)]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables with spans downwards anywhere below their head; each cell says who it is."""
    columns, head = draw(st.integers(1, 4)), draw(st.integers(0, 2))
    rows = draw(st.integers(1, 45))
    grid: list[list[Cell | None]] = [[Cell(f"头{at}", "head") for _ in range(columns)] for at in range(head)]
    blank: list[Cell | None] = [None] * columns
    grid += [list(blank) for _ in range(rows)]
    for column in range(columns):
        row = head
        while row < head + rows:
            span = min(draw(st.sampled_from([1, 1, 1, 2, 5, 40])), head + rows - row)
            long = draw(st.sampled_from([0, 0, 1, 3])) * column
            style = draw(st.sampled_from(["text", "note", "centre", "number", "day"]))
            grid[row][column] = Cell(f"【{row}之{column}】{PROSE * long}", style, rows=span)
            row += span
    widths = tuple(draw(st.integers(8, 60)) for _ in range(columns))
    least = draw(st.sampled_from([0, 0, 15]))
    body = tuple(Row(tuple(row), least) for row in grid)
    return Table(widths, body, head, draw(st.integers(0, 3)), draw(st.booleans()))


@settings(deadline=None, max_examples=40)
@given(tables(), st.booleans(), st.integers(0, 230))
def test_whatever_a_table_holds_it_is_set_whole(table: Table, landscape: bool, above: int) -> None:
    pages = laid(Gap(above), Text("在上"), Gap(above), table, Text("在下"), landscape=landscape)
    for page in pages:
        assert faults(page, landscape) == []
    columns = column_texts(pages)
    for row in table.rows[table.head :]:
        for column, cell in enumerate(row.cells):
            assert cell is None or "".join(cell.text.split()) in columns[column]
    assert sum(len(where(text, pages)) for text in ("在上", "在下")) == 2


def plain(rows: int, head: int = 1, keep: int = 0, least: int = 0) -> Table:
    top = Row((Cell("序号", "head"), Cell("事项", "head")))
    body = [Row((Cell(at, "centre"), Cell(f"第{at}条")), least) for at in range(rows)]
    return Table((20, 100), (*[top] * head, *body), head, keep)


def spanned(rows: int, text: str, width: int = 30) -> Table:
    """One cell at the left of all rows."""
    body = [Row((Cell(text, "label", rows=rows) if at == 0 else None, Cell(f"第{at}条"))) for at in range(rows)]
    return Table((width, 100), (Row((Cell("组", "head"), Cell("事项", "head"))), *body), head=1)


def test_a_short_text_beside_more_rows_than_a_page_holds_is_said_on_each() -> None:
    pages = laid(spanned(120, "运行指标（40分）"))
    assert len(pages) == 3
    assert where("运行指标", pages) == [0, 1, 2]
    assert Counter(text for page in pages for text in said(page) if text.startswith("第"))["第77条"] == 1


def test_a_long_text_beside_them_goes_on_from_page_to_page() -> None:
    text = "".join(f"第{at}句说完了。" for at in range(500))
    pages = laid(spanned(120, text))
    assert "".join(one for page in pages for one in said(page) if not one.endswith(("条", "组", "事项"))) == text
    assert all(faults(page) == [] for page in pages)


def test_a_row_that_no_page_holds_says_nothing_twice() -> None:
    text = "".join(f"第{at}句说完了。" for at in range(900))
    before, after = Row((Cell("甲"), Cell("前一行"), Cell(1))), Row((Cell("丙"), Cell("后一行"), Cell(3)))
    pages = laid(Table((20, 120, 30), (before, Row((Cell("乙", "centre"), Cell(text), Cell(1200))), after)))
    every = [one for page in pages for one in said(page)]
    assert "".join(one for one in every if one not in {*"甲乙丙", "1", "3", "1200", "前一行", "后一行"}) == text
    assert (every.count("乙"), every.count("1200"), every.count("后一行")) == (1, 1, 1)
    assert len(said(pages[0])) > 40  # it begins on the page where there is room
    assert all(faults(page) == [] for page in pages)


def test_a_span_that_fits_inside_one_that_does_not_is_not_torn() -> None:
    def cells(at: int) -> tuple[Cell | None, ...]:
        outer = Cell("全部", "label", rows=99) if at == 0 else None
        inner = Cell(f"组{at // 3}", "label", rows=3) if at % 3 == 0 else None
        return outer, inner, Cell(f"第{at}条")

    pages = laid(Text("占一行"), Table((20, 30, 80), tuple(Row(cells(at)) for at in range(99))))
    for group in range(33):
        assert len({tuple(where(f"第{3 * group + at}条", pages)) for at in range(3)}) == 1
    assert where("全部", pages) == list(range(len(pages)))


def test_spans_that_overlap_without_end_part_between_rows() -> None:
    def cells(at: int) -> tuple[Cell | None, ...]:
        left = Cell(f"左{at}", rows=4) if at % 4 == 0 else None
        right = Cell(f"右{at}", rows=4 if at else 2) if at % 4 == 2 or at == 0 else None
        return left, right, Cell(f"第{at}条")

    pages = laid(Table((30, 30, 80), tuple(Row(cells(at)) for at in range(122))))
    assert [where(f"第{at}条", pages) for at in (0, 60, 121)] == [[0], [1], [2]]
    assert all(faults(page) == [] for page in pages)


def test_a_head_that_takes_half_a_page_stands_once() -> None:
    pages = laid(Table((60, 60), (Row((Cell(PROSE * 20, "head"), Cell("右栏", "head"))), *plain(80).rows[1:]), head=1))
    assert where("右栏", pages) == [0]
    pages = laid(plain(80, head=2))
    assert [said(page).count("序号") for page in pages] == [2, 2]


def test_a_head_never_stands_alone_and_a_heading_stays_with_what_it_heads() -> None:
    for above in range(200, 250, 2):
        pages = laid(Gap(above), Text("小标题", "heading"), plain(5))
        assert where("小标题", pages) == where("事项", pages) == where("第0条", pages)


@pytest.mark.parametrize("rows", range(38, 52))
def test_the_last_rows_stay_together(rows: int) -> None:
    pages = laid(plain(rows, keep=3))
    assert len({tuple(where(f"第{at}条", pages)) for at in (rows - 3, rows - 2, rows - 1)}) == 1


def test_no_line_of_a_paragraph_stands_alone() -> None:
    text = Text("".join(f"第{at}句话到这里说完了。" for at in range(60)))
    whole = len(said(laid(text)[0]))
    for above in range(200, 252):
        counts = [len(said(page)) for page in laid(Gap(1), Text("在上"), Gap(above), text)]
        assert sum(counts) == whole + 1 and min(counts[0] - 1, counts[-1]) != 1


def test_rows_to_write_in_are_as_high_as_asked() -> None:
    levels = sorted({mark.y for mark in laid(plain(3, least=20))[0].marks if isinstance(mark, Rule)})
    assert [low - high for high, low in pairwise(levels[1:])] == [5669] * 3


def test_a_figure_is_set_smaller_before_it_is_cut() -> None:
    kind, lines = fitted("1234567.89", "number", 4200, Look())
    assert lines == ("1234567.89",) and SMALLEST < kind.size < 10
    kind, lines = fitted("热线服务外包", "label", 4200, Look())
    assert lines == ("热线服务", "外包") and kind.size == 10
    kind, lines = fitted("1" * 100, "number", 4200, Look())
    assert kind.size == SMALLEST and "".join(lines) == "1" * 100


def test_a_row_with_the_wrong_number_of_cells_is_a_mistake_that_is_named() -> None:
    with pytest.raises(ValueError, match="第 2 行有 1 格，应有 2 格"):
        laid(Table((20, 100), (plain(1).rows[1], Row((Cell("一格"),)))))


def test_a_table_that_does_not_fit_keeps_its_millimetres() -> None:
    def edges(fit: bool) -> list[int]:
        table = Table((30, 50), (Row((Cell("一"), Cell("二"))),), fit=fit)
        return sorted({mark.x for mark in laid(table)[0].marks if isinstance(mark, Rule)})

    assert [edge - edges(False)[0] for edge in edges(False)] == [0, 8503, 22677]
    assert edges(True)[-1] - edges(True)[0] == frame_of(False, False).room


def test_labels_share_a_line_and_a_blank_one_is_a_rule() -> None:
    page = laid(Pairs((("项目", "热线"), ("期间", ""), ("编号", "1"))))[0]
    assert said(page) == ["项目：热线", "期间：", "编号：1"] and len({words.y for words in page.words}) == 1
    assert len([mark for mark in page.marks if isinstance(mark, Rule)]) == 1
    assert faults(page) == []
    page = laid(Pairs((("项目", PROSE), ("期间", ""))))[0]
    assert len({words.y for words in page.words}) == 2 and faults(page) == []


def test_places_to_sign_stay_on_one_page_and_have_room() -> None:
    for above in range(180, 250, 5):
        pages = laid(Gap(1), Text("在上"), Gap(above), Signatures(("甲方（盖章）", "乙方（盖章）", "监理"), 2, 30))
        assert len(where("甲方", pages)) == 1 and where("甲方", pages) == where("监理", pages)
        assert all(faults(page) == [] for page in pages)
    tall = laid(Signatures(tuple(f"第{at}人" for at in range(40)), 1, 30, dated=False))
    assert len(tall) == 5 and [one for page in tall for one in said(page)] == [f"第{at}人：" for at in range(40)]


@pytest.mark.parametrize("rows", range(30, 60))
def test_signatures_never_stand_on_a_page_by_themselves(rows: int) -> None:
    pages = laid(plain(rows, keep=2), Text("说明一行"), Gap(2), Signatures(("甲方（盖章）", "乙方（盖章）"), 2, 30))
    last = where("甲方", pages)
    assert last == [len(pages) - 1] and where(f"第{rows - 1}条", pages) == where(f"第{rows - 2}条", pages) == last
    assert Counter(text for page in pages for text in said(page) if text.startswith("第")).most_common(1)[0][1] == 1


def test_a_few_lines_do_not_get_a_page_of_their_own() -> None:
    """So many rows just do not fit; set a little closer, they do."""
    counts = [len(laid(Table((100,), tuple(Row((Cell("一\n二\n三"),)) for _ in range(many))))) for many in (17, 18, 19)]
    assert counts == [1, 1, 1] and len(laid(Table((100,), tuple(Row((Cell("一\n二\n三"),)) for _ in range(24))))) == 2
