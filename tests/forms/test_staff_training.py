"""月度培训计划 and 培训记录与签到表: lines and people against the ledger, marks, absences, blanks."""

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.forms.kinds import training_plan, training_record
from app.forms.sheet import Sheet
from app.ledger import attachments, people, projects, store, training
from app.ledger.book import Book
from app.ledger.training import Came
from app.periods import Period
from tests.forms.conftest import wanted
from tests.forms.grid import covered, tables, texts, words

SEPTEMBER = Period("month", 2025, 9)


@pytest.fixture
def own_book(demo_file: Path, tmp_path: Path) -> Iterator[Book]:
    """A demo that may be written into."""
    book = store.open_book(Path(shutil.copy(demo_file, tmp_path / "培训.hotline")), "王经理")
    yield book
    book.engine.dispose()


def facts(sheet: Sheet, table: int = 0) -> dict[str, str]:
    """What stands beside each label."""
    found: dict[str, str] = {}
    for row in texts(tables(sheet)[table]):
        cells = [text for text in row if text is not None]
        found |= dict(zip(cells[::2], cells[1::2], strict=True))
    return found


def signing(sheet: Sheet) -> dict[str, tuple[str, str, str]]:
    """Name, mark and what stands in the place to sign, by staff number: both halves of the table."""
    found: dict[str, tuple[str, str, str]] = {}
    for row in texts(tables(sheet)[1])[1:]:
        for half in (row[:5], row[5:]):
            if half[1]:
                found[half[1]] = (str(half[2]), str(half[3]), str(half[4]))
    return found


def test_the_plan_lists_what_was_planned_and_held(demo_book: Book) -> None:
    plans = training.plans(demo_book, projects.find(demo_book, "KZ").id, SEPTEMBER)
    document = training_plan.store(wanted(demo_book, "KZ", "2025-09"))
    rows = texts(tables(document.sheets[0])[0])
    assert len(plans) == 3 and [row[2] for row in rows[1:-1]] == [one.topic for one in plans]
    assert rows[1] == ["1", "2025年9月8日", "采暖费减免政策", "业务培训", "2", "2025年9月8日 已开展"]
    assert rows[-1][4] == str(sum(int(one.hours or 0) for one in plans)) and covered(tables(document.sheets[0])[0])
    assert plans[0].filed_on == date(2025, 8, 29)
    assert "已于 2025年8月29日" in words(document.sheets[0])


def test_a_plan_with_an_hour_missing_has_no_sum(own_book: Book) -> None:
    project = projects.find(own_book, "KZ").id
    month = Period("month", 2025, 11)
    training.plan(own_book, project, month, "消防演练", "routine", planned_on=date(2025, 11, 5))
    training.plan(own_book, project, month, "医保政策", "targeted", hours="1.5")
    document = training_plan.store(wanted(own_book, "KZ", "2025-11"))
    rows = texts(tables(document.sheets[0])[0])
    assert [row[4] for row in rows[1:]] == ["", "1.5", ""] and "于　　　　年　　月　　日报送" in words(
        document.sheets[0]
    )


def test_a_month_without_a_plan_has_rows_to_fill_in(demo_book: Book) -> None:
    sheet = training_plan.store(wanted(demo_book, "KZ", "2025-12")).sheets[0]
    rows = texts(tables(sheet)[0])[1:]
    assert len(rows) == 8 and {text for row in rows for text in row[1:]} == {""} and "未录入" in words(sheet)


def test_a_session_has_a_page_with_everybody_who_came(demo_book: Book) -> None:
    project = projects.find(demo_book, "KZ").id
    held = training.sessions(demo_book, project, SEPTEMBER)
    names = {one.id: one for one in people.listed(demo_book, project)}
    document = training_record.store(wanted(demo_book, "KZ", "2025-09"))
    assert [one.name for one in document.sheets] == [f"{one.day} {one.topic}" for one in held] and len(held) == 3
    for sheet, session in zip(document.sheets, held, strict=True):
        came = training.attended(demo_book, project, session.id)
        shown = signing(sheet)
        assert {number: one[0] for number, one in shown.items()} == {
            names[one.person].staff_number: names[one.person].name for one in came
        }
        marks = {names[one.person].staff_number: one.mark for one in came}
        assert {number: Decimal(one[1]) for number, one in shown.items() if one[1]} == {
            number: mark for number, mark in marks.items() if mark is not None
        }
        found = facts(sheet)
        assert found["实到"] == f"{sum(one.came for one in came)} 人" and found["应到"] == f"{len(came)} 人"
        assert found["培训主题"] == session.topic and found["培训人"] == "班组长" and found["地点"] == "热线大厅培训室"
        assert all(covered(one) for one in tables(sheet))


def test_marks_are_summed_up_over_those_who_have_one(own_book: Book) -> None:
    project = projects.find(own_book, "KZ").id
    came = [
        *(Came(1, mark=Decimal(80)), Came(2, mark=Decimal(90)), Came(3, mark=Decimal(97)), Came(4)),
        Came(5, came=False, excuse="夜班"),
    ]
    day = date(2025, 11, 5)
    session = training.hold(own_book, project, day, "消防演练", "practice", "1.5", came, trainer="刘老师").id
    attachments.attach(own_book, project, "training_session", session, "现场照片.jpg", b"jpg")
    training.judge(own_book, project, session, True, "到场不足")
    sheet = training_record.store(wanted(own_book, "KZ", "2025-11", session)).sheets[0]
    found = facts(sheet)
    assert found["考试结果"] == "参考 3 人，平均 89 分，最高 97 分，最低 80 分"
    assert (found["应到"], found["实到"], found["课时"], found["培训人"]) == ("5 人", "4 人", "1.5", "刘老师")
    assert "■ 上机实习" in found["类别"] and found["类别"].count("■") == 1
    assert signing(sheet)["K05"][2] == "缺席：夜班" and signing(sheet)["K04"][1:] == ("", "")
    below = facts(sheet, 2)
    assert below == {"培训小结": "甲方评价：不到位；到场不足", "佐证材料": "现场照片.jpg"}


def test_a_session_nobody_was_noted_for_has_places_for_all(own_book: Book) -> None:
    project = projects.find(own_book, "KZ").id
    session = training.hold(own_book, project, date(2025, 11, 5), "晨会", "routine", "1").id
    sheet = training_record.store(wanted(own_book, "KZ", "2025-11", session)).sheets[0]
    assert len(signing(sheet)) == 14 and {one[1:] for one in signing(sheet).values()} == {("", "")}
    assert (facts(sheet)["应到"], facts(sheet)["实到"], facts(sheet)["考试结果"]) == ("", "", "")


def test_a_month_without_sessions_gives_a_sheet_to_sign_on(demo_book: Book) -> None:
    document = training_record.store(wanted(demo_book, "KZ", "2025-12"))
    assert len(document.sheets) == 1 and "未录入" in words(document.sheets[0])
    assert len(signing(document.sheets[0])) == 14 and facts(document.sheets[0])["培训主题"] == ""
    empty = training_record.store(wanted(demo_book, "JY", "2025-09")).sheets[0]
    assert len(tables(empty)[1].rows) == 16 and covered(tables(empty)[1])


def test_a_large_floor_signs_in_two_columns(demo_book: Book) -> None:
    document = training_record.store(wanted(demo_book, "YZ", "2025-12"))
    assert max(len(signing(one)) for one in document.sheets) >= 60
    assert all(covered(table) for one in document.sheets for table in tables(one))
