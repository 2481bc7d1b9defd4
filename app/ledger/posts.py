"""Posts that the contract names: how many are needed and who holds them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.ledger.book import Book, Source, fetch
from app.ledger.change import Changed
from app.ledger.people import EMPLOYMENT, POST_OF, spans
from app.ledger.sources import Post as Named
from app.ledger.words import in_order, needed, refuse
from db.tables.people import POST


@dataclass(frozen=True, slots=True)
class Post:
    """A post, how many people it needs and who holds it."""

    name: str
    needed: int
    holders: tuple[int, ...]
    clause: str

    @property
    def vacant(self) -> int:
        """How many are missing."""
        return max(0, self.needed - len(self.holders))


def require(book: Book, project: int, name: str, count: int, since: date, until: date | None = None) -> Changed:
    """The client asks for so many in a post from a day on."""
    if count < 0:
        raise refuse("needed", count, "不能为负")
    in_order("until", since, until)
    with book.change("require_post", f"岗位 {name} 需 {count} 人", project) as draft:
        draft.change.add(POST, name=needed("name", name), needed=count, since=since, until=until)
    return draft.done


def on(source: Source, project: int, day: date, named: tuple[Named, ...] = ()) -> tuple[Post, ...]:
    """The posts on a day: those the contract names, and what the client asked for since, which goes before."""
    where = (POST.c.project_id == project, POST.c.voided.is_(None), POST.c.since <= day)
    rows = fetch(source, select(POST).where(*where).order_by(POST.c.since))
    asked = {one.name: (one.needed, one.clause) for one in named}
    asked |= {row.name: (row.needed, row.clause or "") for row in rows if row.until is None or day <= row.until}
    there = {one.person for one in spans(source, project, EMPLOYMENT) if one.holds(day)}
    held = [one for one in spans(source, project, POST_OF) if one.holds(day) and one.person in there]
    return tuple(
        Post(name, count, tuple(one.person for one in held if one.word == name), clause)
        for name, (count, clause) in asked.items()
    )
