"""话务员月度绩效考核表: one page a person with the score, items, attendance, money, proposals, and room to answer."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.capitals import capitals
from app.exact import show, show_money
from app.forms.assessment_judged import fen
from app.forms.conduct_month import PENDING
from app.forms.registry import MONTH, STAFF, Form, Wanted
from app.forms.sheet import Block, Cell, Document, Row, Sheet, Signatures, Table, Text
from app.forms.staff_agents import Agent, AgentMonth, agents_of
from app.forms.staff_cells import (
    UNRECORDED,
    blank,
    box,
    centre,
    day_words,
    heads,
    label,
    line,
    money,
    month_words,
    points,
    small,
    text,
    top,
    unrecorded,
)
from app.forms.styles import CENTRE, SMALL, TOTAL, TOTAL_LABEL
from app.ledger.codes import codes
from app.ledger.conduct_months import CONFIRMED
from app.reader import iso_day

TITLE = "话务员月度绩效考核表"
SIX = (22, 36, 22, 32, 24, 34)
ITEMS = (
    ("日期", 18),
    ("条款", 24),
    ("事项与原文", 58),
    ("计扣说明", 34),
    ("扣罚\n（元）", 17),
    ("扣减工资\n（元）", 19),
)
COSTS = ("fine", "wage")
ROOM = 4  # rows to fill in by hand while nothing is recorded
NET = "应计净额＝分配所得－扣罚－扣减工资＋更正；签字只表示收到。"
OUTCOMES = {True: "确认", False: "不作此处理"}


def store(wanted: Wanted) -> Document:
    """A page for everybody of the month, or for the one person asked for."""
    month = agents_of(wanted)
    title = f"{month_words(wanted.period)}{TITLE}"
    sheets = tuple(_sheet(wanted, month, one) for one in month.agents)
    return Document(FORM.id, title, f"{TITLE} {wanted.period}", sheets, month.month.stamp)


def _sheet(wanted: Wanted, month: AgentMonth, one: Agent) -> Sheet:
    blocks = [
        top(wanted),
        *([] if month.recorded else [unrecorded()]),
        _head(month, one),
        _score(month, one),
        _items(month, one),
        _sums(month, one),
        *_proposals(month, one),
        *_answer(one),
        Text(_notes(month, one), SMALL),
        Signatures(("被考核人（签字）", "班组长（签字）", "考核人（签字）"), 3, 16),
    ]
    return Sheet(f"{one.member.number} {one.name}", TITLE, tuple(blocks))


def _head(month: AgentMonth, one: Agent) -> Table:
    who, until = one.member, month.protected_until(one)
    guarded = f"新员工保护期至 {day_words(until)}" if until else "不在保护期" if one.person.online_on else ""
    rows = [
        line(label("姓名"), text(one.name), label("工号"), text(who.number), label("班组"), text(one.person.team)),
        line(
            *(label("岗位"), text(who.role), label("上线日期"), text(day_words(one.person.online_on))),
            *(label("保护期"), small(guarded)),
        ),
    ]
    if one.person.left_on:
        rows.append(line(label("最后在岗"), text(day_words(one.person.left_on), 5)))
    return Table(SIX, tuple(rows))


def _score(month: AgentMonth, one: Agent) -> Table:
    """The parts with their weights; the column at the right is for the appraiser's hand."""
    rows = [
        line(
            text(part.name),
            centre(f"{'最多 ' if part.bonus else ''}{show(part.weight)}"),
            points(one.marks.get(part.id), CENTRE),
            Cell(),
        )
        for part in month.score.parts
    ]
    capped = f"各项合计 {show(one.score.sum)}，按满分计" if one.score and one.score.capped else None
    full = Cell(f"满分 {show(month.score.full)}", TOTAL_LABEL)
    total = line(Cell("总分", TOTAL_LABEL), full, month.total(one, TOTAL_LABEL), small(capped))
    return Table((46, 26, 26, 72), (heads(("考核项目", "分值", "得分", "评分说明")), *rows, total), keep=1)


def _items(month: AgentMonth, one: Agent) -> Table:
    rows = [_item(month, item) for item in one.result["items"]]
    if not rows and month.recorded:
        rows = [line(centre("本月没有登记事项", len(ITEMS)))]
    rows = rows or [blank(len(ITEMS))] * ROOM
    sums = [money(one.fen(what) if month.recorded else None, TOTAL) for what in ("fines", "wage_deductions")]
    total = line(Cell("合计", TOTAL_LABEL, columns=len(ITEMS) - 2), *sums)
    return Table(tuple(width for _, width in ITEMS), (heads(name for name, _ in ITEMS), *rows, total), head=1, keep=1)


def _item(month: AgentMonth, item: Mapping[str, Any]) -> Row:
    rule = month.month.rules.rules[item["rule"]]
    amount = [_amount(item, kind) for kind in COSTS]
    said = rule.words if rule.words.startswith(rule.name) else f"{rule.name}：{rule.words}"
    return line(
        *(Cell(iso_day(item["date"]), SMALL), small(item["clause"])),
        *(small(said), small(item["trace"]), *amount),
    )


def _amount(item: Mapping[str, Any], kind: str) -> Cell:
    """What an item costs, in the column of its kind; what only is recorded costs nothing in either."""
    if item["kind"] not in COSTS:
        return centre("记录" if kind == COSTS[0] else None)
    if item["kind"] != kind:
        return Cell()
    amount = fen(item["amount"])
    return centre("免扣") if kind == COSTS[0] and not amount else money(amount)


def _sums(month: AgentMonth, one: Agent) -> Table:
    there = month.recorded
    net = one.fen("net") + one.corrected
    rows = [
        line(
            label("考勤"),
            small(_days(month, one), 3),
            label("全勤"),
            centre(month.full(one)),
        ),
        line(
            *(label("扣罚"), money(one.fen("fines") if there else None)),
            *(label("扣减工资"), money(one.fen("wage_deductions") if there else None)),
            *(label("分配所得"), money(one.fen("reward") if there else None)),
        ),
        *(line(label("更正"), small(f"{each.about}：{each.reason}", 4), money(each.fen)) for each in one.corrections),
        line(
            *(label("应计净额"), money(net if there else None, TOTAL)),
            *(label("大写"), text(capitals(net) if there else None, 3)),
        ),
        line(label("可扣参考"), small(_limit(month, one), 3), label("已实际扣发"), _deducted(one)),
    ]
    return Table(SIX, tuple(rows), keep=2)


def _days(month: AgentMonth, one: Agent) -> str | None:
    """The month's days in words."""
    known, unit = codes(), {"extra": "次"}
    days = [f"出勤 {show(one.tally.of('work'))} 天"] if one.tally.counts else []
    days += [
        f"{code.name} {show(one.tally.counts[code.id])} {unit.get(code.kind, '天')}"
        for code in known.values()
        if code.kind != "work" and code.id in one.tally.counts
    ]
    if not days:
        return UNRECORDED if month.recorded else None
    return "，".join([*days, *([f"未登记 {one.tally.unmarked} 天"] if one.tally.unmarked else [])])


def _limit(month: AgentMonth, one: Agent) -> str | None:
    """What the rules name beside what may prudently be taken off: the one is no leave to do the other."""
    if not month.recorded:
        return None
    by_rule = show_money(one.fen("fines") + one.fen("wage_deductions"))
    limit = month.limit(one)
    told = "月工资或最低工资未填写，无法校验" if limit is None else f"审慎上限 {show_money(limit)} 元"
    return f"制度金额 {by_rule} 元；{told}（只供核对，不是许可）"


def _deducted(one: Agent) -> Cell:
    return text("未登记") if one.deducted is None else money(one.deducted)


def _proposals(month: AgentMonth, one: Agent) -> Iterator[Block]:
    """What the rules propose and what a person decided; without a proposal, one line says so."""
    if not one.result["consequences"]:
        return
    rows = [_proposal(month, one, name) for name in one.result["consequences"]]
    yield Table((30, 78, 62), (heads(("处理建议", "依据", "决定（未经确认不生效）")), *rows), head=1)


def _proposal(month: AgentMonth, one: Agent, name: str) -> Row:
    known, decision = month.month.rules.consequences[name], one.decisions.get(name)
    told = PENDING
    if decision:
        outcome = OUTCOMES[decision.outcome == CONFIRMED]
        told = f"{outcome}：{decision.reason}（{decision.decided_by}，{day_words(decision.decided_on)}）"
    return line(centre(known.name), small(f"{known.clause}：{known.words}"), small(told))


def _answer(one: Agent) -> Iterator[Block]:
    """Acknowledgement and appeal: what was recorded, else room for a pen."""
    slip = one.slip
    given = f"{day_words(slip.given_on)} 送达" if slip else ""
    seen = f"{day_words(slip.acknowledged_on)} 签收" if slip and slip.acknowledged_on else ""
    appealed = bool(slip and slip.appealed_on)
    agreed = bool(seen) and not appealed
    said = f"{day_words(slip.appealed_on)}：{slip.appeal}" if slip and slip.appealed_on else None
    choice = f"{box(agreed, '无异议')}　　{box(appealed, '有异议，意见如下')}"
    recorded = "；".join(one for one in (given, seen) if one)
    rows = (
        line(label("本人确认"), text(f"本人已阅知以上内容。{choice}{f'　（{recorded}）' if recorded else ''}")),
        line(label("申诉意见"), text(said), least=16),
        line(label("处理结果"), text(slip.outcome if slip else None), least=13),
    )
    yield Table((22, 148), rows, keep=len(rows))


def _notes(month: AgentMonth, one: Agent) -> str:
    score = month.score
    told = f"{score.words}（{score.clause}）应于 {day_words(month.due)}前完成。{NET}"
    waiting = one.waiting if month.month.stamp.draft else 0
    return told + (f"另有 {waiting} 件事项尚待核实，未计入本表。" if waiting else "")


FORM = Form(
    "agent-month",
    TITLE,
    STAFF,
    MONTH,
    "一人一页：四项得分、当月事项、考勤、金额与处理建议，本人确认与申诉",
    10,
    conduct=True,
    from_store=store,
)
