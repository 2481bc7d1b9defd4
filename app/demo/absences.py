"""Leave: the requests the script tells of and the everyday ones, asked, decided, and kept out of the attendance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from random import Random
from typing import Any

from app.demo.duty import duty_of, rostered_on
from app.demo.script import DAY, Script, days, rows
from app.demo.stage import Actor, Stage
from app.ledger import leaves
from app.ledger.book import Book

MONTH = 28


@dataclass(frozen=True, slots=True)
class Request:
    """One request and what became of it."""

    draft: Script
    decided: date | None
    granted: bool


def plan(stage: Stage) -> None:
    """All requests, in the order in which they were asked."""
    found = [*map(_told, rows(stage.script, "leave")), *_usual(stage)]
    for one in sorted(found, key=lambda request: request.draft["asked"]):
        if "usual" in one.draft and _taken(stage, one.draft):
            continue
        if one.granted:
            _keep_out(stage, one)
        key: list[int] = []
        asked: datetime = one.draft["asked"]
        stage.note(asked.date(), f"{asked:%H:%M}", partial(_ask, stage, one.draft, key))
        if one.decided:
            stage.note(one.decided, "17:40", partial(_decide, stage, one, key))
        if "papers" in one.draft:
            stage.note(one.draft["papers_on"], "10:05", partial(_papers, stage, one.draft, key))


def _told(one: Script) -> Request:
    return Request(one, one.get("decided"), one.get("outcome", "approved") == "approved")


def _usual(stage: Stage) -> Iterator[Request]:
    """Everyday leave: so many in four weeks, short, asked in time."""
    usual: Script = stage.script.get("usual_leave", {})
    throw = stage.dice("leave")
    start = stage.first
    while usual and start + DAY * MONTH <= stage.last:
        for _ in range(throw.randint(*usual["each_month"])):
            day = start + DAY * throw.randrange(MONTH)
            there = [one for one in stage.agents(day) if one.employed(day + DAY * 3)]
            yield _short(throw, usual, throw.choice(there), max(day, stage.first + DAY * 9))
        start += DAY * MONTH


def _short(throw: Random, usual: Script, who: Actor, day: date) -> Request:
    kind = throw.choice(usual["kinds"])
    ahead = 1 if kind == "sick_leave" else 4 if kind == "personal_leave" else 32
    last = day + DAY * throw.randrange(2)
    asked = datetime.combine(day - DAY * ahead, time(9 + throw.randrange(8), throw.randrange(60)))
    draft: dict[str, Any] = {"number": who.number, "kind": kind, "first": day, "last": last, "asked": asked}
    draft |= {"usual": True}
    if kind == "sick_leave":
        draft["documents"] = list(usual["documents"])
    return Request(draft, asked.date(), granted=True)


def _span(stage: Stage, one: Request) -> list[date]:
    """The days that the ledger will take: all but those off by a roster that was there at the decision."""
    every, who = list(days(one.draft["first"], one.draft["last"])), stage.actor(one.draft["number"])
    known = {day for day in every if one.decided and rostered_on(stage, day) <= one.decided}
    return [day for day in every if day not in known or duty_of(stage, who, day)] or every


def _taken(stage: Stage, draft: Script) -> bool:
    """Everyday leave that meets another one, or comes before somebody's first day, is not asked for."""
    who = stage.actor(draft["number"])
    around = days(draft["first"] - DAY * 3, draft["last"] + DAY * 3)
    early = draft["asked"].date() <= max(who.since, stage.script["begins"])
    return early or any(day in who.away for day in around)


def _keep_out(stage: Stage, one: Request) -> None:
    draft = one.draft
    away, span = stage.actor(draft["number"]).away, _span(stage, one)
    away |= dict.fromkeys(span, "day")
    if "first_half" in draft:
        away[draft["first"]] = draft["first_half"]
    if "last_half" in draft:
        away[draft["last"]] = draft["last_half"]


def _ask(stage: Stage, one: Script, key: list[int], book: Book) -> None:
    draft = leaves.Draft(
        stage.people[one["number"]],
        one["kind"],
        one["first"],
        one["last"],
        one.get("first_half", "day"),
        one.get("last_half", "day"),
        one["asked"],
        one.get("special", ""),
        tuple(one.get("documents", ())),
    )
    key.append(leaves.ask(book, stage.project, draft).id)


def _decide(stage: Stage, one: Request, key: list[int], book: Book) -> None:
    approver, on = one.draft.get("approver", stage.script["approver"]), one.decided or one.draft["first"]
    if one.granted:
        leaves.approve(book, stage.project, key[0], approver, on)
    else:
        leaves.refuse_leave(book, stage.project, key[0], approver, on, one.draft["why"])


def _papers(stage: Stage, one: Script, key: list[int], book: Book) -> None:
    leaves.add_documents(book, stage.project, key[0], tuple(one["papers"]))
