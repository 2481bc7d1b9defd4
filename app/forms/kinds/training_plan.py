"""月度培训计划: what a month's plan promises, what came of each line, and when it was filed."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from app.forms.registry import MONTH, STAFF, Form, Wanted, digest_of
from app.forms.sheet import Block, Cell, Document, Row, Sheet, Signatures, Table, Text
from app.forms.source import stamped
from app.forms.staff_cells import (
    blank,
    centre,
    day_words,
    heads,
    line,
    month_words,
    points,
    small,
    text,
    top,
    unrecorded,
)
from app.forms.staff_people import monthly
from app.forms.styles import CENTRE, PLAIN, TOTAL_LABEL
from app.ledger import training
from app.ledger.training import Plan, Session

TITLE = "月度培训计划"
COLUMNS = (("序号", 12), ("计划日期", 30), ("培训主题", 54), ("类别", 22), ("课时", 14), ("开展情况", 38))
ROOM = 8
FILING = "本计划于　　　　年　　月　　日报送甲方备案，接收人（签字）：　　　　　　　　"


def store(wanted: Wanted) -> Document:
    """The month's plan; a month without one gives empty rows."""
    monthly(wanted.period)
    book, project, period = wanted.book, wanted.project.id, wanted.period
    with book.read() as connection:
        found = training.plans(connection, project, period)
        held = training.sessions(connection, project, period)
    filed = max((one.filed_on for one in found if one.filed_on), default=None)
    blocks: tuple[Block, ...] = (
        top(wanted),
        *(() if found else (unrecorded(),)),
        _table(found, held),
        Text(
            f"本计划已于 {day_words(filed)} 报送甲方备案，接收人（签字）：　　　　　　　　" if filed else FILING, PLAIN
        ),
        Signatures(("编制人（签字）", "审核人（签字）"), 2, 18),
    )
    title = f"{month_words(period)}培训计划"
    stamp = stamped(wanted, None, digest_of([FORM.id, wanted.project.code, str(period), found]))
    return Document(FORM.id, title, f"{TITLE} {period}", (Sheet(TITLE, title, blocks),), stamp)


def _table(found: Sequence[Plan], held: Sequence[Session]) -> Table:
    done: dict[int, list[Session]] = {}
    for one in held:
        if one.plan is not None:
            done.setdefault(one.plan, []).append(one)
    rows = [_row(at, one, done) for at, one in enumerate(found, 1)]
    rows = rows or [blank(len(COLUMNS), at + 1, 10) for at in range(ROOM)]
    if found:
        hours = [one.hours for one in found if one.hours is not None]
        total = sum(hours, Decimal(0)) if len(hours) == len(found) else None
        rows.append(line(Cell("合计课时", TOTAL_LABEL, columns=4), points(total, TOTAL_LABEL), Cell()))
    head = heads(name for name, _ in COLUMNS)
    return Table(tuple(width for _, width in COLUMNS), (head, *rows), head=1, keep=1 if found else 0)


def _row(number: int, one: Plan, done: Mapping[int, Sequence[Session]]) -> Row:
    held = "、".join(f"{day_words(each.day)} 已开展" for each in done.get(one.id, ()))
    return line(
        *(centre(number), centre(day_words(one.planned_on)), text(one.topic), centre(training.KINDS[one.kind])),
        *(points(one.hours, CENTRE), small(held)),
        least=10,
    )


FORM = Form("training-plan", TITLE, STAFF, MONTH, "当月计划的培训与课时，报送甲方备案用", 50, from_store=store)
