"""The rulebook: one dated version of the conduct rules; `ConductRules` are what it says under chosen readings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.conduct.cautions import Caution
from app.conduct.monthly_score import ScoreRules
from app.conduct.rules import Approval, Consequence, Loss, Passage, Rule, Trigger
from app.scoring.dated import Dated


@dataclass(frozen=True, slots=True)
class ConductRules:
    """The rules under one choice of readings: nothing ambiguous is left."""

    chosen: Mapping[str, str]
    rules: Mapping[str, Rule]
    consequences: Mapping[str, Consequence]
    triggers: Mapping[str, tuple[Trigger, ...]]
    losses: tuple[Loss, ...]
    protection: Passage
    sharing: Passage
    approvals: tuple[Approval, ...]
    cautions: tuple[Caution, ...]
    score: ScoreRules

    @property
    def loggable(self) -> tuple[str, ...]:
        """The rules that may be logged; the others only follow from them."""
        return tuple(rule.id for rule in self.rules.values() if not rule.derived)

    @property
    def contexts(self) -> dict[str, int | None]:
        """The fields of the context, and the most each may be."""
        return {key: most for caution in self.cautions for key, most in caution.contexts.items()}

    def readings_of(self, rule: Rule) -> tuple[str, ...]:
        """The readings that decide a rule or what it proposes."""
        triggers = (reading for one in self.triggers.get(rule.id, ()) for reading in one.readings)
        return tuple(dict.fromkeys((*rule.readings, *triggers)))

    def approver(self, days: Decimal | int) -> Approval:
        """Who approves leave of so many days."""
        return next(one for one in self.approvals if one.up_to is None or days <= one.up_to)


@dataclass(frozen=True, slots=True)
class Conduct(Dated):
    """One dated version of the conduct rules, their readings still open."""

    known: dict[Any, ConductRules] = field(default_factory=dict[Any, ConductRules], compare=False, repr=False)
