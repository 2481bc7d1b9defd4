"""Our own values beside the client's: every place where they differ, what it changes, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.exact import show, show_money, to_fen
from app.forms.floor_opinions import Pair, Sum, opinions
from app.forms.floor_paths import Namer
from app.forms.floor_seen import Seen
from app.ledger.sealing import differences

INPUTS = "inputs."


@dataclass(frozen=True)
class Opinion:
    """One value that the client sees otherwise; points or yuan of the whole line."""

    at: int
    line: str
    what: str
    field: str
    was: str
    now: str
    was_points: str
    now_points: str
    reason: str

    @property
    def change(self) -> str:
        """What the line gains or loses by the review."""
        if not self.was_points or not self.now_points:
            return ""
        change = Decimal(self.now_points) - Decimal(self.was_points)
        if not change:
            return ""
        return f"{'+' if change > 0 else ''}{show(change)}".replace("-", "−")


@dataclass(frozen=True)
class Opinions:
    """All of them, and what comes of each: score, deduction, payment."""

    rows: tuple[Opinion, ...] = ()
    sums: tuple[Sum, ...] = ()


def opinions_of(one: Seen) -> Opinions:
    """Both opinions of a period; nothing where they agree."""
    pair = opinions(one)
    return Opinions(tuple(_rows(one, pair)), tuple(pair.sums)) if pair else Opinions()


def _rows(one: Seen, pair: Pair) -> Iterator[Opinion]:
    namer, lines = Namer(one), {each.id: each for each in pair.lines}
    for at, found in enumerate(differences(dict(pair.was.facts), dict(pair.now.facts))):
        told, line = namer.told(found), lines.get(namer.told(found).line)
        points = (_points(one, line.was), _points(one, line.now)) if line else ("", "")
        origin = one.found.origins.get(str(found["path"]).removeprefix(INPUTS)) or {}
        yield Opinion(
            at, told.line, told.what, told.field, told.was, told.now, *points, str(origin.get("reason") or "")
        )


def _points(one: Seen, value: Decimal | None) -> str:
    if value is None:
        return ""
    return show_money(to_fen(value)) if one.in_money else show(value)
