"""What can be typed for an indicator: each field with its label, kind, unit and limits, for whoever draws an editor."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.exact import Exact
from app.ledger.contracts import Contract
from app.periods import Period, Term
from app.scoring.context import ALWAYS
from app.scoring.explain import field_name
from app.scoring.indicator import Indicator, Part
from app.scoring.measures.daily import DayFails, DayRatio
from app.scoring.measures.historic import Change, Mean
from app.scoring.measures.listed import Items, Months
from app.scoring.measures.ratio import Ratio
from app.scoring.measures.single import Award, Count, Extra, Rank, Value
from app.scoring.shapes.per_unit import PerUnit
from app.scoring.words import spoken

HITS, TOTAL, PERCENT, COUNT, NUMBER, RANK, POINTS, FLAG, LIST, WORD, DAY = (
    "hits", "total", "percent", "count", "number", "rank", "points", "flag", "list", "word", "day"
)  # fmt: skip

# What kinds of context can be typed in one field: its kind, unit and limits.
PLAIN: dict[str, tuple[str, str, int | None, int | None]] = {
    "count": (COUNT, "", 0, None),
    "percent": (PERCENT, "%", 0, 100),
    "number": (NUMBER, "", 0, None),
    "reason": (WORD, "", None, None),
    "day": (DAY, "", None, None),
}
USUAL = {"assessed_on": "考核时间"}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be typed; `path` is the field of the indicator's input."""

    path: str
    kind: str
    label: str
    unit: str = ""
    low: Exact | int | None = None
    high: Exact | int | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayFields:
    """An indicator that is assessed by days: what each day says."""

    fields: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that can be typed for an indicator in a period."""

    indicator: str
    fields: tuple[Field, ...]
    days: DayFields | None = None

    @property
    def countable(self) -> bool:
        """Whether it is measured as a part of a whole: then days can be typed and summed."""
        return any(one.kind == HITS for one in self.fields)


def inputs_of(known: Contract, indicator: Indicator, period: Period, term: Term) -> Inputs:
    """The fields of an indicator in a period."""
    found = [field for part in indicator.parts for field in _fields(known, indicator, part, period, term)]
    days = next((_days(part.measure) for part in indicator.parts if _days(part.measure)), None)
    found += [Field("waived", WORD, "免予考核的理由")]
    if indicator.optional:
        found.append(Field("not_applicable", FLAG, "不适用", words=("适用", "不适用")))
    return Inputs(indicator.id, tuple({one.path: one for one in found}.values()), days)


def context_inputs(known: Contract, context: Mapping[str, str], period: Period, term: Term) -> tuple[Field, ...]:
    """What a period says beside its indicators, as far as it can be typed; lists by person or week are derived."""
    found: list[Field] = []
    for name, kind in {**context, **ALWAYS}.items():
        label = known.sources.context.get(name) or USUAL.get(name, name)
        if kind == "month_counts":
            months = [month for month in period.months if term.days_in(month)]
            found += [Field(f"{name}.{month}", COUNT, f"{month.number} 月{label}", "人", 0) for month in months]
        elif kind in PLAIN:
            found.append(Field(name, *_plain_kind(kind, label)))
    return tuple(found)


def _plain_kind(kind: str, label: str) -> tuple[str, str, str, int | None, int | None]:
    made, unit, low, high = PLAIN[kind]
    return made, label, unit, low, high


def _fields(known: Contract, indicator: Indicator, part: Part, period: Period, term: Term) -> Iterator[Field]:
    yield from _measured(known, indicator, part.measure, period, term)
    if part.gate:
        words = (part.gate.no.partition("，")[0], part.gate.yes, "待公布")
        yield Field(part.gate.flag, FLAG, field_name(indicator, part.gate.flag), words=words)
    shape = part.shape
    if isinstance(shape, PerUnit) and shape.chosen:
        yield Field(shape.chosen, NUMBER, "每次扣分（由考核人定）", "分", shape.low, shape.high)
    else:
        for name in shape.fields():
            yield Field(name, COUNT, field_name(indicator, name), "件", 0)


def _measured(known: Contract, indicator: Indicator, measure: Any, period: Period, term: Term) -> Iterator[Field]:
    if isinstance(measure, Ratio | Mean | Change):
        yield from _ratio("", getattr(measure, "each", "件"))
    elif isinstance(measure, Value):
        yield Field(measure.field, NUMBER, measure.name or indicator.name, measure.unit, 0)
    elif isinstance(measure, Count):
        for name in measure.fields:
            yield Field(name, COUNT, _count_label(known, indicator, measure, name), measure.unit, 0)
    elif isinstance(measure, Rank):
        yield Field("rank", RANK, "名次", "名", 1, measure.last)
    elif isinstance(measure, Award):
        yield Field("points", POINTS, "给分", "分", 0, measure.most)
    elif isinstance(measure, Extra):
        yield Field(measure.field, NUMBER, measure.name, "分", 0)
    elif isinstance(measure, Items):
        yield Field(measure.field, LIST, measure.name, measure.unit, 0)
    elif isinstance(measure, Months):
        yield from _months(measure, period, term)


def _ratio(above: str, each: str) -> Iterator[Field]:
    yield Field(f"{above}hits", HITS, "分子", each, 0)
    yield Field(f"{above}total", TOTAL, "分母", each, 0)
    yield Field(f"{above}percent", PERCENT, "百分比", "%", 0, 100)


def _months(measure: Months, period: Period, term: Term) -> Iterator[Field]:
    for month in period.months:
        if not term.days_in(month):
            continue
        if measure.of == "count":
            yield Field(f"months.{month}", COUNT, spoken(str(month)), measure.unit, 0)
        else:
            yield Field(f"months.{month}", PERCENT, spoken(str(month)), "%", 0, 100)


def _count_label(known: Contract, indicator: Indicator, measure: Count, name: str) -> str:
    """What is counted, as whoever logs it calls it."""
    target = f"{indicator.id}.{name}"
    items = [one.name for one in known.sources.items if target in (one.feeds, one.severe_feeds)]
    return measure.name if measure.name and len(measure.fields) == 1 else "、".join(items) or measure.name or "次数"


def _days(measure: Any) -> DayFields | None:
    if isinstance(measure, DayFails):
        return DayFields(measure.fields, measure.labels)
    if isinstance(measure, DayRatio):
        return DayFields((measure.hits, measure.total), ("正确", "总数"))
    return None
