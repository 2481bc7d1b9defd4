"""排班表: a month's roster by person and day, each shift's strength a day, and what everybody's month adds up to."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from app.forms.registry import MONTH, STAFF, Form, Wanted, digest_of
from app.forms.sheet import Block, Cell, Document, Row, Sheet, Signatures, Table, Text
from app.forms.source import stamped
from app.forms.staff_cells import counted, line, month_words, plain, top, unrecorded
from app.forms.staff_days import DAY, DAY_HEAD, NOT_THERE, day_cell, day_heads
from app.forms.staff_people import Member, members, monthly
from app.forms.styles import SMALL
from app.ledger import roster
from app.ledger.roster import Duty, Shift
from app.workdays import Calendar, read_calendar

TITLE = "排班表"
BEFORE = (("序号", 50), ("工号", 105), ("姓名", 300), ("班组", 125))
SUMS = (("班数", 62), ("夜班", 62), ("工时", 80))
DAY_WIDTH, SIGN_WIDTH = 56, 190
ROOM, HEIGHT = 10, 7
NIGHTS = "夜班记在开始的那一天；人数后有“!”的少于最低人数。"


def store(wanted: Wanted) -> Document:
    """The month's roster."""
    monthly(wanted.period)
    book, project, period = wanted.book, wanted.project.id, wanted.period
    with book.read() as connection:
        found, shifts = members(connection, project, period), roster.shifts(connection, project)
        planned = roster.duties(connection, project, period)
    title = f"{month_words(period)}{TITLE}"
    blocks: tuple[Block, ...] = (
        top(wanted, ("人数", f"{len(found)} 人" if found else "")),
        *(() if planned else (unrecorded(),)),
        _table(period.all_days, found, shifts, planned),
        Text(_legend(shifts), SMALL),
        Signatures(("制表人（签字）", "班组长（签字）", "项目负责人（签字）"), 3, 12),
    )
    digest = digest_of(
        [FORM.id, wanted.project.code, str(period), [(one.person, one.day, one.shift) for one in planned]]
    )
    sheet = Sheet(TITLE, title, blocks, landscape=True)
    return Document(FORM.id, title, f"{TITLE} {period}", (sheet,), stamped(wanted, None, digest))


def _table(
    days: Sequence[date], found: Sequence[Member], shifts: Mapping[str, Shift], planned: Sequence[Duty]
) -> Table:
    calendar, cells = read_calendar(), _cells(planned)
    before = [Cell(name, DAY_HEAD) for name, _ in BEFORE]
    after = [Cell(name, DAY_HEAD) for name, _ in SUMS] + [Cell("本人确认", DAY_HEAD)]
    rows = [_row(at, one, days, cells, shifts, calendar) for at, one in enumerate(found, 1)]
    rows = rows or [_empty(at + 1, days, calendar) for at in range(ROOM)]
    strength = list(_strength(days, shifts, planned, calendar)) if planned else []
    widths = [*(width for _, width in BEFORE), *[DAY_WIDTH] * len(days), *(width for _, width in SUMS), SIGN_WIDTH]
    return Table(tuple(widths), (*day_heads(before, days, after), *rows, *strength), head=2, keep=len(strength))


def _cells(planned: Sequence[Duty]) -> dict[tuple[int, date], tuple[str, ...]]:
    found: dict[tuple[int, date], tuple[str, ...]] = {}
    for one in planned:
        found[one.person, one.day] = (*found.get((one.person, one.day), ()), one.shift)
    return found


def _row(
    number: int,
    one: Member,
    days: Sequence[date],
    cells: Mapping[tuple[int, date], tuple[str, ...]],
    shifts: Mapping[str, Shift],
    calendar: Calendar,
) -> Row:
    mine = [cells.get((one.id, day), ()) for day in days]
    signs = [day_cell(calendar, one, day, "\n".join(codes) or None) for day, codes in zip(days, mine, strict=True)]
    every = [shifts[code] for codes in mine for code in codes]
    head = (Cell(number, DAY), Cell(one.number, DAY), Cell(one.name, DAY), Cell(one.team, DAY))
    return Row((*head, *signs, *_sums(every), Cell()), HEIGHT)


def _sums(every: Sequence[Shift]) -> Iterator[Cell]:
    """So many shifts, so many at night, so many hours; nothing where nothing is planned."""
    hours = plain(Fraction(sum(one.minutes for one in every), 60))
    for many in (len(every), sum(one.night for one in every), hours):
        yield Cell(counted(many), DAY)


def _strength(
    days: Sequence[date], shifts: Mapping[str, Shift], planned: Sequence[Duty], calendar: Calendar
) -> Iterator[Row]:
    """How many people each shift has on each day; one below its least is marked."""
    there = Counter((one.day, one.shift) for one in planned)
    first, last = min(one.day for one in planned), max(one.day for one in planned)
    for one in shifts.values():
        least = f"（最少 {one.least} 人）" if one.least else ""
        wanted = {day: one.least if first <= day <= last else 0 for day in days}
        counts = [_count(calendar, day, there[day, one.code], wanted[day]) for day in days]
        total = sum(there[day, one.code] for day in days)
        name = Cell(f"{one.name}人数{least}", DAY_HEAD, columns=len(BEFORE))
        yield line(name, *counts, Cell(total, DAY), Cell(None, DAY), Cell(None, DAY), Cell())


def _count(calendar: Calendar, day: date, many: int, least: int) -> Cell:
    return day_cell(calendar, None, day, f"{many}!" if many < least else many or None)


def _empty(number: int, days: Sequence[date], calendar: Calendar) -> Row:
    blanks = [day_cell(calendar, None, day, None) for day in days]
    return Row((Cell(number, DAY), Cell(), Cell(), Cell(), *blanks, *[Cell(None, DAY)] * len(SUMS), Cell()), HEIGHT)


def _legend(shifts: Mapping[str, Shift]) -> str:
    told = "　".join(
        f"{one.code} {one.name} {one.starts}–{'次日 ' if one.ends <= one.starts else ''}{one.ends}"
        for one in shifts.values()
    )
    named = f"班次：{told}　" if told else "班次：　　　　　　　　"
    return f"{named}{NOT_THERE} 不在职；空格为不排班，灰底为休息日、节假日。" + NIGHTS


FORM = Form("roster", TITLE, STAFF, MONTH, "全员当月班次、每班人数与工时，报送与张贴用", 32, from_store=store)
