"""The table of a contract that describes none: every indicator in order, totals, amounts, signatures."""

from app.forms.assessment_plan import Closing, Column, GroupPlan, Plan, RowPlan, SettlementPlan
from app.scoring.load import rules_of
from app.scoring.scheme import Rules, Scheme

SETTLEMENT = SettlementPlan("结算", "当期合同金额", "考核扣款", "本期应付", False, "另行约定", "")


def usual_plan(scheme: Scheme) -> Plan:
    """A table that shows everything there is to say of a period."""
    rules = rules_of(scheme)
    grouped = bool(rules.groups) and all(one.group for one in rules.indicators)
    return Plan(
        f"{scheme.id}-table",
        scheme.id,
        "考核表",
        f"{scheme.title.replace('{', '').replace('}', '')}（{{period}}）",
        "按合同方案逐项列出的考核表",
        head=(("考核时间", "assessed_on"), ("甲方", "party_a"), ("乙方", "party_b")),
        columns=_columns(scheme.in_money, grouped),
        groups=tuple(GroupPlan(one.id, "", "") for one in rules.groups) if grouped else (),
        rows=tuple(RowPlan(one.id, {}, None) for one in rules.indicators),
        closing=_closing(rules, scheme.in_money),
        settlement=SETTLEMENT if "settlement" in scheme.data else None,
        signers=("甲方（签字）", "乙方（签字）"),
    )


def _columns(in_money: bool, grouped: bool) -> tuple[Column, ...]:
    found = [("number", "序号", 12), ("name", "考核指标", 24), ("words", "考核内容", 56)]
    found += [("target", "目标值", 16), ("achieved", "完成情况", 24)]
    found += [("amount", "扣款金额（元）", 28)] if in_money else [("full", "分值", 12), ("awarded", "得分", 21)]
    found.append(("remark", "说明", 32))
    if grouped:
        found.insert(1, ("group", "考核项目", 20))
    return tuple(
        Column(field, field, head, width, field == "group", field in ("words", "remark"))
        for field, head, width in found
    )


def _closing(rules: Rules, in_money: bool) -> tuple[Closing, ...]:
    if in_money:
        return (Closing("合计", {"amount": "amount"}, ""), Closing("合计（大写）", {}, "amount_capitals"))
    full = {"full": "full"} if rules.full is not None else {}
    found = (Closing("综合得分", {**full, "awarded": "score"}, ""),)
    return (*found, Closing("考核等次", {"awarded": "grade"}, "")) if rules.grades else found
