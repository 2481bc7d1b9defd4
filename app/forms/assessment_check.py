"""Whether a contract's tables fit its rules: every indicator has its row, and nothing unknown is named."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from app.errors import Fault, Refused
from app.forms.assessment_load import read_plans
from app.forms.assessment_plan import FILE, TABLE, Plan, Plans
from app.library import placed
from app.reader import near
from app.scoring.indicator import Indicator
from app.scoring.load import rules_of
from app.scoring.measures import Rank
from app.scoring.scheme import Rules, Scheme
from app.scoring.shapes.bands import Bands


def checked_plans(folder: Path, schemes: Sequence[Scheme]) -> Plans:
    """The tables of a contract's folder, each fitting some version of its rules, the newest completely."""
    found = read_plans(folder)
    faults = [fault for at, plan in enumerate(found.plans) for fault in plan_faults(plan, schemes, f"form[{at}]")]
    if faults:
        raise Refused(placed(faults, folder / FILE))
    return found


def plan_faults(plan: Plan, schemes: Sequence[Scheme], path: str) -> list[Fault]:
    """What a table names that no version of the rules knows, and what the newest version has and it lacks."""
    every = [rules_of(one) for one in schemes]
    newest = every[-1]
    found = [*_row_faults(plan, every, path), *_named_faults(plan, every, path)]
    found += missing_faults(plan, newest, path) if plan.kind == TABLE else []
    return [*found, *_order_faults(plan, newest, path)]


def missing_faults(plan: Plan, rules: Rules, path: str) -> list[Fault]:
    """The indicators, and the groups of those shown, that a table leaves out."""
    shown = {row.indicator for row in plan.rows}
    lacking = [one.id for one in rules.indicators if one.id not in shown]
    found = [Fault(f"{path}.rows", one, "这项指标没有列入表格") for one in lacking]
    if plan.groups:
        known = {one.id for one in plan.groups}
        used = dict.fromkeys(one.group for one in rules.indicators if one.id in shown)
        found += [
            Fault(f"{path}.groups", one or "（无）", "这一组没有列出" if one else "有指标不属于任何一组")
            for one in used
            if one not in known
        ]
    return found


def _row_faults(plan: Plan, every: Sequence[Rules], path: str) -> Iterator[Fault]:
    known = _ids(indicator.id for rules in every for indicator in rules.indicators)
    for at, row in enumerate(plan.rows):
        if row.indicator not in known:
            reason = f"没有这项指标{near(row.indicator, known)}；已有：{'、'.join(known)}"
            yield Fault(f"{path}.rows[{at}].indicator", row.indicator, reason)
        elif row.listed and not any(
            ranked(one) for rules in every for one in rules.indicators if one.id == row.indicator
        ):
            yield Fault(f"{path}.rows[{at}].listed", row.indicator, "只有按名次计分的指标可以逐档列出")


def _named_faults(plan: Plan, every: Sequence[Rules], path: str) -> Iterator[Fault]:
    groups = _ids(group.id for rules in every for group in rules.groups)
    for at, one in enumerate(plan.groups):
        if one.id not in groups:
            reason = f"没有这一组{near(one.id, groups)}；已有：{'、'.join(groups) or '无'}"
            yield Fault(f"{path}.groups[{at}].id", one.id, reason)
    alerts = _ids(alert.id for rules in every for alert in rules.alerts)
    for at, name in enumerate(plan.alerts):
        if name not in alerts:
            reason = f"没有这个提示{near(name, alerts)}；已有：{'、'.join(alerts) or '无'}"
            yield Fault(f"{path}.alerts[{at}]", name, reason)


def _order_faults(plan: Plan, rules: Rules, path: str) -> Iterator[Fault]:
    """The rows of a group stand together, or its merged cell would cover another's."""
    group_of = {one.id: one.group for one in rules.indicators}
    seen: list[str] = []
    for at, row in enumerate(plan.rows if plan.groups else ()):
        group = group_of.get(row.indicator)
        if group is None or seen[-1:] == [group]:
            continue
        if group in seen:
            yield Fault(f"{path}.rows[{at}].indicator", row.indicator, f"{group} 组的各行应连在一起")
        seen.append(group)


def ranked(indicator: Indicator) -> Bands | None:
    """The places of a ranking and what each is worth, where an indicator is one."""
    first = indicator.parts[0]
    return first.shape if isinstance(first.measure, Rank) and isinstance(first.shape, Bands) else None


def _ids(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
