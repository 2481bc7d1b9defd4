"""People and teams. Team, post, leader, wage, employment and protection are dated spans; `until` is the last day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app.errors import Fault, Refused
from app.exact import show_money
from app.ledger.book import Book, Source, fetch
from app.ledger.change import Change, Changed
from app.ledger.pinyin import MISSED, folded, rank, search_key
from app.ledger.words import in_order, needed, own, refuse
from app.reader import near
from app.team_order import team_order
from db.tables.people import PERSON, PERSON_SPAN, TEAM
from db.tables.projects import OPENING

EMPLOYMENT, TEAM_OF, LEADER, POST_OF, WAGE, PROTECTION = "employment", "team", "leader", "post", "wage", "protection"
KINDS = {EMPLOYMENT: "在职", TEAM_OF: "班组", LEADER: "班长", POST_OF: "岗位", WAGE: "月工资", PROTECTION: "特殊保护"}
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a project."""

    id: int
    staff_number: str
    name: str
    pinyin: str
    online_on: date | None


@dataclass(frozen=True, slots=True)
class Span:
    """Something that held for a person from a day to a last day, or still holds."""

    id: int
    person: int
    kind: str
    since: date
    until: date | None
    team: str
    word: str
    fen: int | None
    noticed_on: date | None
    handed_over: bool
    reason: str

    def holds(self, day: date) -> bool:
        """Whether it held on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def meets(self, first: date, last: date) -> bool:
        """Whether it held on any of these days."""
        return self.since <= last and (self.until is None or first <= self.until)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person to be added, as a list pasted from a table gives it."""

    staff_number: str
    name: str
    since: date
    team: str = ""
    online_on: date | None = None
    post: str = ""
    wage_fen: int | None = None
    leader: bool = False
    pinyin: str = ""


def add_team(book: Book, project: int, name: str) -> Changed:
    """A team."""
    with book.change("add_team", f"新建班组 {name}", project) as draft:
        draft.change.add(TEAM, name=needed("name", name))
    return draft.done


def teams(source: Source, project: int) -> dict[str, int]:
    """The teams' keys by name, as one counts them: 一班, 二班, 三班."""
    query = select(TEAM.c.id, TEAM.c.name).where(TEAM.c.project_id == project, TEAM.c.voided.is_(None))
    return {row.name: row.id for row in sorted(fetch(source, query), key=lambda row: team_order(row.name))}


def add(book: Book, project: int, newcomers: Sequence[Newcomer]) -> Changed:
    """People with what is known of them; all or none, every fault named."""
    newcomers = [trimmed(one) for one in newcomers]
    words = f"新增人员 {newcomers[0].name}" if len(newcomers) == 1 else f"新增人员 {len(newcomers)} 人"
    with book.change("add_people", words, project) as draft:
        _check_newcomers(draft.change.connection, project, newcomers)
        put_in(draft.change, project, newcomers)
    return draft.done


def put_in(change: Change, project: int, newcomers: Sequence[Newcomer]) -> None:
    """Writes people that were checked, and the teams they bring along."""
    known = teams(change.connection, project)
    for one in newcomers:
        if one.team and one.team not in known:
            known[one.team] = change.add(TEAM, name=one.team)
    for one in newcomers:
        _add(change, one, known)


def trimmed(one: Newcomer) -> Newcomer:
    """Without the spaces that come along when cells are pasted."""
    texts = {name: getattr(one, name).strip() for name in ("staff_number", "name", "team", "post", "pinyin")}
    return replace(one, **texts)


def _check_newcomers(source: Source, project: int, newcomers: Sequence[Newcomer]) -> None:
    faults = newcomer_faults(source, project, list(enumerate(newcomers)))
    if faults or not newcomers:
        raise Refused(faults or [Fault("people", "", "没有可新增的人员")])


def newcomer_faults(source: Source, project: int, newcomers: Sequence[tuple[int, Newcomer]]) -> list[Fault]:
    """What is wrong with people to be added, each with its place in the list it came from."""
    taken = {one.staff_number: one.name for one in listed(source, project)}
    leading: dict[str, str] = {}
    faults: list[Fault] = []
    for at, one in newcomers:
        path = f"[{at + 1}]"
        if not one.staff_number or not one.name:
            faults.append(Fault(path, one.name or one.staff_number, "工号和姓名都要有"))
        elif one.staff_number in taken:
            faults.append(Fault(f"{path}.staff_number", one.staff_number, f"工号已属于 {taken[one.staff_number]}"))
        if one.online_on and one.online_on < one.since:
            faults.append(Fault(f"{path}.online_on", str(one.online_on), f"早于入职日 {one.since}"))
        if one.wage_fen is not None and one.wage_fen < 0:
            faults.append(Fault(f"{path}.wage_fen", show_money(one.wage_fen), "不能为负"))
        if one.leader:
            leads = leading.get(one.team) or _leads(source, project, one.team, one.since)
            if leads or not one.team:
                faults.append(Fault(f"{path}.leader", one.team, f"已有班长 {leads}" if leads else "班长要有班组"))
            leading[one.team] = one.name
        taken[one.staff_number] = one.name
    return faults


def _leads(source: Source, project: int, team: str, since: date, until: date | None = None, besides: int = 0) -> str:
    """Who else leads a team in these days: a team has one leader at a time."""
    names = {one.id: one.name for one in listed(source, project)}
    held = [one for one in spans(source, project, LEADER) if one.team == team and one.meets(since, until or date.max)]
    return next((names.get(one.person, "") for one in held if one.person != besides), "")


def _add(change: Change, one: Newcomer, known: dict[str, int]) -> None:
    pinyin = one.pinyin or search_key(one.name)
    person = change.add(PERSON, staff_number=one.staff_number, name=one.name, pinyin=pinyin, online_on=one.online_on)
    given: list[tuple[str, dict[str, Any]]] = [(EMPLOYMENT, {})]
    if one.team:
        given.append((TEAM_OF, {"team_id": known[one.team]}))
    if one.leader:
        given.append((LEADER, {"team_id": known.get(one.team)}))
    if one.post:
        given.append((POST_OF, {"word": one.post}))
    if one.wage_fen is not None:
        given.append((WAGE, {"fen": one.wage_fen}))
    for kind, values in given:
        change.add(PERSON_SPAN, person_id=person, kind=kind, since=one.since, handed_over=False, **values)


def correct(book: Book, project: int, person: int, **values: Any) -> Changed:
    """Corrects the name, the staff number, the search key or the day of going on line."""
    allowed = ("name", "staff_number", "pinyin", "online_on", "note")
    for key, value in values.items():
        if key not in allowed:
            raise refuse(key, value, f"不能这样修改{near(key, allowed)}")
    values |= {key: needed(key, values[key]) for key in ("name", "staff_number", "pinyin") if key in values}
    if "name" in values and "pinyin" not in values:
        values["pinyin"] = search_key(values["name"])
    with book.change("correct_person", f"更正人员资料 {values.get('name', '')}".strip(), project) as draft:
        row = own(draft.change, PERSON, person, project)
        first = min((one.since for one in spans(draft.change.connection, project, EMPLOYMENT, person)), default=None)
        if first and (online := values.get("online_on")) and online < first:
            raise refuse("online_on", online, f"早于入职日 {first}")
        draft.change.set_from(PERSON, row, **values)
        _renumber(draft.change, project, row["staff_number"], values.get("staff_number", row["staff_number"]))
    return draft.done


def _renumber(change: Change, project: int, old: str, new: str) -> None:
    """Opening records are kept by staff number: they go with it."""
    where = (OPENING.c.project_id == project, OPENING.c.person == old, OPENING.c.voided.is_(None))
    for row in fetch(change.connection, select(OPENING.c.id).where(*where)) if new != old else ():
        change.set(OPENING, row.id, person=new)


def listed(source: Source, project: int) -> tuple[Person, ...]:
    """Everybody of a project, in order of staff number."""
    query = select(PERSON).where(PERSON.c.project_id == project, PERSON.c.voided.is_(None)).order_by("staff_number")
    return tuple(Person(one.id, one.staff_number, one.name, one.pinyin, one.online_on) for one in fetch(source, query))


def search(source: Source, project: int, typed: str) -> tuple[Person, ...]:
    """Who is meant by characters, pinyin, initials or a staff number; the best first."""
    wanted = folded(typed).lower()
    ranked = [
        (rank(wanted, one.pinyin, one.name, one.staff_number), one.staff_number, one) for one in listed(source, project)
    ]
    return tuple(one for at, _, one in sorted(ranked, key=lambda found: found[:2]) if at < MISSED)


def spans(source: Source, project: int, kind: str = "", person: int | None = None) -> tuple[Span, ...]:
    """Dated facts about people, in order."""
    where = [PERSON_SPAN.c.project_id == project, PERSON_SPAN.c.voided.is_(None)]
    where += [PERSON_SPAN.c.kind == kind] if kind else []
    where += [PERSON_SPAN.c.person_id == person] if person is not None else []
    joined = PERSON_SPAN.outerjoin(TEAM, PERSON_SPAN.c.team_id == TEAM.c.id)
    query = select(PERSON_SPAN, TEAM.c.name.label("team_name")).select_from(joined).where(*where)
    rows = fetch(source, query.order_by(PERSON_SPAN.c.since, PERSON_SPAN.c.id))
    return tuple(_span(row) for row in rows)


def _span(row: Any) -> Span:
    dated = (row.since, row.until, row.team_name or "", row.word or "", row.fen, row.noticed_on)
    return Span(row.id, row.person_id, row.kind, *dated, row.handed_over, row.reason or "")


def assign(
    book: Book,
    project: int,
    person: int,
    kind: str,
    since: date,
    *,
    team: str = "",
    word: str = "",
    fen: int | None = None,
    until: date | None = None,
    reason: str = "",
) -> Changed:
    """From a day on this team, post, wage, leadership or protection; what held until then ends the day before."""
    if kind not in KINDS or kind == EMPLOYMENT:
        raise refuse("kind", kind, f"应为其中之一：{'、'.join(key for key in KINDS if key != EMPLOYMENT)}")
    in_order("until", since, until)
    _says_something(kind, word, fen)
    with book.change("assign", f"{KINDS[kind]}自 {since} 起变更", project, reason) as draft:
        own(draft.change, PERSON, person, project)
        given: dict[str, Any] = {"team": team, "word": word, "fen": fen, "reason": reason}
        put_span(draft.change, project, person, kind, since, until, given)
    return draft.done


def put_span(
    change: Change, project: int, person: int, kind: str, since: date, until: date | None, given: Mapping[str, Any]
) -> None:
    """The same inside a transaction; `given` are team, word, fen and reason, as far as there are any."""
    known, team = teams(change.connection, project), given.get("team", "")
    if kind in (TEAM_OF, LEADER):
        known_team(team, known)
    if kind == LEADER and (leads := _leads(change.connection, project, team, since, until, person)):
        raise refuse("team", team, f"这段时间的班长是 {leads}，一个班组只能有一名班长，请先结束")
    if not any(one.meets(since, until or date.max) for one in spans(change.connection, project, EMPLOYMENT, person)):
        raise refuse("since", since, "这段时间不在职")
    make_room(change, project, person, kind, since, until)
    values: dict[str, Any] = {"person_id": person, "kind": kind, "since": since, "until": until, "handed_over": False}
    values |= {"team_id": known.get(team), "word": given.get("word") or None, "fen": given.get("fen")}
    change.add(PERSON_SPAN, **values, reason=given.get("reason") or None)


def _says_something(kind: str, word: str, fen: int | None) -> None:
    if kind == WAGE and (fen is None or fen < 0):
        raise refuse("fen", "" if fen is None else show_money(fen), "应为不小于 0 的金额")
    if kind in (POST_OF, PROTECTION):
        needed("word", word)


def known_team(team: str, known: dict[str, int]) -> int:
    if team not in known:
        raise refuse("team", team, f"没有这个班组{near(team, tuple(known))}；已有：{'、'.join(known) or '无'}")
    return known[team]


def make_room(change: Change, project: int, person: int, kind: str, since: date, until: date | None) -> None:
    """Ends what still holds; what begins later, or ends later, is not silently cut."""
    for one in spans(change.connection, project, kind, person):
        if not one.meets(since, until or date.max):
            continue
        if one.since >= since or one.until is not None:
            raise refuse("since", since, f"与已有的{KINDS[kind]}（{one.since} 至 {one.until or '今'}）重叠，请先更正它")
        change.set(PERSON_SPAN, one.id, until=since - DAY)


def end(book: Book, project: int, span: int, until: date, reason: str = "") -> Changed:
    """Ends a team, post, leadership or protection."""
    with book.change("end_span", f"至 {until} 结束", project, reason) as draft:
        row = own(draft.change, PERSON_SPAN, span, project)
        if row["kind"] == EMPLOYMENT:
            raise refuse("span", KINDS[EMPLOYMENT], "离职请登记最后在岗日，班组等随之结束")
        in_order("until", row["since"], until)
        for one in spans(draft.change.connection, project, row["kind"], row["person_id"]):
            if one.since > row["since"] and one.meets(row["since"], until):
                raise refuse("until", until, f"与 {one.since} 起的{KINDS[one.kind]}重叠")
        draft.change.set_from(PERSON_SPAN, row, until=until, reason=reason or None)
    return draft.done


def void_span(book: Book, project: int, span: int, reason: str) -> Changed:
    """Takes back a dated fact that never was."""
    with book.change("void_span", "作废人员变动", project, reason) as draft:
        own(draft.change, PERSON_SPAN, span, project)
        draft.change.void(PERSON_SPAN, span, reason)
    return draft.done


def leave_job(
    book: Book,
    project: int,
    person: int,
    last_day: date,
    reason: str,
    *,
    noticed_on: date | None = None,
    handed_over: bool = False,
) -> Changed:
    """Somebody's last day in post, with the notice given; everything dated about the person ends with it."""
    if noticed_on and noticed_on > last_day:
        raise refuse("noticed_on", noticed_on, f"晚于最后在岗日 {last_day}")
    name = next((one.name for one in listed(book, project) if one.id == person), "")
    with book.change("leave_job", f"{name} 离职，最后在岗日 {last_day}", project, needed("reason", reason)) as draft:
        current = [one for one in spans(draft.change.connection, project, EMPLOYMENT, person) if one.holds(last_day)]
        if not current:
            raise refuse("last_day", last_day, "这一天不在职")
        ending: dict[str, Any] = {"until": last_day, "reason": reason}
        draft.change.set(PERSON_SPAN, current[0].id, **ending, noticed_on=noticed_on, handed_over=handed_over)
        end_all(draft.change, project, person, last_day, current[0].until or date.max)
    return draft.done


def end_all(change: Change, project: int, person: int, last_day: date, until: date) -> None:
    """Nothing dated outlasts the employment; what would only have begun after it never was."""
    for one in spans(change.connection, project, person=person):
        if one.kind == EMPLOYMENT or last_day == until or not one.meets(last_day + DAY, until):
            continue
        if one.since <= last_day:
            change.set(PERSON_SPAN, one.id, until=last_day)
        else:
            change.void(PERSON_SPAN, one.id, f"{last_day} 离职")


def employed(source: Source, project: int, day: date) -> tuple[int, ...]:
    """Who was in employment on a day."""
    return tuple(dict.fromkeys(one.person for one in spans(source, project, EMPLOYMENT) if one.holds(day)))
