"""What a path of a period's facts is called where only a word or two has room: in a refusal."""

from app.ledger.contracts import Contract
from app.ledger.incidents import name_of
from app.ledger.inputs import USUAL
from app.periods import Period
from app.scoring.load import rules_of

OTHERS = {"adjustments": "更正", "people": "人员", "prior": "以前各月的次数", "options": "条款读法"}


def fact_word(known: Contract, period: Period, path: str) -> str:
    """The indicator, the item, the month or the kind of record that a path belongs to; never an identifier."""
    top, _, rest = path.partition(".")
    name = rest.partition(".")[0]
    if top == "inputs":
        named = {one.id: one.name for one in rules_of(known.scheme(period)).indicators}
        return named.get(name, "指标")
    if top == "events":
        # An event is keyed by what tells it from others: its day, its person, its item or rule.
        return next((word for one in name.split(" ") if (word := name_of(known, one)) != one), "事项")
    if top == "context":
        return known.sources.context.get(name) or USUAL.get(name, "本期情况")
    if top == "history":
        return f"往期 {name}"
    return OTHERS.get(top, "其他数据")
