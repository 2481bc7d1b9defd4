"""Sets a project up: its dates, parameters, readings, shifts, earlier figures and obligations."""

from functools import partial

from app.demo.script import Script, rows
from app.demo.stage import Stage
from app.ledger import obligations, projects, roster
from app.ledger.book import Book
from app.periods import Period, Term


def plan(stage: Stage) -> None:
    """The first morning."""
    begins = stage.script["begins"]
    stage.note(begins, "09:00", partial(_create, stage))
    stage.note(begins, "09:20", partial(_settings, stage))
    stage.note(begins, "14:00", partial(_obligations, stage))


def _create(stage: Stage, book: Book) -> None:
    script = stage.script
    term = Term(script.get("term_first"), script.get("term_last"))
    stage.project = projects.create(
        book,
        stage.code,
        script["name"],
        script["scheme"],
        term=term if term.first or term.last else None,
        party_a=script.get("party_a", ""),
        party_b=script.get("party_b", ""),
        signed_on=script.get("signed_on"),
        effective_on=script.get("effective_on"),
    ).id


def _settings(stage: Stage, book: Book) -> None:
    for one in rows(stage.script, "parameter"):
        projects.set_parameter(book, stage.project, one["key"], one["value"], one["since"], one.get("source", ""))
    for one in rows(stage.script, "reading"):
        _reading(stage, book, one)
    for one in rows(stage.script, "shift"):
        times = (one["starts"], one["ends"])
        night, least = bool(one.get("night")), int(one.get("least", 0))
        roster.add_shift(book, stage.project, one["code"], one["name"], *times, night=night, least=least)


def _reading(stage: Stage, book: Book, one: Script) -> None:
    since = Period.parse(one["since"])
    if since:
        projects.choose_reading(
            book,
            stage.project,
            one["option"],
            one["choice"],
            since,
            sheet=one.get("sheet", "contract"),
            agreed_by=one.get("agreed_by", ""),
            agreed_on=one.get("agreed_on"),
            note=one.get("note", ""),
        )


def _obligations(stage: Stage, book: Book) -> None:
    if "duties" in stage.script:
        obligations.generate(book, stage.project, stage.calendar, stage.script["duties"].get("until"))
