"""考勤表: a month's days by person in signs, what they add up to, and the column in which everybody signs."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from app.forms.registry import MONTH, STAFF, Form, Wanted, digest_of
from app.forms.sheet import Block, Cell, Document, Row, Sheet, Signatures, Table, Text
from app.forms.source import stamped
from app.forms.staff_cells import counted, line, month_words, top, unrecorded
from app.forms.staff_days import (
    DAY,
    DAY_HEAD,
    HALF_OPEN,
    NOT_THERE,
    Days,
    Tally,
    day_cell,
    day_heads,
    read_days,
)
from app.forms.staff_leave import leave_kinds, leave_rules
from app.forms.staff_people import Member, by_team, members, monthly
from app.forms.styles import SMALL
from app.ledger.codes import codes
from app.workdays import Calendar, read_calendar

TITLE = "考勤表"
BEFORE = (("序号", 50), ("工号", 105), ("姓名", 300), ("班组", 125))
DAY_WIDTH, SIGN_WIDTH = 48, 170
FIRST_SUMS, SUM_WIDTH = (76, 64), 52  # half days of a whole floor need their room
HEIGHT = 7
ROOM = 10  # blank rows where nobody is in the ledger yet


class Sums:
    """The columns at the right: days at work and off, each kind of leave, absence, late and early, full attendance."""

    def __init__(self, full: Mapping[str, bool] | None, kinds: Collection[str]) -> None:
        self.full = full
        leave = [one for one in codes().values() if one.kind == "leave" and one.id in kinds]
        single = [*leave, *(codes()[name] for name in ("absenteeism", "late", "early_leave"))]
        self.single = tuple(one.id for one in single)
        names = ["出勤", "休息", *(one.name for one in single), *(["全勤"] if full is not None else [])]
        self.heads = tuple(names)

    @property
    def widths(self) -> tuple[int, ...]:
        """As wide as the columns have to be."""
        return (*FIRST_SUMS, *[SUM_WIDTH] * (len(self.heads) - len(FIRST_SUMS)))

    def of(self, tallies: Sequence[Tally]) -> Iterator[Decimal]:
        """The sums of some people."""
        yield sum((one.of("work") for one in tallies), Decimal(0))
        yield sum((one.of("rest") for one in tallies), Decimal(0))
        for code in self.single:
            yield sum((one.counts.get(code, Decimal(0)) for one in tallies), Decimal(0))

    def cells(self, tallies: Sequence[Tally], number: str = "") -> list[Cell]:
        """The cells at the end of a row."""
        found = [Cell(counted(many), DAY) for many in self.of(tallies)]
        if self.full is not None:
            found.append(Cell(self._full(tallies[0], number) if number else None, DAY))
        return found

    def _full(self, tally: Tally, number: str) -> str | None:
        """Kept only where every day is known; lost as soon as it is lost."""
        kept = (self.full or {}).get(number)
        if kept is None or not tally.counts:
            return None
        return ("是" if not tally.unmarked else None) if kept else "否"


def store(wanted: Wanted) -> Document:
    """The month's sheet."""
    monthly(wanted.period)
    book, project, period = wanted.book, wanted.project.id, wanted.period
    with book.read() as connection:
        found, days = members(connection, project, period), read_days(connection, project, period)
    title = f"{month_words(period)}{TITLE}"
    blocks: tuple[Block, ...] = (
        top(wanted, ("人数", f"{len(found)} 人" if found else "")),
        *((unrecorded(),) if days.empty else ()),
        _table(wanted, found, days),
        Text(_legend(), SMALL),
        Signatures(("制表人（签字）", "班组长（签字）", "项目负责人（签字）"), 3, 12),
    )
    digest = digest_of(
        [str(period), [(one.number, days.signs(one.id, day)) for one in found for day in period.all_days]]
    )
    sheet = Sheet(TITLE, title, blocks, landscape=True)
    return Document(FORM.id, title, f"{TITLE} {period}", (sheet,), stamped(wanted, None, digest))


def _table(wanted: Wanted, found: Sequence[Member], days: Days) -> Table:
    kinds = {*leave_kinds(leave_rules(wanted, days.period)), *(mark.code for mark in days.marked.all())}
    sums, calendar, every = Sums(_full(wanted), kinds), read_calendar(), days.period.all_days
    before = [Cell(name, DAY_HEAD) for name, _ in BEFORE]
    after = [Cell("\n".join((name[:1], name[1:])), DAY_HEAD) for name in sums.heads] + [Cell("本人签字", DAY_HEAD)]
    rows = [*day_heads(before, every, after), *_rows(found, days, sums, calendar)]
    if not found:
        rows += [_empty(every, sums, calendar, at + 1) for at in range(ROOM)]
    widths = (*(width for _, width in BEFORE), *[DAY_WIDTH] * len(every), *sums.widths, SIGN_WIDTH)
    return Table(widths, tuple(rows), head=2, keep=1 if found else 0)


def _rows(found: Sequence[Member], days: Days, sums: Sums, calendar: Calendar) -> Iterator[Row]:
    number = 0
    teams = list(by_team(found))
    for team, rows in teams:
        for one in rows:
            number += 1
            yield _row(number, one, days, sums, calendar)
        if len(teams) > 1:
            yield _sum(f"{team} 小计（{len(rows)} 人）", rows, days, sums, calendar)
    if found:
        yield _sum(f"合计（{len(found)} 人）", found, days, sums, calendar)


def _row(number: int, one: Member, days: Days, sums: Sums, calendar: Calendar) -> Row:
    signs = [day_cell(calendar, one, day, days.signs(one.id, day) or None) for day in days.period.all_days]
    head = (Cell(number, DAY), Cell(one.number, DAY), Cell(one.name, DAY), Cell(one.team, DAY))
    return Row((*head, *signs, *sums.cells([days.tally(one)], one.number), Cell()), HEIGHT)


def _sum(words: str, found: Sequence[Member], days: Days, sums: Sums, calendar: Calendar) -> Row:
    """What some people's months add up to, and how many of them worked on each day."""
    there = [day_cell(calendar, None, day, counted(days.at_work(found, day))) for day in days.period.all_days]
    tallies = [days.tally(one) for one in found]
    return line(Cell(words, DAY_HEAD, columns=len(BEFORE)), *there, *sums.cells(tallies), Cell())


def _empty(every: Sequence[date], sums: Sums, calendar: Calendar, number: int) -> Row:
    days = [day_cell(calendar, None, day, None) for day in every]
    return Row(
        (Cell(number, DAY), Cell(), Cell(), Cell(), *days, *(Cell(None, DAY) for _ in sums.heads), Cell()), HEIGHT
    )


def _full(wanted: Wanted) -> dict[str, bool] | None:
    """Who kept full attendance, by staff number, where the contract knows such a thing."""
    if wanted.contract.conduct is None or wanted.contract.conduct.period_fault(wanted.period):
        return None
    from app.forms.conduct_month import from_wanted

    return {one["id"]: one["full_attendance"] for one in from_wanted(wanted).result["people"]}


def _legend() -> str:
    each = [f"{one.sign} {one.name}" for one in codes().values()]
    half = (len(each) + 1) // 2  # no sign is parted from its meaning at the end of a line
    signs = "\n".join("　".join(part) for part in (each[:half], each[half:]))
    halves = f"半天分两行写，上行上午、下行下午（{HALF_OPEN} 该半天未登记）；迟到等写在当天下一行。"
    other = f"{NOT_THERE} 不在职；空格为未登记，灰底为休息日、节假日。"
    return f"图例：{signs}　{other}\n{halves}小计、合计行的日期栏为当日出勤人数。"


FORM = Form("attendance", TITLE, STAFF, MONTH, "全员当月每天的考勤标记、合计与本人签字", 30, from_store=store)
