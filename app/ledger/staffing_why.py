"""Why the floor stands as it does against the contract: headcount and posts, turnover, what a vacancy costs."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.exact import Exact, show
from app.ledger.book import Book
from app.ledger.contracts import Contract
from app.ledger.derive import Turnover
from app.ledger.describe import described
from app.ledger.facts import Assessed
from app.ledger.rehearsal import span_text
from app.ledger.staffing import Staffing
from app.ledger.staffing_costs import Costs
from app.ledger.why import Section, Why
from app.scoring.alerts import ContextBeyond
from app.scoring.shapes.steps import Steps


def why_headcount(known: Contract, floor: Staffing) -> Why:
    """How many there are, how many there should be, and who holds the named posts."""
    asked, out = floor.asked, known.sources.leaves_out
    counted = f"{floor.day} 在职 {floor.headcount} 人" + (f"（{'、'.join(out)}不计入）" if out else "")
    lines = [counted]
    if asked and asked.number:
        lines.append(f"约定 {asked.number} 人（{asked.clause}），缺 {floor.missing} 人")
    else:
        lines.append("合同没有写明总人数；可在项目参数“合同约定人数”中填写")
    sections = [Section("人数", tuple(lines), asked.words if asked else "")]
    for one in floor.posts:
        held = "、".join(floor.names.get(person, "") for person in one.holders) or "无人"
        short = f"，缺 {one.vacant} 人" if one.vacant else ""
        asked_by = one.clause or "甲方要求"
        sections.append(Section(one.name, (f"需 {one.needed} 人{short}（{asked_by}）", f"现任：{held}")))
    return Why("人数与岗位", str(floor.day), tuple(sections))


def why_turnover(book: Book, known: Contract, found: Assessed, floor: Staffing) -> Why:
    """Numerator, denominator, formula, limit and who left."""
    sections = [section for one in floor.turnovers for section in _turnover(book, known, found, one)]
    sections = sections or [Section("流失率", ("合同没有规定流失率",))]
    return Why("流失率", str(found.assessment.facts.frame.period), tuple(sections))


def _turnover(book: Book, known: Contract, found: Assessed, one: Turnover) -> Iterator[Section]:
    lines = [
        f"离职 {len(one.left)} 人，期末在册 {one.stayed} 人",
        f"{len(one.left)} ÷（{len(one.left)} + {one.stayed}）= {round(one.percent, 2)}%",
    ]
    limit = limit_of(found, one)
    lines += [limit.told] if limit else []
    lines += [f"算法：{one.note}"] if one.note else []
    yield Section(span_text(one), tuple(lines), limit.words if limit else "")
    with book.read() as connection:
        left = described(connection, known, one.left)
    if left:
        yield Section("离职的人", tuple(left))


@dataclass(frozen=True, slots=True)
class Limit:
    """What the contract allows, in percent."""

    most: Exact
    told: str
    words: str

    def beyond(self, one: Turnover) -> bool:
        """Whether a turnover lies above it."""
        return one.percent > self.most


def limit_of(found: Assessed, one: Turnover) -> Limit | None:
    """The limit of an indicator, or of an alert; None where there is none."""
    owner, _, name = one.to.partition(".")
    for line in found.assessment.rules.indicators:
        shape = line.parts[0].shape if line.id == owner and line.parts else None
        if isinstance(shape, Steps):
            return Limit(shape.target, f"指标 {show(shape.target)}%（{line.clause}）", line.words)
    for alert in found.assessment.rules.alerts:
        kind = alert.kind
        if isinstance(kind, ContextBeyond) and kind.context == name and kind.above is not None:
            return Limit(kind.above, f"不高于 {show(kind.above)}{kind.unit}（{alert.clause}）", alert.words)
    return None


def why_costs(floor: Staffing, costs: Costs) -> Why:
    """What a vacancy and a leaver cost, and that it is an estimate on today's facts."""
    asked = floor.asked
    words = asked.words if asked else ""
    shown = tuple(line for line, _ in costs.vacancy.lines) or (costs.vacancy.told,)
    left = tuple(line for line, _ in costs.leaver.lines) or (costs.leaver.told,)
    return Why(
        "缺一人的代价",
        "按本期已录入的数推算",
        (
            Section("整期少一人", shown, words),
            Section("本期再走一人", left),
            Section("怎样算", ("用本期现有的数，只改人数、专岗缺额或离职人数，由计分引擎重算一遍；不写入台账。",)),
        ),
    )
