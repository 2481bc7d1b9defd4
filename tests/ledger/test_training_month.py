"""A month of training against the contract: hours, who is new and what is missing, which lines it feeds."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.errors import Refused
from app.ledger import people, projects, training
from app.ledger.book import Book
from app.ledger.contracts import Contract, contract
from app.ledger.people import POST_OF, Newcomer
from app.ledger.sources import read_sources
from app.ledger.training import Came
from app.ledger.training_month import TrainingMonth, floor, held_between, hours_asked, training_month
from app.ledger.training_why import why_access, why_hours
from app.library import SCHEMES
from app.periods import Period

JUNE = Period("month", 2026, 6)
ARRIVAL = date(2026, 4, 1)


def floored(book: Book) -> tuple[int, dict[str, int]]:
    """Three who came with the floor, one who came in April, one who leads it."""
    project = projects.create(book, "JY", "济源12345", "jiyuan-2026").id
    first = date(2026, 1, 1)
    crew = [Newcomer(f"J{at}", f"赵{at}", first, "一组", first) for at in (1, 2, 3)]
    crew += [Newcomer("J8", "钱新", ARRIVAL, "二组"), Newcomer("J9", "孙领", first, post="现场负责人")]
    keys = people.add(book, project, crew).ids("person")
    return project, dict(zip(("J1", "J2", "J3", "J8", "J9"), keys, strict=True))


def month(book: Book, project: int, today: date = date(2026, 6, 23)) -> TrainingMonth:
    """June of 2026, or the month of another day."""
    known = contract(book.shelf, "jiyuan-2026")
    return training_month(book, known, project, Period("month", today.year, today.month), today)


def test_everybodys_hours_stand_against_the_alerts_figure(book: Book) -> None:
    project, who = floored(book)
    training.hold(book, project, date(2026, 6, 2), "派单", "routine", "10", [Came(who["J1"]), Came(who["J2"])])
    sheet = [Came(who["J1"], mark=Decimal(88)), Came(who["J2"], hours=Decimal(4)), Came(who["J3"], came=False)]
    second = training.hold(book, project, date(2026, 6, 9), "回访", "routine", "6", sheet).id
    found = month(book, project)
    assert found.asked is not None and (found.asked.number, found.asked.clause) == (16, "第五条（三）2")
    rows = {one.person.staff_number: one for one in found.learners}
    assert [(rows[key].hours, rows[key].missing, rows[key].sessions) for key in ("J1", "J2", "J3")] == [
        (16, 0, 2),
        (14, 2, 2),
        (0, 16, 0),
    ]
    assert (rows["J1"].marks, rows["J3"].absent) == ((Decimal(88),), 1)
    assert [one.came for one in found.sessions] == [2, 2] and found.sessions[1].expected == 3
    training.call_off(book, project, second, "停电")
    found = month(book, project)
    assert found.sessions[1].cancelled
    assert {one.person.staff_number: one.hours for one in found.learners if one.hours} == {"J1": 10, "J2": 10}


def test_a_newcomer_needs_thirty_days_an_exam_and_half_a_month(book: Book) -> None:
    project, who = floored(book)
    (one,) = month(book, project, date(2026, 4, 1)).newcomers
    # Nothing begun: 30 days from today, then 15 of practice, and the line on the day after.
    assert one.missing == ("岗前培训还差 30 天", "考试无成绩", "现场实习还差 15 天")
    assert one.earliest == date(2026, 5, 16)
    training.hold(book, project, date(2026, 4, 3), "制度", "induction", "8", [Came(who["J8"])])
    (one,) = month(book, project, date(2026, 4, 20)).newcomers
    assert one.missing[0] == "岗前培训还差 12 天" and one.earliest == date(2026, 5, 18)
    exam = [Came(who["J8"], mark=Decimal(59))]
    training.hold(book, project, date(2026, 5, 2), "考试", "induction", "2", exam)
    training.hold(book, project, date(2026, 4, 30), "跟听", "practice", "6", [Came(who["J8"])])
    (one,) = month(book, project, date(2026, 5, 10)).newcomers
    # Induction lasts until 2 May; practice counts from the 3rd, eight days by the 10th.
    assert one.missing == ("考试 59 分，未到 60 分", "现场实习还差 7 天")
    assert one.earliest == date(2026, 5, 18)
    training.hold(book, project, date(2026, 5, 12), "补考", "induction", "2", [Came(who["J8"], mark=Decimal(75))])
    (one,) = month(book, project, date(2026, 5, 17)).newcomers
    assert one.missing == () and not one.on_line and one.earliest == date(2026, 5, 18)
    people.correct(book, project, who["J8"], online_on=date(2026, 5, 18))
    assert month(book, project, date(2026, 5, 31)).newcomers == ()


def test_whoever_went_on_the_line_too_early_stays_named(book: Book) -> None:
    project, who = floored(book)
    training.hold(book, project, date(2026, 4, 3), "制度", "induction", "8", [Came(who["J8"], mark=Decimal(80))])
    people.correct(book, project, who["J8"], online_on=date(2026, 5, 1))
    (one,) = month(book, project).newcomers
    # 3 April to 30 April are 28 days: what was learned on the line does not count.
    assert one.on_line and one.missing == ("岗前培训还差 2 天", "现场实习还差 15 天")


def test_managers_are_not_asked_for_the_line(book: Book) -> None:
    project, who = floored(book)
    people.assign(book, project, who["J8"], POST_OF, ARRIVAL, word="现场负责人")
    assert month(book, project).newcomers == ()


def test_the_floor_is_listed_by_team(book: Book) -> None:
    project, _ = floored(book)
    assert [one.person.staff_number for one in floor(book, project, date(2026, 3, 1))] == ["J1", "J2", "J3", "J9"]
    assert [one.team for one in floor(book, project, date(2026, 6, 1))] == ["一组"] * 3 + ["二组", ""]


@pytest.mark.parametrize(
    ("scheme", "period", "asked", "fed"),
    [
        ("jiyuan-2026", JUNE, Decimal(16), []),
        ("yangzhou-2025", Period("month", 2025, 8), None, [("training", "targeted", True)]),
        ("kezhou-2025", Period("month", 2025, 8), None, [("training_filing", "", False)]),
        ("danzhou-2025", Period("month", 2025, 8), None, []),
        ("baisha", Period("month", 2025, 8), None, []),
    ],
)
def test_each_contract_says_what_it_asks(
    book: Book, scheme: str, period: Period, asked: Decimal | None, fed: list[tuple[str, str, bool]]
) -> None:
    known: Contract = contract(SCHEMES, scheme)
    found = hours_asked(known, period)
    assert (found.number if found else None) == asked
    project = projects.create(book, "XX", "试", scheme).id
    shown = training_month(book, known, project, period, period.first)
    assert [(one.indicator, one.session, one.judged) for one in shown.fed] == fed
    steps = {"jiyuan-2026": ["induction", "exam", "practice"], "danzhou-2025": ["induction"]}
    assert [one.kind for one in shown.steps] == steps.get(scheme, [])


@pytest.mark.parametrize(
    ("toml", "place"),
    [
        ('kind = "yoga"\ndays = 3', "before_line[0].kind"),
        ('kind = "induction"\ndays = 0', "before_line[0].days"),
        ('kind = "exam"\nmark = 101', "before_line[0].mark"),
        ('kind = "induction"', "before_line[0].days"),
    ],
)
def test_faulty_conditions_of_the_line_are_refused(tmp_path: Path, toml: str, place: str) -> None:
    text = f'format = 1\n[[before_line]]\nclause = "一"\nwords = "二"\n{toml}\n'
    (tmp_path / "ledger.toml").write_text(text)
    with pytest.raises(Refused) as found:
        read_sources(tmp_path, contract(SCHEMES, "jiyuan-2026").newest)
    assert any(place in one.path for one in found.value.faults), found.value.faults


def test_whys_name_every_session_behind(book: Book) -> None:
    project, who = floored(book)
    sheet = [Came(who["J1"], hours=Decimal(4), mark=Decimal(88)), Came(who["J2"], False, excuse="当班")]
    training.hold(book, project, date(2026, 6, 2), "派单", "routine", "10", sheet)
    training.hold(book, project, date(2026, 6, 9), "回访", "routine", "6", [Came(who["J1"])])
    training.hold(book, project, date(2026, 4, 3), "制度", "induction", "8", [Came(who["J8"], mark=Decimal(59))])
    found = month(book, project)
    rows = {one.person.staff_number: one for one in found.learners}
    why = why_hours(book, project, JUNE, rows["J1"], found.asked)
    assert (why.title, why.about) == ("赵1", "10 课时")
    assert why.sections[0].lines == ("4 + 6 = 10 课时", "应达 16 课时，还差 6 课时")
    assert why.sections[1].lines == ("6月2日 派单，4 课时（该场 10），88 分", "6月9日 回访，6 课时")
    missed = why_hours(book, project, JUNE, rows["J2"], None)
    assert missed.sections[0].lines == ("本月没有到场的培训",)
    assert [(one.heading, one.lines) for one in missed.sections[1:]] == [
        ("缺席 1 场，不计课时", ("6月2日 派单：当班",))
    ]
    (one,) = found.newcomers
    line = why_access(book, project, one)
    assert line.sections[0].heading == "还缺：考试 59 分，未到 60 分；现场实习还差 15 天"
    exam = next(part for part in line.sections if part.heading.startswith("培训考试"))
    assert exam.lines[:2] == ("应达 60 分，最好成绩 59 分", "4月3日 制度，8 课时，59 分")


def test_sessions_are_counted_between_two_days(book: Book) -> None:
    project, _ = floored(book)
    for day, kind in ((1, "routine"), (2, "targeted"), (30, "routine")):
        training.hold(book, project, date(2026, 6, day), "课", kind, "2")
    off = training.hold(book, project, date(2026, 6, 5), "停电", "routine", "2").id
    training.call_off(book, project, off, "停电")
    first, last = date(2026, 6, 2), date(2026, 6, 30)
    assert held_between(book, project, first, last) == 2
    assert held_between(book, project, first, last, "targeted") == 1


def test_basic_training_comes_before_the_line_where_the_contract_only_names_it(book: Book) -> None:
    project = projects.create(book, "D2", "儋州12345", "danzhou-2025").id
    day = date(2025, 9, 1)
    who = people.add(book, project, [Newcomer("D1", "李新", day, "一组")]).ids("person")[0]
    known = contract(book.shelf, "danzhou-2025")
    shown = training_month(book, known, project, Period("month", 2025, 9), date(2025, 9, 10))
    assert [one.missing for one in shown.newcomers] == [("岗前培训还差 1 天",)]
    training.hold(book, project, date(2025, 9, 8), "礼仪、沟通", "induction", "6", [Came(who)])
    shown = training_month(book, known, project, Period("month", 2025, 9), date(2025, 9, 10))
    assert [(one.missing, one.earliest) for one in shown.newcomers] == [((), date(2025, 9, 9))]
