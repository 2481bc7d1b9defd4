"""The amounts of a period, line by line with how each was worked out, and the sum payable in capitals."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from app.capitals import capitals
from app.exact import to_fen
from app.forms.assessment_cells import ABSENT, PROVISIONAL
from app.forms.assessment_judged import Judged, fen, told
from app.forms.assessment_plan import SettlementPlan
from app.forms.assessment_table import amount
from app.forms.sheet import MONEY, Cell, Row, Table
from app.forms.styles import HEAD, LABEL, NUMBER, SMALL, TEXT, TOTAL, TOTAL_LABEL
from app.periods import Period
from app.scoring.settlement.deductions import SumOfLines
from app.scoring.settlement.settle import Settlement, Settling

WIDTHS = (44, 36, 90)


class Sum(NamedTuple):
    """A line of the settlement: what, how much (None: not known or not due), how it came about."""

    label: str
    fen: int | None
    how: str
    instead: str = ""  # what stands in place of the amount


class Correction(NamedTuple):
    """What a period gives back (or takes) because of an earlier one."""

    about: str
    fen: int
    reason: str


def settlement(
    plan: SettlementPlan, judged: Judged | None, corrections: Sequence[Correction] = (), headed: bool = True
) -> Table:
    """The amounts as a table that stays on one page; before there is a result, its lines without amounts."""
    head = [Row((Cell(plan.heading, HEAD, columns=3), None, None))] if headed else []
    head.append(Row(tuple(Cell(word, HEAD) for word in ("项目", "金额（元）", "算法与依据"))))
    if judged is not None and judged.assessment.settlement is None:
        rows = [Row((Cell(plan.payable, LABEL), Cell(plan.open, TEXT, columns=2), None))]
    else:
        rows = [_row(one) for one in _sums(plan, judged)]
        rows += _closing(plan, judged, corrections)
    return Table(WIDTHS, (*head, *rows), head=len(head), keep=len(rows))


def _row(one: Sum) -> Row:
    value: int | str | None = one.instead or one.fen
    shown = Cell(value, LABEL if one.instead else NUMBER, format=MONEY if isinstance(value, int) else "plain")
    return Row((Cell(one.label, TEXT), shown, Cell(one.how, SMALL)))


def _sums(plan: SettlementPlan, judged: Judged | None) -> Iterator[Sum]:
    found = judged.assessment.settlement if judged else None
    settling = judged.rules.settling if judged else None
    if judged is None or judged.blank or found is None or settling is None:
        yield Sum(plan.base, None, "")
        yield Sum(plan.deduction, None, "")
        return
    result = judged.result["settlement"]
    frame, context = found.standing.frame, found.standing.context
    base = fen(result["base"])
    why = plan.none if base is None and not found.missing else ""
    how = settling.base.say(frame, context)
    yield Sum(plan.base, base, why or ("" if base is not None and fen(how) == base else how), _instead(base, found))
    yield from _months(plan, settling, judged, found)
    taken = fen(result["deduction"])
    how = "" if taken is None else settling.deduction.say(found.result, frame, context)
    yield Sum(plan.deduction, taken, how, "—" if taken is None else "")
    for charge, cost in zip(found.charges, _items(judged, found), strict=True):
        yield Sum(charge.item.name, cost, f"{charge.item.kind.say(charge.log)}（{charge.item.clause}）")


def _items(judged: Judged, found: Settlement) -> list[int | None]:
    """The frozen amounts of the items, in their order."""
    frozen: dict[str, Any] = {one["id"]: one["amount"] for one in judged.result["settlement"]["items"]}
    return [fen(frozen.get(one.item.id)) for one in found.charges]


def _instead(value: int | None, found: Settlement) -> str:
    if value is not None:
        return ""
    return ABSENT if found.missing else "—"


def _months(plan: SettlementPlan, settling: Settling, judged: Judged, found: Settlement) -> Iterator[Sum]:
    """The periods whose deductions are settled together, this one last."""
    kind = settling.deduction
    if not plan.months or not isinstance(kind, SumOfLines) or found.base is None:
        return
    period = judged.period
    known = {past.period: past.known.get("deduction") for past in judged.assessment.facts.frame.past}
    for earlier in period.earlier(kind.over - 1):
        value = known.get(earlier)
        yield Sum(_of(earlier), None if value is None else to_fen(value), "", "" if value is not None else ABSENT)
    yield Sum(_of(period), amount(judged), "", "")


def _of(period: Period) -> str:
    return f"其中：{told(period)}扣款"


def _closing(plan: SettlementPlan, judged: Judged | None, corrections: Sequence[Correction]) -> list[Row]:
    """The sum payable, then what earlier periods change about it, and the last sum in capitals."""
    payable = None
    if judged is not None and not judged.blank and judged.result["settlement"]:
        payable = fen(judged.result["settlement"]["payable"])
    mark = "" if judged is None or judged.complete or payable is None else PROVISIONAL
    rows = [_total(plan.payable + mark, payable)]
    if corrections and payable is not None:
        rows += [_row(Sum(f"更正 {one.about}", one.fen, one.reason)) for one in corrections]
        payable = max(0, payable + sum(one.fen for one in corrections))
        rows.append(_total(f"更正后{plan.payable}{mark}", payable))
    words = "" if payable is None else f"{capitals(payable)}{mark}"
    return [*rows, Row((Cell("大写", TOTAL_LABEL), Cell(words, TEXT, columns=2), None))]


def _total(label: str, amount: int | None) -> Row:
    return Row((Cell(label, TOTAL_LABEL), Cell(amount, TOTAL, format=MONEY), Cell("", SMALL)))


def corrected(rows: Iterable[Mapping[str, Any]]) -> tuple[Correction, ...]:
    """The corrections that a period's revision holds."""
    return tuple(Correction(str(one["about"]), int(one["fen"]), str(one["reason"])) for one in rows)
