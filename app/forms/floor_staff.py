"""The floor's staff over a period: how many at its ends, who came, who left, which posts are short."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from app.exact import show
from app.forms.registry import Wanted
from app.ledger import people, posts
from app.ledger.people import EMPLOYMENT, POST_OF, Span
from app.ledger.posts import Post
from app.periods import Period

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Staff:
    """Numbers of people; `known` is whether anybody was ever entered."""

    known: bool
    at_start: int
    at_end: int
    stayed: int  # those there at the end who go on
    counted: int  # those there at the end, without the posts that the contract leaves out
    left_out: tuple[str, ...]
    came: tuple[str, ...]  # staff numbers
    left: tuple[str, ...]
    posts: tuple[Post, ...]

    @property
    def turnover(self) -> str:
        """Leavers in a hundred of leavers and those still there, the usual measure where a contract has no other."""
        whole = len(self.left) + self.stayed
        return f"{show(Fraction(100 * len(self.left), whole))}%" if whole else ""


def staff_of(wanted: Wanted, period: Period | None = None) -> Staff:
    """The staff of a period inside the term."""
    span, book, project = period or wanted.period, wanted.book, wanted.project
    term = project.term
    first, last = max(span.first, term.first or span.first), min(span.last, term.last or span.last)
    with book.read() as connection:
        jobs = people.spans(connection, project.id, EMPLOYMENT)
        held = people.spans(connection, project.id, POST_OF)
        numbers = {one.id: one.staff_number for one in people.listed(connection, project.id)}
        needed = posts.on(connection, project.id, last, wanted.contract.sources.posts)
    out = wanted.contract.sources.leaves_out
    aside = {one.person for one in held if one.word in out and one.holds(last)}
    there = _there(jobs, last)
    begun = term.first or date.min
    came = tuple(sorted(numbers[one.person] for one in jobs if first <= one.since <= last and one.since > begun))
    left = tuple(sorted(numbers[one.person] for one in jobs if one.until and first <= one.until <= last))
    before = _there(jobs, first if first <= begun else first - timedelta(days=1))
    stayed = sum(one.until is None or one.until > last for one in jobs if one.holds(last))
    return Staff(bool(jobs), len(before), len(there), stayed, len(there - aside), out, came, left, needed)


def _there(jobs: tuple[Span, ...], day: date) -> set[int]:
    return {one.person for one in jobs if one.holds(day)}
