"""克州, the third quarter of 2025: from an empty store to three sealed months of fines and a sealed quarter."""

from collections.abc import Mapping
from decimal import Decimal

from app.exact import show_money
from app.ledger import (
    adjustments,
    attendance,
    conduct_facts,
    conduct_months,
    facts,
    incidents,
    indicators,
    leaves,
    obligations,
    people,
    periods,
    proofs,
    roster,
    training,
)
from app.ledger.attendance import Entry
from app.ledger.book import Book
from app.ledger.incidents import Draft
from app.ledger.indicators import REVIEWED, SELF
from app.ledger.sealing import CONDUCT_SHEET, CONTRACT
from app.workdays import Calendar
from tests.journeys import kezhou_floor as kezhou
from tests.journeys.conftest import (
    Floor,
    assessed,
    awarded,
    day,
    figures,
    kept,
    moment,
    only,
    period,
    refusal,
    sealed,
    standing,
)
from tests.journeys.kezhou_figures import (
    AUGUST,
    CAUTIONS,
    CONSEQUENCES,
    JULY,
    LINES,
    LOST,
    NOTHING,
    OWN,
    POOLS,
    SEPTEMBER,
    THEIRS,
)

Q3 = "2025-Q3"
MONTHS = ("2025-07", "2025-08", "2025-09")
AWARDS = {"appraisal_method": "3", "skill_inspection": "4", "study": "3"}
AWARDS |= {"data_integrity": "2", "service_attitude": "4", "monthly_scoring": "3"}
HOURS = (Decimal("4.5"), Decimal("1.9"), Decimal(2))
AUGUST_SHEET = ("attendance_sheet", "2025-08")


def test_from_an_empty_store_to_a_sealed_quarter(book: Book, calendar: Calendar) -> None:
    floor = kezhou.open_floor(book)
    _july(floor)
    _august(floor)
    under_appeal = _september(floor)
    duties = _obligations(floor, calendar)
    _quarter(floor)
    _sealed_months(floor)
    _sealed_quarter(floor, calendar)
    _nothing_changes(floor)
    _appeal_decided(floor, under_appeal)
    _reopened(floor, duties["attendance_sheet 2025-09"])


def _july(floor: Floor) -> None:
    kezhou.planned(floor, "2025-07")
    asked = kezhou.july_leave(floor)
    # K02's five days hold one of rest; August has no roster yet, so K08's four are counted by the calendar.
    days = {number: str(leaves.find(floor.book, floor.project, key).days) for number, key in asked.items()}
    assert days == {"K07": "0.5", "K02": "4", "K12": "1", "K09": "2", "K08": "4"}
    # 29 July: next month's roster is filed; it plans K08 on a day that is already granted as leave, and nobody says so.
    kezhou.planned(floor, "2025-08")
    # K02's four days and K09's two, and K08's 30 and 31 July: the machine's marks of these eight days are not taken.
    assert "其中 8 条是已批准的请假，未导入" in kezhou.signed_in(floor, "2025-07")
    kezhou.july_conduct(floor)
    _month(floor, "2025-07", JULY)
    found, _ = conduct_facts.judged(floor.book, floor.project, period("2025-07"))
    assert [reason for _, reason in found.left_out] == ["当天已登记同一条款的事项，只计一次"]


def _august(floor: Floor) -> None:
    kezhou.august_leave(floor)
    kezhou.august(floor)
    # The roster was made before K10 gave up the job: the first day after the 20th on which K10 is still planned
    # (place 9: the 21st is day 51, 51 + 9 = 60, a day shift) is named; three are left on each of these shifts.
    warned = roster.warnings(floor.book, floor.project, period("2025-08"))
    assert [(one.id, one.day, one.person) for one in warned] == [("left", day("08-21"), floor.who["K10"])]
    kezhou.signed_in(floor, "2025-08")
    _month(floor, "2025-08", AUGUST)
    found, _ = conduct_facts.judged(floor.book, floor.project, period("2025-08"))
    assert found.proposals == ()
    # A transfer in August does not move July's pool.
    _month(floor, "2025-07", JULY)


def _september(floor: Floor) -> int:
    kezhou.planned(floor, "2025-09", frozenset(("K10",)))
    kezhou.signed_in(floor, "2025-09")
    key = kezhou.september(floor)
    _month(floor, "2025-09", SEPTEMBER)
    return key


def _month(floor: Floor, month: str, expected: Mapping[str, tuple[str, str, str]]) -> None:
    _, found = conduct_facts.judged(floor.book, floor.project, period(month))
    told = {
        one.person.id: (show_money(one.fines), show_money(one.wage_deductions), show_money(one.reward))
        for one in found.people
    }
    assert told == {one.person.id: NOTHING for one in found.people} | dict(expected)
    pools = {one.team: show_money(one.pool) for one in found.teams}
    assert pools == POOLS[month]
    assert all(one.undistributed == 0 for one in found.teams)
    assert {one.person.id for one in found.people if not one.full_attendance} == LOST[month]
    proposed = {one.person.id: one.consequences for one in found.people if one.consequences}
    assert proposed == CONSEQUENCES[month]
    cautions = {one.person.id: {raised.caution.id for raised in one.cautions} for one in found.people if one.cautions}
    assert cautions == CAUTIONS[month]


def _obligations(floor: Floor, calendar: Calendar) -> dict[str, int]:
    """Generated for the year: four a month, two a quarter, the records kept a year on: 4 × 12 + 2 × 4 + 1 = 57."""
    book, project = floor.book, floor.project
    changed = obligations.generate(book, project, calendar)
    assert changed is not None
    assert len(changed.rows) == 57
    assert obligations.generate(book, project, calendar) is None
    listed = obligations.listed(book, project)
    keys = {f"{one.rule} {one.key}": one.id for one in listed}
    due = {f"{one.rule} {one.key}": str(one.due_on) for one in listed}
    assert due["agents_appraisal 2025-07"] == "2025-08-15"
    assert due["records_kept end"] == "2026-12-31"
    obligations.prove(book, project, keys["attendance_sheet 2025-07"], day("07-30"), "收文回执 7 号")
    for month in MONTHS:
        training.plan(book, project, period(month), "政策知识", "routine", hours="2")
        training.file_plan(book, project, period(month), period(month).first)
    clock = only(obligations.set_off(book, project, "callback_feedback", moment("08-08T16:30"), calendar))
    fed_back = next(one for one in obligations.listed(book, project) if one.id == clock)
    assert fed_back.due_at == moment("08-09T16:30")
    obligations.confirm_missed(book, project, clock, "8月12日才反馈")
    obligations.confirm_missed(book, project, keys["attendance_sheet 2025-09"], "甲方10月9日指出未报送")
    waiting = {f"{one.rule} {one.key}" for one, _ in proofs.proposals(book, project, day("10-10"))}
    # August's sheet is asked about and costs nothing; the plans are proved by the record itself.
    assert "attendance_sheet 2025-08" in waiting
    assert not [name for name in waiting if name in {f"training_plan {month}" for month in MONTHS}]
    return keys


def _quarter(floor: Floor) -> None:
    book, project, quarter = floor.book, floor.project, period(Q3)
    measured = {
        "connect_rate": (9987, 10000),
        "connect_timely": (9538, 10000),
        "dispatch_accuracy": (2963, 3000),
        "callback_rate": (2999, 3000),
    }
    for name, (hits, total) in measured.items():
        indicators.record(book, project, name, {"hits": hits, "total": total}, quarter, source="系统报表")
    for name, points in AWARDS.items():
        indicators.record(book, project, name, {"points": points}, quarter)
    logged = [
        *(Draft("complaint", day(on)) for on in ("08-04", "08-25")),  # July's came with the forbidden words
        Draft("no_immediate_answer", day("07-22")),
        *(Draft("late_ticket", day("08-05"), quantity=hours) for hours in HOURS),
        Draft("service_notice", day("08-09")),
        Draft("ticket_fault", day("07-31"), quantity=4),
        Draft("ticket_fault", day("09-30"), quantity=3),
        Draft("misdispatched_ticket", day("09-01"), quantity=3),
        Draft("no_callback_record", day("07-16"), quantity=2),
        Draft("late_feedback", day("07-17")),
        Draft("unstable_team", day("08-21")),
        Draft("record_fault", day("09-11")),
        Draft("failed_spot_check", day("09-12")),
    ]
    incidents.log(book, project, logged, status="verified", happening="季度检查")
    # What nobody has verified yet costs nothing, nor what lies in the next quarter.
    loose = incidents.log(book, project, [Draft("ticket_fault", day("09-30")), Draft("service_notice", day("10-01"))])
    # One award is still to be given: the line is missing, at its full marks.
    found = assessed(floor, Q3, SELF)
    assert {one.indicator.id: one.missing for one in found.lines if one.missing} == {"appraisal_filing": ("points",)}
    assert not found.complete
    # Nothing is missing in the end.
    indicators.record(book, project, "appraisal_filing", {"points": "3"}, quarter)
    assert awarded(assessed(floor, Q3, SELF)) == LINES
    assert figures(assessed(floor, Q3, SELF)) == OWN
    pending = facts.collect(book, project, quarter).pending
    assert [one.id for one in pending] == [loose.ids("incident")[0]]
    incidents.set_status(book, project, loose.ids("incident"), "withdrawn", "重复登记")
    periods.self_assess(book, project, CONTRACT, quarter)
    theirs = {"appraisal_filing": "2.5", "skill_inspection": "3.5", "service_attitude": "3.5"}
    for name, points in theirs.items():
        indicators.record(book, project, name, {"points": points}, quarter, opinion=REVIEWED, source="甲方评分表")
    # The ledger counts three; another figure needs a reason.
    four = {"misdispatched": "4"}
    told = refusal(lambda: indicators.record(book, project, "dispatch_accuracy", four, quarter, opinion=REVIEWED))
    assert told.faults[0].path == "dispatch_accuracy.misdispatched"
    reason = "职能单位9月28日反映一单"
    indicators.record(book, project, "dispatch_accuracy", four, quarter, opinion=REVIEWED, reason=reason)
    periods.review(book, project, CONTRACT, quarter)
    changed = {name: points for name, points in awarded(assessed(floor, Q3)).items() if points != LINES[name]}
    assert changed == theirs | {"dispatch_accuracy": "9.4"}
    assert figures(assessed(floor, Q3)) == THEIRS
    assert figures(assessed(floor, Q3, SELF)) == OWN


def _sealed_months(floor: Floor) -> None:
    """Each month of fines is frozen, signed and sealed; then what follows from it is decided and paid."""
    for month, on in zip(MONTHS, ("08-14", "09-15", "10-08"), strict=True):
        assert sealed(floor, month, on, CONDUCT_SHEET, despite="考核单定稿后送达") == f"KZ-{month}-X01"
        teams = kept(floor, month, "result", CONDUCT_SHEET)["teams"]
        assert {one["team"]: one["pool"] for one in teams} == POOLS[month]
    book, project, july = floor.book, floor.project, period("2025-07")
    marks = {"discipline": "28", "quality": "36.5", "skill": "27", "bonus": "3"}
    conduct_months.appraise(book, project, floor.who["K01"], july, marks)
    scored = conduct_months.score_of(book, project, july, floor.who["K01"])
    assert scored is not None
    assert str(scored.score) == "94.5"  # 28 + 36.5 + 27 + 3
    who = floor.who["K07"]
    decided, by = day("08-14"), "业务主管"
    conduct_months.decide(book, project, who, july, "dismissal", "declined", "初次违规，书面警告", on=decided, by=by)
    conduct_months.deduct(book, project, who, july, 72_000, day("08-20"), "按 20% 上限")
    assert conduct_months.deducted(book, project, july) == {who: 72_000}


def _sealed_quarter(floor: Floor, calendar: Calendar) -> None:
    assert standing(floor, Q3).state == "reviewed"
    periods.freeze(floor.book, floor.project, CONTRACT, period(Q3))
    periods.deliver(floor.book, floor.project, CONTRACT, period(Q3), day("10-10"), calendar)
    frozen = standing(floor, Q3)
    # The contract of 克州 sets no time for objections.
    assert (frozen.received_on, frozen.objection_until) == (day("10-10"), None)
    revision = frozen.current
    assert revision is not None
    assert revision.number == "KZ-2025-Q3-K01"
    assert refusal(lambda: periods.seal(floor.book, floor.project, CONTRACT, period(Q3))).faults
    periods.sign(floor.book, floor.project, revision.id, "甲方", "张科", day("10-13"), how="seal")
    periods.sign(floor.book, floor.project, revision.id, "乙方", "李经理", day("10-13"), how="ink")
    periods.seal(floor.book, floor.project, CONTRACT, period(Q3))
    assert kept(floor, Q3, "result")["score"] == "91.2"
    assert kept(floor, Q3, "self_result")["score"] == "92.8"
    assert kept(floor, Q3, "result")["settlement"]["payable"] == "158400.00"


def _nothing_changes(floor: Floor) -> None:
    """Every later write that would change what was signed is refused, and says which period it is."""
    book, project, who = floor.book, floor.project, floor.who
    before = len(incidents.listed(book, project))
    writes = {
        "2025-07": lambda: attendance.record(book, project, [Entry(who["K01"], day("07-19"), "late")]),
        "2025-08": lambda: leaves.cancel(book, project, leaves.listed(book, project, person=who["K08"])[0].id, "误批"),
        "2025-Q3": lambda: incidents.log(book, project, [Draft("complaint", day("09-20"))], status="verified"),
        "2025-09": lambda: people.leave_job(book, project, who["K09"], day("09-10"), "个人原因"),
    }
    for text, write in writes.items():
        assert text in {fault.path for fault in refusal(write).faults}
    assert len(incidents.listed(book, project)) == before
    # A proof that costs nothing either way is no change of the facts.
    august = next(one for one in obligations.listed(book, project) if (one.rule, one.key) == AUGUST_SHEET)
    obligations.prove(book, project, august.id, day("08-29"), "收文回执 8 号")
    assert figures(assessed(floor, Q3)) == THEIRS


def _appeal_decided(floor: Floor, incident: int) -> None:
    """K12's appeal is decided for K12 in October: September stays as it was signed, October gives 1000 back."""
    book, project, who = floor.book, floor.project, floor.who["K12"]
    told = refusal(lambda: incidents.set_status(book, project, [incident], "withdrawn", "申诉成立", day("10-20")))
    assert {fault.path for fault in told.faults} == {"2025-09"}
    month, on, reason = period("2025-09"), day("10-20"), "申诉成立，退回9月扣罚"
    early = refusal(
        lambda: adjustments.adjust(book, project, CONDUCT_SHEET, day("09-30"), month, 100_000, reason, person=who)
    )
    assert early.faults[0].path == "day"
    adjustments.adjust(book, project, CONDUCT_SHEET, on, month, 100_000, reason, person=who, incident=incident)
    assert [(one.about, one.fen) for one in adjustments.listed(book, project, CONDUCT_SHEET, period("2025-10"))] == [
        ("2025-09", 100_000)
    ]
    sealed(floor, "2025-10", "11-14", CONDUCT_SHEET)
    about = kept(floor, "2025-10", "adjustments", CONDUCT_SHEET)
    assert about == [{"about": "2025-09", "person": who, "fen": 100_000, "reason": reason}]


def _reopened(floor: Floor, sheet: int) -> None:
    """September's attendance sheet turns up: reopened with a reason, 91.2 + 0.5 = 91.7, the difference as data."""
    book, project, quarter = floor.book, floor.project, period(Q3)
    first = standing(floor, Q3).current
    told = refusal(lambda: obligations.prove(book, project, sheet, day("09-29"), "回执"))
    assert [fault.path for fault in told.faults] == [Q3]
    periods.reopen(book, project, CONTRACT, quarter, "甲方确认9月考勤表已于9月29日收到")
    obligations.prove(book, project, sheet, day("09-29"), "甲方收文簿第 31 页")
    assert figures(assessed(floor, Q3)) == THEIRS._replace(score="91.7")
    assert sealed(floor, Q3, "10-30", reason="补登考勤表备案") == "KZ-2025-Q3-K02"
    assert kept(floor, Q3, "difference") == [{"path": "inputs.attendance_filing", "was": {"count": "1"}, "now": None}]
    again = standing(floor, Q3)
    assert [one.state for one in again.revisions] == ["reopened", "sealed"]
    assert first is not None
    assert again.revisions[0].digest == first.digest
