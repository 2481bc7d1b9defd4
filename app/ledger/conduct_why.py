"""Why a figure of somebody's month of fines is what it is: down to the clause, its words and the rows behind it."""

from collections.abc import Callable, Iterator
from typing import Any

from app.conduct.explain import explained
from app.conduct.rules import FINE, WAGE, told
from app.exact import half_up, show, times, to_fen, told_money
from app.law import Hit
from app.ledger.book import Source
from app.ledger.conduct_sheet import Entry, Row, Sheet
from app.ledger.contracts import Contract
from app.ledger.describe import described
from app.ledger.pools import Pool, pools_of
from app.ledger.why import Section, Why

KIND_NAMES = {"fine": "扣罚", "wage": "扣减工资", "consequence": "处理", "record": "记录"}


def why_entry(source: Source, known: Contract, sheet: Sheet, row: Row, entry: Entry) -> Why:
    """Why an item costs what it costs."""
    title = f"为什么是 {told_money(entry.item.amount)} 元"
    return Why(title, f"{_who(row)} {entry.name}", tuple(_entry(source, known, sheet, entry)))


def _entry(source: Source, known: Contract, sheet: Sheet, entry: Entry) -> Iterator[Section]:
    yield Section("经过", (f"{entry.item.event.day}　{entry.trace}",))
    node = explained(sheet.result, entry.item)
    plain: list[str] = []
    for step in node["children"]:
        if step["kind"] == "clause":
            yield Section(f"条款 {step['label']}", (), step["value"])
        elif step["kind"] == "reading":
            yield Section("读法", (step["label"], f"所取：{step['value']}"))
        else:
            plain.append(f"{step['label']}：{step['value']}")
            for inner in step.get("children", ()):
                yield Section(f"条款 {inner['label']}", (), inner["value"])
    yield Section("怎样得出", tuple(plain))
    yield Section("来自台账", described(source, known, entry.rows) or ("由另一条带出",))


def why_figure(source: Source, known: Contract, sheet: Sheet, row: Row, column: str) -> Why:
    """Why the figure of a column is what it is; for what is no figure, the person's month in short."""
    told_of = COLUMNS.get(column)
    if told_of is None:
        return why_row(sheet, row)
    title, sections = told_of(source, known, sheet, row)
    return Why(title, _who(row), tuple(sections))


def why_row(sheet: Sheet, row: Row) -> Why:
    """Somebody's month in short, with what went before it."""
    one = row.result
    sums = (
        f"扣罚 {told_money(one.fines)} 元，扣减工资 {told_money(one.wage_deductions)} 元",
        f"分配所得 {told_money(one.reward)} 元，净额 {told_money(one.net)} 元",
    )
    sections = [
        Section("本月", (*sums, f"全勤：{row.full}")),
        Section("逐项", tuple(entry.trace for entry in row.entries) or ("没有登记事项",)),
        Section("此前累计（年内请假、合同期内次数）", before(sheet, row) or ("没有",)),
    ]
    return Why(_who(row), str(sheet.month), (*sections, *_cautions(row)))


def before(sheet: Sheet, row: Row) -> tuple[str, ...]:
    """What the person did before this month, as far as it still says something in it."""
    rules = sheet.result.rules.rules
    prior = sheet.result.month.prior.get(row.number, {})
    return tuple(f"{rules[name].name} {told(many)} {rules[name].unit}" for name, many in prior.items())


def _who(row: Row) -> str:
    return f"{row.number} {row.member.name}".strip()


def _sum(kind: str) -> Callable[[Source, Contract, Sheet, Row], tuple[str, list[Section]]]:
    def told_of(source: Source, known: Contract, _sheet: Sheet, row: Row) -> tuple[str, list[Section]]:
        mine = [one for one in row.entries if one.item.rule.kind == kind]
        amount = sum(one.item.amount for one in mine)
        lines = [f"{told_money(one.item.amount)}　{one.trace}" for one in mine] or [f"本月没有{KIND_NAMES[kind]}"]
        sections = [Section("逐项相加", (*lines, f"合计 {told_money(amount)} 元"))]
        clauses = {one.item.rule.clause: one.item.rule.words for one in mine}
        sections += [Section(f"条款 {clause}", (), words) for clause, words in clauses.items()]
        rows = tuple(dict.fromkeys(key for one in mine for key in one.rows))
        sections.append(Section("来自台账", described(source, known, rows) or ("没有",)))
        return f"为什么是 {told_money(amount)} 元", sections

    return told_of


def why_reward(_source: Source, _known: Contract, sheet: Sheet, row: Row) -> tuple[str, list[Section]]:
    """The team's pool, shared."""
    pool = next(one for one in pools_of(sheet) if one.team == row.member.team)
    share = next(one for one in pool.shares if one.key == row.key)
    lines = [f"{pool.team}本月扣罚 {told_money(pool.fen)} 元，参加分配 {pool.sharing} 人"]
    lines += [_divided(pool)] if pool.sharing and pool.fen else []
    lines.append(share.why)
    lines += ["除不尽的分按工号顺序各加一分，本人加 0.01 元"] if share.odd else []
    sharing = sheet.result.rules.sharing
    sections = [Section("怎样得出", tuple(lines)), Section(f"条款 {sharing.clause}", (), sharing.words)]
    return f"为什么是 {told_money(row.result.reward)} 元", sections


def _divided(pool: Pool) -> str:
    return f"{told_money(pool.fen)} ÷ {pool.sharing} = 每人 {told_money(pool.each)} 元，余 {pool.odd} 分"


def why_net(_source: Source, _known: Contract, _sheet: Sheet, row: Row) -> tuple[str, list[Section]]:
    """The sum of the three."""
    one = row.result
    line = f"{told_money(one.reward)} − {told_money(one.fines)} − {told_money(one.wage_deductions)}"
    lines = [
        "净额 = 分配所得 − 扣罚 − 扣减工资",
        f"{line} = {told_money(one.net)} 元",
        "记录的金额不等于已从工资中扣除",
    ]
    sections = [Section("怎样得出", tuple(lines))]
    if row.corrections:
        told_of = tuple(f"更正 {each.about}：{told_money(each.fen)} 元，{each.reason}" for each in row.corrections)
        sections.append(Section("另有更正（不在净额内）", told_of))
    return f"为什么是 {told_money(one.net)} 元", sections


def why_full(_source: Source, _known: Contract, sheet: Sheet, row: Row) -> tuple[str, list[Section]]:
    """What lost it, or that it was kept."""
    names = sheet.result.rules.rules
    sections = [
        Section("失去全勤", ("、".join(names[rule].name for rule in loss.rules),), loss.words)
        for loss in row.result.losses
    ]
    days = "没有任何考勤登记" if row.unmarked is None else f"未登记 {row.unmarked} 天"
    sections.append(Section("考勤", (days, "每一天都有登记、又没有失去全勤的情形，才算全勤")))
    return f"全勤：{row.full}", sections


def why_consequences(_source: Source, _known: Contract, _sheet: Sheet, row: Row) -> tuple[str, list[Section]]:
    """Which threshold was reached, and what was decided."""
    found: list[Section] = []
    for one in row.proposals:
        triggers = [each for entry in row.entries for each in entry.item.proposals if each.consequence.id == one.id]
        lines = [f"达到：{told(each.figure)}（{each.trigger.clause}）" for each in triggers[-1:]]
        found.append(Section(f"{one.name}　{one.clause}", (*lines, decided(row, one.id)), one.words))
    return "处理建议", found or [Section("处理建议", ("本月没有",))]


def decided(row: Row, name: str) -> str:
    """How far a proposal has come, in words."""
    one = next(each.decision for each in row.proposals if each.id == name)
    if one is None:
        return "建议，待人工确认；未经确认不生效"
    outcome = "已确认" if one.outcome == "confirmed" else "已决定不作此处理"
    return f"{outcome}：{one.reason}（{one.decided_by}，{one.decided_on}）"


def why_score(_source: Source, _known: Contract, sheet: Sheet, row: Row) -> tuple[str, list[Section]]:
    """Part by part."""
    rules = sheet.score
    lines = [
        f"{part.name}：{show(row.marks[part.id]) if part.id in row.marks else '未评'}（最多 {show(part.weight)}）"
        for part in rules.parts
    ]
    if row.score and row.score.capped:
        lines.append(f"各项合计 {show(row.score.sum)}，按满分 {show(rules.full)} 计")
    lines.append(f"应于 {sheet.due} 前完成")
    title = f"为什么是 {show(row.score.score)} 分" if row.score else "月度评分未完成"
    return title, [Section("逐项", tuple(lines)), Section(f"条款 {rules.clause}", (), rules.words)]


def why_limit(_source: Source, _known: Contract, sheet: Sheet, row: Row) -> tuple[str, list[Section]]:
    """A share of the wage, and what leaves the minimum wage: the smaller of the two."""
    case, law = row.case, sheet.law
    wage = law.unknown if case.wage is None else f"{told_money(to_fen(case.wage))} 元"
    floor = law.unknown if case.floor is None else f"{told_money(to_fen(case.floor))} 元"
    lines = [f"月工资：{wage}", f"当地月最低工资：{floor}", f"参照比例：{show(case.share)}%"]
    if case.wage is not None and case.floor is not None:
        share = told_money(half_up(times(case.share, case.wage)))
        lines.append(f"月工资的 {show(case.share)}%：{share} 元")
        lines.append(f"月工资 − 最低工资：{told_money(to_fen(case.wage) - to_fen(case.floor))} 元")
    told_of = law.unknown if case.limit is None else f"{told_money(case.limit)} 元"
    return f"{law.limit_name}：{told_of}", [
        Section("怎样得出", tuple(lines)),
        Section(law.limit_basis, (law.limit_words,)),
    ]


def why_light(_source: Source, _known: Contract, sheet: Sheet, row: Row) -> tuple[str, list[Section]]:
    """Each point that the month touches; and that a lawyer should read it."""
    law, light = sheet.law, row.light
    tone = law.tones[light.tone]
    points = [Section(f"{law.tones[hit.tone].name}　{hit.title}", _point(hit)) for hit in light.hits]
    head = Section("建议", (tone.words,))
    title = f"{law.title}：{tone.name}"
    return title, [head, *points, *_cautions(row), Section("请注意", (law.caution,))]


def _point(hit: Hit) -> tuple[str, ...]:
    return hit.text, hit.basis


def _cautions(row: Row) -> list[Section]:
    lines = tuple(each.text for each in row.result.cautions)
    return [Section("合同提醒", lines)] if lines else []


def why_deducted(_source: Source, _known: Contract, _sheet: Sheet, row: Row) -> tuple[str, list[Section]]:
    """Each amount with its day."""
    lines = tuple(f"{one.on}　{told_money(one.fen)} 元　{one.note}".rstrip() for one in row.deductions)
    title = f"本月已扣累计 {told_money(row.case.deducted)} 元"
    return title, [Section("实际扣发", lines or ("没有登记；“记录”不等于“已从工资中扣除”",))]


COLUMNS: dict[str, Any] = {
    "fines": _sum(FINE),
    "wage": _sum(WAGE),
    "reward": why_reward,
    "net": why_net,
    "full": why_full,
    "consequences": why_consequences,
    "score": why_score,
    "limit": why_limit,
    "light": why_light,
    "deducted": why_deducted,
}
