"""What a change to people would do, before it is made: the ledger's own write, looked at from inside and let go."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from app.conduct.judge import MonthResult
from app.errors import Fault, Refused
from app.exact import told_money
from app.ledger import facts, people, posts, projects
from app.ledger.book import Book
from app.ledger.change import Changed
from app.ledger.contracts import contract
from app.ledger.derive import Case, Turnover, turnovers
from app.ledger.effects import apart
from app.ledger.memo import Memo
from app.ledger.refusals import Unchanged
from app.periods import Period
from app.scoring.assess import Assessment

UNMOVED = "不改变本期得分与应付"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would follow, in sentences with whether it costs; or what is wrong with it."""

    lines: tuple[tuple[str, bool], ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class _State:
    """What is compared."""

    headcount: int
    vacant: dict[str, int]
    turnovers: tuple[Turnover, ...]
    assessment: Assessment | None
    conduct: MonthResult | None


class _Enough(Exception):
    """Everything was seen; the transaction is let go."""


def foresee(
    book: Book, project: int, period: Period, month: Period, day: date, write: Callable[[Book], Changed]
) -> Foreseen:
    """Nothing is kept: the write is undone by the store itself before it ends. The locks are asked as always."""
    seen: list[_State] = []
    with book.read() as connection:
        before = _state(book, connection, project, period, month, day)

    def look(connection: Connection, _changed: Changed) -> None:
        seen.append(_state(trial, connection, project, period, month, day))
        raise _Enough

    trial = replace(book, guards=[*book.guards, look], listeners=[], mine=[], memo=Memo())
    try:
        write(trial)
    except _Enough:
        return Foreseen(tuple(_told(before, seen[0])))
    except Unchanged:
        return Foreseen((("与现在相同，没有改变", False),))
    except Refused as refused:
        return Foreseen(faults=refused.faults)
    return Foreseen()


def _state(book: Book, connection: Connection, project: int, period: Period, month: Period, day: date) -> _State:
    owner = projects.find(connection, project)
    known = contract(book.shelf, owner.scheme)
    assessment = None
    try:
        found = facts.assessed_in(book, connection, project, period, memo=book.memo)
        assessment, rules = found.assessment, found.assessment.rules
        case = Case(connection, owner, known, rules, period, book.memo)
        turned = tuple(turnovers(case))
    except Refused:
        turned = ()
    there = people.employed(connection, project, day)
    out = known.sources.leaves_out
    left_out = {
        one.person for one in people.spans(connection, project, people.POST_OF) if one.word in out and one.holds(day)
    }
    vacant = {one.name: one.vacant for one in posts.on(connection, project, day, known.sources.posts)}
    return _State(len(set(there) - left_out), vacant, turned, assessment, _judged(book, connection, project, month))


def _judged(book: Book, connection: Connection, project: int, month: Period) -> MonthResult | None:
    from app.ledger import conduct_facts

    if contract(book.shelf, projects.find(connection, project).scheme).conduct is None:
        return None
    try:
        return conduct_facts.judged_in(book, connection, project, month)[1]
    except Refused:
        return None


def _told(before: _State, after: _State) -> Iterator[tuple[str, bool]]:
    if before.headcount != after.headcount:
        yield f"在岗人数 {before.headcount} → {after.headcount}", after.headcount < before.headcount
    for name, many in after.vacant.items():
        if many != before.vacant.get(name, 0):
            yield f"{name}缺 {before.vacant.get(name, 0)} → {many} 人", many > before.vacant.get(name, 0)
    yield from _turned(before.turnovers, after.turnovers)
    if before.assessment and after.assessment:
        yield from apart(before.assessment, after.assessment)
    if before.conduct and after.conduct:
        yield from _pools(before.conduct, after.conduct)


def _turned(before: tuple[Turnover, ...], after: tuple[Turnover, ...]) -> Iterator[tuple[str, bool]]:
    was = {one.to: one for one in before}
    for now in after:
        then = was.get(now.to)
        if then is None or (then.left, then.stayed) != (now.left, now.stayed):
            old = f"{ratio(then)} → " if then else ""
            yield f"流失率（{span_text(now)}）{old}{ratio(now)}", bool(then and now.percent > then.percent)


def ratio(one: Turnover) -> str:
    """2 ÷ 14 = 14.29%."""
    return f"{len(one.left)} ÷ {one.total} = {round(one.percent, 2)}%"


def span_text(one: Turnover) -> str:
    """The months it runs over."""
    first, last = f"{one.first:%Y-%m}", f"{one.last:%Y-%m}"
    return first if first == last else f"{first} 至 {last}"


def _pools(before: MonthResult, after: MonthResult) -> Iterator[tuple[str, bool]]:
    """Pools whose sum or sharers change, and who would share how much."""
    was = {one.team: one for one in before.teams}
    for now in after.teams:
        then = was.get(now.team)
        if then is not None and then.pool != now.pool:
            yield f"{now.team}班组池 {told_money(then.pool)} → {told_money(now.pool)} 元", False
        elif now.pool and then is not None and then.shared_by != now.shared_by:
            many = f"{len(then.shared_by)} → {len(now.shared_by)} 人"
            each = f"{_each(before, then.shared_by)} → {_each(after, now.shared_by)}"
            yield f"{now.team}班组池 {told_money(now.pool)} 元：由 {many}分得，每人 {each}", False


def _each(found: MonthResult, sharers: tuple[str, ...]) -> str:
    """What the first of the sharers gets; the others get the same or a fen less."""
    one = next((one.reward for one in found.people if one.person.id in sharers[:1]), 0)
    return f"{told_money(one)} 元"
