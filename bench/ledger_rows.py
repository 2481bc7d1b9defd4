"""The ledger: an edit until its score is there, a month read, a bulk import; each against bare sqlite3 in one run."""

import gc
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter_ns

from app.ledger import attendance, facts, indicators, people, projects, store
from app.ledger.attendance import Entry
from app.ledger.book import Book
from app.ledger.people import Newcomer
from app.periods import Period, Term
from bench.table import Row, at_most

CREW, YEARS = 60, 12
FIRST = date(2014, 1, 1)
MONTH = Period.parse("2025-09") or Period("month", 2025, 9)
SCHEME = "baisha"
EDITS, READS = 40, 60
SOURCE = "bench"


def ledger_rows() -> Iterator[Row]:
    """All rows; the stores live in a folder of their own and go with it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        small, big = _book(place / "small.store"), _book(place / "big.store")
        _load(small, _marks(date(2025, 9, 1), 31))
        entries = _marks(FIRST, 366 * YEARS)
        yield _bulk(big, entries, place)
        edit_small, edit_big, bare = _edits(small, big, place)
        yield at_most(5, "edit to score, small store", "bare commit", edit_small, bare)
        yield at_most(5, f"edit to score, {YEARS} years", "bare commit", edit_big, bare)
        yield at_most(1.2, f"edit to score, {YEARS} years", "the same, one month", edit_big, edit_small)
        yield _month(big, place)
        for book in (small, big):
            book.engine.dispose()


def _book(path: Path) -> Book:
    book = store.create(path, "bench")
    project = projects.create(book, "BS", "bench", SCHEME, term=Term(FIRST, None)).id
    crew = [Newcomer(f"B{at:02d}", f"人员{at}", FIRST, team=f"{at % 4 + 1}班", online_on=FIRST) for at in range(CREW)]
    people.add(book, project, crew)
    return book


def _marks(first: date, days: int) -> list[Entry]:
    every = [first + timedelta(days=at) for at in range(days)]
    return [Entry(person, day, "present") for person in range(1, CREW + 1) for day in every]


def _load(book: Book, entries: list[Entry]) -> int:
    start = perf_counter_ns()
    attendance.load(book, 1, entries, SOURCE)
    return perf_counter_ns() - start


def _bulk(book: Book, entries: list[Entry], place: Path) -> Row:
    """The same rows into a bare table with the same columns and index, one transaction."""
    gc.collect()
    ours = _load(book, entries)
    bare = _bare(place / "bulk.db")
    rows = [
        (at, 1, one.person, one.day.isoformat(), one.part, one.code, None, None, SOURCE, None, None)
        for at, one in enumerate(entries)
    ]
    gc.collect()
    start = perf_counter_ns()
    bare.execute("BEGIN")
    bare.executemany(f"INSERT INTO attendance VALUES ({','.join('?' * 11)})", rows)
    bare.execute("COMMIT")
    theirs = perf_counter_ns() - start
    bare.close()
    return at_most(3.5, f"import of {len(entries):,} marks", "bare executemany", ours / 1000, theirs / 1000)


def _bare(path: Path) -> sqlite3.Connection:
    """A table of the same shape, durable in the same way."""
    found = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=DELETE", "synchronous=FULL"):
        found.execute(f"PRAGMA {pragma}")
    columns = "id INTEGER PRIMARY KEY, project_id, person_id, day, part, code, minutes, leave_id, source, note, voided"
    found.execute(f"CREATE TABLE attendance ({columns})")
    found.execute("CREATE INDEX by_day ON attendance (project_id, day)")
    found.execute("CREATE INDEX by_person ON attendance (person_id, day)")
    found.execute("CREATE INDEX by_leave ON attendance (leave_id)")
    return found


def _edits(small: Book, big: Book, place: Path) -> tuple[float, float, float]:
    """Medians in microseconds, taken in turn so that a noisy moment is everybody's."""
    bare = _bare(place / "edit.db")
    kinds: dict[str, Callable[[int], object]] = {
        "small": lambda at: _edit(small, at),
        "big": lambda at: _edit(big, at),
        "bare": lambda at: bare.execute("INSERT INTO attendance (project_id, day) VALUES (?, ?)", (at, "2025-09-01")),
    }
    for one in kinds.values():
        one(0)
    times: dict[str, list[int]] = {name: [] for name in kinds}
    for at in range(1, EDITS + 1):
        for name, work in kinds.items():
            start = perf_counter_ns()
            work(at)
            times[name].append(perf_counter_ns() - start)
    bare.close()
    found = {name: median(taken) / 1000 for name, taken in times.items()}
    return found["small"], found["big"], found["bare"]


def _edit(book: Book, at: int) -> None:
    """One value typed, committed with its history, and the score of the month on the way to the header."""
    indicators.record(book, 1, "connect_rate", {"hits": 9400 + at, "total": 10000}, MONTH)
    facts.assessed(book, 1, MONTH)


def _month(book: Book, place: Path) -> Row:
    """A month of sixty people, against the same rows fetched as tuples."""
    bare = sqlite3.connect(place / "bulk.db")
    query = "SELECT id, person_id, day, part, code, minutes, leave_id FROM attendance WHERE project_id = 1 AND "
    query += "voided IS NULL AND day BETWEEN '2025-08-01' AND '2025-08-31' ORDER BY person_id, day, id"
    month = Period("month", 2025, 8)
    ours, theirs = [], []
    for _ in range(READS):
        start = perf_counter_ns()
        found = attendance.month(book, 1, month)
        middle = perf_counter_ns()
        rows = bare.execute(query).fetchall()
        theirs.append(perf_counter_ns() - middle)
        ours.append(middle - start)
        assert len(found.marks) == len(rows) == 31 * CREW
    bare.close()
    return at_most(2, f"month of {31 * CREW:,} marks read", "bare fetchall", median(ours) / 1000, median(theirs) / 1000)
