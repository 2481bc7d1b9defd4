"""A 克州 floor of fourteen in the third quarter of 2025: who, which shifts, and what happened on which day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.ledger import attendance, incidents, leaves, people, projects, roster
from app.ledger.attendance import Entry
from app.ledger.book import Book
from app.ledger.incidents import Draft
from app.ledger.people import Newcomer
from tests.journeys.conftest import Floor, day, floor_of, moment, only, period

FIRST = date(2025, 7, 1)
TEAMS = {
    "一班": ("K01", "K02", "K03", "K04", "K05"),
    "二班": ("K06", "K07", "K08", "K09", "K10"),
    "三班": ("K11", "K12", "K13", "K14"),
}
LEADERS = ("K01", "K06", "K11")
NEWCOMER, LEAVER, LAST_DAY = "K14", "K10", date(2025, 8, 20)
SHIFTS = ("D", "E", "N")
# The absentees: K05 misses the night shift that begins on 31 July, K03 two days of September.
ABSENT = {("K05", date(2025, 7, 31)), ("K03", date(2025, 9, 10)), ("K03", date(2025, 9, 23))}
ASKED_AT = {
    "K07": moment("07-09T09:00"),
    "K02": moment("06-10T09:00"),
    "K12": moment("07-13T09:00"),
    "K09": moment("07-21T06:30"),
    "K08": moment("07-24T09:00"),
}
EXTRA = {
    "2025-07": (("K03", "07-03", "late"), ("K03", "07-08", "late"), ("K03", "07-17", "early_leave")),
    "2025-08": (("K03", "08-13", "late"), ("K05", "08-06", "late")),
    "2025-09": (("K02", "09-02", "late"), ("K02", "09-04", "early_leave")),
}


def open_floor(book: Book) -> Floor:
    """The project with its parameters, its people and what they used before the store began."""
    project = projects.create(book, "KZ", "克州12345", "kezhou-2025", party_a="克州政务服务和数字发展中心").id
    people.add(book, project, [_newcomer(team, number) for team in TEAMS for number in TEAMS[team]])
    projects.set_parameter(book, project, "minimum_wage", "1750", date(2025, 1, 1), "当地最低工资文件")
    # Used before July: K02 had one day of annual leave, K13 once missed a meeting.
    opening = [("", "K02", "annual_leave", "1"), ("", "K13", "skip_activity", "1")]
    projects.record_opening(book, project, opening, "上半年台账", since=date(2025, 1, 1))
    for code, name, starts, ends in (("D", "白班", "08:00", "16:00"), ("E", "中班", "14:00", "22:00")):
        roster.add_shift(book, project, code, name, starts, ends, least=3)
    roster.add_shift(book, project, "N", "夜班", "22:00", "06:00", night=True, least=3)
    return floor_of(book, project)


def _newcomer(team: str, number: str) -> Newcomer:
    """Everybody has been there for over a year, but one who came on 1 July and went on line on the 5th."""
    since = FIRST if number == NEWCOMER else date(2024, 5, 6)
    online = date(2025, 7, 5) if number == NEWCOMER else since
    leads = number in LEADERS
    return Newcomer(number, f"话务员{number}", since, team=team, online_on=online, wage_fen=360_000, leader=leads)


def turn(number: str, on: date) -> str:
    """Day, evening, night, rest: the fourteen go round in fours, each a day further than the one before."""
    place = ((on - FIRST).days + int(number[1:]) - 1) % 4
    return SHIFTS[place] if place < len(SHIFTS) else ""


def planned(floor: Floor, month: str, without: frozenset[str] = frozenset()) -> None:
    """The month's roster."""
    duties = [
        (floor.who[number], on, turn(number, on))
        for number in floor.who
        for on in period(month).all_days
        if number not in without and turn(number, on) and (number != NEWCOMER or on >= date(2025, 7, 5))
    ]
    roster.plan(floor.book, floor.project, duties)


def signed_in(floor: Floor, month: str) -> str:
    """The month's marks as the agents' report has them, and beside them who came late or went early."""
    entries = list(_marks(floor, month))
    loaded = attendance.load(floor.book, floor.project, entries, f"签入签出报表 {month}")
    extra = [Entry(floor.who[number], day(on), code) for number, on, code in EXTRA[month]]
    attendance.record(floor.book, floor.project, extra)
    return loaded.words


def _marks(floor: Floor, month: str) -> Iterator[Entry]:
    for one in roster.duties(floor.book, floor.project, period(month)):
        number = next(name for name, key in floor.who.items() if key == one.person)
        code = "night" if one.shift == "N" else "present"
        if (number, one.day) in ABSENT:
            yield Entry(one.person, one.day, "absenteeism")
        elif (number, one.day) == ("K07", date(2025, 7, 11)):
            yield Entry(one.person, one.day, code, "pm")
        elif number != LEAVER or one.day <= LAST_DAY:
            yield Entry(one.person, one.day, code)


def july_leave(floor: Floor) -> dict[str, int]:
    """July's requests, decided on the day they were asked; by staff number."""
    who = floor.who
    papers = ("挂号单.jpg", "病情证明.pdf")
    asked = {
        "K07": leaves.Draft(who["K07"], "personal_leave", day("07-11"), day("07-11"), "am", "am"),
        "K02": leaves.Draft(who["K02"], "annual_leave", day("07-14"), day("07-18")),
        "K12": leaves.Draft(who["K12"], "personal_leave", day("07-15"), day("07-15")),
        "K09": leaves.Draft(who["K09"], "sick_leave", day("07-21"), day("07-22"), special="急诊", documents=papers),
        "K08": leaves.Draft(who["K08"], "personal_leave", day("07-30"), day("08-02")),
    }
    keys: dict[str, int] = {}
    for number, draft in asked.items():
        at = ASKED_AT[number]
        keys[number] = only(leaves.ask(floor.book, floor.project, replace(draft, asked_at=at)))
        if number == "K12":
            leaves.refuse_leave(floor.book, floor.project, keys[number], "三班班长", at.date(), "当日人手不足")
        else:
            leaves.approve(floor.book, floor.project, keys[number], "班长", at.date())
    return keys


def august_leave(floor: Floor) -> int:
    """K02 asks for annual leave again, with the five days of the year used up."""
    draft = leaves.Draft(floor.who["K02"], "annual_leave", day("08-04"), day("08-06"), asked_at=moment("06-30T09:00"))
    key = only(leaves.ask(floor.book, floor.project, draft))
    leaves.approve(floor.book, floor.project, key, "一班班长", day("06-30"))
    return key


def july_conduct(floor: Floor) -> None:
    """What July's agents are held to; one appeal is withdrawn, one matter waived."""
    book, project, who = floor.book, floor.project, floor.who
    severe = Draft("forbidden_words", day("07-18"), who["K07"], severe=True, joint_fen=30_000, source="录音质检")
    complaint = Draft("complaint", day("07-18"), words="诉求人投诉话务员用语")
    incidents.log(book, project, [severe, complaint], status="verified", happening="7月18日投诉")
    drafts = [
        Draft("misdispatch", day("07-14"), who["K14"], 2),
        Draft("title_format", day("07-15"), who["K14"]),
        Draft("messy_desk", day("07-09"), who["K03"]),
        Draft("uniform", day("07-02"), who["K11"]),
        # Told twice: the attendance says it already, and only one of the two may cost.
        Draft("late", day("07-03"), who["K03"], words="班长另记"),
    ]
    incidents.log(book, project, drafts, status="verified")
    refused = only(incidents.log(book, project, [Draft("refuse_call", day("07-09"), who["K13"])], status="verified"))
    incidents.set_status(book, project, [refused], "appealed", "耳机故障")
    incidents.set_status(book, project, [refused], "withdrawn", "查实为设备故障", day("07-20"))
    phone = only(incidents.log(book, project, [Draft("off_task", day("07-11"), who["K12"])], status="verified"))
    incidents.waive(book, project, phone, "甲方临时安排查询")


def august(floor: Floor) -> None:
    """K05 changes teams on the 11th, K10 leaves on the 20th after 36 days' notice; and August's incidents."""
    book, project, who = floor.book, floor.project, floor.who
    people.assign(book, project, who["K05"], people.TEAM_OF, day("08-11"), team="二班", reason="班组调整")
    noticed = day("07-15")
    people.leave_job(book, project, who[LEAVER], LAST_DAY, "个人原因", noticed_on=noticed, handed_over=True)
    drafts = [
        Draft("off_task", day("08-12"), who["K10"]),
        Draft("shirking", day("08-14"), who["K11"]),
        Draft("kb_omission", day("08-18"), who["K13"], 2),
    ]
    incidents.log(book, project, drafts, status="verified")


def september(floor: Floor) -> int:
    """September's incidents; the key of the one that is still under appeal when the month is signed."""
    book, project, who = floor.book, floor.project, floor.who
    drafts = [
        Draft("forbidden_words", day("09-05"), who["K06"], severe=True),
        Draft("skip_activity", day("09-16"), who["K13"]),
    ]
    incidents.log(book, project, drafts, status="verified")
    key = only(incidents.log(book, project, [Draft("refuse_call", day("09-18"), who["K12"])], status="verified"))
    incidents.set_status(book, project, [key], "appealed", "称来电时正在处理上一通")
    return key
