"""What a table is drawn from: a period's facts, what was said of them, and the rules that said it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from app.exact import parse, show, to_fen
from app.periods import Period
from app.reader import iso_day
from app.scoring.assess import Assessment, assess
from app.scoring.explain import field_name
from app.scoring.facts import read_facts
from app.scoring.indicator import Line
from app.scoring.measures import Count, Extra, Items, Months
from app.scoring.result import as_json
from app.scoring.scheme import Rules, Scheme
from app.scoring.values import Sample
from app.scoring.words import spoken

ORDINALS = "一二三四"
NOTHING_LOGGED = "无记录"


@dataclass(frozen=True)
class Judged:
    """A period's facts and result. Figures and sentences are the result's own; nothing is worked out anew here."""

    facts: Mapping[str, Any]
    result: Mapping[str, Any]
    assessment: Assessment
    from_register: frozenset[str] = frozenset()  # lines that only the list of staff has filled

    @classmethod
    def of(
        cls,
        scheme: Scheme,
        facts: Mapping[str, Any],
        result: Mapping[str, Any] | None = None,
        from_register: frozenset[str] = frozenset(),
    ) -> "Judged":
        """Facts under a scheme; refused with every fault. A frozen result stands as it was frozen."""
        assessment = assess(scheme, *read_facts(scheme, facts))
        return cls(facts, as_json(assessment) if result is None else result, assessment, from_register)

    @property
    def rules(self) -> Rules:
        """The rules under the readings in force."""
        return self.assessment.rules

    @property
    def period(self) -> Period:
        """The period judged."""
        return self.assessment.facts.frame.period

    @cached_property
    def lines(self) -> dict[str, dict[str, Any]]:
        """The result's lines by indicator."""
        return {line["id"]: line for line in self.result["lines"]}

    @cached_property
    def worked(self) -> dict[str, Line]:
        """The lines with the samples behind them."""
        return {line.indicator.id: line for line in self.assessment.lines}

    @cached_property
    def blank(self) -> bool:
        """Whether nothing at all was entered: then the table is a blank one."""
        given = cast("Mapping[str, Any]", self.facts.get("inputs") or {})
        entered = any(value for name, value in given.items() if name not in self.from_register)
        return not entered and not self.facts.get("events")

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return bool(self.result["complete"])

    @cached_property
    def scored(self) -> bool:
        """Whether no line lacks anything; the amounts may still."""
        return not any(line["missing"] for line in self.result["lines"])

    @property
    def assessed_on(self) -> date | None:
        """The day of the assessment, if the facts tell it."""
        told = cast("Mapping[str, Any]", self.facts.get("context") or {}).get("assessed_on")
        return told if isinstance(told, date) else iso_day(str(told or ""))

    def number(self, line: str, key: str) -> Decimal | None:
        """A figure of a line."""
        return decimal(self.lines[line][key])

    def provisional(self, line: str) -> bool:
        """Whether a line's figure is worked out from what is known, only a condition being open."""
        found = self.worked[line]
        gates = {part.gate.flag for part in found.indicator.parts if part.gate}
        return bool(found.missing) and gates.issuperset(found.missing)

    def achieved(self, line: str) -> str:
        """What was achieved, or how often something happened; blank where nothing is known."""
        found = self.worked[line]
        if found.entry.not_applicable:
            return found.entry.not_applicable
        given = cast("Mapping[str, Any]", self.facts.get("inputs") or {}).get(line)
        if not given and not found.missing:
            return NOTHING_LOGGED
        return self.lines[line]["achieved"] or happened(found)

    def lacking(self) -> list[tuple[str, str]]:
        """The lines with something missing: their names, and what."""
        found: list[tuple[str, str]] = []
        for one in self.result["lines"]:
            if one["missing"]:
                indicator = self.worked[one["id"]].indicator
                found.append((one["name"], "、".join(field_name(indicator, name) for name in one["missing"])))
        return found

    def waived(self) -> list[tuple[str, str]]:
        """The lines that were waived, and why."""
        return [(one["name"], one["waived"]) for one in self.result["lines"] if one["waived"]]


def happened(line: Line) -> str:
    """What a line that only counts has counted."""
    if line.entry.missing:
        return ""
    parts = zip(line.indicator.parts, line.entry.samples, strict=False)
    told = [_counted(part.measure, one) for part, samples in parts for one in samples]
    return "、".join(text for text in told if text)


def _counted(measure: object, sample: Sample) -> str:
    value = "0" if sample.value is None else show(sample.value)
    if isinstance(measure, Count):
        return f"{measure.name} {value} {measure.unit}".strip()
    if isinstance(measure, Months):
        return f"{spoken(sample.label)} {value} {measure.unit}"
    if isinstance(measure, Extra):
        return f"{measure.name}扣 {value} 分" if sample.value else ""
    return f"{sample.label} {value} {measure.unit}" if isinstance(measure, Items) else ""


def decimal(text: str | None) -> Decimal | None:
    """A figure of a result as the number it is."""
    found = None if text is None else parse(text)
    return Decimal(str(text)) if found is not None else None


def fen(text: str | None) -> int | None:
    """An amount of a result, in fen."""
    found = None if text is None else parse(text)
    return None if found is None else to_fen(found)


def told(period: Period) -> str:
    """A period as a title names it."""
    kinds = {"month": f"{period.year}年{period.first.month}月", "quarter": f"{period.year}年第{quarter(period)}季度"}
    return kinds.get(period.kind, f"{period.year}年")


def quarter(period: Period) -> str:
    """The quarter a period lies in, as an ordinal."""
    return ORDINALS[(period.last.month - 1) // 3]


def places(period: Period) -> dict[str, str]:
    """What a title's places are filled with."""
    month = str(period.last.month) if period.kind == "month" else ""
    return {"year": str(period.year), "month": month, "quarter": quarter(period), "period": told(period)}
