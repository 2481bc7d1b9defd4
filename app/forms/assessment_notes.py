"""What stands under a table: what is missing, what was waived, and how ambiguous clauses were read."""

from collections.abc import Iterator

from app.forms.assessment_cells import Seen
from app.forms.assessment_judged import Judged
from app.forms.assessment_plan import Plan
from app.forms.sheet import Text
from app.forms.styles import FAINT, SMALL
from app.scoring.readings import NONE, Reading
from app.scoring.words import spoken

BLANK = "本期尚未录入任何资料，本表为空白表。"


def notes(plan: Plan, seen: Seen) -> tuple[Text, ...]:
    """The lines under the table."""
    found = [line for who, one in _opinions(seen) for line in _of(plan, one, who)]
    readings = _readings(seen.main) if plan.readings else ""
    return (*(Text(line, SMALL) for line in dict.fromkeys(found)), *([Text(readings, FAINT)] if readings else ()))


def _opinions(seen: Seen) -> Iterator[tuple[str, Judged]]:
    both = seen.reviewed is not None and seen.own is not None
    if seen.own:
        yield "自评：" if both else "", seen.own
    if seen.reviewed:
        yield "综合评分：" if both else "", seen.reviewed


def _of(plan: Plan, judged: Judged, who: str) -> Iterator[str]:
    if judged.blank:
        yield f"{who}{BLANK}"
        return
    lacking = [f"{name}（{fields}）" for name, fields in judged.lacking()]
    lacking += _unsettled(judged) if plan.settlement else []
    if lacking:
        what = "金额" if judged.rules.full is None else "得分与金额"
        yield f"{who}资料不全，以下未录入，{what}为暂计：{'；'.join(lacking)}。"
    if waived := judged.waived():
        yield f"{who}免予考核：{'；'.join(f'{name}（{why}）' for name, why in waived)}。"
    for one in judged.result["alerts"]:
        if one["id"] in plan.alerts:
            yield f"{who}提示：{one['text']}（{one['clause']}）。"


def _unsettled(judged: Judged) -> list[str]:
    """What the settlement lacks."""
    found = judged.assessment.settlement
    settling = judged.rules.settling
    if found is None or settling is None or not found.missing:
        return []
    if found.base is None:
        return [f"结算：{settling.base.say(found.standing.frame, found.standing.context)}"]
    periods = dict.fromkeys(spoken(name.split(".")[1]) for name in found.missing if name.startswith("history."))
    return [f"结算：{'、'.join(periods)}的往期数值"]


def _readings(judged: Judged) -> str:
    """The readings in force, each with its clause: the parties may have chosen otherwise than the program would."""
    known = judged.assessment.scheme.readings
    chosen = judged.result["readings"]
    told = [f"{one.clause}：{_means(one, chosen[name])}" for name, one in known.items() if name in chosen]
    return f"条款理解：{'；'.join(told)}。" if told else ""


def _means(reading: Reading, chosen: str) -> str:
    """What was chosen; where that is no limit at all, of what."""
    return f"{reading.question}不设" if chosen == NONE else reading.means(chosen)
