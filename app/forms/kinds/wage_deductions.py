"""工资扣罚明细: a month's sums person by person, what may be taken at most by law, what was really taken so far."""

from collections.abc import Iterator
from decimal import Decimal

from app.exact import show
from app.forms.assessment_judged import told
from app.forms.floor_wages import SUMS, Wage, Wages, wages_of
from app.forms.registry import MONTH, STAFF, Form, Wanted
from app.forms.sheet import Block, Cell, Document, Pairs, Row, Sheet, Signatures, Table, Text
from app.forms.staff_cells import blank, centre, heads, line, money, small
from app.forms.staff_people import monthly
from app.forms.styles import HEAD, HEADING, SMALL, TOTAL, TOTAL_LABEL

TITLE = "工资扣罚明细"
WHO = (("序号", 10), ("工号", 18), ("姓名", 36), ("班组", 22), ("月工资", 22))
BY_RULE, BY_LAW = "制度金额（按规则）", "执行"
ROOM, HEIGHT, WIDTH = 14, 6, 22


def store(wanted: Wanted) -> Document:
    """From a month of the store."""
    monthly(wanted.period)
    found = wages_of(wanted)
    title = f"{told(wanted.period)}{TITLE}"
    sheet = Sheet(TITLE, title, tuple(_blocks(wanted, found)), landscape=True)
    return Document(FORM.id, title, f"{TITLE} {wanted.period}", (sheet,), found.stamp)


def _blocks(wanted: Wanted, found: Wages) -> Iterator[Block]:
    yield Pairs((("项目", wanted.project.name), ("月份", told(wanted.period)), ("当地月最低工资", found.minimum_words)))
    yield _table(found)
    if not found.people:
        yield Text("人员未录入，空格供手工填写。", SMALL)
    for text in found.notes:
        yield Text(text, SMALL)
    cautions = [f"{one.number} {one.name}：{text}" for one in found.people for text in one.cautions]
    if cautions:
        yield Text("扣发前请核对", HEADING)
        for text in cautions:
            yield Text(f"· {text}", SMALL)
    yield Signatures(("制表人（签字）", "现场负责人（签字）", "财务（签字）"), 3, 12)


def _table(found: Wages) -> Table:
    sums = list(SUMS.values()) if found.by_rule else ["请假（天）", "旷工（天）"]
    law = ["可执行上限参考"] if found.by_rule else []
    names = [*(name for name, _ in WHO), *sums, "更正", *law, "本月已扣累计", "本人签字"]
    widths = [*(width for _, width in WHO), *[WIDTH] * (len(names) - len(WHO))]
    rows = [_row(found, one, at) for at, one in enumerate(found.people, 1)]
    body = rows or [blank(len(names), at + 1, HEIGHT) for at in range(ROOM)]
    return Table(tuple(widths), (*_heads(found, names, len(sums)), *body, _total(found)), head=2, keep=1)


def _heads(found: Wages, names: list[str], sums: int) -> tuple[Row, Row]:
    """What the rules say beside what was done: recorded is not deducted."""
    who = len(WHO)
    over = BY_RULE if found.by_rule else "考勤"
    first = [*(Cell(name, HEAD, rows=2) for name in names[:who]), Cell(over, HEAD, columns=sums)]
    law = len(names) - who - sums
    top = line(*first, Cell(BY_LAW, HEAD, columns=law))
    below = heads(names[who:])
    return top, Row((*[None] * who, *below.cells))


def _row(found: Wages, one: Wage, number: int) -> Row:
    head = [centre(number), centre(one.number), small(one.name), centre(one.team), _known(one.monthly)]
    if found.by_rule:
        told_of = [money(one.sums.get(key)) for key in SUMS]
        law = [money(one.limit) if one.limit is not None else small(one.why_no_limit)]
    else:
        told_of, law = [_days(one.leave), _days(one.absence)], []
    taken = money(one.taken) if one.taken is not None else centre("未登记")
    return line(*head, *told_of, money(one.corrected), *law, taken, Cell(), least=HEIGHT)


def _known(fen: int | None) -> Cell:
    return small("未录入") if fen is None else money(fen)


def _days(days: Decimal) -> Cell:
    return centre(show(days) if days else None)


def _total(found: Wages) -> Row:
    there = bool(found.people)
    label = Cell("合计", TOTAL_LABEL, columns=len(WHO))
    taken = [one.taken for one in found.people if one.taken is not None]
    fixed = [one.corrected for one in found.people if one.corrected is not None]
    ends = [money(sum(taken) if taken else None, TOTAL), Cell()]
    if not found.by_rule:
        known = [(one.leave, one.absence) for one in found.people] if found.attended else []
        sums = [sum((days[at] for days in known), Decimal(0)) for at in (0, 1)]
        days = [Cell(show(many) if known else None, TOTAL_LABEL) for many in sums]
        return line(label, *days, money(sum(fixed) if fixed else None, TOTAL), *ends)
    known = there and all(one.sums for one in found.people)
    sums = [money(sum(one.sums[key] for one in found.people) if known else None, TOTAL) for key in SUMS]
    return line(label, *sums, money(sum(fixed) if fixed else None, TOTAL), Cell("—", TOTAL_LABEL), *ends)


FORM = Form(
    "wage-deductions",
    TITLE,
    STAFF,
    MONTH,
    "每人扣罚、扣减、分配所得与净额，可执行上限参考，本月已扣累计",
    15,
    from_store=store,
)
