"""Kinds of measures: what is measured. Each reads its keys of a scheme and its fields of the facts."""

from typing import TypeAlias

from app.scoring.measures.daily import DayFails, DayRatio
from app.scoring.measures.historic import Change, Mean
from app.scoring.measures.listed import Items, Months
from app.scoring.measures.ratio import Ratio
from app.scoring.measures.single import Award, Count, Extra, Rank, Value

Measure: TypeAlias = Ratio | Value | Count | Rank | Award | Extra | Months | Items | DayRatio | DayFails | Mean | Change
MEASURES: dict[str, type[Measure]] = {
    "ratio": Ratio,
    "value": Value,
    "count": Count,
    "rank": Rank,
    "award": Award,
    "extra": Extra,
    "months": Months,
    "items": Items,
    "day_ratio": DayRatio,
    "day_fails": DayFails,
    "mean": Mean,
    "change": Change,
}
