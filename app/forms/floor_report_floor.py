"""The report's second half: events, training, staff and obligations."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from app.exact import show
from app.forms.floor_duties import FAILED, LATE, UNPROVEN, Duty, counted, duties_of
from app.forms.floor_seen import Seen
from app.forms.floor_staff import Staff, staff_of
from app.forms.sheet import Block, Cell, Row, Table, Text
from app.forms.staff_cells import day_words
from app.forms.styles import CENTRE, HEAD, HEADING, PLAIN, SMALL, TEXT
from app.ledger import incidents, training
from app.ledger.incidents import RECORDED, WITHDRAWN, Incident, name_of
from app.periods import Period

UNRECORDED = "未录入"
KINDS = {
    "complaint": "投诉", "praise": "表扬", "emergency": "紧急事件", "fault": "故障", "qa": "质检与差错",
    "contract": "合同事项", "conduct": "员工行为",
}  # fmt: skip
DUTIES = 12


def paragraph(text: str) -> Text:
    """A paragraph of the report."""
    return Text(text, PLAIN, indent=True)


def events(one: Seen, number: str) -> Iterator[Block]:
    """What was logged, by kind and name; what nobody has verified is told apart."""
    yield Text(f"{number}、事件、投诉与表扬", HEADING)
    wanted, period = one.wanted, one.period
    logged, withdrawn = _logged(one, period), _withdrawn(one, period)
    if not logged:
        known = incidents.listed(wanted.book, wanted.project.id)
        yield paragraph(f"{one.ours}没有登记事件。" if known else f"事件{UNRECORDED}。")
        return
    also = f"另有 {withdrawn} 件已撤销，不在其内。" if withdrawn else ""
    yield paragraph(_summary(one, logged) + also)
    yield _events_table(one, logged, _before(one))
    if reported := [each for each in logged if each.minutes_to_report is not None]:
        slowest = max(each.minutes_to_report or 0 for each in reported)
        yield paragraph(f"有接报与上报时间的 {len(reported)} 件，上报最长用时 {slowest} 分钟。")


def _before(one: Seen) -> Counter[str] | None:
    """The same of the period before; nothing where the store knows of no event by then."""
    before = one.period.before(1)
    known = incidents.listed(one.wanted.book, one.wanted.project.id)
    if not one.term.days_in(before) or not any(each.day <= before.last for each in known):
        return None
    return Counter(each.item for each in _logged(one, before))


def _logged(one: Seen, period: Period) -> list[Incident]:
    found = incidents.listed(one.wanted.book, one.wanted.project.id, period)
    return [each for each in found if each.status != WITHDRAWN]


def _withdrawn(one: Seen, period: Period) -> int:
    found = incidents.listed(one.wanted.book, one.wanted.project.id, period)
    return sum(each.status == WITHDRAWN for each in found)


def _summary(one: Seen, logged: Sequence[Incident]) -> str:
    many = Counter(each.kind for each in logged)
    told = "、".join(f"{name} {many[kind]} 件" for kind, name in KINDS.items() if many[kind])
    open_ = sum(each.status == RECORDED for each in logged)
    waived = sum(bool(each.waived) for each in logged)
    said = f"{one.ours}登记事件 {len(logged)} 件，其中{told}。"
    said += f"尚待核实 {open_} 件，未计入考核。" if open_ else ""
    return said + (f"免予扣罚 {waived} 件。" if waived else "")


def _events_table(one: Seen, logged: Sequence[Incident], was: Counter[str] | None) -> Table:
    now, kinds = Counter(each.item for each in logged), {each.item: each.kind for each in logged}
    order = list(KINDS)
    names = sorted(now, key=lambda item: (order.index(kinds[item]), -now[item], item))
    head = Row(tuple(Cell(name, HEAD) for name in ("类别", "事项", f"{one.ours}（件）", f"{one.last}（件）")))
    rows = [
        Row(
            (
                Cell(KINDS[kinds[item]], CENTRE),
                Cell(name_of(one.wanted.contract, item), TEXT),
                Cell(now[item], CENTRE),
                Cell("—" if was is None else was[item], CENTRE),
            )
        )
        for item in names
    ]
    return Table((34, 72, 30, 30), (head, *rows), head=1)


def lessons(one: Seen, number: str) -> Iterator[Block]:
    """Sessions held beside those planned, hours, attendance, marks."""
    yield Text(f"{number}、培训", HEADING)
    wanted, period = one.wanted, one.period
    with wanted.book.read() as connection:
        held = training.sessions(connection, wanted.project.id, period)
        plans = [plan for month in period.months for plan in training.plans(connection, wanted.project.id, month)]
        came = [each for session in held for each in training.attended(connection, wanted.project.id, session.id)]
    if not held and not plans:
        yield paragraph(f"{one.ours}培训计划与培训记录{UNRECORDED}。")
        return
    hours = sum((session.hours for session in held), Decimal(0))
    done = {session.plan for session in held}
    said = f"{one.ours}计划培训 {len(plans)} 场，" if plans else f"{one.ours}培训计划{UNRECORDED}，"
    said += f"开展 {len(held)} 场、{show(hours)} 课时"
    there = sum(each.came for each in came)
    said += f"，应到 {len(came)} 人次、实到 {there} 人次" if came else ""
    said += "。"
    lacking = [plan.topic for plan in plans if plan.id not in done]
    said += f"计划内没有培训记录的：{'、'.join(lacking)}。" if lacking else ""
    poor = [session.topic for session in held if session.poor]
    said += f"被评价为不到位的：{'、'.join(poor)}。" if poor else ""
    yield paragraph(said)
    if held:
        topics = "；".join(f"{each.day.month}月{each.day.day}日 {each.topic}" for each in held)
        yield Text(f"培训主题：{topics}。", SMALL)


def staff(one: Seen, number: str) -> Iterator[Block]:
    """How many people there are, who came and left, the turnover, posts that are short."""
    yield Text(f"{number}、人员", HEADING)
    found = staff_of(one.wanted, one.period)
    if not found.known:
        yield paragraph(f"人员{UNRECORDED}。")
        return
    yield paragraph(_moved(one, found))
    short = [f"{post.name}应有 {post.needed} 人，缺 {post.vacant} 人" for post in found.posts if post.vacant]
    if found.posts:
        yield paragraph(f"合同约定岗位：{'；'.join(short)}。" if short else "合同约定岗位均已到岗。")


def _moved(one: Seen, found: Staff) -> str:
    said = f"期初在岗 {found.at_start} 人，{one.ours}入职 {len(found.came)} 人、离职 {len(found.left)} 人，"
    said += f"期末在岗 {found.at_end} 人"
    if found.left_out and found.counted != found.at_end:
        said += f"（不含{'、'.join(found.left_out)} {found.counted} 人）"
    said += f"，流失率 {found.turnover}（离职人数÷离职人数与期末留任人数之和）" if found.turnover else ""
    gone = f"离职人员工号：{'、'.join(found.left)}。" if found.left else ""
    return f"{said}。{gone}{_by_contract(one)}"


def _by_contract(one: Seen) -> str:
    """What the contract's own measures of staff say, as the facts have them."""
    names = one.wanted.contract.sources.context
    kinds = one.judged.rules.context
    given: dict[str, Any] = one.judged.facts.get("context") or {}
    found = [
        f"{names[key]} {value}{'%' if kinds[key] == 'percent' else ''}"
        for key, value in given.items()
        if key in names and kinds.get(key) in ("percent", "count", "number")
    ]
    return f"按合同口径：{'、'.join(found)}。" if found else ""


def obligations(one: Seen, number: str) -> Iterator[Block]:
    """What was due and how it stands; what is late, missed or unproven by name."""
    yield Text(f"{number}、合同义务", HEADING)
    due = duties_of(one.wanted, one.period)
    if not due:
        yield paragraph(f"{one.ours}没有列入台账的到期义务。")
        return
    yield paragraph(f"{one.ours}到期义务 {len(due)} 项：{counted(due)}。")
    wrong = [each for each in due if each.state in (LATE, FAILED, UNPROVEN)]
    if wrong:
        yield _wrong_table(wrong[:DUTIES])
    if len(wrong) > DUTIES:
        yield Text(f"另有 {len(wrong) - DUTIES} 项，见义务完成情况表。", SMALL)


def _wrong_table(wrong: Sequence[Duty]) -> Table:
    head = Row(tuple(Cell(name, HEAD) for name in ("义务", "期限", "情况", "依据")))
    rows = [
        Row(
            (
                Cell(each.name, TEXT),
                Cell(day_words(each.one.due_on), CENTRE),
                Cell(each.state + (f" {each.days_late} 天" if each.days_late else ""), CENTRE),
                Cell(each.rule.clause if each.rule else "", SMALL),
            )
        )
        for each in wrong
    ]
    return Table((66, 34, 30, 36), (head, *rows), head=1)
