"""A line of the plan with the session held from it, and how the page says a day."""

from dataclasses import dataclass
from datetime import date

from app.ledger.training import Plan
from app.ledger.training_month import Held, TrainingMonth
from ui.kit.theme import Tone

WEEK = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What was planned, and whether it was held."""

    id: int
    plan: Plan
    held: Held | None
    today: date

    @property
    def filed(self) -> str:
        """06-01 王经理."""
        return f"{self.plan.filed_on:%m-%d} {self.plan.filed_by}".strip() if self.plan.filed_on else "未报送"

    @property
    def state(self) -> str:
        """已举办, 已过未办, 计划中."""
        if self.held is not None:
            return "已举办"
        return "已过未办" if self.plan.planned_on and self.plan.planned_on < self.today else "计划中"

    @property
    def tone(self) -> Tone:
        """How urgent it is."""
        return {"已举办": Tone.GOOD, "已过未办": Tone.WARN}.get(self.state, Tone.NEUTRAL)


def plan_lines(found: TrainingMonth, today: date) -> tuple[PlanLine, ...]:
    """The month's plan by day."""
    ordered = sorted(found.plans, key=lambda one: (str(one.planned_on or "9"), one.id))
    return tuple(PlanLine(one.id, one, found.held_from(one.id), today) for one in ordered)


def day_text(day: date) -> str:
    """06-12 周五."""
    return f"{day:%m-%d} 周{WEEK[day.weekday()]}"
