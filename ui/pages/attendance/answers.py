"""What the page answers when it is asked: why a figure is what it is, what the keys mean, what to do first."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from app.errors import Refused
from app.exact import show
from app.forms.staff_people import Member
from app.ledger.attendance_why import why_day
from app.ledger.codes import codes
from app.ledger.conduct_sheet import sheet_of
from app.ledger.conduct_why import why_figure
from app.ledger.contracts import Contract
from app.ledger.day_text import Said, spoken_day
from app.ledger.person_card import card_of
from app.ledger.why import Section, Why
from app.periods import Period
from ui.pages.attendance.head import LEAVES, MARKS, ROSTER
from ui.pages.attendance.leaves_view import Row
from ui.pages.attendance.month import Month
from ui.pages.attendance.totals import LEAVE
from ui.shell.words import period_text
from ui.workspace import Workspace

FULL = "全勤"
APART = "\u00a0\u00a0\u00a0 "  # rich text makes one space of several plain ones
ROSTERED = ("班", "工时", "超时", "提醒")


def full_of(workspace: Workspace, month: Month) -> dict[int, str]:
    """Who keeps full attendance, in words; nothing where the month cannot be judged."""
    try:
        return {one.key: one.full for one in sheet_of(workspace.book, month.project, month.period).rows}
    except Refused:
        return {}


def why_cell(workspace: Workspace, month: Month, person: int, day: object) -> Why:
    """Why somebody's day says what it says; without a day, who that is."""
    known, place = workspace.contract, month.project
    assert known is not None
    if isinstance(day, date):
        return why_day(workspace.book, known, place, person, day, month.calendar)
    last = min(max(month.today, month.period.first), month.period.last)
    return card_of(workspace.book, known, place, person, last)


def why_full_of(workspace: Workspace, month: Month, person: int) -> Why | None:
    """Why somebody keeps it or not."""
    known = workspace.contract
    try:
        sheet = sheet_of(workspace.book, month.project, month.period)
    except Refused as refused:
        return Why(FULL, "", (Section("还不能判断", tuple(one.reason for one in refused.faults[:4])),))
    row = sheet.row(person)
    if row is None or known is None:
        return None
    with workspace.book.read() as connection:
        return why_figure(connection, known, sheet, row, "full")


def why_total(month: Month, person: int, title: str) -> Why:
    """The days that a figure counts."""
    one = next(one for one in month.members if one.id == person)
    lines = tuple(_planned(month, one) if title in ROSTERED else _counted(month, one, title))
    about = f"{one.number} {one.name}"
    sections = (Section(period_text(month.period), lines or ("没有",)),)
    warned = tuple(f"{each.day.month}月{each.day.day}日 {each.words}" for each in month.warned(person))
    return Why(
        f"{title}是怎样数出来的", about, (*sections, Section("提醒（不拦排班）", warned)) if warned else sections
    )


def _counted(month: Month, one: Member, title: str) -> Iterator[str]:
    known = codes()
    wanted = {"出勤": ("work",), "休": ("rest",), LEAVE: ("leave",)}.get(title, ())
    for day in month.days:
        mine = [mark for mark in month.marks(one.id, day)
                if known[mark.code].kind in wanted or (not wanted and known[mark.code].sign == title)]  # fmt: skip
        told = spoken_day(Said(mark.part, mark.code, mark.minutes) for mark in mine)
        logged = [known[name] for name, _ in month.marked.logged.get((one.id, day), ()) if known[name].sign == title]
        told = "、".join([*([told] if told else []), *(f"{each.name}（登记在事件里）" for each in logged)])
        if told:
            yield f"{day.month}月{day.day}日 {told}"


def _planned(month: Month, one: Member) -> Iterator[str]:
    for day in month.days:
        for shift in month.planned(one.id, day):
            hours = show(Decimal(shift.minutes) / 60)
            yield f"{day.month}月{day.day}日 {shift.name} {shift.starts}–{shift.ends}，{hours} 小时"


def rows_of(month: Month) -> list[Row]:
    """The month's requests with whose they are; who was not there that month is still named."""
    known = {one.id: one for one in month.members}
    found: list[Row] = []
    for one in month.requests:
        who, then = known.get(one.person), month.everybody.get(one.person)
        number, name = (then.staff_number, then.name) if then is not None else ("", "")
        name = name if who is not None else f"{name}（当月不在岗）"
        found.append(Row(one, number, name, month.pinyin(one.person), who.team if who is not None else ""))
    return found


def first_step(month: Month, view: str) -> tuple[str, str]:
    """What to do where nothing is there yet, and the button for it."""
    if month.locked or view == LEAVES:
        return "", ""
    if view == ROSTER:
        return ("", "") if month.shifts else ("还没有班次：先建早、晚、夜等班次，再排班。", "新建班次")
    if not month.empty:
        return "", ""
    if not month.open_days:
        return "这个月还没有到，可以先排班；预先知道的请假从“请假申请”登记。", ""
    how = "按排班" if month.plan else "按工作日"
    words = f"这个月还没有考勤：可以{how}把到今天的每一天一次填好，之后只改例外；也可以直接按键录入，或从 Excel 粘贴。"
    return words, "标记出勤"


def legend(known: Contract, month: Month, view: str) -> str:
    """Each key with what it writes, and what that costs."""
    if month.locked:
        return "**空格** 看这一天　**Ctrl+P** 打印考勤表" if view != LEAVES else ""
    if view == LEAVES:
        return APART.join(
            ("**Enter** 批准", "**Delete** 销假", "**Ctrl+N** 新申请", "只提醒、不拦截：批不批由有权的人决定")
        )
    if view == MARKS:
        prices = _prices(known, month.period)
        days, rest = [], ["半天 **上午事** 或 **/事**，分钟 **迟30分**，**空格** 看这一天"]
        for one in codes().values():
            told = f"**{one.key.upper()}** {prices.get(one.id) or one.name}"
            (days if one.kind in ("work", "rest", "extra") else rest).append(told)
        return APART.join(days) + "\n" + APART.join([*rest[1:], rest[0]])
    shifts = [
        f"**{at + 1} {one.code}** {one.name} {one.starts}–{one.ends}" for at, one in enumerate(month.shifts.values())
    ]
    return APART.join([*shifts, "**0** 不排", "一天两班用 **+** 连着写，**空格** 看这一天"]) if shifts else ""


def _prices(known: Contract, period: Period) -> dict[str, str]:
    """What a mark costs, where the contract has conduct rules that hold."""
    conduct = known.conduct
    if conduct is None or conduct.period_fault(period):
        return {}
    marked = codes()
    return {
        rule["id"]: f"{marked[rule['id']].name} {show(Decimal(str(rule['amount'])))}"
        for rule in conduct.data["rule"]
        if rule["id"] in marked and rule.get("amount")
    }
