"""Chinese working days: weekends, public holidays and make-up days, from one dated file a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from app.errors import Fault, Refused
from app.library import RESOURCES, placed
from app.reader import Reader
from app.toml_text import read_toml

FOLDER = RESOURCES / "calendar"
FORMAT = 1
DAY = timedelta(days=1)
SATURDAY = 5


class Deadline(NamedTuple):
    """A day counted in working days; not `announced` where a year on the way has no file yet."""

    day: date
    announced: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked; the years it knows, their holidays by day, their make-up days."""

    years: frozenset[int]
    holidays: Mapping[date, str]
    made_up: frozenset[date]

    def announced(self, year: int) -> bool:
        """Whether the year's arrangement is known."""
        return year in self.years

    def is_holiday(self, day: date) -> bool:
        """Whether a day is a public holiday or a day off around one."""
        return day in self.holidays

    def name_of(self, day: date) -> str:
        """What a day is: a holiday's name, a make-up day, or nothing special."""
        return self.holidays.get(day, "调休上班" if day in self.made_up else "")

    def is_working(self, day: date) -> bool:
        """Whether a day is worked; in a year not announced, Monday to Friday."""
        return day in self.made_up or (day.weekday() < SATURDAY and day not in self.holidays)

    def after(self, day: date, working_days: int) -> Deadline:
        """So many working days after a day, which itself does not count."""
        known = True
        left = working_days
        while left > 0:
            day += DAY
            known = known and self.announced(day.year)
            left -= self.is_working(day)
        return Deadline(day, known)

    def working_days(self, first: date, last: date) -> int:
        """How many working days there are, both ends included."""
        return sum(self.is_working(first + DAY * at) for at in range((last - first).days + 1))


def read_calendar(folder: Path = FOLDER) -> Calendar:
    """The calendar of all files in a folder; refused with every fault of every file."""
    years: set[int] = set()
    holidays: dict[date, str] = {}
    made_up: set[date] = set()
    faults: list[Fault] = []
    for file in sorted(folder.glob("*.toml")):
        data = read_toml(file, faults)
        if data is None:
            continue
        inside: list[Fault] = []
        _read_year(Reader(data, "", inside), years, holidays, made_up)
        faults.extend(placed(inside, file))
    if faults:
        raise Refused(faults)
    return Calendar(frozenset(years), holidays, frozenset(made_up))


def _read_year(reader: Reader, years: set[int], holidays: dict[date, str], made_up: set[date]) -> None:
    if reader.whole("format", FORMAT) != FORMAT:
        reader.fault("format", f"本程序认识的格式是 {FORMAT}", reader.data.get("format"))
    year = reader.whole("year", low=1990, high=2200)
    reader.text("source")
    if year in years:
        reader.fault("year", "这一年已有另一个文件", year)
    years.add(year)
    off = _holidays(reader, year)
    working = _working(reader, year, off)
    reader.close()
    holidays.update(off)
    made_up.update(working)


def _holidays(reader: Reader, year: int) -> dict[date, str]:
    found: dict[date, str] = {}
    for row in reader.tables("holiday"):
        name = row.text("name")
        for day in _days(row, year):
            if day in found:
                row.fault("first", f"与{found[day]}重叠", str(day))
                break
            found[day] = name
    return found


def _days(row: Reader, year: int) -> tuple[date, ...]:
    """The days of one holiday; none where an end is faulty, for a slip must not become a thousand years off."""
    first, last = _in_year(row, "first", year), _in_year(row, "last", year)
    row.close()
    if first is None or last is None:
        return ()
    if last < first:
        row.fault("last", f"早于 {first}", str(last))
    return tuple(first + DAY * at for at in range((last - first).days + 1))


def _working(reader: Reader, year: int, off: Mapping[date, str]) -> set[date]:
    """Make-up days: weekend days on which nobody is off; anything else is a slip in the list."""
    found: set[date] = set()
    for at, value in enumerate(reader.items("working")):
        key = f"working[{at}]"
        day = _in_year(Reader({key: value}, reader.path, reader.faults), key, year)
        if day is None:
            continue
        if day in off:
            reader.fault(key, "既是放假又是上班", str(day))
        elif day.weekday() < SATURDAY:
            reader.fault(key, "本来就是工作日，不用调休", str(day))
        found.add(day)
    return found


def _in_year(reader: Reader, key: str, year: int) -> date | None:
    before = len(reader.faults)
    day = reader.day(key)
    if len(reader.faults) == before and day.year != year:
        reader.fault(key, f"不在 {year} 年内", str(day))
    return day if len(reader.faults) == before else None
