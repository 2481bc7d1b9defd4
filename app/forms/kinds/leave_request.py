"""请假申请单: one a request, beside the contract's rules of notice, papers and approval; a blank one to fill in."""

from app.conduct.rulebook import ConductRules
from app.forms.registry import MONTH, STAFF, Form, Wanted, digest_of
from app.forms.sheet import Cell, Document, Row, Sheet
from app.forms.source import stamped
from app.forms.staff_cells import box, label, line, month_words, small, text
from app.forms.staff_leave import Request, conditional, leave_kinds, leave_rules, read_request, requested
from app.forms.staff_leave_page import (
    REST,
    above,
    closing_rows,
    notice_row,
    opinion_rows,
    page,
    person_rows,
    reason_row,
    rules_below,
    span_row,
    who_of,
)
from app.forms.staff_people import monthly
from app.ledger.codes import codes

TITLE = "请假申请单"


def store(wanted: Wanted) -> Document:
    """The requests of the month that have no form of their own, or the one asked for; without any, a blank."""
    monthly(wanted.period)
    rules = leave_rules(wanted, wanted.period)
    own = conditional(rules) if rules and not wanted.subject else ()
    found = [read_request(wanted, one) for one in requested(wanted) if one.kind not in own]
    sheets = tuple(_sheet(wanted, one, one.rules) for one in found) or (_sheet(wanted, None, rules),)
    digest = digest_of([FORM.id, wanted.project.code, str(wanted.period), [(one.leave, one.papers) for one in found]])
    title = f"{month_words(wanted.period)}{TITLE}"
    return Document(FORM.id, title, f"{TITLE} {wanted.period}", sheets, stamped(wanted, None, digest))


def _sheet(wanted: Wanted, found: Request | None, rules: ConductRules | None) -> Sheet:
    who = who_of(wanted, found.leave) if found else None
    rows = [
        *person_rows(who, found),
        _kinds_row(found, rules),
        span_row(found),
        reason_row(found),
        _papers_row(found),
        notice_row(found),
        *([_rule_row(found)] if found and found.rule else []),
        *opinion_rows(found, rules),
        *closing_rows(),
    ]
    name = f"{who.number} {who.name} {found.leave.first_day}" if who and found else TITLE
    return Sheet(name, TITLE, (above(wanted, found), page(rows), *rules_below(rules)))


def _kinds_row(found: Request | None, rules: ConductRules | None) -> Row:
    """Every kind there is, and the one meant."""
    chosen, known = found.leave.kind if found else "", leave_kinds(rules)
    if chosen and chosen not in known:
        known |= {chosen: codes()[chosen].name}
    return line(label("假别"), text("　".join(box(key == chosen, name) for key, name in known.items()), REST), least=9)


def _papers_row(found: Request | None) -> Row:
    if found is None:
        return line(label("证明材料"), Cell(columns=REST), least=12)
    needed = "　".join(box(there, word) for word, there in found.needed)
    told = [f"应附：{needed}"] if needed else []
    told.append(f"已附：{'、'.join(found.papers)}" if found.papers else "已附：　　　　　（未登记附件）")
    return line(label("证明材料"), small("\n".join(told), REST), least=12)


def _rule_row(found: Request) -> Row:
    """The clause about this kind of leave, and what it comes to."""
    rule = found.rule
    assert rule is not None
    limit = f"{rule.limit.words}（{rule.limit.clause}）" if rule.limit and rule.limit.words != rule.words else ""
    said = [f"{rule.words}（{rule.clause}）", limit, f"本次：{found.priced}" if found.priced else ""]
    return line(label("合同规定"), small("\n".join(one for one in said if one), REST))


FORM = Form(
    "leave-request", TITLE, STAFF, MONTH, "一份申请一页：假别、时间、提前与材料要求、审批；当月没有申请时印空白单", 40,
    from_store=store,
)  # fmt: skip
