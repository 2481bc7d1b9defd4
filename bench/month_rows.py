"""The rows about a month's assessment: hand-written code, a rules engine, two computers of workbooks."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from app.exact import show_money, to_fen
from app.scoring.assess import Assessment, assess
from app.scoring.indicator import Line
from bench import by_hand, sheet_month, zen_month
from bench.month import ordinary, sample, wild
from bench.plain import plain
from bench.table import Row, agree, at_least, at_most
from bench.timing import race

WHAT = "a month with its explanation"
AGREEING, TIMED = 400, 25


class Engine(NamedTuple):
    """Another engine: how it is run, its input from a month, how often it is timed, what we aim at."""

    name: str
    run: Callable[[Any], tuple[float, float]]
    inputs: Callable[[Any], Any]
    rounds: int
    goal: int
    checked: int


def agree_on_months(months: int = AGREEING) -> None:
    """Hand-written and ours give the same figures, on ordinary months and on wild ones."""
    for seed in range(months):
        for name, make in (("ordinary", ordinary), ("wild", wild)):
            ours = sample(make(seed))
            _same(f"{name} month {seed}", ours, by_hand.assess(plain(ours)))


def _same(where: str, ours: Assessment, hand: by_hand.Answer) -> None:
    paid = ours.settlement
    assert paid is not None
    lacking = [f"{line.indicator.id}.{name}" for line in ours.lines for name in line.missing]
    agree(f"{where}, missing", (ours.complete, {*lacking, *paid.missing}), (hand.complete, set(hand.missing)))
    written = _by_id(hand.lines)
    for line in ours.lines:
        agree(f"{where}, {line.indicator.id}", _told(line), written[line.indicator.id])
    agree(f"{where}, score", ours.score, hand.score)
    theirs = tuple(to_fen(one) for one in (hand.base, hand.deduction, hand.payable))
    agree(f"{where}, base, deduction, payable", (paid.base, paid.deduction, paid.payable), theirs)
    charged = {name: to_fen(amount) for name, amount in hand.items.items()}
    agree(f"{where}, items", {one.item.id: one.fen for one in paid.charges}, charged)
    agree(f"{where}, alerts", {one.alert.id for one in ours.alerts}, set(hand.alerts))


def _told(line: Line) -> tuple[Any, ...]:
    """A line of ours as a line written by hand: value, gap, whole steps, rest, points."""
    mark = line.outcomes[0].marks[0] if line.outcomes else None
    if mark is None or mark.sample.value is None:
        return (None, None, 0, None, line.awarded)
    gap = None if mark.gap is None else -Fraction(mark.gap)
    return (mark.sample.value, gap, mark.whole, mark.rest, line.awarded)


def _by_id(lines: Sequence[by_hand.Line]) -> dict[str, tuple[Any, ...]]:
    return {
        name: (value, None if gap is None else Fraction(gap), whole, rest, points)
        for name, value, gap, whole, rest, points in lines
    }


def month_rows(notes: list[str]) -> Iterator[Row]:
    """The rows; what is worth telling beside them goes to the notes."""
    ours = [sample(ordinary(seed)) for seed in range(TIMED)]
    months = [plain(one) for one in ours]
    found = race({"ours": (again, ours), "hand": (by_hand.assess, months)}, 1500)
    yield at_most(2.5, WHAT, "hand-written Decimal", found["ours"], found["hand"])
    with TemporaryDirectory() as folder:
        for engine in engines(Path(folder), notes):
            notes.append(checked(engine))
            inputs = [engine.inputs(one) for one in months]
            found = race({"ours": (again, ours), "theirs": (engine.run, inputs)}, engine.rounds)
            yield at_least(engine.goal, WHAT, engine.name, found["ours"], found["theirs"])


def again(assessment: Assessment) -> Assessment:
    """The assessment once more."""
    return assess(assessment.scheme, assessment.rules, assessment.facts)


def engines(folder: Path, notes: list[str]) -> Iterator[Engine]:
    """The engines that are installed here."""
    absent = [name for name in ("zen", "pycel", "formulas") if find_spec(name) is None]
    notes.extend(f"{name}: not installed here, row left out" for name in absent)
    if "zen" not in absent:
        yield Engine("zen-engine, trace on", zen_month.zen_run(), zen_month.context, 300, 20, 200)
    if "pycel" not in absent:
        book = sheet_month.write_book(folder / "month.xlsx")
        yield Engine("pycel", sheet_month.pycel_run(book), sheet_month.cells, 150, 100, 200)
    if "formulas" not in absent:
        book = sheet_month.write_book(folder / "formulas.xlsx")
        names = list(sheet_month.cells(plain(sample(ordinary(0)))))
        yield Engine("formulas", sheet_month.formulas_run(book, names), sheet_month.cells, 12, 1000, 40)


def checked(engine: Engine) -> str:
    """On how many months a binary engine's figures, rounded, are not ours, with the first of them."""
    wrong = [note for seed in range(engine.checked) if (note := _differs(engine, seed))]
    if not wrong:
        return f"{engine.name}: score and deduction agree on {engine.checked} months"
    return f"{engine.name}: WRONG on {len(wrong)} of {engine.checked} months, first {wrong[0]}"


def _differs(engine: Engine, seed: int) -> str:
    ours = sample(ordinary(seed))
    month = plain(ours)
    paid = ours.settlement
    assert paid is not None and ours.score is not None
    score, deduction = engine.run(engine.inputs(month))
    if round(score * 10_000) == ours.score * 10_000 and round(deduction * 100) == paid.deduction:
        return ""
    mine = f"{ours.score} and {show_money(paid.deduction or 0)}"
    rates = ", ".join(f"{name} {value}" for name, (value, deducted) in month.rates.items() if deducted is not False)
    return f"month {seed}: {score:.10g} and {deduction:.2f} for {mine} ({rates})"
