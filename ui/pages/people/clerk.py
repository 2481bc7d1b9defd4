"""Asks, foresees and writes: between the dialogs, which only ask, and the ledger."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from app.errors import Fault, Refused
from app.ledger import people, people_import, posts
from app.ledger.book import Book
from app.ledger.change import Changed
from app.ledger.indicator_checks import period_of
from app.ledger.people import LEADER, Newcomer, Span
from app.ledger.people_import import Step
from app.ledger.rehearsal import Foreseen, foresee
from app.ledger.staffing import Member, Staffing
from app.periods import Period
from ui.pages.people import dialog, paste
from ui.pages.people import posts as posts_dialog
from ui.pages.people.deed import (
    CORRECT,
    END,
    LEAD,
    LEAVE,
    MOVE,
    ONLINE,
    PAY,
    POST,
    PROTECT,
    RELEAVE,
    SPECIALS,
    UNLEAD,
    Deed,
    do,
)
from ui.pages.people.dialog import Setting
from ui.workspace import Workspace

DAY = timedelta(days=1)


class Clerk:
    """Works for one page."""

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        self._workspace, self._page = workspace, page
        self._faults: list[Fault] = []
        workspace.refused.connect(self._note)

    def _note(self, refused: Refused) -> None:
        self._faults += refused.faults

    # --- one deed

    def ask(self, kind: str, floor: Staffing, member: Member | None = None, span: Span | None = None) -> Changed | None:
        """Asks until it is written or given up; what the ledger refuses is shown beside the fields."""
        initial: Deed | None = self.initial(kind, floor, member, span)
        setting, faults = self._setting(floor, member), []
        while True:
            initial = dialog.ask(self._page, initial, setting, faults)
            if initial is None:
                return None
            changed, faults = self._commit(self._writing(initial))
            if changed is not None or not faults:
                return changed

    def _writing(self, deed: Deed) -> Callable[[Book, int], Changed]:
        return lambda book, project: do(book, project, deed)

    def _commit(self, write: Callable[[Book, int], Changed]) -> tuple[Changed | None, list[Fault]]:
        owner, book = self._workspace.project, self._workspace.book
        if owner is None:
            return None, []
        self._faults.clear()
        changed = self._workspace.commit(lambda: write(book, owner.id))
        return changed, list(self._faults)

    def initial(self, kind: str, floor: Staffing, member: Member | None, span: Span | None = None) -> Deed:
        """What stands in the dialog at first: as it is now, from today on."""
        day = floor.day
        if member is None:
            return Deed(kind, 0, {"since": day, "leader": False})
        values: dict[str, Any] = {
            MOVE: {"since": day},
            LEAD: {"team": member.team, "since": day},
            UNLEAD: {"until": day - DAY},
            POST: {"since": day},
            PAY: {"since": day},
            ONLINE: {"online_on": member.person.online_on or day},
            PROTECT: {"since": day},
            CORRECT: {"staff_number": member.person.staff_number, "name": member.person.name},
            LEAVE: {"last_day": day, "handed_over": False},
            END: {"until": day - DAY},
        }.get(kind, {})
        if kind == RELEAVE:
            values = self._leaving(member)
        if kind == "rehire":
            values = {"since": day, "team": member.team, "wage_fen": member.wage_fen}
        if kind == UNLEAD:
            span = self.leads(member.id, day)
        return Deed(kind, member.id, values, span.id if span else 0)

    def _leaving(self, member: Member) -> dict[str, Any]:
        ended = [one for one in self.spans(member.id) if one.kind == people.EMPLOYMENT and one.until]
        if not ended:
            return {}
        one = ended[-1]
        return {"last_day": one.until, "noticed_on": one.noticed_on, "handed_over": one.handed_over,
                "reason": one.reason}  # fmt: skip

    def leads(self, person: int, day: date) -> Span | None:
        """The leadership that holds on a day."""
        return next((one for one in self.spans(person) if one.kind == LEADER and one.holds(day)), None)

    def spans(self, person: int) -> tuple[Span, ...]:
        """Everything dated about a person."""
        owner = self._workspace.project
        return people.spans(self._workspace.book, owner.id, person=person) if owner else ()

    def _setting(self, floor: Staffing, member: Member | None) -> Setting:
        owner, known = self._workspace.project, self._workspace.contract
        assert owner is not None and known is not None
        named = [one.name for one in floor.posts]
        used = [one.post for one in floor.members if one.post]
        choices = {
            "team": tuple(people.teams(self._workspace.book, owner.id)),
            "post": tuple(dict.fromkeys((*named, *used))),
            "special": SPECIALS,
        }
        return Setting(member.person.name if member else "", choices, self._foreseen(floor), known.sources.notice)

    def _foreseen(self, floor: Staffing) -> Callable[[Deed], Foreseen]:
        """What a deed would change in the period in which it takes effect."""
        owner, known, book = self._workspace.project, self._workspace.contract, self._workspace.book
        assert owner is not None and known is not None

        def told(deed: Deed) -> Foreseen:
            first = deed.day or floor.day
            last = deed.values.get("last_day")
            seen = max(floor.day, first + DAY if last else first)
            month = Period("month", first.year, first.month)
            return foresee(
                book, owner.id, period_of(known, first), month, seen, lambda trial: do(trial, owner.id, deed)
            )

        return told

    # --- lists and posts

    def paste(self, floor: Staffing, text: str = "") -> Changed | None:
        """A whole list, in one write."""
        owner, book = self._workspace.project, self._workspace.book
        if owner is None:
            return None

        def plan(rows: tuple[Newcomer, ...], since: date | None) -> tuple[Step, ...]:
            return people_import.plan(book, owner.id, rows, since)

        refusal = ""
        while True:
            found = paste.ask(self._page, plan, floor.day, text, refusal)
            if found is None:
                return None
            rows, since, text = found.people, found.since, found.text
            changed, faults = self._commit(_taking(rows, since))
            if changed is not None or not faults:
                return changed
            refusal = "；".join(f"{one.path}：{one.reason}" for one in faults)

    def ask_posts(self, floor: Staffing) -> Changed | None:
        """What the client asks for."""
        refusal = ""
        while True:
            found = posts_dialog.ask(self._page, floor.posts, floor.names, floor.day, refusal)
            if found is None:
                return None
            changed, faults = self._commit(_requiring(found))
            if changed is not None or not faults:
                return changed
            refusal = "；".join(one.reason for one in faults)


def _taking(rows: tuple[Newcomer, ...], since: date | None) -> Callable[[Book, int], Changed]:
    return lambda book, project: people_import.take(book, project, rows, since)


def _requiring(wanted: posts_dialog.Demand) -> Callable[[Book, int], Changed]:
    return lambda book, project: posts.require(book, project, wanted.name, wanted.needed, wanted.since, wanted.until)
