"""The register of incidents: each with what it costs, worked out by the same rules that fine and score."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from app.conduct.facts import read_month
from app.conduct.items import Protected
from app.conduct.judge import MonthResult, judge
from app.conduct.sentences import trace
from app.errors import Refused
from app.exact import Exact, add, show, told_money
from app.ledger import attachments, conduct_facts, facts, incidents, people, periods
from app.ledger.book import Book
from app.ledger.contracts import Contract, contract
from app.ledger.counting import taken_out
from app.ledger.derive import target_path
from app.ledger.effects import unfilled, with_count, with_event
from app.ledger.incident_checks import conduct_rules, event_of
from app.ledger.incidents import RECORDED, WITHDRAWN, Incident
from app.ledger.origins import DERIVED
from app.ledger.people import TEAM_OF, Person, Span
from app.ledger.projects import Project, find
from app.ledger.sealing import CONDUCT_SHEET, CONTRACT
from app.periods import Period
from app.scoring.assess import Assessment, assess
from app.scoring.facts import read_facts

# Whatever a conduct month is worked out from.
CONDUCTED = "incident person person_span team attendance leave opening parameter reading project"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Cost:
    """What an incident costs: an agent's fine, the period's payment, points; `told` says how it came about."""

    fen: int | None = None
    points: Exact | None = None
    told: tuple[str, ...] = ()
    pending: bool = False
    others: tuple[str, ...] = ()
    typed: bool = False
    unfilled: bool = False

    @property
    def words(self) -> str:
        """200.00 元, −0.2 分, or nothing."""
        if self.typed:
            return "按手填数"
        if self.unfilled:
            return "待录齐"
        if self.fen is not None:
            return f"{told_money(self.fen)} 元"
        if self.points is None:
            return ""
        return f"{show(self.points).replace('-', '−')} 分" if self.points else "0 分"


@dataclass(frozen=True, slots=True)
class Row:
    """One incident as the register shows it."""

    id: int
    day: date
    kind: str
    item: str
    name: str
    clause: str
    unit: str
    person: int | None
    who: str
    number: str
    team: str
    quantity: Decimal
    severe: bool
    status: str
    waived: str
    words: str
    source: str
    cost: Cost
    evidence: int
    linked: int
    locked: str
    pinyin: str = ""

    @property
    def note(self) -> str:
        """What is said beside it: why it costs nothing, that more came of it, the words of whoever logged it."""
        reason = f"免予追究：{self.waived}" if self.waived else self.cost.others[0] if self.cost.others else ""
        kin = f"同一事件另有 {self.linked} 项" if self.linked else ""
        return "；".join(one for one in (reason, kin, self.words) if one)


@dataclass(frozen=True, slots=True)
class Register:
    """The rows of a span of days, with what they come to."""

    span: Period
    rows: tuple[Row, ...]
    fines: int
    points: Exact
    paid: int
    faults: tuple[str, ...] = ()
    locked: str = ""
    partly: str = ""
    kinds: Mapping[str, int] = field(default_factory=dict[str, int])


def register(book: Book, project: int, period: Period, span: Period | None = None) -> Register:
    """The incidents of a period, or of a month of it."""
    with book.read() as connection:
        found = _Reading(book, connection, project, period, span or period)
        return found.register()


class _Reading:
    """One look at the store."""

    def __init__(self, book: Book, connection: Connection, project: int, period: Period, span: Period) -> None:
        self.book, self.connection, self.period, self.span = book, connection, period, span
        self.owner: Project = find(connection, project)
        self.known: Contract = contract(book.shelf, self.owner.scheme)
        self.every = incidents.listed(connection, project, period)
        self.people: dict[int, Person] = {one.id: one for one in people.listed(connection, project)}
        self.teams: dict[int, list[Span]] = {}
        for one in people.spans(connection, project, TEAM_OF):
            self.teams.setdefault(one.person, []).append(one)
        self.names = {str(one["id"]): (str(one["name"]), str(one.get("clause", "")), str(one.get("unit", "次")))
                      for one in conduct_rules(self.known)}  # fmt: skip
        self.names |= {one.id: (one.name, one.clause, one.unit) for one in self.known.sources.items}
        self.faults: list[str] = []

    def register(self) -> Register:
        """All rows; what cannot be worked out is said, and the rows are still there."""
        mine = [one for one in self.every if one.day in self.span]
        scored, fined = self._scored(), self._fined(mine)
        files = attachments.counts(self.connection, self.owner.id, "incident")
        together = Counter(one.happening for one in self.every if one.happening is not None)
        whole, conduct = self._locks()
        rows: list[Row] = []
        for one in mine:
            cost = (fined if one.kind == incidents.CONDUCT else scored).get(one.id, Cost())
            linked = together[one.happening] - 1 if one.happening is not None else 0
            locked = conduct.get(_month(one.day), "") if one.kind == incidents.CONDUCT else whole
            rows.append(self._row(one, cost, files.get(one.id, 0), linked, locked))
        return self._summed(rows, whole, conduct)

    def _summed(self, rows: list[Row], whole: str, conduct: Mapping[Period, str]) -> Register:
        standing = [one for one in rows if not one.cost.pending and one.status != WITHDRAWN]
        fines = sum(one.cost.fen or 0 for one in standing if one.kind == incidents.CONDUCT)
        paid = sum(one.cost.fen or 0 for one in standing if one.kind != incidents.CONDUCT)
        points: Exact = ZERO
        for one in standing:
            points = add(points, one.cost.points or ZERO)
        shut = [conduct[one] for one in self.span.months if conduct.get(one)]
        every = bool(whole) and (self.known.conduct is None or len(shut) == len(self.span.months))
        partly = "" if every else "；".join(dict.fromkeys([*([whole] if whole else []), *shut]))
        kinds = Counter(one.kind for one in rows if one.status != WITHDRAWN)
        faults = tuple(dict.fromkeys(self.faults))
        return Register(
            self.span, tuple(rows), fines, points, paid, faults, whole if every else "", partly, dict(kinds)
        )

    def _row(self, one: Incident, cost: Cost, files: int, linked: int, locked: str) -> Row:
        person = self.people.get(one.person) if one.person is not None else None
        team = next((span.team for span in self.teams.get(one.person or 0, ()) if span.holds(one.day)), "")
        name, clause, unit = self.names.get(one.item, (one.item, "", "次"))
        return Row(
            *(one.id, one.day, one.kind, one.item, name, clause, unit, one.person),
            *(person.name if person else "", person.staff_number if person else "", team),
            *(one.quantity, one.severe, one.status, one.waived, one.words, one.source),
            *(cost, files, linked, locked, person.pinyin if person else ""),
        )

    def _locks(self) -> tuple[str, dict[Period, str]]:
        """Which sheets are signed: that of the contract's period, those of the conduct months."""
        whole = _told(periods.standing(self.connection, self.owner.id, CONTRACT, self.period), "考核")
        if self.known.conduct is None:
            return whole, {}
        each = {one: periods.standing(self.connection, self.owner.id, CONDUCT_SHEET, one) for one in self.span.months}
        return whole, {one: _told(standing, f"{one.number}月扣罚") for one, standing in each.items()}

    # --- the contract

    def _scored(self) -> dict[int, Cost]:
        """Each in order of day: what it adds to those before it; what waits for somebody comes on top."""
        mine = [one for one in self.every if one.kind != incidents.CONDUCT and one.status != WITHDRAWN]
        counted = [one for one in mine if one.counted and not one.waived]
        waiting = [one for one in mine if one.status == RECORDED and not one.waived]
        try:
            found = facts.assessed_in(self.book, self.connection, self.owner.id, self.period)
        except Refused as refused:
            self.faults += [str(one) for one in refused.faults[:3]]
            return {}
        base = taken_out(found.collected, counted)
        return dict(self._one_by_one(found, base, [*counted, *waiting]))

    def _one_by_one(
        self, found: facts.Assessed, given: dict[str, Any], ordered: Sequence[Incident]
    ) -> Iterator[tuple[int, Cost]]:
        rules = found.assessment.rules
        before = _assessed(found.assessment, given)
        lengths: Counter[str] = Counter()
        for one in ordered:
            item = self.known.sources.item(one.item)
            target = "" if item is None else item.severe_feeds if one.severe and item.severe_feeds else item.feeds
            if target:
                path = target_path(rules, target, one.day, lengths[target])
                lengths[target] += 1
                origin = found.collected.origins.get(path)
                if origin is not None and origin.kind != DERIVED:
                    yield one.id, Cost(told=("这一项本期用的是手填数，登记不影响得分",), typed=True)
                    continue
                given = with_count(given, path, one.quantity)
            else:
                changed = with_event(self.known, given, one.draft)
                if changed is None:
                    yield one.id, Cost(told=("登记在案，本身不计分",))
                    continue
                given = changed
            after = _assessed(found.assessment, given)
            gap = unfilled(after, target)
            cost = _between(before, after, one.status == RECORDED)
            yield one.id, Cost(told=(gap,), pending=cost.pending, unfilled=True) if gap and not cost.points else cost
            before = after

    # --- conduct

    def _fined(self, mine: Sequence[Incident]) -> dict[int, Cost]:
        found: dict[int, Cost] = {}
        if self.known.conduct is None:
            return found
        for month in self.span.months:
            if any(one.kind == incidents.CONDUCT and one.day in month for one in mine):
                key = (self.owner.id, month, "register")
                found |= self.book.memo.recall(CONDUCTED, key, lambda month=month: self._month(month))
        return found

    def _month(self, month: Period) -> dict[int, Cost]:
        conduct = self.known.conduct
        try:
            given, result = conduct_facts.judged_in(self.book, self.connection, self.owner.id, month)
        except Refused as refused:
            self.faults += [str(one) for one in refused.faults[:3]]
            return {}
        owners = [next((key.id for key in rows if key.noun == "incident"), 0) for rows in given.origins]
        found = dict(_of_events(result, owners, False))
        left = {key.id: reason for key, reason in given.left_out if key.noun == "incident"}
        found |= {key: Cost(0, told=(reason,), others=(reason,)) for key, reason in left.items()}
        waiting = [one for one in self.every if one.kind == incidents.CONDUCT and one.status == RECORDED]
        waiting = [one for one in waiting if one.day in month and one.person in self.people]
        if waiting and conduct is not None:
            more = [(event_of(one, self.people[one.person or 0].staff_number), one.id) for one in waiting]
            pairs = sorted([*zip(given.facts["events"], owners, strict=True), *more], key=_day)
            try:
                again = judge(conduct, *read_month(conduct, {**given.facts, "events": [one for one, _ in pairs]}))
            except Refused as refused:
                return found | {one.id: Cost(told=(refused.faults[0].reason,), pending=True) for one in waiting}
            all_of_them = dict(_of_events(again, [key for _, key in pairs], True))
            found |= {one.id: all_of_them.get(one.id, Cost(0, pending=True)) for one in waiting}
        return found


def _day(pair: tuple[Mapping[str, Any], int]) -> str:
    return str(pair[0]["date"])


def _month(day: date) -> Period:
    return Period("month", day.year, day.month)


def _told(standing: periods.Standing, what: str) -> str:
    return f"{what}{periods.STATES[standing.state]}" if standing.locked else ""


def _of_events(result: MonthResult, owners: Sequence[int], pending: bool) -> Iterator[tuple[int, Cost]]:
    """What the items of each event come to, the leader's share and what it brings with it counted in."""
    places = {id(event): at for at, event in enumerate(result.month.events)}
    sums: dict[int, list[Any]] = {}
    for person in result.people:
        for item in person.items:
            owner = owners[places[id(item.event)]] if id(item.event) in places else 0
            if owner:
                one = sums.setdefault(owner, [0, [], []])
                one[0] += item.amount
                cost = f"，{told_money(item.amount)} 元" if item.amount and not item.own else ""
                one[1].append(("" if item.own else f"{person.person.name or person.person.id}：") + trace(item) + cost)
                if item.own and isinstance(item.why, Protected):
                    one[2].append(f"新员工保护期至 {item.why.until}")
    for owner, (fen, told, others) in sums.items():
        yield owner, Cost(fen, None, tuple(told), pending, tuple(others))


def _assessed(like: Assessment, given: Mapping[str, Any]) -> Assessment:
    return assess(like.scheme, *read_facts(like.scheme, given))


def _between(before: Assessment, after: Assessment, pending: bool) -> Cost:
    """What moved from one assessment to the next."""
    points: Exact = ZERO
    told: list[str] = []
    fen = after.fen - before.fen
    for was, now in zip(before.lines, after.lines, strict=True):
        if now.fen != was.fen:
            told.append(f"{now.indicator.name}：扣款 {told_money(was.fen)} → {told_money(now.fen)} 元")
        elif now.awarded != was.awarded:
            points = add(points, add(now.awarded, -was.awarded))
            told.append(f"{now.indicator.name}：{show(was.awarded)} → {show(now.awarded)} 分（{now.indicator.clause}）")
    paid = [one.settlement.payable if one.settlement else None for one in (before, after)]
    lost = paid[0] - paid[1] if paid[0] is not None and paid[1] is not None else 0
    if lost:
        told.append(f"应付 {told_money(paid[0] or 0)} → {told_money(paid[1] or 0)} 元")
    if after.scheme.in_money or (lost and not points):
        return Cost(fen if after.scheme.in_money else lost, None, tuple(told), pending)
    quiet = () if points else ("不改变本期得分与应付",)
    return Cost(None, points, (*told, *quiet), pending)
