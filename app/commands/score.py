"""`score FACTS.json`: what a scheme says of a period's facts."""

from argparse import Namespace
from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from app.commands.common import each, read_source, scheme_name
from app.commands.stores import facts_given, from_store
from app.library import scheme_for
from app.periods import Period
from app.scoring.assess import Assessment, assess
from app.scoring.facts import read_facts
from app.scoring.result import as_json
from app.scoring.scheme import Scheme

if TYPE_CHECKING:
    from app.ledger.book import Book


def run(arguments: Namespace) -> int:
    """The command."""
    if arguments.store:
        return from_store(arguments, _from_book)
    return each(read_source(facts_given(arguments)), partial(answer, explain=arguments.explain))


def _from_book(book: "Book", project: int, period: Period, explain: bool) -> dict[str, Any]:
    """The assessment of what a store holds."""
    from app.ledger.facts import assessed as assessed_from

    return as_json(assessed_from(book, project, period).assessment, explain)


def answer(facts: Mapping[str, Any], explain: bool = False) -> dict[str, Any]:
    """The assessment of one object of facts, as JSON data."""
    return as_json(assessed(facts), explain)


def assessed(facts: Mapping[str, Any]) -> Assessment:
    """The assessment of one object of facts."""
    name = scheme_name(facts, "应为方案编号，如 python -m app schemes 所列")
    text = facts.get("period")
    scheme = _scheme(name, Period.parse(text) if isinstance(text, str) else None)
    rules, read = read_facts(scheme, facts)
    return assess(scheme, rules, read)


@cache
def _scheme(name: str, period: Period | None) -> Scheme:
    """A scheme's files are read once a run, however many facts name it."""
    return scheme_for(name, period)
