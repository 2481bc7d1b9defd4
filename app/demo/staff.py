"""The crew: people named by the script and people invented, their moves, who leaves and who comes."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from random import Random

from app.demo.script import Script, fen, rows
from app.demo.stage import Actor, Stage
from app.ledger import people
from app.ledger.book import Book
from app.ledger.people import Newcomer


def cast(stage: Stage, pool: Script) -> None:
    """Fills the crew; names are drawn without repeating one."""
    throw, taken = stage.dice("names"), {str(one["name"]) for one in rows(stage.script, "person")}
    for one in rows(stage.script, "person"):
        stage.crew.append(_named(stage, one))
    for one in rows(stage.script, "crowd"):
        for at in range(one["count"]):
            stage.crew.append(_invented(stage, one, at, _name(throw, stage.script, pool, taken), throw))
    for one in rows(stage.script, "leaver"):
        stage.actor(one["number"]).until = one["last_day"]


def _number(stage: Stage) -> str:
    return str(stage.script["staff_number"]).format(len(stage.crew) + 1)


def _named(stage: Stage, one: Script) -> Actor:
    since = one.get("since", stage.script["hired"])
    found = Actor(len(stage.crew), _number(stage), one["name"], since)
    found.team, found.leader, found.post = one.get("team", ""), bool(one.get("leader")), one.get("post", "")
    found.online_on = one.get("online_on", None if one.get("offline") else since)
    found.wage = fen(one["wage"]) if "wage" in one else None
    return found


def _invented(stage: Stage, one: Script, at: int, name: str, throw: Random) -> Actor:
    teams = list(one.get("teams", ("",)))
    found = Actor(len(stage.crew), _number(stage), name, one.get("since", stage.script["hired"]))
    found.team, found.online_on = teams[at % len(teams)], one.get("online_on", found.since)
    low, high = one["wage"]
    found.wage = throw.randrange(low, high + 1, 50) * 100
    return found


def _name(throw: Random, script: Script, pool: Script, taken: set[str]) -> str:
    surnames = list(script.get("surnames", ())) + list(pool["surnames"])
    while True:
        given = throw.choice(pool["given"])
        second = throw.choice(pool["given"]) if throw.randrange(10) < 7 else ""
        name = throw.choice(surnames) + given + (second if second != given else "")
        if name not in taken:
            taken.add(name)
            return name


def plan(stage: Stage) -> None:
    """Everybody who is there from the beginning in one list, the others on their first day."""
    begins: date = stage.script["begins"]
    stage.note(begins, "10:10", partial(_add, stage, [one for one in stage.crew if one.since <= begins]))
    for day in sorted({one.since for one in stage.crew if one.since > begins}):
        stage.note(day, "08:50", partial(_add, stage, [one for one in stage.crew if one.since == day]))
    for one in rows(stage.script, "move"):
        stage.note(one["on"], "15:10", partial(_move, stage, one))
    for one in rows(stage.script, "leaver"):
        stage.note(one["on"], "16:20", partial(_leave, stage, one))


def _add(stage: Stage, crew: list[Actor], book: Book) -> None:
    changed = people.add(book, stage.project, list(_newcomers(crew)))
    numbers = [one.number for one in crew]
    stage.people |= dict(zip(numbers, changed.ids("person"), strict=True))


def _newcomers(crew: list[Actor]) -> Iterator[Newcomer]:
    for one in crew:
        yield Newcomer(one.number, one.name, one.since, one.team, one.online_on, one.post, one.wage, one.leader)


def _move(stage: Stage, one: Script, book: Book) -> None:
    person, kind = stage.people[one["number"]], str(one["kind"])
    given = {"team": one.get("team", ""), "word": one.get("word", ""), "reason": one.get("reason", "")}
    amount = fen(one["wage"]) if "wage" in one else None
    people.assign(book, stage.project, person, kind, one["since"], fen=amount, until=one.get("until"), **given)


def _leave(stage: Stage, one: Script, book: Book) -> None:
    person, noticed = stage.people[one["number"]], one.get("noticed_on")
    people.leave_job(
        book,
        stage.project,
        person,
        one["last_day"],
        one["reason"],
        noticed_on=noticed,
        handed_over=bool(one.get("handed_over", True)),
    )
