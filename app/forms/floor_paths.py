"""The paths of facts as people call them: the indicator and what of it, and each value in words."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, cast

from app.forms.assessment_judged import Judged, told
from app.forms.floor_masked import masked
from app.forms.floor_seen import Seen
from app.ledger.inputs import USUAL, DayFields, Field, inputs_of
from app.periods import Period
from app.scoring.explain import FIELDS, field_name
from app.scoring.words import spoken

UNRECORDED = "未录入"
EVENT = {"item": "事项", "quantity": "数量", "amount": "金额", "date": "日期"}
WORDS = {"waived": "免予考核的理由", "not_applicable": "不适用", "date": "日期"}


class Difference(NamedTuple):
    """One place where two facts differ; `line` is the indicator it concerns, empty where it is none."""

    line: str
    what: str
    field: str
    was: str
    now: str


class Namer:
    """Names the paths of a period's facts in the contract's own words."""

    def __init__(self, one: Seen) -> None:
        self._seen = one

    @property
    def judged(self) -> Judged:
        """What the facts were judged to."""
        return self._seen.judged

    def told(self, found: Mapping[str, Any]) -> Difference:
        """A difference in words."""
        top, _, rest = str(found["path"]).partition(".")
        line, what, field = self._named(top)(rest or top)
        path = (top, rest)
        return Difference(line, what, field, self._value(path, found["was"]), self._value(path, found["now"]))

    def _input(self, rest: str) -> tuple[str, str, str]:
        name, _, field = rest.partition(".")
        if name not in self.judged.worked:
            return "", name, field
        return name, self.judged.worked[name].indicator.name, self.field(name, field)

    def _fields(self, name: str) -> tuple[dict[str, Field], DayFields | None]:
        one = self._seen
        indicator = self.judged.worked[name].indicator
        found = inputs_of(one.wanted.contract, indicator, one.period, one.term)
        return {each.path: each for each in found.fields}, found.days

    def field(self, name: str, field: str) -> str:
        """What of an indicator: a field, a month, a day of a list, one of several amounts."""
        if not field:
            return "全部数据"
        fields, days = self._fields(name)
        if field in fields:
            return fields[field].label
        head, _, rest = field.partition(".")
        if head == "days" and days:
            day, _, of = rest.partition(".")
            return "".join((spoken(day), self._of_day(days, of))) or "按日数据"
        if f"{head}.{rest.partition('.')[0]}" in fields:
            of = rest.partition(".")[2]
            return f"{spoken(rest.partition('.')[0])}{FIELDS.get(of, of)}"
        if rest.isdigit():
            label = fields[head].label if head in fields else WORDS.get(head, head)
            return f"第{int(rest) + 1}{label}"
        return WORDS.get(field) or field_name(self.judged.worked[name].indicator, field)

    @staticmethod
    def _of_day(days: DayFields, of: str) -> str:
        labels = dict(zip(days.fields, days.labels, strict=False))
        return f" {labels.get(of, WORDS.get(of, of))}" if of else ""

    def _event(self, rest: str) -> tuple[str, str, str]:
        name, _, field = rest.partition(".")
        name, _, again = name.partition(" ")
        item = self._seen.wanted.contract.sources.item(name)
        return "", (item.name if item else name) + again, EVENT.get(field, field) or "合同事项"

    def _context(self, rest: str) -> tuple[str, str, str]:
        name, _, field = rest.partition(".")
        label = self._seen.wanted.contract.sources.context.get(name) or USUAL.get(name, name)
        return "", label, spoken(field) or "数值"

    def _history(self, rest: str) -> tuple[str, str, str]:
        name, _, field = rest.partition(".")
        period = Period.parse(name)
        what = {"score": "综合得分", "deduction": "考核扣款"}.get(field.partition(".")[0])
        of = self.judged.worked.get(field.partition(".")[0])
        return "", f"往期 {told(period) if period else name}", what or (of.indicator.name if of else field) or "结果"

    def _option(self, rest: str) -> tuple[str, str, str]:
        reading = self.judged.assessment.scheme.readings.get(rest)
        return "", "条款读法", reading.question if reading else rest

    def _other(self, rest: str) -> tuple[str, str, str]:
        return "", rest, ""

    def _value(self, path: tuple[str, str], value: Any) -> str:
        """A value in words; what is not there is not recorded."""
        top, rest = path
        if value is None:
            return UNRECORDED
        if isinstance(value, bool):
            return self._flag(rest, value)
        if isinstance(value, dict):
            pairs = cast("dict[str, Any]", value).items()
            told_of = [
                (self._inner(top, rest, key), self._value((top, f"{rest}.{key}"), inner)) for key, inner in pairs
            ]
            return "、".join(f"{key} {text}".strip() for key, text in told_of)
        if isinstance(value, list):
            return "、".join(self._value(path, one) for one in cast("list[Any]", value)) or "无"
        reading = self.judged.assessment.scheme.readings.get(rest) if top == "options" else None
        return reading.means(str(value)) if reading else masked(str(value))

    def _inner(self, top: str, rest: str, key: str) -> str:
        return self._named(top)(f"{rest}.{key}")[2]

    def _named(self, top: str) -> Callable[[str], tuple[str, str, str]]:
        known = {
            "inputs": self._input,
            "events": self._event,
            "context": self._context,
            "history": self._history,
            "options": self._option,
        }
        return known.get(top, self._other)

    def _flag(self, rest: str, value: bool) -> str:
        name, _, field = rest.partition(".")
        if name in self.judged.worked:
            words = self._fields(name)[0].get(field)
            if words and len(words.words) > 1:
                return words.words[1 if value else 0]
        return "是" if value else "否"
