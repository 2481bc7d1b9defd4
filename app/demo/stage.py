"""The stage: one project's script while the diary is being planned and played."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from app.demo.diary import Diary
from app.demo.dice import dice
from app.demo.script import Script
from app.ledger.book import Book
from app.workdays import Calendar


@dataclass(slots=True)
class Actor:
    """Somebody of the crew as the script has them."""

    place: int
    number: str
    name: str
    since: date
    team: str = ""
    leader: bool = False
    post: str = ""
    online_on: date | None = None
    until: date | None = None
    wage: int | None = None
    away: dict[date, str] = field(default_factory=dict[date, str])

    def employed(self, day: date) -> bool:
        """Whether the job lasts on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(slots=True)
class Stage:
    """A project in the making: keys are known once the diary has been played so far."""

    script: Script
    seed: int
    diary: Diary
    calendar: Calendar
    crew: list[Actor] = field(default_factory=list[Actor])
    project: int = 0
    people: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def code(self) -> str:
        """The project's code."""
        return str(self.script["code"])

    @property
    def first(self) -> date:
        """The first day of the floor."""
        return self.script["first"]

    @property
    def last(self) -> date:
        """The last day the script tells of."""
        return self.script["last"]

    def dice(self, *topic: object) -> Random:
        """Dice of one of this project's topics."""
        return dice(self.seed, self.code, *topic)

    def note(self, day: date, clock: str, do: Callable[[Book], object]) -> None:
        """Plans a deed of the project's own manager."""
        self.diary.note(day, clock, str(self.script["manager"]), do)

    def actor(self, number: str) -> Actor:
        """One of the crew by staff number."""
        return next(one for one in self.crew if one.number == number)

    def agents(self, day: date) -> list[Actor]:
        """Who takes calls on a day: those on line, the posts left out."""
        return [one for one in self.crew if one.employed(day) and one.online_on and one.online_on <= day]
