"""Which forms there are: the assessment tables of the contracts (data) and the modules of `kinds` (code)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from app.errors import Fault, Refused
from app.forms import kinds
from app.forms.sheet import Document
from app.library import SCHEMES
from app.periods import Period
from app.reader import near

if TYPE_CHECKING:
    from app.ledger.book import Book
    from app.ledger.contracts import Contract
    from app.ledger.projects import Project

# What a form speaks of, and so what a user chooses beside the project before it can be made.
PERIOD, MONTH, TERM = "period", "month", "term"
ASSESSMENT, STAFF, FLOOR = "assessment", "staff", "floor"
GROUPS = {ASSESSMENT: "考核表", STAFF: "人员与扣罚", FLOOR: "运行与台账"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a form from the store is made for; `subject` picks one of several (a leave request, a person), 0: all.

    `revision` is one that was frozen earlier, to be read and printed as it was then; 0: what stands.
    """

    book: "Book"
    project: "Project"
    contract: "Contract"
    period: Period
    subject: int = 0
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """A form: where it belongs, over what span, and how it is made from the store or from facts alone."""

    id: str
    title: str
    group: str
    span: str  # PERIOD: the contract's own; MONTH: a month of it; TERM: whenever, the period given is the current one
    words: str  # one line that says what it is for
    order: int = 50
    schemes: tuple[str, ...] = ()  # only for these contracts
    conduct: bool = False  # only for contracts with conduct rules
    from_store: Callable[[Wanted], Document] | None = None
    from_facts: Callable[[Mapping[str, Any]], Document] | None = None

    def fits(self, scheme: str, has_conduct: bool) -> bool:
        """Whether a contract uses this form."""
        return (not self.schemes or scheme in self.schemes) and (has_conduct or not self.conduct)


@cache
def written() -> tuple[Form, ...]:
    """The forms that are code: one module each."""
    return tuple(import_module(f"{kinds.__name__}.{one.name}").FORM for one in iter_modules(kinds.__path__))


@cache
def forms(shelf: Path = SCHEMES) -> tuple[Form, ...]:
    """Every form, as the page lists them: by group, then by order.

    A contract's form.toml adds its own tables, and may give a written form the id that the contract's parties use.
    """
    from app.forms.assessment import own_forms

    groups = list(GROUPS)
    found = own_forms(written(), shelf)
    return tuple(sorted(found, key=lambda one: (groups.index(one.group), one.order, one.id)))


def find(name: str, shelf: Path = SCHEMES) -> Form:
    """A form by id; refused with what there is."""
    known = {one.id: one for one in forms(shelf)}
    if name not in known:
        raise Refused([Fault("FORM", name, f"没有这种表单{near(name, tuple(known))}；已有：{'、'.join(known)}")])
    return known[name]


def digest_of(facts: Any) -> str:
    """The digest of what a draft was made from: the same facts give the same digest, whatever their spelling."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return sha256(text.encode()).hexdigest()
