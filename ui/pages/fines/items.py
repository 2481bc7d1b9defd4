"""The items of one person: day, what, clause, how it was worked out, kind, amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.ledger.conduct_sheet import Entry, Row
from ui.kit.grid import Look
from ui.kit.tables import Column
from ui.kit.theme import Tone

KINDS = {"fine": ("扣罚", Tone.BAD), "wage": ("扣减工资", Tone.WARN), "consequence": ("处理", Tone.BAD)}
WAIVED, SPARED, NOTED = ("免扣", Tone.GOOD), ("保护期", Tone.GOOD), ("记录", Tone.NEUTRAL)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as the list shows it."""

    id: str
    day: date
    entry: Entry


def items_of(row: Row) -> list[Item]:
    """In the order of the sheet."""
    return [Item(f"{row.key}.{one.at}", one.item.event.day, one) for one in row.entries]


def kind_of(entry: Entry) -> tuple[str, Tone]:
    """A word and its tone."""
    if entry.item.waived is not None:
        return WAIVED
    if not entry.item.counts:
        return SPARED
    return KINDS.get(entry.item.rule.kind, NOTED) if entry.item.amount or entry.item.rule.kind != "wage" else NOTED


def _tone(one: Any) -> Tone:
    return kind_of(one.entry)[1]


def _amount(one: Any) -> Look | None:
    return None if one.entry.item.amount else Look("muted")


def _words(one: Any) -> str:
    rule = one.entry.item.rule
    return f"{one.entry.trace}\n{rule.clause}：{rule.words}"


ITEMS: Sequence[Column] = (
    Column("day", "日期", "day", lambda one: one.day, width=84),
    Column("kind", "性质", "chip", lambda one: kind_of(one.entry)[0], tone=_tone, width=72),
    Column("amount", "金额（元）", "money", lambda one: one.entry.item.amount, look=_amount, width=78),
    Column("trace", "事由", "text", lambda one: one.entry.trace, tip=_words, width=120, stretches=True),
    Column("clause", "条款", "text", lambda one: one.entry.item.rule.clause, tip=_words, width=124),
)
