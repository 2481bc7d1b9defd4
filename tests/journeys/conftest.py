"""What every journey needs: an empty store, periods from texts, results as figures to compare by hand."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.errors import Refused
from app.exact import show, show_money
from app.ledger import facts, people, periods, store
from app.ledger.book import Book
from app.ledger.change import Changed
from app.ledger.indicators import REVIEWED
from app.ledger.sealing import CONTRACT
from app.ledger.verify import verify
from app.periods import Period
from app.scoring.assess import Assessment
from app.workdays import Calendar, read_calendar

MANAGER = "王经理"


class Clock:
    """A clock that goes on by a second at every look."""

    def __init__(self, begins: datetime) -> None:
        self.now = begins.astimezone()

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class Floor(NamedTuple):
    """A project in an open book, and its people by staff number."""

    book: Book
    project: int
    who: Mapping[str, int]


class Figures(NamedTuple):
    """A score and what it pays, as they are printed."""

    score: str | None
    base: str | None
    deduction: str | None
    payable: str | None
    items: Mapping[str, str]
    alerts: frozenset[str]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An empty store; at the end of each journey nothing is wrong with it."""
    found = store.create(tmp_path / "台账.hotline", MANAGER, clock=Clock(datetime(2025, 7, 1, 8, 0)))
    yield found
    assert verify(found) == ()
    found.engine.dispose()


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    """The working days that come with the program."""
    return read_calendar()


def period(text: str) -> Period:
    """2025-09 or 2025-Q3."""
    found = Period.parse(text)
    assert found is not None
    return found


def day(text: str) -> date:
    """09-03 of 2025, or a whole date."""
    return date.fromisoformat(text if len(text) > 5 else f"2025-{text}")


def moment(text: str) -> datetime:
    """09-03T10:14 of 2025, or a whole moment."""
    return datetime.fromisoformat(text if len(text) > 11 else f"2025-{text}")


def floor_of(book: Book, project: int) -> Floor:
    """The floor with whoever was added to it."""
    return Floor(book, project, {one.staff_number: one.id for one in people.listed(book, project)})


def assessed(floor: Floor, text: str, opinion: str = REVIEWED) -> Assessment:
    """What the contract says of a period at this moment."""
    return facts.assessed(floor.book, floor.project, period(text), opinion).assessment


def awarded(found: Assessment) -> dict[str, str]:
    """The points of each line, or the yuan it takes off."""
    in_money = found.score is None
    return {one.indicator.id: show_money(one.fen) if in_money else show(one.awarded) for one in found.lines}


def figures(found: Assessment) -> Figures:
    """Score, settlement and alerts."""
    score = None if found.score is None else show(found.score)
    alerts = frozenset(one.alert.id for one in found.alerts)
    settlement = found.settlement
    if settlement is None:
        return Figures(score, None, None, None, {}, alerts)
    charges = {one.item.id: show_money(one.fen) for one in settlement.charges}
    base, deduction, payable = settlement.base, settlement.deduction, settlement.payable
    return Figures(score, _money(base), _money(deduction), _money(payable), charges, alerts)


def _money(fen: int | None) -> str | None:
    return None if fen is None else show_money(fen)


def refusal(what: Callable[[], Any]) -> Refused:
    """The refusal that a call ends in."""
    with pytest.raises(Refused) as caught:
        what()
    return caught.value


def sealed(floor: Floor, text: str, on: str, sheet: str = CONTRACT, **freezing: str) -> str:
    """Freezes a period, has both sides sign it, seals it; the number of its revision."""
    periods.freeze(floor.book, floor.project, sheet, period(text), **freezing)
    current = standing(floor, text, sheet).current
    assert current is not None
    for role, signer in (("甲方", "张科"), ("乙方", "李经理")):
        periods.sign(floor.book, floor.project, current.id, role, signer, day(on), how="ink")
    periods.seal(floor.book, floor.project, sheet, period(text))
    return current.number


def standing(floor: Floor, text: str, sheet: str = CONTRACT) -> periods.Standing:
    """How far a period has come."""
    return periods.standing(floor.book, floor.project, sheet, period(text))


def kept(floor: Floor, text: str, name: str, sheet: str = CONTRACT) -> Any:
    """A text of the revision that stands, as data."""
    current = standing(floor, text, sheet).current
    assert current is not None
    return json.loads(periods.texts_of(floor.book, current.id)[name])


def only(changed: Changed | None) -> int:
    """The key of the one row that a write made."""
    assert changed is not None
    return changed.id
