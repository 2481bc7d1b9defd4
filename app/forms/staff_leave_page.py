"""The rows that both forms of leave have: who, when, notice, papers, opinions, and the contract's own rules below."""

from collections.abc import Iterator, Sequence

from app.conduct.rulebook import ConductRules
from app.conduct.rules import Approval
from app.exact import show
from app.forms.registry import Wanted
from app.forms.sheet import Block, Cell, Pairs, Row, Table, Text
from app.forms.staff_cells import TO_SIGN, day_words, label, line, small, text
from app.forms.staff_leave import Request, tiers
from app.forms.staff_people import Member, members
from app.forms.styles import SMALL
from app.ledger import leaves, people
from app.ledger.leaves import Leave
from app.periods import Period

WIDTHS = (30, 34, 22, 32, 22, 30)
REST = len(WIDTHS) - 1
BLANK_SPAN = "自　　　年　　月　　日 至　　　年　　月　　日"
USUAL = ("班组长", "项目负责人")
STATES = {leaves.ASKED: "待批", leaves.REFUSED: "未批准", leaves.CANCELLED: "已销假"}


def who_of(wanted: Wanted, leave: Leave) -> Member:
    """The person of a request, as of the month in which it begins."""
    month, book, project = Period("month", leave.first_day.year, leave.first_day.month), wanted.book, wanted.project.id
    found = next((one for one in members(book, project, month) if one.id == leave.person), None)
    # Employment may have been corrected since: the request is still this person's.
    known = next(one for one in people.listed(book, project) if one.id == leave.person)
    return found or Member(known.id, known.staff_number, known.name, "", "", False, known.online_on, ())


def above(wanted: Wanted, found: Request | None) -> Pairs:
    """The line above: whose, and the request's number in the ledger."""
    number = f"{wanted.project.code}-{found.leave.id}" if found else ""
    return Pairs((("项目", wanted.project.name), ("申请单编号", number)))


def person_rows(who: Member | None, found: Request | None) -> list[Row]:
    """Who asks, and when."""
    asked = found.leave.asked_at if found else None
    told = f"{day_words(asked.date())} {asked:%H:%M}" if asked else None
    names = (who.name, who.number, who.team, who.role) if who else ("", "", "", "")
    online = day_words(who.online_on) if who else ""
    return [
        line(label("申请人"), text(names[0]), label("工号"), text(names[1]), label("班组"), text(names[2]), least=9),
        line(label("岗位"), text(names[3]), label("上线日期"), text(online), label("申请时间"), text(told), least=9),
    ]


def span_row(found: Request | None) -> Row:
    """From when to when, how many days."""
    days = f"{show(found.leave.days)} 天" if found else "　　　天"
    return line(label("请假时间"), text(found.span if found else BLANK_SPAN, 3), label("天数"), text(days), least=9)


def reason_row(found: Request | None) -> Row:
    """Why; the ledger keeps only what is special about it, the rest is written by hand."""
    special = f"特殊情况：{found.leave.special}" if found and found.leave.special else None
    return line(label("事由"), text(special, REST), least=22)


def notice_row(found: Request | None) -> Row:
    """The contract's notice for this length, and whether it was kept."""
    tier = found.tier if found else None
    if found is None or tier is None:
        return line(label("提前申请"), Cell(columns=REST), least=9)
    return line(label("提前申请"), small(f"{tier.words}（{tier.clause}）\n{_kept(found, tier.ahead)}", REST))


def _kept(found: Request, wanted: int) -> str:
    ahead, special = found.ahead, found.leave.special
    if ahead is None:
        return f"应至少提前 {wanted} 天；申请时间未录入，未能核对。"
    given = f"提前 {ahead} 天" if ahead > 0 else "当天" if ahead == 0 else f"事后 {-ahead} 天"
    if ahead >= wanted:
        return f"应至少提前 {wanted} 天，实际{given}：符合。"
    return f"应至少提前 {wanted} 天，实际{given}：不足{f'（特殊情况：{special}）' if special else '，请核实'}。"


def opinion_rows(found: Request | None, rules: ConductRules | None) -> Iterator[Row]:
    """A place for everybody who may have to decide, and what the ledger says was decided."""
    approvals = rules.approvals if rules and (found is None or found.rule) else ()
    if not approvals:
        for at, name in enumerate(USUAL):
            yield _opinion(name, _decided(found) if at == 0 and found else "")
        return
    decides = found.approval if found else None
    for one in approvals:
        yield _opinion(one.by, _said(found, one, decides))


def _said(found: Request | None, one: Approval, decides: Approval | None) -> str:
    if found is None or decides is None:
        return f"{one.words}（{one.clause}）"
    if one is decides:
        return f"本次 {show(found.leave.days)} 天，由{one.by}批准：{one.words}（{one.clause}）\n{_decided(found)}"
    return "" if decides.up_to is None else "本次天数不需要。"


def _decided(found: Request) -> str:
    """What the ledger holds; a signature on paper goes before it."""
    one = found.leave
    if one.status == leaves.APPROVED:
        return f"台账登记：已批准，{one.approver}，{day_words(one.decided_on)}"
    who = f"，{one.approver}，{day_words(one.decided_on)}" if one.status == leaves.REFUSED else ""
    return f"台账登记：{STATES[one.status]}{who}"


def _opinion(by: str, said: str) -> Row:
    return line(label(f"{by}意见"), small("\n".join(part for part in (said, "\n", TO_SIGN) if part), REST), least=26)


def closing_rows() -> list[Row]:
    """The applicant's promise and the return."""
    return [
        line(label("申请人签字"), small(f"以上情况属实，休假期满按时返岗。\n\n{TO_SIGN}", REST), least=16),
        line(label("销假"), small(f"实际返岗日期：　　　年　　月　　日\n\n{TO_SIGN}", REST), least=16),
    ]


def page(rows: Sequence[Row]) -> Table:
    """The form's one table."""
    return Table(WIDTHS, tuple(rows))


def rules_below(rules: ConductRules | None) -> list[Block]:
    """What the contract says about asking for leave, in its own words."""
    if rules is None:
        return []
    clauses = dict.fromkeys((one.words, one.clause) for one in (*tiers(rules), *rules.approvals))
    # A clause that another one quotes whole is not a rule of its own.
    said = [
        one for one in clauses if not any(one[0].rstrip("。；") in other for other, _ in clauses if other != one[0])
    ]
    words = "\n".join(f"{at}. {each}（{clause}）" for at, (each, clause) in enumerate(said, 1))
    return [Text(f"请假须知\n{words}", SMALL)]
