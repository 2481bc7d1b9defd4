"""What a period pays, with what earlier periods change about it; all periods of a term; promises still to be met."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from app.errors import Refused
from app.exact import Exact, show, times, to_fen, total
from app.ledger import adjustments, facts, periods
from app.ledger.adjustments import Adjustment
from app.ledger.book import Book
from app.ledger.contracts import contract
from app.ledger.origins import DERIVED
from app.ledger.projects import Project
from app.ledger.projects import find as find_project
from app.ledger.sealing import CONTRACT
from app.periods import Period, Term
from app.scoring.alerts import ContextBeyond
from app.scoring.assess import Assessment, assess
from app.scoring.facts import read_facts
from app.scoring.load import load_scheme, rules_of
from app.scoring.result import as_json
from app.scoring.settlement.bases import ByPeriod
from app.scoring.settlement.items import Promises, YearMean
from app.scoring.settlement.settle import Settling
from app.scoring.shapes.bands import find
from app.scoring.values import Frame, Past
from db.tables.incidents import INCIDENT

MOST = 60


@dataclass(frozen=True, slots=True)
class Charge:
    """A contract item that takes something off, and how it was worked out."""

    id: str
    name: str
    clause: str
    fen: int
    how: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A period's amounts: in fen; None where not due or not known."""

    period: Period
    standing: periods.Standing
    agreed: bool  # whether the contract says how to settle; some leave it open
    number: int  # which payment it is; 0 where the period pays nothing itself
    logged: bool  # whether anything is known of the period
    complete: bool
    score: Exact | None
    base: int | None
    base_how: str
    deduction: int | None
    deduction_how: str
    charges: tuple[Charge, ...]
    payable: int | None
    missing: tuple[str, ...]
    adjustments: tuple[Adjustment, ...]

    @property
    def taken(self) -> int:
        """What the contract items take off in all."""
        return sum(one.fen for one in self.charges)

    @property
    def adjusted(self) -> int:
        """What earlier periods add to this one, or take off."""
        return sum(one.fen for one in self.adjustments)

    @property
    def corrected(self) -> int | None:
        """What is to be paid after the adjustments: never less than nothing."""
        return None if self.payable is None else max(0, self.payable + self.adjusted)


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that is settled later: how much of it is kept, what remains, and what missing it would cost."""

    name: str
    clause: str
    due: str
    kept: str
    remaining: str
    cost: int | None  # if nothing more is achieved; None where the contract states no amount
    lost: bool  # it can no longer be kept
    met: bool


def settled(book: Book, project: int, period: Period) -> Settled:
    """A period's amounts: as they were frozen, or as they stand."""
    with book.read() as connection:
        return _settled(book, connection, find_project(connection, project), period)


def term(book: Book, project: int, upto: Period) -> tuple[Settled, ...]:
    """Every period of the term in order; of an open term, from its beginning to the end of the shown year."""
    with book.read() as connection:
        owner = find_project(connection, project)
        every = periods_of(owner.term, upto)
        return tuple(_settled(book, connection, owner, one) for one in every)


@dataclass(frozen=True, slots=True)
class Prepaid:
    """A payment before the first period that is assessed."""

    number: int
    name: str
    fen: int


def prepaid(book: Book, project: int, period: Period) -> tuple[Prepaid, ...]:
    """The payments that the contract makes before anything is assessed."""
    owner = find_project(book, project)
    settling = rules_of(contract(book.shelf, owner.scheme).scheme(period)).settling
    ahead = settling.ahead if settling else ()
    return tuple(Prepaid(at + 1, one.name, to_fen(one.yuan)) for at, one in enumerate(ahead))


def periods_of(span: Term, around: Period) -> tuple[Period, ...]:
    """The periods of a term that may be looked at together."""
    found = [around]
    while len(found) < MOST and (before := found[0].before(1)) and _inside(span, before, around):
        found.insert(0, before)
    while len(found) < MOST and (after := found[-1].before(-1)) and _inside(span, after, around):
        found.append(after)
    return tuple(found)


def _inside(span: Term, period: Period, around: Period) -> bool:
    if not span.days_in(period):
        return False
    open_end = (span.first is None and period.first < around.first) or (span.last is None and period.last > around.last)
    return not open_end or period.year == around.year


def _settled(book: Book, connection: Connection, owner: Project, period: Period) -> Settled:
    current = periods.standing(connection, owner.id, CONTRACT, period)
    found, result, logged = _judged(book, connection, owner, period, current)
    amounts: Mapping[str, Any] = result["settlement"] or {}
    base, number = _fen(amounts.get("base")), _number(found.rules.settling, owner.term, period)
    agreed, complete = found.rules.settling is not None, bool(result["complete"])
    head = (period, current, agreed, number, logged, complete, found.score)
    known = logged or not found.lines
    taken, payable = (_fen(amounts.get(one)) if known else None for one in ("deduction", "payable"))
    settlement, settling = found.settlement, found.rules.settling
    hows = ("", "")
    if settlement is not None and settling is not None:
        place = settlement.standing.frame, settlement.standing.context
        hows = settling.base.say(*place), settling.deduction.say(settlement.result, *place) if taken is not None else ""
    charges = tuple(_charges(found, amounts)) if known else ()
    missing = settlement.missing if settlement else ()
    changed = adjustments.due(connection, owner, settling, period)
    return Settled(*head, base, hows[0], taken, hows[1], charges, payable, missing, changed)


def _number(settling: Settling | None, span: Term, period: Period) -> int:
    """Which payment of the contract a period is; 0 where it pays nothing itself, or nobody knows where it began."""
    if settling is None or span.first is None or not _pays(settling, period):
        return 0
    count, one = len(settling.ahead), period
    while span.days_in(one):
        count, one = count + _pays(settling, one), one.before(1)
    return count


def _pays(settling: Settling, period: Period) -> bool:
    return not isinstance(settling.base, ByPeriod) or period in settling.base.amounts


def _judged(
    book: Book, connection: Connection, owner: Project, period: Period, current: periods.Standing
) -> tuple[Assessment, Mapping[str, Any], bool]:
    """The assessment, its figures (frozen ones are not worked out again), and whether anything is known."""
    if current.locked and current.current:
        texts = periods.texts_of(connection, current.current.id)
        scheme = load_scheme(tomllib.loads(texts["scheme"], parse_float=Decimal), [])
        return assess(scheme, *read_facts(scheme, json.loads(texts["facts"]))), json.loads(texts["result"]), True
    found = facts.assessed_in(book, connection, owner.id, period)
    return found.assessment, as_json(found.assessment), _known(found)


def _known(found: facts.Assessed) -> bool:
    """Whether somebody entered anything: what the ledger derives of the staff of an empty month is no result."""
    every = found.collected.origins.values()
    return any(one.kind != DERIVED or any(key.noun == INCIDENT.name for key in one.rows) for one in every)


def _charges(found: Assessment, amounts: Mapping[str, Any]) -> Iterator[Charge]:
    """The items with their frozen amounts."""
    frozen = {str(one["id"]): _fen(one["amount"]) for one in amounts.get("items", ())}
    for one in found.settlement.charges if found.settlement else ():
        item = one.item
        yield Charge(item.id, item.name, item.clause, frozen.get(item.id, one.fen) or 0, item.kind.say(one.log))


def _fen(text: str | None) -> int | None:
    return None if text is None else to_fen(Decimal(text))


# --- promises


def promises(book: Book, project: int, period: Period) -> tuple[Promise, ...]:
    """What the scheme settles later or watches over the term, as it stands with this period."""
    with book.read() as connection:
        owner = find_project(connection, project)
        current = periods.standing(connection, project, CONTRACT, period)
        try:
            found, _, known = _judged(book, connection, owner, period, current)
        except Refused:
            return ()
        names = contract(book.shelf, owner.scheme).sources.context
    settling = found.rules.settling
    return (
        *(
            one
            for item in (settling.items if settling else ())
            for one in _promised(item.kind, item.name, item.clause, found, known)
        ),
        *_watched(found, names),
    )


def _promised(kind: object, name: str, clause: str, found: Assessment, known: bool) -> Iterator[Promise]:
    if isinstance(kind, Promises):
        yield from _ranks(kind, clause, found)
    if isinstance(kind, YearMean):
        yield from _years(kind, name, clause, found, known)


def _ranks(kind: Promises, clause: str, found: Assessment) -> Iterator[Promise]:
    """Months that count, months that may still count, and the price of what is lacking now."""
    frame = found.facts.frame
    now = _now(found)
    due = Period.parse(kind.due)
    # What comes after the period it is settled in changes nothing any more.
    history = [one for one in (*frame.past, now) if due is None or one.period.first <= due.first]
    left = _left(frame.period, due)
    for row in kind.promises:
        kept = min(kind.kept(row, history), row.need)
        lack = row.need - kept
        told = {one.period for one in history if one.known.get(row.indicator) is not None}
        open_ = left + sum(1 for one in _until(frame, due) if one not in told)
        cost = to_fen(times(kind.price, min(lack, 1) if kind.by_promise else lack))
        rest = "已做到" if not lack else f"还差 {lack} 个月，还可计 {open_} 个月"
        yield Promise(row.name, clause, kind.due, f"{kept} / {row.need} 个月", rest, cost, lack > open_, not lack)


def _now(found: Assessment) -> Past:
    """This period's own figures, as the settlement has them."""
    return found.settlement.standing.now if found.settlement else Past(found.facts.frame.period, {})


def _until(frame: Frame, due: Period | None) -> Iterator[Period]:
    """The periods of the term up to this one that count: what is not entered of one of them may still be."""
    one = frame.period
    for _ in range(MOST):
        if not frame.term.days_in(one):
            return
        if due is None or one.first <= due.first:
            yield one
        one = one.before(1)


def _left(period: Period, due: Period | None) -> int:
    """How many periods come after this one, up to that in which it is settled."""
    count = 0
    while due is not None and count < MOST and period.before(-count).first < due.first:
        count += 1
    return count


def _years(kind: YearMean, name: str, clause: str, found: Assessment, known: bool) -> Iterator[Promise]:
    """The year's mean as far as it is known, and what it would cost if the year ended like this."""
    frame = found.facts.frame
    due = next(one for one in (frame.period.before(-at) for at in range(MOST)) if one.number in kind.due)
    span = [due.before(at) for at in range(kind.over)]
    scores: dict[Period, Exact | None] = {one.period: one.known.get("score") for one in frame.past}
    if known and found.score is not None:
        scores[frame.period] = found.score
    there = [value for one in span if (value := scores.get(one)) is not None]
    if not there:
        return
    mean = Fraction(total(there)) / len(there)
    worth = find(kind.bands, mean).worth
    cost = to_fen(kind.of.of(frame) * Fraction(worth) / 100)
    rest = f"还有 {kind.over - len(there)} 期" if len(there) < kind.over else "已满"
    yield Promise(name, clause, str(due), f"现平均 {show(mean)} 分", rest, cost, False, not cost)


def _watched(found: Assessment, names: Mapping[str, str]) -> Iterator[Promise]:
    """Limits over a longer span that the contract watches, with no amount of their own."""
    context = found.facts.context
    for one in found.rules.alerts:
        kind = one.kind
        if not isinstance(kind, ContextBeyond):
            continue
        value, limit = context.get(kind.context), kind.above if kind.above is not None else kind.below
        broken = kind.above is not None and value is not None and value > kind.above
        broken |= kind.below is not None and value is not None and value < kind.below
        word = "不高于" if kind.above is not None else "不低于"
        told = "未知" if value is None else f"{show(value)}{kind.unit}"
        aim = f"{word} {show(limit or 0)}{kind.unit}"
        yield Promise(names.get(kind.context, kind.context), one.clause, "", told, aim, None, False, not broken)
