"""Builds a demo store: five contracts played day by day, or one floor over many years."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from app.demo import absences, closing, duties, events, figures, floor, lessons, setting_up, staff
from app.demo.diary import Clock, Diary
from app.demo.dice import salts
from app.demo.script import Script, read_script, rows
from app.demo.stage import Stage
from app.errors import Fault, Refused
from app.ledger import office
from app.ledger.book import Book
from app.ledger.store import create
from app.workdays import Calendar, read_calendar

INDEX = "demo.toml"
MOST_YEARS, MOST_PEOPLE = 30, 999
PARTS = (setting_up, staff, absences, floor, events, lessons, figures, duties, closing)


def build(path: Path, *, seed: int = 7, years: int = 0, people: int = 0, step: Callable[[str], None]) -> Book:
    """A new store; the same seed gives the same rows and the same history. The book that comes back is open."""
    _check(path, years, people)
    index, calendar, diary = read_script(INDEX), read_calendar(), Diary()
    step("准备剧本")
    for script in _scripts(index, years, people):
        _plan(script, seed, diary, calendar, index)
    first = diary.begins
    diary.note(first.date(), "08:30", index["user"], partial(_users, index))
    clock = Clock(diary.begins)
    book = create(path, index["user"], clock=clock, salt=salts(seed))
    diary.play(book, clock, step)
    book.user = index["user"]
    return book


def _check(path: Path, years: int, people: int) -> None:
    faults: list[Fault] = []
    if path.exists():
        faults.append(Fault("STORE", str(path), "文件已存在；示例台账不会覆盖任何文件，请另取一个名字"))
    if not 0 <= years <= MOST_YEARS:
        faults.append(Fault("--years", str(years), f"应在 0 到 {MOST_YEARS} 之间"))
    if not 0 <= people <= MOST_PEOPLE:
        faults.append(Fault("--people", str(people), f"应在 0 到 {MOST_PEOPLE} 之间"))
    if faults:
        raise Refused(faults)


def _scripts(index: Script, years: int, people: int) -> list[Script]:
    if not years and not people:
        return [read_script(name) for name in index["projects"]]
    return [_stretched(read_script(index["big"]), years, people)]


def _stretched(script: dict[str, Any], years: int, people: int) -> Script:
    """The script of one floor, over so many whole years before its end and with so many people."""
    first = date(script["last"].year - (years or script["years"]) + 1, 1, 1)
    crowd = {**rows(script, "crowd")[0], "count": people or script["people"]}
    return {**script, **dict.fromkeys(("first", "begins", "hired", "term_first"), first), "crowd": [crowd]}


def _plan(script: Script, seed: int, diary: Diary, calendar: Calendar, index: Script) -> None:
    stage = Stage(script, seed, diary, calendar)
    staff.cast(stage, index)
    for part in PARTS:
        part.plan(stage)


def _users(index: Script, book: Book) -> None:
    for one in rows(index, "account"):
        office.add_user(book, one["name"], one["display"], one["role"])
