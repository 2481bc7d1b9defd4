"""One incident whole: its clause, what it touches, its files, what else came of it, and what was done to it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from app.exact import show
from app.ledger import attachments, history, incidents, people
from app.ledger.attachments import Attachment
from app.ledger.book import Book, fetch
from app.ledger.contracts import Contract, contract
from app.ledger.incident_needs import Needs, needs_of
from app.ledger.incidents import STATUS, Incident, name_of
from app.ledger.projects import find
from app.ledger.words import shown_day
from db.tables.incidents import EVIDENCE, HAPPENING
from db.tables.obligations import OBLIGATION


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done: when, by whom, what, and why."""

    at: datetime
    user: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Kin:
    """Another consequence of the same happening."""

    id: int
    words: str


@dataclass(frozen=True, slots=True)
class Story:
    """All that is known of an incident."""

    incident: Incident
    needs: Needs | None
    feeds: tuple[tuple[str, str], ...]
    clocks: tuple[tuple[str, bool], ...]
    happening: str
    kin: tuple[Kin, ...]
    files: tuple[Attachment, ...]
    steps: tuple[Step, ...]
    duty: str


def story(book: Book, project: int, incident: int) -> Story:
    """An incident of a project; refused where there is none."""
    with book.read() as connection:
        one = incidents.find(connection, project, incident)
        known = contract(book.shelf, find(connection, project).scheme)
        needs = needs_of(known, one.item)
        clocks = tuple(clock.told(one.called_at, one.reported_at) for clock in needs.clocks) if needs else ()
        return Story(
            one, needs, _feeds(known, one), clocks, _happening(connection, one),
            _kin(connection, known, project, incident), attachments.of(connection, "incident", incident),
            _steps(connection, incident), _duty(connection, known, one),
        )  # fmt: skip


def told(known: Contract, one: Incident, names: dict[int, str]) -> str:
    """An incident in one line."""
    who = f" {names.get(one.person, '')}" if one.person is not None else ""
    many = f" ×{show(one.quantity)}" if one.quantity != 1 else ""
    return f"{shown_day(one.day)}{who} {name_of(known, one.item)}{many}（{STATUS[one.status]}）"


def _feeds(known: Contract, one: Incident) -> tuple[tuple[str, str], ...]:
    """The indicators it counts into: key and name."""
    item = known.sources.item(one.item)
    target = "" if item is None else item.severe_feeds if one.severe and item.severe_feeds else item.feeds
    owner = target.partition(".")[0]
    names = [str(given["name"]) for given in known.newest.data.get("indicator", []) if given["id"] == owner]
    return ((owner, names[0]),) if names else ()


def _happening(connection: Connection, one: Incident) -> str:
    if one.happening is None:
        return ""
    found = fetch(connection, select(HAPPENING.c.words).where(HAPPENING.c.id == one.happening))
    return (found[0].words or "") if found else ""


def _kin(connection: Connection, known: Contract, project: int, incident: int) -> tuple[Kin, ...]:
    others = incidents.linked(connection, project, incident)
    names = {one.id: one.name for one in people.listed(connection, project)} if others else {}
    return tuple(Kin(one.id, told(known, one, names)) for one in others)


def _steps(connection: Connection, incident: int) -> tuple[Step, ...]:
    """The earliest first, with what was done to its files."""
    where = (EVIDENCE.c.noun == "incident", EVIDENCE.c.row_id == incident)
    files = [row.id for row in fetch(connection, select(EVIDENCE.c.id).where(*where))]
    found = {one.id: one for one in history.of_row(connection, "incident", incident)}
    for file in files:
        found |= {one.id: one for one in history.of_row(connection, "evidence", file)}
    return tuple(Step(one.at, one.user, one.words, one.reason) for _, one in sorted(found.items()))


def _duty(connection: Connection, known: Contract, one: Incident) -> str:
    """The missed duty that charged it, where one did."""
    if one.obligation is None:
        return ""
    found = fetch(connection, select(OBLIGATION.c.rule).where(OBLIGATION.c.id == one.obligation))
    rules = {rule.id: rule.name for rule in known.obligations.obligations}
    return rules.get(found[0].rule, "") if found else ""
