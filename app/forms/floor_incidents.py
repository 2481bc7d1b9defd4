"""The events of a period with what each has done to points and money: the same facts told with it and without it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.exact import show, show_money
from app.forms.assessment_judged import fen
from app.forms.conduct_month import KINDS as FINED
from app.forms.conduct_month import ConductMonth, from_wanted
from app.forms.floor_effects import without
from app.forms.floor_masked import masked
from app.forms.floor_seen import Seen
from app.forms.registry import Wanted
from app.ledger import attachments, incidents, people
from app.ledger.incidents import CONDUCT, RECORDED, STATUS, WITHDRAWN, Incident, name_of
from app.periods import Period

CLASSES = {
    "complaint": "投诉", "praise": "表扬", "emergency": "紧急事件", "fault": "故障", "qa": "质检与差错",
    "contract": "合同事项", CONDUCT: "员工行为",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One event as the register tells it."""

    one: Incident
    name: str
    person: str
    clause: str
    words: str
    status: str
    effect: str
    files: int


def told_of(one: Seen) -> Iterator[Told]:
    """Every event of the period in order of day, the withdrawn ones too."""
    wanted = one.wanted
    months = _conduct(wanted, one.period)
    with wanted.book.read() as connection:
        listed = incidents.listed(connection, wanted.project.id, one.period)
        who = {each.id: each for each in people.listed(connection, wanted.project.id)}
        files = {each.id: len(attachments.of(connection, "incident", each.id)) for each in listed}
    effects = _Effects(one, months, {key: each.staff_number for key, each in who.items()})
    for each in listed:
        person = who.get(each.person) if each.person is not None else None
        name = f"{person.name}\n{person.staff_number}" if person else ""
        clause = _clause(wanted, months, each)
        yield Told(
            *(each, _name(wanted, each), name, clause, _words(each), STATUS[each.status], effects.of(each)),
            files[each.id],
        )


def _conduct(wanted: Wanted, period: Period) -> dict[Period, ConductMonth]:
    """The months of the period under the rules of conduct, where the contract has them."""
    if wanted.contract.conduct is None:
        return {}
    term = wanted.project.term
    made = {month: Wanted(wanted.book, wanted.project, wanted.contract, month) for month in period.months}
    return {month: from_wanted(each) for month, each in made.items() if term.days_in(month)}


def _name(wanted: Wanted, one: Incident) -> str:
    many = f" ×{show(one.quantity)}" if one.quantity != 1 else ""
    return f"{name_of(wanted.contract, one.item)}{many}{'（情节严重）' if one.severe else ''}"


def _words(one: Incident) -> str:
    minutes = one.minutes_to_report
    reported = "" if minutes is None else f"接报后 {minutes} 分钟上报"
    source = f"来源：{one.source}" if one.source else ""
    return "；".join(masked(text) for text in (one.words, reported, source) if text)


def _clause(wanted: Wanted, months: dict[Period, ConductMonth], one: Incident) -> str:
    item = wanted.contract.sources.item(one.item)
    if item:
        return item.clause
    known = next((month.rules.rules for month in months.values()), None)
    return known[one.item].clause if known and one.item in known else ""


class _Effects:
    """What the events have done; a month's fines of one person, clause and day go to its events in their order."""

    def __init__(self, one: Seen, months: dict[Period, ConductMonth], numbers: dict[int, str]) -> None:
        self._seen, self._numbers = one, numbers
        self._items: dict[tuple[str, str, str], list[dict[str, str]]] = {}
        for month in months.values():
            for person in month.result["people"]:
                for item in person["items"]:
                    self._items.setdefault((person["id"], item["rule"], item["date"]), []).append(item)
        self._paths: dict[int, list[str]] = {}
        for path, origin in one.found.origins.items():
            for noun, row in origin["rows"]:
                if noun == "incident":
                    self._paths.setdefault(row, []).append(path)

    def of(self, one: Incident) -> str:
        """One event's effect in words."""
        if one.status == WITHDRAWN:
            return "已撤销，不计"
        if one.status == RECORDED:
            return "待核实，未计入"
        if one.waived:
            return f"免予扣罚：{masked(one.waived)}"
        return self._fined(one) if one.kind == CONDUCT else self._counted(one)

    def _fined(self, one: Incident) -> str:
        found = self._items.get((self._numbers.get(one.person or 0, ""), one.item, str(one.day)), [])
        if not found:
            return "未计入扣罚"
        item = found.pop(0)
        return f"{FINED[item['kind']]} {item['amount']} 元" if fen(item["amount"]) else FINED[item["kind"]]

    def _counted(self, one: Incident) -> str:
        paths = self._paths.get(one.id, [])
        if not paths:
            return "不计入考核" if self._feeds(one) is None else "该项另行填报，未计入"
        return "；".join(self._worth(path, one.quantity) for path in paths)

    def _feeds(self, one: Incident) -> str | None:
        item = self._seen.wanted.contract.sources.item(one.item)
        return (item.feeds or item.severe_feeds or None) if item else None

    def _worth(self, path: str, quantity: Decimal) -> str:
        judged = self._seen.judged
        name = path.partition(".")[0]
        told = "合同事项" if name == "events" else judged.rules.indicator(name).name
        worth = without(judged, path, quantity)
        if worth is None:
            return f"计入{told}"
        if judged.assessment.scheme.in_money and worth.fen:
            return f"{told}{'扣' if worth.fen < 0 else '返'} {show_money(abs(worth.fen))} 元"
        return f"{told}{worth.words}" if worth.words else f"计入{told}，不增减"
