"""What stands between a period and its signatures: gaps, unverified incidents, overtaken overrides, each with a way."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from app.ledger import facts, incidents
from app.ledger.book import Book
from app.ledger.contracts import contract
from app.ledger.facts import Assessed
from app.ledger.incidents import Incident
from app.ledger.memo import Memo
from app.ledger.projects import find as find_project
from app.ledger.sealing import CONDUCT_SHEET
from app.ledger.words import shown_day
from app.periods import Period
from app.scoring.explain import field_name
from app.scoring.indicator import Indicator

GAP, PENDING, OUTDATED, SETTLING, UNDONE = "gap", "pending", "outdated", "settling", "undone"
KINDS = {GAP: "尚缺", PENDING: "待核实", OUTDATED: "改写已过时", SETTLING: "结算尚缺", UNDONE: "未办完"}


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is not as it should be; `target` is where it is mended."""

    kind: str
    name: str
    words: str
    target: str

    @property
    def told(self) -> str:
        """尚缺：接通率（…）."""
        return f"{KINDS[self.kind]}：{self.name}（{self.words}）"


def needs(book: Book, project: int, sheet: str, period: Period) -> tuple[Need, ...]:
    """Everything that should be put right before a period is sent for signature."""
    with book.read() as connection:
        if sheet == CONDUCT_SHEET:
            return tuple(unverified(book, connection, project, sheet, period))
        found = facts.assessed_in(book, connection, project, period)
        return (*gaps(found), *warnings_of(book, connection, project, period, found))


def warnings(book: Book, connection: Connection, project: int, sheet: str, period: Period) -> tuple[Need, ...]:
    """What leaves a result complete and doubtful all the same: it is signed despite it, with a reason, or not."""
    if sheet == CONDUCT_SHEET:
        return (*unverified(book, connection, project, sheet, period), *_undone(book, connection, project, period))
    found = facts.assessed_in(book, connection, project, period, memo=Memo())
    return tuple(warnings_of(book, connection, project, period, found))


def _undone(book: Book, connection: Connection, project: int, month: Period) -> Iterator[Need]:
    """What a month of fines still waits for: decisions, answers to appeals, signed slips, shared pools."""
    from app.ledger.conduct_closing import FINES, steps_of
    from app.ledger.conduct_sheet import sheet_in

    for one in steps_of(connection, sheet_in(book, connection, project, month)):
        if not one.finished:
            yield Need(UNDONE, one.name, f"{one.done} / {one.total}，{one.left[0]}", FINES)


def gaps(found: Assessed) -> Iterator[Need]:
    """Inputs that the score or the settlement waits for."""
    for line in found.assessment.lines:
        if line.missing:
            words = "、".join(field_name(line.indicator, one) for one in line.missing)
            yield Need(GAP, line.indicator.name, words, f"indicator:{line.indicator.id}")
    settlement = found.assessment.settlement
    for path in dict.fromkeys(settlement.missing if settlement else ()):
        yield Need(SETTLING, *_settling(path))


def _settling(path: str) -> tuple[str, str, str]:
    top, _, rest = path.partition(".")
    name, _, what = rest.partition(".")
    if top == "history":
        return f"{name} 的结果", what, f"period:{name}"
    return "结算基数", rest, f"indicator:{path}"


def warnings_of(book: Book, connection: Connection, project: int, period: Period, found: Assessed) -> Iterator[Need]:
    """Typed values that the ledger has overtaken, then what nobody has verified."""
    names = {line.indicator.id: line.indicator for line in found.assessment.lines}
    for path in found.collected.outdated:
        one = found.collected.origins[path]
        if not one.derived_then:  # typed before the ledger knew anything: nothing was set against a figure
            continue
        words = f"改写时台账为 {one.derived_then}，现在为 {one.derived}"
        yield Need(OUTDATED, _named(names, path), words, f"indicator:{path.partition('.')[0]}")
    yield from unverified(book, connection, project, "", period)


def _named(names: dict[str, Indicator], path: str) -> str:
    name, _, field = path.partition(".")
    return f"{names[name].name}·{field_name(names[name], field)}" if name in names else path


def unverified(book: Book, connection: Connection, project: int, sheet: str, period: Period) -> Iterator[Need]:
    """Incidents that are only recorded: they count for nothing yet."""
    known = contract(book.shelf, find_project(connection, project).scheme)
    for one in incidents.listed(connection, project, period):
        if one.status == incidents.RECORDED and (one.kind == incidents.CONDUCT) == (sheet == CONDUCT_SHEET):
            words = f"{shown_day(one.day)}，{_about(one)}"
            yield Need(PENDING, incidents.name_of(known, one.item), words, f"incident:{one.id}")


def _about(one: Incident) -> str:
    return one.words or "只是记录，还不计入"
