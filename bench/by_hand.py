"""The same month by a function that a competent programmer writes for this one contract, in Decimal."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple, TypeAlias

from bench.plain import Known, Plain

GATED = {
    "connect_rate": (95, Decimal(8)),
    "service_satisfaction": (99, Decimal(5)),
    "callback_on_time": (100, Decimal(5)),
    "front_inspection": (100, Decimal(7)),
    "instant_answer": (60, Decimal(5)),
    "response_rate": (95, Decimal(10)),
    "return_reasonable": (99, Decimal(5)),
    "back_inspection": (100, Decimal(9)),
    "on_time_closure": (98, Decimal(12)),
    "resolution_rate": (95, Decimal(12)),
}
ZERO, HALF, CASE, TWELVE, CENT = Decimal(0), Decimal("0.5"), Decimal("0.05"), Decimal(12), Decimal("0.01")
RANK_A = {1: Decimal(4), 2: ZERO, 3: Decimal(-4)}
PROVINCE = dict(enumerate(map(Decimal, (6, 6, 6, 4, 4, 2, 2, 0, 0, 0, -2, -2, -2, -4, -4, -6, -6, -6)), 1))
MONTH, FEE, STAFF, CONTRACT = Decimal(300000), Decimal("683257.6"), Decimal(3977275), Decimal(4849700)

# What explains a line: its id, value, gap, whole steps, remainder and points.
Line: TypeAlias = tuple[str, Any, Any, int, Any, Decimal]


class Answer(NamedTuple):
    """What the function returns."""

    score: Decimal
    complete: bool
    missing: list[str]
    lines: list[Line]
    base: Decimal
    deduction: Decimal
    items: dict[str, Decimal]
    payable: Decimal
    alerts: list[str]


def yuan(amount: Decimal, over: int = 1) -> Decimal:
    """A part of an amount to the fen, half up; divided once, so that nothing is rounded twice."""
    return (amount / over).quantize(CENT, ROUND_HALF_UP)


def assess(month: Plain) -> Answer:
    """The month's score, payment and alerts."""
    lines: list[Line] = []
    missing: list[str] = []
    only_under_one = month.options["remainder"] == "only_under_one"
    for name, (target, full) in GATED.items():
        if name in month.waived:
            lines.append((name, None, None, 0, None, full))
            continue
        if name not in month.rates:
            missing.append(f"{name}.percent")
            lines.append((name, None, None, 0, None, full))
            continue
        value, deducted = month.rates[name]
        if value is None:
            lines.append((name, None, None, 0, None, full))
            continue
        gap = target - value
        if gap <= 0:
            lines.append((name, value, gap, 0, None, full))
            continue
        whole = int(gap // 1)
        rest = gap - whole
        if deducted is None:
            missing.append(f"{name}.province_deducted")
        elif not deducted:
            lines.append((name, value, gap, whole, rest, full))
            continue
        lost = whole if not rest or (only_under_one and whole) else whole + HALF
        lines.append((name, value, gap, whole, rest, max(ZERO, full - lost)))
    lines.append(participation(month, missing))
    lines.append(placed(month, "rank_a", month.rank_a, RANK_A, missing))
    lines.append(placed(month, "rank_province", month.rank_province, PROVINCE, missing))
    score = sum((line[5] for line in lines), ZERO)
    return settle(month, score, lines, missing)


def participation(month: Plain, missing: list[str]) -> Line:
    """The line that knows no province and counts work orders for a remainder."""
    name = "participation_satisfaction"
    if name in month.waived:
        return (name, None, None, 0, None, TWELVE)
    if name not in month.rates:
        missing.append(f"{name}.percent")
        return (name, None, None, 0, None, TWELVE)
    value, _ = month.rates[name]
    if value is None:
        return (name, None, None, 0, None, TWELVE)
    gap = 95 - value
    if gap <= 0:
        return (name, value, gap, 0, None, TWELVE)
    whole = int(gap // 1)
    rest = gap - whole
    if rest and month.orders is None:
        missing.append(f"{name}.orders")
        return (name, value, gap, whole, rest, TWELVE)
    lost = whole + CASE * (month.orders or 0) if rest else whole
    return (name, value, gap, whole, rest, max(ZERO, TWELVE - lost))


def placed(month: Plain, name: str, rank: int | None, points: dict[int, Decimal], missing: list[str]) -> Line:
    """The line of a rank."""
    if name in month.waived:
        return (name, None, None, 0, None, ZERO)
    if rank is None:
        missing.append(f"{name}.rank")
        return (name, None, None, 0, None, ZERO)
    return (name, rank, None, 0, None, points[rank])


def settle(month: Plain, score: Decimal, lines: list[Line], missing: list[str]) -> Answer:
    """What the month pays."""
    base = yuan(MONTH * month.days, month.of_days)
    deduction = ZERO
    if score < 80 and not month.context.get("force_majeure"):
        if month.options["split_deduction"] == "prorated":
            deduction = yuan(FEE * (80 - score) * month.days, 1200 * month.of_days)
        else:
            deduction = yuan(FEE * (80 - score), 1200)
    counts: dict[str, int] = {}
    for item, quantity in month.events:
        counts[item] = counts.get(item, 0) + quantity
    items = {item: price(month, item, quantity) for item, quantity in counts.items()}
    if month.period == "2026-06":
        owed = promises(month, missing)
        if owed:
            items["rank_promises"] = owed
    payable = max(ZERO, base - deduction - sum(items.values()))
    return Answer(score, not missing, missing, lines, base, deduction, items, payable, alerts(month, score))


def price(month: Plain, item: str, quantity: int) -> Decimal:
    """What so many of a contract item cost."""
    if item == "late_ops_manager":
        return yuan(Decimal(5000 * quantity))
    if item == "wage_error_uncorrected":
        year = STAFF if month.options["wage_base"] == "staff_total" else FEE
        return yuan(year * 3 * quantity * month.days, 1200 * month.of_days)
    if item == "wage_impersonation":
        return yuan(MONTH * 3 * quantity * month.days, 100 * month.of_days)
    if item == "breach_clause":
        return yuan(CONTRACT * quantity, 100)
    return yuan(CONTRACT * 5 * quantity, 100)


def promises(month: Plain, missing: list[str]) -> Decimal:
    """What the promises about ranks cost that were not kept."""
    known = [Known(month.period, None, month.rank_a, month.rank_province), *month.earlier]
    firsts = seconds = sevenths = 0
    for one in known:
        if one.rank_a is None:
            missing.append(f"history.{one.period}.rank_a")
        else:
            firsts += one.rank_a == 1
            seconds += one.rank_a <= 2
        if one.rank_province is None:
            missing.append(f"history.{one.period}.rank_province")
        else:
            sevenths += one.rank_province <= 7
    short = [max(0, 6 - firsts), max(0, 6 - (seconds - min(firsts, 6))), max(0, 6 - sevenths)]
    if month.options["rank_promise_unit"] == "promise":
        return yuan(Decimal(1000 * sum(1 for one in short if one)))
    return yuan(Decimal(1000 * sum(short)))


def alerts(month: Plain, score: Decimal) -> list[str]:
    """The alerts that fire."""
    found: list[str] = []
    last = month.earlier[:2]
    if len(last) == 2 and last[0].score is not None and last[1].score is not None:
        scores = [score, last[0].score, last[1].score]
        if sum(scores) < 180:
            found.append("avg3_below_60")
        if all(one < 70 for one in scores):
            found.append("three_below_70")
    if score < 60:
        found.append("lost_over_40")
    ranks = [month.rank_province, *(one.rank_province for one in last)]
    if len(ranks) == 3 and all(rank is not None and rank >= 16 for rank in ranks):
        found.append("three_bottom_three")
    if month.context.get("turnover_month", 0) > 5:
        found.append("turnover_month")
    if month.context.get("turnover_year", 0) > 15:
        found.append("turnover_year")
    if month.context.get("headcount", 52) < 52:
        found.append("headcount")
    if month.context.get("force_majeure"):
        found.append("force_majeure")
    return found
