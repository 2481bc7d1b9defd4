"""Nothing stale: after every kind of write the window shows what a store that was opened this moment would show."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.errors import Fault, Refused
from app.ledger import attendance, incidents, indicators, obligations, people, periods, projects, store, training
from app.ledger.attendance import Entry
from app.ledger.book import Book
from app.ledger.change import Changed
from app.ledger.contracts import contract
from app.ledger.incident_checks import needs_amount
from app.ledger.overview import Overview, overview
from app.ledger.sealing import CONTRACT
from app.periods import Period
from app.scoring.load import rules_of
from ui.shell.window import MainWindow
from ui.workspace import Workspace

Open = Callable[..., MainWindow]
Write = Callable[[Book, int, Period], Changed]
# Signed periods refuse some of these writes; so many at least go through on every demo contract.
LEAST = 7
CODES = ("KZ", "DZ", "YZ", "JY", "BS")


def first_item(book: Book, project: int) -> str:
    """Something that can be logged under the contract, without an amount and about nobody."""
    known = contract(book.shelf, projects.find(book, project).scheme)
    return next(one.id for one in known.sources.items if one.unit == "次" and not needs_amount(known, one.id))


def days_of(book: Book, project: int, period: Period) -> date:
    """The last day of the period in the term: earlier ones may lie in a month that is signed."""
    term = projects.find(book, project).term
    return min(period.last, term.last or period.last)


def log(book: Book, project: int, period: Period) -> Changed:
    draft = incidents.Draft(first_item(book, project), days_of(book, project, period))
    return incidents.log(book, project, [draft])


def verify_it(book: Book, project: int, _period: Period) -> Changed:
    return incidents.set_status(book, project, [incidents.waiting(book, project)[0].id], "verified")


def mark(book: Book, project: int, period: Period) -> Changed:
    day = days_of(book, project, period)
    person = people.employed(book, project, day)[0]
    return attendance.load(book, project, [Entry(person, day, "annual_leave")], "测试")


def join(book: Book, project: int, period: Period) -> Changed:
    return people.add(book, project, [people.Newcomer("T900", "测试甲", days_of(book, project, period))])


def leave(book: Book, project: int, period: Period) -> Changed:
    person = people.employed(book, project, days_of(book, project, period))[-1]
    return people.leave_job(book, project, person, days_of(book, project, period), reason="测试")


def train(book: Book, project: int, period: Period) -> Changed:
    return training.hold(book, project, days_of(book, project, period), "测试课", "targeted", "2")


def open_one(book: Book, project: int, period: Period) -> obligations.Obligation:
    """An obligation of the open period, where there is one; signed periods guard theirs."""
    every = [one for one in obligations.listed(book, project) if one.status == obligations.OPEN]
    mine = [one for one in every if one.due_on >= period.first]
    if not mine:
        raise Refused([Fault("obligation", "", "没有待办的义务")])
    return mine[0]


def excuse(book: Book, project: int, period: Period) -> Changed:
    one = open_one(book, project, period)
    return obligations.excuse(book, project, one.id, "测试")


def prove(book: Book, project: int, period: Period) -> Changed:
    one = open_one(book, project, period)
    return obligations.prove(book, project, one.id, one.due_on, "测试凭证")


def rename(book: Book, project: int, _period: Period) -> Changed:
    return projects.rename(book, project, name="改名后的项目", party_a="甲", party_b="乙")


def type_value(book: Book, project: int, period: Period) -> Changed:
    known = contract(book.shelf, projects.find(book, project).scheme)
    for one in rules_of(known.scheme(period)).indicators:
        for given in ({"percent": "97"}, {"hits": 97, "total": 100}, {"rank": 2}, {"points": "1"}):
            try:
                return indicators.record(book, project, one.id, given, period, reason="测试")
            except Refused:
                continue
    raise Refused([Fault("indicator", "", "没有可录入的指标")])


def freeze(book: Book, project: int, period: Period) -> Changed:
    return periods.freeze(book, project, CONTRACT, period, despite="测试")


WRITES: tuple[Write, ...] = (log, verify_it, mark, join, leave, train, excuse, prove, rename, type_value)


@pytest.fixture
def reread(demo: Book) -> Iterator[Callable[[Workspace], Overview]]:
    """The same period in a store opened anew: nothing is remembered there."""
    opened: list[Book] = []

    def read(workspace: Workspace) -> Overview:
        assert workspace.project
        again = store.open_book(Path(demo.engine.url.database or ""), "王经理")
        opened.append(again)
        return overview(again, workspace.project.id, workspace.period, workspace.today())

    yield read
    for one in opened:
        one.engine.dispose()


def shown(window: MainWindow) -> dict[str, str]:
    """Every word of the header and of the open page."""
    return {str(at): one.text() for at, one in enumerate(window.findChildren(QLabel)) if one.isVisible()} | {
        one.objectName(): one.text() for one in window.findChildren(QPushButton) if one.objectName()
    }


def same(window: MainWindow, fresh: Overview) -> None:
    """What the workspace holds, part by part; the assessment by its data."""
    found = window.workspace.overview()
    assert isinstance(found, Overview)
    for part in ("owner", "period", "entry", "standing", "gaps", "distance", "losses", "tasks", "waiting", "trend"):
        assert getattr(found, part) == getattr(fresh, part), part
    assert found.found.collected == fresh.found.collected
    assert found.found.assessment.score == fresh.found.assessment.score
    assert found.found.assessment.fen == fresh.found.assessment.fen


def settled(qtbot: QtBot) -> None:
    """The pages follow in the next turns."""
    for _ in range(60):
        QCoreApplication.processEvents()
    qtbot.wait(1)


@pytest.mark.parametrize("code", CODES)
def test_after_every_kind_of_write_and_its_undoing(
    open_window: Open, demo: Book, code: str, reread: Callable[[Workspace], Overview], qtbot: QtBot
) -> None:
    window = open_window(demo, code)
    workspace = window.workspace
    assert workspace.project
    project = workspace.project.id
    refused: list[Refused] = []
    written = 0
    workspace.refused.connect(refused.append)
    for write in WRITES:
        changed = workspace.commit(lambda write=write: write(demo, project, workspace.period))
        same(window, reread(workspace))
        if changed is None:
            continue
        written += 1
        for step in (workspace.take_back, workspace.do_again):
            assert step() is not None, (write, [str(one) for one in refused])
            same(window, reread(workspace))
    assert written >= LEAST, [str(one) for one in refused]
    settled(qtbot)
    figures = shown(window)
    again = open_window(demo, code)
    again.workspace.open_period(workspace.period)
    settled(qtbot)
    page = {key: words for key, words in figures.items() if key in ("score", "distance")}
    assert page == {key: words for key, words in shown(again).items() if key in ("score", "distance")}


@pytest.mark.parametrize("code", ("KZ", "YZ"))
def test_after_a_period_was_frozen(
    open_window: Open, demo: Book, code: str, reread: Callable[[Workspace], Overview]
) -> None:
    window = open_window(demo, code)
    workspace = window.workspace
    assert workspace.project
    project = workspace.project.id
    workspace.commit(lambda: freeze(demo, project, workspace.period))
    assert workspace.locked
    same(window, reread(workspace))
    workspace.step(1)
    same(window, reread(workspace))


def test_what_another_process_wrote_is_seen(
    open_window: Open, demo: Book, reread: Callable[[Workspace], Overview], qtbot: QtBot
) -> None:
    window = open_window(demo, "DZ")
    workspace = window.workspace
    assert workspace.project
    before = shown(window)["score"]
    other = store.open_book(Path(demo.engine.url.database or ""), "同事")
    for rank in (1, 2, 3):
        indicators.record(other, workspace.project.id, "rank_a", {"rank": rank}, workspace.period)
    other.engine.dispose()
    assert shown(window)["score"] == before
    QTest.keyClick(window, Qt.Key.Key_F5)
    same(window, reread(workspace))
    settled(qtbot)
    assert shown(window)["score"] != before


def test_a_headline_is_not_put_beside_what_another_process_wrote(
    open_window: Open, demo: Book, reread: Callable[[Workspace], Overview]
) -> None:
    window = open_window(demo, "DZ")
    window.open_page("indicators")
    workspace = window.workspace
    assert workspace.project
    workspace.forget()
    workspace.headline()
    other = store.open_book(Path(demo.engine.url.database or ""), "同事")
    indicators.record(other, workspace.project.id, "rank_a", {"rank": 1}, workspace.period)
    other.engine.dispose()
    same(window, reread(workspace))


def test_an_edit_after_another_process_wrote(
    open_window: Open, demo: Book, reread: Callable[[Workspace], Overview]
) -> None:
    window = open_window(demo, "DZ")
    workspace = window.workspace
    assert workspace.project
    project = workspace.project.id
    other = store.open_book(Path(demo.engine.url.database or ""), "同事")
    log(other, project, workspace.period)
    other.engine.dispose()
    workspace.commit(lambda: indicators.record(demo, project, "rank_a", {"rank": 1}, workspace.period))
    same(window, reread(workspace))
