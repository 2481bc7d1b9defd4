"""A clock that goes wrong: entries keep their order, the write says so, the history stays sound."""

from datetime import datetime, timedelta, timezone

import pytest

from app.ledger import history, incidents
from app.ledger.book import Book
from app.ledger.verify import chain, clock_steps
from tests.ledger.floor import july

NOON = datetime(2025, 7, 3, 12, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("then", "warns"),
    [
        (NOON - timedelta(hours=1), True),
        (NOON - timedelta(days=365), True),
        (NOON + timedelta(seconds=1), False),
        (NOON.astimezone(timezone(timedelta(hours=-5))) + timedelta(minutes=1), False),  # another zone, a later moment
        (
            datetime(2025, 7, 3, 12, 30, tzinfo=timezone(timedelta(hours=9))),
            True,
        ),  # later on the wall, earlier in truth
        (datetime(2028, 2, 29, 23, 59, 59, tzinfo=NOON.tzinfo), False),
        (datetime(2025, 7, 4, 0, 0, 0, tzinfo=NOON.tzinfo), False),
    ],
)
def test_entries_keep_their_order(book: Book, kezhou: int, then: datetime, warns: bool) -> None:
    moments = iter((NOON, then, then + timedelta(seconds=1)))
    book.clock = lambda: next(moments)
    draft = [incidents.Draft("complaint", july(3))]
    first = incidents.log(book, kezhou, draft)
    second = incidents.log(book, kezhou, draft)
    assert (second.entry, bool(second.warning)) == (first.entry + 1, warns)
    assert [one.id for one in history.entries(book, limit=2)] == [second.entry, first.entry]
    with book.read() as connection:
        assert list(chain(connection)) == []
        assert bool(list(clock_steps(connection))) is warns
