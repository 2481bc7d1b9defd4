"""Leaving again: a last day that was wrong is corrected, a leaver who stays is put back, one who returns is rehired."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.ledger.book import Book
from app.ledger.change import Change, Changed
from app.ledger.people import (
    EMPLOYMENT,
    TEAM_OF,
    WAGE,
    Span,
    end_all,
    known_team,
    listed,
    make_room,
    spans,
    teams,
)
from app.ledger.words import needed, own, refuse
from db.tables.people import PERSON, PERSON_SPAN


@dataclass(frozen=True, slots=True)
class Leaving:
    """How somebody leaves: the last day in post (None: stays after all), the day of the notice, the handover."""

    last_day: date | None
    noticed_on: date | None = None
    handed_over: bool = False


def correct_leaving(book: Book, project: int, person: int, leaving: Leaving, reason: str) -> Changed:
    """Another last day, or none; what ended with the employment ends with it again, or goes on."""
    told = f"最后在岗日更正为 {leaving.last_day}" if leaving.last_day else "取消离职"
    name = next((one.name for one in listed(book, project) if one.id == person), "")
    with book.change("correct_leaving", f"{name} {told}", project, needed("reason", reason)) as draft:
        own(draft.change, PERSON, person, project)
        job = _last_ended(draft.change, project, person)
        _check(draft.change, project, job, leaving)
        _move_ends(draft.change, project, job, leaving.last_day)
        given: dict[str, Any] = {"until": leaving.last_day, "noticed_on": leaving.noticed_on}
        draft.change.set(PERSON_SPAN, job.id, **given, handed_over=leaving.handed_over, reason=reason)
    return draft.done


def _last_ended(change: Change, project: int, person: int) -> Span:
    ended = [one for one in spans(change.connection, project, EMPLOYMENT, person) if one.until]
    if not ended:
        raise refuse("person", person, "没有登记过离职")
    return ended[-1]


def _check(change: Change, project: int, job: Span, leaving: Leaving) -> None:
    last = leaving.last_day or date.max
    if last < job.since:
        raise refuse("last_day", last, f"早于入职日 {job.since}")
    if leaving.noticed_on and leaving.noticed_on > last:
        raise refuse("noticed_on", leaving.noticed_on, f"晚于最后在岗日 {last}")
    for one in spans(change.connection, project, EMPLOYMENT, job.person):
        if one.id != job.id and one.since > job.since and one.meets(job.since, last):
            raise refuse("last_day", leaving.last_day or "", f"与 {one.since} 起的再次在职重叠")


def _move_ends(change: Change, project: int, job: Span, last_day: date | None) -> None:
    """What ended on the old last day ended because of it; what began after the new one never was."""
    assert job.until is not None
    for one in spans(change.connection, project, person=job.person):
        began = last_day is None or one.since <= last_day
        if one.kind != EMPLOYMENT and one.until == job.until and one.since >= job.since and began:
            change.set(PERSON_SPAN, one.id, until=last_day)
    if last_day and last_day < job.until:
        end_all(change, project, job.person, last_day, job.until)


def rehire(
    book: Book, project: int, person: int, since: date, *, team: str = "", wage_fen: int | None = None
) -> Changed:
    """Somebody who comes back: a new span of employment, the old one stays."""
    with book.change("rehire", f"重新入职，自 {since} 起", project) as draft:
        change = draft.change
        own(change, PERSON, person, project)
        if any(one.meets(since, date.max) for one in spans(change.connection, project, EMPLOYMENT, person)):
            raise refuse("since", since, "与已有的在职时间重叠")
        known = teams(change.connection, project)
        given: list[tuple[str, dict[str, Any]]] = [(EMPLOYMENT, {})]
        given += [(TEAM_OF, {"team_id": known_team(team, known)})] if team else []
        given += [(WAGE, {"fen": wage_fen})] if wage_fen is not None else []
        for kind, values in given:
            make_room(change, project, person, kind, since, None)
            change.add(PERSON_SPAN, person_id=person, kind=kind, since=since, handed_over=False, **values)
    return draft.done
