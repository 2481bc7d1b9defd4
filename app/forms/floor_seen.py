"""A period as the floor's forms tell of it: facts and result, what was lost, what it pays, the period before."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from app.exact import exact_or_none, show, show_money, to_fen
from app.forms.assessment_judged import Judged, decimal, fen, told
from app.forms.registry import Wanted
from app.forms.source import Material, of_period
from app.periods import Period, Term

OURS = {"month": "本月", "quarter": "本季度", "year": "本年"}
LAST = {"month": "上月", "quarter": "上季度", "year": "上年"}
NEXT = {"month": "下月", "quarter": "下季度", "year": "下年"}


class Lost(NamedTuple):
    """A line that is not at its full marks, or takes money off: by how much."""

    id: str
    name: str
    by: Decimal


class Earlier(NamedTuple):
    """What is known of the period before: all of it, or only its sum."""

    period: Period
    sum: Decimal | None
    judged: Judged | None


@dataclass(frozen=True)
class Seen:
    """A period with what was frozen or stands, judged."""

    wanted: Wanted
    found: Material
    judged: Judged

    @property
    def period(self) -> Period:
        """The period told of."""
        return self.found.period

    @property
    def term(self) -> Term:
        """The project's own term."""
        return self.wanted.project.term

    @property
    def in_money(self) -> bool:
        """Whether the contract takes yuan off instead of giving points."""
        return self.judged.assessment.scheme.in_money

    @property
    def unit(self) -> str:
        """What its lines count in."""
        return "元" if self.in_money else "分"

    @property
    def ours(self) -> str:
        """本月, 本季度."""
        return OURS[self.period.kind]

    @property
    def last(self) -> str:
        """上月, 上季度."""
        return LAST[self.period.kind]

    @property
    def first(self) -> bool:
        """Whether the contract began in this period: then there is none before."""
        return self.term.first is not None and self.term.first in self.period

    @property
    def sum(self) -> Decimal | None:
        """The score; where the contract counts in money what the lines take off; nothing where nothing is known."""
        if self.judged.blank:
            return None
        return yuan(taken_off(self.judged)) if self.in_money else decimal(self.judged.result["score"])

    @property
    def payable(self) -> int | None:
        """What the period pays, in fen."""
        return self._settled("payable")

    @property
    def deduction(self) -> int | None:
        """What the assessment takes off the period's payment, in fen."""
        return self._settled("deduction")

    def _settled(self, key: str) -> int | None:
        found: dict[str, Any] | None = self.judged.result["settlement"]
        return fen(found[key]) if found and not self.judged.blank else None

    @cached_property
    def earlier(self) -> Earlier | None:
        """The period before, in the term; None where the contract had none or nothing is known of it."""
        one = self.period.before(1)
        if not self.term.days_in(one):
            return None
        known: list[dict[str, Any]] = [row for row in self.judged.facts["history"] if row["period"] == str(one)]
        past = seen(self.wanted, one)
        if not past.judged.blank:
            return Earlier(one, past.sum if past.judged.scored else None, past.judged)
        total = exact_or_none(known[0].get("score", known[0].get("deduction"))) if known else None
        return Earlier(one, Decimal(show(total)), None) if total is not None else None

    @cached_property
    def losses(self) -> tuple[Lost, ...]:
        """The lines that lost something, the most first; what is missing has lost nothing yet."""
        return tuple(sorted(_losses(self.judged), key=lambda one: -one.by))

    @property
    def trend(self) -> tuple[tuple[Period, Decimal | None], ...]:
        """The sums of the periods that are known, up to this one; a gap between two stays a gap."""
        known = {row["period"]: exact_or_none(row.get("score", row.get("deduction"))) for row in self._history}
        known = {period: value for period, value in known.items() if value is not None}
        before = self.period.earlier(11)
        first = next((at for at, one in enumerate(before) if str(one) in known), len(before))
        found = [(one, known.get(str(one))) for one in before[first:]]
        return (
            *((one, None if value is None else Decimal(show(value))) for one, value in found),
            (self.period, self.sum),
        )

    @property
    def _history(self) -> list[dict[str, Any]]:
        return list(self.judged.facts["history"])

    def missing(self) -> list[str]:
        """What is not recorded, line by line in words."""
        return [f"{name}（{fields}）" for name, fields in self.judged.lacking()]


def seen(wanted: Wanted, period: Period | None = None) -> Seen:
    """A period of the store: as it was frozen, or as it stands."""
    found = of_period(wanted, period or wanted.period)
    return Seen(wanted, found, Judged.of(found.scheme, found.facts, found.result, found.from_register))


def own(one: Seen) -> Judged:
    """Our own opinion of it."""
    return Judged.of(one.found.scheme, one.found.own_facts, one.found.own_result, one.found.from_register)


def taken_off(judged: Judged) -> int:
    """What the lines take off, in fen."""
    return sum(fen(line["amount"]) or 0 for line in judged.result["lines"])


def yuan(amount: int | None) -> Decimal | None:
    """Fen as yuan, for a chart or a difference."""
    return None if amount is None else Decimal(show_money(amount))


def _losses(judged: Judged) -> Iterator[Lost]:
    for line in judged.result["lines"]:
        if judged.blank or (line["missing"] and not judged.provisional(line["id"])):
            continue
        amount, full, awarded = fen(line["amount"]), decimal(line["full"]), decimal(line["awarded"])
        if amount:
            yield Lost(line["id"], line["name"], Decimal(show_money(amount)))
        elif full is not None and awarded is not None and awarded < full:
            yield Lost(line["id"], line["name"], full - awarded)


def figure(one: Seen, value: Decimal | None) -> str:
    """A sum with its unit: money with two decimals."""
    if value is None:
        return "未录入"
    return f"{show_money(to_fen(value))} 元" if one.in_money else f"{show(value)} 分"


def spoken_of(period: Period) -> str:
    """A period as a sentence names it, with its days."""
    first, last = period.first, period.last
    return f"{told(period)}（{first.month}月{first.day}日至{last.month}月{last.day}日）"


def short(period: Period) -> str:
    """A period under a chart."""
    return {"month": f"{period.number}月", "quarter": f"{period.year}Q{period.number}"}.get(period.kind, str(period))
