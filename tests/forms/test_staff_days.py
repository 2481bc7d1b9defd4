"""考勤表 and 排班表: every cell against the ledger, sums counted again by hand, shading, blank months, large floors."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.errors import Refused
from app.forms.kinds import attendance_sheet, roster_sheet
from app.forms.paper.flow import pages_of
from app.forms.sheet import Document, Row, Table, Text
from app.ledger import attendance, conduct_facts, incidents, people, projects, roster, store
from app.ledger.book import Book
from app.ledger.codes import codes
from app.periods import Period
from tests.forms.conftest import wanted
from tests.forms.grid import covered, tables, texts, words

SIGNS = {
    **{"present": "√", "night": "夜", "trip": "差", "training": "训", "rest": "休", "holiday": "节", "late": "迟"},
    **{
        "early_leave": "退",
        "absent_post": "脱",
        "unauthorised_swap": "换",
        "absenteeism": "旷",
        "personal_leave": "事",
    },
    **{"sick_leave": "病", "annual_leave": "年", "marriage_leave": "婚", "bereavement_leave": "丧"},
}
WORK = ("present", "night", "trip", "training")


@pytest.fixture
def own_book(demo_file: Path, tmp_path: Path) -> Iterator[Book]:
    """A demo that may be written into."""
    book = store.open_book(Path(shutil.copy(demo_file, tmp_path / "考勤.hotline")), "王经理")
    yield book
    book.engine.dispose()


def month(text: str) -> Period:
    found = Period.parse(text)
    assert found
    return found


def table(document: Document) -> Table:
    return tables(document.sheets[0])[0]


def rows_by_number(document: Document) -> dict[str, list[str | None]]:
    """The rows of people, by staff number."""
    return {str(row[1]): row for row in texts(table(document))[2:] if row[1]}


def row_of(document: Document, number: str) -> Row:
    return next(row for row in table(document).rows if row.cells[1] and row.cells[1].text == number)


@pytest.mark.parametrize(
    ("code", "period"), [("KZ", "2025-08"), ("KZ", "2025-09"), ("YZ", "2025-10"), ("BS", "2025-10")]
)
def test_each_cell_says_what_the_ledger_marks(demo_book: Book, code: str, period: str) -> None:
    project, days = projects.find(demo_book, code).id, month(period).all_days
    marks = attendance.month(demo_book, project, month(period))
    numbers = {one.id: one.staff_number for one in people.listed(demo_book, project)}
    document = attendance_sheet.store(wanted(demo_book, code, period))
    rows = rows_by_number(document)
    there = {one for day in days for one in people.employed(demo_book, project, day)}
    assert set(rows) == {numbers[one] for one in there} and len(there) >= 13
    whole = [one for one in marks.all() if one.part == "day"]
    assert len(whole) > 300
    for one in whole:
        assert SIGNS[one.code] in str(rows[numbers[one.person]][3 + one.day.day])
    assert covered(table(document)) and table(document).head == 2
    heads = texts(table(document))
    assert heads[0][4 : 4 + len(days)] == [str(day.day) for day in days]
    assert heads[1][4 : 4 + len(days)] == ["一二三四五六日"[day.weekday()] for day in days]
    assert heads[0][-1] == "本人签字" and document.sheets[0].landscape


@pytest.mark.parametrize(("code", "period"), [("KZ", "2025-08"), ("YZ", "2025-09")])
def test_the_sums_are_those_of_the_marks(demo_book: Book, code: str, period: str) -> None:
    project = projects.find(demo_book, code).id
    numbers = {one.id: one.staff_number for one in people.listed(demo_book, project)}
    sums: Counter[tuple[str, str]] = Counter()
    for one in attendance.month(demo_book, project, month(period)).all():
        sums[numbers[one.person], "出/勤" if one.code in WORK else one.code] += 2 if one.part == "day" else 1
    document = attendance_sheet.store(wanted(demo_book, code, period))
    heads = [str(text).replace("\n", "/") for text in texts(table(document))[0]]
    names = {
        "休/息": "rest",
        "事/假": "personal_leave",
        "病/假": "sick_leave",
        "年/休": "annual_leave",
        "迟/到": "late",
    }
    for number, row in rows_by_number(document).items():
        shown = {head: Decimal(row[heads.index(head)] or "0") for head in ("出/勤", *names)}
        expected = {head: Decimal(sums[number, names.get(head, head)]) / 2 for head in shown}
        assert shown == expected, number
    total = texts(table(document))[-1]
    worked = sum(many for (_, what), many in sums.items() if what == "出/勤")
    assert Decimal(str(total[heads.index("出/勤")])) == Decimal(worked) / 2


def test_half_days_and_what_else_happened_stand_in_lines(demo_book: Book) -> None:
    rows = rows_by_number(attendance_sheet.store(wanted(demo_book, "KZ", "2025-09")))
    assert rows["K04"][3 + 18] == "√\n事" and rows["K03"][3 + 5] == "√\n脱" and rows["K02"][3 + 13] == "√\n迟"
    heads = [str(text) for text in texts(table(attendance_sheet.store(wanted(demo_book, "KZ", "2025-09"))))[0]]
    assert rows["K04"][heads.index("出\n勤")] == "20.5" and rows["K04"][heads.index("事\n假")] == "0.5"


def test_full_attendance_is_what_the_rules_say(demo_book: Book) -> None:
    project = projects.find(demo_book, "KZ").id
    for period in ("2025-08", "2025-09"):
        _, result = conduct_facts.judged(demo_book, project, month(period))
        kept = {one.person.id: "是" if one.full_attendance else "否" for one in result.people}
        rows = rows_by_number(attendance_sheet.store(wanted(demo_book, "KZ", period)))
        assert {number: row[-2] for number, row in rows.items()} == kept and set(kept.values()) == {"是", "否"}


def test_a_contract_without_conduct_rules_has_no_such_column(demo_book: Book) -> None:
    assert "全\n勤" not in texts(table(attendance_sheet.store(wanted(demo_book, "YZ", "2025-09"))))[0]


def test_days_off_are_shaded_and_days_made_up_are_not(demo_book: Book) -> None:
    document = attendance_sheet.store(wanted(demo_book, "YZ", "2025-10"))
    found = table(document).rows[2].cells[4:35]
    off = {at for at, cell in enumerate(found, 1) if cell and cell.style == "day_off"}
    assert off == {*range(1, 9), 12, 18, 19, 25, 26}  # the 11th, a Saturday, is worked


def test_days_out_of_employment_are_struck_out(demo_book: Book) -> None:
    rows = rows_by_number(attendance_sheet.store(wanted(demo_book, "KZ", "2025-07")))
    assert rows["K14"][4:17] == ["—"] * 13 and "—" not in rows["K14"][17:35]


def test_teams_have_sums_and_each_day_its_strength(demo_book: Book) -> None:
    document = attendance_sheet.store(wanted(demo_book, "KZ", "2025-09"))
    sums = [row for row in texts(table(document)) if row[0] and ("小计" in row[0] or "合计" in row[0])]
    assert [row[0] for row in sums] == ["一班 小计（4 人）", "二班 小计（5 人）", "三班 小计（5 人）", "合计（14 人）"]
    marks = attendance.month(demo_book, projects.find(demo_book, "KZ").id, month("2025-09"))
    there = [one for one in marks.all() if one.day == date(2025, 9, 18) and one.code in WORK]
    halves = sum(2 if one.part == "day" else 1 for one in there)
    assert Decimal(str(sums[-1][3 + 18])) == Decimal(halves) / 2 == Decimal("8.5")


def test_people_stand_by_team_as_set_up_then_by_number(demo_book: Book) -> None:
    document = attendance_sheet.store(wanted(demo_book, "KZ", "2025-09"))
    rows = [row for row in texts(table(document))[2:] if row[1]]
    assert [row[3] for row in rows] == ["一班"] * 4 + ["二班"] * 5 + ["三班"] * 5
    assert [row[1] for row in rows][4:9] == ["K06", "K07", "K08", "K09", "K14"]
    assert rows[0][2] == "古丽娜尔·阿布都热合曼" and rows[4][2] == "马䶮"


def test_a_large_floor_has_everybody_once(demo_book: Book) -> None:
    document = attendance_sheet.store(wanted(demo_book, "YZ", "2025-10"))
    rows = [row for row in texts(table(document))[2:] if row[1]]
    assert len(rows) >= 60 and [row[0] for row in rows] == [str(at) for at in range(1, len(rows) + 1)]
    assert len({row[1] for row in rows}) == len(rows)


def test_a_blank_month_lists_people_and_no_figures(demo_book: Book) -> None:
    document = attendance_sheet.store(wanted(demo_book, "KZ", "2025-12"))
    assert "未录入" in words(document.sheets[0])
    rows = texts(table(document))[2:]
    assert len([row for row in rows if row[1]]) == 14
    assert {text for row in rows for text in row[4:] if text} == set()


def test_a_project_without_people_gives_rows_to_fill_in(demo_book: Book) -> None:
    document = attendance_sheet.store(wanted(demo_book, "JY", "2025-09"))
    assert len(table(document).rows) == 12 and covered(table(document))


def test_lateness_logged_as_an_incident_is_marked_too(own_book: Book) -> None:
    project = projects.find(own_book, "KZ").id
    draft = incidents.Draft("late", date(2025, 9, 22), person=8)
    incidents.log(own_book, project, [draft], status=incidents.VERIFIED)
    document = attendance_sheet.store(wanted(own_book, "KZ", "2025-09"))
    heads, row = texts(table(document))[0], rows_by_number(document)["K08"]
    assert row[3 + 22] == "√\n迟" and row[heads.index("迟\n到")] == "1"


def test_full_attendance_is_open_while_days_are_unmarked(own_book: Book) -> None:
    project = projects.find(own_book, "KZ").id
    attendance.record(own_book, project, [attendance.Entry(1, date(2025, 10, day), "present") for day in range(9, 12)])
    rows = rows_by_number(attendance_sheet.store(wanted(own_book, "KZ", "2025-10")))
    assert rows["K01"][-2] == "" and rows["K01"][3 + 10] == "√"


def test_only_months_have_a_column_a_day(demo_book: Book) -> None:
    for kind in (attendance_sheet, roster_sheet):
        with pytest.raises(Refused, match="按月"):
            kind.store(wanted(demo_book, "KZ", "2025-Q3"))


def test_the_roster_is_the_one_planned(demo_book: Book) -> None:
    project = projects.find(demo_book, "KZ").id
    numbers = {one.id: one.staff_number for one in people.listed(demo_book, project)}
    planned = roster.duties(demo_book, project, month("2025-09"))
    document = roster_sheet.store(wanted(demo_book, "KZ", "2025-09"))
    rows = rows_by_number(document)
    shown = {(number, at): row[3 + at] for number, row in rows.items() for at in range(1, 31) if row[3 + at]}
    assert shown == {(numbers[one.person], one.day.day): one.shift for one in planned} and len(shown) == 300
    hours = {"早": 8, "晚": 8, "夜": 10}
    for number, row in rows.items():
        mine = [one.shift for one in planned if numbers[one.person] == number]
        assert row[-4:-1] == [str(len(mine)), str(mine.count("夜") or ""), str(sum(hours[one] for one in mine))]
    strength = [row for row in texts(table(document)) if row[0] and "人数" in row[0]]
    assert [row[0] for row in strength] == ["早班人数（最少 3 人）", "晚班人数（最少 3 人）", "夜班人数（最少 1 人）"]
    early = sum(one.shift == "早" and one.day.day == 4 for one in planned)
    assert strength[0][3 + 4] == str(early) and covered(table(document))
    assert "夜 夜班 22:00–次日 08:00" in words(document.sheets[0])


def test_a_shift_with_too_few_people_is_marked(own_book: Book) -> None:
    project = projects.find(own_book, "KZ").id
    there = [one.person for one in roster.duties(own_book, project, month("2025-09")) if one.day == date(2025, 9, 4)]
    roster.plan(own_book, project, [(who, date(2025, 9, 4), "") for who in dict.fromkeys(there)])
    document = roster_sheet.store(wanted(own_book, "KZ", "2025-09"))
    assert [row[3 + 4] for row in texts(table(document))[-3:]] == ["0!"] * 3


def test_a_month_without_a_roster_is_blank(demo_book: Book) -> None:
    document = roster_sheet.store(wanted(demo_book, "KZ", "2025-12"))
    assert "未录入" in words(document.sheets[0]) and not document.stamp.draft
    assert {text for row in texts(table(document))[2:] for text in row[4:] if text} == set()


def test_a_small_team_signs_on_the_page_with_its_days(demo_book: Book) -> None:
    """The contract's fourteen agents: sums and signatures do not get a page of their own."""
    document = attendance_sheet.store(wanted(demo_book, "KZ", "2025-09"))
    assert len(pages_of(document.sheets[0])) == 1
    said = [block.text for block in document.sheets[0].blocks if isinstance(block, Text)]
    signs = [one for row in said[-1].split("\n")[:2] for one in row.removeprefix("图例：").split("　")]
    assert {f"{one.sign} {one.name}" for one in codes().values()} <= set(signs)
