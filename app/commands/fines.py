"""`fines FACTS.json`: what a month of conduct costs each agent, and how the pools are shared."""

from argparse import Namespace
from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from app.commands.common import each, read_source, scheme_name
from app.commands.stores import facts_given, from_store
from app.conduct.facts import read_month
from app.conduct.judge import judge
from app.conduct.load import Conduct
from app.conduct.result import as_json
from app.conduct_library import conduct_for
from app.periods import Period

if TYPE_CHECKING:
    from app.ledger.book import Book


def run(arguments: Namespace) -> int:
    """The command."""
    if arguments.store:
        return from_store(arguments, _from_book)
    return each(read_source(facts_given(arguments)), partial(answer, explain=arguments.explain))


def _from_book(book: "Book", project: int, period: Period, explain: bool) -> dict[str, Any]:
    """The month's result of what a store holds."""
    from app.ledger.conduct_facts import judged

    return as_json(judged(book, project, period)[1], explain)


def answer(facts: Mapping[str, Any], explain: bool = False) -> dict[str, Any]:
    """The month's result of one object of facts, as JSON data."""
    conduct = _conduct(scheme_name(facts, "应为有行为规范的方案编号"))
    rules, month = read_month(conduct, facts)
    return as_json(judge(conduct, rules, month), explain)


@cache
def _conduct(name: str) -> Conduct:
    """The rules are read once a run, however many facts name them."""
    return conduct_for(name)
