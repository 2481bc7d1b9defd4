"""One typed line understood as an incident: 迟到 mmt 9/3, 下派错误 3 lj 昨天; by name, pinyin, initials or number."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal

from app.ledger.contracts import Contract
from app.ledger.incident_checks import conduct_rules
from app.ledger.incidents import Draft
from app.ledger.people import Person
from app.ledger.pinyin import MISSED, folded, rank, search_key
from app.ledger.spoken_day import day_of, fen_of, quantity_of, time_of
from app.periods import Term

SEVERE = ("严重", "情节严重", "造成严重影响")
# Words begin after a colon that no time needs, and go to the end of the line.
WORDS = re.compile(r"(?:^|\s)#\s*(.*)$|：(?!\d)\s*(.*)$|:(?!\d)\s*(.*)$")
PARTED = re.compile(r"[\s,，;；、]+")
# Where Chinese meets letters two things were typed without a space: 迟到mmt.
SEAM = re.compile(r"(?<=[一-鿿])(?=[a-z])|(?<=[a-z])(?=[一-鿿])")
# A name and a day typed without a space: mmt9/3, 迟到9月3日.
GLUED = re.compile(r"^([a-z一-鿿·]*[a-z一-鿿])(\d{1,4}[-/.月]\d.*)$")
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Clause:
    """Something that can be logged: a conduct rule or an item of the contract."""

    id: str
    name: str
    clause: str
    kind: str
    unit: str
    key: str


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says. The first of `clauses` and `people` is meant unless somebody picks another."""

    clauses: tuple[Clause, ...] = ()
    people: tuple[Person, ...] = ()
    day: date | None = None
    times: tuple[time, ...] = ()
    quantity: Decimal = Decimal(1)
    severe: bool = False
    fen: int | None = None
    words: str = ""
    unknown: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    def draft(self, today: date, clause: Clause | None = None, person: Person | None = None) -> Draft | None:
        """The incident, with what was picked in place of the first; None while there is no clause."""
        meant = clause or (self.clauses[0] if self.clauses else None)
        if meant is None:
            return None
        who = person or (self.people[0] if self.people else None)
        day = self.day or today
        called, reported = (*(datetime.combine(day, one) for one in self.times), None, None)[:2]
        found = Draft(meant.id, day, who.id if who else None, self.quantity, self.severe, self.fen)
        return replace(found, words=self.words, called_at=called, reported_at=reported)


@dataclass(slots=True)
class _Sorting:
    """Tokens on their way to what they mean."""

    day: date | None = None
    times: list[time] = field(default_factory=list[time])
    quantity: Decimal | None = None
    severe: bool = False
    fen: int | None = None
    names: list[str] = field(default_factory=list[str])
    faults: list[str] = field(default_factory=list[str])


def clauses_of(known: Contract) -> tuple[Clause, ...]:
    """Everything that can be logged under a contract, with its sound; worked out once by whoever asks often."""
    rules = [
        Clause(str(one["id"]), str(one["name"]), str(one.get("clause", "")), "conduct", str(one.get("unit", "次")),
               search_key(str(one["name"])))
        for one in conduct_rules(known)
        if not one.get("derived")
    ]  # fmt: skip
    items = [
        Clause(one.id, one.name, one.clause, one.kind, one.unit, search_key(one.name)) for one in known.sources.items
    ]
    return (*rules, *items)


def understood(text: str, clauses: Sequence[Clause], people: Sequence[Person], today: date, term: Term) -> Line:
    """What a line means; whatever cannot be placed is named, nothing is guessed silently."""
    plain = unicodedata.normalize("NFKC", text).replace("：", ":").lower()
    spoken = WORDS.search(text)
    words = next((one for one in spoken.groups() if one is not None), "").strip() if spoken else ""
    plain = plain[: spoken.start()] if spoken else plain
    found = _Sorting()
    numbers = {one.staff_number.lower() for one in people}
    for token in PARTED.split(plain.strip()):
        for part in [token] if token in numbers else GLUED.sub(r"\1 \2", token).split():
            _sort(found, part, numbers, today, term)
    meant, who, unknown = _named(found.names, clauses, people)
    return Line(
        meant, who, found.day, tuple(found.times[:2]), Decimal(1) if found.quantity is None else found.quantity,
        found.severe, found.fen, words, unknown, tuple(found.faults),
    )  # fmt: skip


def _sort(found: _Sorting, token: str, numbers: set[str], today: date, term: Term) -> None:
    """One token to its kind: a whole staff number is a person, whatever else it looks like."""
    if token in SEVERE:
        found.severe = True
    elif token in numbers:
        found.names.append(token)
    elif (day := day_of(token, today, term)) is not None:
        if isinstance(day, str):
            found.faults.append(day)
        else:
            found.day = day
    elif (at := time_of(token)) is not None:
        if isinstance(at, str):
            found.faults.append(at)
        else:
            found.times.append(at)
    elif (fen := fen_of(token)) is not None:
        found.fen = fen
    elif (many := quantity_of(token)) is not None:
        found.quantity = many
    else:
        found.names += SEAM.split(token)


def _named(
    tokens: Sequence[str], clauses: Sequence[Clause], people: Sequence[Person]
) -> tuple[tuple[Clause, ...], tuple[Person, ...], tuple[str, ...]]:
    """Which token names the clause and which the person: the pair that answers best."""
    whole = [part for token in tokens for part in _split(token, clauses, people)]
    of_clause = [_ranked(token, [(one.key, one.name, one.id) for one in clauses]) for token in whole]
    of_person = [_ranked(token, [(one.pinyin, one.name, one.staff_number) for one in people]) for token in whole]
    pairs = [
        (_best(of_clause, at) + _best(of_person, other), at, other)
        for at in (*range(len(whole)), -1)
        for other in (*range(len(whole)), -1)
        if at != other or at == -1
    ]
    _, at, other = min(pairs)
    meant = tuple(clauses[place] for _, place in of_clause[at][:SHOWN]) if at >= 0 else ()
    who = tuple(people[place] for _, place in of_person[other][:SHOWN]) if other >= 0 else ()
    rest = tuple(token for place, token in enumerate(whole) if place not in (at, other))
    if at >= 0 and not meant:
        rest = (*rest, whole[at])
    if other >= 0 and not who:
        rest = (*rest, whole[other])
    return meant, who, rest


def _best(found: list[list[tuple[int, int]]], at: int) -> int:
    """How well a token answers; to leave one out costs more than any match, and less than a miss."""
    if at == -1:
        return MISSED + 1
    return found[at][0][0] if found[at] else MISSED + 2


def _ranked(token: str, known: Sequence[tuple[str, str, str]]) -> list[tuple[int, int]]:
    """Everything that a token may name, the best first."""
    wanted = folded(token).lower()
    found = [(rank(wanted, key, name, number), at) for at, (key, name, number) in enumerate(known)]
    return sorted(one for one in found if one[0] < MISSED) or _alike(wanted, known)


def _alike(wanted: str, known: Sequence[tuple[str, str, str]]) -> list[tuple[int, int]]:
    """What is called a little otherwise: 下派错误 for 工单派发错误. Only Chinese words long enough to tell."""
    if len(wanted) < 3 or not re.fullmatch(r"[一-鿿]+", wanted):
        return []
    found = [(_in_common(wanted, folded(name)), -len(name), at) for at, (_, name, _) in enumerate(known)]
    return [(MISSED - 1, at) for many, _, at in sorted(found, reverse=True) if 4 * many >= 3 * len(wanted)]


def _in_common(one: str, other: str) -> int:
    """How many characters two words share in the same order."""
    row = [0] * (len(other) + 1)
    for sign in one:
        above = row[:]
        for at, its in enumerate(other, start=1):
            row[at] = above[at - 1] + 1 if sign == its else max(row[at - 1], above[at])
    return row[-1]


def _split(token: str, clauses: Sequence[Clause], people: Sequence[Person]) -> list[str]:
    """迟到买买提 without a space: cut where both halves mean something; else left whole."""
    known = [(one.key, one.name, one.id) for one in clauses]
    crew = [(one.pinyin, one.name, one.staff_number) for one in people]
    if not token or _ranked(token, known) or _ranked(token, crew) or not re.search(r"[一-鿿]", token):
        return [token] if token else []
    for at in range(len(token) - 1, 0, -1):
        head, tail = token[:at], token[at:]
        if (_ranked(head, known) and _ranked(tail, crew)) or (_ranked(head, crew) and _ranked(tail, known)):
            return [head, tail]
    return [token]
