"""Two invented floors, and short words for what the tests of the ledger do again and again."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import Refused
from app.ledger import history, people, projects, store
from app.ledger.book import Book
from app.ledger.people import Newcomer, Person, Span
from app.ledger.verify import Finding, chain, rows_against_history
from app.periods import Period

MANAGER, REVIEWER = "王经理", "李复核"
NAMES = {
    "K01": "买买提·艾力",
    "K02": "单明",
    "K03": "曾丽",
    "K04": "阿依古丽·吐尔逊",
    "K05": "仇英",
    "K06": "解放",
    "K07": "覃芳",
    "K08": "王芳",
}
LEADERS = ("K01", "K05")
JULY, AUGUST, Q3 = Period("month", 2025, 7), Period("month", 2025, 8), Period("quarter", 2025, 3)


class Clock:
    """A clock that goes on by a second at every look."""

    def __init__(self, begins: datetime = datetime(2025, 7, 1, 8, 0)) -> None:
        self.now = begins.astimezone()

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def july(day: int) -> date:
    """A day of July 2025."""
    return date(2025, 7, day)


def august(day: int) -> date:
    """A day of August 2025."""
    return date(2025, 8, day)


def set_up(path: Path) -> None:
    """The two projects: 克州 with two teams of four, 儋州 with three people."""
    book = store.create(path, MANAGER, clock=Clock())
    kezhou = projects.create(book, "KZ", "克州12345", "kezhou-2025", party_a="克州政务服务中心").id
    danzhou = projects.create(book, "DZ", "儋州12345", "danzhou-2025").id
    people.add(book, kezhou, [agent(number) for number in NAMES])
    people.add(book, danzhou, [Newcomer(f"D{at}", f"黄{name}", date(2025, 7, 19)) for at, name in enumerate("一二三")])
    book.engine.dispose()


def agent(number: str) -> Newcomer:
    """One of the agents of 克州."""
    team = "一班" if number < "K05" else "二班"
    given = {"online_on": date(2025, 1, 5), "wage_fen": 360000, "leader": number in LEADERS}
    return Newcomer(number, NAMES[number], date(2025, 1, 1), team, **given)


def opened(path: Path, user: str = MANAGER) -> Book:
    """A store in somebody's hands."""
    return store.open_book(path, user, clock=Clock(datetime(2025, 7, 1, 9, 0)))


def head(book: Book) -> int:
    """The number of the last entry of the history."""
    return history.entries(book, limit=1)[0].id


def wrong(book: Book) -> list[Finding]:
    """What does not agree between rows, images and chain."""
    with book.read() as connection:
        return [*chain(connection), *rows_against_history(connection)]


@contextmanager
def refused(book: Book, path: str, words: str = "") -> Generator[None]:
    """What is done inside is refused at a place and for a reason, and nothing at all is written."""
    before = head(book)
    with pytest.raises(Refused) as caught:
        yield
    told = [(fault.path, fault.reason) for fault in caught.value.faults]
    assert any(path == where and words in reason for where, reason in told), told
    assert head(book) == before


def person(book: Book, project: int, number: str) -> Person:
    """Somebody by staff number."""
    return next(one for one in people.listed(book, project) if one.staff_number == number)


def held(book: Book, project: int, kind: str, who: int) -> Sequence[Span]:
    """Somebody's spans of a kind, in order."""
    return people.spans(book, project, kind, who)
