"""What a child does until it is killed; each step is told once the ledger's function has returned."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from random import Random

from app.errors import Refused
from app.ledger import (
    attachments,
    attendance,
    incidents,
    indicators,
    leaves,
    overview,
    people,
    periods,
    safety,
    signatures,
)
from app.ledger.attendance import Entry
from app.ledger.book import Book
from app.ledger.contracts import contract
from app.ledger.incidents import VERIFIED, Draft
from app.ledger.undo import Undo
from app.ledger.verify import head
from app.periods import Period
from app.workdays import read_calendar
from tests.faults.nursery import tell
from tests.faults.scene import JULY, Q3, crew, july, kezhou, opened

NEW_YEAR, DAY = date(2025, 1, 1), timedelta(days=1)
WARM = (leaves, overview, safety)  # imported before a fork, not in it


def _book(store: Path) -> Book:
    book = opened(store)
    tell("open")
    return book


def _told(book: Book) -> None:
    """Number and digest of the entry that was just acknowledged."""
    with book.read() as connection:
        entry, digest = head(connection)
    tell(f"{entry} {digest}")


def commits(store: Path, drawn: Random) -> None:
    """Writes of every kind without end."""
    book = _book(store)
    undo = Undo(book)
    steps = tuple(_steps(book, drawn, undo))
    while True:
        try:
            drawn.choice(steps)()
        except Refused:
            continue
        _told(book)


def _steps(book: Book, drawn: Random, undo: Undo) -> Iterator[Callable[[], object]]:
    project, who, number = kezhou(book), crew(book), count()
    days = [NEW_YEAR + DAY * at for at in range(360)]

    def joined() -> object:
        found = incidents.log(
            book, project, [Draft("late", july(9), drawn.choice(who)), Draft("complaint", july(9))], status=VERIFIED
        )
        return incidents.set_status(book, project, found.ids("incident"), "final")

    yield lambda: indicators.record(book, project, "connect_rate", {"hits": next(number), "total": 10000}, Q3)
    yield lambda: indicators.record(book, project, "callback_rate", {"percent": Decimal(next(number)) / 10}, Q3)
    yield lambda: incidents.log(book, project, [Draft("praise", drawn.choice(days), words=f"{next(number)}")])
    yield joined
    yield lambda: attendance.replace(book, project, [Entry(drawn.choice(who), drawn.choice(days), "rest")])
    yield lambda: attendance.load(
        book, project, [Entry(one, day, "present") for one in who for day in drawn.sample(days, 40)], "考勤机"
    )
    yield lambda: attachments.attach(book, project, "incident", 1, "录音", drawn.randbytes(200_000))
    yield undo.undo
    yield undo.redo


def sealing(store: Path, drawn: Random) -> None:
    """A period frozen, signed, sealed and opened again, without end."""
    book = _book(store)
    project = kezhou(book)
    given = (book, project, "contract", Q3)
    for at in count():
        indicators.record(book, project, "callback_rate", {"percent": drawn.randrange(90, 100)}, Q3, reason=f"{at}")
        _said("open", at)
        periods.freeze(*given, despite="资料未齐")
        _said("frozen", at)
        standing = periods.standing(*given)
        assert standing.current
        for role, signer in (("甲方", "张三"), ("乙方", "李四")):
            periods.sign(book, project, standing.current.id, role, signer, date(2025, 10, 9), how="ink")
        _said("frozen", at)
        periods.seal(*given)
        _said("sealed", at)
        periods.reopen(*given, "补登")
        _said("reopened", at)


def closing(store: Path, drawn: Random) -> None:
    """A month of fines and its quarter on the whole way: sent, received, signed with a scan, sealed, taken back."""
    book = _book(store)
    project = kezhou(book)
    for at in count():
        for sheet, period in (("conduct", JULY), ("contract", Q3)):
            _close(book, (project, sheet, period), drawn, at)


def _close(book: Book, place: tuple[int, str, Period], drawn: Random, at: int) -> None:
    sheet = place[1]
    _said(f"{sheet} begin", at)
    periods.freeze(book, *place, despite="资料未齐", reason=f"第 {at} 次")
    _said(f"{sheet} frozen", at)
    if drawn.random() < 0.3:
        periods.withdraw(book, *place, "补登")
        _said(f"{sheet} withdrawn", at)
        return
    periods.deliver(book, *place, july(31), read_calendar(), receipt=f"回执 {at}")
    current = periods.standing(book, *place).current
    assert current
    for role in ("驻场经理", "话务员代表") if sheet == "conduct" else ("甲方", "乙方"):
        done = periods.sign(book, place[0], current.id, role, "张三", july(31), how="ink")
        signatures.attach_scan(book, place[0], done.id, f"{role}.pdf", drawn.randbytes(60_000))
    _said(f"{sheet} signed", at)
    periods.seal(book, *place)
    _said(f"{sheet} sealed", at)
    periods.reopen(book, *place, "重新打开")
    _said(f"{sheet} reopened", at)


def _said(state: str, at: int) -> None:
    tell(f"{state} {at}")


def loading(store: Path, drawn: Random) -> None:
    """One import of many marks."""
    book = _book(store)
    project = kezhou(book)
    rows = [Entry(one, NEW_YEAR + DAY * at, "night") for one in crew(book) for at in range(360)]
    attendance.load(book, project, rows, "考勤机")


def holding(store: Path, drawn: Random) -> None:
    """A write that is never finished."""
    book = _book(store)
    with book.change("hold", "占住") as draft:
        draft.change.void(people.TEAM, 1, "占住")
        tell("held")
        while True:
            drawn.random()


WORK: dict[str, Callable[[Path, Random], None]] = {
    "commits": commits,
    "sealing": sealing,
    "closing": closing,
    "loading": loading,
    "holding": holding,
}

# Read once before anything is forked.
contract(Path(str(periods.__file__)).parents[2] / "resources" / "schemes", "kezhou-2025")
