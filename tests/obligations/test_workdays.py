"""Working days, counted by hand on the official arrangements of 2025 and 2026."""

from datetime import date
from pathlib import Path

import pytest

from app.errors import Refused
from app.workdays import Calendar, read_calendar


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return read_calendar()


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2025-09-26", True),
        ("2025-09-27", False),  # a Saturday
        ("2025-09-28", True),  # a Sunday made up
        ("2025-10-01", False),
        ("2025-10-08", False),  # the last day off
        ("2025-10-09", True),
        ("2025-10-11", True),  # a Saturday made up
        ("2026-01-04", True),  # a Sunday made up
        ("2026-02-14", True),
        ("2026-02-16", False),
        ("2027-01-01", True),  # a Friday of a year that nobody has announced
    ],
)
def test_which_days_are_worked(calendar: Calendar, day: str, worked: bool) -> None:
    assert calendar.is_working(date.fromisoformat(day)) is worked


def test_five_working_days_across_the_national_holiday(calendar: Calendar) -> None:
    # Friday 26 September: Sunday 28 (made up) 1, 29 2, 30 3, then off until the 8th, 9 October 4, 10 October 5.
    assert calendar.after(date(2025, 9, 26), 5) == (date(2025, 10, 10), True)


def test_three_working_days_across_the_spring_festival(calendar: Calendar) -> None:
    # Friday 13 February 2026: Saturday 14 (made up) 1, off 15 to 23, Tuesday 24 2, Wednesday 25 3.
    assert calendar.after(date(2026, 2, 13), 3) == (date(2026, 2, 25), True)


def test_none_is_the_day_itself(calendar: Calendar) -> None:
    assert calendar.after(date(2025, 10, 1), 0) == (date(2025, 10, 1), True)


def test_a_year_not_announced_says_so(calendar: Calendar) -> None:
    # 31 December 1, Friday 1 January 2027 2 (as far as anybody knows), Monday the 4th 3.
    assert calendar.after(date(2026, 12, 30), 3) == (date(2027, 1, 4), False)
    assert calendar.after(date(2026, 12, 30), 1) == (date(2026, 12, 31), True)


def test_names_and_counts(calendar: Calendar) -> None:
    assert calendar.name_of(date(2025, 10, 6)) == "国庆节、中秋节"
    assert calendar.name_of(date(2025, 9, 28)) == "调休上班"
    assert calendar.name_of(date(2025, 9, 29)) == ""
    # September 2025 has 22 weekdays and Sunday the 28th; the first eight days of October none.
    assert calendar.working_days(date(2025, 9, 1), date(2025, 9, 30)) == 23
    assert calendar.working_days(date(2025, 10, 1), date(2025, 10, 8)) == 0


def test_the_official_number_of_days_off(calendar: Calendar) -> None:
    # 2025: 1 + 8 + 3 + 5 + 3 + 8 days off in the notice, five days made up.
    assert sum(day.year == 2025 for day in calendar.holidays) == 28
    assert sum(day.year == 2025 for day in calendar.made_up) == 5
    # 2026: 3 + 9 + 3 + 5 + 3 + 3 + 7, six made up.
    assert sum(day.year == 2026 for day in calendar.holidays) == 33
    assert sum(day.year == 2026 for day in calendar.made_up) == 6


def test_every_fault_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "2027.toml").write_text(
        'format = 1\nyear = 2027\nsource = "通知"\n'
        'holiday = [{ name = "元旦", first = 2027-01-03, last = 2027-01-01 }, '
        '{ name = "春节", first = 2026-12-31, last = 2027-02-02 }]\nworking = [2027-01-03, 2028-01-01]\n',
        "utf-8",
    )
    with pytest.raises(Refused) as refused:
        read_calendar(tmp_path)
    told = str(refused.value)
    assert "早于" in told and "不在 2027 年内" in told and "working[1]" in told


def test_a_faulty_end_gives_no_days_and_each_slip_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "2027.toml").write_text(
        'format = 2\nyear = 2027\nsource = "通知"\nholiday = [\n'
        '{ first = "soon", last = 2027-01-03 },\n'
        '{ name = "春节", first = 2027-02-05, last = 2027-02-11 },\n'
        '{ name = "元宵", first = 2027-02-11, last = 2027-02-12 },\n'
        "]\nworking = [2027-02-06, 2027-03-01]\n",
        "utf-8",
    )
    with pytest.raises(Refused) as refused:
        read_calendar(tmp_path)
    told = [(fault.path, fault.reason, fault.line) for fault in refused.value.faults]
    assert told == [
        ("format", "本程序认识的格式是 1", 1),
        ("holiday[0].name", "缺少这一项", 5),
        ("holiday[0].first", "应为日期，如 2025-09-03", 5),
        ("holiday[2].first", "与春节重叠", 7),
        ("working[0]", "既是放假又是上班", 9),
        ("working[1]", "本来就是工作日，不用调休", 9),
    ]


def test_two_files_of_one_year(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text('format = 1\nyear = 2027\nsource = "x"\nworking = []\n', "utf-8")
    with pytest.raises(Refused, match="已有另一个文件"):
        read_calendar(tmp_path)
