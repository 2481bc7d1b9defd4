"""人员花名册: everybody of a period with team, post, first day and status, and the posts beside the contract."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from app.forms.registry import STAFF, TERM, Form, Wanted, digest_of
from app.forms.sheet import Block, Cell, Document, Gap, Pairs, Row, Sheet, Signatures, Table, Text
from app.forms.source import stamped
from app.forms.staff_cells import blank, centre, day_words, heads, line, small, text
from app.forms.staff_people import Member, members
from app.forms.styles import HEADING, SMALL, TOTAL_LABEL
from app.ledger import posts, projects
from app.ledger.posts import Post

TITLE = "人员花名册"
HEADS = ("序号", "工号", "姓名", "班组", "岗位", "入职日期", "上线日期", "状态")
WIDTHS = (11, 20, 34, 24, 24, 25, 25, 27)
ROOM, HEIGHT = 15, 7
CONTRACTED = "contracted"


def store(wanted: Wanted) -> Document:
    """The staff on the last day of a period, or on the day it is printed if that comes first."""
    book, project, period = wanted.book, wanted.project, wanted.period
    day = max(min(period.last, book.clock().date(), project.term.last or period.last), period.first)
    with book.read() as connection:
        found = members(connection, project.id, period)
        needed = posts.on(connection, project.id, day, wanted.contract.sources.posts)
        given = projects.parameters_on(connection, project.id, day)
    stamp = stamped(wanted, None, digest_of([str(day), found, needed]))
    blocks = tuple(_blocks(wanted, found, needed, given.get(CONTRACTED, ""), day))
    title = f"{TITLE}（{day_words(day)}）"
    return Document(FORM.id, title, f"{TITLE} {period}", (Sheet(TITLE, title, blocks),), stamp)


def _blocks(
    wanted: Wanted, found: tuple[Member, ...], needed: tuple[Post, ...], contracted: str, day: date
) -> Iterator[Block]:
    there = [one for one in found if one.there(day)]
    yield Pairs((("项目", wanted.project.name), ("在岗", f"{len(there)} 人" if found else ""), ("班组", _teams(there))))
    rows = [_row(one, at, day) for at, one in enumerate(found, 1)] or [
        blank(len(HEADS), at + 1, HEIGHT) for at in range(ROOM)
    ]
    yield Table(WIDTHS, (heads(HEADS), *rows), head=1)
    if not found:
        yield Text("人员未录入，空格供手工填写。", SMALL)
    yield Gap(2)
    yield Text("岗位与合同对照", HEADING)
    yield _posts(wanted, there, needed, contracted, bool(found))
    yield Text("证件号码、银行账号、联系电话与特殊保护情况不列入本表。", SMALL)
    yield Signatures(("制表人（签字）", "现场负责人（签字）"), 2, 14)


def _teams(there: list[Member]) -> str:
    many = Counter(one.team for one in there)
    return "、".join(f"{team} {count} 人" for team, count in many.items()) if len(many) < 4 else f"{len(many)} 个"


def _row(one: Member, number: int, day: date) -> Row:
    return line(
        *(centre(number), centre(one.number), small(one.name), centre(one.team), centre(one.role)),
        *(centre(str(one.jobs[0].since)), centre(str(one.online_on) if one.online_on else "未上线")),
        centre(_status(one, day)),
        least=HEIGHT,
    )


def _status(one: Member, day: date) -> str:
    if one.there(day):
        return "在岗" if one.online_on and one.online_on <= day else "在岗，未上线"
    gone = one.left_on
    return f"{gone}\n离职" if gone and gone < day else "未到岗"


def _posts(wanted: Wanted, there: list[Member], needed: tuple[Post, ...], contracted: str, known: bool) -> Table:
    """The posts that the contract or the client asks for, then the rest, then everybody."""
    rows = [_post(one.name, one.needed, len(one.holders), one.clause, known) for one in needed]
    named = {one.name for one in needed}
    other = Counter(one.role or "话务及其他人员" for one in there if one.role not in named)
    rows += [_post(name, None, count, "", known) for name, count in other.items()]
    out = wanted.contract.sources.leaves_out
    counted = [one for one in there if one.post not in out]
    label = f"合计（不含{'、'.join(out)}）" if out else "合计"
    total = int(contracted) if contracted.isdigit() else None
    rows.append(_post(label, total, len(counted), "", known, TOTAL_LABEL))
    return Table(
        (50, 30, 26, 26, 48),
        (heads(("岗位", "合同要求（人）", "在岗（人）", "缺额（人）", "依据")), *rows),
        head=1,
        keep=1,
    )


def _post(name: str, wanted: int | None, there: int, clause: str, known: bool, style: str = "text") -> Row:
    short = None if wanted is None or not known else max(0, wanted - there)
    return line(
        Cell(name, style),
        centre(wanted if wanted is not None else "—"),
        centre(there if known else None),
        centre(short if short is not None else ("—" if known else None)),
        text(clause or None),
    )


FORM = Form(
    "people-list", TITLE, STAFF, TERM, "全体人员的班组、岗位、上线日期与状态，岗位与合同对照", 60, from_store=store
)
