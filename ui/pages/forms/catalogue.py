"""Which forms the open project has, how they are found by typing, and for what span each is made."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from app.forms.registry import ASSESSMENT, GROUPS, MONTH, Form, Wanted, forms, written
from app.ledger.book import Book
from app.ledger.memo import Memo
from app.ledger.pinyin import folded, search_key
from app.periods import Period
from ui.kit.group_list import GroupRow
from ui.workspace import Workspace


def forms_of(workspace: Workspace) -> tuple[Form, ...]:
    """The forms that the open project's contract uses, in the order of the list."""
    owner, known = workspace.project, workspace.contract
    if owner is None or known is None:
        return ()
    every = forms(workspace.book.shelf)
    return tuple(
        one for one in every if one.from_store is not None and one.fits(owner.scheme, known.conduct is not None)
    )


def named_form(found: Iterable[Form], name: str) -> Form | None:
    """A form by its id, or by the one it was written under where the contract's parties gave it another; without a
    name the contract's own table."""
    if not name:
        return next((one for one in found if one.group == ASSESSMENT), None)
    title = next((one.title for one in written() if one.id == name), "")
    return next((one for one in found if one.id == name or one.title == title), None)


def rows_of(found: Iterable[Form], typed: str = "") -> Sequence[GroupRow]:
    """The list: groups with their forms; what is typed leaves out the rest."""
    wanted = folded(typed).lower().strip()
    kept = [one for one in found if not wanted or matches(one, wanted)]
    rows: list[GroupRow] = []
    for group, title in GROUPS.items():
        inside = [one for one in kept if one.group == group]
        if inside:
            rows.append(GroupRow(None, title))
            rows += [GroupRow(one.id, one.title, one.words) for one in inside]
    return rows


def matches(form: Form, wanted: str) -> bool:
    """By a part of the title or its words, by pinyin, by initials."""
    full, _, initials = _sound(form.title).partition(" ")
    return any(wanted in text for text in (folded(form.title).lower(), folded(form.words).lower(), full, initials))


@cache
def _sound(title: str) -> str:
    return search_key(title)


def months_of(form: Form, period: Period) -> tuple[Period, ...]:
    """The months to choose from: those of a quarter or a year, for a form of one month."""
    return period.months if form.span == MONTH and period.kind != "month" else ()


def usual_month(months: Sequence[Period], today: date) -> Period:
    """The month that is likely meant: the one of today, or the last that has begun."""
    begun = [one for one in months if one.first <= today]
    return (begun or list(months[:1]))[-1]


def wanted_of(workspace: Workspace, period: Period, reader: Book) -> Wanted | None:
    """What a form is made for."""
    owner, known = workspace.project, workspace.contract
    return None if owner is None or known is None else Wanted(reader, owner, known, period)


def reader_of(book: Book, before: Book | None = None) -> Book:
    """The same store with a memory of its own, for one thread: what it read before a write is never told to the window
    after it. The one from before goes on where it still fits; its memory looks at the history by itself."""
    if before is not None and (before.engine, before.user, before.shelf) == (book.engine, book.user, book.shelf):
        return before
    return replace(book, memo=Memo(), guards=[], listeners=[], mine=[])
