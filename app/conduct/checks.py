"""Checks what the parts of a rulebook say of each other: nothing dangling, nothing in a circle."""

from collections.abc import Collection

from app.conduct.caution_wage import Proposed
from app.conduct.cautions import Caution
from app.conduct.rulebook import ConductRules
from app.conduct.rules import Approval, Rule
from app.reader import Reader, near


def check_rules(reader: Reader, found: ConductRules) -> None:
    """Reports every dangling reference."""
    for rule in found.rules.values():
        _check_rule(reader, found, rule)
    for rows in found.triggers.values():
        for one in rows:
            where = f"trigger.{one.consequence}"
            _known(reader, f"{where}.rule", one.rule, found.rules)
            _known(reader, f"{where}.consequence", one.consequence, found.consequences)
            rule = found.rules.get(one.rule)
            if one.kind == "severe" and rule and not rule.severe:
                reader.fault(f"{where}.rule", "这一条没有写 severe", one.rule)
    for loss in found.losses:
        for name in loss.rules:
            _known(reader, "full_attendance.rules", name, found.rules)
    for caution in found.cautions:
        _check_caution(reader, found, caution)
    _check_approvals(reader, found.approvals)


def _check_rule(reader: Reader, found: ConductRules, rule: Rule) -> None:
    where = f"rule.{rule.id}"
    for key, led in (("joint", rule.joint), ("brings", rule.brings)):
        if led and _known(reader, f"{where}.{key}.rule", led.rule, found.rules):
            other = found.rules[led.rule]
            if not (other.derived and other.plain):
                reader.fault(f"{where}.{key}.rule", "应写 derived = true，且不再带出别的条款", led.rule)
    if rule.limit:
        excess = rule.limit.excess
        if _known(reader, f"{where}.limit.excess", excess, found.rules) and not found.rules[excess].plain:
            reader.fault(f"{where}.limit.excess", "超出部分转入的条款不能另有限额、保护期或连带", excess)


def _check_caution(reader: Reader, found: ConductRules, caution: Caution) -> None:
    kind, where = caution.kind, f"caution.{caution.id}"
    if isinstance(kind, Proposed):
        _known(reader, f"{where}.consequence", kind.consequence, found.consequences)
    for name in getattr(kind, "rules", tuple)():
        _known(reader, f"{where}.rule", name, found.rules)
    if caution.unknown:
        _known(reader, f"{where}.unknown.context", caution.unknown.context, found.contexts)


def _check_approvals(reader: Reader, approvals: tuple[Approval, ...]) -> None:
    limits = [one.up_to for one in approvals[:-1]]
    known = [limit for limit in limits if limit is not None]
    if not approvals or len(known) < len(limits) or approvals[-1].up_to or known != sorted(set(known)):
        reader.fault("approval", "各档 up_to 应从小到大，最后一档不写 up_to")


def _known(reader: Reader, key: str, name: str, names: Collection[str]) -> bool:
    if name not in names:
        reader.fault(key, f"没有定义{near(name, tuple(names))}；已有：{'、'.join(sorted(names)) or '无'}", name)
    return name in names
