"""What a contract needs to know of each kind of incident, and nothing else: person, amount, severity, times, limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from app.conduct.load import rules_of
from app.exact import show
from app.ledger.contracts import Contract
from app.ledger.incident_checks import is_list, needs_amount
from app.ledger.sources import Item

KINDS = {
    "conduct": "行为",
    "qa": "质检",
    "complaint": "投诉",
    "praise": "表扬",
    "emergency": "紧急",
    "fault": "故障",
    "contract": "合同",
}
NO, OPTIONAL, NEEDED = "no", "optional", "needed"
CLOCKED = ("emergency", "fault")
# What a clause says it is judged by; a file is asked for only where the clause speaks of one.
PROOFS = {
    "录音": "该通录音",
    "签入": "系统签入、签出记录",
    "工单": "该件工单",
    "截图": "页面截图",
    "通报": "通报原文",
    "检查": "检查记录",
    "考试": "成绩单",
    "书面": "书面材料",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """How soon something must be reported: in so many minutes, or at once where the contract gives no number."""

    name: str
    minutes: int
    clause: str
    words: str

    def told(self, called: datetime | None, reported: datetime | None) -> tuple[str, bool]:
        """What the clock says, and whether it ran out."""
        limit = f"{self.minutes} 分钟内" if self.minutes else "须立即"
        if called is None:
            return f"{self.name}：{limit}（{self.clause}）；填来电时间后算出最迟时刻", False
        by = called + timedelta(minutes=self.minutes)
        head = f"{self.name}：最迟 {by:%H:%M}" if self.minutes else f"{self.name}：须立即，合同没有写分钟数"
        if reported is None:
            return f"{head}（{self.clause}）", False
        took = int((reported - called).total_seconds()) // 60
        if not self.minutes:
            return f"{head}；用了 {took} 分钟（{self.clause}）", False
        late = reported > by
        verdict = f"超时 {took - self.minutes} 分钟" if late else "未超时"
        return f"{head}；{reported:%H:%M} 上报，用了 {took} 分钟，{verdict}（{self.clause}）", late


@dataclass(frozen=True, slots=True)
class Joint:
    """What a severe case costs the team's leader: between two amounts, one of them usual; in fen."""

    low: int
    high: int
    usual: int
    clause: str


@dataclass(frozen=True, slots=True)
class Needs:
    """What is asked for one clause."""

    item: str
    name: str
    kind: str
    clause: str
    words: str
    unit: str
    note: str = ""
    person: str = OPTIONAL
    quantity: bool = True
    step: Decimal = Decimal(1)
    price: int | None = None
    severe: str = ""
    joint: Joint | None = None
    amount: bool = False
    waiver: bool = True
    source: bool = True
    clocks: tuple[Clock, ...] = ()

    @property
    def timed(self) -> bool:
        """Whether the times of call and report matter."""
        return self.kind in CLOCKED

    @property
    def proofs(self) -> tuple[str, ...]:
        """Which files the clause speaks of."""
        return tuple(told for sign, told in PROOFS.items() if sign in self.words)


def needs_of(known: Contract, item: str, chosen: Mapping[str, str] | None = None) -> Needs | None:
    """What a clause asks for; None where the contract has no such clause."""
    found = known.sources.item(item)
    if found is not None:
        return _of_item(known, found)
    if known.conduct is None:
        return None
    rule = rules_of(known.conduct, dict(chosen or {})).rules.get(item)
    if rule is None or rule.derived:
        return None
    joint = (
        Joint(rule.joint.low * 100, rule.joint.high * 100, rule.joint.usual, rule.joint.clause) if rule.joint else None
    )
    return Needs(
        rule.id, rule.name, "conduct", rule.clause, rule.words, rule.unit, rule.note,
        person=NEEDED, step=rule.step, price=rule.rate, severe=rule.severe.name if rule.severe else "", joint=joint,
        source=False,
    )  # fmt: skip


def _of_item(known: Contract, item: Item) -> Needs:
    listy = is_list(known, item.feeds)
    timed = item.kind in CLOCKED
    return Needs(
        item.id, item.name, item.kind, item.clause, words_of(known, item), item.unit, item.note,
        person=NO if item.kind == "contract" else OPTIONAL,
        quantity=bool(item.feeds) or item.kind in ("contract", "praise"),
        step=Decimal("0.0001") if listy else Decimal(1),
        severe="情节严重，另有规定" if item.severe_feeds else "",
        amount=needs_amount(known, item.id),
        waiver=bool(item.feeds) or item.kind == "contract",
        source=True,
        clocks=clocks_of(known, item.kind) if timed else (),
    )  # fmt: skip


def words_of(known: Contract, item: Item) -> str:
    """What the contract says of an item: in the settlement, of the indicator it feeds, of the duty it sets off."""
    settled: list[Mapping[str, Any]] = known.newest.data.get("settlement", {}).get("item", [])
    if found := next((one for one in settled if one["id"] == item.id), None):
        return str(found.get("words", ""))
    owner = item.feeds.partition(".")[0]
    given: list[Mapping[str, Any]] = known.newest.data.get("indicator", [])
    if found := next((one for one in given if one["id"] == owner), None):
        return str(found.get("words", ""))
    return next((one.words for one in known.obligations.obligations if one.on == item.kind), "")


def clocks_of(known: Contract, kind: str) -> tuple[Clock, ...]:
    """How soon the contract wants a kind of happening reported; the graver sort has a clock of its own."""
    return tuple(
        Clock(one.name, one.amount, one.clause, one.words)
        for one in known.obligations.obligations
        if one.on in (kind, f"major_{kind}") and one.unit == "minutes"
    )


def price_told(needs: Needs) -> str:
    """What a unit costs, where the clause has a price of its own."""
    if needs.price is None:
        return ""
    yuan = show(Decimal(needs.price) / 100)
    return f"每{needs.unit} {yuan} 元" if needs.price else "不扣款"
