"""Wages beside fines: what the rules take, what the law may bear, what was really taken; nothing of it decides."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.conduct.caution_wage import BelowFloor, ShareOfWage
from app.exact import Exact, exact_or_none, half_up, show, show_money, times, to_fen
from app.forms.assessment_judged import fen
from app.forms.conduct_month import ConductMonth, from_wanted
from app.forms.registry import Wanted, digest_of
from app.forms.sheet import Stamp
from app.forms.source import stamped
from app.forms.staff_cells import NOT_YET
from app.forms.staff_people import Member, members
from app.ledger import adjustments, attendance, conduct_months, people, projects
from app.ledger.codes import codes
from app.ledger.people import WAGE
from app.ledger.sealing import CONDUCT_SHEET
from app.periods import Period

SUMS = {"fines": "扣罚", "wage_deductions": "扣减工资", "reward": "分配所得", "net": "净额"}
UNKNOWN_MINIMUM, UNKNOWN_WAGE = "最低工资未填写，无法校验", "月工资未录入，无法校验"
FLOOR_KEY = "minimum_wage"
HALF = Decimal("0.5")
CORRECTIONS = "更正为以前月份的补退，正数为补发"


@dataclass(frozen=True, slots=True)
class Wage:
    """One person's month."""

    number: str
    name: str
    team: str
    monthly: int | None
    sums: Mapping[str, int] = field(default_factory=dict[str, int])
    limit: int | None = None
    why_no_limit: str = ""
    taken: int | None = None
    corrected: int | None = None
    leave: Decimal = Decimal(0)
    absence: Decimal = Decimal(0)
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wages:
    """Everybody's month; `by_rule` is whether the contract has rules that price conduct."""

    people: tuple[Wage, ...]
    by_rule: bool
    minimum_words: str
    notes: tuple[str, ...]
    stamp: Stamp
    attended: bool = True  # whether anybody's days were marked


def wages_of(wanted: Wanted) -> Wages:
    """A month under the contract's rules of conduct; without any, what attendance and the ledger know."""
    return _ruled(wanted) if wanted.contract.conduct is not None else _plain(wanted)


def _ruled(wanted: Wanted) -> Wages:
    month = from_wanted(wanted)
    keys = {one.staff_number: one.id for one in people.listed(wanted.book, wanted.project.id)}
    taken = conduct_months.deducted(wanted.book, wanted.project.id, wanted.period)
    found = tuple(_judged(month, one["id"], taken.get(keys.get(one["id"], 0))) for one in month.people)
    floor = month.month.context.get(FLOOR_KEY)
    return Wages(found, True, _floor_words(floor), tuple(_notes(month)), month.stamp)


def _floor_words(floor: Exact | None) -> str:
    return "未填写" if floor is None else f"{show_money(to_fen(floor))} 元"


def _judged(month: ConductMonth, number: str, taken: int | None) -> Wage:
    person = month.person(number)
    result = next(one for one in month.people if one["id"] == number)
    corrections = month.corrections.get(number, ())
    limit, why = _limit(month, person.monthly_wage)
    return Wage(
        *(number, person.name, person.team, None if person.monthly_wage is None else to_fen(person.monthly_wage)),
        sums={key: fen(result[key]) or 0 for key in SUMS} if month.recorded else {},
        limit=limit,
        why_no_limit=why,
        taken=taken,
        corrected=sum(one.fen for one in corrections) if corrections else None,
        cautions=tuple(one["text"] for one in result["cautions"]),
    )


def _limit(month: ConductMonth, wage: Exact | None) -> tuple[int | None, str]:
    """The lesser of a share of the wage and what lies above the minimum wage: a prudent bound, no permission."""
    if wage is None:
        return None, UNKNOWN_WAGE
    bounds: list[int] = []
    for caution in month.rules.cautions:
        if isinstance(caution.kind, ShareOfWage):
            bounds.append(half_up(times(month.month.context.get(caution.kind.context, caution.kind.usual), wage)))
        elif isinstance(caution.kind, BelowFloor):
            floor = month.month.context.get(caution.kind.context)
            if floor is None:
                return None, UNKNOWN_MINIMUM
            bounds.append(max(0, to_fen(wage) - to_fen(floor)))
    return (min(bounds), "") if bounds else (None, "")


def _notes(month: ConductMonth) -> Iterator[str]:
    """What the sums mean, and the words of the law that the rules themselves name."""
    if not month.recorded:
        yield NOT_YET
    yield f"净额＝分配所得－扣罚－扣减工资，记录的金额不等于已从工资中扣除。{CORRECTIONS}，不在净额之内。"
    kinds = [one for one in month.rules.cautions if isinstance(one.kind, ShareOfWage | BelowFloor)]
    shares = [
        month.month.context.get(one.kind.context, one.kind.usual) for one in kinds if isinstance(one.kind, ShareOfWage)
    ]
    if shares:
        least = "与月工资减当地最低工资两者中较小的一个，是审慎参照线，不是扣款的许可。"
        yield f"可执行上限参考取月工资的 {show(shares[0])}% {least}"
    quoted = dict.fromkeys(f"{one.clause}：“{one.words}”" for one in kinds)
    if quoted:
        yield "；".join(quoted)
    left = [one for one in month.result["teams"] if fen(one["undistributed"])]
    for team in left:
        yield f"{team['team']}扣罚 {team['undistributed']} 元没有可分配的人员，未分配。"
    if month.gone:
        yield month.gone


def _plain(wanted: Wanted) -> Wages:
    """A contract that prices no conduct: who was there, leave and absence, what was taken off all the same."""
    book, project, month = wanted.book, wanted.project.id, wanted.period
    with book.read() as connection:
        there = members(connection, project, month)
        wages = people.spans(connection, project, WAGE)
        marks = tuple(attendance.month(connection, project, month).all())
        taken = conduct_months.deducted(connection, project, month)
        changed = adjustments.listed(connection, project, CONDUCT_SHEET, month)
        floor = exact_or_none(projects.parameters_on(connection, project, month.first).get(FLOOR_KEY, ""))
    days = _days(marks)
    found = tuple(_listed(one, _wage(wages, one, month), days, taken.get(one.id), changed) for one in there)
    notes = (
        "合同没有约定对员工的扣罚金额，本表只列考勤与实际扣发，不计算扣罚；扣发工资须另有法定或约定的依据。",
        f"{CORRECTIONS}。",
        *(() if marks else ("本月考勤未录入。",)),
    )
    stamp = stamped(wanted, None, digest_of([str(month), found]))
    return Wages(found, False, _floor_words(floor), notes, stamp, bool(marks))


def _days(marks: Iterable[attendance.Mark]) -> dict[tuple[int, str], Decimal]:
    """Days of leave and absence by person; half a day is half."""
    found: dict[tuple[int, str], Decimal] = {}
    for one in marks:
        key = (one.person, codes()[one.code].kind)
        found[key] = found.get(key, Decimal(0)) + (Decimal(1) if one.part == "day" else HALF)
    return found


def _wage(wages: tuple[people.Span, ...], one: Member, month: Period) -> int | None:
    """The wage of the last day in post in the month."""
    last = min(one.left_on or month.last, month.last)
    return next((span.fen for span in reversed(wages) if span.person == one.id and span.holds(last)), None)


def _listed(
    one: Member,
    wage: int | None,
    days: Mapping[tuple[int, str], Decimal],
    taken: int | None,
    changed: tuple[adjustments.Adjustment, ...],
) -> Wage:
    mine = [each.fen for each in changed if each.person == one.id]
    return Wage(
        *(one.number, one.name, one.team, wage),
        taken=taken,
        corrected=sum(mine) if mine else None,
        leave=days.get((one.id, "leave"), Decimal(0)),
        absence=days.get((one.id, "absence"), Decimal(0)),
    )
