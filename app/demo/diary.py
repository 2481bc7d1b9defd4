"""The diary: what is done when and by whom, of all projects together, so that the history's clock never goes back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

from app.ledger.book import Book

CHINA = timezone(timedelta(hours=8))
# How long somebody needs for one entry.
TICK = timedelta(seconds=7)
Do = Callable[[Book], object]
Step = Callable[[str], None]


@dataclass(slots=True)
class Clock:
    """A clock that stands at a moment of the diary and goes on a little with each look at it."""

    now: datetime

    def __call__(self) -> datetime:
        """The moment, later than at the last look."""
        self.now += TICK
        return self.now

    def reach(self, moment: datetime) -> None:
        """Goes forward to a moment, never back."""
        self.now = max(self.now, moment)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done at a moment."""

    when: datetime
    order: int
    user: str
    do: Do


@dataclass(slots=True)
class Diary:
    """Deeds in the order in which they were planned; played in the order of time."""

    deeds: list[Deed] = field(default_factory=list[Deed])

    def note(self, day: date, clock: str, user: str, do: Do) -> None:
        """Plans a deed."""
        when = datetime.combine(day, time.fromisoformat(clock), CHINA)
        self.deeds.append(Deed(when, len(self.deeds), user, do))

    @property
    def begins(self) -> datetime:
        """The moment of the first deed."""
        return min(deed.when for deed in self.deeds)

    def play(self, book: Book, clock: Clock, step: Step) -> None:
        """Does everything; each month is announced."""
        month = ""
        for deed in sorted(self.deeds, key=_in_time):
            if month != f"{deed.when:%Y-%m}":
                month = f"{deed.when:%Y-%m}"
                step(month)
            clock.reach(deed.when)
            book.user = deed.user
            deed.do(book)


def _in_time(deed: Deed) -> tuple[datetime, int]:
    return deed.when, deed.order
