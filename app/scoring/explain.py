"""Why a line is what it is: one sentence as a careful colleague would write it, and the tree behind it."""

from fractions import Fraction
from typing import NamedTuple

from app.exact import Exact, printed, show, show_money
from app.scoring.indicator import Indicator, Line, Part
from app.scoring.measures.single import Extra, Value
from app.scoring.shapes.steps import Steps
from app.scoring.sway import Sway
from app.scoring.values import Mark, Outcome
from app.scoring.words import spoken

FIELDS = {"percent": "完成情况", "rank": "排名", "points": "评分", "hits": "分子", "total": "分母", "count": "次数"}


class Node(NamedTuple):
    """A step of an explanation: what it is, its figure, and the steps it rests on."""

    kind: str
    label: str
    value: str
    children: "tuple[Node, ...]" = ()


def trace(line: Line, sways: tuple[Sway, ...] = ()) -> str:
    """The line in one sentence."""
    return _sentence(line) + "".join(f"（{_swayed(line, sway)}）" for sway in sways)


def tree(line: Line, sways: tuple[Sway, ...] = ()) -> Node:
    """The line step by step."""
    indicator = line.indicator
    steps: list[Node] = []
    if line.entry.waived:
        steps.append(Node("waiver", "免予考核", line.entry.waived))
    if line.missing:
        steps.append(Node("missing", "尚缺", "、".join(field_name(indicator, name) for name in line.missing)))
    for part, outcome in zip(indicator.parts, line.outcomes, strict=False):
        steps.extend(_part_nodes(part, outcome, coin(line)))
    steps.extend(_limit_nodes(line))
    steps.extend(_reading_node(line, sway) for sway in sways)
    steps.append(Node("clause", indicator.clause, indicator.words))
    return Node("line", indicator.name, result_of(line), tuple(steps))


def coin(line: Line) -> str:
    """What the line counts in."""
    return "元" if line.indicator.in_money else "分"


def result_of(line: Line) -> str:
    """What the line came to."""
    return f"{show_money(line.fen)} 元" if line.indicator.in_money else f"{show(line.awarded)} 分"


def field_name(indicator: Indicator, name: str) -> str:
    """A field of the facts in words."""
    names = dict(FIELDS)
    for part in indicator.parts:
        if isinstance(part.measure, Value | Extra):
            names[part.measure.field] = f"{part.measure.name}数值"
        if isinstance(part.shape, Steps) and part.shape.counted_in:
            names[part.shape.counted_in] = part.shape.counted_name
        if part.gate:
            names[part.gate.flag] = f"是否{part.gate.yes}"
    head, _, rest = name.partition(".")
    if head == "months":
        return f"{spoken(rest)}的数值"
    return f"{spoken(rest.partition('.')[0])}的往期数值" if head == "history" else names.get(name, name)


def _sentence(line: Line) -> str:
    indicator, entry = line.indicator, line.entry
    if entry.waived:
        return f"免予考核（{entry.waived}），{'不扣款' if indicator.in_money else f'记{_full(line)}'}"
    if entry.not_applicable:
        return f"{entry.not_applicable}，{'不扣款' if indicator.in_money else '不计入总分'}"
    told = "；".join(
        said
        for part, outcome in zip(indicator.parts, line.outcomes, strict=False)
        if (said := part.shape.say(outcome, coin(line), part.measure.unit))
    )
    if line.missing and not _only_gates(line):
        lacking = "、".join(field_name(indicator, name) for name in line.missing)
        until = "暂不扣款" if indicator.in_money else f"暂按{_full(line)}计"
        return f"{told + '；' if told else ''}{lacking}未填，{until}"
    return (told or "本期没有发生") + _ending(line)


def _only_gates(line: Line) -> bool:
    gates = [part.gate.flag for part in line.indicator.parts if part.gate]
    return all(name in gates for name in line.missing)


def _full(line: Line) -> str:
    return f"满分 {show(line.full)} 分" if line.full else " 0 分"


def _ending(line: Line) -> str:
    if line.indicator.in_money:
        said = len(line.outcomes) == 1 and line.fen and isinstance(line.indicator.parts[0].shape, Steps)
        return "" if said else f"，共扣 {show_money(line.fen)} 元" if line.fen else "，不扣款"
    bound = {"floor": "，扣完为止", "cap": f"，加分以 {show(line.indicator.bonus_cap or 0)} 分为限"}.get(line.bound, "")
    if line.fatal:
        return ""
    if line.indicator.awards and not bound and line.indicator.marks is None and len(line.outcomes) == 1:
        return ""
    full = "满分 " if line.full and line.awarded == line.full else " "
    weight = "，按权重折算" if line.indicator.marks is not None else ""
    return f"{bound}{weight}，得{full}{show(line.awarded)} 分"


def _swayed(line: Line, sway: Sway) -> str:
    other = "；".join(f"若按“{means}”，{_would(line, result)}" for means, result in sway.others)
    return f"按读法“{sway.means}”；{other}"


def _would(line: Line, result: Exact | int) -> str:
    if line.indicator.in_money:
        return f"扣 {show_money(int(result))} 元" if result else "不扣款"
    return f"得 {show(result)} 分"


def _part_nodes(part: Part, outcome: Outcome, unit: str) -> list[Node]:
    nodes = [_mark_node(part, mark, unit) for mark in outcome.marks]
    if outcome.gate:
        nodes.append(Node("gate", "扣分条件", outcome.gate))
    return nodes


def _mark_node(part: Part, mark: Mark, unit: str) -> Node:
    sample, measure = mark.sample, part.measure
    value = "0/0" if sample.value is None else f"{show(sample.value)}"
    steps: list[Node] = []
    if sample.total is not None:
        steps.append(Node("count", "计数", f"{sample.hits}/{sample.total}"))
    steps.extend(Node("day", spoken(label), figures) for label, figures in sample.details)
    if isinstance(part.shape, Steps):
        steps.append(Node("target", "目标", f"{show(part.shape.target)}"))
    if mark.gap is not None:
        steps.append(Node("gap", "与目标相差", f"{show(mark.gap)} {measure.unit}"))
    if mark.whole or mark.rest:
        steps.append(Node("steps", "计入", f"{mark.whole}" + (f"，余 {show(mark.rest)}" if mark.rest else "")))
    points = f"{show(mark.points)} {unit}"
    return Node("value", sample.label or "完成情况", value, (*steps, Node("points", "增减", points)))


def _limit_nodes(line: Line) -> list[Node]:
    nodes: list[Node] = []
    if line.bound:
        nodes.append(Node("limit", {"floor": "扣完为止", "cap": "加分上限"}[line.bound], show(line.awarded)))
    if line.fatal:
        nodes.append(Node("limit", "一票否决", show(line.awarded)))
    elif line.indicator.marks is not None and line.outcomes:
        weight = f"{show(line.indicator.marks)} 分制得 {show(line.raw)} 分，折算为满分 {show(line.full)} 分"
        nodes.append(Node("weight", "权重", weight))
    if isinstance(line.raw, Fraction) and printed(line.raw) != line.raw:
        nodes.append(Node("rounding", "取整", f"{line.raw} → {result_of(line)}"))
    return nodes


def _reading_node(line: Line, sway: Sway) -> Node:
    others = tuple(Node("alternative", means, _would(line, result)) for means, result in sway.others)
    return Node("reading", sway.reading, sway.means, others)
