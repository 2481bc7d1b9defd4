"""话务员月度绩效考核一览表: every agent's month in one line each, with the sums and room to sign."""

from collections.abc import Iterator
from decimal import Decimal

from app.exact import show
from app.forms.registry import MONTH, STAFF, Form, Wanted
from app.forms.sheet import Block, Cell, Document, Row, Sheet, Signatures, Table, Text
from app.forms.staff_agents import Agent, AgentMonth, agents_of
from app.forms.staff_cells import (
    blank,
    centre,
    day_words,
    line,
    money,
    month_words,
    points,
    top,
    unrecorded,
)
from app.forms.staff_days import DAY_HEAD
from app.forms.styles import CENTRE, SMALL, TOTAL, TOTAL_LABEL

TITLE = "话务员月度绩效考核一览表"
WHO = (("序号", 8), ("工号", 13), ("姓名", 37), ("班组", 14), ("岗位", 13))
SUMS = {"fines": "扣罚", "wage_deductions": "扣减工资", "reward": "分配所得", "net": "净额"}
YUAN = "\n（元）"
ROOM, HEIGHT = 14, 7


def store(wanted: Wanted) -> Document:
    """The month's list."""
    month = agents_of(wanted)
    title = f"{month_words(wanted.period)}{TITLE}"
    blocks: tuple[Block, ...] = (
        top(wanted, ("应完成", day_words(month.due))),
        *(() if month.recorded else (unrecorded(),)),
        _table(month),
        Text(_notes(month), SMALL),
        Signatures(("制表人（签字）", "考核人（签字）", "项目负责人（签字）"), 3, 16),
    )
    sheet = Sheet(TITLE, title, blocks, landscape=True)
    return Document(FORM.id, title, f"{TITLE} {wanted.period}", (sheet,), month.month.stamp)


def _corrects(month: AgentMonth) -> bool:
    """Whether anything of an earlier month is put right in this one: only then it has a column."""
    return any(one.corrections for one in month.agents)


def _table(month: AgentMonth) -> Table:
    parts = [f"{part.name}\n（{'≤ ' if part.bonus else ''}{show(part.weight)}）" for part in month.score.parts]
    extra = [f"更正{YUAN}"] if _corrects(month) else []
    sums = [f"{name}{YUAN}" for name in SUMS.values()]
    names = [*(name for name, _ in WHO), *parts, f"总分\n（{show(month.score.full)}）", "全勤", *sums, *extra]
    widths = [*(width for _, width in WHO), *[14] * len(parts), 15, 12, *[17] * (len(sums) + len(extra)), 30, 20]
    rows = [_row(month, one, at + 1) for at, one in enumerate(month.agents)]
    rows = rows or [blank(len(widths), at + 1, HEIGHT) for at in range(ROOM)]
    head = Row(tuple(Cell(name, DAY_HEAD) for name in [*names, "处理建议", "本人签字"]))
    return Table(tuple(widths), (head, *rows, _total(month)), head=1, keep=1)


def _row(month: AgentMonth, one: Agent, number: int) -> Row:
    who = one.member
    head = [centre(number), centre(who.number), Cell(one.name, SMALL), centre(one.person.team), centre(who.role)]
    marks = [points(one.marks.get(part.id)) for part in month.score.parts]
    proposed = "；".join(month.month.consequence(who.number, name) for name in one.result["consequences"])
    return line(
        *(*head, *marks, month.total(one, CENTRE), centre(month.full(one))),
        *_sums(month, one),
        *(Cell(proposed or None, SMALL), Cell()),
        least=HEIGHT,
    )


def _sums(month: AgentMonth, one: Agent) -> Iterator[Cell]:
    for what in SUMS:
        yield money(one.fen(what) if month.recorded else None)
    if _corrects(month):
        yield money(one.corrected or None)


def _total(month: AgentMonth) -> Row:
    there = month.recorded and bool(month.agents)
    sums = [money(sum(one.fen(what) for one in month.agents) if there else None, TOTAL) for what in SUMS]
    if _corrects(month):
        sums.append(money(sum(one.corrected for one in month.agents), TOTAL))
    kept = sum(month.full(one) == "是" for one in month.agents)
    gap = len(WHO) + len(month.score.parts) + 1
    return line(Cell("合计", TOTAL_LABEL, columns=gap), centre(f"{kept} 人" if there else None), *sums, Cell(columns=2))


def _notes(month: AgentMonth) -> str:
    score = month.score
    told = f"{score.words}（{score.clause}）净额＝分配所得－扣罚－扣减工资；记录金额不等于已从工资中扣除。"
    open_ = sum(one.waiting for one in month.agents) if month.month.stamp.draft else 0
    left = [team for team in month.month.result["teams"] if Decimal(team["undistributed"])]
    told += "".join(f"{team['team']}有 {team['undistributed']} 元无人可分配。" for team in left)
    told += month.month.gone
    return told + (f"另有 {open_} 件事项尚待核实，未计入本表。" if open_ else "")


FORM = Form(
    "agent-list",
    TITLE,
    STAFF,
    MONTH,
    "全体话务员当月得分、全勤、扣罚与净额，一人一行",
    12,
    conduct=True,
    from_store=store,
)
