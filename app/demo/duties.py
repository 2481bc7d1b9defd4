"""Obligations: proved week by week, except where the script says that one stayed open, was missed or excused."""

from datetime import date, datetime
from functools import partial

from app.demo.script import DAY, Script, days, rows
from app.demo.stage import Stage
from app.ledger import obligations
from app.ledger.book import Book
from app.ledger.contracts import contract
from app.ledger.obligations import OPEN, Obligation
from app.ledger.projects import find

FRIDAY = 4


def plan(stage: Stage) -> None:
    """Every Friday what is due by Sunday; clocks set off by what happened."""
    duties: Script = stage.script.get("duties", {})
    if duties:
        for day in days(stage.script["begins"], duties["through"]):
            if day.weekday() == FRIDAY:
                stage.note(day, "16:10", partial(_week, stage, duties, day))
    for one in rows(duties, "but"):
        if one["do"] == "done":
            stage.note(one["on"], "15:55", partial(_early, stage, one))
    for one in rows(stage.script, "clock"):
        keys: list[int] = []
        entered: datetime = one.get("logged", one["happened"])
        stage.note(entered.date(), f"{entered:%H:%M}", partial(_set_off, stage, one, keys))
        if "proved" in one:
            stage.note(one["proved"], one.get("at", "23:40"), partial(_prove, stage, one, keys))


def _week(stage: Stage, duties: Script, friday: date, book: Book) -> None:
    told = rows(duties, "but")
    for one in obligations.listed(book, stage.project):
        if one.status == OPEN and one.happened_at is None and one.due_on <= friday + DAY * 2:
            exception = next((other for other in told if _meant(other, one)), None)
            if exception is not None:
                _otherwise(stage, exception, one, friday, book)
            elif stage.dice("duty", one.rule, one.key).randrange(1000) >= int(duties.get("forgotten_per_mille", 0)):
                on = min(friday, one.due_on - DAY * stage.dice("early", one.rule, one.key).randrange(3))
                obligations.prove(book, stage.project, one.id, on, _proof(duties, one))


def _meant(other: Script, one: Obligation) -> bool:
    return other["rule"] == one.rule and other.get("key", one.key) == one.key


def _proof(duties: Script, one: Obligation) -> str:
    return str(duties.get("proof", {}).get(one.rule, duties["proofs"]))


def _otherwise(stage: Stage, other: Script, one: Obligation, friday: date, book: Book) -> None:
    """Left open, it proposes; missed or excused, somebody decided so a while later."""
    if other["do"] in ("open", "done") or friday < one.due_on + DAY * int(other.get("after", 3)):
        return
    decide = obligations.confirm_missed if other["do"] == "missed" else obligations.excuse
    decide(book, stage.project, one.id, other["reason"])


def _early(stage: Stage, other: Script, book: Book) -> None:
    """Done long before it is due."""
    for one in obligations.listed(book, stage.project):
        if _meant(other, one):
            obligations.prove(book, stage.project, one.id, other["on"], other["proof"])


def _set_off(stage: Stage, one: Script, keys: list[int], book: Book) -> None:
    """Every obligation of the contract that this starts."""
    known = contract(book.shelf, find(book, stage.project).scheme).obligations.obligations
    happened: datetime = one["happened"]
    for rule in known:
        if rule.on == one["on"] and one.get("rule", rule.id) == rule.id:
            changed = obligations.set_off(book, stage.project, rule.id, happened, stage.calendar, one.get("note", ""))
            keys.append(changed.id)


def _prove(stage: Stage, one: Script, keys: list[int], book: Book) -> None:
    for key in keys:
        obligations.prove(book, stage.project, key, one["proved"], one["proof"])
