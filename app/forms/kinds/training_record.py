"""培训记录与签到表: a session a page with topic, trainer, hours, who came, marks, and room to sign and to sum up."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from app.exact import half_up, show, total
from app.forms.registry import MONTH, STAFF, Form, Wanted, digest_of
from app.forms.sheet import Block, Cell, Document, Row, Sheet, Signatures, Table, Text
from app.forms.source import stamped
from app.forms.staff_cells import (
    box,
    centre,
    day_words,
    heads,
    label,
    line,
    month_words,
    points,
    small,
    text,
    top,
    unrecorded,
)
from app.forms.staff_people import Member, members, monthly
from app.forms.styles import CENTRE, HEADING
from app.ledger import attachments, training
from app.ledger.book import Book
from app.ledger.training import Came, Session

TITLE = "培训记录与签到表"
SIX = (24, 42, 20, 30, 20, 34)
PLACE = (("序号", 9), ("工号", 17), ("姓名", 25), ("成绩", 12), ("签字", 22))
ROOM = 30  # places to sign on a blank sheet


def store(wanted: Wanted) -> Document:
    """The sessions of the month, or the one asked for; a month without any gives a blank sheet to sign on."""
    monthly(wanted.period)
    book, project, period = wanted.book, wanted.project.id, wanted.period
    with book.read() as connection:
        known = {one.id: one for one in members(connection, project, period)}
        held = [one for one in training.sessions(connection, project, period) if wanted.subject in (0, one.id)]
        came = {one.id: training.attended(connection, project, one.id) for one in held}
    sheets = tuple(_sheet(wanted, one, _places(known, one, came[one.id])) for one in held)
    stamp = stamped(
        wanted, None, digest_of([FORM.id, wanted.project.code, str(period), [(one, came[one.id]) for one in held]])
    )
    title = f"{month_words(period)}{TITLE}"
    empty = (_sheet(wanted, None, [(one, None) for one in known.values()]),)
    return Document(FORM.id, title, f"{TITLE} {period}", sheets or empty, stamp)


Places = Sequence[tuple[Member | None, Came | None]]


def _places(known: Mapping[int, Member], one: Session, came: Sequence[Came]) -> Places:
    """Who is on the list; where nobody made one, everybody of that day has a place to sign."""
    if came:
        return [(known.get(each.person), each) for each in came]
    return [(who, None) for who in known.values() if who.there(one.day)]


def _sheet(wanted: Wanted, one: Session | None, found: Places) -> Sheet:
    places = found or [(None, None)] * ROOM
    blocks: tuple[Block, ...] = (
        top(wanted),
        *((unrecorded(),) if one is None else ()),
        Table(SIX, tuple(_facts(one, found))),
        Text("签到", HEADING),
        _signing(places),
        Table((24, 146), tuple(_closing(wanted.book, one))),
        Signatures(("培训人（签字）", "记录人（签字）"), 2, 15),
    )
    return Sheet(f"{one.day} {one.topic}" if one else TITLE, TITLE, blocks)


def _facts(one: Session | None, found: Places) -> Iterator[Row]:
    """What was taught, by whom, when, for how long; who came of those who should have."""
    listed = [came for _, came in found if came]
    marks = [came.mark for came in listed if came.mark is not None]
    wanted, there = (f"{many} 人" if listed else None for many in (len(listed), sum(came.came for came in listed)))
    day, hours = (day_words(one.day), show(one.hours)) if one else ("", "")
    kind = "　".join(box(one is not None and one.kind == key, name) for key, name in training.KINDS.items())
    yield line(label("培训主题"), text(one.topic if one else None, 5), least=9)
    yield line(label("类别"), text(kind, 5))
    yield line(
        label("日期"), text(day), label("课时"), text(hours), label("培训人"), text(one.trainer if one else None)
    )
    yield line(label("地点"), text(one.place if one else None), label("应到"), text(wanted), label("实到"), text(there))
    yield line(label("考试结果"), text(_exam(marks), 5))


def _exam(marks: Sequence[Decimal]) -> str | None:
    """Over those who have a mark; a missing one is no zero."""
    if not marks:
        return None
    mean = show(Fraction(half_up(Fraction(total(marks)) / len(marks), 2), 100))
    return f"参考 {len(marks)} 人，平均 {mean} 分，最高 {show(max(marks))} 分，最低 {show(min(marks))} 分"


def _signing(found: Places) -> Table:
    """Two people a row, down the left half first."""
    half = (len(found) + 1) // 2
    places = [_place(at, *one) for at, one in enumerate(found, 1)]
    places += [[Cell() for _ in PLACE]] * (2 * half - len(places))
    rows = [line(*left, *right, least=7) for left, right in zip(places[:half], places[half:], strict=True)]
    head = heads([name for name, _ in PLACE] * 2)
    return Table(tuple(width for _, width in PLACE) * 2, (head, *rows), head=1)


def _place(number: int, who: Member | None, came: Came | None) -> list[Cell]:
    away = small(f"缺席{f'：{came.excuse}' if came.excuse else ''}") if came and not came.came else Cell()
    mark = points(came.mark if came else None, CENTRE)
    return [centre(number), centre(who.number if who else None), small(who.name if who else None), mark, away]


def _closing(book: Book, one: Session | None) -> Iterator[Row]:
    """What was taught in short and how it was judged, and the files that prove it."""
    proofs = "、".join(each.name for each in attachments.of(book, "training_session", one.id)) if one else ""
    judged = "甲方评价：不到位" if one and one.poor else ""
    said = "；".join(part for part in (judged, one.note if one else "") if part)
    yield line(label("培训小结"), text(said), least=16)
    yield line(label("佐证材料"), text(proofs), least=9)


FORM = Form(
    "training-record", TITLE, STAFF, MONTH, "一场培训一页：主题、课时、签到、成绩、小结与佐证", 52, from_store=store
)
