"""扣罚明细一览: everybody's month in one line each, and under it every item that was logged."""

from collections.abc import Mapping
from typing import Any

from app.exact import show_money
from app.forms.assessment_judged import fen, told
from app.forms.conduct_month import KINDS, ConductMonth, from_facts, from_wanted
from app.forms.registry import MONTH, STAFF, Form, Wanted
from app.forms.sheet import MONEY, Cell, Document, Gap, Row, Sheet, Signatures, Table, Text
from app.forms.staff_cells import UNRECORDED, unrecorded
from app.forms.styles import CENTRE, HEAD, HEADING, NUMBER, SMALL, TEXT, TOTAL, TOTAL_LABEL
from app.reader import iso_day

TITLE = "扣罚明细一览"
SUMS = ("fines", "wage_deductions", "reward", "net")
PEOPLE = (
    *(("序号", 11), ("工号", 20), ("姓名", 30), ("班组", 26), ("扣罚（元）", 24), ("扣减工资（元）", 28)),
    *(("分配所得（元）", 28), ("净额（元）", 24), ("全勤", 14), ("拟作处理", 50)),
)
ITEMS = (
    *(("序号", 11), ("日期", 24), ("工号", 20), ("姓名", 28), ("条款", 38), ("事由", 84), ("性质", 20)),
    ("金额（元）", 24),
)


def store(wanted: Wanted) -> Document:
    """From a month of the store."""
    return document(from_wanted(wanted))


def facts(given: Mapping[str, Any]) -> Document:
    """From a month's facts."""
    return document(from_facts(given))


def document(month: ConductMonth) -> Document:
    """One landscape sheet."""
    title = f"{told(month.period)}{TITLE}"
    blocks = (
        *(() if month.recorded else (unrecorded(),)),
        _people(month),
        Gap(),
        Text("逐项明细", HEADING),
        _items(month),
        *_corrections(month),
        Text("净额＝分配所得－扣罚－扣减工资；“记录”不等于“已从工资中扣除”，拟作处理须人工确认。", SMALL),
        Signatures(("制表", "主管"), 2),
    )
    sheet = Sheet(TITLE, title, blocks, landscape=True)
    return Document(FORM.id, title, f"{TITLE} {month.period}", (sheet,), month.stamp)


def _corrections(month: ConductMonth) -> list[Text]:
    """What this month gives back (or takes) because of an earlier one; not in the sums above."""
    told = [(who, one) for who, rows in month.corrections.items() for one in rows]
    return [Text(f"更正：{who} {one.about} {show_money(one.fen)} 元，{one.reason}", SMALL) for who, one in told]


def _people(month: ConductMonth) -> Table:
    rows = [_person(month, one, at + 1) for at, one in enumerate(month.people)]
    sums = [Cell(month.total(month.people, key), TOTAL, format=MONEY) for key in SUMS]
    total = Row((Cell("合计", TOTAL_LABEL, columns=4), None, None, None, *sums, Cell("", CENTRE), Cell("", TEXT)))
    return _table(PEOPLE, [*rows, total], keep=1)


def _person(month: ConductMonth, one: Mapping[str, Any], number: int) -> Row:
    person = month.person(one["id"])
    proposed = "、".join(month.consequence(one["id"], name) for name in one["consequences"])
    return Row(
        (
            *(Cell(number, CENTRE), Cell(person.id, CENTRE), Cell(person.name, CENTRE), Cell(person.team, CENTRE)),
            *(Cell(month.amount(one[key]), NUMBER, format=MONEY) for key in SUMS),
            *(Cell(_full(month, one), CENTRE), Cell(proposed, SMALL)),
        )
    )


def _full(month: ConductMonth, one: Mapping[str, Any]) -> str:
    kept = "是" if one["full_attendance"] else "否"
    return kept if month.recorded else ""


def _items(month: ConductMonth) -> Table:
    found = [(item["date"], one["id"], item) for one in month.people for item in one["items"]]
    ordered = sorted(found, key=lambda row: row[:2])
    rows = [_item(month, who, item, at + 1) for at, (_, who, item) in enumerate(ordered)]
    if not rows:
        nothing = "本月没有登记任何事项" if month.recorded else UNRECORDED
        rows = [Row((Cell(nothing, CENTRE, columns=len(ITEMS)), *(None,) * (len(ITEMS) - 1)))]
    return _table(ITEMS, rows)


def _item(month: ConductMonth, who: str, item: Mapping[str, Any], number: int) -> Row:
    person = month.person(who)
    kind = "免予扣罚" if item["waived"] is not None else KINDS[item["kind"]]
    return Row(
        (
            *(Cell(number, CENTRE), Cell(iso_day(item["date"]), CENTRE)),
            *(Cell(person.id, CENTRE), Cell(person.name, CENTRE)),
            *(Cell(item["clause"], SMALL), Cell(item["trace"], SMALL), Cell(kind, CENTRE)),
            Cell(fen(item["amount"]), NUMBER, format=MONEY),
        )
    )


def _table(heads: tuple[tuple[str, int], ...], rows: list[Row], keep: int = 0) -> Table:
    head = Row(tuple(Cell(word, HEAD) for word, _ in heads))
    return Table(tuple(width for _, width in heads), (head, *rows), head=1, keep=keep)


FORM = Form(
    "agents",
    TITLE,
    STAFF,
    MONTH,
    "全员当月扣罚、扣减、分配与逐项明细",
    22,
    conduct=True,
    from_store=store,
    from_facts=facts,
)
