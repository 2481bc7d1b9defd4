"""What several nouns check or say alike: a reason, a row that still stands, a number that can be stored exactly."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Table

from app.errors import Fault, Refused
from app.exact import exact_or_none
from app.ledger.change import Change
from app.reader import BIGGEST
from db.types import MICRO

HALVES = ("day", "am", "pm")


def refuse(path: str, value: object, reason: str) -> Refused:
    """A refusal of one value at one place."""
    return Refused([Fault(path, str(value), reason)])


def needed(path: str, text: str) -> str:
    """A text that must say something."""
    if not text.strip():
        raise refuse(path, text, "不能为空")
    return text.strip()


def exact(path: str, value: object, places: int = MICRO, low: int | None = 0) -> Decimal:
    """A number as it is stored: plain, with few enough decimals, not below `low`."""
    number = exact_or_none(value)
    if not isinstance(number, Decimal):
        raise refuse(path, value, "应为普通写法的数字")
    if number.as_tuple().exponent < -places:  # pyright: ignore[reportOperatorIssue]  # finite: parsed above
        raise refuse(path, value, f"最多 {places} 位小数")
    if low is not None and number < low:
        raise refuse(path, value, "不能为负" if low == 0 else f"不能小于 {low}")
    if abs(number) > BIGGEST:
        raise refuse(path, value, "数字过大，请核对")
    return number


def own(change: Change, table: Table, row_id: int, project: int) -> dict[str, Any]:
    """A row of this project as it is now; refused where it is another's or was voided."""
    row = change.row(table, row_id)
    if row.get("project_id", project) != project:
        raise refuse(table.name, row_id, "没有这条记录")
    if row["voided"] is not None:
        raise refuse(table.name, row_id, f"这条记录已作废（{row['voided']}）")
    return row


def in_order(path: str, first: date, last: date | None) -> None:
    """A span's ends in the right order."""
    if last is not None and last < first:
        raise refuse(path, last, f"早于起始日 {first}")


def shown_day(day: date) -> str:
    """9月3日."""
    return f"{day.month}月{day.day}日"
