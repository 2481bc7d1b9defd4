"""The same month of conduct by a function written for this one set of rules, in fen and Decimal."""

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

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
DAY_OFF = 8275


class Answer(NamedTuple):
    """What one person's month comes to, in fen, and an item a tuple of rule, day, quantity and fen."""

    fines: int
    wage: int
    reward: int
    full: bool
    consequences: list[str]
    cautions: list[str]
    items: list[tuple[str, date, Any, int]]


def fen(days: Decimal, rate: Decimal) -> int:
    """An amount of unpaid time, half up."""
    return int((days * rate).quantize(Decimal(1), ROUND_HALF_UP))


def judge(people: list[Any], events: list[Any], prior: Any, context: Any) -> tuple[dict[str, Answer], dict[str, Any]]:
    """Everybody's month, and the teams' pools."""
    logged: dict[str, list[Any]] = defaultdict(list)
    leaders = {person.team: person for person in people if person.leader}
    joint: dict[str, list[tuple[str, date, Any, int]]] = defaultdict(list)
    for event in sorted(events, key=lambda one: one.day):
        logged[event.person].append(event)
    team_of = {person.id: person for person in people}
    for event in events:
        if event.rule.id == "forbidden_words" and event.severe and not event.waived:
            leader = leaders.get(team_of[event.person].team)
            if leader is not None and leader.id != event.person and leader.in_post(event.day):
                amount = 20000 if event.leader_amount is None else event.leader_amount
                joint[leader.id].append(("leader_joint", event.day, 1, amount))
    found = {
        person.id: one(person, logged[person.id], joint[person.id], prior.get(person.id, {}), context)
        for person in people
    }
    return found, share(people, found)


def one(person: Any, events: list[Any], joint: list[Any], prior: Any, context: Any) -> Answer:
    """One person's month."""
    items = list(joint)
    fines = sum(item[3] for item in joint)
    wage = 0
    counts: dict[str, Any] = defaultdict(int)
    proposals: set[str] = set()
    cautions: set[str] = set()
    for event in events:
        rule, quantity = event.rule.id, event.quantity
        if event.waived:
            items.append((rule, event.day, quantity, 0))
            continue
        counts[rule] += quantity
        if rule in WAGE:
            amount = fen(Decimal(quantity), WAGE[rule])
            wage += amount
            items.append((rule, event.day, quantity, amount))
            if rule == "sick_leave" and any(not any(paper in name for name in event.documents) for paper in PAPERS):
                cautions.add("sick_leave_documents")
        elif rule in LIMITS:
            left = max(Decimal(0), LIMITS[rule] - prior.get(rule, 0) - (counts[rule] - quantity))
            excess = max(Decimal(0), quantity - left)
            items.append((rule, event.day, quantity - excess, 0))
            if excess:
                amount = fen(excess, WAGE["personal_leave"])
                wage += amount
                counts["personal_leave"] += excess
                items.append(("personal_leave", event.day, excess, amount))
        elif rule == "forbidden_words":
            amount = (200000 if event.severe else 100000) * quantity
            fines += amount
            items.append((rule, event.day, quantity, amount))
        elif rule in FINES:
            spared = rule in SPARED and person.online_on and (event.day - person.online_on).days < 10
            amount = 0 if spared else FINES[rule] * quantity
            fines += amount
            items.append((rule, event.day, quantity, amount))
            if rule == "shirking":
                wage += DAY_OFF * quantity
                items.append(("study_day", event.day, quantity, DAY_OFF * quantity))
        else:
            items.append((rule, event.day, quantity, 0))
        if event.severe and rule in DISMISSAL:
            proposals.add("dismissal")
            if rule == "refuse_call":
                proposals.add("legal_action")
        if rule == "private_call":
            proposals.add("dismissal")
        if rule == "left_without_notice":
            proposals.add("malicious_resignation")
    for rule in ("skip_activity", "disobey"):
        if counts[rule] and counts[rule] + prior.get(rule, 0) >= 2:
            proposals.add("dismissal")
    if counts["absenteeism"] >= 2:
        proposals.add("malicious_resignation")
    full = counts["late"] + counts["early_leave"] < 3 and not counts["personal_leave"] and not counts["absenteeism"]
    cautions |= wage_cautions(person, fines + wage, proposals, context)
    cautions |= leave_cautions(person, events, counts, prior)
    return Answer(fines, wage, 0, full, sorted(proposals), sorted(cautions), items)


def wage_cautions(person: Any, taken: int, proposals: set[str], context: Any) -> set[str]:
    """Cautions about the month's wage."""
    found: set[str] = set()
    if person.monthly_wage is not None:
        if Decimal(taken) > person.monthly_wage * context.get("caution_share", 20):
            found.add("over_20_percent")
        minimum = context.get("minimum_wage")
        if taken and minimum is not None and person.monthly_wage * 100 - taken < minimum * 100:
            found.add("below_minimum_wage")
    if "malicious_resignation" in proposals:
        found.add("withheld_pay")
    return found


def leave_cautions(person: Any, events: list[Any], counts: Any, prior: Any) -> set[str]:
    """Cautions about leave."""
    found: set[str] = set()
    annual = [event.day for event in events if event.rule.id == "annual_leave" and not event.waived]
    if annual:
        online = person.online_on
        early = online is not None and any(day < online.replace(year=online.year + 1) for day in annual)
        much = counts["personal_leave"] + prior.get("personal_leave", 0) > 15
        if early or much or counts["sick_leave"] + prior.get("sick_leave", 0) > 30:
            found.add("annual_leave_condition")
    if counts["marriage_leave"]:
        excess = max(0, counts["marriage_leave"] + prior.get("marriage_leave", 0) - LIMITS["marriage_leave"])
        if counts["marriage_leave"] + prior.get("marriage_leave", 0) + counts["personal_leave"] - excess > 14:
            found.add("marriage_leave_span")
    return found


def share(people: list[Any], found: dict[str, Answer]) -> dict[str, Any]:
    """Each team's pool, shared to the last fen; rewards are written back."""
    pools: dict[str, Any] = {}
    teams: dict[str, list[Any]] = defaultdict(list)
    for person in people:
        teams[person.team].append(person)
    for team, members in teams.items():
        pool = sum(found[person.id].fines for person in members)
        sharers = sorted(person.id for person in members if not found[person.id].fines and person.left_on is None)
        if pool and sharers:
            each, left = divmod(pool, len(sharers))
            for at, name in enumerate(sharers):
                found[name] = found[name]._replace(reward=each + (at < left))
        pools[team] = (pool, sharers if pool else [], 0 if sharers else pool)
    return pools
