"""Why a figure is what it is: value, rule, clause in its own words, reading, rows behind it, what would change it."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.exact import show, told_money
from app.ledger.book import Source
from app.ledger.contracts import Contract
from app.ledger.describe import described
from app.ledger.facts import Assessed
from app.ledger.origins import DAYS, DERIVED, Origin
from app.scoring.assess import Assessment
from app.scoring.chance_words import sentence
from app.scoring.explain import Node, field_name, result_of, tree
from app.scoring.indicator import Indicator, Line
from app.scoring.moves import amount
from app.scoring.result import settlement_tree
from app.scoring.sway import settlement_sways, sways
from app.scoring.what_if import Chance, chances_of

FROM = {DERIVED: "台账统计", DAYS: "按日累计"}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, lines of plain words, and a quotation of the contract."""

    heading: str
    lines: tuple[str, ...] = ()
    quote: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """The answer to a click on a figure."""

    title: str
    about: str
    sections: tuple[Section, ...]


def why_line(source: Source, known: Contract, found: Assessed, name: str) -> Why:
    """Why a line came to its points or its yuan."""
    assessment = found.assessment
    line = next(one for one in assessment.lines if one.indicator.id == name)
    node = tree(line, sways(assessment, line))
    sections = [*_steps(node), *_readings(node), *_changes(assessment, line), *_rows(source, known, found, name)]
    return Why(f"为什么是 {result_of(line)}", line.indicator.name, tuple(sections))


def why_settlement(found: Assessment) -> Why:
    """Why the period pays what it pays."""
    settlement, settling = found.settlement, found.rules.settling
    if settlement is None or settling is None:
        return Why("结算", found.scheme.title, (Section("结算", ("合同另行约定，本期不计算应付。",)),))
    node = settlement_tree(settlement, settling, settlement_sways(found))
    paid = "未定" if settlement.payable is None else f"{told_money(settlement.payable)} 元"
    return Why(f"为什么是 {paid}", "本期结算", (*_steps(node), *_readings(node)))


def _steps(node: Node) -> Iterator[Section]:
    """The steps of a tree; a step with steps of its own is a section."""
    plain: list[str] = []
    for step in node.children:
        if step.kind == "clause":
            yield Section(f"条款 {step.label}", (), step.value)
        elif step.kind == "reading":
            continue
        elif step.children:
            yield Section(f"{step.label} {step.value}".strip(), tuple(_flat(step)))
        else:
            plain.append(f"{step.label}：{step.value}")
    if plain:
        yield Section("怎样得出", tuple(plain))


def _flat(node: Node, depth: int = 0) -> Iterator[str]:
    for step in node.children:
        yield f"{'　' * depth}{step.label}：{step.value}"
        yield from _flat(step, depth + 1)


def _readings(node: Node) -> Iterator[Section]:
    for step in node.children:
        if step.kind == "reading":
            others = tuple(f"若按“{other.label}”：{other.value}" for other in step.children)
            yield Section("读法", (f"所取：{step.value}", *others), target=f"reading:{step.label}")


def _changes(assessment: Assessment, line: Line) -> Iterator[Section]:
    mine = list(chances_of(assessment, line))
    if mine:
        yield Section("要改变它", tuple(told(one) for one in mine))


def told(chance: Chance) -> str:
    """One chance in a short line."""
    return sentence(chance).partition("：")[2]


def _rows(source: Source, known: Contract, found: Assessed, name: str) -> Iterator[Section]:
    indicator = found.assessment.rules.indicator(name)
    for path, origin in found.collected.origins.items():
        if path.partition(".")[0] == name:
            rows = described(source, known, origin.rows)
            lines = (*rows, *(one for one in _override(origin) if not any(one in told for told in rows)))
            heading = f"{FROM.get(origin.kind, '数据来源')}：{_field(indicator, path.partition('.')[2])}"
            yield Section(heading, lines or (origin.note,), target=f"input:{path}")
    days = found.collected.missing_days.get(name, ())
    if days:
        yield Section("缺少的日期", ("、".join(f"{day.month}/{day.day}" for day in days),))


def _field(indicator: Indicator, field: str) -> str:
    """A field of the facts as people call it; a day of a list by its place."""
    head, _, rest = field.partition(".")
    if head == "days":
        return f"第 {int(rest.partition('.')[0]) + 1} 天" if rest else "每天"
    return field_name(indicator, field)


def _override(origin: Origin) -> Iterator[str]:
    if origin.note:
        yield origin.note
    if origin.overrides:
        yield f"台账统计为 {origin.derived}，已改写：{origin.reason}"
    if origin.outdated:
        yield f"改写时台账统计为 {origin.derived_then}，现在已不同，请核对"


def amount_of(chance: Chance) -> str:
    """How far a chance goes, in its unit."""
    return f"{amount(chance.move, chance.far)} {chance.move.unit}"


def points_of(chance: Chance) -> str:
    """What a chance is worth in points, with its sign."""
    text = show(chance.points)
    return text if text.startswith("-") else f"+{text}"
