"""The same month of conduct by functions written for this one set of rules, in fen and Decimal."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple, TypeAlias

from app.conduct.month import Event, Month, Person

FINES = {
    "late": 1000, "early_leave": 1000, "absent_post": 5000, "unauthorised_swap": 5000, "absenteeism": 30000,
    "skip_activity": 20000, "private_call": 50000, "disobey": 20000, "off_task": 20000, "messy_area": 2000,
    "messy_desk": 1000, "false_invalid": 100000, "no_handover": 20000, "refuse_call": 100000,
    "confidentiality": 50000, "kb_omission": 2000, "record_mismatch": 3000, "misdispatch": 2000,
    "title_format": 2000, "shirking": 50000,
}  # fmt: skip
SPARED = ("kb_omission", "record_mismatch", "misdispatch", "title_format")
WAGE = {"personal_leave": Decimal(8275), "sick_leave": Decimal(5000)}
LIMITS = {"marriage_leave": 3, "bereavement_leave": 3, "annual_leave": 5}
DISMISSAL = ("no_handover", "refuse_call", "confidentiality", "forbidden_words")
PAPERS = ("挂号单", "检查报告", "发票", "病情证明")
DAY_OFF, JOINT = 8275, 20000

# A rule, a day, a quantity and fen.
Item: TypeAlias = tuple[str, date, Any, int]


class Answer(NamedTuple):
    """What one person's month comes to, in fen."""

    fines: int
    wage: int
    reward: int
    full: bool
    consequences: list[str]
    cautions: list[str]
    items: list[Item]


class Taken(NamedTuple):
    """What one person's events add up to."""

    counts: Mapping[str, Any]
    fines: int
    wage: int
    proposals: set[str]


def judge(month: Month, chosen: Mapping[str, str]) -> tuple[dict[str, Answer], dict[str, Any]]:
    """Everybody's month, and the teams' pools."""
    logged: dict[str, list[Event]] = defaultdict(list)
    joint: dict[str, list[Item]] = defaultdict(list)
    leaders = {person.team: person for person in month.people if person.leader}
    teams = {person.id: person.team for person in month.people}
    for event in sorted(month.events, key=lambda one: one.day):
        logged[event.person].append(event)
        if event.severe and not event.waived and event.rule.id == "forbidden_words":
            leader = leaders.get(teams[event.person])
            if leader is not None and leader.id != event.person and leader.in_post(event.day):
                amount = JOINT if event.leader_amount is None else event.leader_amount
                joint[leader.id].append(("leader_joint", event.day, 1, amount))
    found = {one.id: settle(one, logged[one.id], joint[one.id], month, chosen) for one in month.people}
    return found, share(month, found)


def settle(person: Person, events: list[Event], joint: list[Item], month: Month, chosen: Mapping[str, str]) -> Answer:
    """One person's month."""
    prior = month.prior.get(person.id, {})
    items = list(joint)
    fines = sum(item[3] for item in joint)
    wage = 0
    counts: dict[str, Any] = defaultdict(int)
    proposals: set[str] = set()
    for event in events:
        rule = event.rule.id
        quantity: Any = event.quantity
        if event.waived:
            items.append((rule, event.day, quantity, 0))
            continue
        if rule in LIMITS:
            granted = min(quantity, max(Decimal(0), LIMITS[rule] - prior.get(rule, 0) - counts[rule]))
            counts[rule] += granted
            items.append((rule, event.day, granted, 0))
            if granted < quantity:
                excess = quantity - granted
                amount = fen(excess, WAGE["personal_leave"])
                wage += amount
                counts["personal_leave"] += excess
                items.append(("personal_leave", event.day, excess, amount))
            continue
        amount = 0
        if rule in WAGE:
            amount = fen(quantity, WAGE[rule])
            wage += amount
        elif rule == "forbidden_words":
            amount = forbidden(event.severe, chosen) * quantity
            fines += amount
        elif rule in SPARED and person.online_on and (event.day - person.online_on).days < 10:
            items.append((rule, event.day, quantity, 0))
            continue
        elif rule in FINES:
            amount = FINES[rule] * quantity
            fines += amount
        counts[rule] += quantity
        items.append((rule, event.day, quantity, amount))
        if rule == "shirking":
            wage += DAY_OFF * quantity
            items.append(("study_day", event.day, quantity, DAY_OFF * quantity))
        elif rule == "private_call":
            proposals.add("dismissal")
        elif rule == "left_without_notice":
            proposals.add("malicious_resignation")
        if event.severe and rule in DISMISSAL:
            proposals.add("dismissal")
            if rule == "refuse_call":
                proposals.add("legal_action")
    for rule in ("skip_activity", "disobey"):
        if counts[rule] and counts[rule] + prior.get(rule, 0) >= 2:
            proposals.add("dismissal")
    if counts["absenteeism"] >= 2 and (chosen["absence_rule"] == "two_days" or unbroken(events)):
        proposals.add("malicious_resignation")
    full = counts["late"] + counts["early_leave"] < 3 and not counts["personal_leave"] and not counts["absenteeism"]
    taken = Taken(counts, fines, wage, proposals)
    cautions = sorted(wage_cautions(person, taken, month.context) | leave_cautions(person, events, taken, prior))
    return Answer(fines, wage, 0, full, sorted(proposals), cautions, items)


def fen(days: Any, rate: Decimal) -> int:
    """An amount of unpaid time, half up."""
    return int((days * rate).quantize(Decimal(1), ROUND_HALF_UP))


def forbidden(severe: bool, chosen: Mapping[str, str]) -> int:
    """The price of forbidden words."""
    if not severe:
        return 100000
    return 300000 if chosen["severe_words"] == "added" else 200000


def unbroken(events: list[Event]) -> bool:
    """Whether two days of absence follow each other."""
    days: set[int] = set()
    for event in events:
        if event.rule.id == "absenteeism" and not event.waived:
            first = event.day.toordinal()
            days.update(range(first, first + int(event.quantity)))
    return any(day + 1 in days for day in days)


def wage_cautions(person: Person, taken: Taken, context: Mapping[str, Any]) -> set[str]:
    """Cautions about the month's wage."""
    found: set[str] = set()
    total = taken.fines + taken.wage
    wage: Any = person.monthly_wage
    if wage is not None and total:
        if total > wage * context.get("caution_share", 20):
            found.add("over_20_percent")
        minimum = context.get("minimum_wage")
        if minimum is not None and wage * 100 - total < minimum * 100:
            found.add("below_minimum_wage")
    if "malicious_resignation" in taken.proposals:
        found.add("withheld_pay")
    return found


def leave_cautions(person: Person, events: list[Event], taken: Taken, prior: Mapping[str, Any]) -> set[str]:
    """Cautions about leave."""
    found: set[str] = set()
    counts = taken.counts
    for event in events:
        rule = event.rule.id
        if event.waived or not (rule in LIMITS or rule in WAGE):
            continue
        if event.asked and not event.special and (event.day - event.asked).days < ahead(event.quantity):
            found.add("late_leave_request")
        if rule == "sick_leave" and any(not any(paper in name for name in event.documents) for paper in PAPERS):
            found.add("sick_leave_documents")
        elif rule == "marriage_leave":
            if counts[rule] + prior.get(rule, 0) + counts["personal_leave"] > 14:
                found.add("marriage_leave_span")
        elif rule == "annual_leave":
            early = person.online_on is not None and event.day < moved(person.online_on, 12)
            late = event.asked is not None and event.asked > moved(event.day, -1)
            much = counts["personal_leave"] + prior.get("personal_leave", 0) > 15
            if early or late or much or counts["sick_leave"] + prior.get("sick_leave", 0) > 30:
                found.add("annual_leave_condition")
    return found


def ahead(days: Any) -> int:
    """How many days ahead leave is asked for."""
    if days <= 1:
        return 1
    return 3 if days <= 3 else 7


def moved(day: date, months: int) -> date:
    """The same day so many months on, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def share(month: Month, found: dict[str, Answer]) -> dict[str, tuple[int, list[str], int]]:
    """Each team's pool, shared to the last fen; rewards are written back."""
    pools: dict[str, tuple[int, list[str], int]] = {}
    last = month.period.last
    teams: dict[str, list[Person]] = defaultdict(list)
    for person in month.people:
        teams[person.team].append(person)
    for team, members in teams.items():
        pool = sum(found[person.id].fines for person in members)
        staying = [person for person in members if person.left_on is None or person.left_on > last]
        sharers = sorted(person.id for person in staying if not found[person.id].fines)
        if pool and sharers:
            each, left = divmod(pool, len(sharers))
            for at, name in enumerate(sharers):
                found[name] = found[name]._replace(reward=each + (at < left))
        pools[team] = (pool, sharers if pool else [], 0 if sharers else pool)
    return pools
