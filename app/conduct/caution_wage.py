"""Kinds of cautions about wages: what may collide with wage law, shown and never blocking."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.conduct.caution_leave import Figures
from app.conduct.items import Case
from app.exact import Exact, add, half_up, show, show_money, times, to_fen
from app.reader import Reader

FEN = 100


@dataclass(frozen=True, slots=True)
class ShareOfWage:
    """What is taken exceeds a share (percent) of the month's wage; the context may set another share."""

    context: str
    usual: Exact

    FIELDS = ("fines", "wage", "sum", "share", "limit", "monthly", "clause")

    @classmethod
    def parse(cls, reader: Reader) -> "ShareOfWage":
        """From a rule file's caution."""
        return cls(reader.text("context"), reader.number("usual", low=0, high=100))

    def raised(self, case: Case) -> Iterator[Figures]:
        """At most one."""
        monthly = case.person.monthly_wage
        taken = case.fines + case.wage
        if monthly is None:
            return
        share = case.context.get(self.context, self.usual)
        limit = times(share, monthly)  # a percentage of yuan is fen
        if taken > limit:
            yield {
                "fines": show_money(case.fines),
                "wage": show_money(case.wage),
                "sum": show_money(taken),
                "share": show(share),
                "limit": show_money(half_up(limit)),
                "monthly": show_money(to_fen(monthly)),
            }


@dataclass(frozen=True, slots=True)
class BelowFloor:
    """What is left lies below a floor that the context gives; without it nothing can be said."""

    context: str

    FIELDS = ("fines", "wage", "left", "floor", "monthly", "clause")

    @classmethod
    def parse(cls, reader: Reader) -> "BelowFloor":
        """From a rule file's caution."""
        return cls(reader.text("context"))

    def raised(self, case: Case) -> Iterator[Figures]:
        """At most one, and only where something was taken."""
        monthly, floor = case.person.monthly_wage, case.context.get(self.context)
        taken = case.fines + case.wage
        if monthly is None or floor is None or not taken:
            return
        left = add(times(monthly, FEN), Decimal(-taken))
        if left < times(floor, FEN):
            yield {
                "fines": show_money(case.fines),
                "wage": show_money(case.wage),
                "left": show_money(half_up(left)),
                "floor": show_money(to_fen(floor)),
                "monthly": show_money(to_fen(monthly)),
            }


@dataclass(frozen=True, slots=True)
class Proposed:
    """A consequence was proposed."""

    consequence: str

    FIELDS = ("clause",)

    @classmethod
    def parse(cls, reader: Reader) -> "Proposed":
        """From a rule file's caution."""
        return cls(reader.text("consequence"))

    def raised(self, case: Case) -> Iterator[Figures]:
        """At most one."""
        if self.consequence in case.consequences:
            yield {}
