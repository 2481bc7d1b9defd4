"""The same month by a function that a competent programmer writes for this one contract, in Decimal."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from bench.month import Plain

FULL = {
    "connect_rate": (95, 8),
    "service_satisfaction": (99, 5),
    "callback_on_time": (100, 5),
    "front_inspection": (100, 7),
    "instant_answer": (60, 5),
    "response_rate": (95, 10),
    "return_reasonable": (99, 5),
    "back_inspection": (100, 9),
    "on_time_closure": (98, 12),
    "resolution_rate": (95, 12),
}
ZERO, HALF, CASE = Decimal(0), Decimal("0.5"), Decimal("0.05")
FEE = Fraction("683257.6") / 12
STAFF = Fraction(3977275) / 12
PROVINCE = [(3, 6), (5, 4), (7, 2), (10, 0), (13, -2), (15, -4), (18, -6)]
CENT = Decimal("0.01")


class Answer(NamedTuple):
    """What the function returns: the figures, and per line the value, gap, whole steps, rest and points."""

    score: Decimal
    complete: bool
    lines: list[tuple[str, Any, Any, int, Any, Decimal]]
    base: Decimal
    deduction: Decimal
    items: dict[str, Decimal]
    payable: Decimal
    alerts: list[str]


def yuan(amount: Fraction) -> Decimal:
    """An amount to the fen, half up."""
    return (Decimal(amount.numerator) / Decimal(amount.denominator)).quantize(CENT, ROUND_HALF_UP)


def assess(month: Plain) -> Answer:
    """The month's score, payment and alerts."""
    lines: list[tuple[str, Any, Any, int, Any, Decimal]] = []
    complete = True
    for name, (target, full) in FULL.items():
        value, deducted = month.rates[name]
        gap = target - value
        if gap <= 0:
            lines.append((name, value, gap, 0, 0, Decimal(full)))
            continue
        if deducted is None:
            complete = False
        elif not deducted:
            lines.append((name, value, gap, 0, 0, Decimal(full)))
            continue
        whole = int(gap // 1)
        rest = gap - whole
        lines.append((name, value, gap, whole, rest, max(ZERO, full - whole - (HALF if rest else ZERO))))
    gap = 95 - month.participation
    points = Decimal(12)
    whole, rest = 0, 0
    if gap > 0:
        whole = int(gap // 1)
        rest = gap - whole
        if rest and month.orders is None:
            complete = False
        else:
            points = max(Decimal(0), points - whole - (CASE * (month.orders or 0) if rest else 0))
    lines.append(("participation_satisfaction", month.participation, gap, whole, rest, points))
    lines.append(("rank_a", month.rank_a, None, 0, None, Decimal({1: 4, 2: 0, 3: -4}[month.rank_a])))
    place = next(points for last, points in PROVINCE if month.rank_province <= last)
    lines.append(("rank_province", month.rank_province, None, 0, None, Decimal(place)))
    score = sum((line[5] for line in lines), Decimal(0))
    return settle(month, score, complete, lines)


def settle(month: Plain, score: Decimal, complete: bool, lines: list[Any]) -> Answer:
    """What the month pays."""
    share = Fraction(month.days, month.of_days)
    base = yuan(300000 * share)
    deduction = Decimal(0)
    if score < 80 and not month.context.get("force_majeure"):
        deduction = yuan(FEE * (80 - Fraction(score)) / 100 * share)
    prices = {
        "late_ops_manager": Fraction(5000),
        "wage_error_uncorrected": STAFF * 3 / 100 * share,
        "breach_clause": Fraction(48497),
    }
    items = {name: yuan(prices[name] * quantity) for name, quantity in month.events.items()}
    payable = max(Decimal(0), base - deduction - sum(items.values()))
    return Answer(score, complete, lines, base, deduction, items, payable, alerts(month, score))


def alerts(month: Plain, score: Decimal) -> list[str]:
    """The alerts that fire."""
    found: list[str] = []
    scores = [score, *(one.get("score") for one in month.earlier)]
    if all(one is not None for one in scores):
        if sum(scores) < 180:
            found.append("avg3_below_60")
        if all(one < 70 for one in scores):
            found.append("three_below_70")
    if score < 60:
        found.append("lost_over_40")
    ranks = [month.rank_province, *(one.get("rank_province") for one in month.earlier)]
    if all(one is not None and 16 <= one <= 18 for one in ranks):
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
