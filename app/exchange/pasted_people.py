"""A list of people as it is pasted from a table: columns found by their headings, every fault with its row."""

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from app.errors import Fault
from app.exact import exact_or_none, to_fen
from app.ledger.people import Newcomer

HEADINGS = {
    "staff_number": ("工号", "编号", "员工编号", "坐席号"),
    "name": ("姓名", "名字", "员工姓名"),
    "team": ("班组", "组别", "班次组", "所在班组"),
    "since": ("入职日期", "入职时间", "到岗日期", "入职"),
    "online_on": ("上线日期", "上岗日期", "上线时间", "上机日期"),
    "post": ("岗位", "职务"),
    "wage": ("月工资", "工资", "基本工资"),
    "leader": ("班长", "是否班长"),
}
YES = ("是", "√", "班长", "1", "y", "yes")
# Day 0 of the serial numbers that tables show for a date that lost its format.
EPOCH = date(1899, 12, 30)


class Pasted(NamedTuple):
    """The people found, and what is wrong, by row (the heading is row 1)."""

    people: tuple[Newcomer, ...]
    faults: tuple[Fault, ...]
    unknown: tuple[str, ...]


def read_people(text: str, usual_since: date) -> Pasted:
    """The people of a pasted table; without headings the columns are 工号, 姓名, 班组."""
    rows = [[_plain(cell) for cell in row] for row in csv.reader(io.StringIO(text.strip("\n")), dialect="excel-tab")]
    rows = [row for row in rows if any(row)]
    if not rows:
        return Pasted((), (Fault("第 1 行", "", "没有内容；请从表格中复制人员名单后粘贴"),), ())
    places = _places(rows[0])
    unknown: tuple[str, ...] = ()
    first = 0
    if "name" in places:
        first = 1
        unknown = tuple(cell for at, cell in enumerate(rows[0]) if cell and at not in places.values())
    else:
        places = {"staff_number": 0, "name": 1, "team": 2}
    faults: list[Fault] = []
    people = [
        found for at, row in enumerate(rows[first:], first + 1) if (found := _one(row, places, at, usual_since, faults))
    ]
    return Pasted(tuple(people), tuple(faults), unknown)


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip() if cell.isascii() else cell.strip().replace("　", "")


def _places(heading: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, names in HEADINGS.items():
        for at, cell in enumerate(heading):
            if cell.replace(" ", "") in names:
                found.setdefault(key, at)
    return found


def _one(
    row: Sequence[str], places: Mapping[str, int], at: int, usual_since: date, faults: list[Fault]
) -> Newcomer | None:
    def cell(key: str) -> str:
        place = places.get(key, len(row))
        return row[place] if place < len(row) else ""

    before = len(faults)
    where = f"第 {at} 行"
    for key, word in (("staff_number", "工号"), ("name", "姓名")):
        if not cell(key):
            faults.append(Fault(f"{where} {word}", "", "不能为空"))
    since = _day(cell("since"), f"{where} 入职日期", faults) or usual_since
    online = _day(cell("online_on"), f"{where} 上线日期", faults)
    wage = _wage(cell("wage"), f"{where} 月工资", faults)
    if len(faults) > before:
        return None
    leader = cell("leader").lower() in YES
    number = unicodedata.normalize("NFKC", cell("staff_number"))  # Ｋ０２ is K02, not somebody else
    return Newcomer(number, cell("name"), since, cell("team"), online, cell("post"), wage, leader=leader)


def _day(text: str, place: str, faults: list[Fault]) -> date | None:
    """2025-09-03, 2025/9/3, 2025.9.3, 2025年9月3日, or a table's serial number."""
    if not text:
        return None
    narrow = unicodedata.normalize("NFKC", text).split(" ")[0]
    for sign in ("年", "月", "/", "."):
        narrow = narrow.replace(sign, "-")
    parts = narrow.removesuffix("日").strip("-").split("-")
    try:
        if len(parts) == 1 and parts[0].isdigit() and len(parts[0]) == 5:
            return EPOCH + timedelta(days=int(parts[0]))
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except (ValueError, OverflowError):
        faults.append(Fault(place, text, "应为日期，如 2025-09-03"))
        return None


def _wage(text: str, place: str, faults: list[Fault]) -> int | None:
    if not text:
        return None
    number = exact_or_none(unicodedata.normalize("NFKC", text).replace(",", "").removesuffix("元"))
    if number is None or number < 0:
        faults.append(Fault(place, text, "应为金额，如 3600"))
        return None
    return to_fen(number)
