"""What an incident would cost, before it is logged: fines, protection, consequences, points and yuan."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from app.conduct.facts import read_month
from app.conduct.judge import MonthResult, PersonResult, judge
from app.conduct.sentences import trace
from app.errors import Fault, Refused
from app.exact import add, show, show_money, told_money
from app.ledger import conduct_facts, facts, incidents
from app.ledger.book import Book
from app.ledger.change import Key
from app.ledger.conduct_facts import Conducted
from app.ledger.contracts import Contract, contract
from app.ledger.counting import taken_out
from app.ledger.derive import target_path
from app.ledger.facts import paths
from app.ledger.fields import nested
from app.ledger.incident_checks import check, event_of
from app.ledger.incidents import Draft, Incident
from app.ledger.indicator_checks import period_of
from app.ledger.origins import DERIVED
from app.ledger.people import listed
from app.ledger.projects import Project, find
from app.periods import Period
from app.scoring.assess import Assessment, assess
from app.scoring.facts import read_facts
from app.scoring.scheme import Rules


@dataclass(frozen=True, slots=True)
class Effect:
    """What would follow: in sentences, and whether it costs anything; what is wrong; what is alike and logged."""

    lines: tuple[str, ...]
    costs: bool
    faults: tuple[str, ...]
    similar: tuple[Incident, ...]
    wrong: tuple[Fault, ...] = ()


def effect_of(book: Book, project: int, draft: Draft, instead: Incident | None = None) -> Effect:
    """The effect of an incident, as if it were verified at once; `instead` of one that is to be corrected."""
    owner = find(book, project)
    known = contract(book.shelf, owner.scheme)
    wrong: list[Fault] = []
    kind = check(book, owner, known, draft, "", wrong)
    faults = tuple(dict.fromkeys(one.reason for one in wrong))
    similar = tuple(one for one in incidents.similar(book, project, draft) if instead is None or one.id != instead.id)
    if faults:
        return Effect((), False, faults, similar, tuple(wrong))
    try:
        worth = _fined if kind == "conduct" else _scored
        told = list(worth(book, owner, known, draft, instead))
    except Refused as refused:
        return Effect((), False, tuple(one.reason for one in refused.faults), similar, refused.faults)
    return Effect(tuple(words for words, _ in told), any(costs for _, costs in told), (), similar)


# --- conduct


def _fined(
    book: Book, owner: Project, known: Contract, draft: Draft, instead: Incident | None
) -> Iterator[tuple[str, bool]]:
    assert known.conduct is not None
    month = Period("month", draft.day.year, draft.day.month)
    found, before = conduct_facts.judged(book, owner.id, month)
    there = _besides(found, instead)
    if len(there) < len(found.facts["events"]):
        before = judge(known.conduct, *read_month(known.conduct, {**found.facts, "events": there}))
    number = next(one.staff_number for one in listed(book, owner.id) if one.id == draft.person)
    events = sorted([*there, event_of(draft, number)], key=_day)
    after = judge(known.conduct, *read_month(known.conduct, {**found.facts, "events": events}))
    for was, now in zip(before.people, after.people, strict=True):
        yield from _changed(was, now, now.person.id == number)
    yield from _pools(before, after)


def _besides(found: Conducted, instead: Incident | None) -> list[Any]:
    """The month's events without the one that is to be corrected."""
    pairs = zip(found.facts["events"], found.origins, strict=True)
    return [event for event, rows in pairs if instead is None or Key("incident", instead.id) not in rows]


def _day(event: Mapping[str, Any]) -> str:
    return str(event["date"])


def _changed(was: PersonResult, now: PersonResult, own: bool) -> Iterator[tuple[str, bool]]:
    """New items of a person, and what they bring with them."""
    there = Counter(trace(one) for one in was.items)
    for item in now.items:
        told = trace(item)
        if there[told]:
            there[told] -= 1
            continue
        who = "" if own else f"{now.person.name or now.person.id}："
        cost = f"，{told_money(item.amount)} 元" if item.amount else ""
        yield f"{who}{told}{cost}（{item.rule.clause}）", item.amount > 0
    if was.full_attendance and not now.full_attendance:
        yield "本月不再全勤", True
    names = {one.consequence.id: one.consequence.name for item in now.items for one in item.proposals}
    for name in now.consequences:
        if name not in was.consequences:
            yield f"将提出“{names.get(name, name)}”，须由人确认", True


def _pools(before: MonthResult, after: MonthResult) -> Iterator[tuple[str, bool]]:
    for was, now in zip(before.teams, after.teams, strict=True):
        if now.pool != was.pool:
            yield f"{now.team}班组池 {told_money(was.pool)} → {told_money(now.pool)} 元", False


# --- the contract


def _scored(
    book: Book, owner: Project, known: Contract, draft: Draft, instead: Incident | None
) -> Iterator[tuple[str, bool]]:
    period = period_of(known, draft.day)
    found = facts.assessed(book, owner.id, period)
    before, without = found.assessment, found.collected.facts
    if instead is not None:
        without = taken_out(found.collected, [instead])
        before = assess(before.scheme, *read_facts(before.scheme, without))
    item = known.sources.item(draft.item)
    assert item is not None
    target = item.severe_feeds if draft.severe and item.severe_feeds else item.feeds
    if target:
        path = target_path(before.rules, target, draft.day, _length(without, target))
        origin = found.collected.origins.get(path)
        if origin is not None and origin.kind != DERIVED:
            yield f"“{_name(before.rules, target)}”本期用的是手填数，登记不影响得分", False
            return
        given = with_count(without, path, draft.quantity)
    else:
        given = with_event(known, without, draft)
    if given is None:
        yield "登记在案，本身不计分", False
        return
    after = assess(before.scheme, *read_facts(before.scheme, given))
    gap = unfilled(after, target)
    if gap and _points(before) == _points(after):
        yield gap, False
        return
    yield from apart(before, after)


def _points(found: Assessment) -> list[object]:
    return [(one.awarded, one.fen) for one in found.lines]


def unfilled(found: Assessment, target: str) -> str:
    """Why a count moves nothing yet: the line it counts into still waits for another figure."""
    owner = target.partition(".")[0]
    waiting = any(one.missing for one in found.lines if one.indicator.id == owner)
    return f"“{_name(found.rules, target)}”还有数未录入，录齐后才计分" if waiting else ""


def _name(rules: Rules, target: str) -> str:
    return rules.indicator(target.partition(".")[0]).name


def _length(given: Mapping[str, Any], target: str) -> int:
    """How many members a list has."""
    value = paths(given).get(target)
    return len(cast("list[Any]", value)) if isinstance(value, list) else 0


def with_count(given: Mapping[str, Any], path: str, quantity: Decimal | int) -> dict[str, Any]:
    """The facts with this much more at a place."""
    flat = {name: value for name, value in paths(given).items() if not name.startswith("context.")}
    above, _, last = path.rpartition(".")
    if isinstance(flat.get(above), list) or (last.isdigit() and above not in flat):
        flat[above] = [*(flat.get(above) or []), show(Decimal(quantity))]
    else:
        flat[path] = show(add(Decimal(str(flat.get(path, "0"))), Decimal(quantity)))
    return {**given, "inputs": nested(flat.items())}


def with_event(known: Contract, given: Mapping[str, Any], draft: Draft) -> dict[str, Any] | None:
    """The facts with one more item of the settlement; None where the contract attaches nothing to it."""
    settled = known.newest.data.get("settlement", {}).get("item", [])
    if not any(one["id"] == draft.item for one in settled):
        return None
    event: dict[str, Any] = {"item": draft.item, "quantity": show(Decimal(draft.quantity))}
    if draft.fen is not None:
        event["amount"] = show_money(draft.fen)
    return {**given, "events": [*given["events"], event]}


def apart(before: Assessment, after: Assessment) -> Iterator[tuple[str, bool]]:
    """Which lines moved, and what that means for score and payment."""
    moved = False
    for was, now in zip(before.lines, after.lines, strict=True):
        if now.fen != was.fen:
            moved = True
            yield f"{now.indicator.name}：扣款 {told_money(was.fen)} → {told_money(now.fen)} 元", now.fen > was.fen
        elif now.awarded != was.awarded:
            moved = True
            change = f"{show(was.awarded)} → {show(now.awarded)} 分"
            yield f"{now.indicator.name}：{change}（{now.indicator.clause}）", now.awarded < was.awarded
    paid = [one.settlement.payable if one.settlement else None for one in (before, after)]
    if paid[0] is not None and paid[1] is not None and paid[0] != paid[1]:
        moved = True
        yield f"应付 {told_money(paid[0])} → {told_money(paid[1])} 元", paid[1] < paid[0]
    for name in _grades(before, after):
        yield name, True
    if not moved:
        yield "不改变本期得分与应付", False


def _grades(before: Assessment, after: Assessment) -> Iterator[str]:
    if before.grade != after.grade:
        yield f"等级 {before.grade} → {after.grade}"
    there = {one.alert.id for one in before.alerts}
    yield from (one.text for one in after.alerts if one.alert.id not in there)
