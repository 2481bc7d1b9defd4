"""Same clause, different treatment: what was waived for one and not for another, or priced apart, with both rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.exact import told_money
from app.ledger import conduct_months, incidents, people
from app.ledger.book import Book, Source
from app.ledger.conduct_months import CONFIRMED, Decision
from app.ledger.contracts import contract
from app.ledger.incidents import Incident, name_of
from app.ledger.people import Person
from app.ledger.projects import Project, find
from app.ledger.words import shown_day
from app.periods import Period

WAIVED, JOINT, AMOUNT, SEVERITY, DECIDED = "免扣不一", "连带金额不一", "金额不一", "轻重不一", "处理不一"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: who, when, and how it was treated."""

    person: int | None
    words: str
    incident: int | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Two rows of one clause that were not treated alike."""

    kind: str
    clause: str
    one: Side
    other: Side

    @property
    def key(self) -> tuple[str, str, Side, Side]:
        """What tells it from the others."""
        return self.kind, self.clause, self.one, self.other


def differences(book: Book, project: int, through: date) -> tuple[Difference, ...]:
    """Over the term until a day, in the order of the clauses' first rows."""
    with book.read() as connection:
        return tuple(_Check(book, connection, project, through).found())


class _Check:
    """The incidents of a term, by clause."""

    def __init__(self, book: Book, source: Source, project: int, through: date) -> None:
        self.source, self.owner, self.through = source, find(source, project), through
        self.known = contract(book.shelf, self.owner.scheme)
        self.names: dict[int, Person] = {one.id: one for one in people.listed(source, project)}
        self.by_item: dict[str, list[Incident]] = {}
        for one in incidents.listed(source, project):
            if one.counted and one.day <= through and one.person is not None:
                self.by_item.setdefault(one.item, []).append(one)

    def found(self) -> Iterator[Difference]:
        """Each kind of difference, clause by clause."""
        for item, rows in self.by_item.items():
            name = name_of(self.known, item)
            yield from self._apart(WAIVED, name, rows, lambda one: bool(one.waived), _waived)
            charged = [one for one in rows if not one.waived]
            yield from self._apart(SEVERITY, name, charged, lambda one: one.severe, _severity)
            joint = [one for one in charged if one.severe and one.joint_fen is not None]
            yield from self._apart(JOINT, name, joint, lambda one: one.joint_fen, _joint)
            priced = [one for one in charged if one.fen is not None]
            yield from self._apart(AMOUNT, name, priced, lambda one: one.fen, _amount)
        yield from self._decided()

    def _apart(
        self,
        kind: str,
        name: str,
        rows: Sequence[Incident],
        treated: Callable[[Incident], object],
        words: Callable[[Incident], str],
    ) -> Iterator[Difference]:
        """Each way of treatment against the most usual one, by the rows nearest in time: not every pair there is."""
        groups: dict[object, list[Incident]] = {}
        for one in rows:
            groups.setdefault(treated(one), []).append(one)
        ordered = sorted(groups.values(), key=len, reverse=True)
        for group in ordered[1:]:
            for one in group:
                other = min(ordered[0], key=lambda each: (abs((each.day - one.day).days), each.id))
                yield Difference(kind, name, self._side(one, words(one)), self._side(other, words(other)))

    def _side(self, one: Incident, words: str) -> Side:
        who = self.names.get(one.person or 0)
        told = f"{one.day.year}年{shown_day(one.day)} {who.staff_number} {who.name}：{words}" if who else words
        return Side(one.person, told, one.id)

    def _decided(self) -> Iterator[Difference]:
        """The same consequence confirmed for one and declined for another."""
        found: dict[str, list[tuple[Period, Decision]]] = {}
        for month in _months(self.owner, self.through):
            for one in conduct_months.decisions(self.source, self.owner.id, month):
                found.setdefault(one.consequence, []).append((month, one))
        known = self.known.conduct.data["consequence"] if self.known.conduct else ()
        names = {str(one["id"]): str(one["name"]) for one in known}
        for name, decided in found.items():
            confirmed = [one for one in decided if one[1].outcome == CONFIRMED]
            for one in decided:
                if one[1].outcome != CONFIRMED and confirmed:
                    yield Difference(DECIDED, names.get(name, name), self._told(*one), self._told(*confirmed[-1]))

    def _told(self, month: Period, one: Decision) -> Side:
        who = self.names[one.person]
        outcome = "确认" if one.outcome == CONFIRMED else "不作此处理"
        return Side(one.person, f"{month} {who.staff_number} {who.name}：{outcome}（{one.reason}）")


def _months(owner: Project, through: date) -> Iterable[Period]:
    first = owner.term.first or through
    month = Period("month", first.year, first.month)
    while month.first <= through:
        yield month
        month = month.before(-1)


def _waived(one: Incident) -> str:
    return f"免予扣罚（{one.waived}）" if one.waived else "照扣"


def _severity(one: Incident) -> str:
    return "按情节严重" if one.severe else "未按情节严重"


def _joint(one: Incident) -> str:
    return f"班长连带 {told_money(one.joint_fen or 0)} 元"


def _amount(one: Incident) -> str:
    return f"{told_money(one.fen or 0)} 元" + (f"（{one.amount_reason}）" if one.amount_reason else "")
