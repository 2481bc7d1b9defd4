"""班组扣罚分配表: each team's fines, who shares them, to the fen, and what stays undistributed for what reason."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.capitals import capitals
from app.forms.assessment_judged import fen, told
from app.forms.conduct_month import ConductMonth, from_facts, from_wanted
from app.forms.registry import MONTH, STAFF, Form, Wanted
from app.forms.sheet import MONEY, Block, Cell, Document, Gap, Row, Sheet, Signatures, Table, Text
from app.forms.staff_cells import NOT_YET
from app.forms.styles import CENTRE, HEAD, NUMBER, SMALL, TOTAL, TOTAL_LABEL
from app.team_order import team_order

TITLE = "班组扣罚分配表"
HEADS = (
    *(("序号", 11), ("工号", 18), ("姓名", 42), ("本月扣罚（元）", 29), ("是否分配", 34), ("分得（元）", 24)),
    ("签字", 24),
)
SHARES = "参加分配"


def store(wanted: Wanted) -> Document:
    """From a month of the store."""
    return document(from_wanted(wanted))


def facts(given: Mapping[str, Any]) -> Document:
    """From a month's facts."""
    return document(from_facts(given))


def document(month: ConductMonth) -> Document:
    """All teams on one sheet."""
    title = f"{told(month.period)}{TITLE}"
    teams = sorted(month.result["teams"], key=lambda one: team_order(one["team"]))
    blocks = tuple(block for team in teams for block in _team(month, team))
    sheet = Sheet(TITLE, title, (*blocks, *_foot(month)))
    return Document(FORM.id, title, f"{TITLE} {month.period}", (sheet,), month.stamp)


def _team(month: ConductMonth, team: Mapping[str, Any]) -> Iterator[Block]:
    members = [one for one in month.result["people"] if month.person(one["id"]).team == team["team"]]
    pool, shared = fen(team["pool"]) or 0, team["shared_by"]
    told_of = f"{team['team']}　扣罚总额 {team['pool']} 元（{capitals(pool)}），参加分配 {len(shared)} 人"
    told_of = told_of if month.recorded else team["team"]
    name = Row((Cell(told_of, TOTAL_LABEL, columns=len(HEADS)), *(None,) * (len(HEADS) - 1)))
    head = Row(tuple(Cell(word, HEAD) for word, _ in HEADS))
    rows = [_member(month, one, at + 1, team) for at, one in enumerate(members)]
    total = Row(
        (
            *(Cell("合计", TOTAL_LABEL, columns=3), None, None),
            Cell(month.total(members, "fines"), TOTAL, format=MONEY),
            Cell("", CENTRE),
            Cell(month.total(members, "reward"), TOTAL, format=MONEY),
            Cell("", CENTRE),
        )
    )
    yield Table(tuple(width for _, width in HEADS), (name, head, *rows, total), head=2, keep=len(rows) + 1)
    yield Text(_outcome(team) if month.recorded else NOT_YET, SMALL)
    yield Gap()


def _member(month: ConductMonth, one: Mapping[str, Any], number: int, team: Mapping[str, Any]) -> Row:
    person = month.person(one["id"])
    shares = one["id"] in team["shared_by"]
    return Row(
        (
            Cell(number, CENTRE),
            Cell(person.id, CENTRE),
            Cell(person.name + ("（班长）" if person.leader else ""), CENTRE),
            Cell(month.amount(one["fines"]), NUMBER, format=MONEY),
            Cell((SHARES if shares else _why_not(month, one, team)) if month.recorded else "", SMALL),
            Cell(fen(one["reward"]) if shares else None, NUMBER, format=MONEY),
            Cell("", CENTRE),
        ),
        8,
    )


def _why_not(month: ConductMonth, one: Mapping[str, Any], team: Mapping[str, Any]) -> str:
    """Why a member does not share; waived items make nobody a violator."""
    person = month.person(one["id"])
    if any(item["kind"] == "fine" and item["waived"] is None and fen(item["amount"]) for item in one["items"]):
        return "不参加：本月有扣罚"
    if person.left_on and person.left_on <= month.period.last:
        return f"不参加：{person.left_on.month}月{person.left_on.day}日离职"
    return "本月无可分配金额" if not fen(team["pool"]) else "不参加：本月有违规记录"


def _outcome(team: Mapping[str, Any]) -> str:
    if not fen(team["pool"]):
        return "本月没有扣罚，无可分配金额。"
    if fen(team["undistributed"]):
        return f"未分配 {team['undistributed']} 元：班组内没有可参加分配的成员（均有扣罚或已离职），暂存待定。"
    return "已全部分配；平均到分，除不尽的分按工号顺序各加一分。"


def _foot(month: ConductMonth) -> tuple[Block, ...]:
    sharing = month.rules.sharing
    return (
        Text(f"依据：{sharing.clause}：{sharing.words}", SMALL),
        Text("提示：把扣罚分给同事的做法在实践中有争议，发放前请先核对当地口径；表中为按制度计算的金额。", SMALL),
        Signatures(("制表", "班组长", "主管"), 3),
    )


FORM = Form(
    "pool",
    TITLE,
    STAFF,
    MONTH,
    "各班组当月扣罚总额、参加分配的人和每人分得的金额",
    21,
    conduct=True,
    from_store=store,
    from_facts=facts,
)
