"""Projects: the contract in force, its term, dated parameters, readings, and what happened before the store began."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import select

from app.errors import Fault, Refused
from app.ledger import people
from app.ledger.book import Book, Source, fetch
from app.ledger.change import Changed
from app.ledger.contracts import Contract, contract
from app.ledger.words import exact, in_order, needed, own, refuse
from app.periods import KINDS, Period, Term
from app.reader import near
from app.scoring.facts import read_facts
from db.tables.projects import OPENING, PARAMETER, PROJECT, READING

# What the ledger itself asks of a project; a contract's own parameters come on top.
PARAMETERS = {"minimum_wage": "当地月最低工资（元）", "caution_share": "扣罚提醒线（%）", "contracted": "合同约定人数"}
OpeningRow: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Project:
    """One contract in force."""

    id: int
    code: str
    name: str
    scheme: str
    term: Term
    party_a: str
    party_b: str
    signed_on: date | None
    effective_on: date | None


def create(
    book: Book,
    code: str,
    name: str,
    scheme: str,
    *,
    term: Term | None = None,
    party_a: str = "",
    party_b: str = "",
    signed_on: date | None = None,
    effective_on: date | None = None,
) -> Changed:
    """Sets up a project; the term is the scheme's unless given."""
    known = contract(book.shelf, scheme).newest
    term = term or known.term
    if term.first and term.last:
        in_order("last_day", term.first, term.last)
    values: dict[str, Any] = {"code": needed("code", code), "name": needed("name", name), "scheme": scheme}
    values |= {"first_day": term.first, "last_day": term.last, "signed_on": signed_on, "effective_on": effective_on}
    with book.change("create_project", f"新建项目 {name}") as draft:
        draft.change.add(PROJECT, **values, party_a=party_a or None, party_b=party_b or None)
    return draft.done


def rename(book: Book, project: int, *, name: str, party_a: str, party_b: str) -> Changed:
    """Corrects the names."""
    with book.change("rename_project", f"项目名称改为 {name}", project) as draft:
        parties = {"party_a": party_a or None, "party_b": party_b or None}
        draft.change.set(PROJECT, project, name=needed("name", name), **parties)
    return draft.done


def listed(source: Source) -> tuple[Project, ...]:
    """All projects."""
    rows = fetch(source, select(PROJECT).where(PROJECT.c.voided.is_(None)).order_by(PROJECT.c.id))
    return tuple(_project(row) for row in rows)


def find(source: Source, project: int | str) -> Project:
    """A project by key or code; refused where there is none."""
    column = PROJECT.c.id if isinstance(project, int) else PROJECT.c.code
    rows = fetch(source, select(PROJECT).where(column == project, PROJECT.c.voided.is_(None)))
    if not rows:
        codes = tuple(one.code for one in listed(source))
        raise refuse("project", project, f"没有这个项目{near(str(project), codes)}；已有：{'、'.join(codes) or '无'}")
    return _project(rows[0])


def _project(row: Any) -> Project:
    term = Term(row.first_day, row.last_day)
    parties = (row.party_a or "", row.party_b or "")
    return Project(row.id, row.code, row.name, row.scheme, term, *parties, row.signed_on, row.effective_on)


def set_parameter(book: Book, project: int, key: str, value: str, since: date, source: str = "") -> Changed:
    """A parameter from a day on."""
    _check_parameter(contract(book.shelf, find(book, project).scheme), key, value)
    with book.change("set_parameter", f"{PARAMETERS.get(key, key)} 自 {since} 起为 {value}", project) as draft:
        change = draft.change
        same = (PARAMETER.c.project_id == project, PARAMETER.c.key == key, PARAMETER.c.since == since)
        found = fetch(change.connection, select(PARAMETER.c.id).where(*same, PARAMETER.c.voided.is_(None)))
        if found:
            change.set(PARAMETER, found[0].id, word=value, source=source or None)
        else:
            change.add(PARAMETER, key=needed("key", key), since=since, word=value, source=source or None)
    return draft.done


def _check_parameter(known: Contract, key: str, value: str) -> None:
    """A value that the conduct rules could not read would stop every month from then on."""
    from app.conduct.load import rules_of

    number = exact(key, value)
    most = rules_of(known.conduct).contexts.get(key) if known.conduct else None
    if most is not None and number > most:
        raise refuse(key, value, f"不能大于 {most}")


def parameters_on(source: Source, project: int, day: date) -> dict[str, str]:
    """The parameters in force on a day."""
    where = (PARAMETER.c.project_id == project, PARAMETER.c.since <= day, PARAMETER.c.voided.is_(None))
    rows = fetch(source, select(PARAMETER.c.key, PARAMETER.c.word).where(*where).order_by(PARAMETER.c.since))
    return {row.key: row.word for row in rows}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter from a day on, and where it was read."""

    key: str
    since: date
    word: str
    source: str


def parameters(source: Source, project: int) -> tuple[Parameter, ...]:
    """Every parameter with its day, the earliest first."""
    where = (PARAMETER.c.project_id == project, PARAMETER.c.voided.is_(None))
    rows = fetch(source, select(PARAMETER).where(*where).order_by(PARAMETER.c.since, PARAMETER.c.id))
    return tuple(Parameter(one.key, one.since, one.word, one.source or "") for one in rows)


def choose_reading(
    book: Book,
    project: int,
    option: str,
    choice: str,
    since: Period,
    *,
    sheet: str = "contract",
    agreed_by: str = "",
    agreed_on: date | None = None,
    note: str = "",
) -> Changed:
    """A reading from a period on, and who agreed to it when."""
    _check_reading(contract(book.shelf, find(book, project).scheme), sheet, option, choice)
    agreement: dict[str, Any] = {"agreed_by": agreed_by or None, "agreed_on": agreed_on, "note": note or None}
    with book.change("choose_reading", f"读法 {option} 自 {since} 起取 {choice}", project) as draft:
        same = (READING.c.project_id == project, READING.c.sheet == sheet, READING.c.option == option)
        where = (*same, READING.c.since == since.first, READING.c.voided.is_(None))
        found = fetch(draft.change.connection, select(READING.c.id).where(*where))
        if found:
            draft.change.set(READING, found[0].id, choice=choice, **agreement)
        else:
            draft.change.add(READING, sheet=sheet, option=option, choice=choice, since=since.first, **agreement)
    return draft.done


def _check_reading(known: Contract, sheet: str, option: str, choice: str) -> None:
    sheets = {"contract": known.newest.readings, "obligations": known.obligations.readings}
    sheets |= {"conduct": known.conduct.readings} if known.conduct else {}
    if sheet not in sheets:
        raise refuse("sheet", sheet, f"应为其中之一：{'、'.join(sheets)}")
    readings = sheets[sheet]
    if option not in readings:
        raise refuse("option", option, f"没有这个读法{near(option, tuple(readings))}")
    if fault := readings[option].fault(choice):
        raise refuse(option, choice, fault)


def readings_in(source: Source, project: int, period: Period, sheet: str = "contract") -> dict[str, str]:
    """The readings chosen for a period; what nobody chose is as the scheme has it."""
    where = (READING.c.project_id == project, READING.c.sheet == sheet, READING.c.since <= period.first)
    columns = (READING.c.option, READING.c.choice)
    rows = fetch(source, select(*columns).where(*where, READING.c.voided.is_(None)).order_by(READING.c.since))
    return {row.option: row.choice for row in rows}


@dataclass(frozen=True, slots=True)
class Opening:
    """A figure from before the store began, with its source."""

    id: int
    period: str
    person: str
    key: str
    word: str
    source: str
    since: date


def record_opening(book: Book, project: int, rows: list[OpeningRow], source: str, *, since: date) -> Changed:
    """Earlier figures: (period or "", staff number or "", key, value); each only fills in, none creates a miss."""
    needed("source", source)
    _check_openings(book, find(book, project), rows)
    with book.change("record_opening", f"登记期初数 {len(rows)} 项", project, reason=source) as draft:
        for period, person, key, word in rows:
            found = Period.parse(period)
            day = found.first if found else since
            values = {"period": period or None, "person": person or None, "key": key, "word": word}
            draft.change.add(OPENING, **values, since=day, source=source)
    return draft.done


def _check_openings(book: Book, owner: Project, rows: Sequence[OpeningRow]) -> None:
    """Every row that the facts could not read: one of them would stop all later periods."""
    known = contract(book.shelf, owner.scheme)
    seen = {(one.period, one.person, one.key) for one in openings(book, owner.id)}
    numbers = tuple(one.staff_number for one in people.listed(book, owner.id))
    faults: list[Fault] = []
    for at, row in enumerate(rows):
        reason = _opening_fault(owner, known, row, numbers) or ("已登记过，要改请先作废" if row[:3] in seen else "")
        seen.add(row[:3])
        if reason:
            faults.append(Fault(f"opening[{at}]", "，".join(text for text in row if text), reason))
    if faults or not rows:
        raise Refused(faults or [Fault("opening", "", "没有要登记的期初数")])


def _opening_fault(owner: Project, known: Contract, row: OpeningRow, numbers: tuple[str, ...]) -> str:
    period, person, key, word = row
    if not key or not word:
        return "缺少名称或数值"
    if period and Period.parse(period) is None:
        return "应为期间，如 2025-09 或 2025-Q3"
    if person and person not in numbers:
        return f"没有这个工号{near(person, numbers)}"
    try:
        if person:
            _read_prior(known, person, key, word)
        else:
            _read_past(owner, known, period, key, word)
    except Refused as refused:
        return "；".join(fault.reason for fault in refused.faults)
    return ""


def _read_past(owner: Project, known: Contract, text: str, key: str, word: str) -> None:
    """As the facts read a history of this one figure, looked back at from the last period there is."""
    scheme, period = known.newest, Period.parse(text)
    if period is None:
        raise refuse("period", text, "要写明是哪一期")
    last = scheme.term.last or owner.term.last or period.before(-1).last
    now = Period(scheme.kind, last.year, (last.month - 1) // KINDS[scheme.kind] + 1)
    try:
        value = json.loads(word) if word.startswith("{") else word
    except ValueError as error:
        raise refuse(key, word, "不是可读的数值") from error
    read_facts(scheme, {"period": str(now), "history": [{"period": text, key: value}]})


def _read_prior(known: Contract, person: str, key: str, word: str) -> None:
    """As the conduct facts read what somebody did or used earlier."""
    from app.conduct.facts import read_month

    if known.conduct is None:
        raise refuse("person", person, "这个合同没有员工行为规范")
    day = known.conduct.term.first or date(2025, 1, 1)
    month = str(Period("month", day.year, day.month))
    read_month(
        known.conduct, {"period": month, "people": [{"id": person, "team": "-"}], "prior": {person: {key: word}}}
    )


def void_opening(book: Book, project: int, opening: int, reason: str) -> Changed:
    """Takes an earlier figure back."""
    with book.change("void_opening", "作废期初数", project, reason) as draft:
        own(draft.change, OPENING, opening, project)
        draft.change.void(OPENING, opening, reason)
    return draft.done


def openings(source: Source, project: int) -> tuple[Opening, ...]:
    """All earlier figures."""
    where = (OPENING.c.project_id == project, OPENING.c.voided.is_(None))
    rows = fetch(source, select(OPENING).where(*where).order_by(OPENING.c.id))
    return tuple(
        Opening(one.id, one.period or "", one.person or "", one.key, one.word, one.source, one.since) for one in rows
    )
