"""What a value becomes in a workbook, for every value there is."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.forms import xlsx
from app.forms.sheet import DAY, MONEY, PERCENT, PLAIN, POINTS, Cell, Document, Row, Sheet, Stamp, Table, Text
from app.forms.xlsx_values import readable, stored
from tests.forms.everything import POISON, RARE


def round_trip(cells: list[Cell]) -> list[Any]:
    """The cells as they are read again, one below another."""
    table = Table((100,), tuple(Row((cell,)) for cell in cells))
    out = BytesIO()
    xlsx.render(Document("x", "x", "x", (Sheet("表", "", (table,)),), Stamp(draft=False)), out)
    sheet: Any = load_workbook(BytesIO(out.getvalue())).active
    return [cell for (cell,) in sheet.iter_rows() if type(cell).__name__ == "Cell"]


def unescaped(text: str) -> str:
    """As Excel reads the text of a file."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def shown(value: Any, form: str) -> str:
    """What Excel shows for the few formats that are used here."""
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    if form == "#,##0.00":
        return f"{number:,.2f}"
    match = re.fullmatch(r'0(?:\.(0+))?("%")?', form)
    assert match, form
    return f"{number:.{len(match[1] or '')}f}" + ("%" if match[2] else "")


TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.text("=+-@'\"_x0041 \n\t\r#N/A!", max_size=20),
    st.sampled_from([*POISON, RARE, "TRUE", "1e5", "2025-09-01", "3/4", "#REF!", "=HYPERLINK(1)", " =1", "＝1", "'"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=8))
@example(["\ud800", "\ufffe", "\x00", "\x7f", "\x85", "_x005F_x0041_"])
def test_text_is_text_and_comes_back_as_it_was(texts: list[str]) -> None:
    cells = round_trip([Cell(text) for text in texts])
    assert len(cells) == len(texts)
    for text, cell in zip(texts, cells, strict=True):
        assert cell.data_type == "s"
        kept = readable(text)
        assert cell.value == kept
        if not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", text):
            assert unescaped(kept) == text
        if kept.lstrip()[:1] in tuple("=+-@"):
            assert cell.quotePrefix and cell.number_format == "@"


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=80), st.text(st.characters(codec="utf-8"), max_size=80))
def test_every_text_may_stand_anywhere(first: str, second: str) -> None:
    blocks = (Text(first), Text(second, "note", indent=True))
    sheet = Sheet(first, second, blocks, subtitle=first)
    stamp = Stamp(first, second, False, second)
    out = BytesIO()
    xlsx.render(Document(second, first, first, (sheet, sheet), stamp), out)
    book = load_workbook(BytesIO(out.getvalue()))
    assert len(book.sheetnames) == 2
    for one in book:
        assert not [cell for row in one.iter_rows() for cell in row if cell.data_type in ("f", "e")]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("坏\x07字", "坏␇字"),
        ("\x7f", "␡"),
        ("\x85", "\ufffd"),
        ("半\ud83d个", "半\ufffd个"),
        ("行\r\n行\r行", "行\n行\n行"),
        ("_x0041_", "_x005F_x0041_"),
        ("_x_", "_x_"),
        (RARE, RARE),
    ],
)
def test_what_a_workbook_cannot_hold_is_shown_by_a_sign(text: str, kept: str) -> None:
    assert readable(text) == kept


@pytest.mark.parametrize("code", ["0012", "460033199001011234", "１２", "3-4", "2025-09", "1e3", "9月1日"])
def test_codes_stay_text_also_when_they_are_edited(code: str) -> None:
    (cell,) = round_trip([Cell(code)])
    assert (cell.value, cell.data_type) == (code, "s")
    assert code == "１２" or cell.number_format == "@"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_points_and_percents_show_the_digits_of_the_paper(value: Decimal) -> None:
    for form in (POINTS, PERCENT, PLAIN):
        for one in (value, value.normalize(), value.quantize(Decimal("0.1"))):
            cell = Cell(one, format=form)
            kept = stored(cell)
            assert isinstance(kept.value, Decimal) and kept.value == one
            assert shown(kept.value, kept.format) == cell.text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-(10**14), 10**14), min_size=1, max_size=6))
def test_money_is_yuan_to_the_fen(fen: list[int]) -> None:
    cells = round_trip([Cell(one, format=MONEY) for one in fen])
    for one, cell in zip(fen, cells, strict=True):
        assert cell.number_format == "#,##0.00" and cell.data_type == "n"
        assert shown(cell.value, "#,##0.00").replace(",", "").replace("-0.00", "0.00") == Cell(one, format=MONEY).text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.decimals(places=3, min_value=-(10**8), max_value=10**8), min_size=1, max_size=6))
def test_numbers_come_back_from_the_file_with_the_same_digits(values: list[Decimal]) -> None:
    cells = round_trip([Cell(one, format=PERCENT) for one in values])
    for one, cell in zip(values, cells, strict=True):
        assert cell.data_type == "n"
        assert shown(cell.value, cell.number_format) in (Cell(one, format=PERCENT).text, f"{abs(one):f}%")


@pytest.mark.parametrize("value", [10**15, Decimal("1234567890.1234567"), Decimal("1e-20"), Decimal("NaN")])
@pytest.mark.parametrize("form", [PLAIN, POINTS])
def test_what_excel_would_round_stays_text(value: int | Decimal, form: str) -> None:
    (cell,) = round_trip([Cell(value, format=form)])
    assert (cell.data_type, cell.value) == ("s", Cell(value, format=form).text)


def test_nothing_is_nothing() -> None:
    assert [cell.value for cell in round_trip([Cell(None), Cell("x")])] == [None, "x"]
    assert round_trip([Cell(0), Cell(Decimal(0))])[0].value == 0


def test_days_are_dates_in_the_words_of_the_paper() -> None:
    words, bare = round_trip([Cell(date(2025, 9, 1), format=DAY), Cell(date(2025, 9, 1))])
    assert words.number_format == 'yyyy"年"m"月"d"日"' and bare.number_format == "yyyy-mm-dd"
    assert words.value == bare.value and words.is_date
