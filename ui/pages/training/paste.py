"""A list pasted from Excel into the check list: names or staff numbers found, with hours and marks under a title."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from app.ledger.pinyin import folded
from ui.kit.number_text import Wrong, parsed
from ui.pages.training.roll import FIGURE, Mark

HOURS, MARK = ("课时", "学时"), ("成绩", "分数", "得分")


@dataclass
class Found:
    """Which rows of the list are meant, and in words what could not be placed."""

    rows: dict[int, tuple[Decimal | None, Decimal | None]] = field(
        default_factory=dict[int, "tuple[Decimal | None, Decimal | None]"]
    )
    unknown: list[str] = field(default_factory=list[str])
    double: list[str] = field(default_factory=list[str])

    @property
    def words(self) -> str:
        """已勾选 3 人；没找到：张三."""
        told = [f"已勾选 {len(self.rows)} 人"]
        told += [f"没找到：{'、'.join(self.unknown)}"] if self.unknown else []
        told += [f"同名不止一人，请写工号：{'、'.join(self.double)}"] if self.double else []
        return "；".join(told)


def found_in(block: Sequence[Sequence[str]], rows: Sequence[Mark]) -> Found | None:
    """The people of a pasted rectangle; None if it names nobody and is a rectangle of cells."""
    places = _places(rows)
    titles = block[0] if block and not any(_key(cell) in places for cell in block[0]) else ()
    hours, mark = _titled(titles, HOURS), _titled(titles, MARK)
    found = Found()
    for line in block[1:] if titles and len(block) > 1 else block:
        cells = [one.strip() for one in line]
        named = [(cell, places[_key(cell)]) for cell in cells if _key(cell) in places]
        alone = [(cell, at) for cell, at in named if len(at) == 1]
        if alone:
            found.rows[alone[0][1][0]] = _figure(cells, hours), _figure(cells, mark)
        elif named:
            found.double.append(named[0][0])
        elif any(cells):
            found.unknown.append(next(cell for cell in cells if cell))
    return found if found.rows or found.double else None


def _places(rows: Sequence[Mark]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, one in enumerate(rows):
        for text in (one.seat.person.name, one.seat.person.staff_number):
            found.setdefault(_key(text), []).append(at)
    return found


def _key(text: str) -> str:
    return folded(text.strip()).lower()


def _titled(titles: Sequence[str], wanted: Sequence[str]) -> int:
    return next((at for at, one in enumerate(titles) if any(word in one for word in wanted)), -1)


def _figure(cells: Sequence[str], column: int) -> Decimal | None:
    found = parsed(cells[column], FIGURE) if 0 <= column < len(cells) else None
    return None if isinstance(found, Wrong) else found
