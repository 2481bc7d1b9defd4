"""The documents of a form that a store can give: of each project that uses it, the newest periods first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.errors import Refused
from app.forms.registry import MONTH, Form, Wanted, find
from app.ledger import periods, projects
from app.ledger.contracts import contract
from app.periods import KINDS, Kind, Period
from app.self_check.item import told

if TYPE_CHECKING:
    from app.forms.sheet import Document
    from app.ledger.book import Book


def documents(book: "Book", name: str, reasons: list[str]) -> Iterator["Document"]:
    """The form of every period that has something to print; why the others have not is added to `reasons`."""
    form = find(name, book.shelf)
    if form.from_store is None:
        reasons.append("这种表单不从台账取数")
        return
    for wanted in _wanted(book, form):
        try:
            document = form.from_store(wanted)
        except Refused as refused:
            reasons += [f"{wanted.project.code} {wanted.period}：{line}" for line in told(refused)]
            continue
        if document.sheets:
            yield document
        else:
            reasons.append(f"{wanted.project.code} {wanted.period}：没有可打印的内容")


def _wanted(book: "Book", form: Form) -> Iterator[Wanted]:
    for owner in projects.listed(book):
        known = contract(book.shelf, owner.scheme)
        if form.fits(owner.scheme, known.conduct is not None):
            for period in _spans(book, owner.id, known.newest.kind):
                for one in reversed(period.months) if form.span == MONTH else (period,):
                    yield Wanted(book, owner, known, one)


def _spans(book: "Book", project: int, kind: Kind) -> list[Period]:
    """The contract's periods around those that somebody has signed or sent to be, the newest first."""
    last = [one.period.last for one in periods.listed(book, project)]
    found = {Period(kind, day.year, (day.month - 1) // KINDS[kind] + 1) for day in last}
    return sorted(found, reverse=True)
