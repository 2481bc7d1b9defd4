"""Forms on paper: lines as Chinese is set, pages that tear nothing, a PDF whose text is text."""

import io
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from app.errors import Refused
from app.forms.files import Stopped
from app.forms.paper.flow import pages_of
from app.forms.paper.fonts import SANS, Face, face, runs, unknown
from app.forms.paper.marks import Ground, Page, Rule, Words, frame_of
from app.forms.paper.table import Grid
from app.forms.paper.typeset import Look
from app.forms.pdf import render
from app.forms.sheet import Cell, Chart, Document, Gap, Pairs, Row, Sheet, Signatures, Stamp, Table, Text
from app.forms.styles import HEAD, LABEL, NUMBER, TEXT
from tests.forms.geometry import faults, pages, words


def pdf(*sheets: Sheet, stamp: Stamp | None = None) -> bytes:
    out = io.BytesIO()
    render([Document("probe", "试印", "试印", sheets, stamp or Stamp())], out)
    return out.getvalue()


# --- fonts


def test_rare_characters_find_a_face() -> None:
    assert [len(runs(name, face(SANS))) for name in ("买买提·艾力", "马䶮", "陈㛃", "𬭚")] == [1, 1, 1, 1]
    mixed = runs("A鿿B", face(SANS))
    assert [text for text, _ in mixed] == ["A", "鿿", "B"] and mixed[1][1].name == "ledger-serif"
    assert unknown("好😀") == "😀" and runs("😀", face(SANS))[0][0] == "□"


def test_a_missing_or_broken_font_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"NotoSansSC-Regular\.ttf.*不在了"):
        Face(SANS, tmp_path)
    (tmp_path / "NotoSansSC-Regular.ttf").write_bytes(b"no font")
    with pytest.raises(Refused, match="已损坏"):
        Face(SANS, tmp_path)


# --- pages


def table(rows: int, spans: int = 1, words_of_a_cell: str = "迟到 1 次") -> Table:
    """So many rows under a head; the first column spans so many."""
    head = Row((Cell("序号", HEAD), Cell("事项", HEAD), Cell("金额", HEAD)))
    body = [
        Row((Cell(at // spans, LABEL, rows=min(spans, rows - at)) if at % spans == 0 else None,
             Cell(f"{words_of_a_cell}，第 {at} 条", TEXT), Cell(at * 100, NUMBER, format="money")))
        for at in range(rows)
    ]  # fmt: skip
    return Table((15, 100, 40), (head, *body), head=1, keep=2)


def said(page: Page) -> list[str]:
    return [one.text for one in page.marks if isinstance(one, Words)]


def test_heads_are_repeated_and_no_row_is_lost() -> None:
    laid = pages_of(Sheet("表", "表", (table(120),)))
    assert len(laid) >= 3
    assert all("事项" in said(page) for page in laid)
    every = [one for page in laid for one in said(page)]
    assert [one for one in every if one.startswith("迟到")] == [f"迟到 1 次，第 {at} 条" for at in range(120)]


@pytest.mark.parametrize("spans", [1, 3, 7])
def test_a_span_is_never_torn(spans: int) -> None:
    for page in pages_of(Sheet("表", "表", (table(84, spans),))):
        rows = [one for one in said(page) if one.startswith("迟到")]
        assert len(rows) % spans == 0 or spans == 1


def test_the_last_rows_stay_together() -> None:
    for rows in range(30, 60):
        last = pages_of(Sheet("表", "表", (table(rows),)))[-1]
        assert {f"迟到 1 次，第 {rows - 1} 条", f"迟到 1 次，第 {rows - 2} 条"} <= set(said(last))


def test_a_row_longer_than_a_page_goes_on_on_the_next() -> None:
    long = "".join(f"第{at}句话说完了。" for at in range(900))
    table_ = Table((20, 120), (Row((Cell("一", LABEL), Cell(long, TEXT))),))
    laid = pages_of(Sheet("表", "表", (table_,)))
    assert len(laid) > 2
    assert "".join("".join(said(page)) for page in laid).replace("一", "", 1).replace("表", "", 1) == long


def test_rows_are_as_high_as_their_text_and_columns_as_wide_as_said() -> None:
    grid = Grid(table(3, 3, "很长的事项说明" * 12), 40_000, 60_000, Look())
    assert grid.edges == [0, 3870, 29677, 40000] or grid.edges[-1] == 40000
    assert grid.heights[1] > grid.heights[0]


def test_blocks_stand_inside_the_margins() -> None:
    sheet = everything()
    for page in pages_of(sheet):
        frame = frame_of(sheet.landscape, sheet.letter)
        for one in page.marks:
            if isinstance(one, Words):
                assert frame.left <= one.x and one.y <= frame.end
            elif isinstance(one, Rule | Ground):
                assert frame.left <= one.x


def everything(landscape: bool = False, letter: bool = False) -> Sheet:
    """Every kind of block."""
    chart = Chart(
        "trend", "得分走势", ("7月", "8月", "9月"), (Decimal("75.1"), None, Decimal("87.5")), (("80 分", Decimal(80)),)
    )
    bars = Chart("bars", "丢分", ("接通率", "投诉"), (Decimal("1.5"), Decimal(1)))
    blocks = (
        Pairs((("项目", "克州12345热线"), ("期间", "2025年9月"), ("考核时间", ""))),
        Text("一、总体情况", "heading"),
        Text("本月共接听 69,254 通，接通率 96.21%，高于目标 1.21 个百分点。" * 3, "plain", indent=True),
        table(20, 4), Gap(3), chart, bars, Signatures(("甲方（签字）", "乙方（签字）", "复核")),
    )  # fmt: skip
    return Sheet("全部", "月度运行报告", blocks, "（试印）", landscape, letter)


# --- the PDF


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("letter", [False, True])
def test_nothing_is_outside_over_or_across(landscape: bool, letter: bool) -> None:
    assert faults(pdf(everything(landscape, letter), Sheet("二", "二", (table(130, 4),), landscape=landscape))) == []


def test_text_is_text_and_fonts_are_embedded() -> None:
    data = pdf(Sheet("名", "扣罚通知单", (Text("阿卜杜热西提·买买提江 马䶮 陈㛃，大写：壹仟肆佰零玖元伍角整"),)))
    said_ = words(data).replace("\n", "")
    for one in ("扣罚通知单", "阿卜杜热西提·买买提江", "马䶮", "陈㛃", "壹仟肆佰零玖元伍角整", "第 1 页", "共 1 页"):
        assert one in said_, one
    assert data.count(b"/FontFile2") >= 2 and len(data) < 200_000


def test_the_foot_says_what_is_known_and_nothing_else() -> None:
    stamp = Stamp("KZ-2025-Q3-K01", "ab12" * 16, False, "王经理", datetime(2025, 10, 9, 8, 5))
    known = words(pdf(everything(), stamp=stamp))
    for one in ("编号 KZ-2025-Q3-K01", "ab12 ab12 ab12 ab12", "打印人 王经理", "2025-10-09 08:05"):
        assert one in known, one
    assert "草稿" not in known
    blank = words(pdf(everything()))
    assert "草稿" in blank and "打印时间" in blank and str(datetime.now().year) not in blank.split("打印时间")[1][:20]


def test_the_code_holds_number_and_digest() -> None:
    from app.forms.paper.foot import numbered

    stamp = Stamp("KZ-2025-Q3-K01", "ab" * 32, False)
    assert numbered(stamp) == f"KZ-2025-Q3-K01 {'ab' * 32}"
    assert numbered(Stamp("", "cd" * 32)) == f"草稿 {'cd' * 32}"


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf(everything()) == pdf(everything())


def test_documents_and_sheets_stand_in_the_outline() -> None:
    out = io.BytesIO()
    one = Document("a", "甲表", "甲", (everything(), everything()))
    other = Document("b", "乙表", "乙", (everything(),))
    told: list[tuple[str, int, int]] = []
    made = render([one, other], out, lambda *step: told.append(step))
    document = pypdfium2.PdfDocument(out.getvalue())
    assert len(document) == made == len(pages(out.getvalue()))
    titles = [(item.level, item.get_title()) for item in document.get_toc()]
    assert titles == [(0, "甲表"), (1, "全部"), (1, "全部"), (0, "乙表")]
    assert told == [("甲表", 0, 2), ("乙表", 1, 2), ("", 2, 2)]
    document.close()


def test_a_stop_is_obeyed() -> None:
    asked: list[int] = []

    def stopped() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(Stopped):
        render([Document("a", "甲表", "甲", (everything(), everything(), everything()))], io.BytesIO(), stopped=stopped)
    assert len(asked) == 3
