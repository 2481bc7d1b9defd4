"""Cautions: what a person should look at before acting; they block nothing and cost nothing."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, NamedTuple, TypeAlias

from app.conduct.caution_leave import Conditions, Documents, Figures, Notice, Span
from app.conduct.caution_wage import BelowFloor, Proposed, ShareOfWage
from app.conduct.items import Case
from app.reader import Reader

CautionKind: TypeAlias = Documents | Notice | Span | Conditions | ShareOfWage | BelowFloor | Proposed
CAUTIONS: dict[str, type[CautionKind]] = {
    "documents": Documents,
    "notice": Notice,
    "span": Span,
    "conditions": Conditions,
    "share_of_wage": ShareOfWage,
    "below_floor": BelowFloor,
    "proposed": Proposed,
}


class Unknown(NamedTuple):
    """What a caution adds while a field of the context is not given."""

    context: str
    text: str


class Caution(NamedTuple):
    """A caution of a rule file; its text has places in braces for the figures."""

    id: str
    text: str
    clause: str
    words: str
    kind: CautionKind
    unknown: Unknown | None

    @property
    def contexts(self) -> Mapping[str, int | None]:
        """The fields of the context it needs, and the most each may be."""
        if isinstance(self.kind, ShareOfWage):
            return {self.kind.context: 100}
        return {self.kind.context: None} if isinstance(self.kind, BelowFloor) else {}


class Raised(NamedTuple):
    """A caution that was raised, with the figures that made it."""

    caution: Caution
    figures: Figures
    tail: str

    @property
    def text(self) -> str:
        """The caution in words."""
        return self.caution.text.format(**{"clause": self.caution.clause, **self.figures}) + self.tail


def parse_caution(reader: Reader) -> Caution:
    """One caution of a rule file."""
    kind = CAUTIONS[reader.one_of("kind", tuple(CAUTIONS))].parse(reader)
    text = reader.text("text")
    if reason := _template_fault(text, kind.FIELDS):
        reader.fault("text", reason, text)
    unknown = None
    if reader.has("unknown"):
        nested = reader.table("unknown")
        unknown = Unknown(nested.text("context"), nested.text("text"))
        nested.close()
    found = Caution(reader.text("id"), text, reader.text("clause"), reader.text("words"), kind, unknown)
    reader.close()
    return found


def raised(cautions: tuple[Caution, ...], case: Case) -> Iterator[Raised]:
    """The cautions of one person's month."""
    for caution in cautions:
        unknown = caution.unknown
        tail = unknown.text if unknown and case.context.get(unknown.context) is None else ""
        for figures in caution.kind.raised(case):
            yield Raised(caution, figures, tail)


def _template_fault(text: str, fields: tuple[str, ...]) -> str:
    try:
        places: list[Any] = [place for place in Formatter().parse(text) if place[1] is not None]
    except ValueError:
        return "花括号不成对"
    wrong = [name for _, name, form, conversion in places if name not in fields or form or conversion]
    return f"没有这一处：{'、'.join(wrong)}；可用：{'、'.join(fields)}" if wrong else ""
