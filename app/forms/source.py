"""What a form from the store is made of: the texts of the frozen revision, or what freezing now would freeze."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from app.errors import Fault
from app.forms.registry import Wanted, digest_of
from app.forms.sheet import Stamp
from app.ledger import periods
from app.ledger.freezing import gathered
from app.ledger.origins import DERIVED
from app.ledger.sealing import CONTRACT, content_of
from app.periods import Period
from app.scoring.load import load_scheme
from app.scoring.scheme import Scheme

# Rows that stand there whatever happens in a period: who is employed since when.
STAFF_ROWS = ("person", "person_span")
# What the foot of an earlier revision's print says of it: the paper must not pass for the one that stands.
OLD = {periods.WITHDRAWN: "（旧版本，已撤回）", periods.REOPENED: "（旧版本，已重新打开）"}


@dataclass(frozen=True)
class Material:
    """Facts and result of one period's sheet, as they were frozen or as they stand. Sentences are never rewritten."""

    period: Period
    standing: periods.Standing
    texts: Mapping[str, str]
    stamp: Stamp

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The facts that count: the reviewed ones, completed by our own."""
        return json.loads(self.texts["facts"])

    @cached_property
    def result(self) -> dict[str, Any]:
        """What the rules said of them, as `score` or `fines` prints it."""
        return json.loads(self.texts["result"])

    @cached_property
    def own_facts(self) -> dict[str, Any]:
        """Our own opinion; the same facts where nobody differed."""
        return json.loads(self.texts.get("self_facts") or self.texts["facts"])

    @cached_property
    def own_result(self) -> dict[str, Any]:
        """What the rules said of our own opinion."""
        return json.loads(self.texts.get("self_result") or self.texts["result"])

    @cached_property
    def origins(self) -> dict[str, Any]:
        """Where each input came from, by path: {"kind", "rows", "reason", "derived"}."""
        return json.loads(self.texts.get("origins") or "{}")

    @cached_property
    def from_register(self) -> frozenset[str]:
        """The lines that only the list of staff has filled: nobody has entered anything about them."""
        touched: dict[str, bool] = {}
        for path, one in self.origins.items():
            name = path.partition(".")[0]
            typed = one["kind"] != DERIVED or any(row[0] not in STAFF_ROWS for row in one["rows"])
            touched[name] = touched.get(name, False) or typed
        return frozenset(name for name, typed in touched.items() if not typed)

    @cached_property
    def difference(self) -> list[dict[str, Any]]:
        """What differs from the revision before: {"path", "was", "now"}."""
        return json.loads(self.texts.get("difference") or "[]")

    @cached_property
    def adjustments(self) -> list[dict[str, Any]]:
        """What was added or taken off by hand: {"about", "person", "fen", "reason"}."""
        return json.loads(self.texts.get("adjustments") or "[]")

    @cached_property
    def scheme(self) -> Scheme:
        """The contract's rules this was judged by, as they were then."""
        faults: list[Fault] = []
        return load_scheme(tomllib.loads(self.texts["scheme"], parse_float=Decimal), faults)


def material(wanted: Wanted, sheet: str = CONTRACT) -> Material:
    """What a form of this period is made of, and what its foot says."""
    return of_period(wanted, wanted.period, sheet)


def of_period(wanted: Wanted, period: Period, sheet: str = CONTRACT) -> Material:
    """The same for another period: a month of the quarter, the period before."""
    book, owner = wanted.book, wanted.project
    current = as_it_was(periods.standing(book, owner.id, sheet, period), wanted.revision)
    if current.locked and current.current:
        texts = periods.texts_of(book, current.current.id)
        return Material(period, current, texts, stamped(wanted, current))
    with book.read() as connection:
        given = gathered(book, connection, owner, sheet, period, "")
    texts = dict(content_of(book.shelf, owner.scheme, sheet, period, given).texts)
    return Material(period, current, texts, stamped(wanted, current, digest_of(json.loads(texts["facts"]))))


def as_it_was(current: periods.Standing, revision: int) -> periods.Standing:
    """A period as it stood when an earlier revision was the last one; unchanged where it is another period's."""
    at = next((at for at, one in enumerate(current.revisions) if one.id == revision), None)
    if at is None or (at == len(current.revisions) - 1 and current.locked):
        return current
    clean = {"received_on": None, "objection_until": None, "objection": ""}
    return replace(current, state=periods.FROZEN, revisions=current.revisions[: at + 1], **clean)


def stamped(wanted: Wanted, current: periods.Standing | None = None, digest: str = "") -> Stamp:
    """The foot of a form: the revision it shows, or that it is a draft; who prints it, and when.

    Without a period's standing (lists that nobody freezes) nothing is a draft of anything.
    """
    book = wanted.book
    if current is not None and current.locked and current.current:
        one = current.current
        old = one.state if wanted.revision == one.id and one.state not in periods.LOCKED else ""
        return Stamp(one.number, one.digest, False, book.user, book.clock(), OLD.get(old, ""))
    return Stamp("", digest, current is not None, book.user, book.clock())
