"""What the details of a row say, gathered as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.exact import add, show, show_money
from app.ledger import attachments, history
from app.ledger.attachments import Attachment
from app.ledger.book import Book
from app.ledger.indicators import Typed, Value
from app.scoring.indicator import Line
from app.scoring.sway import sways
from ui.pages.indicators.sheet import Sheet

MOST = 6


@dataclass(frozen=True, slots=True)
class About:
    """Source, vendor's figure and how far it is off, evidence, the contract's words, readings, who typed what."""

    source: str
    vendor: Decimal | None
    apart: str
    reason: str
    typed: Mapping[str, Typed]
    rows: tuple[int, ...]
    files: tuple[Attachment, ...]
    clause: str
    words: str
    readings: tuple[str, ...]
    who: tuple[str, ...]


def about_of(book: Book, sheet: Sheet, indicator: str, opinion: str) -> About:
    """Everything about one indicator, as one opinion typed it."""
    rule, line = sheet.rules.indicator(indicator), sheet.line(opinion, indicator)
    values = [one for one in sheet.typed(indicator, opinion).values() if one.kind == "number"]
    vendor = next((one.vendor for one in values if one.vendor is not None), None)
    reason = "；".join(dict.fromkeys(one.reason for one in values if one.reason))
    words = [_plain(text) for text in dict.fromkeys((rule.content, rule.words)) if text]
    return About(
        next((one.source for one in values if one.source), ""),
        vendor,
        _apart(line, vendor),
        reason,
        {one.field: one.number for one in values},
        tuple(one.id for one in values),
        _files(book, values),
        rule.clause,
        "\n".join(words),
        _readings(sheet, opinion, line),
        _who(book, sheet, indicator, values),
    )


def _apart(line: Line | None, vendor: Decimal | None) -> str:
    """How far the vendor's figure is from what was measured."""
    if vendor is None:
        return "厂商报表的数，只作对照"
    samples = line.entry.samples[0] if line and line.entry.samples else ()
    value = samples[0].value if samples else None
    if value is None:
        return "只作对照"
    gap = add(vendor, -value if isinstance(value, Decimal) else -Fraction(value))
    if not gap:
        return "与本项相同（仅对照）"
    return f"比本项{'高' if gap > 0 else '低'} {show(abs(gap))}（仅对照）"


def _files(book: Book, values: list[Value]) -> tuple[Attachment, ...]:
    found = [file for one in values for file in attachments.of(book, "kpi_value", one.id)]
    return tuple({one.id: one for one in found}.values())


def _readings(sheet: Sheet, opinion: str, line: Line | None) -> tuple[str, ...]:
    """Each reading that matters, what was taken, and what else would come out."""
    found = sheet.assessed.get(opinion)
    if found is None or line is None:
        return ()
    now = f"{show_money(line.fen)} 元" if line.indicator.in_money else f"{show(line.awarded)} 分"
    told: list[str] = []
    for sway in sways(found.assessment, line):
        others = "；".join(f"若按“{means}”：{_result(line, result)}" for means, result in sway.others)
        told.append(f"所取“{sway.means}”：**{now}**；{others}")
    return tuple(told)


def _result(line: Line, result: object) -> str:
    if line.indicator.in_money:
        return f"{show_money(int(str(result)))} 元"
    return f"{show(result)} 分"  # pyright: ignore[reportArgumentType]  # points of another reading


def _who(book: Book, sheet: Sheet, indicator: str, values: list[Value]) -> tuple[str, ...]:
    """The last entry behind each value, the latest first, once an entry."""
    labels = {one.path: one.label for one in sheet.inputs[indicator].fields}
    found: dict[int, tuple[history.Entry, list[str]]] = {}
    with book.read() as connection:
        for one in values:
            entries = history.of_row(connection, "kpi_value", one.id)
            if entries:
                last = max(entries, key=lambda entry: entry.id)
                number = "" if one.number is None else show(one.number)
                name = labels.get(one.field, one.field.rpartition(".")[2])
                found.setdefault(last.id, (last, []))[1].append(f"{name} {number}")
    ordered = sorted(found.values(), key=lambda pair: -pair[0].id)[:MOST]
    return tuple(f"{entry.at:%m-%d %H:%M} {_plain(entry.user)}：{'、'.join(said)}" for entry, said in ordered)


def _plain(words: str) -> str:
    """What the contract or a user wrote is never mark-up."""
    return words.replace("**", "＊＊").replace("](", "］（")
