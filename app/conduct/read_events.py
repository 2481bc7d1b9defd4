"""Reads the events of a month: who, which rule, when, how much, and what is known beside."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, cast

from app.conduct.month import Event, Person
from app.conduct.rulebook import ConductRules
from app.conduct.rules import Joint, Quantity, Rule, told
from app.conduct.texts import texts
from app.exact import shortest, show, to_fen
from app.periods import Period
from app.reader import Number, Pairs, Reader, iso_day, near

MINUTE = len("2025-09-03T08:30")
USUAL = frozenset(("person", "rule", "date", "quantity", "severe"))
OPTIONAL = ("leader_amount", "leader", "documents", "asked_at", "special", "request_days")


def read_events(
    reader: Reader, rules: ConductRules, people: Mapping[str, Person], period: Period | None
) -> tuple[Event, ...]:
    """The events as they were given."""
    slow, quick = EventReader(rules, people, period), QuickReader(rules, people, period)
    found: list[Event] = []
    for at, row in enumerate(reader.items("events")):
        event = quick.read(row) or slow.read(Reader(row, f"events[{at}]", reader.faults))
        if event:
            found.append(event)
    return tuple(found)


def read_quantity(reader: Reader, key: str, rule: Rule, least: int) -> Quantity:
    """How much of a rule: whole, or a multiple of the rule's step; 1 where nothing is said."""
    if rule.step == 1:
        return reader.whole(key, 1, low=least)
    number = shortest(reader.number(key, 1, low=0))
    if isinstance(number, Fraction) or number % rule.step or (least and not number):
        wanted = "大于 0，且" if least else ""
        reader.fault(key, f"应{wanted}为 {show(rule.step)} 的倍数", reader.data.get(key))
        return least
    return int(number) if number == int(number) else number


class QuickReader:
    """Reads the common event: the usual keys, nothing wrong. Whatever else there is, it leaves alone.

    A floor logs thousands of these a month; a fault-collecting reader for each costs five times as much.
    """

    def __init__(self, rules: ConductRules, people: Mapping[str, Person], period: Period | None) -> None:
        self._people = people
        self._rules = {rule.id: rule for rule in rules.rules.values() if rule.step == 1 and not rule.derived}
        self._days = {str(day): day for day in days_of(period)} if period else {}

    def read(self, row: object) -> Event | None:
        """The event, or None."""
        if type(row) not in (dict, Pairs) or (isinstance(row, Pairs) and row.twice):
            return None
        given = cast("dict[str, Any]", row)
        who, name, when = given.get("person"), given.get("rule"), given.get("date")
        if not (given.keys() <= USUAL and type(who) is str and type(name) is str and type(when) is str):
            return None
        person, rule, day = self._people.get(who), self._rules.get(name), self._days.get(when)
        quantity, severe = _small(given.get("quantity", 1)), given.get("severe", False)
        if person and rule and day and quantity and type(severe) is bool and person.in_post(day):
            return Event(who, rule, day, quantity, severe)
        return None


class EventReader:
    """Reads one event after another against the same rules and people."""

    def __init__(self, rules: ConductRules, people: Mapping[str, Person], period: Period | None) -> None:
        self._rules, self._people, self._period = rules.rules, people, period
        self._loggable = rules.loggable

    def read(self, reader: Reader) -> Event | None:
        """The event; None where its rule is not known."""
        person, day = self._who(reader), self._day(reader)
        rule = self._rule(reader)
        waived = reader.text("waived", None)
        severe = bool(reader.flag("severe"))
        if person and day:
            _in_post(reader, self._people[person], day)
        if rule is None:
            reader.ignore("quantity", *OPTIONAL)
            reader.close()
            return None
        quantity = read_quantity(reader, "quantity", rule, 1)
        joint = _leader_amount(reader, rule.joint) if rule.joint else None
        leader = self._led_by(reader) if rule.joint else ""
        asked = _asked(reader) if rule.leave else None
        special = reader.text("special", None) if rule.leave else None
        documents = texts(reader, "documents") if rule.leave else ()
        whole = _request_days(reader, rule, quantity) if rule.leave else None
        reader.close()
        return Event(
            person, rule, day or date.min, quantity, severe, waived, joint, documents, asked, special, leader, whole
        )

    def _who(self, reader: Reader) -> str:
        person = reader.text("person")
        if person and person not in self._people:
            reader.fault("person", f"人员名单中没有这个人{near(person, tuple(self._people))}", person)
            return ""
        return person

    def _led_by(self, reader: Reader) -> str:
        leader = reader.text("leader", "")
        if leader and leader not in self._people:
            reader.fault("leader", f"人员名单中没有这个人{near(leader, tuple(self._people))}", leader)
        return leader

    def _rule(self, reader: Reader) -> Rule | None:
        name = reader.text("rule")
        rule = self._rules.get(name)
        if name and rule is None:
            reader.fault("rule", f"没有这一条{near(name, self._loggable)}；可登记：{'、'.join(self._loggable)}", name)
        elif rule and rule.derived:
            reader.fault("rule", "由别的条款带出，不单独登记", name)
        return rule

    def _day(self, reader: Reader) -> date | None:
        before = len(reader.faults)
        day = reader.day("date")
        if len(reader.faults) > before:
            return None
        if self._period and day not in self._period:
            reader.fault("date", f"不在本期 {self._period} 内", str(day))
            return None
        return day


def days_of(period: Period) -> Iterator[date]:
    """The days of a period."""
    return (period.first + timedelta(days=at) for at in range(period.days))


def _small(value: object) -> int:
    """A whole number of a few digits as JSON has it; 0 for anything else."""
    if type(value) is int:
        return value if 0 < value < 1000 else 0
    return int(value) if type(value) is Number and len(value) < 4 and value.isascii() and value.isdigit() else 0


def _in_post(reader: Reader, person: Person, day: date) -> None:
    if person.online_on and day < person.online_on:
        reader.fault("date", f"早于 {person.id} 的上线日期 {person.online_on}", str(day))
    if person.left_on and day > person.left_on:
        reader.fault("date", f"晚于 {person.id} 的最后在岗日 {person.left_on}", str(day))


def _request_days(reader: Reader, rule: Rule, quantity: Quantity) -> Quantity | None:
    """How long the whole request is, of which a month holds a part."""
    if not reader.has("request_days"):
        return None
    found = read_quantity(reader, "request_days", rule, 1)
    if found < quantity:
        reader.fault("request_days", f"不能少于本月的 {told(quantity)} 天", reader.data["request_days"])
    return found


def _leader_amount(reader: Reader, joint: Joint) -> int | None:
    if not reader.has("leader_amount"):
        return None
    return to_fen(reader.number("leader_amount", low=joint.low, high=joint.high))


def _asked(reader: Reader) -> date | None:
    """The day of a request, written as a day or as a minute."""
    if not reader.has("asked_at"):
        return None
    value = reader.raw("asked_at")
    found = _day_of(value) if isinstance(value, str) else None
    if found is None:
        reader.fault("asked_at", "应为日期或时刻，如 2025-09-01 或 2025-09-01T08:30", value)
    return found


def _day_of(text: str) -> date | None:
    if len(text) != MINUTE:
        return iso_day(text)
    hour, minute = text[11:13], text[14:]
    plain = hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit()
    right = plain and text[10] == "T" and text[13] == ":" and int(hour) < 24 and int(minute) < 60
    return iso_day(text[:10]) if right else None
