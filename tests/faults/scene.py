"""An invented floor and short words for spoiling its store; how many trials is said by HOTLINE_TRIALS."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.ledger import attendance, incidents, indicators, people, projects, store
from app.ledger.attendance import Entry
from app.ledger.book import Book
from app.ledger.incidents import VERIFIED, Draft
from app.ledger.people import Newcomer
from app.ledger.verify import verify
from app.periods import Period
from db.driver import connect

if TYPE_CHECKING:
    from sqlite3 import Connection as Link

ROOT = Path(__file__).parents[2]
MANAGER, REVIEWER = "王经理", "李复核"
JULY, Q3 = Period("month", 2025, 7), Period("quarter", 2025, 3)
PAGE = 4096


def trials(usual: int) -> int:
    """How often a fault is tried: the usual number in each run, what HOTLINE_TRIALS says before a release."""
    return int(os.environ.get("HOTLINE_TRIALS", str(usual)))


class Clock:
    """A clock that goes on by a second at every look, and can be set."""

    def __init__(self, begins: datetime = datetime(2025, 7, 1, 8, 0)) -> None:
        self.now = begins.astimezone() if begins.tzinfo is None else begins

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def july(day: int) -> date:
    """A day of July 2025."""
    return date(2025, 7, day)


def opened(path: Path, user: str = MANAGER, *, busy_ms: int = 5000) -> Book:
    """A store in somebody's hands."""
    return store.open_book(path, user, clock=Clock(datetime(2025, 7, 1, 12, 0)), busy_ms=busy_ms)


@contextmanager
def using(path: Path, user: str = MANAGER, *, busy_ms: int = 5000) -> Generator[Book]:
    """The same for a while."""
    book = opened(path, user, busy_ms=busy_ms)
    try:
        yield book
    finally:
        book.engine.dispose()


def set_up(path: Path) -> None:
    """克州 with two teams of four, a week of marks, some incidents and a KPI value."""
    book = store.create(path, MANAGER, clock=Clock())
    project = projects.create(book, "KZ", "克州12345", "kezhou-2025").id
    newcomers = [
        Newcomer(
            *(f"K{at:02d}", f"李{'甲乙丙丁戊己庚辛'[at - 1]}", date(2025, 1, 1), "一班" if at < 5 else "二班"),
            *(date(2025, 1, 5), "", 360000, at in (1, 5)),
        )
        for at in range(1, 9)
    ]
    people.add(book, project, newcomers)
    who = [one.id for one in people.listed(book, project)]
    attendance.load(book, project, [Entry(one, july(day), "present") for one in who for day in range(1, 8)], "考勤机")
    incidents.log(book, project, [Draft("misdispatch", july(3), who[1], 2)], status=VERIFIED)
    incidents.log(book, project, [Draft("complaint", july(4)), Draft("complaint", july(4))], status=VERIFIED)
    indicators.record(book, project, "connect_rate", {"hits": 9990, "total": 10000}, Q3)
    book.engine.dispose()


def kezhou(book: Book) -> int:
    """The project."""
    return projects.find(book, "KZ").id


def crew(book: Book) -> list[int]:
    """Its people in order of staff number."""
    return [one.id for one in people.listed(book, kezhou(book))]


def codes(book: Book) -> set[str]:
    """The kinds of faults that `verify` finds."""
    return {one.code for one in verify(book)}


@contextmanager
def raw(path: Path) -> "Generator[Link]":
    """A keyed connection that goes past the ledger, as an intruder with the documented key has it."""
    link = connect(path, foreign_keys=False)
    try:
        yield link
    finally:
        link.close()


def spoil(path: Path, *statements: str) -> None:
    """Runs SQL past the ledger."""
    with raw(path) as link:
        for one in statements:
            link.execute(one)


def print_of(path: Path) -> str:
    """What tells whether a file's bytes are the same."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def command(*arguments: str) -> tuple[int, str, str]:
    """A command as a user runs it: exit code, output, complaints."""
    line = [sys.executable, "-m", "app", *arguments]
    done = subprocess.run(line, capture_output=True, cwd=ROOT, check=False, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def chinese(text: str) -> bool:
    """Whether something is said in Chinese."""
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)
