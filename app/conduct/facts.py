"""Reads a month's facts against the rules, naming every fault."""

from collections.abc import Mapping
from typing import Any

from app.conduct.load import rules_of
from app.conduct.month import Month, Person
from app.conduct.read_events import read_events, read_quantity
from app.conduct.rulebook import Conduct, ConductRules
from app.conduct.rules import Quantity
from app.errors import Refused
from app.exact import Exact
from app.periods import Period
from app.reader import Reader, near
from app.scoring.readings import read_options

# Every form has a date of assessment; it is no rule's business.
PRINTED = "assessed_on"


def read_month(conduct: Conduct, data: Mapping[str, Any]) -> tuple[ConductRules, Month]:
    """The rules under the facts' options, and the month; refused with every fault named."""
    reader = Reader(data, "", [])
    name = reader.text("scheme", None)
    if name and name != conduct.id:
        reader.fault("scheme", f"这里用的行为规范是 {conduct.id}", name)
    period = _period(conduct, reader)
    rules = rules_of(conduct, read_options(reader.table("options", {}), conduct.readings))
    people = _people(reader)
    known = {person.id: person for person in people}
    prior = _prior(reader.table("prior", {}), rules, known)
    events = read_events(reader, rules, known, period)
    context = _context(reader.table("context", {}), rules)
    reader.close()
    if reader.faults or period is None:
        raise Refused(dict.fromkeys(reader.faults))
    ordered = tuple(sorted(people, key=_by_id))
    return rules, Month(period, ordered, prior, events, context)


def _by_id(person: Person) -> str:
    return person.id


def _period(conduct: Conduct, reader: Reader) -> Period | None:
    text = reader.text("period")
    period = Period.parse(text)
    if text and (reason := conduct.period_fault(period)):
        reader.fault("period", reason, text)
        return None
    return period


def _people(reader: Reader) -> list[Person]:
    people: list[Person] = []
    ids: set[str] = set()
    leaders: dict[str, str] = {}
    for one in reader.tables("people"):
        person = _person(one)
        if person.id and person.id in ids:
            one.fault("id", "编号重复", person.id)
        if person.leader and leaders.setdefault(person.team, person.id) != person.id:
            one.fault("leader", f"{person.team} 已有班长 {leaders[person.team]}，一个班组只能有一名班长", True)
        ids.add(person.id)
        people.append(person)
    return people


def _person(reader: Reader) -> Person:
    person = Person(
        reader.text("id"),
        reader.text("team"),
        reader.text("name", ""),
        bool(reader.flag("leader")),
        reader.day("online_on", None),
        reader.day("left_on", None),
        reader.number("monthly_wage", None, low=0),
    )
    if person.online_on and person.left_on and person.left_on < person.online_on:
        reader.fault("left_on", f"早于上线日期 {person.online_on}", str(person.left_on))
    reader.close()
    return person


def _prior(reader: Reader, rules: ConductRules, people: Mapping[str, Person]) -> dict[str, dict[str, Quantity]]:
    found: dict[str, dict[str, Quantity]] = {}
    for person in reader.entries():
        if person not in people:
            reader.fault(person, f"人员名单中没有这个人{near(person, tuple(people))}", reader.data[person])
        elif reader.has(person):
            found[person] = _counts(reader.table(person), rules)
    return found


def _counts(reader: Reader, rules: ConductRules) -> dict[str, Quantity]:
    found: dict[str, Quantity] = {}
    for name in reader.entries():
        rule = rules.rules.get(name)
        if rule is None:
            reader.fault(name, f"没有这一条{near(name, tuple(rules.rules))}", reader.data[name])
        elif reader.has(name):
            found[name] = read_quantity(reader, name, rule, 0)
    return found


def _context(reader: Reader, rules: ConductRules) -> dict[str, Exact]:
    reader.day(PRINTED, None)
    fields = {key: most for key, most in rules.contexts.items() if reader.has(key)}
    found = {key: reader.number(key, low=0, high=most) for key, most in fields.items()}
    reader.close()
    return found
