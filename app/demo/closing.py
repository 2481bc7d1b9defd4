"""Periods brought to their end: assessed, reviewed, sent for signature, received, signed, sealed."""

from functools import partial

from app.demo.script import Script, rows
from app.demo.stage import Stage
from app.ledger import periods
from app.ledger.book import Book
from app.periods import Period


def plan(stage: Stage) -> None:
    """As far as the script takes each period."""
    for one in rows(stage.script, "closing"):
        period = Period.parse(one["period"])
        if period:
            _plan(stage, one, period)


def _plan(stage: Stage, one: Script, period: Period) -> None:
    sheet = one["sheet"]
    if "self" in one:
        stage.note(one["self"], "11:05", lambda book: periods.self_assess(book, stage.project, sheet, period))
    if "review" in one:
        stage.note(one["review"], "11:20", lambda book: periods.review(book, stage.project, sheet, period))
    if "freeze" in one:
        stage.note(one["freeze"], "15:00", partial(_freeze, stage, one, period))
    if "received" in one:
        stage.note(one["received"], "16:30", partial(_deliver, stage, one, period))
    for signature in one.get("signed", ()):
        stage.note(signature["on"], "17:00", partial(_sign, stage, one, period, signature))
    if "seal" in one:
        stage.note(one["seal"], "17:20", partial(_seal, stage, one, period))


def _freeze(stage: Stage, one: Script, period: Period, book: Book) -> None:
    periods.freeze(book, stage.project, one["sheet"], period, despite=one.get("despite", ""))


def _deliver(stage: Stage, one: Script, period: Period, book: Book) -> None:
    periods.deliver(book, stage.project, one["sheet"], period, one["received"], stage.calendar)


def _sign(stage: Stage, one: Script, period: Period, signature: Script, book: Book) -> None:
    revision = periods.standing(book, stage.project, one["sheet"], period).current
    if revision:
        role, signer, on = signature["role"], signature["signer"], signature["on"]
        periods.sign(book, stage.project, revision.id, role, signer, on, how=signature["how"])


def _seal(stage: Stage, one: Script, period: Period, book: Book) -> None:
    periods.seal(book, stage.project, one["sheet"], period, unsigned=one.get("unsigned", ""))
