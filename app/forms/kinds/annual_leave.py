"""年休休假申请表: what somebody is entitled to, used and keeps; each of the contract's conditions answered."""

from decimal import Decimal

from app.conduct.caution_leave import Condition, Conditions
from app.conduct.rulebook import ConductRules
from app.exact import show
from app.forms.registry import MONTH, STAFF, Form, Wanted, digest_of
from app.forms.sheet import Cell, Document, Row, Sheet
from app.forms.source import stamped
from app.forms.staff_cells import box, label, line, month_words, small, text
from app.forms.staff_leave import Request, cautions, conditional, leave_rules, read_request, requested
from app.forms.staff_leave_page import (
    REST,
    above,
    closing_rows,
    notice_row,
    opinion_rows,
    page,
    person_rows,
    rules_below,
    span_row,
    who_of,
)
from app.forms.staff_people import monthly

TITLE = "年休休假申请表"
MET, UNMET, UNKNOWN = "符合", "不符合", "未能核对"


def store(wanted: Wanted) -> Document:
    """The requests of the month for leave that has conditions, or the one asked for; without any, a blank."""
    monthly(wanted.period)
    rules = leave_rules(wanted, wanted.period)
    meant = conditional(rules) if rules else ()
    found = [read_request(wanted, one) for one in requested(wanted) if wanted.subject or one.kind in meant]
    sheets = tuple(_sheet(wanted, one, one.rules) for one in found) or (_sheet(wanted, None, rules),)
    digest = digest_of([FORM.id, wanted.project.code, str(wanted.period), [(one.leave, one.used) for one in found]])
    title = f"{month_words(wanted.period)}{TITLE}"
    return Document(FORM.id, title, f"{TITLE} {wanted.period}", sheets, stamped(wanted, None, digest))


def _sheet(wanted: Wanted, found: Request | None, rules: ConductRules | None) -> Sheet:
    who = who_of(wanted, found.leave) if found else None
    rows = [
        *person_rows(who, found),
        span_row(found),
        *_entitled_rows(found, rules),
        *_condition_rows(found, rules),
        notice_row(found),
        line(label("工作交接"), Cell(columns=REST), least=14),
        *opinion_rows(found, rules),
        *closing_rows(),
    ]
    name = f"{who.number} {who.name} {found.leave.first_day}" if who and found else TITLE
    return Sheet(name, TITLE, (above(wanted, found), page(rows), *rules_below(rules)))


def _entitled_rows(found: Request | None, rules: ConductRules | None) -> list[Row]:
    """So many days a year, so many used before this request, so many left after it."""
    kind = found.leave.kind if found else next(iter(conditional(rules)), "") if rules else ""
    rule = rules.rules.get(kind) if rules else None
    limit = rule.limit if rule else None
    entitled = f"{show(limit.days)} 天" if limit else None
    used = f"{show(found.used)} 天" if found and found.judged else None
    left = _left(found, limit.days) if found and found.judged and limit else None
    days = (label("可休天数"), text(entitled), label("已休"), text(used), label("批准后剩余"), text(left))
    rows = [line(*days, least=9)]
    if rule:
        rows.append(line(label("合同规定"), small(f"{rule.words}（{rule.clause}）", REST)))
    if found and found.priced:
        rows.append(line(label("本次"), small(found.priced, REST)))
    return rows


def _left(found: Request, entitled: Decimal) -> str:
    left = entitled - found.used - found.leave.days
    return f"{show(left)} 天" if left >= 0 else f"0 天（超出 {show(-left)} 天）"


def _condition_rows(found: Request | None, rules: ConductRules | None) -> list[Row]:
    """Each condition in the contract's words, met or not and why; a blank form leaves the answer open."""
    if found is None:
        said = [f"{box(False, MET)}　{one.words}（{one.clause}）" for one in _conditions(rules)]
    else:
        said = [f"{_answer(found, reasons)}　{one.words}（{one.clause}）" for one, reasons in found.unmet()]
    return [line(label("休假条件"), small("\n".join(said), REST))] if said else []


def _conditions(rules: ConductRules | None) -> list[Condition]:
    return [each for one in cautions(rules, Conditions) for each in one.conditions] if rules else []


def _answer(found: Request, reasons: tuple[str, ...]) -> str:
    if found.judged is None:
        return UNKNOWN
    return f"{UNMET}（{'；'.join(reasons)}）" if reasons else MET


FORM = Form(
    "annual-leave", TITLE, STAFF, MONTH, "年休：可休、已休、剩余天数与合同条件逐条核对；当月没有申请时印空白单", 42,
    conduct=True, from_store=store,
)  # fmt: skip
