"""`python -m bench`: every row against what it is measured against, in one run; agreement first, then time."""

import json
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from app.commands.fines import answer as fines_answer
from app.conduct.facts import read_month
from app.conduct.judge import judge
from app.conduct_library import conduct_for
from app.exact import show_money, to_fen
from app.scoring.assess import Assessment, assess
from bench import by_hand, crew, fines_by_hand, sheet_month, zen_month
from bench.month import plain, sample
from bench.timing import race

OUT = Path("build") / "bench.json"
SEED, OTHER, AGREEING = 3, 5, 400


class Row(NamedTuple):
    """One comparison: theirs over ours, or ours over theirs where theirs is the floor."""

    what: str
    against: str
    ours: float
    theirs: float
    ratio: float
    goal: str
    met: bool


def agree_on_months(months: int = AGREEING) -> None:
    """Hand-written and ours give the same figures on hundreds of months; else there is nothing to time."""
    for seed in range(months):
        ours = sample(seed)
        hand = by_hand.assess(plain(ours.facts))
        settlement = ours.settlement
        assert settlement is not None
        mine = (ours.score, ours.complete, settlement.base, settlement.deduction, settlement.payable)
        theirs = (hand.score, hand.complete, *(to_fen(one) for one in (hand.base, hand.deduction, hand.payable)))
        assert mine == theirs, (seed, mine, theirs)
        assert {one.indicator.id: one.awarded for one in ours.lines} == {one[0]: one[5] for one in hand.lines}, seed
        assert {one.alert.id for one in ours.alerts} == set(hand.alerts), seed
        assert {one.item.id: one.fen for one in settlement.charges} == {
            name: to_fen(amount) for name, amount in hand.items.items()
        }


def month_rows() -> Iterator[Row]:
    """A month's assessment with its explanation as data."""
    ours = sample(SEED)
    month = plain(ours.facts)
    mine, hand = "ours", "hand"
    times = race({mine: lambda: again(ours), hand: lambda: by_hand.assess(month)}, 4000)
    ratio = times[mine] / times[hand]
    yield Row(
        "a month with its explanation", "hand-written Decimal", times[mine], times[hand], ratio, "≤ 2.5", ratio <= 2.5
    )
    with TemporaryDirectory() as folder:
        for name, rounds, goal, run in engines(Path(folder), ours):
            times = race({mine: lambda: again(ours), name: run}, rounds)  # called at once
            ratio = times[name] / times[mine]
            yield Row("a month with its explanation", name, times[mine], times[name], ratio, f"≥ {goal}", ratio >= goal)


def again(assessment: Assessment) -> Assessment:
    """The assessment once more."""
    return assess(assessment.scheme, assessment.rules, assessment.facts)


def engines(folder: Path, ours: Assessment) -> Iterator[tuple[str, int, int, Callable[[], Any]]]:
    """The other engines that are installed here, each checked against our figures first."""
    month = plain(ours.facts)
    book = folder / "month.xlsx"
    cells = in_turn(sheet_month.cells(month), sheet_month.cells(plain(sample(OTHER).facts)))
    for name in ("zen", "pycel", "formulas"):
        if find_spec(name) is None:
            sys.stdout.write(f"left out: {name} is not installed here\n")
    if find_spec("zen"):
        decision, values = zen_month.engine(), zen_month.context(month)
        check("zen-engine", lambda one: zen_figures(decision, one), 60)
        turn = in_turn(values, zen_month.context(plain(sample(OTHER).facts)))
        yield "zen-engine, trace on", 1000, 20, lambda: zen_month.run(decision, next(turn))
    if find_spec("pycel"):
        sheet_month.write_book(book)
        by_pycel = sheet_month.pycel_run(book)
        check("pycel", lambda one: by_pycel(sheet_month.cells(plain(one.facts))), 60)
        yield "pycel", 60, 100, lambda: by_pycel(next(cells))
    if find_spec("formulas"):
        by_formulas = sheet_month.formulas_run(book)
        check("formulas", lambda one: by_formulas(sheet_month.cells(plain(one.facts))), 12)
        yield "formulas", 8, 1000, lambda: by_formulas(next(cells))


def in_turn(one: Any, other: Any) -> Iterator[Any]:
    """Two months in turn, so that nothing is answered from what was computed before."""
    return cycle((one, other))


def zen_figures(decision: Any, ours: Assessment) -> tuple[float, float]:
    """Score and deduction by zen-engine."""
    found = zen_month.run(decision, zen_month.context(plain(ours.facts)))
    return found["score"], found["deduction"]


def check(name: str, run: Callable[[Assessment], tuple[float, float]], months: int) -> None:
    """Counts the months on which a binary engine's figures, rounded to the fen, are not ours."""
    wrong: list[int] = []
    for seed in range(months):
        ours = sample(seed)
        score, deduction = run(ours)
        settlement = ours.settlement
        assert settlement is not None
        if abs(score - float(ours.score or 0)) > 0.004 or round(deduction * 100) != settlement.deduction:
            wrong.append(seed)
    note = (
        f"differs on {len(wrong)} of {months} months, first seed {wrong[0]}" if wrong else f"agrees on {months} months"
    )
    sys.stdout.write(f"{name}: {note}\n")


def agree_on_crews(months: int = 60) -> None:
    """Hand-written and ours give everybody the same fen."""
    conduct = conduct_for("kezhou-2025")
    for seed in range(months):
        facts = crew.random_month(seed)
        rules, month = read_month(conduct, facts)
        hand, pools = fines_by_hand.judge(list(month.people), list(month.events), month.prior, month.context)
        assert rules
        result = fines_answer(facts)
        for person in result["people"]:
            theirs = hand[person["id"]]
            mine = [person[key] for key in ("fines", "wage_deductions", "reward")]
            assert mine == [show_money(one) for one in (theirs.fines, theirs.wage, theirs.reward)], (seed, person["id"])
            assert (person["full_attendance"], person["consequences"]) == (theirs.full, theirs.consequences), seed
            cautions = sorted({one["id"] for one in person["cautions"]})
            assert cautions == theirs.cautions, (seed, person["id"], cautions, theirs.cautions)
        for team in result["teams"]:
            pool, sharers, undistributed = pools[team["team"]]
            assert (team["pool"], team["shared_by"]) == (show_money(pool), sharers)
            assert team["undistributed"] == show_money(undistributed)


def crew_rows() -> Iterator[Row]:
    """A month's fines for sixty people with three hundred events."""
    conduct = conduct_for("kezhou-2025")
    rules, month = read_month(conduct, crew.random_month(SEED))
    people, events = list(month.people), list(month.events)
    contenders: dict[str, Callable[[], Any]] = {
        "ours": lambda: judge(conduct, rules, month),
        "hand": lambda: fines_by_hand.judge(people, events, month.prior, month.context),
    }
    times = race(contenders, 600)
    ratio = times["ours"] / times["hand"]
    yield Row("fines, 60 people, 300 events", "hand-written", times["ours"], times["hand"], ratio, "≤ 3", ratio <= 3)


def main() -> int:
    """Prints the table and writes it down; slow is no failure, disagreement is."""
    agree_on_months()
    agree_on_crews()
    sys.stdout.write(f"hand-written code agrees on {AGREEING} months and 60 crews, to the fen\n")
    rows = [*month_rows(), *crew_rows()]
    for row in rows:
        figures = f"{row.ours:>9.1f} µs {row.theirs:>11.1f} µs {row.ratio:>9.2f}×  goal {row.goal:<7}"
        sys.stdout.write(f"{row.what:<30} {row.against:<22} {figures} {'met' if row.met else 'MISSED'}\n")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([row._asdict() for row in rows], ensure_ascii=False, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
