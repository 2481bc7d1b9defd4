"""Reads a scheme's settlement."""

from app.reader import Reader
from app.scoring.settlement.bases import BASES
from app.scoring.settlement.deductions import DEDUCTIONS
from app.scoring.settlement.items import ITEMS
from app.scoring.settlement.settle import Ahead, Item, Settling


def parse_settling(reader: Reader) -> Settling | None:
    """The settlement of a scheme, or None where the contract leaves it open."""
    if reader.flag("open"):
        reader.ignore("note", "clause", "words")
        reader.close()
        return None
    base_reader, take_reader = reader.table("base"), reader.table("deduction")
    base = BASES[base_reader.one_of("kind", tuple(BASES))].parse(base_reader)
    deduction = DEDUCTIONS[take_reader.one_of("kind", tuple(DEDUCTIONS))].parse(take_reader)
    base_reader.close()
    take_reader.close()
    items = tuple(parse_item(one) for one in reader.tables("item"))
    _unique(reader, items)
    most = reader.number("most_percent", None, low=0, high=100)
    found = Settling(base, deduction, most, items, reader.text("clause"), reader.text("words"), _ahead(reader))
    reader.ignore("open", "note")
    reader.close()
    return found


def _ahead(reader: Reader) -> tuple[Ahead, ...]:
    rows = tuple(reader.tables("ahead"))
    found = tuple(Ahead(one.text("name"), one.number("amount", low=0)) for one in rows)
    for one in rows:
        one.close()
    return found


def parse_item(reader: Reader) -> Item:
    """One contract item."""
    kind = ITEMS[reader.one_of("kind", tuple(ITEMS))].parse(reader)
    found = Item(reader.text("id"), reader.text("name"), reader.text("clause"), reader.text("words"), kind)
    reader.close()
    return found


def _unique(reader: Reader, items: tuple[Item, ...]) -> None:
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            reader.fault("item", "编号重复", item.id)
        seen.add(item.id)
