"""义务完成情况表: what the contract asked for in a period, when it was done and with what proof, what a miss costs."""

from collections.abc import Iterator

from app.forms.assessment_judged import told
from app.forms.floor_duties import FULFILLED, LATE, Duty, costs, counted, duties_of
from app.forms.floor_seen import Seen, seen
from app.forms.registry import FLOOR, PERIOD, Form, Wanted
from app.forms.sheet import Block, Cell, Document, Pairs, Row, Sheet, Signatures, Table, Text
from app.forms.staff_cells import blank
from app.forms.styles import CENTRE, HEAD, MARK, SMALL, TEXT

TITLE = "义务完成情况表"
HEADS = (
    *(("序号", 10), ("义务", 42), ("条款", 30), ("期限", 24), ("完成日期", 24), ("情况", 22), ("证明", 52)),
    *(("附件", 12), ("未办的后果", 46)),
)
ROOM = 10


def store(wanted: Wanted) -> Document:
    """The obligations of a period."""
    one = seen(wanted)
    due = duties_of(wanted)
    title = f"{told(one.period)}{TITLE}"
    sheet = Sheet(TITLE, title, tuple(_blocks(one, due)), landscape=True)
    return Document(FORM.id, title, f"{TITLE} {one.period}", (sheet,), one.found.stamp)


def _blocks(one: Seen, due: tuple[Duty, ...]) -> Iterator[Block]:
    wanted = one.wanted
    many = f"{len(due)} 项" if due else ""
    yield Pairs((("项目", wanted.project.name), ("期间", f"{one.period.first} 至 {one.period.last}"), ("应办", many)))
    rules = {each.one.rule: each.rule for each in due}
    worth = {name: costs(one.judged, wanted.contract, rule) for name, rule in rules.items()}
    head = Row(tuple(Cell(name, HEAD) for name, _ in HEADS))
    rows = [_row(each, at, worth[each.one.rule]) for at, each in enumerate(due, 1)]
    body = rows or [blank(len(HEADS)) for _ in range(ROOM)]
    yield Table(tuple(width for _, width in HEADS), (head, *body), head=1)
    yield Text(_note(one, due), SMALL)
    yield Signatures(("填表人（签字）", "现场负责人（签字）", "甲方确认（签字）"), 3, 14)


def _row(each: Duty, number: int, worth: str) -> Row:
    state = f"{each.state} {each.days_late} 天" if each.state == LATE else each.state
    due = f"{each.one.due_at:%Y-%m-%d %H:%M}" if each.one.due_at else str(each.one.due_on)
    return Row(
        (
            Cell(number, CENTRE),
            Cell(each.name, TEXT),
            Cell(each.rule.clause if each.rule else "", SMALL),
            Cell(due, CENTRE),
            Cell(str(each.done_on) if each.done_on else "", CENTRE),
            Cell(state, CENTRE if each.state in FULFILLED and each.state != LATE else MARK),
            Cell(each.proof, SMALL),
            Cell(f"{each.files} 份" if each.files else "—", CENTRE),
            Cell(worth or "台账不自动计扣", SMALL),
        )
    )


def _note(one: Seen, due: tuple[Duty, ...]) -> str:
    if not due:
        return f"{one.ours}没有列入台账的到期义务；台账尚未生成义务的，视为未录入。"
    said = f"合计 {len(due)} 项：{counted(due)}。“未举证”只表示期限已过而没有登记证明，经人工确认未办才计入考核。"
    unknown = any(not each.one.announced for each in due)
    return said + ("部分期限所在年度的节假日安排尚未公布，按周一至周五计。" if unknown else "")


FORM = Form(
    "obligations",
    TITLE,
    FLOOR,
    PERIOD,
    "本期应办的合同义务：期限、完成、证明、逾期与未举证、后果",
    30,
    from_store=store,
)
