"""Readings: the named options of ambiguous clauses, and their substitution in a scheme's data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple, cast

from app.errors import Fault
from app.exact import Exact, exact_or_none, show, times
from app.reader import Reader, near, shown

NONE = "none"
DROPPED: Any = object()


class Choice(NamedTuple):
    """One way to read a clause, and what it means in words."""

    id: str
    means: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An ambiguous clause: the question, the choices (or the range of a number) and the default."""

    id: str
    clause: str
    words: str
    question: str
    default: str
    choices: tuple[Choice, ...]
    number: bool = False
    low: int | None = None
    high: int | None = None
    may_be_none: bool = False
    told: str = ""

    def fault(self, value: object) -> str:
        """Why a value cannot be chosen, or nothing."""
        if not self.number:
            ids = tuple(choice.id for choice in self.choices)
            text = value if isinstance(value, str) else ""
            return "" if text in ids else f"应为其中之一：{'、'.join(ids)}{near(text, ids)}"
        if self.may_be_none and value == NONE:
            return ""
        found = exact_or_none(value)
        if found is None:
            return "应为数字" + ("或 none" if self.may_be_none else "")
        low, high = self.low or 0, self.high
        if found < low or (high is not None and found > high):
            return f"应在 {low} 与 {high} 之间" if high is not None else f"不能小于 {low}"
        return "读法的数值应大于 0" if found == 0 and low > 0 else ""

    def means(self, chosen: str) -> str:
        """What a chosen value means, in few words: without the example in brackets."""
        known = next((choice.means for choice in self.choices if choice.id == chosen), "")
        if known or chosen == NONE:
            return known.partition("（")[0] or "不设"
        return self.told.replace("{}", chosen)

    def others(self, chosen: str) -> tuple[Choice, ...]:
        """The choices that were not taken."""
        found = tuple(choice for choice in self.choices if choice.id != chosen)
        usual = self.default not in (chosen, *(choice.id for choice in self.choices))
        return (Choice(self.default, self.means(self.default)), *found) if usual else found


def parse_reading(reader: Reader) -> Reading:
    """One reading of a scheme file."""
    number = reader.one_of("kind", ("choice", "number"), "choice") == "number"
    choices: list[Choice] = []
    for one in reader.tables("choices", None):
        choices.append(Choice(one.text("id"), one.text("means")))
        one.close()
    found = Reading(
        reader.text("id"),
        reader.text("clause"),
        reader.text("words"),
        reader.text("question"),
        reader.text("default"),
        tuple(choices),
        number,
        reader.whole("low", None),
        reader.whole("high", None),
        bool(reader.flag("none")),
        reader.text("told") if number else "",
    )
    if number and "{}" not in found.told:
        reader.fault("told", "应有 {} 作为数值的位置，如：一个工作日按 {} 小时计", found.told)
    for value in (found.default, *(choice.id for choice in choices)):
        if reason := found.fault(value):
            reader.fault("default" if value == found.default else "choices", reason, value)
    reader.close()
    return found


def read_options(reader: Reader, readings: Mapping[str, Reading]) -> dict[str, str]:
    """The readings in force: the defaults, overridden by a call's options."""
    chosen = {reading.id: reading.default for reading in readings.values()}
    for key in reader.data:
        if key not in readings:
            continue
        value = reader.raw(key, chosen[key])
        if reason := readings[key].fault(value):
            reader.fault(key, reason, value)
        elif readings[key].number and value != NONE:
            chosen[key] = show(exact_or_none(value) or Decimal(0))
        else:
            chosen[key] = str(value)
    reader.ignore(*readings)
    reader.close()
    return chosen


class Binder:
    """Replaces every `{ reading = … }` in a scheme's data by what the chosen reading says."""

    def __init__(self, readings: Mapping[str, Reading], chosen: Mapping[str, str], faults: list[Fault]) -> None:
        self._readings, self._chosen, self._faults = readings, chosen, faults

    def bind(self, value: Any, path: str = "") -> Any:
        """The data with the readings filled in; a number read as none drops its key."""
        if isinstance(value, dict):
            table = cast("dict[str, Any]", value)
            return self._reference(table, path) if "reading" in table else self._table(table, path)
        if isinstance(value, list):
            members = enumerate(cast("list[Any]", value))
            return [self.bind(member, f"{path}[{at}]") for at, member in members]
        return value

    def _table(self, table: dict[str, Any], path: str) -> dict[str, Any]:
        bound = {key: self.bind(value, f"{path}.{key}" if path else key) for key, value in table.items()}
        return {key: value for key, value in bound.items() if value is not DROPPED}

    def _reference(self, table: dict[str, Any], path: str) -> Any:
        reading = self._readings.get(str(table["reading"]))
        if reading is None:
            known = tuple(self._readings)
            reason = f"没有这个读法{near(str(table['reading']), known)}；已有：{'、'.join(known) or '无'}"
            return self._wrong(path, table["reading"], reason)
        chosen = self._chosen[reading.id]
        if reading.number:
            return self._numeric(reading, chosen, table, path)
        rows = {key: value for key, value in table.items() if key != "reading"}
        ids = {choice.id for choice in reading.choices}
        if not rows:
            return chosen
        if set(rows) != ids:
            return self._wrong(path, rows, f"读法 {reading.id} 的每个选项都要给出取值：{'、'.join(sorted(ids))}")
        # A default that is no choice has been reported where the reading stands.
        return self.bind(rows[chosen], f"{path}.{chosen}") if chosen in rows else DROPPED

    def _numeric(self, reading: Reading, chosen: str, table: dict[str, Any], path: str) -> Any:
        if set(table) - {"reading", "times"}:
            return self._wrong(path, table, "数值读法只可另写 times")
        if chosen == NONE:
            return DROPPED
        number: Exact = exact_or_none(chosen) or Decimal(0)
        factor = exact_or_none(table.get("times", 1))
        if factor is None:
            return self._wrong(path, table["times"], "times 应为数字")
        product = times(number, factor)
        return product if isinstance(product, Decimal) else show(product)

    def _wrong(self, path: str, value: object, reason: str) -> Any:
        self._faults.append(Fault(path, shown(value), reason))
        return DROPPED


def mentioned(value: Any) -> Iterator[str]:
    """The ids of the readings that a piece of a scheme's data refers to."""
    if isinstance(value, dict):
        table = cast("dict[str, Any]", value)
        if isinstance(table.get("reading"), str):
            yield table["reading"]
        for nested in table.values():
            yield from mentioned(nested)
    elif isinstance(value, list):
        for member in cast("list[Any]", value):
            yield from mentioned(member)
