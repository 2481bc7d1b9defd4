"""A contract's table as a document: from the store, as it was frozen or as it stands, or from facts alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from app.errors import Fault, Refused
from app.forms.assessment_cells import Seen
from app.forms.assessment_check import plan_faults
from app.forms.assessment_judged import Judged, places, told
from app.forms.assessment_money import Correction, corrected, settlement
from app.forms.assessment_notes import notes
from app.forms.assessment_parts import filled
from app.forms.assessment_plan import FILE, STATEMENT, Plan
from app.forms.assessment_table import table
from app.forms.registry import Wanted, digest_of
from app.forms.sheet import Block, Cell, Document, Gap, Pairs, Sheet, Signatures, Stamp
from app.library import scheme_for, versions
from app.periods import Period
from app.reader import NOTHING, Number, Reader, shown
from app.scoring.scheme import Scheme

if TYPE_CHECKING:
    from app.forms.source import Material

Parties = tuple[str, str]
OPINIONS = {"self": "自评", "reviewed": "综合评分"}


def from_store(plan: Plan, wanted: Wanted) -> Document:
    """The table of a period: what was sealed, or what there is."""
    from app.forms.source import material

    _fits(plan, wanted.contract.versions)
    found = material(wanted)
    project = wanted.project
    parties = (project.party_a, project.party_b)
    return document(plan, _seen(plan, found), parties, found.stamp, corrected(found.adjustments))


def _seen(plan: Plan, found: "Material") -> Seen:
    """Both opinions where the table shows both; the client's only once there is one."""
    from app.ledger.periods import OPEN, SELF_ASSESSED

    reviewed = Judged.of(found.scheme, found.facts, found.result, found.from_register)
    if not plan.opinions:
        return Seen(reviewed)
    own = Judged.of(found.scheme, found.own_facts, found.own_result, found.from_register)
    pending = found.standing.state in (OPEN, SELF_ASSESSED) and "self_facts" not in found.texts
    return Seen(None if pending else reviewed, own)


def from_facts(plan: Plan, shelf: Path, facts: Mapping[str, Any]) -> Document:
    """The table of facts; what is not in them stays blank."""
    _fits(plan, versions(plan.scheme, shelf))
    stamp = Stamp(digest=digest_of(facts))
    if not plan.opinions:
        return document(plan, Seen(judged(plan, shelf, facts)), ("", ""), stamp)
    faults: list[Fault] = []
    reader = Reader(facts, "", faults)
    found = {key: _opinion(plan, shelf, reader, key) for key in OPINIONS}
    reader.close()
    faults.extend(_between(found))
    if faults:
        raise Refused(faults)
    return document(plan, Seen(found["reviewed"], found["self"]), ("", ""), stamp)


def _opinion(plan: Plan, shelf: Path, reader: Reader, key: str) -> Judged | None:
    if not reader.has(key):
        return None
    given = reader.raw(key)
    if not isinstance(given, Mapping):
        reader.fault(key, f"{OPINIONS[key]}应为一个事实对象", given)
        return None
    try:
        return judged(plan, shelf, cast("Mapping[str, Any]", given))
    except Refused as refused:
        reader.faults.extend(Fault(f"{key}.{one.path}", one.value, one.reason) for one in refused.faults)
        return None


def _between(found: Mapping[str, Judged | None]) -> list[Fault]:
    """What is wrong with the two opinions together."""
    own, reviewed = found["self"], found["reviewed"]
    if own is None and reviewed is None:
        return [Fault("JSON", NOTHING, '应写成 {"self": 事实, "reviewed": 事实}，两者至少有其一')]
    if own and reviewed and own.period != reviewed.period:
        return [Fault("reviewed.period", str(reviewed.period), f"与自评的期间 {own.period} 不同")]
    return []


def judged(plan: Plan, shelf: Path, facts: Mapping[str, Any]) -> Judged:
    """Facts under the contract's rules; refused where they are another's."""
    name, text = facts.get("scheme"), facts.get("period")
    if name != plan.scheme:
        raise Refused([Fault("scheme", shown(name) if "scheme" in facts else NOTHING, f"这张表只用于 {plan.scheme}")])
    period = Period.parse(text) if isinstance(text, str) and not isinstance(text, Number) else None
    return Judged.of(scheme_for(plan.scheme, period, shelf), facts)


def _fits(plan: Plan, known: Sequence[Scheme]) -> None:
    """Refused where the table names something that the rules do not know, or leaves something out."""
    if faults := plan_faults(plan, known, plan.id):
        raise Refused(replace(one, file=FILE) for one in faults)


def document(
    plan: Plan, seen: Seen, parties: Parties, stamp: Stamp, corrections: Sequence[Correction] = ()
) -> Document:
    """The sheet, with what identifies it."""
    title = filled(plan.title, places(seen.main.period))
    blocks = tuple(_blocks(plan, seen, parties, corrections))
    sheet = Sheet(plan.name, title, blocks, landscape=plan.landscape)
    return Document(plan.id, title.replace("\n", ""), f"{plan.name} {seen.main.period}", (sheet,), stamp)


def _blocks(plan: Plan, seen: Seen, parties: Parties, corrections: Sequence[Correction]) -> list[Block]:
    found: list[Block] = []
    if plan.head:
        found.append(Pairs(tuple((label, _head(value, seen, parties)) for label, value in plan.head)))
    if plan.kind == STATEMENT:
        _due(plan, seen.main)
    else:
        found.append(table(plan, seen))
    if plan.settlement:
        found += [Gap(), settlement(plan.settlement, seen.reviewed, corrections, plan.kind != STATEMENT)]
    found += [Gap(2), *notes(plan, seen)]
    if plan.signers:
        found += [Gap(), Signatures(plan.signers)]
    return found


def _head(value: str, seen: Seen, parties: Parties) -> str:
    days = [one.assessed_on for one in (seen.reviewed, seen.own) if one]
    known = {"assessed_on": _day(next((day for day in days if day), None)), "period": told(seen.main.period)}
    return {**known, "party_a": parties[0], "party_b": parties[1]}.get(value, "")


def _day(day: date | None) -> str:
    return "" if day is None else Cell(day, format="day").text


def _due(plan: Plan, judged: Judged) -> None:
    """A statement is drawn up in the period that pays."""
    found = judged.assessment.settlement
    if found and found.base is None and not found.missing:
        why = plan.settlement.none if plan.settlement else ""
        raise Refused([Fault("period", str(judged.period), f"本期不付款，不开{plan.name}{f'：{why}' if why else ''}")])
