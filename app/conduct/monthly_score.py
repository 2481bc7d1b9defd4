"""The month's score of one agent: marks within their weights, a bonus, and a full score nobody exceeds.

The contract names the parts and the hundred, not the weights: they are parameters of the rule file, and an
office that agreed on others hands in its own `ScoreRules`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from app.errors import Fault, Refused
from app.exact import Exact, show, total
from app.reader import REQUIRED, Reader

ZERO = Decimal(0)


class ScorePart(NamedTuple):
    """A part of the score and the most it gives; a bonus may be left out and comes on top."""

    id: str
    name: str
    weight: Exact
    bonus: bool


@dataclass(frozen=True, slots=True)
class ScoreRules:
    """The parts, the full score, and the day of the next month by which it is due."""

    parts: tuple[ScorePart, ...]
    full: Exact
    due_day: int
    clause: str
    words: str


class AgentScore(NamedTuple):
    """The marks given, their sum, and the score that stands."""

    marks: Mapping[str, Exact]
    sum: Exact
    score: Exact

    @property
    def capped(self) -> bool:
        """Whether the full score cut something off."""
        return self.score < self.sum


def score_agent(rules: ScoreRules, given: Mapping[str, object]) -> AgentScore:
    """One agent's score; refused with every mark that is missing, unknown or out of range."""
    faults: list[Fault] = []
    reader = Reader(given, "", faults)
    marks = {part.id: _mark(reader, part) for part in rules.parts}
    reader.close()
    if faults:
        raise Refused(faults)
    found = total(marks.values())
    return AgentScore(marks, found, min(found, rules.full))


def _mark(reader: Reader, part: ScorePart) -> Exact:
    mark = reader.number(part.id, ZERO if part.bonus else REQUIRED, low=0)
    if mark > part.weight:
        reader.fault(part.id, f"{part.name}最多 {show(part.weight)} 分", reader.data[part.id])
    return mark


def parse_score(reader: Reader) -> ScoreRules:
    """The score's rules of a rule file: the parts without the bonus make up the full score."""
    parts = tuple(_part(one) for one in reader.tables("parts"))
    full = reader.number("full", low=1)
    found = ScoreRules(
        parts, full, reader.whole("due_day", low=1, high=31), reader.text("clause"), reader.text("words")
    )
    weights = total(part.weight for part in parts if not part.bonus)
    if weights != full:
        reader.fault("parts", f"各项权重（不含奖励）合计应为 {show(full)}", show(weights))
    for part in parts:
        if [one.id for one in parts].count(part.id) > 1:
            reader.fault("parts", "编号重复", part.id)
    reader.close()
    return found


def _part(reader: Reader) -> ScorePart:
    weight = reader.number("weight", low=0)
    found = ScorePart(reader.text("id"), reader.text("name"), weight, bool(reader.flag("bonus")))
    reader.close()
    return found
