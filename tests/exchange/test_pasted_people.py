"""A list of people pasted from a table."""

from datetime import date

import pytest

from app.exchange.pasted_people import read_people

USUAL = date(2025, 7, 1)
HEAD = "姓名\t工号\t班组\t入职日期\t上线日期\t月工资\t班长\n"


def test_columns_are_found_by_their_headings() -> None:
    found = read_people(HEAD + "王芳\t0012\t一班\t2025/6/3\t2025年6月20日\t3,600.50\t是\n", USUAL)
    assert found.faults == ()
    one = found.people[0]
    assert (one.staff_number, one.name, one.team) == ("0012", "王芳", "一班")
    assert (one.since, one.online_on, one.wage_fen, one.leader) == (date(2025, 6, 3), date(2025, 6, 20), 360050, True)


def test_without_headings_the_usual_order() -> None:
    found = read_people("K01\t买买提·艾力\t一班\nK02\t王芳", USUAL)
    assert [(one.staff_number, one.name, one.team, one.since) for one in found.people] == [
        ("K01", "买买提·艾力", "一班", USUAL),
        ("K02", "王芳", "", USUAL),
    ]


def test_every_fault_has_its_row() -> None:
    found = read_people(HEAD + "\t1\t\t昨天\n王芳\t\t\t\t\t三千\n李强\t3\t\t\t\t\t\n", USUAL)
    assert [fault.path for fault in found.faults] == [
        "第 2 行 姓名",
        "第 2 行 入职日期",
        "第 3 行 工号",
        "第 3 行 月工资",
    ]
    assert [one.name for one in found.people] == ["李强"]


@pytest.mark.parametrize("text", ["45841", "2025-07-03", "2025.7.3", "2025年7月3日", "２０２５－０７－０３"])
def test_a_day_in_any_of_the_usual_ways(text: str) -> None:
    found = read_people(f"工号\t姓名\t入职日期\n1\t王芳\t{text}", USUAL)
    assert found.people[0].since == date(2025, 7, 3), found.faults


def test_unknown_columns_are_told_and_quoted_cells_read() -> None:
    found = read_people('工号\t姓名\t手机号\n1\t"王\t芳"\t（略）', USUAL)
    assert found.unknown == ("手机号",)
    assert found.people[0].name == "王\t芳"


def test_nothing_pasted() -> None:
    assert read_people(" \n", USUAL).faults[0].reason.startswith("没有内容")
