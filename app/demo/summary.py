"""What a demo store holds, told shortly: the projects, their people, the periods that were signed or sent to be."""

from typing import Any

from app.ledger import people, periods, projects
from app.ledger.book import Book
from app.ledger.projects import Project
from app.ledger.verify import head


def summary(book: Book) -> dict[str, Any]:
    """The store's projects and the head of its history."""
    with book.read() as connection:
        entries, digest = head(connection)
    return {"entries": entries, "digest": digest, "projects": [_project(book, one) for one in projects.listed(book)]}


def _project(book: Book, one: Project) -> dict[str, Any]:
    moved = periods.listed(book, one.id)
    return {
        "code": one.code,
        "name": one.name,
        "scheme": one.scheme,
        "people": len(people.listed(book, one.id)),
        "periods": [f"{found.period} {periods.SHEETS[found.sheet]} {periods.STATES[found.state]}" for found in moved],
    }
