"""事件登记表: what was logged in a period, with clause, status, effect on points and money, and evidence."""

from collections import Counter
from collections.abc import Iterator

from app.forms.assessment_judged import told
from app.forms.floor_incidents import CLASSES, Told, told_of
from app.forms.floor_seen import Seen, seen
from app.forms.registry import FLOOR, PERIOD, Form, Wanted
from app.forms.sheet import Block, Cell, Document, Pairs, Row, Sheet, Signatures, Table, Text
from app.forms.staff_cells import blank
from app.forms.styles import CENTRE, HEAD, SMALL
from app.ledger import incidents

TITLE = "事件登记表"
HEADS = (
    *(("序号", 10), ("日期", 18), ("类别", 18), ("事项", 32), ("人员", 22), ("条款", 30), ("经过", 68)),
    *(("状态", 13), ("对得分和金额的影响", 40), ("证据", 11)),
)
ROOM = 10


def store(wanted: Wanted) -> Document:
    """The register of a period."""
    one = seen(wanted)
    rows = list(told_of(one))
    title = f"{told(one.period)}{TITLE}"
    sheet = Sheet(TITLE, title, tuple(_blocks(one, rows)), landscape=True)
    return Document(FORM.id, title, f"{TITLE} {one.period}", (sheet,), one.found.stamp)


def _blocks(one: Seen, rows: list[Told]) -> Iterator[Block]:
    wanted = one.wanted
    span = f"{one.period.first} 至 {one.period.last}"
    yield Pairs((("项目", wanted.project.name), ("期间", span), ("登记", f"{len(rows)} 件" if rows else "")))
    head = Row(tuple(Cell(name, HEAD) for name, _ in HEADS))
    body = [_row(each, at) for at, each in enumerate(rows, 1)] or [blank(len(HEADS)) for _ in range(ROOM)]
    yield Table(tuple(width for _, width in HEADS), (head, *body), head=1)
    yield Text(_note(one, rows), SMALL)
    yield Signatures(("登记人（签字）", "核实人（签字）", "现场负责人（签字）"), 3, 14)


def _row(each: Told, number: int) -> Row:
    return Row(
        (
            Cell(number, CENTRE),
            Cell(f"{each.one.day.month}月{each.one.day.day}日", CENTRE),
            Cell(CLASSES[each.one.kind], CENTRE),
            Cell(each.name, SMALL),
            Cell(each.person, SMALL),
            Cell(each.clause, SMALL),
            Cell(each.words, SMALL),
            Cell(each.status, CENTRE),
            Cell(each.effect, SMALL),
            Cell(f"{each.files} 份" if each.files else "—", CENTRE),
        )
    )


def _note(one: Seen, rows: list[Told]) -> str:
    if not rows:
        known = incidents.listed(one.wanted.book, one.wanted.project.id)
        return f"{one.ours}没有登记事件。" if known else "事件未录入，空格供手工填写。"
    many = Counter(CLASSES[each.one.kind] for each in rows)
    kinds = "、".join(f"{name} {many[name]} 件" for name in CLASSES.values() if many[name])
    return f"合计 {len(rows)} 件：{kinds}。影响为本件单独计入与不计入之差，几件合计不一定等于各件之和。"


FORM = Form(
    "incident-register",
    TITLE,
    FLOOR,
    PERIOD,
    "本期登记的事件：条款、状态、对得分和金额的影响、证据",
    20,
    from_store=store,
)
