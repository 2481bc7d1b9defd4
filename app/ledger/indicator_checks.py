"""Whether a value can stand where it is typed: read as the facts will be; over a derived one only with a reason."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from app.errors import Fault, Refused
from app.exact import show
from app.ledger.contracts import Contract
from app.ledger.derive import Case, derived
from app.ledger.fields import nested
from app.ledger.memo import Memo
from app.ledger.origins import group_of, summary_of
from app.ledger.projects import Project
from app.ledger.words import refuse
from app.periods import Period
from app.reader import Reader
from app.scoring.context import read_context
from app.scoring.facts import read_input
from app.scoring.measures.historic import Change, Mean
from app.scoring.measures.ratio import Ratio
from app.scoring.scheme import Rules
from app.scoring.values import Frame

if TYPE_CHECKING:
    from app.ledger.indicators import Value

CONTEXT = "context"


def check_period(rules: Rules, owner: Project, indicator: str, period: Period, values: Iterable["Value"]) -> None:
    """Reads the input as the assessment will, so that nothing is stored that could not be assessed."""
    found: dict[str, Any] = nested((one.field, one.plain) for one in values)
    faults: list[Fault] = []
    frame = Frame.build(period, owner.term)
    if indicator == CONTEXT:
        read_context(Reader(found, CONTEXT, faults), rules.context, frame)
    else:
        read_input(rules.indicator(indicator), Reader({indicator: found}, "", faults), frame)
    if faults:
        raise Refused(faults)


def check_day(rules: Rules, indicator: str, values: Iterable["Value"]) -> None:
    """A day's figures are whole and not negative, and a part is not more than its whole."""
    numbers = {one.field: one.number for one in values if one.number is not None}
    known = _day_fields(rules, indicator)
    if numbers and not known:
        raise refuse(indicator, "", "这一项不按日填写，请填本期的数")
    for field, number in numbers.items():
        if field not in known:
            raise refuse(f"{indicator}.{field}", number, f"每天的输入项是：{'、'.join(known)}")
        if number < 0 or number != int(number):
            raise refuse(f"{indicator}.{field}", number, "应为不小于 0 的整数")
    for part, whole in _pairs(rules, indicator):
        if part in numbers and whole in numbers and numbers[part] > numbers[whole]:
            raise refuse(f"{indicator}.{part}", numbers[part], f"不能大于 {whole}（{numbers[whole]}）")


def _day_fields(rules: Rules, indicator: str) -> tuple[str, ...]:
    """What a day of this indicator can say: its own fields where days are assessed, else what can be summed."""
    found: list[str] = []
    for measure in _measures(rules, indicator):
        if isinstance(measure, Ratio | Mean | Change):
            found += ["hits", "total"]
        elif hasattr(measure, "hits"):
            found += [measure.hits, measure.total]
        else:
            found += getattr(measure, "fields", ())
    return tuple(dict.fromkeys(found))


def _pairs(rules: Rules, indicator: str) -> Iterable[tuple[str, str]]:
    for measure in _measures(rules, indicator):
        if hasattr(measure, "within"):
            yield from measure.within
        elif hasattr(measure, "hits"):
            yield measure.hits, measure.total
        else:
            yield "hits", "total"


def _measures(rules: Rules, indicator: str) -> list[Any]:
    return [part.measure for one in rules.indicators if one.id == indicator for part in one.parts]


def overridden(
    connection: Connection, owner: Project, known: Contract, rules: Rules, period: Period, paths: Iterable[str]
) -> Mapping[str, Decimal]:
    """What the ledger derives where these values are typed: only then may it be written over, and with a reason."""
    wanted = {group_of(path): path for path in paths}
    if not any(_fed(known, path) for path in wanted.values()):
        return {}
    groups: dict[str, dict[str, str]] = {}
    for path, one in derived(Case(connection, owner, known, rules, period, Memo())).items():
        typed = wanted.get(group_of(path))
        if typed and not isinstance(one.value, bool):
            groups.setdefault(typed, {})[path] = one.value
    summaries = {typed: summary_of(values) for typed, values in groups.items()}
    return {typed: summary for typed, summary in summaries.items() if summary is not None}


def check_not_fed(known: Contract, paths: Iterable[str]) -> None:
    """A day's figure would stand in the place of what the ledger counts, and say nothing of it."""
    for path in paths:
        if _fed(known, path):
            raise refuse(path, "", "这一项由台账按登记的事项统计；要改写请按本期填写并写明理由")


def _fed(known: Contract, path: str) -> bool:
    """Whether anything in the contract's data feeds this input."""
    targets = {one.to for one in known.sources.derivations}
    targets |= {target for one in known.sources.items for target in (one.feeds, one.severe_feeds) if target}
    targets |= {target for one in known.obligations.obligations for target in one.feeds}
    heads = {target.removesuffix(".ratio") for target in targets}
    return any(path == head or path.startswith(f"{head}.") for head in heads)


def need_reason(found: Mapping[str, Decimal], reason: str) -> None:
    """A value over a derived one says why."""
    if found and not reason.strip():
        raise Refused(
            Fault(path, show(value), "台账已按登记的事项统计出这个数；要改写请写明理由")
            for path, value in found.items()
        )


def period_of(known: Contract, day: date) -> Period:
    """The contract's period that a day lies in."""
    kind = known.newest.kind
    number = {"month": day.month, "quarter": (day.month - 1) // 3 + 1, "year": 1}[kind]
    return Period(kind, day.year, number)
