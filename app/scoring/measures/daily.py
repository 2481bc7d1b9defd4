"""Measures of a list of days; days not listed are not assessed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from app.exact import Exact, show, times
from app.reader import Reader
from app.scoring.measures.base import Measure
from app.scoring.measures.ratio import counted_ratio
from app.scoring.values import THIS_PERIOD, Frame, Lacking, Sample

Day = dict[str, int]


@dataclass(frozen=True, slots=True)
class DayRatio(Measure):
    """A percentage for each listed day."""

    hits: str
    total: str
    unit: ClassVar[str] = "个百分点"

    @classmethod
    def parse(cls, reader: Reader) -> "DayRatio":
        """From a scheme's part."""
        return cls(reader.text("hits"), reader.text("total"))

    def read(self, reader: Reader, frame: Frame) -> tuple[Sample, ...] | Lacking:
        """From the facts."""
        return tuple(
            counted_ratio(day, self.hits, self.total, label)
            for day, label in days(reader, frame, (self.hits, self.total))
        )

    def achieved(self, samples: tuple[Sample, ...]) -> str | None:
        """As it stands in the assessment table."""
        return f"已考核 {len(samples)} 天"

    def aim(self, target: str) -> str:
        """The target as it stands in the table."""
        return f"{target}%"


@dataclass(frozen=True, slots=True)
class Condition:
    """One test a day can fail: a figure against a target, alone, as a percentage or a share of another."""

    kind: str
    value: str
    of: str
    target: Exact

    @classmethod
    def parse(cls, reader: Reader) -> "Condition":
        """From a scheme's list of tests."""
        kind = reader.one_of("kind", tuple(TESTS))
        of = "" if kind == "below" else reader.text("of")
        found = cls(kind, reader.text("value"), of, reader.number("target", low=0))
        reader.close()
        return found

    def fails(self, day: Day) -> bool:
        """Whether a day falls short."""
        return TESTS[self.kind](day[self.value], day.get(self.of, 0), self.target)


# Compared by multiplying out, so that nothing is divided and nobody on duty simply falls short.
TESTS: dict[str, Callable[[int, int, Exact], bool]] = {
    "below": lambda value, _, target: value < target,
    "percent_below": lambda value, of, target: 100 * value < times(target, of),
    "per_below": lambda value, of, target: of == 0 or value < times(target, of),
}


@dataclass(frozen=True, slots=True)
class DayFails(Measure):
    """How many listed days fail every one of the tests (or any); a day with nothing to do passes."""

    tests: tuple[Condition, ...]
    match: str
    idle: str
    within: tuple[tuple[str, str], ...]
    fields: tuple[str, ...]
    labels: tuple[str, ...]
    unit: ClassVar[str] = "天"

    @classmethod
    def parse(cls, reader: Reader) -> "DayFails":
        """From a scheme's part."""
        tests = tuple(Condition.parse(one) for one in reader.tables("tests", None))
        fields = tuple(str(field) for field in reader.items("fields", None))
        for test in tests:
            for field in (test.value, test.of):
                if field and field not in fields:
                    reader.fault("tests", f"用到的字段未列在 fields 中：{field}", field)
        labels = tuple(str(label) for label in reader.items("labels", fields))
        pairs = tuple((one.text("part"), one.text("whole")) for one in reader.tables("within"))
        match = reader.one_of("match", ("all", "any"), "all")
        return cls(tests, match, reader.text("idle", ""), pairs, fields, labels)

    def read(self, reader: Reader, frame: Frame) -> tuple[Sample, ...] | Lacking:
        """From the facts: one sample, how many days failed of those listed; their dates as its label."""
        seen = 0
        failed: list[str] = []
        details: list[tuple[str, str]] = []
        for day, label in days(reader, frame, self.fields):
            figures = {field: day.whole(field, 0) for field in self.fields}
            for part, whole in self.within:
                if figures[part] > figures[whole]:
                    day.fault(part, f"不能大于 {whole}（{figures[whole]}）", day.data.get(part))
            seen += 1
            if self._fails(figures):
                failed.append(label)
                details.append((label, self._told(figures)))
        return (Sample(Decimal(len(failed)), "、".join(failed), len(failed), seen, tuple(details)),)

    def _told(self, day: Day) -> str:
        """A failing day's figures, for the explanation."""
        return "、".join(f"{label} {day[field]}" for label, field in zip(self.labels, self.fields, strict=False))

    def _fails(self, day: Day) -> bool:
        if self.idle and not day[self.idle]:
            return False
        results = [test.fails(day) for test in self.tests]
        return all(results) if self.match == "all" else any(results)

    def achieved(self, samples: tuple[Sample, ...]) -> str | None:
        """As it stands in the assessment table."""
        return f"{show(samples[0].value or 0)} 天不达标（已考核 {samples[0].total} 天）"


def days(reader: Reader, frame: Frame, fields: tuple[str, ...]) -> Iterator[tuple[Reader, str]]:
    """The listed days, each inside the period and the term and listed once, with its date."""
    seen: set[str] = set()
    for day in reader.tables("days"):
        label = day.text("date")
        when = day.day("date") if label else frame.period.first
        if label in seen:
            day.fault("date", "同一天列了两次", label)
        elif when not in frame.period or not frame.term.holds(when):
            day.fault("date", f"不在{THIS_PERIOD} {frame.period} 内", label)
        seen.add(label)
        day.ignore(*fields)
        yield day, label
        day.close()
