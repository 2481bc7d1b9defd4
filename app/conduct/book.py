"""The book of a month: every event becomes items on somebody's list, in order of days."""

from datetime import timedelta
from decimal import Decimal
from operator import itemgetter

from app.conduct.items import Answers, Brought, Excess, Granted, Item, Led, Protected
from app.conduct.month import Event, Month, Person
from app.conduct.rulebook import ConductRules
from app.conduct.rules import Brings, Joint, Limit, Quantity, Rule, price

_DAY = itemgetter(Event._fields.index("day"))


def write_book(rules: ConductRules, month: Month) -> dict[str, list[Item]]:
    """Every person's items: by day, then as given; what follows from an item stands right after it."""
    book: dict[str, list[Item]] = {person.id: [] for person in month.people}
    writer = _Writer(rules, month, book)
    plain = {rule.id for rule in rules.rules.values() if rule.plain}
    for event in sorted(month.events, key=_DAY):
        rule = event.rule
        if rule.id in plain and event.waived is None:
            quantity = event.quantity
            book[event.person].append(Item(rule, event, quantity, price(rule.rate, quantity)))
        else:
            writer.write(event)
    return book


class _Writer:
    """Writes the events that are more than a rate times a quantity."""

    def __init__(self, rules: ConductRules, month: Month, book: dict[str, list[Item]]) -> None:
        self._rules, self._month, self._book = rules, month, book
        self._people = {person.id: person for person in month.people}
        self._leaders = {person.team: person for person in month.people if person.leader}
        self._used: dict[tuple[str, str], Quantity] = {}

    def write(self, event: Event) -> None:
        """The event's items."""
        rule, person = event.rule, self._people[event.person]
        items = self._book[person.id]
        if event.waived is not None:
            items.append(Item(rule, event, event.quantity, 0, counts=False))
        elif rule.protected and (spared := self._protected(person, event)):
            items.append(Item(rule, event, event.quantity, 0, counts=False, why=spared))
        elif rule.limit:
            self._grant(items, event, rule.limit)
        else:
            self._charge(items, event, person)

    def _protected(self, person: Person, event: Event) -> Protected | None:
        """A newcomer's first days, the day of going on line being the first."""
        days = self._rules.protection.number
        if person.online_on is None or (event.day - person.online_on).days >= days:
            return None
        return Protected(person.online_on + timedelta(days=days - 1))

    def _grant(self, items: list[Item], event: Event, limit: Limit) -> None:
        rule, key = event.rule, (event.person, event.rule.id)
        used = self._used.get(key, self._month.prior.get(event.person, {}).get(rule.id, 0))
        granted = min(event.quantity, max(Decimal(0), limit.days - used))
        self._used[key] = used + granted
        amount = price(rule.rate, granted)
        items.append(Item(rule, event, granted, amount, why=Granted(used, event.quantity, granted)))
        if granted < event.quantity:
            other, beyond = self._rules.rules[limit.excess], event.quantity - granted
            items.append(Item(other, event, beyond, price(other.rate, beyond), why=Excess(rule)))

    def _charge(self, items: list[Item], event: Event, person: Person) -> None:
        rule = event.rule
        amount = price(rule.rate_of(event.severe), event.quantity)
        led = self._led(event, person, rule.joint) if rule.joint and event.severe else None
        items.append(Item(rule, event, event.quantity, amount, why=led))
        if rule.brings:
            items.append(self._brought(event, rule, rule.brings))
        if rule.joint and led and led.leader:
            answers = Item(self._rules.rules[rule.joint.rule], event, 1, led.fen, why=Answers(person.id, rule))
            self._book[led.leader].append(answers)

    def _brought(self, event: Event, rule: Rule, brings: Brings) -> Item:
        other, quantity = self._rules.rules[brings.rule], event.quantity * brings.each
        return Item(other, event, quantity, price(other.rate, quantity), why=Brought(rule))

    def _led(self, event: Event, person: Person, joint: Joint) -> Led:
        leader = self._people[event.leader] if event.leader else self._leaders.get(person.team)
        if leader is None:
            return Led("", 0, "本班组未设班长，无连带")
        if leader is person:
            return Led("", 0, "本人即班长，无连带")
        if not leader.in_post(event.day):
            return Led("", 0, "班长当日不在岗，无连带")
        return Led(leader.id, joint.usual if event.leader_amount is None else event.leader_amount)
