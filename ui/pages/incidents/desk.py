"""What the page asks the ledger: clauses, people, what a line means, what a draft would cost; nothing is written."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from app.ledger import incidents, people
from app.ledger.effects import Effect, effect_of
from app.ledger.incident_checks import conduct_rules
from app.ledger.incident_needs import KINDS, Needs, needs_of
from app.ledger.incident_rows import Register, register
from app.ledger.incident_story import Story, story
from app.ledger.incidents import Draft, Incident
from app.ledger.people import Person
from app.ledger.pinyin import MISSED, folded, rank
from app.ledger.quick_line import Clause, Line, clauses_of, understood
from app.periods import Period
from ui.kit.picker_list import PickerRow
from ui.workspace import Workspace

NOTHING = Effect((), False, (), ())
MOST = 60
T = TypeVar("T")


class Desk:
    """The clauses of a contract are worked out once, and only when somebody types or picks."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._clauses: dict[str, tuple[Clause, ...]] = {}

    @property
    def project(self) -> int:
        """The open project; only asked where there is one."""
        assert self.workspace.project is not None
        return self.workspace.project.id

    def today(self) -> date:
        """The day that a line without a day means: today, or the last day of the term."""
        owner, today = self.workspace.project, self.workspace.today()
        last = owner.term.last if owner else None
        first = owner.term.first if owner else None
        return max(min(today, last or today), first or date.min)

    def clauses(self) -> tuple[Clause, ...]:
        """Everything that can be logged."""
        known = self.workspace.contract
        if known is None:
            return ()
        key = known.newest.id
        if key not in self._clauses:
            self._clauses[key] = clauses_of(known)
        return self._clauses[key]

    def people(self) -> tuple[Person, ...]:
        """Everybody, read again only when somebody was added or renamed."""
        book, project = self.workspace.book, self.project
        return book.memo.recall("person", (project,), lambda: people.listed(book, project))

    def read(self, text: str) -> Line:
        """What a typed line means."""
        owner = self.workspace.project
        if owner is None:
            return Line()
        return understood(text, self.clauses(), self.people(), self.today(), owner.term)

    def foretell(self, draft: Draft) -> Effect:
        """What it would cost."""
        return self.foretell_instead(draft, None)

    def foretell_instead(self, draft: Draft, instead: Incident | None) -> Effect:
        """The same for one that is to be corrected."""
        if self.workspace.project is None:
            return NOTHING
        return effect_of(self.workspace.book, self.project, draft, instead)

    def needs(self, item: str) -> Needs | None:
        """What a clause asks for."""
        known = self.workspace.contract
        return needs_of(known, item) if known else None

    def register(self, span: Period | None) -> Register:
        """The rows of the open period, or of a month of it."""
        return register(self.workspace.book, self.project, self.workspace.period, span)

    def story(self, incident: int) -> Story:
        """One incident whole."""
        return story(self.workspace.book, self.project, incident)

    def incident(self, incident: int) -> Incident:
        """One incident as it is now."""
        return incidents.find(self.workspace.book, self.project, incident)

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The kinds that this contract knows."""
        known = self.workspace.contract
        if known is None:
            return ()
        there = {one.kind for one in known.sources.items} | ({"conduct"} if known.conduct else set())
        return tuple((key, words) for key, words in KINDS.items() if key in there)

    def examples(self) -> tuple[str, ...]:
        """Lines as one would type them under this contract, of its own clauses and people; no pinyin is worked out."""
        known = self.workspace.contract
        if known is None:
            return ()
        initials = [one.pinyin.partition(" ")[2] for one in self.people()]
        who = min(initials, key=len, default="")
        names = {"conduct": next((str(one["name"]) for one in conduct_rules(known)), "")}
        for item in known.sources.items:
            names.setdefault(item.kind, item.name)
        tails = {
            "conduct": f"{who} {self.today().month}/{self.today().day}",
            "qa": "3 昨天",
            "complaint": "昨天：说明",
            "emergency": "14:05 14:12：说明",
            "praise": f"{who} 昨天",
        }
        told = [f"{names[kind]} {tail}" for kind, tail in tails.items() if names.get(kind)]
        return tuple(told[:3])

    # --- found by typing

    def find_clauses(self, typed: str) -> list[PickerRow]:
        """Clauses by name, pinyin, initials or number, the best first."""
        given = [(one, one.key, one.name, one.id) for one in self.clauses()]
        return [PickerRow(one.id, one.name, one.clause, KINDS[one.kind]) for one in _ranked(typed, given)]

    def find_people(self, typed: str) -> list[PickerRow]:
        """People by name, pinyin, initials or staff number."""
        given = [(one, one.pinyin, one.name, one.staff_number) for one in self.people()]
        return [PickerRow(one.id, one.name, one.staff_number) for one in _ranked(typed, given)]


def _ranked(typed: str, given: Sequence[tuple[T, str, str, str]]) -> list[T]:
    wanted = folded(typed).lower()
    if not wanted:
        return [one for one, _, _, _ in given][:MOST]
    found = [(rank(wanted, key, name, number), at) for at, (_, key, name, number) in enumerate(given)]
    hidden = [(place, at) for place, at in found if place < MISSED]
    inside = [(MISSED, at) for at, (_, key, _, _) in enumerate(given) if wanted in key and found[at][0] >= MISSED]
    return [given[at][0] for _, at in sorted([*hidden, *inside])][:MOST]
