"""A scheme: one dated version of one contract's rules; `rules` are what it says under chosen readings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, cast

from app.errors import Fault, Refused
from app.exact import Exact
from app.periods import Period
from app.scoring.alerts import Alert
from app.scoring.dated import Dated
from app.scoring.indicator import Indicator
from app.scoring.settlement import Settling
from app.scoring.shapes.bands import Band


class Group(NamedTuple):
    """A block of rows with a stated total."""

    id: str
    name: str
    full: Exact | None
    clause: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What a scheme says under one choice of readings: nothing ambiguous is left."""

    chosen: Mapping[str, str]
    indicators: tuple[Indicator, ...]
    groups: tuple[Group, ...]
    full: Exact | None
    context: Mapping[str, str]
    grades: tuple[Band, ...]
    settling: Settling | None
    alerts: tuple[Alert, ...]

    def indicator(self, name: str) -> Indicator:
        """The indicator of an id."""
        return next(one for one in self.indicators if one.id == name)


@dataclass(frozen=True, slots=True)
class Scheme(Dated):
    """One dated version of one contract's rules, its readings still open."""

    inside_period: str
    in_money: bool
    file: str = ""
    known: dict[Any, Rules] = field(default_factory=dict[Any, Rules], compare=False, repr=False)


def in_force(versions: Sequence[Scheme], period: Period) -> Scheme:
    """The version in force on the first day of the period that lies inside the term."""
    dated = sorted(versions, key=lambda one: one.effective or date.min)
    start = dated[0].term.start_in(period)
    begun = [one for one in dated if (one.effective or date.min) <= start]
    if not begun:
        raise Refused([Fault("period", str(period), f"最早的版本 {dated[0].version} 到 {dated[0].effective} 才生效")])
    for later in dated[len(begun) :]:
        if cast("date", later.effective) in period:
            if later.inside_period == "takes_over":
                return later
            if later.inside_period != "next_period":
                raise Refused([Fault("period", str(period), _changed_inside(later))])
    return begun[-1]


def _changed_inside(later: Scheme) -> str:
    return (
        f"版本 {later.version} 自 {later.effective} 起生效，落在本期之内，方案没有说明本期按哪一版考核；"
        '请在新版本中写明 inside_period = "next_period"（下一期起用）或 "takes_over"（本期即用）'
    )
