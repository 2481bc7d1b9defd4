"""The big store in little: one floor, whole years, as many people as asked."""

from datetime import date
from pathlib import Path

from app.demo.build import build
from app.ledger import facts, incidents, people, projects
from app.ledger.attendance import month
from app.ledger.book import Book
from app.ledger.verify import head, verify
from app.periods import Period
from tests.demo.conftest import quiet

YEARS, PEOPLE = 2, 9


def small(path: Path) -> Book:
    return build(path, years=YEARS, people=PEOPLE, step=quiet)


def test_one_project_with_marks_on_every_day(tmp_path: Path) -> None:
    book = small(tmp_path / "big.hotline")
    (owner,) = projects.listed(book)
    assert (owner.term.first, owner.term.last) == (date(2024, 1, 1), None)
    assert len(people.listed(book, owner.id)) == PEOPLE
    cells = [month(book, owner.id, Period("year", year, 1)).marks for year in (2024, 2025)]
    assert [len(one) for one in cells] == [366 * PEOPLE, 365 * PEOPLE]
    assert incidents.listed(book, owner.id)
    for at in range(1, 13):
        assert facts.assessed(book, owner.id, Period("month", 2025, at)).assessment.complete
    assert verify(book) == ()
    book.engine.dispose()


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    heads: list[tuple[int, str]] = []
    for name in ("one.hotline", "two.hotline"):
        book = small(tmp_path / name)
        with book.read() as connection:
            heads.append(head(connection))
        book.engine.dispose()
    assert heads[0] == heads[1]


def test_people_or_years_alone_are_enough(tmp_path: Path) -> None:
    book = build(tmp_path / "year.hotline", years=1, step=quiet)
    assert len(people.listed(book, 1)) == 60
    book.engine.dispose()
