"""The PDF itself: real text that can be copied, the foot, the code, what fonts lack, the same bytes each time."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capitals import capitals
from app.errors import Refused
from app.forms.paper import foot
from app.forms.paper.charts import drawn
from app.forms.paper.fonts import BOLD, FILES, FOLDER, SANS, SERIF, Face, face
from app.forms.paper.marks import Drawing, Rule, Words
from app.forms.paper.typeset import Type
from app.forms.pdf import laid_out, missing, render
from app.forms.sheet import Block, Cell, Chart, Document, Row, Sheet, Stamp, Table, Text
from tests.forms.everything import everything
from tests.forms.geometry import check, pages, words

SEALED = Stamp("KZ-2025-Q3-K01", "c0ffee" * 10 + "c0de", False, "王经理", datetime(2025, 10, 8, 9, 30, tzinfo=UTC))
NAMES = ("阿卜杜热西提·买买提江", "热娜古丽•阿不都", "马䶮", "陈㛃", "李𬭚", "欧阳靝")


def pdf(*documents: Document) -> bytes:
    out = BytesIO()
    render(documents, out)
    return out.getvalue()


def of(*blocks: Block, stamp: Stamp | None = None) -> Document:
    return Document("probe", "试印", "试印", (Sheet("表", "试印", blocks),), stamp or Stamp(draft=False))


@pytest.mark.parametrize("stamp", [None, SEALED])
def test_everything_stands_where_it_can_be_read(stamp: Stamp | None) -> None:
    assert check(pdf(everything(stamp))) == []


def test_names_and_amounts_can_be_copied_as_they_were_typed() -> None:
    amount = capitals(1640902)
    made = pdf(of(Table((60, 60), tuple(Row((Cell(name), Cell(amount))) for name in NAMES))))
    copied = words(made)
    assert [name for name in NAMES if name not in copied] == []
    assert copied.count("壹万陆仟肆佰零玖元零贰分") == len(NAMES)
    assert check(made) == [] and "□" not in copied


def test_text_is_in_the_order_of_the_cells() -> None:
    rows = tuple(Row((Cell(f"甲{at}"), Cell(f"乙{at}，" * 30), Cell(at))) for at in range(5))
    copied = words(pdf(of(Table((30, 60, 20), rows))))
    places = [copied.index(f"{sign}{at}") for at in range(5) for sign in "甲乙"]
    assert places == sorted(places)


def test_a_character_that_no_font_has_is_a_box_and_is_told() -> None:
    document = of(Text("坏\x07字 🎧 好"), Text("又一个 🎧"))
    copied = words(pdf(document))
    assert "坏□字 □ 好" in copied and "□ 代替字库中没有的字：U+0007 U+1F3A7" in copied
    assert missing([document]) == "\x07🎧"
    assert missing([of(Text("都有 𬭚䶮"))]) == "" and "代替" not in words(pdf(of(Text("都有"))))
    many = of(Text("".join(map(chr, range(0x1F300, 0x1F320)))))
    assert re.search(r"U\+1F300( U\+1F30[1-7]){7}等", words(pdf(many)))


def test_what_has_no_look_takes_no_room() -> None:
    document = of(Text("名\u200d字\ufe0f\u2066\U000e0100。"))
    assert "名字。" in words(pdf(document)) and missing([document]) == ""
    assert face(SANS).width("名\u200d字\ufe0f") == 2000


def test_a_rare_character_is_measured_in_the_font_that_draws_it() -> None:
    plain, rare = face(SERIF).width("提·提"), face(SANS).width("提·提")
    assert plain != rare  # the two fonts differ in the middle dot
    piece = next(one for one in pages(pdf(of(Text("右鿿齐", "number"))))[0].words if "齐" in one.text)
    assert piece.box.right == pytest.approx(595.28 - 15 * 72 / 25.4, abs=1)


@pytest.mark.parametrize("name", FILES)
@given(share=st.integers(0, 999))
@settings(max_examples=12, deadline=None)
def test_a_cut_font_is_refused_by_name(tmp_path_factory: pytest.TempPathFactory, name: str, share: int) -> None:
    folder, whole = tmp_path_factory.mktemp("fonts"), (FOLDER / FILES[name]).read_bytes()
    (folder / FILES[name]).write_bytes(whole[: len(whole) * share // 1000])
    try:
        made = Face(name, folder)
    except Refused as refused:
        assert FILES[name] in str(refused) and "已损坏" in str(refused)
    else:
        assert made.width("字") == 1000


def test_a_font_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"NotoSansSC-Bold\.ttf: 打印用的字体文件不在了，请重新安装本程序"):
        Face(BOLD, tmp_path)


def test_the_foot_tells_what_is_known() -> None:
    copied = words(pdf(of(Text("一"), stamp=SEALED)))
    for told in (
        "表单 probe　编号 KZ-2025-Q3-K01",
        "第 1 页　共 1 页",
        "摘要 c0ff eec0 ffee c0ff",
        "打印人 王经理　打印时间 2025-10-08 09:30",
    ):
        assert told in copied
    assert "草稿" not in copied


def test_the_foot_leaves_open_what_is_not_known() -> None:
    copied = words(pdf(of(Text("一"))))
    assert re.search(r"表单 probe\s", copied) and "编号" not in copied and "摘要" not in copied
    assert re.search(r"打印人\s+打印时间\s*$", copied) and str(datetime.now(UTC).year) not in copied


def test_a_draft_says_so_on_every_page_beneath_all_else() -> None:
    document = of(*[Text("一行字")] * 120, stamp=Stamp("", "ab" * 32))
    made = pages(pdf(document))
    assert len(made) > 1
    for page in made:
        marks = [piece for piece in page.pieces if piece.is_watermark]
        assert [mark.text for mark in marks] == ["草稿"] and marks[0].order == 0
    assert "草稿" not in words(pdf(of(Text("一"), stamp=SEALED)))


def test_a_foot_too_long_for_its_place_gets_smaller_and_says_that_it_goes_on() -> None:
    stamp = replace(SEALED, printed_by="名" * 400, number="编" * 200)
    made = pdf(of(Text("一"), stamp=stamp))
    assert check(made) == [] and words(made).count("…") == 2


def test_each_document_counts_its_own_pages() -> None:
    copied = words(pdf(of(*[Text("一行字")] * 60), of(Text("另一张"))))
    assert re.findall(r"第 \d 页　共 \d 页", copied) == ["第 1 页　共 2 页", "第 2 页　共 2 页", "第 1 页　共 1 页"]


def test_the_code_says_number_and_whole_digest() -> None:
    sheet = everything().sheets[0]
    squares = foot.code(SEALED, sheet)
    rows = foot.modules(f"KZ-2025-Q3-K01 {SEALED.digest}")
    assert foot.numbered(SEALED) == f"KZ-2025-Q3-K01 {SEALED.digest}"
    assert foot.numbered(replace(SEALED, number="", draft=True)) == f"草稿 {SEALED.digest}"
    dark = sum(map(sum, rows)) * foot.CODE**2 // len(rows) ** 2
    assert abs(sum(one.width * one.height for one in squares) - dark) < dark // 50
    # The three corners by which a reader finds it.
    for down, across in ((0, 0), (0, -7), (-7, 0)):
        assert all(row[across : across + 7 or None][3] for row in rows[down : down + 7 or None][2:5])
    assert foot.code(Stamp(), sheet) == ()


def test_the_file_tells_nothing_of_machine_or_moment() -> None:
    made = pdf(everything(SEALED))
    document = pypdfium2.PdfDocument(made)
    told = document.get_metadata_dict(skip_empty=True)
    document.close()
    assert told.pop("CreationDate") == told.pop("ModDate")
    assert {key: told[key] for key in ("Title", "Creator", "Producer")} == {
        "Title": "月度考核评分表",
        "Creator": "热线考核台账",
        "Producer": "热线考核台账",
    }
    assert set(told) <= {"Title", "Creator", "Producer", "Subject"}
    assert str(Path.home()).encode() not in made and b"/usr/" not in made


def test_the_same_form_gives_the_same_bytes_whatever_was_printed_before() -> None:
    first = pdf(everything(SEALED))
    pdf(of(Text("另一张，有别的字：龘靐齉")))
    assert pdf(everything(SEALED)) == first != pdf(everything())


def test_text_of_a_workbook_s_poison_is_text_on_paper_too() -> None:
    texts = ["=1+1", "(括号)\\反斜", "<b>&amp;</b>", "%PDF", ") Tj ET", "'引号'"]
    made = pdf(of(*map(Text, texts)))
    copied = words(made)
    assert [text for text in texts if text not in copied] == [] and check(made) == []


# --- charts


def chart(kind: str, values: list[Decimal | None], *marks: tuple[str, Decimal], label: str = "第{}期") -> Chart:
    return Chart(kind, "图", tuple(label.format(at) for at in range(len(values))), tuple(values), marks)


FIGURES = st.decimals(-10_000, 10_000, places=2)


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(["trend", "bars"]),
    st.lists(st.none() | FIGURES, min_size=1, max_size=24),
    st.lists(st.tuples(st.sampled_from(["合格线", "80 分", "限额"]), FIGURES), max_size=3),
    st.sampled_from(["{}月", "第{}个名字比较长的考核指标，说明也不短"]),
)
def test_any_chart_can_be_read(
    kind: str, values: list[Decimal | None], marks: list[tuple[str, Decimal]], label: str
) -> None:
    one = chart(kind, values, *marks, label=label)
    assert check(pdf(of(Text("图前"), one, Text("图后")))) == []


@pytest.mark.parametrize("kind", ["trend", "bars"])
def test_a_chart_of_nothing_says_so(kind: str) -> None:
    marks = drawn(Drawing(0, 0, 40_000, 12_000, chart(kind, [None, None], ("合格线", Decimal(80)))))
    assert [mark.text for mark in marks if isinstance(mark, Words)] == ["图：未录入"]


def test_every_figure_and_every_level_is_written() -> None:
    values: list[Decimal | None] = [Decimal("81.5"), None, Decimal(-3), Decimal("0.250")]
    for kind in ("trend", "bars"):
        told = words(pdf(of(chart(kind, values, ("合格线", Decimal(80)), ("70 分", Decimal(70))))))
        for text in ("81.5", "-3", "0.25", "合格线 80", "70 分", "第0期", "第3期"):
            assert text in told, (kind, text)
    lying = words(pdf(of(chart("bars", values))))
    assert "未录入" in lying and "-3" in lying


def test_names_beside_bars_get_as_much_room_as_they_need() -> None:
    one = chart("bars", [Decimal(at) for at in range(30)], label="第{}个名字比较长的考核指标，说明也不短")
    document = of(one)
    assert check(pdf(document)) == []
    assert len(laid_out(document)[0][1].words) >= 60


def figures(*values: str) -> tuple[list[Words], list[Rule]]:
    """The figures at the points of a trend, and its line."""
    marks = list(drawn(Drawing(0, 0, 40_000, 14_000, chart("trend", [Decimal(one) for one in values]))))
    ticks = {mark.x for mark in marks if isinstance(mark, Words)}
    found = [mark for mark in marks if isinstance(mark, Words) and mark.text in values and mark.x > min(ticks) + 2000]
    return found, [mark for mark in marks if isinstance(mark, Rule) and mark.weight == 100]


def test_sums_of_money_have_no_tick_below_nothing() -> None:
    marks = drawn(Drawing(0, 0, 40_000, 14_000, chart("trend", [Decimal(400), Decimal(4200), Decimal(0)])))
    assert not [mark.text for mark in marks if isinstance(mark, Words) and mark.text.startswith("-")]


@pytest.mark.parametrize(
    "values",
    [
        ("100", "100.5", "87", "97.5", "98.25", "98"),  # the low lies close to the lowest tick
        ("0", "4200", "0", "1200"),
        ("97.25", "75.1", "89", "97.2", "70", "71", "83.55", "99", "98.35", "60.5", "61"),  # steep ways up and down
    ],
)
def test_no_line_goes_through_a_figure(values: tuple[str, ...]) -> None:
    shown, lines = figures(*values)
    assert {one.text for one in shown} == set(values) and len(lines) == len(values) - 1
    for one in shown:
        left, right = one.x + 1, one.x + Type(face(SANS), one.size).width(one.text) - 1
        for line in lines:
            low, high = max(line.x, left), min(line.to_x, right)
            heights = [line.y + (line.to_y - line.y) * (x - line.x) // (line.to_x - line.x) for x in (low, high)]
            assert low >= high or max(heights) < one.y - 500 or min(heights) > one.y, (one, line)
