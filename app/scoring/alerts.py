"""Kinds of alerts: what the contract lets the client do, or what must be told, beyond points and money."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from app.exact import Exact, show, total
from app.reader import Reader
from app.scoring.values import LOOK_BACK, Frame, Past


class Situation(NamedTuple):
    """What an alert looks at: this period and the earlier ones, the score (if any), the lines' counts."""

    frame: Frame
    score: Exact | None
    now: Past
    context: Mapping[str, Any]

    def window(self, over: int, key: str) -> list[Any] | None:
        """A known value for each of the last periods, this one first; None if any is unknown."""
        found = [self.now.known.get(key), *[known.get(key) for known in self.frame.back[: over - 1]]]
        return None if None in found else found


@dataclass(frozen=True, slots=True)
class ScoreBelow:
    """The score, or the mean or each of several, lies below a limit."""

    score: Exact
    over: int
    mean: bool

    @classmethod
    def parse(cls, reader: Reader) -> "ScoreBelow":
        """From a scheme's alert."""
        return cls(reader.number("score"), reader.whole("over", 1, low=1, high=LOOK_BACK), bool(reader.flag("mean")))

    def fires(self, situation: Situation) -> str | None:
        """The figures, if the alert fires."""
        if not self.mean and situation.score is not None and situation.score >= self.score:
            return None
        scores = situation.window(self.over, "score")
        if scores is None:
            return None
        low = total(scores) < self.score * self.over if self.mean else all(one < self.score for one in scores)
        return "、".join(f"{show(one)} 分" for one in reversed(scores)) if low else None


@dataclass(frozen=True, slots=True)
class RankWithin:
    """A rank lies between two places for several periods running."""

    indicator: str
    best: int
    worst: int
    over: int

    @classmethod
    def parse(cls, reader: Reader) -> "RankWithin":
        """From a scheme's alert."""
        places = reader.whole("from", low=1), reader.whole("to", low=1)
        return cls(reader.text("indicator"), *places, reader.whole("over", 1, low=1, high=LOOK_BACK))

    def fires(self, situation: Situation) -> str | None:
        """The figures, if the alert fires."""
        ranks = situation.window(self.over, self.indicator)
        if ranks is None or not all(self.best <= rank.value <= self.worst for rank in ranks):
            return None
        return "、".join(f"第 {show(rank.value)} 名" for rank in reversed(ranks))


@dataclass(frozen=True, slots=True)
class ContextBeyond:
    """A figure of the context lies above or below a limit."""

    context: str
    above: Exact | None
    below: Exact | None
    unit: str

    @classmethod
    def parse(cls, reader: Reader) -> "ContextBeyond":
        """From a scheme's alert."""
        if reader.has("above") == reader.has("below"):
            reader.fault("above", "above 与 below 应写且只写一个")
        limits = reader.number("above", None), reader.number("below", None)
        return cls(reader.text("context"), *limits, reader.text("unit", ""))

    def fires(self, situation: Situation) -> str | None:
        """The figures, if the alert fires."""
        value = situation.context.get(self.context)
        if value is None:
            return None
        beyond = (self.above is not None and value > self.above) or (self.below is not None and value < self.below)
        return f"{show(value)}{self.unit}" if beyond else None


@dataclass(frozen=True, slots=True)
class ContextGiven:
    """The context gives a reason."""

    context: str

    @classmethod
    def parse(cls, reader: Reader) -> "ContextGiven":
        """From a scheme's alert."""
        return cls(reader.text("context"))

    def fires(self, situation: Situation) -> str | None:
        """The reason, if there is one."""
        return situation.context.get(self.context)


@dataclass(frozen=True, slots=True)
class AnyoneBelow:
    """Somebody's figure in a list of people lies below a limit."""

    context: str
    below: Exact
    unit: str

    @classmethod
    def parse(cls, reader: Reader) -> "AnyoneBelow":
        """From a scheme's alert."""
        return cls(reader.text("context"), reader.number("below"), reader.text("unit"))

    def fires(self, situation: Situation) -> str | None:
        """Who and how much, if anybody is below."""
        people: Mapping[str, Exact] = situation.context.get(self.context, {})
        short = [f"{name} {show(value)} {self.unit}" for name, value in people.items() if value < self.below]
        return "、".join(short) or None


@dataclass(frozen=True, slots=True)
class WeekWithout:
    """A listed week lacks one of its checks."""

    context: str
    checks: Mapping[str, str]

    @classmethod
    def parse(cls, reader: Reader) -> "WeekWithout":
        """From a scheme's alert."""
        names = reader.table("checks")
        return cls(reader.text("context"), {key: names.text(key) for key in names.entries()})

    def fires(self, situation: Situation) -> str | None:
        """Which week lacks which check, if any."""
        weeks: list[Mapping[str, Any]] = situation.context.get(self.context, [])
        lacking = [
            f"{week['week']} 缺{name}" for week in weeks for key, name in self.checks.items() if not week.get(key)
        ]
        return "、".join(lacking) or None


@dataclass(frozen=True, slots=True)
class CountAbove:
    """An indicator's count lies above a limit."""

    indicator: str
    above: int

    @classmethod
    def parse(cls, reader: Reader) -> "CountAbove":
        """From a scheme's alert."""
        return cls(reader.text("indicator"), reader.whole("above", 0))

    def fires(self, situation: Situation) -> str | None:
        """How often, if too often."""
        sample = situation.now.known.get(self.indicator)
        return f"{show(sample.value)} 次" if sample is not None and sample.value > self.above else None


AlertKind: TypeAlias = ScoreBelow | RankWithin | ContextBeyond | ContextGiven | AnyoneBelow | WeekWithout | CountAbove
ALERTS: dict[str, type[AlertKind]] = {
    "score_below": ScoreBelow,
    "rank_within": RankWithin,
    "context_beyond": ContextBeyond,
    "context_given": ContextGiven,
    "anyone_below": AnyoneBelow,
    "week_without": WeekWithout,
    "count_above": CountAbove,
}


class Alert(NamedTuple):
    """An alert of a scheme."""

    id: str
    text: str
    clause: str
    words: str
    kind: AlertKind


class Raised(NamedTuple):
    """An alert that fired, and the figures that made it."""

    alert: Alert
    figures: str

    @property
    def text(self) -> str:
        """The alert in words."""
        return f"{self.alert.text}（{self.figures}）"


def parse_alert(reader: Reader) -> Alert:
    """One alert of a scheme file."""
    kind = ALERTS[reader.one_of("kind", tuple(ALERTS))].parse(reader)
    found = Alert(reader.text("id"), reader.text("text"), reader.text("clause"), reader.text("words"), kind)
    reader.close()
    return found


def raised(alerts: tuple[Alert, ...], situation: Situation) -> tuple[Raised, ...]:
    """The alerts that fire."""
    found = [(alert, alert.kind.fires(situation)) for alert in alerts]
    return tuple(Raised(alert, figures) for alert, figures in found if figures)
