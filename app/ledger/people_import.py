"""A pasted list of people taken over in one write: new ones added, known ones brought up to date, or none at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.errors import Fault, Refused
from app.ledger.book import Book, Source
from app.ledger.change import Change, Changed
from app.ledger.people import (
    EMPLOYMENT,
    LEADER,
    POST_OF,
    TEAM_OF,
    WAGE,
    Newcomer,
    Person,
    Span,
    listed,
    newcomer_faults,
    put_in,
    put_span,
    spans,
    teams,
    trimmed,
)
from app.ledger.words import own
from db.tables.people import PERSON, TEAM

NEW, UPDATED, SAME, WRONG = "new", "updated", "same", "wrong"
KINDS = {NEW: "新增", UPDATED: "更新", SAME: "无变化", WRONG: "有误"}


@dataclass(frozen=True, slots=True)
class Step:
    """What one row of the list would do; `person` is whom it updates."""

    id: int
    one: Newcomer
    kind: str
    told: tuple[str, ...] = ()
    person: int = 0
    facts: tuple[tuple[str, dict[str, Any]], ...] = ()
    online_on: date | None = None


def plan(source: Source, project: int, rows: Sequence[Newcomer], since: date | None) -> tuple[Step, ...]:
    """Row by row; `since` is the day from which known people change, None refuses whoever is known."""
    rows = [trimmed(one) for one in rows]
    known = {one.staff_number: one for one in listed(source, project)}
    held: dict[int, list[Span]] = {}
    for one in spans(source, project):
        held.setdefault(one.person, []).append(one)
    fresh = [(at, one) for at, one in enumerate(rows) if since is None or one.staff_number not in known]
    faults: dict[int, list[str]] = {}
    for fault in newcomer_faults(source, project, fresh):
        faults.setdefault(int(fault.path[1:].partition("]")[0]) - 1, []).append(fault.reason)
    steps: list[Step] = []
    seen: set[str] = set()
    for at, one in enumerate(rows):
        person = known.get(one.staff_number)
        if at in faults:
            steps.append(Step(at, one, WRONG, tuple(faults[at])))
        elif person is None or since is None:
            steps.append(Step(at, one, NEW))
        elif one.staff_number in seen:
            steps.append(Step(at, one, WRONG, ("工号在名单中出现两次",)))
        else:
            steps.append(_update(at, one, person, held.get(person.id, []), since))
        seen.add(one.staff_number)
    return tuple(steps)


def _update(at: int, one: Newcomer, person: Person, held: list[Span], since: date) -> Step:
    if one.name and one.name != person.name:
        return Step(at, one, WRONG, (f"工号已属于 {person.name}；改名请用“更正资料”",), person.id)
    now = {span.kind: span for span in held if span.holds(since)}
    if EMPLOYMENT not in now:
        return Step(at, one, WRONG, (f"{since} 不在职；返聘请在人员上办理",), person.id)
    online = one.online_on if one.online_on and one.online_on != person.online_on else None
    wrong = tuple(_faults(one, online, min(span.since for span in held if span.kind == EMPLOYMENT)))
    if wrong:
        return Step(at, one, WRONG, wrong, person.id)
    facts = tuple(_changes(one, now))
    told = tuple(_told(facts, now)) + ((f"上线 {person.online_on or '未填'} → {online}",) if online else ())
    return Step(at, one, UPDATED if told else SAME, told, person.id, facts, online)


def _faults(one: Newcomer, online: date | None, joined: date) -> Iterator[str]:
    """What would be refused of a newcomer is refused of somebody known too."""
    if online and online < joined:
        yield f"上线日期 {online} 早于入职日 {joined}"
    if one.wage_fen is not None and one.wage_fen < 0:
        yield "月工资不能为负"


def _changes(one: Newcomer, now: dict[str, Span]) -> Iterator[tuple[str, dict[str, Any]]]:
    if one.team and (TEAM_OF not in now or now[TEAM_OF].team != one.team):
        yield TEAM_OF, {"team": one.team}
    if one.leader and one.team and (LEADER not in now or now[LEADER].team != one.team):
        yield LEADER, {"team": one.team}
    if one.post and (POST_OF not in now or now[POST_OF].word != one.post):
        yield POST_OF, {"word": one.post}
    if one.wage_fen is not None and (WAGE not in now or now[WAGE].fen != one.wage_fen):
        yield WAGE, {"fen": one.wage_fen}


def _told(facts: Sequence[tuple[str, dict[str, Any]]], now: dict[str, Span]) -> Iterator[str]:
    for kind, given in facts:
        was = now.get(kind)
        if kind == TEAM_OF:
            yield f"班组 {was.team if was else '无'} → {given['team']}"
        elif kind == POST_OF:
            yield f"岗位 {was.word if was else '无'} → {given['word']}"
        elif kind == LEADER:
            yield f"任{given['team']}班长"
        else:
            yield "月工资有变" if was else "补月工资"


def take(book: Book, project: int, rows: Sequence[Newcomer], since: date | None) -> Changed:
    """The whole list, or nothing: every fault with its row."""
    steps = plan(book, project, rows, since)
    wrong = [Fault(f"第 {one.id + 1} 人", one.one.staff_number, told) for one in steps if one.kind == WRONG
             for told in one.told]  # fmt: skip
    if wrong or not steps:
        raise Refused(wrong or [Fault("people", "", "名单里没有人")])
    new = [one.one for one in steps if one.kind == NEW]
    changed = [one for one in steps if one.kind == UPDATED]
    words = "、".join(text for text in (f"新增 {len(new)} 人" if new else "",
                                       f"更新 {len(changed)} 人" if changed else "") if text)  # fmt: skip
    with book.change("paste_people", f"粘贴人员名单：{words or '无变化'}", project) as draft:
        put_in(draft.change, project, new)
        for one in changed:
            _write(draft.change, project, one, since or one.one.since)
    return draft.done


def _write(change: Change, project: int, step: Step, since: date) -> None:
    known = teams(change.connection, project)
    if step.one.team and step.one.team not in known:
        change.add(TEAM, name=step.one.team)
    if step.online_on:
        change.set_from(PERSON, own(change, PERSON, step.person, project), online_on=step.online_on)
    try:
        for kind, given in step.facts:
            put_span(change, project, step.person, kind, since, None, given)
    except Refused as refused:
        where = f"第 {step.id + 1} 人 {step.one.name}"
        raise Refused(Fault(where, fault.value, fault.reason) for fault in refused.faults) from refused
