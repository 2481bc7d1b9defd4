"""Which readings mattered: a line is assessed again under each alternative and compared."""

from typing import NamedTuple

from app.exact import Exact
from app.reader import Reader
from app.scoring.assess import Assessment, assess, full_of
from app.scoring.facts import read_facts, read_input
from app.scoring.indicator import Line, assess_line
from app.scoring.load import rules_of
from app.scoring.readings import Reading, mentioned


class Sway(NamedTuple):
    """A reading that changed a line: what was chosen, and what other choices would have given."""

    reading: str
    means: str
    others: tuple[tuple[str, Exact | int], ...]


def sways(assessment: Assessment, line: Line) -> tuple[Sway, ...]:
    """The readings that mattered to a line."""
    if line.entry.waived or line.entry.not_applicable or not line.outcomes:
        return ()
    found = [_sway(assessment, line, assessment.scheme.readings[name]) for name in line.indicator.readings]
    return tuple(sway for sway in found if sway.others)


def _sway(assessment: Assessment, line: Line, reading: Reading) -> Sway:
    chosen = assessment.rules.chosen[reading.id]
    others = tuple(
        (reading.means(choice.id), result)
        for choice in reading.others(chosen)
        if (result := _again(assessment, line, {reading.id: choice.id})) != _result(line)
    )
    return Sway(reading.id, reading.means(chosen), others)


def _again(assessment: Assessment, line: Line, change: dict[str, str]) -> Exact | int:
    rules = rules_of(assessment.scheme, dict(assessment.rules.chosen) | change)
    facts = assessment.facts
    indicator = rules.indicator(line.indicator.id)
    given = Reader(facts.source.get("inputs") or {}, "inputs", [])
    return _result(assess_line(indicator, read_input(indicator, given, facts.frame), full_of(indicator, facts)))


def _result(line: Line) -> Exact | int:
    return line.fen if line.indicator.in_money else line.awarded


def settlement_sways(assessment: Assessment) -> tuple[Sway, ...]:
    """The readings that mattered to what the period pays, and what else it would pay (in fen, or not known)."""
    scheme = assessment.scheme
    names = dict.fromkeys(mentioned(scheme.data.get("settlement")))
    found = [_settlement_sway(assessment, scheme.readings[name]) for name in names]
    return tuple(sway for sway in found if sway.others)


def _settlement_sway(assessment: Assessment, reading: Reading) -> Sway:
    chosen = assessment.rules.chosen[reading.id]
    others = tuple(
        (reading.means(choice.id), paid)
        for choice in reading.others(chosen)
        if (paid := _paid_under(assessment, {reading.id: choice.id})) is not None and paid != _paid(assessment)
    )
    return Sway(reading.id, reading.means(chosen), others)


def _paid_under(assessment: Assessment, change: dict[str, str]) -> int | None:
    options = dict(assessment.rules.chosen) | change
    again = read_facts(assessment.scheme, {**assessment.facts.source, "options": options})
    return _paid(assess(assessment.scheme, *again))


def _paid(assessment: Assessment) -> int | None:
    return assessment.settlement.payable if assessment.settlement else None
