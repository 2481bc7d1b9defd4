"""Measures of one number: a value, a count, a rank, an award, what an assessor adds."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from app.exact import show
from app.reader import Reader
from app.scoring.measures.base import Measure
from app.scoring.values import Frame, Lacking, Sample


@dataclass(frozen=True, slots=True)
class Value(Measure):
    """A number with a unit, such as hours."""

    field: str
    unit: str
    name: str

    @classmethod
    def parse(cls, reader: Reader) -> "Value":
        """From a scheme's part."""
        return cls(reader.text("field"), reader.text("unit"), reader.text("label", ""))

    def read(self, reader: Reader, _frame: Frame) -> tuple[Sample, ...] | Lacking:
        """From the facts."""
        if not reader.has(self.field):
            return Lacking((self.field,))
        return (Sample(reader.number(self.field, low=0), self.name),)

    def achieved(self, samples: tuple[Sample, ...]) -> str | None:
        """As it stands in the assessment table."""
        value = samples[0].value
        return None if value is None else f"{self.name}{show(value)}{self.unit}"

    def aim(self, target: str) -> str:
        """The target as it stands in the table."""
        return f"{self.name}{target}{self.unit}"


@dataclass(frozen=True, slots=True)
class Count(Measure):
    """How often something happened: the sum of its fields, an absent one being none."""

    fields: tuple[str, ...]
    unit: str
    name: str

    @classmethod
    def parse(cls, reader: Reader) -> "Count":
        """From a scheme's part."""
        fields = tuple(str(field) for field in reader.items("fields", ["count"]))
        return cls(fields, reader.text("unit", "次"), reader.text("label", ""))

    def read(self, reader: Reader, _frame: Frame) -> tuple[Sample, ...] | Lacking:
        """From the facts."""
        return (Sample(Decimal(sum(reader.whole(field, 0) for field in self.fields)), self.name),)


@dataclass(frozen=True, slots=True)
class Rank(Measure):
    """A place among `last`."""

    last: int
    unit: ClassVar[str] = "名"
    remembers: ClassVar[bool] = True

    @classmethod
    def parse(cls, reader: Reader) -> "Rank":
        """From a scheme's part."""
        return cls(reader.whole("last", low=1))

    def read(self, reader: Reader, _frame: Frame) -> tuple[Sample, ...] | Lacking:
        """From the facts."""
        if not reader.has("rank"):
            return Lacking(("rank",))
        return (Sample(Decimal(reader.whole("rank", low=1, high=self.last))),)

    def remember(self, reader: Reader, key: str) -> Sample:
        """An earlier period's rank from the history."""
        return Sample(Decimal(reader.whole(key, low=1, high=self.last)))

    def achieved(self, samples: tuple[Sample, ...]) -> str | None:
        """As it stands in the assessment table."""
        value = samples[0].value
        return None if value is None else f"第{show(value)}名"


@dataclass(frozen=True, slots=True)
class Award(Measure):
    """Points given by hand, at most those of the row."""

    most: int | Decimal
    unit: ClassVar[str] = "分"

    @classmethod
    def parse(cls, reader: Reader) -> "Award":
        """From a scheme's part; the row's points are handed down as `full`."""
        full = reader.number("full", Decimal(0))
        return cls(full if isinstance(full, Decimal) else Decimal(0))

    def read(self, reader: Reader, _frame: Frame) -> tuple[Sample, ...] | Lacking:
        """From the facts."""
        if not reader.has("points"):
            return Lacking(("points",))
        points = reader.number("points", low=0)
        if points > self.most:
            reader.fault("points", f"不能大于本项分值 {show(self.most)}", reader.data["points"])
        return (Sample(points),)


@dataclass(frozen=True, slots=True)
class Extra(Measure):
    """What an assessor takes off on top, at his discretion; absent means nothing."""

    field: str
    name: str
    unit: ClassVar[str] = "分"

    @classmethod
    def parse(cls, reader: Reader) -> "Extra":
        """From a scheme's part."""
        return cls(reader.text("field"), reader.text("label"))

    def read(self, reader: Reader, _frame: Frame) -> tuple[Sample, ...] | Lacking:
        """From the facts."""
        return (Sample(reader.number(self.field, Decimal(0), low=0), self.name),)
