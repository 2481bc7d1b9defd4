"""Reads the parts of a rulebook: rules with what they bring, triggers, losses, passages."""

from decimal import Decimal
from typing import Any

from app.conduct.proposals import REACHED, THRESHOLDS
from app.conduct.rules import (
    CONSEQUENCE,
    KINDS,
    RECORD,
    Approval,
    Brings,
    Consequence,
    Joint,
    Limit,
    Loss,
    Passage,
    Rule,
    Severe,
    Trigger,
)
from app.conduct.texts import texts
from app.exact import times, to_fen
from app.reader import Reader
from app.scoring.readings import mentioned

ONE = Decimal(1)


def load_rule(reader: Reader, source: Any) -> Rule:
    """One rule; `source` is its data before the readings were filled in."""
    kind = reader.one_of("kind", KINDS)
    derived = bool(reader.flag("derived"))
    found = Rule(
        reader.text("id"),
        reader.text("name"),
        kind,
        reader.text("group", ""),
        reader.text("unit"),
        _rate(reader, kind, derived),
        _step(reader),
        reader.text("clause"),
        reader.text("words"),
        reader.text("note", ""),
        derived,
        bool(reader.flag("leave")),
        bool(reader.flag("protected")),
        _severe(reader),
        _joint(reader),
        _brings(reader),
        _limit(reader),
        tuple(dict.fromkeys(mentioned(source))),
    )
    if found.joint and not found.severe:
        reader.fault("joint", "连带扣罚只在情节严重时发生，先写 severe")
    reader.close()
    return found


def money(reader: Reader, key: str) -> int | None:
    """Yuan with at most two decimals, as fen."""
    if not reader.has(key):
        return None
    value = reader.number(key, low=0)
    fen = to_fen(value)
    if fen != times(value, 100):
        reader.fault(key, "金额最多写到分", value)
    return fen


def _rate(reader: Reader, kind: str, derived: bool) -> int:
    """Consequences and records cost nothing; what another rule prices needs no price of its own."""
    if kind in (CONSEQUENCE, RECORD):
        return 0
    if not derived and not reader.has("amount"):
        reader.fault("amount", "缺少这一项")
    return money(reader, "amount") or 0


def _step(reader: Reader) -> Decimal:
    step = reader.number("step", ONE, low=0)
    if not isinstance(step, Decimal) or not step:
        reader.fault("step", "应大于 0", step)
        return ONE
    return step


def _severe(reader: Reader) -> Severe | None:
    if not reader.has("severe"):
        return None
    nested = reader.table("severe")
    rate = money(nested, "amount")
    added = nested.one_of("how", ("instead", "added"), "instead") == "added"
    found = Severe(nested.text("name"), rate, added, nested.text("clause"), nested.text("words"))
    nested.close()
    return found


def _joint(reader: Reader) -> Joint | None:
    if not reader.has("joint"):
        return None
    nested = reader.table("joint")
    low, high = nested.whole("low"), nested.whole("high")
    usual = money(nested, "usual") or 0
    if not low * 100 <= usual <= high * 100:
        nested.fault("usual", f"应在 {low} 与 {high} 之间", nested.data.get("usual"))
    found = Joint(nested.text("rule"), low, high, usual, nested.text("clause"), nested.text("words"))
    nested.close()
    return found


def _brings(reader: Reader) -> Brings | None:
    if not reader.has("brings"):
        return None
    nested = reader.table("brings")
    found = Brings(nested.text("rule"), nested.whole("each", 1, low=1), nested.text("clause"), nested.text("words"))
    nested.close()
    return found


def _limit(reader: Reader) -> Limit | None:
    if not reader.has("limit"):
        return None
    nested = reader.table("limit")
    days = Decimal(nested.whole("days"))
    found = Limit(days, nested.text("excess"), nested.text("clause"), nested.text("words"))
    nested.close()
    return found


def load_trigger(reader: Reader, source: Any) -> Trigger:
    """When a consequence is proposed."""
    kind = reader.one_of("kind", tuple(REACHED))
    at_least = reader.whole("at_least", low=1) if kind in THRESHOLDS else 1
    found = Trigger(
        reader.text("consequence"),
        kind,
        reader.text("rule"),
        at_least,
        reader.text("clause"),
        reader.text("words"),
        tuple(dict.fromkeys(mentioned(source))),
    )
    reader.close()
    return found


def load_consequence(reader: Reader) -> Consequence:
    """What may be proposed."""
    found = Consequence(reader.text("id"), reader.text("name"), reader.text("clause"), reader.text("words"))
    reader.close()
    return found


def load_loss(reader: Reader) -> Loss:
    """What loses full attendance."""
    at_least = reader.whole("at_least", None, low=1)
    found = Loss(texts(reader, "rules"), at_least, reader.text("clause"), reader.text("words"))
    reader.close()
    return found


def load_passage(reader: Reader, numbered: str = "") -> Passage:
    """A clause, its words, and the number in it."""
    number = reader.whole(numbered) if numbered else 0
    found = Passage(reader.text("clause"), reader.text("words"), number)
    reader.close()
    return found


def load_approval(reader: Reader) -> Approval:
    """Who approves leave of up to so many days."""
    days = Decimal(reader.whole("up_to", low=1)) if reader.has("up_to") else None
    found = Approval(days, reader.text("by"), reader.text("clause"), reader.text("words"))
    reader.close()
    return found
