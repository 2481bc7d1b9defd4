"""The row about a month's fines: ours against hand-written code for the same rules."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from app.conduct.facts import read_month
from app.conduct.judge import judge
from app.conduct.month import Month
from app.conduct.result import as_json
from app.conduct.rulebook import ConductRules
from app.conduct_library import conduct_for
from app.exact import show_money
from bench import crew, fines_by_hand
from bench.fines_by_hand import Answer
from bench.table import Row, agree, at_most
from bench.timing import race

WHAT = "fines, 60 people, 300 events"
AGREEING, TIMED = 60, 5


def agree_on_crews(months: int = AGREEING) -> None:
    """Hand-written and ours give everybody the same fen, items and consequences, and the teams the same shares."""
    conduct = conduct_for("kezhou-2025")
    for seed in range(months):
        rules, month = read_month(conduct, crew.random_month(seed))
        ours = as_json(judge(conduct, rules, month))
        hand, pools = fines_by_hand.judge(month, rules.chosen)
        for person in ours["people"]:
            agree(f"crew {seed}, {person['id']}", _told(person), _written(hand[person["id"]]))
        found = {one["team"]: (one["pool"], one["shared_by"], one["undistributed"]) for one in ours["teams"]}
        shown = {team: (show_money(pool), by, show_money(rest)) for team, (pool, by, rest) in pools.items()}
        agree(f"crew {seed}, pools", found, shown)


def _told(person: dict[str, Any]) -> tuple[Any, ...]:
    items = [(one["rule"], one["date"], Decimal(one["quantity"]), one["amount"]) for one in person["items"]]
    sums = [person[key] for key in ("fines", "wage_deductions", "reward", "full_attendance", "consequences")]
    return (*sums, sorted({one["id"] for one in person["cautions"]}), sorted(items))


def _written(hand: Answer) -> tuple[Any, ...]:
    items = [(rule, str(day), Decimal(quantity), show_money(fen)) for rule, day, quantity, fen in hand.items]
    money = [show_money(fen) for fen in (hand.fines, hand.wage, hand.reward)]
    return (*money, hand.full, hand.consequences, hand.cautions, sorted(items))


def fines_rows() -> Iterator[Row]:
    """A month's fines for sixty people with three hundred events."""
    conduct = conduct_for("kezhou-2025")
    crews = [read_month(conduct, crew.random_month(seed)) for seed in range(TIMED)]

    def ours(one: tuple[ConductRules, Month]) -> object:
        return judge(conduct, one[0], one[1])

    def hand(one: tuple[ConductRules, Month]) -> object:
        return fines_by_hand.judge(one[1], one[0].chosen)

    found = race({"ours": (ours, crews), "hand": (hand, crews)}, 400)
    yield at_most(3, WHAT, "hand-written", found["ours"], found["hand"])
