"""A random user with undo and restarts, against a model of plain dictionaries and an independent recomputation."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.conduct.facts import read_month
from app.conduct.judge import judge
from app.conduct_library import conduct_for
from app.errors import Refused
from app.ledger import attendance, conduct_facts, facts, incidents, indicators, people, periods, projects
from app.ledger.attendance import Entry
from app.ledger.book import Book
from app.ledger.sealing import CONTRACT
from app.ledger.undo import Undo
from app.ledger.verify import verify
from tests.ledger.floor import JULY, Q3, july, opened, set_up

STAFF = ("K01", "K02", "K05", "K06")
RULES = {"late": 1000, "off_task": 20000, "messy_desk": 1000, "absent_post": 5000}
CONDUCT = conduct_for("kezhou-2025")
TEMPLATE = Path(tempfile.mkdtemp()) / "模板.hotline"

days = st.integers(1, 31).map(july)
staff = st.sampled_from(STAFF)


class RandomUser(RuleBasedStateMachine):
    """The model holds what the user believes is there; each step changes both."""

    @initialize()
    def start(self) -> None:
        if not TEMPLATE.exists():
            set_up(TEMPLATE)
        self.folder = Path(tempfile.mkdtemp())
        self.file = Path(shutil.copy(TEMPLATE, self.folder / "台账.hotline"))
        self.incidents: dict[int, tuple[str, str, date, int]] = {}
        self.marks: set[tuple[str, date]] = set()
        self.connected: tuple[int, int] | None = None
        self.locked = False
        self.past: list[tuple[Any, ...]] = []
        self.open()

    def open(self) -> None:
        self.book: Book = opened(self.file)
        self.undo = Undo(self.book)
        self.project = projects.find(self.book, "KZ").id
        self.crew = {one.staff_number: one.id for one in people.listed(self.book, self.project)}

    def teardown(self) -> None:
        if hasattr(self, "book"):
            assert verify(self.book) == ()
            self.book.engine.dispose()
            shutil.rmtree(self.folder, ignore_errors=True)

    def snapshot(self) -> tuple[Any, ...]:
        return (dict(self.incidents), set(self.marks), self.connected)

    @rule(who=staff, what=st.sampled_from(sorted(RULES)), day=days, many=st.integers(1, 3))
    def log(self, who: str, what: str, day: date, many: int) -> None:
        before = self.snapshot()
        draft = incidents.Draft(what, day, self.crew[who], many)
        key = incidents.log(self.book, self.project, [draft], status="verified").id
        self.incidents[key] = (who, what, day, many)
        self.past.append(before)

    @precondition(lambda self: bool(self.incidents))
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.incidents)))
        before = self.snapshot()
        incidents.set_status(self.book, self.project, [key], "withdrawn", "核实不成立")
        del self.incidents[key]
        self.past.append(before)

    @rule(who=staff, day=days)
    def mark_late(self, who: str, day: date) -> None:
        before = self.snapshot()
        try:
            attendance.record(self.book, self.project, [Entry(self.crew[who], day, "late")])
        except Refused:
            assert (who, day) in self.marks
            return
        assert (who, day) not in self.marks
        self.marks.add((who, day))
        self.past.append(before)

    @rule(hits=st.integers(0, 1000), more=st.integers(0, 9))
    def connect(self, hits: int, more: int) -> None:
        before = self.snapshot()
        given = (hits, hits + more)

        def write() -> Any:
            counts = {"hits": given[0], "total": given[1]}
            return indicators.record(self.book, self.project, "connect_rate", counts, Q3)

        if given == self.connected or self.locked:
            self.refused(write)
            return
        write()
        self.connected = given
        self.past.append(before)

    @rule()
    def take_back(self) -> None:
        if not self.past:
            self.refused(self.undo.undo)
            return
        if self.locked and self.past[-1][2] != self.connected:
            self.refused(self.undo.undo)
            return
        self.undo.undo()
        self.incidents, self.marks, self.connected = self.past.pop()

    @rule()
    def restart(self) -> None:
        """What was saved is there; what could be undone in the session before is history now."""
        self.book.engine.dispose()
        self.past.clear()
        self.open()

    @rule()
    def freeze_or_withdraw(self) -> None:
        if self.locked:
            periods.withdraw(self.book, self.project, CONTRACT, Q3, "再核")
        else:
            periods.freeze(self.book, self.project, CONTRACT, Q3, despite="缺项")
        self.locked = not self.locked
        self.past.clear()

    def refused(self, write: Callable[[], Any]) -> None:
        try:
            write()
        except Refused:
            return
        raise AssertionError("this was to be refused")

    @invariant()
    def equals_the_model(self) -> None:
        if not hasattr(self, "book"):
            return
        _, month = conduct_facts.judged(self.book, self.project, JULY)
        assert {one.person.id: one.fines for one in month.people} == self.fines()
        inputs = facts.collect(self.book, self.project, Q3).facts["inputs"]
        expected = None if self.connected is None else {"hits": str(self.connected[0]), "total": str(self.connected[1])}
        assert inputs.get("connect_rate") == expected

    def fines(self) -> dict[str, int]:
        """The rules asked again with facts that the model itself puts together: a mark beside an incident is one."""
        told = {(who, what, day) for who, what, day, _ in self.incidents.values()}
        events = [(who, what, day, many) for who, what, day, many in self.incidents.values()]
        events += [(who, "late", day, 1) for who, day in self.marks if (who, "late", day) not in told]
        given = [{"person": who, "rule": what, "date": str(day), "quantity": many} for who, what, day, many in events]
        members = [{"id": f"K{at:02d}", "team": "一班" if at < 5 else "二班"} for at in range(1, 9)]
        rules, read = read_month(
            CONDUCT, {"scheme": "kezhou-2025", "period": "2025-07", "people": members, "events": given}
        )
        again = {one.person.id: one.fines for one in judge(CONDUCT, rules, read).people}
        by_hand = dict.fromkeys(again, 0)
        for who, what, _, many in events:
            by_hand[who] += RULES[what] * many
        assert again == by_hand
        return by_hand


RandomUser.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
TestRandomUser = RandomUser.TestCase
