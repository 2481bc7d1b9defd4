"""Kinds of cautions about leave: papers that lack, requests that came late, conditions not met."""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from app.conduct.items import Case, Item
from app.conduct.rules import told
from app.conduct.texts import texts
from app.exact import Exact, show
from app.reader import Reader

Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Documents:
    """An event lacks papers: each word must stand in some name on its list."""

    rule: str
    required: tuple[str, ...]

    FIELDS = ("date", "name", "quantity", "missing", "clause")

    @classmethod
    def parse(cls, reader: Reader) -> "Documents":
        """From a rule file's caution."""
        return cls(reader.text("rule"), texts(reader, "required"))

    def rules(self) -> tuple[str, ...]:
        """The rules it looks at."""
        return (self.rule,)

    def raised(self, case: Case) -> Iterator[Figures]:
        """One for each event."""
        for item in own_items(case, self.rule):
            names = item.event.documents
            missing = [word for word in self.required if not any(word in name for name in names)]
            if missing:
                yield _of_event(item) | {"missing": "、".join(missing)}


class Tier(NamedTuple):
    """Leave of up to so many days (`None`: any longer one) is asked for so many days ahead."""

    up_to: Exact | None
    ahead: int
    clause: str
    words: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Leave was asked for later than its length demands, and nothing special excuses it."""

    tiers: tuple[Tier, ...]

    FIELDS = ("date", "name", "quantity", "asked", "ahead", "given", "clause")

    @classmethod
    def parse(cls, reader: Reader) -> "Notice":
        """From a rule file's caution."""
        tiers = tuple(_tier(one) for one in reader.tables("tiers"))
        limits = [tier.up_to for tier in tiers[:-1]]
        known = [limit for limit in limits if limit is not None]
        if not tiers or len(known) < len(limits) or tiers[-1].up_to is not None or known != sorted(set(known)):
            reader.fault("tiers", "各档 up_to 应从小到大，最后一档不写 up_to")
        return cls(tiers)

    def rules(self) -> tuple[str, ...]:
        """It looks at every kind of leave, none by name."""
        return ()

    def raised(self, case: Case) -> Iterator[Figures]:
        """One for each event, in order of days."""
        late: list[tuple[Item, Tier, int]] = []
        for found in case.by_rule.values():
            if found[0].rule.leave:
                late.extend(row for item in found if item.own and (row := self._late(item)))
        for item, tier, given in sorted(late, key=lambda row: row[0].event.day):
            figures = {"asked": str(item.event.asked), "ahead": str(tier.ahead), "given": _ahead(given)}
            yield _of_event(item) | figures | {"clause": tier.clause}

    def _late(self, item: Item) -> tuple[Item, Tier, int] | None:
        event = item.event
        if event.asked is None or event.special:
            return None
        whole = event.request_days or event.quantity
        tier = next(tier for tier in self.tiers if tier.up_to is None or whole <= tier.up_to)
        given = (event.day - event.asked).days
        return (item, tier, given) if given < tier.ahead else None


@dataclass(frozen=True, slots=True)
class Span:
    """A leave with a limit and the leave that continues it are together longer than allowed."""

    rule: str
    joined: str
    most: Exact

    FIELDS = ("name", "joined", "total", "most", "clause")

    @classmethod
    def parse(cls, reader: Reader) -> "Span":
        """From a rule file's caution."""
        return cls(reader.text("rule"), reader.text("joined"), reader.number("most", low=0))

    def rules(self) -> tuple[str, ...]:
        """The rules it looks at."""
        return self.rule, self.joined

    def raised(self, case: Case) -> Iterator[Figures]:
        """At most one; excess days were moved to the joined leave, so that nothing counts twice."""
        days = case.known(self.rule) + case.month(self.joined)
        if self.rule in case.by_rule and days > self.most:
            names = {"name": case.rules[self.rule].name, "joined": case.rules[self.joined].name}
            yield names | {"total": told(days), "most": show(self.most)}


class Condition(NamedTuple):
    """One condition of a leave; `rule` only where it is a sum."""

    kind: str
    number: int
    rule: str
    clause: str
    words: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """A leave was taken whose conditions are not all met."""

    rule: str
    conditions: tuple[Condition, ...]

    FIELDS = ("name", "reasons", "clause")

    @classmethod
    def parse(cls, reader: Reader) -> "Conditions":
        """From a rule file's caution."""
        return cls(reader.text("rule"), tuple(_condition(one) for one in reader.tables("conditions")))

    def rules(self) -> tuple[str, ...]:
        """The rules it looks at."""
        return self.rule, *(one.rule for one in self.conditions if one.rule)

    def raised(self, case: Case) -> Iterator[Figures]:
        """At most one, with every reason."""
        items = list(own_items(case, self.rule))
        if not items:
            return
        reasons = [reason for one in self.conditions for reason in UNMET[one.kind](one, case, items)]
        if reasons:
            yield {"name": items[0].rule.name, "reasons": "；".join(reasons)}


def _short_post(one: Condition, case: Case, items: list[Item]) -> Iterator[str]:
    online = case.person.online_on
    for item in items:
        if online and item.event.day < _moved(online, 12 * one.number):
            yield f"{item.event.day} 时上线未满 {one.number} 年（{online} 上线）"


def _too_many(one: Condition, case: Case, _items: list[Item]) -> Iterator[str]:
    days = case.known(one.rule)
    if days > one.number:
        yield f"{case.rules[one.rule].name}累计 {told(days)} 天，超过 {one.number} 天"


def _asked_late(one: Condition, _case: Case, items: list[Item]) -> Iterator[str]:
    for item in items:
        asked = item.event.asked
        if asked and asked > _moved(item.event.day, -one.number):
            yield f"{item.event.day} 起的假于 {asked} 提出，不足提前 {one.number} 个月"


UNMET: dict[str, Callable[[Condition, Case, list[Item]], Iterator[str]]] = {
    "years_in_post": _short_post,
    "days_at_most": _too_many,
    "months_ahead": _asked_late,
}


def own_items(case: Case, rule: str) -> Iterator[Item]:
    """The entries that were logged under a rule, not moved to it."""
    return (item for item in case.by_rule.get(rule, ()) if item.own)


def _tier(reader: Reader) -> Tier:
    limit = reader.number("up_to", None, low=0)
    found = Tier(limit, reader.whole("ahead", low=1), reader.text("clause"), reader.text("words"))
    reader.close()
    return found


def _condition(reader: Reader) -> Condition:
    kind = reader.one_of("kind", tuple(UNMET))
    rule = reader.text("rule") if kind == "days_at_most" else ""
    found = Condition(kind, reader.whole("number", low=1), rule, reader.text("clause"), reader.text("words"))
    reader.close()
    return found


def _of_event(item: Item) -> dict[str, Any]:
    return {"date": str(item.event.day), "name": item.rule.name, "quantity": told(item.event.quantity)}


def _ahead(days: int) -> str:
    return f"提前 {days} 天" if days > 0 else "当天" if days == 0 else f"事后 {-days} 天"


def _moved(day: date, months: int) -> date:
    """The same day so many months on; where there is none, the month's last (民法典第二百零二条)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
